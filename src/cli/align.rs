//! `align`: pairs or groups of texts to token links or an alignment table.

use std::borrow::Cow;

use rayon::prelude::*;
use serde::Serialize;
use serde_json::Value;

use super::args::{Cli, InputArgs, OutputArgs, StageArgs};
use super::exit::Outcome;
use super::input;
use super::limits::Limits;
use crate::align::{CollateOptions, align_with, collate};
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
    let mut limits = Limits::default();
    let options = CollateOptions { concepts: args.lexicon.concepts()?, ..CollateOptions::default() };
    let outcome = each_batch(
        &args.input,
        &args.output,
        cli,
        |tasks| tasks,
        |tasks| {
            let answers: Vec<(Answer<'_>, [usize; 2])> = tasks.par_iter().map(|task| answer(task, &options)).collect();
            answers
                .iter()
                .try_for_each(|(answer, tokens)| {
                    limits.aligned(*tokens);
                    jsonl::object(&mut out, answer)
                })
                .map_err(|error| Error::write(args.output.name(), error))
        },
    )?;
    out.finish()?;
    limits.say(cli);
    Ok(outcome)
}

/// Reads pairs from all inputs and hands them on in batches.
pub(super) fn each_batch_of_pairs(
    args: &InputArgs,
    output: &OutputArgs,
    cli: &Cli,
    take: impl FnMut(&[Task]) -> Result<(), Error>,
) -> Result<Outcome, Error> {
    each_batch(args, output, cli, Tasks::pairs_only, take)
}

/// Reads tasks from all inputs, opened as `wanted` has them, and hands them on in batches.
fn each_batch(
    args: &InputArgs,
    output: &OutputArgs,
    cli: &Cli,
    wanted: impl Fn(Tasks) -> Tasks,
    mut take: impl FnMut(&[Task]) -> Result<(), Error>,
) -> Result<Outcome, Error> {
    let options = args.options(Wanted::Any);
    let mut log = Log::new(args.strict);
    let mut batch = Vec::new();
    for path in &args.inputs {
        let mut tasks = wanted(Tasks::open(path, &options, &mut log)?);
        while let Some(task) = tasks.next(&mut log)? {
            batch.push(task);
            if batch.len() == BATCH {
                take(&batch)?;
                batch.clear();
            }
        }
    }
    take(&batch)?;
    input::account_log(args, output.target(), cli, &log)
}

/// The texts in their languages: as told, else `fallback`, else guessed.
pub(super) fn texts_of(witnesses: &[Witness], fallback: Option<&str>) -> Vec<Text> {
    let told: Vec<(Cow<'_, str>, Option<&str>)> =
        witnesses.iter().map(|one| (words(one), one.lang.as_deref().or(fallback))).collect();
    let langs = lang::languages(&told.iter().map(|(text, lang)| (text.as_ref(), *lang)).collect::<Vec<_>>());
    let text = |(one, lang): (&Witness, &str)| match &one.text {
        Side::Text(text) => lang::text(text, lang),
        Side::Tokens(tokens) => lang::text_from_tokens(tokens, lang),
    };
    witnesses.iter().zip(langs).map(text).collect()
}

/// A text as it is guessed at: tokens with spaces between them.
pub(super) fn words(witness: &Witness) -> Cow<'_, str> {
    match &witness.text {
        Side::Text(text) => text.into(),
        Side::Tokens(tokens) => tokens.join(" ").into(),
    }
}

/// One line of the output.
#[derive(Serialize)]
#[serde(untagged)]
enum Answer<'a> {
    Pair { id: &'a Value, alignment: Vec<[u32; 2]> },
    Group { id: &'a Value, columns: Vec<Vec<Option<u32>>> },
}

/// What is found, and the tokens of the two longest texts.
fn answer<'a>(task: &'a Task, options: &CollateOptions) -> (Answer<'a>, [usize; 2]) {
    let id = &task.id;
    match &task.texts {
        Texts::Pair(pair) => {
            let texts = texts_of(pair.as_slice(), None);
            let (a, b) = (&texts[0], &texts[1]);
            let alignment = align_with(a, b, &options.concepts).links.iter().map(|link| [link.a, link.b]).collect();
            (Answer::Pair { id, alignment }, [a.len(), b.len()])
        }
        Texts::Group(witnesses) => {
            let texts = texts_of(witnesses, None);
            let mut sizes: Vec<usize> = texts.iter().map(Text::len).collect();
            sizes.sort_unstable_by(|x, y| y.cmp(x));
            let collation = collate(texts, options);
            let columns = collation.columns.into_iter().map(|column| column.cells).collect();
            (Answer::Group { id, columns }, [0, 1].map(|at| sizes.get(at).copied().unwrap_or(0)))
        }
    }
}
