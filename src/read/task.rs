//! Texts that are already grouped: pairs `{id, a, b}` and groups `{id, renderings}`, as `align` and `score` take them.

use std::path::Path;

use serde_json::{Map, Value};

use super::jsonl::Objects;
use super::records::{string, tag};
use super::source::Source;
use super::table::{Row, Table};
use super::{Column, Format, Log, ReadOptions};
use crate::error::Error;

/// One text to be compared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Side {
    /// A text.
    Text(String),
    /// A text that somebody else has cut into tokens.
    Tokens(Vec<String>),
}

/// A text of a group, and whose it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Witness {
    /// Its words.
    pub text: Side,
    /// Whose wording it is, where told.
    pub outlet: Option<String>,
    /// Language tag, where told; else that of the group.
    pub lang: Option<String>,
}

/// Texts that render one statement.
#[derive(Clone, Debug, PartialEq)]
pub struct Task {
    /// As given, of whatever type, to be given back; null where there is none.
    pub id: Value,
    /// What is to be compared.
    pub texts: Texts,
}

/// What is to be compared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Texts {
    /// Two texts; the answer names their tokens.
    Pair(Box<[Witness; 2]>),
    /// Any number of texts; the answer is a table.
    Group(Vec<Witness>),
}

/// An open stream of tasks: JSONL, or a table with the columns `a` and `b`.
pub struct Tasks {
    form: Form,
    pairs_only: bool,
}

enum Form {
    Objects(Objects),
    Table(Box<Table>),
}

impl Tasks {
    /// Opens a file or standard input (`-`).
    ///
    /// # Errors
    /// What cannot be opened; a table without the columns `a` and `b`.
    pub fn open(path: &Path, options: &ReadOptions, log: &mut Log) -> Result<Tasks, Error> {
        Tasks::from_source(Source::open(path, options, log)?, options, log)
    }

    /// The same over an opened stream.
    ///
    /// # Errors
    /// As for [`open`](Self::open).
    pub fn from_source(source: Source, options: &ReadOptions, log: &mut Log) -> Result<Tasks, Error> {
        if !matches!(source.format(), Format::Csv | Format::Tsv) {
            return Ok(Tasks { form: Form::Objects(Objects::from_source(source, options)), pairs_only: false });
        }
        let table = Table::from_source(source, options, log)?;
        table.need(Column::A)?;
        table.need(Column::B)?;
        Ok(Tasks { form: Form::Table(Box::new(table)), pairs_only: false })
    }

    /// The same, with groups set aside.
    pub fn pairs_only(self) -> Tasks {
        Tasks { pairs_only: true, ..self }
    }

    /// The next task; what is none is set aside in `log`.
    ///
    /// # Errors
    /// Reading fails; in strict mode the first row that cannot be used.
    pub fn next(&mut self, log: &mut Log) -> Result<Option<Task>, Error> {
        loop {
            match &mut self.form {
                Form::Table(table) => {
                    let Some(row) = table.next(log)? else { return Ok(None) };
                    return Ok(Some(task_of_row(&row, table)));
                }
                Form::Objects(objects) => {
                    let Some(mut object) = objects.next(log)? else { return Ok(None) };
                    match task_of_object(&mut object.fields) {
                        Ok(Task { texts: Texts::Group(_), .. }) if self.pairs_only => {
                            objects.reject(object, "it is a group, not a pair `a`, `b`; `align` takes groups", log)?;
                        }
                        Ok(task) => return Ok(Some(task)),
                        Err(reason) => objects.reject(object, reason, log)?,
                    }
                }
            }
        }
    }
}

fn task_of_row(row: &Row, table: &Table) -> Task {
    let columns = table.columns();
    let cell = |column| columns.get(column).and_then(|place| row.fields.get(place)).filter(|cell| !cell.is_empty());
    let side = |text, lang: Column| Witness {
        text: Side::Text(cell(text).unwrap_or_default().to_owned()),
        outlet: None,
        lang: cell(lang).or_else(|| cell(Column::Lang)).map(|given| tag(given.to_owned())),
    };
    let pair = [side(Column::A, Column::LangA), side(Column::B, Column::LangB)];
    Task { id: cell(Column::Id).map_or(Value::Null, Value::from), texts: Texts::Pair(Box::new(pair)) }
}

