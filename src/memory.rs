//! What a machine of ours remembers from one step to the next: one text among what crosses, which nobody reads. Inwards that
//! text alone counts.
//!
//! It is compact ([borsh](https://borsh.io), in base64), since it crosses at every step. It is no secret and no promise:
//! another version of this package need not understand it.

use std::fmt;

use base64ct::{Base64, Encoding};
use borsh::{BorshDeserialize, BorshSerialize};
use serde::Deserializer;
use serde::de::{self, IgnoredAny, MapAccess, Visitor};

/// A memory as it crosses.
pub(crate) fn written<T: BorshSerialize>(memory: &T) -> Result<String, std::io::Error> {
    let mut bytes = Vec::new();
    memory.serialize(&mut bytes)?;
    Ok(Base64::encode_string(&bytes))
}

/// What comes back in: its fields, and who gave it.
pub(crate) struct Crossing {
    pub(crate) fields: &'static [&'static str],
    pub(crate) expected: &'static str,
}

impl Crossing {
    /// What is remembered in it.
    pub(crate) fn read<'de, T: BorshDeserialize, D: Deserializer<'de>>(self, deserializer: D) -> Result<T, D::Error> {
        let expected = self.expected;
        let state = deserializer.deserialize_map(self)?;
        let bytes = Base64::decode_vec(&state).ok();
        let memory = bytes.and_then(|bytes| T::try_from_slice(&bytes).ok());
        memory.ok_or_else(|| de::Error::custom(format!("its `state` is damaged: expected {expected}")))
    }
}

impl<'de> Visitor<'de> for Crossing {
    type Value = String;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.expected)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<String, A::Error> {
        let mut state: Option<String> = None;
        while let Some(name) = map.next_key::<String>()? {
            match self.fields.iter().any(|known| *known == name) {
                true if name == "state" => state = Some(map.next_value()?),
                true => {
                    map.next_value::<IgnoredAny>()?;
                }
                false => return Err(de::Error::unknown_field(&name, self.fields)),
            }
        }
        state.ok_or_else(|| de::Error::missing_field("state"))
    }
}
