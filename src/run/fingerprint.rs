//! What a built commit's files are compared by: they are large, and a comparison is all that is left to do with them.

use crate::manifest::File;

const STEP: u32 = 0x9E37_79B1;
const WORD: u32 = 0x85EB_CA77;
/// Where the four lanes begin.
const LANES: [u32; 4] = [0x243F_6A88, 0x85A3_08D3, 0x1319_8A2E, 0x0370_7344];
/// A word for each lane.
const BLOCK: usize = 16;

/// Length and 128 bits. Four lanes take a word of four bytes in turn, by the round of xxHash, which loses nothing: of two texts
/// of one length that differ in one word alone the lanes differ, too.
///
/// What it guards against is an object store that gives back something else than it was given, which is a mistake and no
/// attack. Of a lock file of some megabytes SHA-256 took a tenth of a second, twice in a release, and SipHash half of that.
pub fn fingerprint(bytes: &[u8]) -> String {
    let (blocks, rest) = bytes.as_chunks::<BLOCK>();
    let mut last = [0; BLOCK];
    for (to, from) in last.iter_mut().zip(rest) {
        *to = *from;
    }
    let mut lanes = LANES;
    for block in blocks.iter().chain((!rest.is_empty()).then_some(&last)) {
        let (words, _) = block.as_chunks::<4>();
        for (lane, word) in lanes.iter_mut().zip(words) {
            *lane = lane.wrapping_add(u32::from_le_bytes(*word).wrapping_mul(WORD)).rotate_left(13).wrapping_mul(STEP);
        }
    }
    let [a, b, c, d] = lanes;
    format!("{}-{a:08x}{b:08x}{c:08x}{d:08x}", bytes.len())
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
