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
