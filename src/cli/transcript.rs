//! `--reference FILE`: what was said, to hold the renderings against.

use std::cmp::Reverse;
use std::ops::Range;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::args::Cli;
use super::compare::counted;
use super::say;
use crate::CompareOptions;
use crate::compare::languages;
use crate::error::{Error, ErrorKind, Position};
use crate::lang::guess;
use crate::link::across::Passages;
use crate::model::{Article, CodePoints, Rendering, Span, Statement, content_id};
use crate::read::settings::nearest;
use crate::read::{ReadOptions, Wanted, read};

/// The text, and its name, where all are to be compared with a file; `None` where with an outlet or with each other.
/// An outlet must be there, or the user would take all pairs for those with it.
///
/// # Errors
/// There is neither such an outlet nor such a file, or the file holds no text or several.
pub(super) fn of(renderings: &[Rendering], options: &CompareOptions) -> Result<Option<(Article, String)>, Error> {
    let Some(name) = &options.reference else { return Ok(None) };
    let mut outlets = renderings.iter().map(|rendering| rendering.outlet.as_str());
    if outlets.any(|outlet| outlet.eq_ignore_ascii_case(name)) {
        return Ok(None);
    }
    let path = Path::new(name);
    if path.is_file() {
        let file = path.file_name().map_or_else(|| name.clone(), |file| file.to_string_lossy().into_owned());
        // An outlet may be called as the file is.
        let taken = renderings.iter().any(|rendering| rendering.outlet.eq_ignore_ascii_case(&file));
        let file = if taken { name.clone() } else { file };
        return Ok(Some((load(path)?, file)));
    }
    if renderings.is_empty() {
        return Ok(None);
    }
    let near = nearest(name, renderings.iter().map(|rendering| rendering.outlet.as_str()));
    let hint = near.map_or_else(
        || "use a name of the column `outlet`, or a file with what was said".to_owned(),
        |near| format!("did you mean `{near}`?"),
    );
    let at = Position::file("--reference");
    Err(ErrorKind::Invalid { at, message: format!("no rendering is from `{name}`"), hint }.into())
}

/// The one text in a file.
fn load(path: &Path) -> Result<Article, Error> {
    let options = ReadOptions { wanted: Wanted::Articles, ..ReadOptions::default() };
    let mut articles = read(&[PathBuf::from(path)], &options)?.articles;
    match (articles.pop(), articles.is_empty()) {
        (Some(article), true) => Ok(article),
        _ => {
            let at = Position::file(path.display().to_string());
            let hint = "a file with one text is wanted: .txt or .html".to_owned();
            Err(ErrorKind::Invalid { at, message: "no single text to compare with".to_owned(), hint }.into())
        }
    }
}

/// Adds to each statement the passage of `article` that one of its renderings renders, the longest first, as a rendering of `outlet`, and
/// says which have none.
pub(super) fn add(
    article: &Article,
    outlet: &str,
    renderings: &mut Vec<Rendering>,
    statements: &mut [Statement],
    options: &CompareOptions,
    cli: &Cli,
) {
    let lang = article.lang.clone().unwrap_or_else(|| guess(&article.text).to_owned());
    let passages = Passages::new(&article.text, &lang, &options.concepts);
    let points = CodePoints::of(&article.text);
    let find = |statement: &Statement| {
        let members = longest_first(statement, renderings);
        let langs = languages(members.iter().copied(), options);
        members.into_iter().zip(langs).find_map(|(one, lang)| passages.find(&one.text, lang))
    };
    let found: Vec<Option<Range<usize>>> = statements.par_iter().map(find).collect();
    let mut missing = Vec::new();
    for (statement, found) in statements.iter_mut().zip(found) {
        let Some(bytes) = found else {
            missing.push(without_passage(statement, renderings));
            continue;
        };
        let text = article.text.get(bytes.clone()).unwrap_or("").to_owned();
        let (start, end) = points.span(Span::new(bytes.start, bytes.end));
        statement.renderings.push(renderings.len());
        renderings.push(Rendering {
            id: content_id("r", &[outlet, &statement.id, &text]),
            statement_id: Some(statement.id.clone()),
            outlet: outlet.to_owned(),
            lang: (!lang.is_empty()).then(|| lang.clone()),
            text,
            source: outlet.to_owned(),
            span: Some(Span::new(start, end)),
            ..Rendering::default()
        });
    }
    if !missing.is_empty() && !cli.quiet {
        let what = counted(missing.len(), "statement");
        say(&format!("{outlet}: no passage for {what}, where renderings are compared with each other"));
        missing.iter().for_each(|line| say(line));
    }
}

/// The renderings of a statement, in an order that depends on what they say alone.
fn longest_first<'a>(statement: &Statement, renderings: &'a [Rendering]) -> Vec<&'a Rendering> {
    let mut members: Vec<&Rendering> = statement.renderings.iter().filter_map(|&at| renderings.get(at)).collect();
    members.sort_by_cached_key(|one| (Reverse(one.text.chars().count()), &one.text, &one.outlet));
    members
}

/// Words of a statement that are enough to know it by.
const WORDS: usize = 12;

/// A line that tells which statement has no passage: its id, the outlet of its longest rendering and how many there are,
/// the first words.
fn without_passage(statement: &Statement, renderings: &[Rendering]) -> String {
    let members = longest_first(statement, renderings);
    let Some(first) = members.first() else { return statement.id.clone() };
    let others = members.len() - 1;
    let others = if others == 0 { String::new() } else { format!(" and {}", counted(others, "other")) };
    let mut words = first.text.split_whitespace();
    let mut begin = words.by_ref().take(WORDS).collect::<Vec<_>>().join(" ");
    if words.next().is_some() {
        begin.push_str(" …");
    }
    format!("  {}: {}{others}: “{begin}”", statement.id, first.outlet)
}
