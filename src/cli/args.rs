//! What can be typed. Declared once: help is made from it.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::model::Kind;
use crate::read::settings::nearest;
use crate::score::metrics::{self, Metric};

/// Sets rival renderings of one statement side by side and names every divergence.
#[derive(Debug, Parser)]
#[command(
    version,
    after_help = "Examples:
  quotediff compare quotes.csv                 what differs, on the terminal
  quotediff compare articles/ -o report        five CSV tables and a page in the folder `report`
  quotediff check quotes.csv --forbid number   exit status 1 if any number differs"
)]
pub(super) struct Cli {
    /// When to use colour
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto")]
    pub color: Color,
    /// Number of threads; the output does not depend on it
    #[arg(short = 'j', long, global = true, value_name = "N")]
    pub threads: Option<usize>,
    /// Say nothing but errors
    #[arg(short, long, global = true)]
    pub quiet: bool,
    /// Say more: the configuration used, the threads, the time taken
    #[arg(short, long, global = true, conflicts_with = "quiet")]
    pub verbose: bool,
    /// File with defaults of the flags, or `none` [default: quotediff/config.toml in the XDG folder]
    #[arg(long, global = true, value_name = "FILE")]
    pub config: Option<PathBuf>,
    #[command(subcommand)]
    pub command: Command,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Run the whole pipeline: who printed what, and where the renderings part
    #[command(after_help = "Examples:
  quotediff compare quotes.csv
  quotediff compare articles/ -o report
  quotediff compare quotes.csv --table divergences > divergences.csv
  quotediff compare quotes.csv --reference 'The New York Times'
  quotediff compare quotes.csv --reference speech.txt
  quotediff compare zitate.csv --column text=Zitat --column outlet=Zeitung")]
    Compare(CompareArgs),
    /// Find the quotes in articles, with speaker and credit
    #[command(after_help = "Examples:
  quotediff extract articles/ > renderings.csv
  quotediff extract --format jsonl articles.jsonl")]
    Extract(ExtractArgs),
    /// Group renderings of the same statement
    #[command(after_help = "Example:
  quotediff link quotes.csv -o linked.csv")]
    Link(LinkArgs),
    /// Align pairs or groups of texts word by word
    #[command(after_help = "Example:
  echo '{\"id\": 1, \"a\": \"five people\", \"b\": \"5 persons\"}' | quotediff align -")]
    Align(StageArgs),
    /// Score pairs of texts: similarity, metrics, divergences
    #[command(after_help = "Example:
  echo '{\"id\": 1, \"a\": \"they may attack\", \"b\": \"they must attack\"}' | quotediff score -
  quotediff score --corpus pairs.csv               one BLEU, chrF and TER for all pairs")]
    Score(ScoreArgs),
    /// Check renderings against a policy; exit status 1 if any breaks it
    #[command(after_help = "Examples:
  quotediff check quotes.csv                       no alarm of any kind
  quotediff check quotes.csv --min-similarity 0.7
  quotediff check quotes.csv --forbid number,name,negation
  quotediff check quotes.csv --policy policy.toml --format junit -o check.xml
  quotediff check quotes.csv --write-baseline known.csv
  quotediff check quotes.csv --baseline known.csv  only what is new counts")]
    Check(CheckArgs),
    /// Explain the kinds of divergence
    #[command(after_help = "Example:
  quotediff kinds negation")]
    Kinds(KindsArgs),
    /// Explain the metrics: formula, range, signature, source
    #[command(after_help = "Examples:
  quotediff metrics
  quotediff metrics --cite bleu chrf")]
    Metrics(MetricsArgs),
    /// List dictionaries, or build them into one file that opens at once
    #[command(after_help = "Examples:
  quotediff lexicon list
  quotediff lexicon build en-ru.dsl freedict-deu-eng -o mine.lexicon
  quotediff link quotes.csv --lexicon mine.lexicon")]
    Lexicon(LexiconArgs),
    /// Print what makes a shell complete the program's arguments
    #[command(after_help = "Examples:
  quotediff completions bash > ~/.local/share/bash-completion/completions/quotediff
  quotediff completions zsh > ~/.zfunc/_quotediff
  quotediff completions fish > ~/.config/fish/completions/quotediff.fish")]
    Completions(CompletionsArgs),
    /// Print a manual page
    #[command(after_help = "Examples:
  quotediff man > ~/.local/share/man/man1/quotediff.1
  quotediff man compare | man -l -")]
    Man(ManArgs),
}

