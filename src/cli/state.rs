//! `--state`: blocks of the search for pairs that are kept, so that a run that was killed can go on.
//!
//! A file for each block, whole or not there at all: who it belongs to (a fingerprint of the program's search and of all
//! that it looks at), the block, its pairs, and a fingerprint of all that. Whatever does not fit is not used.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use crate::error::Error;
use crate::link::{Block, Edge};
use crate::model::fingerprint;
use crate::report::output::write_file;

/// Bytes of a pair: two numbers and a score.
const PAIR: usize = 12;
/// Bytes before the pairs (owner, first node, node after the last, number of pairs), and after them.
const HEAD: usize = 24;
const FOOT: usize = 8;

/// The sources of the search, fingerprinted by the build.
const SOURCES: &str = env!("LINK_SOURCES");

/// The folder.
pub(super) struct State {
    folder: PathBuf,
}

impl State {
    /// Opens the folder; it is made where it is missing.
    pub fn open(folder: &Path) -> Result<State, Error> {
        fs::create_dir_all(folder).map_err(|error| Error::write(folder.display(), error))?;
        Ok(State { folder: folder.to_owned() })
    }

    /// The pairs of a block, from an earlier run or from `search`, then kept.
    pub fn pairs(&self, block: &Block, search: &mut dyn FnMut() -> Vec<Edge>) -> Result<Vec<Edge>, Error> {
        let path = self.folder.join(format!("{:016x}-{}.pairs", owner(block), block.nodes.start));
        if let Some(pairs) = fs::read(&path).ok().and_then(|bytes| decode(block, &bytes)) {
            return Ok(pairs);
        }
        let pairs = search();
        write_file(&path, &[], true, |out| out.write_all(&encode(block, &pairs)))?;
        Ok(pairs)
    }
}

fn head(block: &Block, pairs: usize) -> Vec<u8> {
    let nodes = [block.nodes.start, block.nodes.end].map(u32::to_le_bytes);
    [&owner(block).to_le_bytes()[..], &nodes.concat(), &(pairs as u64).to_le_bytes()].concat()
}

fn encode(block: &Block, pairs: &[Edge]) -> Vec<u8> {
    let mut bytes = head(block, pairs.len());
    for pair in pairs {
        bytes.extend([pair.a, pair.b, pair.score.to_bits()].map(u32::to_le_bytes).as_flattened());
    }
    let seal = fingerprint(&bytes).to_le_bytes();
    bytes.extend(seal);
    bytes
}

fn decode(block: &Block, bytes: &[u8]) -> Option<Vec<Edge>> {
    let (body, seal) = bytes.split_at_checked(bytes.len().checked_sub(FOOT)?)?;
    let (start, pairs) = body.split_at_checked(HEAD)?;
    if start != head(block, pairs.len() / PAIR) || seal != fingerprint(body).to_le_bytes() {
        return None;
    }
    let number = |bytes: &[u8]| bytes.try_into().ok().map(u32::from_le_bytes);
    let pair = |bytes: &[u8]| {
        let edge =
            Edge { a: number(&bytes[..4])?, b: number(&bytes[4..8])?, score: f32::from_bits(number(&bytes[8..])?) };
        (edge.a < block.of && edge.b < block.of).then_some(edge)
    };
    pairs.chunks(PAIR).map(pair).collect()
}

/// A fingerprint of all that the pairs follow from.
fn owner(block: &Block) -> u64 {
    fingerprint(format!("{} {SOURCES} {:016x}", env!("CARGO_PKG_VERSION"), block.content).as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pairs() -> Vec<Edge> {
        (0..5).map(|at| Edge { a: at, b: at + 2, score: 0.25 }).collect()
    }

    #[test]
    fn what_was_kept_is_used_and_what_does_not_fit_is_not() {
        let folder = tempfile::tempdir().unwrap();
        let state = State::open(folder.path()).unwrap();
        let block = Block { nodes: 0..5, of: 9, content: 7 };
        assert_eq!(state.pairs(&block, &mut pairs).unwrap(), pairs());
        assert_eq!(state.pairs(&block, &mut || unreachable!()).unwrap(), pairs());
        let other = Block { content: 8, ..block.clone() };
        assert!(state.pairs(&other, &mut Vec::new).unwrap().is_empty());
        let kept = fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().path());
        for path in kept {
            let bytes = fs::read(&path).unwrap();
            fs::write(&path, &bytes[..bytes.len() - 1]).unwrap();
        }
        assert_eq!(state.pairs(&block, &mut || pairs()[1..].to_vec()).unwrap(), pairs()[1..]);
    }
}
