//! `Chart.lock`: the versions of charts that lie here. Its digest is made anew by [`super::seal`].

use super::chart;
use super::grammar::Grammar;
use super::names::Names;
use super::site::{Role, Site, Source};
use super::yaml;
use crate::error::Result;

pub(super) fn find(source: &Source<'_>, names: &Names) -> Result<Vec<Site>> {
    let documents = yaml::parse(source)?;
    let Some(root) = documents.first() else { return Ok(Vec::new()) };
    let mut sites = Vec::new();
    for (_, _, version) in chart::dependencies(source, root, names)? {
        let (range, text) = version.literal(source, "version")?;
        sites.push(Site::new(range, text, Grammar::Semver, Role::Copy));
    }
    Ok(sites)
}
