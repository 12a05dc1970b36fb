//! What `score` says about a pair, as JSON.

use serde_json::{Map, Value, json};

use super::table::rounded;
use crate::model::{CodePoints, Divergence, Span};
use crate::score::metrics::Metric;

/// Divergences as `[{kind, alarm, severity, confidence, a:{start,end,text}, b:{..}, note}]`, offsets in code points.
pub fn divergences(found: &[Divergence], a: &str, b: &str) -> Value {
    let (points_a, points_b) = (CodePoints::of(a), CodePoints::of(b));
    let side = |span: Span, points: &CodePoints, text: &str| {
        let (start, end) = points.span(span);
        json!({ "start": start, "end": end, "text": span.of(text) })
    };
    let one = |divergence: &Divergence| {
        json!({
            "kind": divergence.kind.as_str(),
            "alarm": divergence.kind.alarm(),
            "severity": divergence.severity.as_str(),
            "confidence": rounded(f64::from(divergence.confidence)),
            "a": side(divergence.a, &points_a, a),
            "b": side(divergence.b, &points_b, b),
            "note": divergence.note,
        })
    };
    found.iter().map(one).collect()
}

/// Values of metrics by name; `null` where a text is too long for one.
pub fn metric_values(metrics: &[&dyn Metric], values: &[Option<f64>]) -> Value {
    let pairs = metrics
        .iter()
        .zip(values)
        .map(|(metric, value)| (metric.name().to_owned(), value.map_or(Value::Null, |value| rounded(value).into())));
    Value::Object(pairs.collect::<Map<_, _>>())
}
