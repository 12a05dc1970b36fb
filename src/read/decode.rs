//! Bytes to UTF-8: byte order marks, the encoding the user names, and legacy encodings recognised.
//!
//! What is malformed in its encoding comes out as the byte `FF`, which UTF-8 never contains, so that the layer above
//! finds it in the row where it stands, as it finds malformed UTF-8.

use std::io::{self, Cursor, Read};

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Decoder, DecoderResult, Encoding, UTF_8, UTF_16BE, UTF_16LE};

use super::inflate::Bytes;
use crate::error::{Error, ErrorKind};

/// Bytes at the beginning of a stream on which its encoding is decided.
pub(super) const HEAD: usize = 1 << 20;
/// Malformed sequences in a table that make it a legacy file rather than UTF-8 with a damaged row.
const LEGACY: usize = 3;

/// The encoding of a stream, how much of its head is a byte order mark, and what to tell the user.
pub(super) struct Decision {
    pub(super) encoding: &'static Encoding,
    pub(super) mark: usize,
    pub(super) note: Option<String>,
}

/// Decides on the encoding of a stream that begins with `head`: a byte order mark first, then the user's `label`,
/// then UTF-16 where [`unmarked`] finds it, then UTF-8, unless most sequences beyond ASCII are malformed. In a
/// `document`, which has no rows that could be set aside, one malformed sequence is enough.
///
/// # Errors
/// [`ErrorKind::UnknownEncoding`].
pub(super) fn decide(head: &[u8], label: Option<&str>, document: bool) -> Result<Decision, Error> {
    let named = label.map(|label| {
        let unknown = || Error::from(ErrorKind::UnknownEncoding { label: label.to_owned() });
        Encoding::for_label_no_replacement(label.as_bytes()).ok_or_else(unknown)
    });
    let named = named.transpose()?;
    if let Some((encoding, mark)) = Encoding::for_bom(head) {
        let note = (encoding != UTF_8).then(|| format!("read as {}, by its byte order mark", encoding.name()));
        return Ok(Decision { encoding, mark, note });
    }
    if let Some(encoding) = named {
        let note = (encoding != UTF_8).then(|| format!("read as {}, as asked", encoding.name()));
        return Ok(Decision { encoding, mark: 0, note });
    }
    if let Some(encoding) = unmarked(head) {
        let note = format!(
            "read as {}, by its NUL bytes; it has no byte order mark (--encoding names another)",
            encoding.name()
        );
        return Ok(Decision { encoding, mark: 0, note: Some(note) });
    }
    let (multibyte, malformed) = census(head, head.len() >= HEAD);
    if malformed >= if document { 1 } else { LEGACY } && malformed > 2 * multibyte {
        let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
        detector.feed(head, true);
        let encoding = detector.guess(None, Utf8Detection::Deny);
        let note = format!("not UTF-8; read as {}, a guess (--encoding names another)", encoding.name());
        return Ok(Decision { encoding, mark: 0, note: Some(note) });
    }
    Ok(Decision { encoding: UTF_8, mark: 0, note: None })
}

/// UTF-16 without a byte order mark: NUL bytes, which text has not, in one half of the 16-bit units only. ASCII letters
/// have one each; other scripts at least in their spaces, line breaks, digits and marks.
pub(super) fn unmarked(head: &[u8]) -> Option<&'static Encoding> {
    let nuls = |first: usize| head.iter().skip(first).step_by(2).filter(|&&byte| byte == 0).count();
    let (even, odd) = (nuls(0), nuls(1));
    let (most, least) = (even.max(odd), even.min(odd));
    let units = head.len() / 2;
    // A stray NUL or two is damage; a long row of units that happen to agree is not.
    let enough = most * 2 > units || (most >= 8 && most * 32 > units);
    let encoding = if even > odd { UTF_16BE } else { UTF_16LE };
    (units >= 4 && enough && least * 32 <= most).then_some(encoding)
}

/// How many well-formed characters beyond ASCII and how many malformed sequences there are. Where the stream goes
/// on, a sequence cut by the end counts as neither.
fn census(bytes: &[u8], goes_on: bool) -> (usize, usize) {
    let (mut multibyte, mut malformed, mut seen) = (0, 0, 0);
    for chunk in bytes.utf8_chunks() {
        multibyte += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        seen += chunk.valid().len() + chunk.invalid().len();
        let at_end = goes_on && seen == bytes.len();
        let cut = at_end && std::str::from_utf8(chunk.invalid()).is_err_and(|e| e.error_len().is_none());
        malformed += usize::from(!chunk.invalid().is_empty() && !cut);
    }
    (multibyte, malformed)
}

/// The stream `head` + `rest` in UTF-8, without its byte order mark.
pub(super) fn decode(head: Vec<u8>, rest: Bytes, decision: &Decision) -> Bytes {
    let mut head = Cursor::new(head);
    head.set_position(decision.mark as u64);
    let bytes = head.chain(rest);
    if decision.encoding == UTF_8 {
        return Box::new(bytes);
    }
    let decoder = decision.encoding.new_decoder_without_bom_handling();
    Box::new(Decoded { inner: bytes, decoder, out: Vec::new(), taken: 0, ended: false })
}

