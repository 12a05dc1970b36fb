//! `score`: pairs of texts to similarity, metrics and divergences.

use rayon::prelude::*;
use serde_json::{Value, json};

use super::align::{each_batch_of_pairs, texts_of};
use super::args::{Cli, OutputFormat, ScoreArgs};
use super::exit::Outcome;
use super::limits::Limits;
use super::metrics::{Seen, signatures};
use crate::error::Error;
use crate::model::Divergence;
use crate::read::task::{Task, Texts};
use crate::report::{Cell, TableColumn, Type, findings, jsonl, readable, rounded};
use crate::score::metrics::Sample;
use crate::score::{Verdict, verdict};
use crate::{CompareOptions, compare_texts_with};

pub(super) fn run(args: &ScoreArgs, cli: &Cli) -> Result<Outcome, Error> {
    let options = args.compare.options()?;
    let mut out = args.output.open(&args.input.inputs)?;
    let (mut seen, mut limits) = (Seen::default(), Limits::default());
    let failed = |error| Error::write(args.output.name(), error);
    let mut note = |scored: &Scored| {
        seen.lang(&scored.lang);
        limits.measured(&options.metrics, &scored.metrics);
        limits.aligned(scored.tokens);
    };
    let outcome = if args.output.format == Some(OutputFormat::Csv) {
        let mut csv = args.output.csv(out, &columns(&options))?;
        let outcome = each_batch_of_pairs(&args.input, &args.output, cli, |tasks| {
            let scores: Vec<Option<Scored>> = tasks.par_iter().map(|task| score(task, &options)).collect();
            scores.iter().flatten().for_each(&mut note);
            scores.iter().flatten().try_for_each(|scored| csv.row(&scored.cells())).map_err(failed)
        })?;
        csv.finish().map_err(failed)?.finish()?;
        outcome
    } else {
        let outcome = each_batch_of_pairs(&args.input, &args.output, cli, |tasks| {
            let object = |task| score(task, &options).map(|scored| (scored.object(&options, args.signature), scored));
            let scores: Vec<Option<(Value, Scored)>> = tasks.par_iter().map(object).collect();
            scores.iter().flatten().try_for_each(|(object, scored)| {
                note(scored);
                jsonl::object(&mut out, object).map_err(failed)
            })
        })?;
        out.finish()?;
        outcome
    };
    if args.signature {
        seen.say(&options.metrics, cli);
    }
    limits.say(cli);
    Ok(outcome)
}

/// What is said of one pair.
struct Scored {
    id: Value,
    a: String,
    b: String,
    /// How many each text has.
    tokens: [usize; 2],
    /// What the metrics were told.
    lang: Box<str>,
    similarity: f64,
    verdict: Verdict,
    metrics: Vec<Option<f64>>,
    divergences: Vec<Divergence>,
}

/// Of a group, which is set aside before, nothing.
fn score(task: &Task, options: &CompareOptions) -> Option<Scored> {
    let Texts::Pair(pair) = &task.texts else { return None };
    let mut texts = texts_of(pair.as_slice(), options.lang.as_deref()).into_iter();
    let (x, y) = (texts.next()?, texts.next()?);
    let (similarity, divergences) = compare_texts_with(&x, &y, options.min_confidence, &options.concepts);
    let (first, second) = (Sample::new(&x.raw), Sample::new(&y.raw));
    let metrics = options.metrics.iter().map(|metric| metric.compare(&first, &second, Some(&x.lang))).collect();
    Some(Scored {
        id: task.id.clone(),
        similarity,
        verdict: verdict(&x, &y, &divergences),
        metrics,
        divergences,
        tokens: [x.len(), y.len()],
        lang: x.lang,
        a: x.raw,
        b: y.raw,
    })
}

impl Scored {
    fn object(&self, options: &CompareOptions, signed: bool) -> Value {
        let mut object = json!({
            "id": self.id,
            "similarity": rounded(self.similarity),
            "verdict": self.verdict.as_str(),
            "metrics": findings::metric_values(&options.metrics, &self.metrics),
            "divergences": findings::divergences(&self.divergences, &self.a, &self.b),
        });
        if signed {
            object["signatures"] = signatures(&options.metrics, &self.lang);
        }
        object
    }

    fn cells(&self) -> Vec<Cell> {
        let id = match &self.id {
            Value::String(id) => id.as_str().into(),
            Value::Null => Cell::Empty,
            other => Cell::Text(other.to_string()),
        };
        let mut cells = vec![
            id,
            Cell::Real(self.similarity),
            self.verdict.as_str().into(),
            Cell::Count(self.divergences.iter().filter(|divergence| divergence.kind.alarm()).count()),
            readable::phrases(&self.divergences, &self.a, &self.b).join("; ").as_str().into(),
        ];
        cells.extend(self.metrics.iter().map(|value| value.map_or(Cell::Empty, Cell::Real)));
        cells
    }
}

fn columns(options: &CompareOptions) -> Vec<TableColumn> {
    let column = |name: &str, kind: Type, about: &'static str| TableColumn { name: name.to_owned(), kind, about };
    let mut columns = vec![
        column("id", Type::String, "as given"),
        column("similarity", Type::Number, "0 to 1; 1 says the same"),
        column("verdict", Type::String, "same, reworded or diverges"),
        column("alarms", Type::Integer, "divergences that change the meaning"),
        column("divergences", Type::String, "what differs, readable"),
    ];
    columns.extend(options.metrics.iter().map(|metric| column(metric.name(), Type::Number, metric.about().formula)));
    columns
}
