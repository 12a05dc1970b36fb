//! Step 8, report: results to bytes.

mod alignment;
mod divergences;
mod offsets;
mod pairs;
pub mod readable;
mod renderings;
mod statements;
mod table;

pub use offsets::CodePoints;
pub use renderings::{rendering_columns, rendering_row};
pub use table::{Cell, TABLES, Table, TableColumn, Type, rounded, table};
