//! What a table is: named columns, and rows of cells made from comparisons. One file a table.

use crate::compare::{CompareOptions, Comparison};

/// One cell.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    /// Text.
    Text(String),
    /// A count or an offset.
    Count(usize),
    /// A value in 0..=1 or on a metric's scale.
    Real(f64),
    /// Yes or no.
    Flag(bool),
    /// Nothing known.
    Empty,
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        if text.is_empty() { Cell::Empty } else { Cell::Text(text.to_owned()) }
    }
}

impl From<Option<&str>> for Cell {
    fn from(text: Option<&str>) -> Self {
        text.map_or(Cell::Empty, Cell::from)
    }
}

impl Cell {
    /// As printed in CSV: numbers with up to four decimals, `true` / `false`, nothing for [`Cell::Empty`].
    pub fn to_text(&self) -> String {
        match self {
            Cell::Text(text) => text.clone(),
            Cell::Count(count) => count.to_string(),
            Cell::Real(value) => format!("{}", rounded(*value)),
            Cell::Flag(flag) => flag.to_string(),
            Cell::Empty => String::new(),
        }
    }

    /// As a JSON value; [`Cell::Empty`] is `null`.
    pub fn to_json(&self) -> serde_json::Value {
        match self {
            Cell::Text(text) => text.as_str().into(),
            Cell::Count(count) => (*count).into(),
            Cell::Real(value) => rounded(*value).into(),
            Cell::Flag(flag) => (*flag).into(),
            Cell::Empty => serde_json::Value::Null,
        }
    }
}

/// Four decimals: finer differences mean nothing.
pub fn rounded(value: f64) -> f64 {
    (value * 10_000.0).round() / 10_000.0
}

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Type {
    /// Text.
    String,
    /// Whole numbers.
    Integer,
    /// Numbers.
    Number,
    /// `true` or `false`.
    Boolean,
}

/// One column of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TableColumn {
    /// Header.
    pub name: String,
    /// What it holds.
    pub kind: Type,
    /// One line for a reader.
    pub about: &'static str,
}

/// A column with a fixed name.
pub(super) fn column(name: &str, kind: Type, about: &'static str) -> TableColumn {
    TableColumn { name: name.to_owned(), kind, about }
}

/// Rows of cells, as many as the table has columns.
pub type Rows<'a> = Box<dyn Iterator<Item = Vec<Cell>> + 'a>;

/// One of the tables of a comparison.
pub struct Table {
    /// Name, also of its file without the ending.
    pub name: &'static str,
    /// What a row is.
    pub about: &'static str,
    /// Its columns, in order.
    pub columns: fn(&CompareOptions) -> Vec<TableColumn>,
    /// Its rows for one statement, made one by one: an alignment table can have millions.
    pub rows: fn(&Comparison) -> Rows<'_>,
}

/// All tables, `pairs` first.
pub const TABLES: &[Table] = &[
    super::pairs::TABLE,
    super::divergences::TABLE,
    super::alignment::TABLE,
    super::statements::TABLE,
    super::renderings::TABLE,
];

/// The table called `name`.
pub fn table(name: &str) -> Option<&'static Table> {
    TABLES.iter().find(|table| table.name == name)
}
