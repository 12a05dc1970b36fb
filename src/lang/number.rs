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

/// A decimal digit of any script in daily use as its ASCII counterpart.
fn decimal_digit(c: char) -> Option<char> {
    const ZEROS: [u32; 20] = [
        0x30, 0x660, 0x6F0, 0x7C0, 0x966, 0x9E6, 0xA66, 0xAE6, 0xB66, 0xBE6, 0xC66, 0xCE6, 0xD66, 0xDE6, 0xE50, 0xED0,
        0xF20, 0x1040, 0x17E0, 0xFF10,
    ];
    let code = c as u32;
    let zero = ZEROS.into_iter().find(|&zero| (zero..zero + 10).contains(&code))?;
    char::from_digit(code - zero, 10)
}

/// Han numerals: digits, then powers of ten, then powers of ten thousand.
const HAN: [(char, f64); 36] = [
    ('〇', 0.0),
    ('零', 0.0),
    ('一', 1.0),
    ('壹', 1.0),
    ('二', 2.0),
    ('两', 2.0),
    ('兩', 2.0),
    ('贰', 2.0),
    ('貳', 2.0),
    ('三', 3.0),
    ('叁', 3.0),
    ('參', 3.0),
    ('四', 4.0),
    ('肆', 4.0),
    ('五', 5.0),
    ('伍', 5.0),
    ('六', 6.0),
    ('陆', 6.0),
    ('七', 7.0),
    ('柒', 7.0),
    ('八', 8.0),
    ('捌', 8.0),
    ('九', 9.0),
    ('玖', 9.0),
    ('廿', 20.0),
    ('十', 10.0),
    ('拾', 10.0),
    ('百', 100.0),
    ('佰', 100.0),
    ('千', 1000.0),
    ('仟', 1000.0),
    ('万', 1e4),
    ('萬', 1e4),
    ('亿', 1e8),
    ('億', 1e8),
    ('兆', 1e12),
];

fn han(c: char) -> Option<f64> {
    HAN.iter().find(|(numeral, _)| *numeral == c).map(|(_, value)| *value)
}

/// Whether a character is a numeral of Chinese and Japanese.
pub(super) fn is_han_numeral(c: char) -> bool {
    han(c).is_some()
}

/// The value of a number in Han numerals (`三百五十万` = 3,500,000, `二〇一六` = 2016); `None` for anything else, and
/// for a power of ten that nothing multiplies (`万`), which is a word of many meanings.
pub fn han_numerals(n: &str) -> Option<f64> {
    let values: Vec<f64> = n.chars().map(han).collect::<Option<_>>()?;
    if values.len() > 1 && values.len() < 16 && values.iter().all(|&value| value < 10.0) {
        return Some(values.iter().fold(0.0, |sum, value| sum * 10.0 + value));
    }
    if values.first().is_none_or(|&first| first > 10.0 && first != 20.0) {
        return None;
    }
    // What is above ten thousand, what is below it, and the digit that waits for its power.
    let (mut total, mut section, mut digit) = (0.0, 0.0, 0.0);
    for value in values {
        match value {
            ..10.0 => digit = value,
            ..1e4 => {
                section += value * if digit == 0.0 { 1.0 } else { digit };
                digit = 0.0;
            }
            _ => {
                let times = section + digit;
                total = if total < value { (total + times) * value } else { total + times * value };
                (section, digit) = (0.0, 0.0);
            }
        }
    }
    Some(total + section + digit)
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
        for (text, value) in [
            ("三", 3.0),
            ("十", 10.0),
            ("十五", 15.0),
            ("廿一", 21.0),
            ("三百五十万", 3.5e6),
            ("两千零八", 2008.0),
            ("二〇一六", 2016.0),
            ("一亿二千万", 1.2e8),
        ] {
            assert_eq!(han_numerals(text), Some(value), "{text}");
        }
        assert_eq!((han_numerals("万"), han_numerals("万一"), han_numerals("")), (None, None, None));
        for text in ["", "a1", "b", ".", "1-2"] {
            assert_eq!(digits(text), None, "{text}");
        }
    }
}
