//! Stable 64-bit fingerprints: the same on every machine, thread and run.

/// FNV-1a, 64 bit (Fowler, Noll, Vo). Used for identity of short strings, never for security.
pub fn fingerprint(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash, &byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

/// An identifier that depends on content only: `prefix` and fourteen hexadecimal digits over the `parts`, which are
/// kept apart by a byte that UTF-8 never contains. Among ten million two are equal by chance in one of a thousand runs
/// (56 bits).
pub fn content_id(prefix: &str, parts: &[&str]) -> String {
    let mut bytes = Vec::new();
    for part in parts {
        bytes.extend_from_slice(part.as_bytes());
        bytes.push(0xff);
    }
    // FNV's low bits are mixed less well than its high ones: fold before cutting.
    let hash = fingerprint(&bytes);
    let folded = (hash ^ (hash >> 29)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    format!("{prefix}{:014x}", (folded ^ (folded >> 32)) & 0xff_ffff_ffff_ffff)
}
