//! What a built commit's files are compared by: they are large, and a comparison is all that is left to do with them.

use xxhash_rust::xxh64::xxh64;

use crate::manifest::File;

/// Length and 64 bits of [xxHash](https://xxhash.com).
///
/// What it guards against is an object store that gives back something else than it was given, which is a mistake and no
/// attack. Of a lock file of some megabytes SHA-256 took a tenth of a second, twice in a release, and SipHash half of that.
pub fn fingerprint(bytes: &[u8]) -> String {
    format!("{}-{:016x}", bytes.len(), xxh64(bytes, 0))
}

/// The same paths, each with what its text hashes to.
pub(super) fn fingerprints(files: &[File]) -> Vec<File> {
    files.iter().map(|file| File { path: file.path.clone(), text: fingerprint(file.text.as_bytes()) }).collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::indexing_slicing, clippy::string_slice, clippy::arithmetic_side_effects)]

    use super::*;

    #[test]
    fn every_changed_byte_changes_it_and_so_does_every_lost_one() {
        let text: String = (0..67_u8).map(|byte| char::from(b'0' + byte % 70)).collect();
        let whole = fingerprint(text.as_bytes());
        for at in 0..text.len() {
            for other in [b' ', b'~', b'\0'] {
                let mut changed = text.clone().into_bytes();
                changed[at] = other;
                assert_ne!(fingerprint(&changed), whole, "byte {at}");
            }
            assert_ne!(fingerprint(&text.as_bytes()[..at]), whole);
            let zeros = format!("{}{}", &text[..at], "\0".repeat(text.len() - at));
            assert_ne!(fingerprint(zeros.as_bytes()), whole, "what is lost is not what is zero");
        }
    }
}
