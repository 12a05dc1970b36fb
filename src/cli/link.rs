//! `link`: renderings to statements, all columns kept.

use std::collections::BTreeSet;
use std::path::Path;

use serde_json::{Map, Value};

use super::args::{Cli, LinkArgs, OutputFormat};
use super::exit::Outcome;
use super::progress::Progress;
use super::state::State;
use super::{input, say};
use crate::error::{Error, ErrorKind, Position};
use crate::link::{Entry, Groups, LinkOptions, Links, explain, statement_ids};
use crate::read::jsonl::Objects;
use crate::read::table::Table;
use crate::read::{Column, Format, Log, Source, Wanted, records};
use crate::report::{Cell, TableColumn, Type, jsonl};

/// The columns that are added, where the input does not have them.
const STATEMENT: (&str, &str) = ("statement_id", "what the rendering renders");
const PART: (&str, &str) = ("part", "whether it gives only a part of it");
/// Thresholds that `--sweep` reports.
const SWEEP: std::ops::RangeInclusive<u32> = 20..=50;

pub(super) fn run(args: &LinkArgs, cli: &Cli) -> Result<Outcome, Error> {
    let mut log = Log::new(args.input.strict);
    let progress = Progress::open("reading", cli.quiet);
    let rows = Rows::read(args, &mut log);
    progress.done();
    let rows = rows?;
    let outcome = input::account_log(&args.input, args.output.target(), cli, &log)?;
    let open: Vec<usize> = (0..rows.len()).filter(|&at| rows.cell(at, Column::StatementId).is_empty()).collect();
    let entries: Vec<Entry<'_>> = open.iter().map(|&at| rows.entry(at)).collect();
    let options = LinkOptions {
        threshold: args.threshold,
        within_days: args.within,
        concepts: if args.one_language { None } else { Some(args.lexicon.concepts()?) },
    };
    let links = search(args, cli, &entries, &options)?;
    if let [a, b] = args.explain.as_slice() {
        return explained(args, &rows, &open, &links, [a, b]).map(|()| outcome);
    }
    if args.sweep {
        return sweep(args, &links).map(|()| outcome);
    }
    let groups = links.groups(links.threshold());
    if !cli.quiet {
        let (texts, pairs) = links.size();
        say(&format!(
            "{} renderings, {texts} distinct texts, {pairs} pairs, threshold {:.2}: {} statements",
            entries.len(),
            links.threshold(),
            groups.count
        ));
    }
    drop(links);
    let found = findings(&rows, &open, &entries, &groups);
    drop(entries);
    rows.write(args, &found)?;
    Ok(outcome)
}