/// The task in an object, or why there is none.
fn task_of_object(fields: &mut Map<String, Value>) -> Result<Task, String> {
    let id = fields.get_mut("id").map(Value::take).unwrap_or(Value::Null);
    let lang = string(fields.get("lang")).map(tag);
    let texts = match fields.get_mut("renderings") {
        Some(Value::Array(renderings)) => {
            let witnesses = (0..).zip(renderings).map(|(i, value)| {
                witness(value, &lang)
                    .ok_or_else(|| format!("`renderings[{i}]` is neither a text nor an object with one"))
            });
            Texts::Group(witnesses.collect::<Result<_, _>>()?)
        }
        Some(_) => return Err("`renderings` is not a list".to_owned()),
        None => Texts::Pair(Box::new([pair_side(fields, "a", &lang)?, pair_side(fields, "b", &lang)?])),
    };
    Ok(Task { id, texts })
}

fn pair_side(fields: &mut Map<String, Value>, key: &str, lang: &Option<String>) -> Result<Witness, String> {
    let value = fields.get_mut(key).ok_or_else(|| format!("it has no `{key}`"))?;
    let text = side(value).ok_or_else(|| format!("`{key}` is neither a text nor a list of tokens"))?;
    let lang = string(fields.get(&format!("lang_{key}"))).map(tag).or_else(|| lang.clone());
    Ok(Witness { text, outlet: None, lang })
}

fn witness(value: &mut Value, lang: &Option<String>) -> Option<Witness> {
    let Some(fields) = value.as_object_mut() else {
        return Some(Witness { text: side(value)?, outlet: None, lang: lang.clone() });
    };
    let key = if fields.contains_key("text") { "text" } else { "tokens" };
    let text = side(fields.get_mut(key)?)?;
    let lang = string(fields.get("lang")).map(tag).or_else(|| lang.clone());
    Some(Witness { text, outlet: string(fields.get("outlet")), lang })
}

/// The text in a value, which is left empty.
fn side(value: &mut Value) -> Option<Side> {
    match value.take() {
        Value::String(text) => Some(Side::Text(text)),
        Value::Array(tokens) => {
            let token = |token| match token {
                Value::String(token) => Some(token),
                _ => None,
            };
            tokens.into_iter().map(token).collect::<Option<_>>().map(Side::Tokens)
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(format: Format, bytes: &'static str) -> (Vec<Task>, Log) {
        let (options, mut log) = (ReadOptions::default(), Log::default());
        let source = Source::new("-".into(), Some(format), Box::new(bytes.as_bytes()), &options, &mut log).unwrap();
        let mut tasks = Tasks::from_source(source, &options, &mut log).unwrap();
        let mut all = Vec::new();
        while let Some(task) = tasks.next(&mut log).unwrap() {
            all.push(task);
        }
        (all, log)
    }

    fn text(words: &str, lang: Option<&str>) -> Witness {
        Witness { text: Side::Text(words.into()), outlet: None, lang: lang.map(str::to_owned) }
    }

    #[test]
    fn pairs_and_groups_are_told_apart() {
        let (tasks, log) = read(
            Format::Jsonl,
            "{\"id\":7,\"a\":\"x\",\"b\":[\"y\",\"z\"],\"lang\":\"en\",\"lang_b\":\"de\"}\n\
             {\"id\":\"g\",\"renderings\":[\"x\",{\"text\":\"y\",\"outlet\":\"O\"}]}\n{\"a\":1}\n",
        );
        let tokens = Witness { text: Side::Tokens(vec!["y".into(), "z".into()]), ..text("", Some("de")) };
        assert_eq!(tasks[0], Task { id: 7.into(), texts: Texts::Pair(Box::new([text("x", Some("en")), tokens])) });
        let second = Witness { outlet: Some("O".into()), ..text("y", None) };
        assert_eq!(tasks[1].texts, Texts::Group(vec![text("x", None), second]));
        assert_eq!(log.rejects[0].reason, "`a` is neither a text nor a list of tokens");
    }

    #[test]
    fn groups_are_set_aside_where_pairs_are_wanted() {
        let (options, mut log) = (ReadOptions::default(), Log::default());
        let bytes = "{\"renderings\":[\"x\",\"y\"]}\n{\"a\":\"x\",\"b\":\"y\"}\n".as_bytes();
        let source = Source::new("-".into(), Some(Format::Jsonl), Box::new(bytes), &options, &mut log).unwrap();
        let mut tasks = Tasks::from_source(source, &options, &mut log).unwrap().pairs_only();
        assert!(matches!(tasks.next(&mut log).unwrap().unwrap().texts, Texts::Pair(_)));
        assert_eq!((log.rows_read, log.rejects.len()), (2, 1));
    }

    #[test]
    fn a_table_of_pairs_is_read_like_the_objects() {
        let (tasks, _) = read(Format::Csv, "id,text_a,text_b,lang\n7,x,y,en\n");
        let pair = [text("x", Some("en")), text("y", Some("en"))];
        assert_eq!(tasks, [Task { id: "7".into(), texts: Texts::Pair(Box::new(pair)) }]);
    }
}