/// A stream decoded on the way.
struct Decoded<R> {
    inner: R,
    decoder: Decoder,
    out: Vec<u8>,
    taken: usize,
    ended: bool,
}

impl<R: Read> Decoded<R> {
    /// Decodes the next stretch into `out`.
    fn refill(&mut self) -> io::Result<()> {
        let mut input = vec![0; 32 * 1024];
        let n = self.inner.read(&mut input)?;
        self.ended = n == 0;
        let mut rest = input.get(..n).unwrap_or_default();
        self.out.clear();
        self.taken = 0;
        loop {
            let written = self.out.len();
            self.out.resize(written + rest.len() * 3 + 16, 0);
            let room = self.out.get_mut(written..).unwrap_or_default();
            let (result, read, new) = self.decoder.decode_to_utf8_without_replacement(rest, room, self.ended);
            self.out.truncate(written + new);
            rest = rest.get(read..).unwrap_or_default();
            match result {
                DecoderResult::InputEmpty => return Ok(()),
                DecoderResult::OutputFull => {}
                DecoderResult::Malformed(..) => self.out.push(0xff),
            }
        }
    }
}

impl<R: Read> Read for Decoded<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while self.taken >= self.out.len() && !self.ended {
            self.refill()?;
        }
        let ready = self.out.get(self.taken..).unwrap_or_default();
        let n = ready.len().min(buffer.len());
        for (to, from) in buffer.iter_mut().zip(ready) {
            *to = *from;
        }
        self.taken += n;
        Ok(n)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(bytes: &[u8], label: Option<&str>, document: bool) -> (Vec<u8>, Option<String>) {
        let decision = decide(bytes, label, document).unwrap();
        let mut out = Vec::new();
        decode(bytes.to_vec(), Box::new(io::empty()), &decision).read_to_end(&mut out).unwrap();
        (out, decision.note)
    }

    #[test]
    fn marks_are_obeyed_and_taken_away() {
        assert_eq!(text(b"\xef\xbb\xbfa", None, false), (b"a".to_vec(), None));
        let (out, note) = text(b"\xff\xfea\0\xe9\0", None, false);
        assert_eq!(out, "aé".as_bytes());
        assert!(note.unwrap().contains("UTF-16LE"));
        assert_eq!(text(b"\xfe\xff\0a", None, false).0, b"a");
        assert_eq!(text(b"\xef\xbb\xbf", None, false).0, b"");
    }

    #[test]
    fn a_lone_surrogate_in_utf_16_is_a_malformed_byte() {
        assert_eq!(text(b"\xff\xfe\0\xd8a\0", None, false).0, b"\xffa");
    }

    #[test]
    fn utf_16_is_known_without_a_mark_too() {
        for words in ["outlet,text\nA,We will stay.\n", "выпуск,текст\r\nА,«Мы остаёмся здесь», сказал он.\r\n"]
        {
            let units = |unit: fn(u16) -> [u8; 2]| words.encode_utf16().flat_map(unit).collect::<Vec<u8>>();
            for (bytes, name) in [(units(u16::to_le_bytes), "UTF-16LE"), (units(u16::to_be_bytes), "UTF-16BE")] {
                let (out, note) = text(&bytes, None, false);
                assert_eq!((String::from_utf8(out).unwrap().as_str(), note.unwrap().contains(name)), (words, true));
            }
        }
        for plain in
            ["outlet,text\nA,We\0 will stay.\n", "a\0\0b\0\0c\0\0d\0\0", "a\0", "text\nab\0\0\0\0\0\0\0\0\0\0\0"]
        {
            assert_eq!(text(plain.as_bytes(), None, false), (plain.as_bytes().to_vec(), None));
        }
    }

    #[test]
    fn legacy_encodings_are_recognised_and_said() {
        let (bytes, ..) = encoding_rs::WINDOWS_1251.encode("Мы будем стоять на своей земле, сказал он");
        let (out, note) = text(&bytes, None, false);
        assert_eq!(String::from_utf8(out).unwrap(), "Мы будем стоять на своей земле, сказал он");
        assert!(note.unwrap().contains("windows-1251"));
        let (out, note) = text(b"caf\xe9", None, true);
        assert_eq!((out, note.is_some()), ("café".as_bytes().to_vec(), true));
    }

    #[test]
    fn one_damaged_row_does_not_make_a_table_legacy() {
        let bytes = b"text\ncaf\xe9\n";
        assert_eq!(text(bytes, None, false), (bytes.to_vec(), None));
        assert_eq!(text(bytes, Some("latin1"), false).0, "text\ncafé\n".as_bytes());
        let mixed = "été, naïve, \u{4e2d}".as_bytes().iter().copied().chain(*b"\xe9\n\xe9\n\xe9").collect::<Vec<_>>();
        assert_eq!(text(&mixed, None, true).0, mixed);
    }

    #[test]
    fn an_unknown_label_is_an_error() {
        assert!(decide(b"", Some("utf-9"), false).is_err());
    }
}
