//! Byte offsets to code points: every offset that is written counts characters.

use super::Span;

/// Translates byte offsets into one text; ASCII texts need no table.
pub struct CodePoints<'t> {
    /// Bytes that continue a character, before each block; empty for ASCII.
    skipped: Vec<usize>,
    bytes: &'t [u8],
}

/// Bytes of a block; their count fits a byte, which lets many be counted at once.
const BLOCK: usize = 64;

impl<'t> CodePoints<'t> {
    /// Prepares `text`.
    pub fn of(text: &'t str) -> CodePoints<'t> {
        if text.is_ascii() {
            return CodePoints { skipped: Vec::new(), bytes: &[] };
        }
        let mut skipped = Vec::with_capacity(text.len() / BLOCK + 1);
        let mut sum = 0;
        skipped.push(sum);
        // Of the rest after the last whole block `at` counts the bytes itself.
        for block in text.as_bytes().chunks_exact(BLOCK) {
            sum += usize::from(block.iter().map(|&byte| u8::from(continues(byte))).sum::<u8>());
            skipped.push(sum);
        }
        CodePoints { skipped, bytes: text.as_bytes() }
    }

    /// Code points before byte `offset`.
    pub fn at(&self, offset: usize) -> usize {
        if self.bytes.is_empty() {
            return offset;
        }
        let offset = offset.min(self.bytes.len());
        let block = offset / BLOCK;
        let rest = self.bytes.get(block * BLOCK..offset).unwrap_or(&[]);
        let skipped =
            self.skipped.get(block).copied().unwrap_or(0) + rest.iter().filter(|&&byte| continues(byte)).count();
        offset - skipped
    }

    /// Both ends of a span.
    pub fn span(&self, span: Span) -> (usize, usize) {
        (self.at(span.start as usize), self.at(span.end as usize))
    }
}

/// Whether a byte continues a character of UTF-8.
fn continues(byte: u8) -> bool {
    byte & 0xC0 == 0x80
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offsets_count_characters() {
        let text = "é".repeat(100) + "x";
        let points = CodePoints::of(&text);
        for (index, (at, _)) in text.char_indices().enumerate() {
            assert_eq!(points.at(at), index);
        }
        assert_eq!(points.at(text.len()), 101);
        assert_eq!(CodePoints::of("abc").at(2), 2);
    }
}
