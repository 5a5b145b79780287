//! `pubspec.yaml`: the top-level `version`. A number behind its `+` counts builds, which the stores want to rise.

use super::grammar::Grammar;
use super::site::{Site, Source};
use super::yaml;
use crate::error::Result;

pub(super) fn find(source: &Source<'_>) -> Result<Vec<Site>> {
    yaml::top_level(source, "version", Grammar::Flutter)
}
