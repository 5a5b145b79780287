//! What a changelog's new section is known by again.

use borsh::{BorshDeserialize, BorshSerialize};
use serde::Serialize;

/// What a changelog's new section says, and the whole file with it: each known again by its bytes. The first is compared
/// from day to day, the second tells whether a person has changed the file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, BorshSerialize, BorshDeserialize)]
#[serde(transparent)]
pub struct Section(pub(crate) String);

impl Section {
    /// FNV-1a over 64 bits. It tells that a person has changed the text, not that an enemy has.
    pub(crate) fn of(body: &str, file: &str) -> Self {
        Self(format!("{}-{}", hash(body.trim()), hash(file)))
    }

    /// The same, of a file that more was added to.
    pub(crate) fn seal(&mut self, file: &str) {
        let said = self.0.split('-').next().unwrap_or_default();
        self.0 = format!("{said}-{}", hash(file));
    }

    /// Whether another one says the same, whatever else the file holds.
    pub(crate) fn tells(&self, other: Option<&Self>) -> bool {
        let said = |Self(text): &Self| text.split('-').next().map(str::to_string);
        other.is_some_and(|other| said(self) == said(other))
    }

    /// Whether a file is the one it was written into, to the byte.
    pub(crate) fn is_in(&self, file: &str) -> bool {
        self.0.split_once('-').is_some_and(|(_, whole)| whole == hash(file))
    }
}

/// As hexadecimal digits.
pub(crate) fn hash(text: &str) -> String {
    let step = |hash: u64, byte: u8| (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
    format!("{:016x}", text.bytes().fold(0xcbf2_9ce4_8422_2325, step))
}
