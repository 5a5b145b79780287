//! What crosses of a plan: outwards what people and the shell read, and its memory as one text that nobody reads. Inwards
//! that text alone counts.
//!
//! The memory is compact ([borsh](https://borsh.io), in base64), since it crosses at every step; what is to be written is not
//! in it. It is no secret and no promise: another version of this package need not understand it.

use std::fmt;

use base64ct::{Base64, Encoding};
use borsh::{BorshDeserialize, BorshSerialize};
use serde::de::{self, IgnoredAny, MapAccess, Visitor};
use serde::ser::SerializeStruct;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

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
        plan.serialize_field("state", &self.state().map_err(serde::ser::Error::custom)?)?;
        plan.end()
    }
}

impl<'de> Deserialize<'de> for Plan {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(Reading)
    }
}

struct Reading;

impl<'de> Visitor<'de> for Reading {
    type Value = Plan;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a plan, as `plan` or `advance` gave it")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Plan, A::Error> {
        let mut state: Option<String> = None;
        while let Some(name) = map.next_key::<String>()? {
            match FIELDS.iter().any(|known| *known == name) {
                true if name == "state" => state = Some(map.next_value()?),
                true => {
                    map.next_value::<IgnoredAny>()?;
                }
                false => return Err(de::Error::unknown_field(&name, FIELDS)),
            }
        }
        let state = state.ok_or_else(|| de::Error::missing_field("state"))?;
        Plan::of_state(&state)
            .ok_or_else(|| de::Error::custom("its `state` is damaged: expected a plan, as `plan` or `advance` gave it"))
    }
}

impl Plan {
    fn state(&self) -> Result<String, std::io::Error> {
        let mut bytes = Vec::new();
        BorshSerialize::serialize(self, &mut bytes)?;
        Ok(Base64::encode_string(&bytes))
    }

    fn of_state(state: &str) -> Option<Self> {
        let bytes = Base64::decode_vec(state).ok()?;
        let mut plan: Self = BorshDeserialize::try_from_slice(&bytes).ok()?;
        plan.journal.clone_from(&plan.run.branches.made);
        Some(plan)
    }
}
