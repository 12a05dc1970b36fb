//! Byte offsets to code points: every offset that is written counts characters.

use super::Span;

/// Translates byte offsets into one text; ASCII texts need no table.
pub struct CodePoints {
    /// Bytes that continue a character, before each 64-byte block; empty for ASCII.
    skipped: Vec<usize>,
    bytes: Vec<u8>,
}

impl CodePoints {
    /// Prepares `text`.
    pub fn of(text: &str) -> CodePoints {
        if text.is_ascii() {
            return CodePoints { skipped: Vec::new(), bytes: Vec::new() };
        }
        let continues = |byte: &&u8| **byte & 0xC0 == 0x80;
        let mut skipped = vec![0];
        let mut sum = 0;
        for block in text.as_bytes().chunks(64) {
            sum += block.iter().filter(continues).count();
            skipped.push(sum);
        }
        CodePoints { skipped, bytes: text.as_bytes().to_vec() }
    }

    /// Code points before byte `offset`.
    pub fn at(&self, offset: usize) -> usize {
        if self.bytes.is_empty() {
            return offset;
        }
        let offset = offset.min(self.bytes.len());
        let block = offset / 64;
        let rest = self.bytes.get(block * 64..offset).unwrap_or(&[]);
        let skipped =
            self.skipped.get(block).copied().unwrap_or(0) + rest.iter().filter(|byte| **byte & 0xC0 == 0x80).count();
        offset - skipped
    }

    /// Both ends of a span.
    pub fn span(&self, span: Span) -> (usize, usize) {
        (self.at(span.start as usize), self.at(span.end as usize))
    }
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