/// What is read, and how.
#[derive(Args, Debug)]
pub(super) struct InputArgs {
    /// Articles (.txt, .html), tables (.csv, .tsv, .jsonl), folders, or `-` for standard input
    #[arg(required = true, value_name = "INPUT")]
    pub inputs: Vec<PathBuf>,
    /// Format of the inputs [default: by name, else by content]
    #[arg(long, value_name = "FORMAT", value_parser = parse_format)]
    pub input_format: Option<crate::read::Format>,
    /// Encoding of the inputs, such as windows-1252 [default: UTF-8, others recognised]
    #[arg(long, value_name = "LABEL")]
    pub encoding: Option<String>,
    /// Delimiter of tables: one character, or `tab` [default: found]
    #[arg(short, long, value_name = "CHAR", value_parser = parse_delimiter)]
    pub delimiter: Option<u8>,
    /// Which header holds which column, such as text=Zitat
    #[arg(long, value_name = "COLUMN=HEADER", value_parser = parse_column)]
    pub column: Vec<(crate::read::Column, String)>,
    /// Longest field, line or article, in bytes
    #[arg(long, value_name = "BYTES", default_value_t = 16 << 20)]
    pub max_field: usize,
    /// Stop at the first row that cannot be used
    #[arg(long)]
    pub strict: bool,
    /// Where to write rows that could not be used [default: beside the output, with the ending .rejects.csv]
    #[arg(long, value_name = "FILE")]
    pub rejects: Option<PathBuf>,
}

/// What is written, and where.
#[derive(Args, Debug)]
pub(super) struct OutputArgs {
    /// Where to write [default: standard output]
    #[arg(short, long, value_name = "PATH")]
    pub output: Option<PathBuf>,
    /// Replace what is there
    #[arg(long)]
    pub force: bool,
    /// Format of the output
    #[arg(short, long, value_name = "FORMAT")]
    pub format: Option<OutputFormat>,
    /// Write cells as they are, also those that a spreadsheet would run as formulas
    #[arg(long)]
    pub no_guard: bool,
    /// Begin CSV with a byte order mark, by which a spreadsheet knows that it is UTF-8
    #[arg(long)]
    pub bom: bool,
}

#[derive(Args, Debug)]
pub(super) struct CompareArgs {
    #[command(flatten)]
    pub input: InputArgs,
    #[command(flatten)]
    pub output: OutputArgs,
    /// The table to print: pairs, divergences, alignment, statements or renderings
    #[arg(long, value_name = "TABLE", value_parser = parse_table)]
    pub table: Option<&'static str>,
    /// Print the readable summary also where standard output is no terminal
    #[arg(long, conflicts_with_all = ["table", "output", "format"])]
    pub summary: bool,
    #[command(flatten)]
    pub compare: CompareFlags,
    /// Say the signatures of the metrics, and add them to the pairs in JSONL
    #[arg(long)]
    pub signature: bool,
}

/// How renderings are compared.
#[derive(Args, Debug)]
pub(super) struct CompareFlags {
    /// Compare everything with this outlet's rendering, or with what was said: a file with the transcript or the original
    #[arg(long, value_name = "OUTLET|FILE")]
    pub reference: Option<String>,
    /// Language of renderings that name none, BCP 47 [default: guessed]
    #[arg(long, value_name = "LANG", value_parser = parse_lang)]
    pub lang: Option<String>,
    /// Drop alarms that are less sure than this, 0 to 1
    #[arg(long, value_name = "NUMBER", default_value_t = crate::MIN_CONFIDENCE, value_parser = parse_share::<f32>)]
    pub min_confidence: f32,
    /// Metrics beside the similarity, comma-separated, or `all`
    #[arg(long, value_name = "NAMES", value_parser = parse_metrics)]
    pub metrics: Option<MetricList>,
    #[command(flatten)]
    pub lexicon: LexiconFlags,
}

/// What is known across languages.
#[derive(Args, Debug)]
pub(super) struct LexiconFlags {
    /// Dictionary for renderings in different languages: a file, the name of an installed one, `installed` for all of them, or a folder with word vectors
    #[arg(long, value_name = "DICTIONARY")]
    pub lexicon: Vec<PathBuf>,
}

#[derive(Args, Debug)]
pub(super) struct LexiconArgs {
    #[command(subcommand)]
    pub command: LexiconCommand,
}

#[derive(Debug, Subcommand)]
pub(super) enum LexiconCommand {
    /// List the languages of the built-in lexicon and the dictionaries that are installed
    List,
    /// Build dictionaries into one file
    Build(LexiconBuildArgs),
}

