//! Step 8, report: results to bytes.

mod alignment;
pub mod csv;
mod divergences;
pub mod findings;
pub mod guard;
pub mod jsonl;
mod offsets;
pub mod output;
mod pairs;
pub mod readable;
mod renderings;
mod statements;
pub mod summary;
mod table;

pub use offsets::CodePoints;
pub use renderings::{rendering_columns, rendering_row};
pub use table::{Cell, Rows, TABLES, Table, TableColumn, Type, rounded, table};
