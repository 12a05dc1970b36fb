//! Measures of two systems: `40 miles` are `65 km`.

/// Units by their common names, what one of the first makes of the second, and from where the first counts.
const CONVERSIONS: [(&str, &str, f64, f64); 10] = [
    ("m", "cm", 100.0, 0.0),
    ("km", "m", 1000.0, 0.0),
    ("kg", "g", 1000.0, 0.0),
    ("tonne", "kg", 1000.0, 0.0),
    ("mile", "km", 1.609_344, 0.0),
    ("mile", "m", 1609.344, 0.0),
    ("yard", "m", 0.9144, 0.0),
    ("ft", "m", 0.3048, 0.0),
    // `pound` is a weight where the other text says kilograms.
    ("£", "kg", 0.453_592, 0.0),
    ("°F", "°C", 5.0 / 9.0, -32.0),
];

/// By how much of it a converted figure is rounded at most.
const ROUNDED: f64 = 0.1;

/// Whether two amounts in different units are one measure, as far as figures are rounded when they are converted.
/// Factors: NIST Special Publication 811, appendix B.
pub fn same_measure(x: f64, unit: &str, y: f64, other: &str) -> bool {
    CONVERSIONS.iter().any(|&(from, to, factor, offset)| {
        let near = |x: f64, y: f64| ((x + offset) * factor - y).abs() <= ROUNDED * y.abs().max(1.0);
        (unit == from && other == to && near(x, y)) || (unit == to && other == from && near(y, x))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rounded_conversions_are_one_measure() {
        assert!(same_measure(40.0, "mile", 65.0, "km"));
        assert!(same_measure(250.0, "kg", 550.0, "£"));
        assert!(same_measure(38.0, "°C", 100.0, "°F"));
        assert!(!same_measure(40.0, "mile", 40.0, "km"));
        assert!(!same_measure(40.0, "mile", 80.0, "km"));
        assert!(!same_measure(5.0, "$", 5.0, "€"));
    }
}
