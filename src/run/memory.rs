//! What crosses of a plan: outwards what people and the shell read, and its memory, in which what is to be written is not.
//! Inwards that alone.

use serde::ser::SerializeStruct;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::memory;
use crate::memory::Crossing;
use crate::run::Plan;

/// The fields of a plan as it crosses.
const FIELDS: &[&str] = &["step", "proposal", "result", "ground", "remarks", "search", "stillSays", "journal", "state"];

impl Serialize for Plan {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut plan = serializer.serialize_struct("Plan", FIELDS.len())?;
        if let Some(step) = &self.step {
            plan.serialize_field("step", step)?;
        }
        if let Some(proposal) = &self.proposal {
            plan.serialize_field("proposal", proposal)?;
        }
        if let Some(result) = &self.result {
            plan.serialize_field("result", result)?;
        }
        if !self.ground.is_empty() {
            plan.serialize_field("ground", &self.ground)?;
        }
        plan.serialize_field("remarks", &self.remarks)?;
        if !self.search.is_empty() {
            plan.serialize_field("search", &self.search)?;
        }
        if !self.still_says.is_empty() {
            plan.serialize_field("stillSays", &self.still_says)?;
        }
        plan.serialize_field("journal", &self.journal)?;
        plan.serialize_field("state", &memory::written(self).map_err(serde::ser::Error::custom)?)?;
        plan.end()
    }
}

impl<'de> Deserialize<'de> for Plan {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let expected = "a plan, as `plan` or `advance` gave it";
        let mut plan: Self = Crossing { fields: FIELDS, expected }.read(deserializer)?;
        plan.journal.clone_from(&plan.run.branches.made);
        Ok(plan)
    }
}
