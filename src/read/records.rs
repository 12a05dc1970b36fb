//! Rows and objects to articles and renderings.

use serde_json::{Map, Value};

use super::jsonl::Object;
use super::table::Row;
use super::{Column, Columns};
use crate::lang;
use crate::model::{Article, CreditKind, Rendering, Span, content_id};

/// What a row or an object says in a column; `None` where it says nothing.
type Lookup<'a> = &'a dyn Fn(Column) -> Option<String>;

/// The rendering in a row of a table, or why there is none. Its identifier is empty where the row has none; `place`
/// becomes its source where the row names none.
pub fn rendering_of_row(row: &Row, columns: &Columns, place: &str) -> Result<Rendering, String> {
    rendering(&|column| cell(row, columns, column), place)
}

/// The rendering in an object, likewise. Quotes as `extract` writes them are understood: the resolved speaker goes
/// before the mention, and a translation credit gives the outlet.
pub fn rendering_of_object(object: &Object, columns: &Columns, place: &str) -> Result<Rendering, String> {
    let fields = &object.fields;
    strings(fields, columns, &[Column::Text, Column::Id, Column::Outlet])?;
    let extracted = fields.contains_key("document") && fields.contains_key("credits");
    let mut rendering = rendering(
        &|column| match column {
            // In what `extract` writes, `group` joins the pieces of one utterance.
            Column::StatementId if extracted && columns.name(column) == Some("group") => None,
            Column::Speaker => {
                string(fields.get("speaker_resolved")).or_else(|| string(value(fields, columns, column)))
            }
            _ => string(value(fields, columns, column)),
        },
        place,
    )?;
    if let Some((outlet, kind)) = credit(fields)
        && (rendering.outlet.is_empty() || kind == Some(CreditKind::Translation))
    {
        rendering.outlet = outlet;
        rendering.credit_kind = kind;
    }
    Ok(rendering)
}

/// The article in a row of a table, or why there is none.
pub fn article_of_row(row: &Row, columns: &Columns, place: &str) -> Result<Article, String> {
    article(&|column| cell(row, columns, column), place)
}

/// The article in an object, or why there is none.
pub fn article_of_object(object: &Object, columns: &Columns, place: &str) -> Result<Article, String> {
    strings(&object.fields, columns, &[Column::Text, Column::Id])?;
    article(&|column| string(value(&object.fields, columns, column)), place)
}

fn rendering(get: Lookup<'_>, place: &str) -> Result<Rendering, String> {
    let number = |column| get(column).and_then(|n| n.trim().parse::<usize>().ok());
    Ok(Rendering {
        id: get(Column::Id).unwrap_or_default(),
        statement_id: get(Column::StatementId),
        outlet: get(Column::Outlet).unwrap_or_default(),
        credit_kind: get(Column::CreditKind).and_then(|kind| CreditKind::parse(&kind)),
        lang: get(Column::Lang).map(tag),
        speaker: get(Column::Speaker),
        date: get(Column::Date),
        text: words(get)?,
        source: get(Column::Source).unwrap_or_else(|| place.to_owned()),
        span: number(Column::Start).zip(number(Column::End)).map(|(start, end)| Span::new(start, end)),
    })
}

fn article(get: Lookup<'_>, place: &str) -> Result<Article, String> {
    Ok(Article {
        id: get(Column::Id).unwrap_or_default(),
        source: get(Column::Source).unwrap_or_else(|| place.to_owned()),
        outlet: get(Column::Outlet),
        lang: get(Column::Lang).map(tag),
        date: get(Column::Date),
        text: words(get)?,
    })
}

/// A language's tag; what is none stays as given.
pub(super) fn tag(given: String) -> String {
    lang::tag(&given).unwrap_or(given)
}

fn words(get: Lookup<'_>) -> Result<String, String> {
    get(Column::Text).ok_or_else(|| "it has no text".to_owned())
}

/// A cell that is not empty. The text is kept with its outer space, all else is trimmed.
fn cell(row: &Row, columns: &Columns, column: Column) -> Option<String> {
    let cell = row.fields.get(columns.get(column)?)?;
    let cell = if column == Column::Text { cell } else { cell.trim() };
    Some(cell.to_owned()).filter(|cell| !cell.is_empty())
}

/// The text of an object, empty where there is none.
pub fn text_of<'a>(object: &'a Object, columns: &Columns) -> &'a str {
    value(&object.fields, columns, Column::Text).and_then(Value::as_str).unwrap_or_default()
}

fn value<'a>(fields: &'a Map<String, Value>, columns: &Columns, column: Column) -> Option<&'a Value> {
    fields.values().nth(columns.get(column)?)
}

/// A text, or a number or truth value in its spelling.
pub(super) fn string(value: Option<&Value>) -> Option<String> {
    match value? {
        Value::String(text) => Some(text.clone()).filter(|text| !text.is_empty()),
        plain @ (Value::Number(_) | Value::Bool(_)) => Some(plain.to_string()),
        _ => None,
    }
}

/// Refuses lists and objects where a text is expected.
fn strings(fields: &Map<String, Value>, columns: &Columns, expected: &[Column]) -> Result<(), String> {
    let wrong =
        expected.iter().find(|&&c| matches!(value(fields, columns, c), Some(Value::Array(_) | Value::Object(_))));
    wrong.map_or(Ok(()), |&column| Err(format!("`{}` is not a text", columns.name(column).unwrap_or(column.as_str()))))
}

