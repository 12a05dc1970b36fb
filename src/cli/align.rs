//! `align`: pairs or groups of texts to token links or an alignment table.

use rayon::prelude::*;
use serde::Serialize;
use serde_json::Value;

use super::args::{Cli, InputArgs, StageArgs};
use super::exit::Outcome;
use super::input;
use crate::align::{CollateOptions, align, collate};
use crate::error::Error;
use crate::lang;
use crate::model::Text;
use crate::read::task::{Side, Task, Tasks, Texts, Witness};
use crate::read::{Log, Wanted};
use crate::report::jsonl;

/// Tasks worked on at a time.
const BATCH: usize = 4096;

pub(super) fn run(args: &StageArgs, cli: &Cli) -> Result<Outcome, Error> {
    let mut out = args.output.open(&args.input.inputs)?;
    let outcome = each_batch(&args.input, cli, |tasks| {
        let answers: Vec<Answer<'_>> = tasks.par_iter().map(answer).collect();
        answers
            .iter()
            .try_for_each(|answer| jsonl::object(&mut out, answer))
            .map_err(|error| Error::write(args.output.name(), error))
    })?;
    out.finish()?;
    Ok(outcome)
}

/// Reads tasks from all inputs and hands them on in batches.
pub(super) fn each_batch(
    args: &InputArgs,
    cli: &Cli,
    mut take: impl FnMut(&[Task]) -> Result<(), Error>,
) -> Result<Outcome, Error> {
    let options = args.options(Wanted::Any);
    let mut log = Log::new(args.strict);
    let mut batch = Vec::new();
    for path in &args.inputs {
        let mut tasks = Tasks::open(path, &options, &mut log)?;
        while let Some(task) = tasks.next(&mut log)? {
            batch.push(task);
            if batch.len() == BATCH {
                take(&batch)?;
                batch.clear();
            }
        }
    }
    take(&batch)?;
    input::account_log(args, cli, &log)
}

/// The text of one side, in its own language or the other's.
pub(super) fn text_of(witness: &Witness, fallback: Option<&str>) -> Text {
    let lang = witness.lang.as_deref().or(fallback);
    match &witness.text {
        Side::Text(text) => lang::text(text, lang.unwrap_or_else(|| lang::guess(text))),
        Side::Tokens(tokens) => lang::text_from_tokens(tokens, lang.unwrap_or_else(|| lang::guess(&tokens.join(" ")))),
    }
}

/// One line of the output.
#[derive(Serialize)]
#[serde(untagged)]
enum Answer<'a> {
    Pair { id: &'a Value, alignment: Vec<[u32; 2]> },
    Group { id: &'a Value, columns: Vec<Vec<Option<u32>>> },
}

fn answer(task: &Task) -> Answer<'_> {
    let id = &task.id;
    match &task.texts {
        Texts::Pair(pair) => {
            let [a, b] = pair.as_ref();
            let (a, b) = (text_of(a, None), text_of(b, None));
            Answer::Pair { id, alignment: align(&a, &b).links.iter().map(|link| [link.a, link.b]).collect() }
        }
        Texts::Group(witnesses) => {
            let texts: Vec<Text> = witnesses.iter().map(|witness| text_of(witness, None)).collect();
            let collation = collate(texts, &CollateOptions::default());
            Answer::Group { id, columns: collation.columns.into_iter().map(|column| column.cells).collect() }
        }
    }
}
