//! `galaxy.yml` of an Ansible collection: the top-level `version`.

use crate::error::Result;
use crate::manifest::grammar::Grammar;
use crate::manifest::readers::yaml;
use crate::manifest::site::{Site, Source};

pub(in crate::manifest) fn find(source: &Source<'_>) -> Result<Vec<Site>> {
    yaml::top_level(source, "version", Grammar::Semver)
}
