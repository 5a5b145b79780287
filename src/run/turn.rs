//! What a look saw, and what a duty makes of it.

use std::ops::ControlFlow;

use crate::release::facts::{Facts, Refs};
use crate::run::{Looking, Plan};

/// `Break`: that is what the run does next. `Continue`: there is nothing to do by this rule.
pub(super) type Turn = ControlFlow<Plan, Plan>;

/// What a look saw, before anybody has made sense of it.
pub(super) struct Seen<'a> {
    pub(super) facts: &'a Facts,
    pub(super) refs: &'a Refs,
    /// What was asked about.
    pub(super) asked: &'a Looking,
}
