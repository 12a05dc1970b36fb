//! Inputs as a stream of records, a batch at a time, so that memory holds a batch and not the input.

use std::collections::hash_map::{DefaultHasher, Entry};
use std::hash::{Hash, Hasher};
use std::path::PathBuf;

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::jsonl::Objects;
use super::table::Table;
use super::{Column, Columns, Format, Log, ReadOptions, Reject, Source, Wanted, html, records, walk};
use crate::error::{Error, ErrorKind};
use crate::model::{Article, Rendering, content_id};

/// Most records of a batch.
const BATCH: usize = 1024;
/// What an article has and a quote seldom.
const MARKS: [char; 10] = ['\n', '"', '“', '”', '„', '«', '»', '「', '『', '‟'];
/// What is said where these decide what a row is.
const WITH_MARKS: &str = "no column names an outlet, a speaker or a statement: texts with quotation marks or line breaks \
                          are taken for articles, whose quotes are compared (call the column `quote` if they are quotes)";
const WITHOUT_MARKS: &str = "no column names an outlet, a speaker or a statement: texts without quotation marks and line \
                             breaks are taken for quotes (call the column `body` if they are articles)";
/// What is said where a column tells that a text is a quote and the text looks like an article.
const LONG: &str = "texts with many lines and quotation marks are taken for quotes, since a column names an outlet, a speaker \
                    or a statement (call the column `body` if they are articles)";
/// Bytes beyond which a quote with marks and line breaks is suspicious.
const LONG_QUOTE: usize = 1000;
/// Bytes of text after which a batch is full: what a processor keeps near between reading and extracting.
const FULL: usize = 2 << 20;

/// What a row, an object or a file turned out to be.
pub(super) enum Record {
    Article(Article),
    Rendering(Rendering),
}

/// A record as it was read; a page is still to be parsed, which takes longer than reading it.
enum Raw {
    Ready(Record),
    Page { label: String, html: String },
}

impl Raw {
    fn bytes(&self) -> usize {
        match self {
            Raw::Ready(Record::Article(article)) => article.text.len(),
            Raw::Ready(Record::Rendering(rendering)) => rendering.text.len(),
            Raw::Page { html, .. } => html.len(),
        }
    }

    fn parsed(self) -> Record {
        match self {
            Raw::Ready(record) => record,
            Raw::Page { label, html } => Record::Article(labelled(html::article(&html), &label)),
        }
    }
}

/// The records of several inputs, one after the other.
pub(super) struct Records<'a> {
    options: &'a ReadOptions,
    /// What happened so far.
    pub log: Log,
    files: std::vec::IntoIter<PathBuf>,
    /// There is one input: its name goes into no value.
    sole: bool,
    open: Option<Open>,
}

/// The input that is being read, and its name in the values.
struct Open {
    form: Form,
    label: String,
}

enum Form {
    Table(Box<Table>),
    Objects(Box<Objects>),
    Document(Box<Source>),
    Ended,
}

impl<'a> Records<'a> {
    /// The files that `paths` stand for. Nothing is opened yet.
    pub fn open(paths: &[PathBuf], options: &'a ReadOptions) -> Result<Self, Error> {
        let mut log = Log::new(options.strict);
        let files = walk::files(paths, &mut log)?;
        let sole = paths.len() == 1 && files.as_slice() == paths;
        Ok(Records { options, log, files: files.into_iter(), sole, open: None })
    }

    /// One opened stream.
    pub fn of_source(source: Source, options: &'a ReadOptions, log: Log) -> Result<Self, Error> {
        let mut records = Records { options, log, files: Vec::new().into_iter(), sole: true, open: None };
        records.open = Some(Open { form: records.form(source)?, label: String::new() });
        Ok(records)
    }

    /// The next records, in the order read; none at the end.
    pub fn batch(&mut self) -> Result<Vec<Record>, Error> {
        let (mut raw, mut bytes) = (Vec::new(), 0);
        while raw.len() < BATCH && bytes < FULL {
            let Some(record) = self.next()? else { break };
            bytes += record.bytes();
            raw.push(record);
        }
        Ok(raw.into_par_iter().map(Raw::parsed).collect())
    }

