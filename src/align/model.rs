//! The models that are compiled in.

use std::sync::LazyLock;

use super::net::Net;
use super::passes::Passes;

/// How many passes there are.
pub const PASSES: usize = 2;

/// For two English texts.
pub(super) static ENGLISH: LazyLock<Passes> = LazyLock::new(|| read(include_bytes!("../../data/align/english.bin")));

/// For all others: form, n-grams, numbers, names and position only.
pub(super) static PLAIN: LazyLock<Passes> = LazyLock::new(|| read(include_bytes!("../../data/align/plain.bin")));

/// Without any pass when the bytes are none of this version's models.
fn read(mut bytes: &[u8]) -> Passes {
    let mut nets = Vec::new();
    while let Some((net, rest)) = Net::from_bytes(bytes, nets.len()) {
        nets.push(net);
        bytes = rest;
    }
    Passes { nets }
}
