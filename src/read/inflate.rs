//! Compressed inputs: gzip (RFC 1952) and Zstandard (RFC 8878), known by their first bytes, bounded.

use std::io::{self, BufRead, BufReader, Read};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use flate2::read::MultiGzDecoder;
use ruzstd::decoding::errors::{FrameDecoderError, ReadFrameHeaderError};
use ruzstd::decoding::{BlockDecodingStrategy, FrameDecoder};

use crate::error::{Error, ErrorKind};

/// Unpacked bytes that are always allowed, whatever the ratio.
const ALWAYS: u64 = 64 << 20;
/// Unpacked bytes allowed for each packed one beyond that; prose stays under 20.
const RATIO: u64 = 200;

/// A stream of bytes that can be handed to another thread.
pub(super) type Bytes = Box<dyn Read + Send>;

/// How a stream is packed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Packing {
    Gzip,
    Zstd,
}

impl Packing {
    /// Packing by the first bytes of a stream.
    pub(super) fn of(head: &[u8]) -> Option<Packing> {
        match head {
            [0x1f, 0x8b, 0x08, ..] => Some(Packing::Gzip),
            [0x28, 0xb5, 0x2f, 0xfd, ..] => Some(Packing::Zstd),
            _ if is_skippable(head) => Some(Packing::Zstd),
            _ => None,
        }
    }
}

/// Whether a Zstandard frame that begins with `head` holds what is not content: sizes, an index (RFC 8878, 3.1.2).
fn is_skippable(head: &[u8]) -> bool {
    matches!(head, [0x50..=0x5f, 0x2a, 0x4d, 0x18, ..])
}

/// Unpacks `packed`. The stream fails with an [`Error`] inside its [`io::Error`] when it grows beyond all measure.
pub(super) fn inflate(file: &str, packed: Bytes, packing: Packing) -> Bytes {
    let read = Arc::new(AtomicU64::new(0));
    let counted = BufReader::new(Counted { inner: packed, read: Arc::clone(&read) });
    let unpacked: Bytes = match packing {
        Packing::Gzip => Box::new(MultiGzDecoder::new(counted)),
        Packing::Zstd => Box::new(Zstd { source: counted, frame: FrameDecoder::new() }),
    };
    Box::new(Bounded { file: file.to_owned(), inner: unpacked, packed: read, unpacked: 0 })
}

/// Counts the packed bytes.
struct Counted {
    inner: Bytes,
    read: Arc<AtomicU64>,
}

impl Read for Counted {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let n = self.inner.read(buffer)?;
        self.read.fetch_add(n as u64, Ordering::Relaxed);
        Ok(n)
    }
}

/// Stops when too much comes out of too little.
struct Bounded {
    file: String,
    inner: Bytes,
    packed: Arc<AtomicU64>,
    unpacked: u64,
}

impl Read for Bounded {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let n = self.inner.read(buffer)?;
        self.unpacked += n as u64;
        let ratio = self.unpacked / self.packed.load(Ordering::Relaxed).max(1);
        if self.unpacked > ALWAYS && ratio > RATIO {
            let kind = ErrorKind::Inflated { file: self.file.clone(), bytes: self.unpacked, ratio };
            return Err(io::Error::other(Error::from(kind)));
        }
        Ok(n)
    }
}

/// All frames of a Zstandard stream, one after the other; those that hold no content are passed over.
struct Zstd<R> {
    source: R,
    frame: FrameDecoder,
}

impl<R: BufRead> Zstd<R> {
    /// Goes to the next frame with content; false at the end of the stream.
    fn next_frame(&mut self) -> io::Result<bool> {
        while !self.source.fill_buf()?.is_empty() {
            match self.frame.init(&mut self.source) {
                Ok(()) => return Ok(true),
                Err(FrameDecoderError::ReadFrameHeaderError(ReadFrameHeaderError::SkipFrame { length, .. })) => {
                    let length = u64::from(length);
                    if io::copy(&mut self.source.by_ref().take(length), &mut io::sink())? < length {
                        return Err(io::ErrorKind::UnexpectedEof.into());
                    }
                }
                Err(error) => return Err(io::Error::other(error)),
            }
        }
        Ok(false)
    }
}

impl<R: BufRead> Read for Zstd<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while self.frame.can_collect() == 0 && !buffer.is_empty() {
            if self.frame.is_finished() && !self.next_frame()? {
                return Ok(0);
            }
            self.frame
                .decode_blocks(&mut self.source, BlockDecodingStrategy::UptoBlocks(1))
                .map_err(io::Error::other)?;
        }
        self.frame.read(buffer)
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use flate2::{Compression, write::GzEncoder};
    use ruzstd::encoding::{CompressionLevel, compress_to_vec};

    use super::*;

    fn gzip(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
        encoder.write_all(bytes).unwrap();
        encoder.finish().unwrap()
    }

    fn unpack(packed: Vec<u8>) -> io::Result<Vec<u8>> {
        let packing = Packing::of(&packed).unwrap();
        let mut out = Vec::new();
        inflate("t.gz", Box::new(io::Cursor::new(packed)), packing).read_to_end(&mut out).map(|_| out)
    }

    #[test]
    fn members_and_frames_are_joined() {
        assert_eq!(unpack([gzip(b"one "), gzip(b"two")].concat()).unwrap(), b"one two");
        let frame = |bytes: &[u8]| compress_to_vec(bytes, CompressionLevel::Fastest);
        assert_eq!(unpack([frame(b"one "), frame(b"two")].concat()).unwrap(), b"one two");
        assert_eq!(unpack([frame(b"one "), frame(b""), frame(b"two")].concat()).unwrap(), b"one two");
    }

    #[test]
    fn frames_without_content_are_passed_over() {
        let frame = compress_to_vec(&b"words"[..], CompressionLevel::Fastest);
        let index = |length: u8, held: &[u8]| [&[0x5e, 0x2a, 0x4d, 0x18, length, 0, 0, 0], held].concat();
        let whole = [index(3, b"abc"), frame.clone(), index(0, b""), frame.clone(), index(1, b"a")].concat();
        assert_eq!(unpack(whole).unwrap(), b"wordswords");
        assert!(unpack([frame, index(9, b"abc")].concat()).is_err());
        assert_eq!(unpack(index(2, b"ab")).unwrap(), b"");
    }

    #[test]
    fn a_bomb_is_stopped() {
        let error = unpack(gzip(&vec![0; 80 << 20])).unwrap_err();
        assert!(error.to_string().contains("unpacks to more than"), "{error}");
    }

    #[test]
    fn a_cut_stream_is_an_error() {
        let zstd = compress_to_vec(&b"some words that will be cut"[..], CompressionLevel::Fastest);
        for packed in [gzip(b"some words that will be cut"), zstd] {
            assert!(unpack(packed[..packed.len() - 6].to_vec()).is_err());
        }
    }
}
