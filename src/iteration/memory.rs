//! What crosses of a run of `submit` or `clean`: outwards what is next and how it went, and its memory. Inwards that alone.

use serde::ser::SerializeStruct;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::iteration::Work;
use crate::memory;
use crate::memory::Crossing;

/// The fields of a run as it crosses.
const FIELDS: &[&str] = &["step", "then", "report", "state"];

impl Serialize for Work {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut work = serializer.serialize_struct("Work", FIELDS.len())?;
        if let Some(step) = &self.step {
            work.serialize_field("step", step)?;
        }
        work.serialize_field("then", &self.then)?;
        work.serialize_field("report", &self.report)?;
        work.serialize_field("state", &memory::written(self).map_err(serde::ser::Error::custom)?)?;
        work.end()
    }
}

impl<'de> Deserialize<'de> for Work {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let expected = "work, as `startIteration` or `advanceIteration` gave it";
        Crossing { fields: FIELDS, expected }.read(deserializer)
    }
}
