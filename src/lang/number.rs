//! Values of digit strings.

/// The value of a number printed in digits, with separators (`5,000`, `3.5`, `1 000`), an ordinal ending (`21st`)
/// or a decade's (`1990s`); `None` for anything else. Digits of any script count.
///
/// A comma or point followed by exactly three digits groups thousands when it could (`5,000`); `0.125` and
/// `3.14` are decimals. Where both marks occur the last one is the decimal mark.
pub fn digits(n: &str) -> Option<f64> {
    let core = n.trim_end_matches("st").trim_end_matches("nd").trim_end_matches("rd").trim_end_matches("th");
    let core = if core.len() > 4 { core.strip_suffix('s').unwrap_or(core) } else { core };
    let mut plain = String::with_capacity(core.len());
    let mut marks: Vec<(usize, char)> = Vec::new();
    for c in core.chars() {
        match c {
            '.' | ',' | '\'' | '\u{66B}' | '\u{66C}' | '\u{2019}' => marks.push((plain.len(), c)),
            _ => plain.push(decimal_digit(c)?),
        }
    }
    if plain.is_empty() || plain.len() > 30 {
        return None;
    }
    let decimal =
        marks.last().filter(|(at, mark)| is_decimal(&marks, *at, *mark, plain.len(), &plain)).map(|(at, _)| *at);
    if let Some(at) = decimal {
        plain.insert(at, '.');
    }
    plain.parse().ok()
}

fn is_decimal(marks: &[(usize, char)], at: usize, mark: char, len: usize, plain: &str) -> bool {
    let after = len - at;
    let alone = marks.len() == 1;
    let mixed = marks.iter().any(|(_, other)| *other != mark);
    match mark {
        '\u{66B}' => true,
        '\u{66C}' | '\'' | '\u{2019}' => false,
        _ if mixed => true,
        _ if alone => after != 3 || at == 0 || plain.starts_with('0') || (mark == '.' && at > 3),
        _ => false,
    }
}

/// A decimal digit of any script as its ASCII counterpart.
fn decimal_digit(c: char) -> Option<char> {
    const ZEROS: [u32; 13] =
        [0x30, 0x660, 0x6F0, 0x966, 0x9E6, 0xA66, 0xAE6, 0xB66, 0xBE6, 0xC66, 0xE50, 0xED0, 0xFF10];
    let code = c as u32;
    let zero = ZEROS.into_iter().find(|&zero| (zero..zero + 10).contains(&code))?;
    char::from_digit(code - zero, 10)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_have_one_value_however_printed() {
        for (text, value) in [
            ("5,000", 5000.0),
            ("5.000", 5000.0),
            ("1,234.5", 1234.5),
            ("1.234,5", 1234.5),
            ("3.5", 3.5),
            ("0.125", 0.125),
            ("21st", 21.0),
            ("1990s", 1990.0),
            ("1,000,000", 1e6),
            ("٢٠١٦", 2016.0),
            ("12,5", 12.5),
        ] {
            assert_eq!(digits(text), Some(value), "{text}");
        }
        for text in ["", "a1", "b", ".", "1-2"] {
            assert_eq!(digits(text), None, "{text}");
        }
    }
}
