//! `galaxy.yml` of an Ansible collection: the top-level `version`.

use super::grammar::Grammar;
use super::site::{Site, Source};
use super::yaml;
use crate::error::Result;

pub(super) fn find(source: &Source<'_>) -> Result<Vec<Site>> {
    yaml::top_level(source, "version", Grammar::Semver)
}