#[derive(Args, Debug)]
pub(super) struct LexiconBuildArgs {
    /// Dictionaries: dictd (.index), MyThes (.dat), CC-CEDICT, Wiktionary lists, DSL, tab-separated; or `installed`
    #[arg(required = true, value_name = "DICTIONARY")]
    pub dictionaries: Vec<PathBuf>,
    /// Where to write
    #[arg(short, long, value_name = "FILE")]
    pub output: PathBuf,
    /// Replace what is there
    #[arg(long)]
    pub force: bool,
}

#[derive(Args, Debug)]
pub(super) struct ExtractArgs {
    #[command(flatten)]
    pub input: InputArgs,
    #[command(flatten)]
    pub output: OutputArgs,
    /// Language of articles that name none, BCP 47 [default: guessed]
    #[arg(long, value_name = "LANG", value_parser = parse_lang)]
    pub lang: Option<String>,
    /// Write the texts that the offsets count in: JSONL, one object an article
    #[arg(long, value_name = "FILE")]
    pub text_out: Option<PathBuf>,
}

#[derive(Args, Debug)]
pub(super) struct LinkArgs {
    #[command(flatten)]
    pub input: InputArgs,
    #[command(flatten)]
    pub output: OutputArgs,
    /// Mean score, 0 to 1, from which groups are one statement [default: found from the scores]
    #[arg(long, value_name = "NUMBER", value_parser = parse_share::<f32>)]
    pub threshold: Option<f32>,
    /// Do not link renderings dated further apart
    #[arg(long, value_name = "DAYS")]
    pub within: Option<u32>,
    /// Keep what is found in a folder, so that a run that was killed can go on when it is started again
    #[arg(long, value_name = "DIR")]
    pub state: Option<PathBuf>,
    /// Do not link renderings in different languages
    #[arg(long)]
    pub one_language: bool,
    #[command(flatten)]
    pub lexicon: LexiconFlags,
    /// Report the number of statements at several thresholds instead
    #[arg(long)]
    pub sweep: bool,
    /// Say what links two renderings, or does not, instead
    #[arg(long, num_args = 2, value_names = ["ID", "ID"])]
    pub explain: Vec<String>,
}

#[derive(Args, Debug)]
pub(super) struct StageArgs {
    #[command(flatten)]
    pub input: InputArgs,
    #[command(flatten)]
    pub output: OutputArgs,
    #[command(flatten)]
    pub lexicon: LexiconFlags,
}

#[derive(Args, Debug)]
pub(super) struct ScoreArgs {
    #[command(flatten)]
    pub input: InputArgs,
    #[command(flatten)]
    pub output: OutputArgs,
    #[command(flatten)]
    pub compare: CompareFlags,
    /// Say the signatures of the metrics, and add them in JSONL
    #[arg(long)]
    pub signature: bool,
    /// Print BLEU, chrF, chrF++ and TER of all pairs together; `a` is the reference
    #[arg(long)]
    pub corpus: bool,
}

#[derive(Args, Debug)]
pub(super) struct CheckArgs {
    #[command(flatten)]
    pub input: InputArgs,
    #[command(flatten)]
    pub compare: CompareFlags,
    /// The policy, a TOML file [default: no alarm of any kind]
    #[arg(short, long, value_name = "FILE")]
    pub policy: Option<PathBuf>,
    /// Smallest similarity two renderings may have, 0 to 1
    #[arg(long, value_name = "NUMBER", value_parser = parse_share::<f64>)]
    pub min_similarity: Option<f64>,
    /// Kinds that may not occur, comma-separated
    #[arg(long, value_name = "KINDS", value_delimiter = ',', value_parser = parse_kind)]
    pub forbid: Vec<Kind>,
    /// What was wrong before, as --write-baseline wrote it: only what is new counts
    #[arg(long, value_name = "FILE")]
    pub baseline: Option<PathBuf>,
    /// Write all that is wrong to a baseline, and be content
    #[arg(long, value_name = "FILE", conflicts_with_all = ["baseline", "output", "format"])]
    pub write_baseline: Option<PathBuf>,
    /// Where to write [default: standard output]
    #[arg(short, long, value_name = "PATH")]
    pub output: Option<PathBuf>,
    /// Replace what is there
    #[arg(long)]
    pub force: bool,
    /// Format of the output
    #[arg(short, long, value_name = "FORMAT", default_value = "text")]
    pub format: CheckFormat,
}

