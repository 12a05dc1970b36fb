//! A description of the CSV tables that programs can read: a Frictionless data package.
//!
//! Source: Data Package 2.0 and Table Schema 2.0 (datapackage.org). Made from the tables' own columns, so that it
//! cannot say anything else than what is written.

use serde_json::{Value, json};

use super::table::{Table, TableColumn, Type};
use crate::compare::CompareOptions;

/// Name of the file, which the specification fixes.
pub const FILE: &str = "datapackage.json";

/// The columns that identify a row, by table.
const KEYS: [(&str, &[&str]); 3] = [
    ("statements", &["statement_id"]),
    ("renderings", &["rendering_id"]),
    ("alignment", &["statement_id", "column", "rendering_id"]),
];

/// The columns that point to a row of another table, and to which.
const REFERENCES: [(&str, &str); 2] = [("statement_id", "statements"), ("rendering_id", "renderings")];

/// The descriptor of `tables`, each as written by [`CsvTable`](super::csv::CsvTable) to `NAME.csv`; `guarded` as there.
pub fn descriptor(tables: &[Table], options: &CompareOptions, guarded: bool) -> Value {
    let guard =
        if guarded { " A text that a spreadsheet would run as a formula has an apostrophe before it." } else { "" };
    let resources: Vec<Value> = tables.iter().map(|table| resource(table, &(table.columns)(options))).collect();
    json!({
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "quotediff",
        "title": "Renderings of statements, compared",
        "description": format!("Written by quotediff {}.{guard}", env!("CARGO_PKG_VERSION")),
        "resources": resources,
    })
}

fn resource(table: &Table, columns: &[TableColumn]) -> Value {
    json!({
        "name": table.name,
        "type": "table",
        "path": format!("{}.csv", table.name),
        "description": format!("One row: {}.", table.about),
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": schema(table.name, columns),
    })
}

fn schema(name: &str, columns: &[TableColumn]) -> Value {
    let fields: Vec<Value> = columns.iter().map(field).collect();
    let mut schema = json!({ "fields": fields, "missingValues": [""] });
    let Some(object) = schema.as_object_mut() else { return schema };
    if let Some((_, key)) = KEYS.iter().find(|(table, _)| *table == name) {
        object.insert("primaryKey".to_owned(), json!(key));
    }
    let known = |column: &str| columns.iter().any(|found| found.name == column);
    let references: Vec<Value> = REFERENCES
        .iter()
        .filter(|(column, table)| *table != name && known(column))
        .map(|(column, table)| json!({ "fields": [column], "reference": { "resource": table, "fields": [column] } }))
        .collect();
    if !references.is_empty() {
        object.insert("foreignKeys".to_owned(), references.into());
    }
    schema
}

fn field(column: &TableColumn) -> Value {
    let kind = match column.kind {
        Type::String => "string",
        Type::Integer => "integer",
        Type::Number => "number",
        Type::Boolean => "boolean",
    };
    json!({ "name": column.name, "type": kind, "description": column.about })
}

#[cfg(test)]
mod tests {
    use super::super::TABLES;
    use super::*;

    #[test]
    fn keys_and_references_name_columns_that_exist() {
        let columns = |name: &str| {
            let table = TABLES.iter().find(|table| table.name == name).unwrap();
            (table.columns)(&CompareOptions::default())
        };
        for (table, key) in KEYS {
            assert!(key.iter().all(|column| columns(table).iter().any(|found| found.name == *column)), "{table}");
        }
        for (column, table) in REFERENCES {
            assert_eq!(KEYS.iter().find(|(name, _)| *name == table).map(|(_, key)| *key), Some([column].as_slice()));
        }
    }

    #[test]
    fn every_table_is_described_with_its_columns_and_the_guard() {
        let package = descriptor(TABLES, &CompareOptions::default(), true);
        let resources = package["resources"].as_array().unwrap();
        assert_eq!(resources.len(), TABLES.len());
        for (resource, table) in resources.iter().zip(TABLES) {
            let fields = resource["schema"]["fields"].as_array().unwrap();
            assert_eq!(fields.len(), (table.columns)(&CompareOptions::default()).len());
            assert!(fields.iter().all(|field| field["description"].as_str().is_some_and(|about| !about.is_empty())));
        }
        assert_eq!(resources[0]["schema"]["foreignKeys"][0]["reference"]["resource"], "statements");
        assert!(package["description"].as_str().unwrap().contains("apostrophe"));
        let bare = descriptor(TABLES, &CompareOptions::default(), false);
        assert!(!bare["description"].as_str().unwrap().contains("apostrophe"));
    }
}