/// The translation credit of an object with `credits`, else its first.
fn credit(fields: &Map<String, Value>) -> Option<(String, Option<CreditKind>)> {
    let credits = fields.get("credits")?.as_array()?.iter().filter_map(|credit| {
        let kind = credit.get("kind").and_then(Value::as_str).and_then(CreditKind::parse);
        Some((string(credit.get("outlet"))?, kind))
    });
    credits.min_by_key(|(_, kind)| *kind != Some(CreditKind::Translation))
}

/// Makes identifiers unique. Missing ones come from the content; of equal ones all but the first, in an order that
/// hangs on their content alone, get `-2`, `-3` and so on. Returns how many identifiers that the input gave had to be
/// changed.
pub(super) fn name_all<T>(
    items: &mut [T],
    prefix: &str,
    id: impl Fn(&mut T) -> &mut String,
    content: impl Fn(&T) -> Vec<String>,
) -> usize {
    let digest = |item: &T| {
        let parts = content(item);
        content_id(prefix, &parts.iter().map(String::as_str).collect::<Vec<_>>())
    };
    let mut named: Vec<(String, usize, bool)> = Vec::with_capacity(items.len());
    for (index, item) in items.iter_mut().enumerate() {
        let given = std::mem::take(id(item));
        let missing = given.is_empty();
        named.push((if missing { digest(item) } else { given }, index, !missing));
    }
    named.sort_unstable();
    let mut changes = Vec::new();
    for run in named.chunk_by(|a, b| a.0 == b.0).filter(|run| run.len() > 1) {
        let mut run: Vec<&(String, usize, bool)> = run.iter().collect();
        run.sort_by_cached_key(|&&(_, index, _)| items.get(index).map(digest));
        let mut number = 1;
        for &&(ref name, index, given) in run.iter().skip(1) {
            let free = loop {
                number += 1;
                let free = format!("{name}-{number}");
                if named.binary_search_by(|taken| taken.0.cmp(&free)).is_err() {
                    break free;
                }
            };
            changes.push((index, free, given));
        }
    }
    for (name, index, _) in named {
        if let Some(item) = items.get_mut(index) {
            *id(item) = name;
        }
    }
    let changed = changes.iter().filter(|(.., given)| *given).count();
    for (index, name, _) in changes {
        if let Some(item) = items.get_mut(index) {
            *id(item) = name;
        }
    }
    changed
}

#[cfg(test)]
mod tests {
    use super::*;

    fn object(value: Value) -> (Object, Columns) {
        let Value::Object(fields) = value else { panic!() };
        let keys: Vec<String> = fields.keys().cloned().collect();
        let columns = Columns::find("-", &keys, &Default::default()).unwrap();
        (Object { line: 1, byte: 0, fields, raw: Vec::new() }, columns)
    }

    #[test]
    fn what_extract_writes_is_read_as_renderings() {
        let (object, columns) = object(serde_json::json!({
            "document": "d1", "start": 3, "end": 9, "text": "We stay", "speaker": "he", "speaker_resolved": "Ana Li",
            "group": 4, "credits": [{"outlet": "A", "kind": "report"}, {"outlet": "B", "kind": "translation"}]
        }));
        let rendering = rendering_of_object(&object, &columns, "p").unwrap();
        assert_eq!((rendering.outlet.as_str(), rendering.speaker.as_deref()), ("B", Some("Ana Li")));
        assert_eq!((rendering.statement_id, rendering.source.as_str()), (None, "d1"));
        assert_eq!(rendering.span, Some(Span::new(3, 9)));
    }

    #[test]
    fn an_object_without_a_text_is_refused() {
        let (empty, columns) = object(serde_json::json!({"id": 7, "text": ""}));
        assert_eq!(rendering_of_object(&empty, &columns, "").unwrap_err(), "it has no text");
        let (list, columns) = object(serde_json::json!({"id": 7, "quote": ["a"]}));
        assert_eq!(rendering_of_object(&list, &columns, "").unwrap_err(), "`quote` is not a text");
    }

    #[test]
    fn identifiers_are_unique_and_do_not_depend_on_order() {
        let name = |texts: &[(&str, &str)]| {
            let mut all: Vec<(String, String)> = texts.iter().map(|&(i, t)| (i.to_owned(), t.to_owned())).collect();
            let changed = name_all(&mut all, "r", |item| &mut item.0, |item| vec![item.1.clone()]);
            all.sort();
            (all, changed)
        };
        let (names, changed) = name(&[("1", "b"), ("1", "a"), ("1-2", "c"), ("", "x"), ("", "x")]);
        assert_eq!(changed, 1);
        assert_eq!(names, name(&[("", "x"), ("1", "a"), ("", "x"), ("1-2", "c"), ("1", "b")]).0);
        let ids: std::collections::BTreeSet<&String> = names.iter().map(|(id, _)| id).collect();
        assert_eq!(ids.len(), 5);
        assert!(ids.contains(&"1-3".to_owned()) && ids.contains(&"1-2".to_owned()));
    }
}