#[derive(Args, Debug)]
pub(super) struct MetricsArgs {
    /// The metrics to explain [default: all]
    #[arg(value_name = "NAME", value_parser = parse_metrics)]
    pub names: Vec<MetricList>,
    /// Print what to cite for them, nothing else
    #[arg(long)]
    pub cite: bool,
}

#[derive(Args, Debug)]
pub(super) struct CompletionsArgs {
    /// The shell
    pub shell: clap_complete::Shell,
}

#[derive(Args, Debug)]
pub(super) struct ManArgs {
    /// The command [default: the program as a whole]
    pub command: Option<String>,
}

#[derive(Args, Debug)]
pub(super) struct KindsArgs {
    /// The kind to explain [default: all]
    #[arg(value_parser = parse_kind)]
    pub kind: Option<Kind>,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(super) enum Color {
    Auto,
    Always,
    Never,
}

impl Color {
    pub fn set(self) {
        match self {
            Color::Auto => anstream::ColorChoice::Auto,
            Color::Always => anstream::ColorChoice::Always,
            Color::Never => anstream::ColorChoice::Never,
        }
        .write_global();
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum OutputFormat {
    /// A table with a header
    Csv,
    /// One JSON object a line
    Jsonl,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum CheckFormat {
    /// Lines for a reader
    Text,
    /// A table with a header
    Csv,
    /// One JSON object a line
    Jsonl,
    /// JUnit XML: one test case a statement
    Junit,
    /// Annotations of a GitHub Actions run
    Github,
}

/// Metrics by name.
#[derive(Clone)]
pub(super) struct MetricList(pub Vec<&'static dyn Metric>);

impl std::fmt::Debug for MetricList {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_list().entries(self.0.iter().map(|metric| metric.name())).finish()
    }
}

fn one_of(word: &str, what: &str, names: impl Iterator<Item = &'static str>) -> String {
    let names: Vec<&str> = names.collect();
    let near = nearest(word, names.iter().copied()).map_or_else(String::new, |near| format!("did you mean `{near}`? "));
    format!("no {what} `{word}`; {near}there are {}", names.join(", "))
}

fn parse_format(word: &str) -> Result<crate::read::Format, String> {
    use crate::read::Format;
    Format::parse(word).ok_or_else(|| one_of(word, "format", Format::ALL.into_iter().map(Format::as_str)))
}

fn parse_kind(word: &str) -> Result<Kind, String> {
    Kind::parse(word).ok_or_else(|| one_of(word, "kind", Kind::ALL.iter().map(|kind| kind.as_str())))
}

fn parse_table(word: &str) -> Result<&'static str, String> {
    let names = || crate::report::TABLES.iter().map(|table| table.name);
    names().find(|name| *name == word).ok_or_else(|| one_of(word, "table", names()))
}

fn parse_metrics(words: &str) -> Result<MetricList, String> {
    if words == "all" {
        return Ok(MetricList(metrics::METRICS.to_vec()));
    }
    let one = |word: &str| {
        metrics::find(word.trim())
            .ok_or_else(|| one_of(word, "metric", metrics::METRICS.iter().map(|metric| metric.name())))
    };
    words.split(',').map(one).collect::<Result<_, _>>().map(MetricList)
}

fn parse_lang(word: &str) -> Result<String, String> {
    crate::lang::tag(word)
        .ok_or_else(|| "a language is wanted: a code such as en, fr or zh-Hant, or its name".to_owned())
}

fn parse_delimiter(word: &str) -> Result<u8, String> {
    match word.as_bytes() {
        [byte] if byte.is_ascii() => Ok(*byte),
        _ if word == "tab" || word == "\\t" => Ok(b'\t'),
        _ => Err("the delimiter is one ASCII character, or `tab`".to_owned()),
    }
}

fn parse_share<T: std::str::FromStr + PartialOrd + From<u8>>(word: &str) -> Result<T, String> {
    word.parse()
        .ok()
        .filter(|value| (T::from(0)..=T::from(1)).contains(value))
        .ok_or_else(|| "a number from 0 to 1 is wanted".to_owned())
}

fn parse_column(word: &str) -> Result<(crate::read::Column, String), String> {
    use crate::read::Column;
    let (name, header) = word.split_once('=').ok_or("write COLUMN=HEADER, such as text=Zitat")?;
    let column = Column::ALL.iter().copied().find(|column| column.as_str() == name);
    let column = column.ok_or_else(|| one_of(name, "column", Column::ALL.iter().map(|column| column.as_str())))?;
    Ok((column, header.to_owned()))
}
