//! `galaxy.yml` of an Ansible collection: the top-level `version`.

use crate::error::Result;
use crate::manifest::grammar::Grammar;
use crate::manifest::occurrence::{Occurrence, Source};
use crate::manifest::readers::yaml;

pub(in crate::manifest) fn find(source: &Source<'_>) -> Result<Vec<Occurrence>> {
    yaml::top_level(source, "version", Grammar::Semver)
}
