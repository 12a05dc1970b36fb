//! Step 8, report: results to bytes.

mod alignment;
pub mod breaches;
pub mod csv;
pub mod datapackage;
mod divergences;
pub mod findings;
pub mod github;
pub mod guard;
pub mod html;
pub mod jsonl;
pub mod junit;
pub mod output;
mod pairs;
pub mod readable;
mod renderings;
mod statements;
pub mod summary;
mod table;

pub use renderings::{rendering_columns, rendering_row};
pub use table::{Cell, Rows, TABLES, Table, TableColumn, Type, rounded, table};
