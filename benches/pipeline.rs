//! The steps on invented renderings: `cargo bench`. Ratios beside peers stand in docs/benchmarks.md.
#![allow(missing_docs)]

use criterion::{Criterion, criterion_group, criterion_main};
use quotediff::align::{CollateOptions, align, collate};
use quotediff::model::Text;
use quotediff::{MIN_CONFIDENCE, compare_texts, lang};

/// Five renderings of some 25 words of one invented statement.
const RENDERINGS: [&str; 5] = [
    "We will not leave this valley until every village that the flood destroyed last spring has been rebuilt, whatever the price may be",
    "We shall not leave this valley before each village destroyed by the flood last spring is built again, no matter what it costs",
    "Until every village that was ruined by last spring's flood has been rebuilt we are not going to leave the valley, whatever the cost",
    "This valley we will not abandon until all the villages the flood wrecked last spring have been rebuilt, at whatever price it takes",
    "We do not intend to go away from this valley until the last village destroyed in the spring flood has been restored, at any price",
];

fn texts() -> Vec<Text> {
    RENDERINGS.iter().map(|raw| lang::text(raw, "en")).collect()
}

fn pipeline(bench: &mut Criterion) {
    let texts = texts();
    bench.bench_function("tokens of one rendering", |b| b.iter(|| lang::text(RENDERINGS[0], "en")));
    bench.bench_function("align a pair of 25 words", |b| b.iter(|| align(&texts[0], &texts[1])));
    bench.bench_function("align, diverge and score a pair", |b| {
        b.iter(|| compare_texts(&texts[0], &texts[2], MIN_CONFIDENCE))
    });
    bench.bench_function("collate 5 renderings of 25 words", |b| {
        b.iter_batched(
            || texts.clone(),
            |texts| collate(texts, &CollateOptions::default()),
            criterion::BatchSize::SmallInput,
        )
    });
}

criterion_group!(benches, pipeline);
criterion_main!(benches);