    fn next(&mut self) -> Result<Option<Raw>, Error> {
        loop {
            let Some(mut open) = self.open.take() else {
                let Some(file) = self.files.next() else { return Ok(None) };
                let source = Source::open(&file, self.options, &mut self.log)?;
                let label = if self.sole { String::new() } else { file.to_string_lossy().into_owned() };
                self.open = Some(Open { form: self.form(source)?, label });
                continue;
            };
            if let Some(record) = self.next_of(&mut open)? {
                self.open = Some(open);
                return Ok(Some(record));
            }
        }
    }

    fn form(&mut self, source: Source) -> Result<Form, Error> {
        Ok(match source.format() {
            // A workbook has become a table when it was opened.
            Format::Csv | Format::Tsv | Format::Xlsx => {
                let table = Table::from_source(source, self.options, &mut self.log)?;
                table.need(Column::Text)?;
                Form::Table(Box::new(table))
            }
            Format::Jsonl => Form::Objects(Box::new(Objects::from_source(source, self.options))),
            Format::Text | Format::Html => Form::Document(Box::new(source)),
        })
    }

    fn next_of(&mut self, open: &mut Open) -> Result<Option<Raw>, Error> {
        match &mut open.form {
            Form::Table(table) => self.row(table, &open.label),
            Form::Objects(objects) => self.object(objects, &open.label),
            Form::Document(source) => {
                let found = self.document(source, &open.label)?;
                open.form = Form::Ended;
                Ok(found)
            }
            Form::Ended => Ok(None),
        }
    }

    fn row(&mut self, table: &mut Table, label: &str) -> Result<Option<Raw>, Error> {
        while let Some(row) = table.next(&mut self.log)? {
            let (columns, place) = (table.columns(), place(label, row.line));
            let text = columns.get(Column::Text).and_then(|at| row.fields.get(at)).unwrap_or_default();
            let told = self.are_renderings(columns);
            let is_rendering = told.unwrap_or_else(|| !text.contains(MARKS));
            let found = if is_rendering {
                records::rendering_of_row(&row, columns, &place).map(Record::Rendering)
            } else {
                records::article_of_row(&row, columns, &place).map(Record::Article)
            };
            self.say_taken(told, is_rendering, text, table.name());
            match found {
                Ok(record) => return Ok(Some(Raw::Ready(record))),
                Err(reason) => table.reject(row, reason, &mut self.log)?,
            }
        }
        Ok(None)
    }

    fn object(&mut self, objects: &mut Objects, label: &str) -> Result<Option<Raw>, Error> {
        while let Some(object) = objects.next(&mut self.log)? {
            let place = place(label, object.line);
            let columns = objects.columns(&object.fields);
            let told = self.are_renderings(columns);
            let text = records::text_of(&object, columns);
            let is_rendering = told.unwrap_or_else(|| !text.contains(MARKS));
            let found = if is_rendering {
                records::rendering_of_object(&object, columns, &place).map(Record::Rendering)
            } else {
                records::article_of_object(&object, columns, &place).map(Record::Article)
            };
            self.say_taken(told, is_rendering, text, objects.name());
            match found {
                Ok(record) => return Ok(Some(Raw::Ready(record))),
                Err(reason) => objects.reject(object, reason, &mut self.log)?,
            }
        }
        Ok(None)
    }

    fn document(&mut self, source: &mut Source, label: &str) -> Result<Option<Raw>, Error> {
        let format = source.format();
        let (bytes, over) = source.rest(self.options.max_field)?;
        let blank = bytes.iter().all(u8::is_ascii_whitespace);
        if self.options.wanted == Wanted::Renderings && !blank {
            return Err(ErrorKind::NotRenderings { file: source.name().to_owned() }.into());
        }
        if bytes.is_empty() {
            return Ok(None);
        }
        self.log.rows_read += 1;
        let refused = match std::str::from_utf8(&bytes) {
            _ if over => Some(format!("longer than {} bytes (--max-field)", self.options.max_field)),
            Err(_) => Some("not UTF-8 (--encoding names another encoding)".to_owned()),
            Ok(page) if format == Format::Html && html::is_too_deep(page) => {
                Some("its elements are nested too deep to be a page for readers".to_owned())
            }
            Ok(_) => None,
        };
        if let Some(reason) = refused {
            let reject = Reject { file: source.name().to_owned(), line: 1, byte: 0, reason, raw: bytes };
            return self.log.reject(reject).map(|()| None);
        }
        let text = String::from_utf8(bytes).unwrap_or_default();
        if format == Format::Html {
            return Ok(Some(Raw::Page { label: label.to_owned(), html: text }));
        }
        // A lone carriage return is a line break of old; one byte for one keeps every offset.
        let article = Article { text: lone_returns(text), ..Article::default() };
        Ok(Some(Raw::Ready(Record::Article(labelled(article, label)))))
    }