/// Searches for pairs, block by block, with a bar; blocks that `--state` has are not searched again.
fn search(args: &LinkArgs, cli: &Cli, entries: &[Entry<'_>], options: &LinkOptions) -> Result<Links, Error> {
    let state = args.state.as_ref().map(|folder| State::open(folder)).transpose()?;
    let mut progress: Option<Progress> = None;
    let mut failed = None;
    let links = Links::in_blocks(entries, options, |block, search| {
        let bar = progress.get_or_insert_with(|| Progress::new(block.of as usize, "linking", cli.quiet));
        let pairs = match &state {
            Some(state) if failed.is_none() => state.pairs(&block, search).unwrap_or_else(|error| {
                failed = Some(error);
                Vec::new()
            }),
            Some(_) => Vec::new(),
            None => search(),
        };
        bar.add(block.nodes.len());
        pairs
    });
    if let Some(bar) = progress {
        bar.done();
    }
    failed.map_or(Ok(links), Err)
}

/// Each row's statement, and whether it is a part.
fn findings(rows: &Rows, open: &[usize], entries: &[Entry<'_>], groups: &Groups) -> Vec<(String, bool)> {
    let mut found: Vec<(String, bool)> =
        (0..rows.len()).map(|at| (rows.cell(at, Column::StatementId).to_owned(), rows.was_part(at))).collect();
    let mut taken: BTreeSet<String> = found.iter().map(|row| row.0.clone()).filter(|id| !id.is_empty()).collect();
    let ids = statement_ids(entries, groups, &mut taken);
    for ((&at, &group), &part) in open.iter().zip(&groups.of).zip(&groups.parts) {
        if let (Some(row), Some(id)) = (found.get_mut(at), ids.get(group as usize)) {
            *row = (id.clone(), part);
        }
    }
    found
}

fn explained(args: &LinkArgs, rows: &Rows, open: &[usize], links: &Links, ids: [&String; 2]) -> Result<(), Error> {
    let place = |id: &String| {
        let found = open.iter().position(|&at| rows.cell(at, Column::Id) == id.as_str());
        found.ok_or_else(|| {
            Error::from(ErrorKind::Invalid {
                at: Position::file(rows.name.clone()),
                message: format!("no rendering without a statement has the id `{id}`"),
                hint: "give two ids from the input's id column".to_owned(),
            })
        })
    };
    let (a, b) = (place(ids[0])?, place(ids[1])?);
    let text = |at: usize| open.get(at).map_or("", |&row| rows.cell(row, Column::Text));
    let words = explain(text(a), text(b));
    let groups = links.groups(links.threshold());
    let weights: Vec<f64> =
        words.keys.iter().map(|&key| crate::report::rounded(f64::from(links.weight(key).unwrap_or(0.0)))).collect();
    let object = serde_json::json!({
        "a": ids[0],
        "b": ids[1],
        "linked": groups.of.get(a) == groups.of.get(b),
        "score": links.score(a, b).map(|score| crate::report::rounded(f64::from(score))),
        "threshold": crate::report::rounded(f64::from(links.threshold())),
        "shared": words.shared,
        "weights": weights,
        "only_a": words.only_a,
        "only_b": words.only_b,
    });
    let mut out = args.output.open(&args.input.inputs)?;
    jsonl::object(&mut out, &object).map_err(|error| Error::write(args.output.name(), error))?;
    out.finish()
}

fn sweep(args: &LinkArgs, links: &Links) -> Result<(), Error> {
    let failed = |error| Error::write(args.output.name(), error);
    let column = |name: &str, kind, about| TableColumn { name: name.to_owned(), kind, about };
    let columns = [
        column("threshold", Type::Number, "mean score from which groups are joined"),
        column("statements", Type::Integer, "groups"),
        column("alone", Type::Integer, "groups of one rendering"),
        column("largest", Type::Integer, "renderings in the largest group"),
    ];
    let mut csv = args.output.csv(args.output.open(&args.input.inputs)?, &columns)?;
    for percent in SWEEP.step_by(2) {
        let groups = links.groups(percent as f32 / 100.0);
        let mut sizes = vec![0usize; groups.count];
        for &group in &groups.of {
            sizes[group as usize] += 1;
        }
        let alone = sizes.iter().filter(|&&size| size == 1).count();
        let largest = sizes.iter().copied().max().unwrap_or(0);
        let count = Cell::Count;
        csv.row(&[Cell::Real(f64::from(percent) / 100.0), count(groups.count), count(alone), count(largest)])
            .map_err(failed)?;
    }
    csv.finish().map_err(failed)?.finish()
}

/// The input, one table of texts whatever it was.
struct Rows {
    name: String,
    headers: Vec<String>,
    columns: crate::read::Columns,
    cells: Cells,
    /// The objects, where the input is JSONL: they are written as they came.
    objects: Vec<Map<String, Value>>,
}

impl Rows {
    fn read(args: &LinkArgs, log: &mut Log) -> Result<Rows, Error> {
        let mut all: Option<Rows> = None;
        for path in &args.input.inputs {
            let next = Rows::read_one(path, args, log)?;
            match &mut all {
                None => all = Some(next),
                Some(all) if all.headers == next.headers && all.objects.is_empty() == next.objects.is_empty() => {
                    all.cells.append(next.cells);
                    all.objects.extend(next.objects);
                }
                Some(all) => {
                    return Err(ErrorKind::Invalid {
                        at: Position::line(next.name, 1),
                        message: format!("its columns are not those of {}", all.name),
                        hint: "link takes several inputs of one format with the same columns".to_owned(),
                    }
                    .into());
                }
            }
        }
        all.ok_or_else(|| ErrorKind::NotRenderings { file: "-".to_owned() }.into())
    }

    fn read_one(path: &Path, args: &LinkArgs, log: &mut Log) -> Result<Rows, Error> {
        let options = args.input.options(Wanted::Renderings);
        let source = Source::open(path, &options, log)?;
        match source.format() {
            Format::Csv | Format::Tsv | Format::Xlsx => {
                let mut table = Table::from_source(source, &options, log)?;
                let text = table.need(Column::Text)?;
                let (name, headers) = (table.name().to_owned(), table.headers().to_vec());
                let columns = table.columns().clone();
                let mut cells = Cells::new(headers.len());
                while let Some(row) = table.next(log)? {
                    if row.fields.get(text).is_none_or(|text| text.trim().is_empty()) {
                        table.reject(row, "it has no text", log)?;
                    } else {
                        cells.push(row.fields.iter());
                    }
                }
                Ok(Rows { name, headers, columns, cells, objects: Vec::new() })
            }
            Format::Jsonl => Rows::of_objects(Objects::from_source(source, &options), log),
            Format::Text | Format::Html => Err(ErrorKind::NotRenderings { file: source.name().to_owned() }.into()),
        }
    }

    fn of_objects(mut source: Objects, log: &mut Log) -> Result<Rows, Error> {
        let known = [
            Column::Id,
            Column::StatementId,
            Column::Outlet,
            Column::Lang,
            Column::Speaker,
            Column::Date,
            Column::Text,
        ]
        .map(Column::as_str);
        let headers: Vec<String> = known.iter().map(|&name| name.to_owned()).collect();
        let columns = crate::read::Columns::find(source.name(), &headers, &std::collections::BTreeMap::new())?;
        let (name, mut cells, mut objects) = (source.name().to_owned(), Cells::new(headers.len()), Vec::new());
        while let Some(object) = source.next(log)? {
            let found = source.columns(&object.fields).clone();
            match records::rendering_of_object(&object, &found, "") {
                Ok(rendering) => {
                    let maybe = |value: &Option<String>| value.clone().unwrap_or_default();
                    let (id, speaker) = (maybe(&rendering.statement_id), maybe(&rendering.speaker));
                    let (lang, date) = (maybe(&rendering.lang), maybe(&rendering.date));
                    let row = [&rendering.id, &id, &rendering.outlet, &lang, &speaker, &date, &rendering.text];
                    cells.push(row.into_iter().map(String::as_str));
                    objects.push(object.fields);
                }
                Err(reason) => source.reject(object, reason, log)?,
            }
        }
        Ok(Rows { name, headers, columns, cells, objects })
    }

    fn len(&self) -> usize {
        self.cells.rows()
    }

    fn cell(&self, at: usize, column: Column) -> &str {
        let place = self.columns.get(column);
        let cell = place.map_or("", |place| self.cells.get(at, place));
        if column == Column::Text { cell } else { cell.trim() }
    }

    fn entry(&self, at: usize) -> Entry<'_> {
        let some = |column| Some(self.cell(at, column)).filter(|cell| !cell.is_empty());
        Entry {
            text: self.cell(at, Column::Text),
            outlet: self.cell(at, Column::Outlet),
            source: if self.cell(at, Column::Start).is_empty() { "" } else { self.cell(at, Column::Source) },
            speaker: some(Column::Speaker),
            lang: some(Column::Lang),
            date: some(Column::Date),
        }
    }

    /// What the input says in a column `part`.
    fn part(&self, at: usize) -> &str {
        let Some(object) = self.objects.get(at) else {
            let place = self.headers.iter().position(|header| header == PART.0);
            return place.map_or("", |place| self.cells.get(at, place).trim());
        };
        match object.get(PART.0) {
            None | Some(Value::Null) => "",
            Some(Value::Bool(part)) => {
                if *part {
                    "true"
                } else {
                    "false"
                }
            }
            Some(Value::String(text)) => text,
            Some(_) => "something else",
        }
    }

    /// Whether an earlier run has found that a row is a part.
    fn was_part(&self, at: usize) -> bool {
        self.part(at).eq_ignore_ascii_case("true")
    }

    /// What the column for parts is called: another name where the input's `part` holds something else.
    fn part_column(&self) -> String {
        let is_ours = |at| ["", "true", "false"].iter().any(|word| self.part(at).eq_ignore_ascii_case(word));
        if (0..self.len()).all(is_ours) {
            return PART.0.to_owned();
        }
        let taken = |name: &String| {
            self.headers.contains(name) || self.objects.iter().any(|object| object.contains_key(name.as_str()))
        };
        let free = (2..).map(|number| format!("{}_{number}", PART.0)).find(|name| !taken(name));
        free.unwrap_or_default()
    }

    fn write(&self, args: &LinkArgs, found: &[(String, bool)]) -> Result<(), Error> {
        let failed = |error| Error::write(args.output.name(), error);
        let mut out = args.output.open(&args.input.inputs)?;
        let objects = !self.objects.is_empty();
        let part_column = self.part_column();
        let format = args.output.format.unwrap_or(if objects { OutputFormat::Jsonl } else { OutputFormat::Csv });
        if format == OutputFormat::Jsonl {
            for (at, (id, part)) in found.iter().enumerate() {
                let mut object = self.objects.get(at).cloned().unwrap_or_else(|| self.object(at));
                object.insert(STATEMENT.0.to_owned(), id.as_str().into());
                object.insert(part_column.clone(), (*part).into());
                jsonl::object(&mut out, &Value::Object(object)).map_err(failed)?;
            }
            return out.finish();
        }
        let mut columns: Vec<TableColumn> = Vec::new();
        for header in &self.headers {
            columns.push(TableColumn { name: header.clone(), kind: Type::String, about: "" });
        }
        let mut places = [0; 2];
        for (place, (name, about)) in places.iter_mut().zip([STATEMENT, (&part_column, PART.1)]) {
            *place = self.headers.iter().position(|header| header == name).unwrap_or(columns.len());
            if *place == columns.len() {
                columns.push(TableColumn { name: name.to_owned(), kind: Type::String, about });
            }
        }
        let mut csv = args.output.csv(out, &columns)?;
        for (at, (id, part)) in found.iter().enumerate() {
            let mut cells: Vec<Cell> = self.cells.row(at).map(Cell::from).collect();
            cells.resize(columns.len(), Cell::Empty);
            for (&place, cell) in places.iter().zip([Cell::from(id.as_str()), Cell::Flag(*part)]) {
                if let Some(slot) = cells.get_mut(place) {
                    *slot = cell;
                }
            }
            csv.row(&cells).map_err(failed)?;
        }
        csv.finish().map_err(failed)?.finish()
    }

    fn object(&self, at: usize) -> Map<String, Value> {
        self.headers.iter().zip(self.cells.row(at)).map(|(header, cell)| (header.clone(), cell.into())).collect()
    }
}

/// A table in one piece of text: a row takes what its cells take and a number for each.
struct Cells {
    columns: usize,
    text: String,
    /// Where each cell ends.
    ends: Vec<usize>,
}

impl Cells {
    fn new(columns: usize) -> Cells {
        Cells { columns, text: String::new(), ends: Vec::new() }
    }

    /// Adds a row. Cells that are missing are empty.
    fn push<'a>(&mut self, mut row: impl Iterator<Item = &'a str>) {
        for _ in 0..self.columns {
            self.text.push_str(row.next().unwrap_or(""));
            self.ends.push(self.text.len());
        }
    }

    fn append(&mut self, other: Cells) {
        let before = self.text.len();
        self.text.push_str(&other.text);
        self.ends.extend(other.ends.iter().map(|end| before + end));
    }

    fn rows(&self) -> usize {
        self.ends.len().checked_div(self.columns).unwrap_or(0)
    }

    fn get(&self, row: usize, column: usize) -> &str {
        let at = row * self.columns + column;
        let start = at.checked_sub(1).and_then(|before| self.ends.get(before)).copied().unwrap_or(0);
        self.ends.get(at).and_then(|&end| self.text.get(start..end)).unwrap_or("")
    }

    fn row(&self, row: usize) -> impl Iterator<Item = &str> {
        (0..self.columns).map(move |column| self.get(row, column))
    }
}