    /// Whether rows with these columns are renderings; `None` where that hangs on the text.
    fn are_renderings(&self, columns: &Columns) -> Option<bool> {
        match self.options.wanted {
            Wanted::Articles => Some(false),
            Wanted::Renderings => Some(true),
            Wanted::Any => columns.hold_renderings(),
        }
    }

    /// Says what a text is taken for of which the columns do not tell, or tell what does not look right.
    fn say_taken(&mut self, told: Option<bool>, is_rendering: bool, text: &str, file: &str) {
        let long = text.len() > LONG_QUOTE && text.contains('\n') && text.contains(&MARKS[1..]);
        match told {
            None => self.log.note(file, if is_rendering { WITHOUT_MARKS } else { WITH_MARKS }),
            Some(true) if self.options.wanted == Wanted::Any && long => self.log.note(file, LONG),
            Some(_) => {}
        }
    }
}

/// Articles, a batch at a time.
///
/// Memory holds a batch, and 16 bytes or so for the identifier of every article met.
pub struct Articles<'a> {
    records: Records<'a>,
    /// By the hash of an identifier: how many articles have come with it.
    taken: FxHashMap<u64, usize>,
    changed: usize,
}

impl<'a> Articles<'a> {
    /// Opens files, folders and standard input (`-`) as [`read`](super::read) does.
    ///
    /// # Errors
    /// A path that cannot be looked at; standard input named twice.
    pub fn open(paths: &[PathBuf], options: &'a ReadOptions) -> Result<Self, Error> {
        Ok(Articles { records: Records::open(paths, options)?, taken: FxHashMap::default(), changed: 0 })
    }

    /// The next articles in the order read; none at the end. Identifiers are unique: one that has been met gets `-2`,
    /// `-3` and so on, and an article without one is named by its content.
    ///
    /// # Errors
    /// As for [`read`](super::read).
    pub fn batch(&mut self) -> Result<Vec<Article>, Error> {
        let records = self.records.batch()?;
        let articles = records.into_iter().filter_map(|record| match record {
            Record::Article(article) => Some(article),
            Record::Rendering(_) => None,
        });
        Ok(articles.map(|article| self.named(article)).collect())
    }

    fn named(&mut self, mut article: Article) -> Article {
        let given = !article.id.is_empty();
        if !given {
            article.id = content_id("d", &content(&article).each_ref().map(String::as_str));
        }
        let mut name = article.id.clone();
        loop {
            match self.taken.entry(hash(&name)) {
                Entry::Vacant(free) => {
                    free.insert(1);
                    break;
                }
                Entry::Occupied(mut taken) => {
                    *taken.get_mut() += 1;
                    name = format!("{}-{}", article.id, taken.get());
                }
            }
        }
        self.changed += usize::from(given && name != article.id);
        Article { id: name, ..article }
    }

    /// What happened while reading.
    pub fn finish(self) -> Log {
        let mut log = self.records.log;
        say_changed(self.changed, &mut log);
        log
    }
}

fn hash(name: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    name.hash(&mut hasher);
    hasher.finish()
}

/// What an article without an identifier is named by.
pub(super) fn content(article: &Article) -> [String; 4] {
    let told = |value: &Option<String>| value.clone().unwrap_or_default();
    [told(&article.outlet), told(&article.lang), told(&article.date), article.text.clone()]
}

/// Notes that identifiers were changed.
pub(super) fn say_changed(changed: usize, log: &mut Log) {
    if changed > 0 {
        log.note("input", format!("{changed} identifiers were taken already and got a number"));
    }
}

fn labelled(article: Article, label: &str) -> Article {
    Article { id: label.to_owned(), source: label.to_owned(), ..article }
}

/// Where a row comes from: `file:line`, or `line 7` of a single input.
fn place(label: &str, line: u64) -> String {
    if label.is_empty() { format!("line {line}") } else { format!("{label}:{line}") }
}

/// The text with every carriage return that no line feed follows made a line feed.
fn lone_returns(text: String) -> String {
    if !text.contains('\r') {
        return text;
    }
    let mut rest = text.chars().peekable();
    let mut out = String::with_capacity(text.len());
    while let Some(c) = rest.next() {
        out.push(if c == '\r' && rest.peek() != Some(&'\n') { '\n' } else { c });
    }
    out
}
