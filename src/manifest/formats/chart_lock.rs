//! `Chart.lock`: the versions of charts that lie here. Its digest is made anew by [`crate::manifest::seal`].

use crate::error::Result;
use crate::manifest::formats::chart;
use crate::manifest::grammar::Grammar;
use crate::manifest::names::Names;
use crate::manifest::readers::yaml;
use crate::manifest::site::{Role, Site, Source};

pub(in crate::manifest) fn find(source: &Source<'_>, names: &Names) -> Result<Vec<Site>> {
    let documents = yaml::parse(source)?;
    let Some(root) = documents.first() else { return Ok(Vec::new()) };
    let mut sites = Vec::new();
    for (_, _, version) in chart::dependencies(source, root, names)? {
        let (range, text) = version.literal(source, "version")?;
        sites.push(Site::new(range, text, Grammar::Semver, Role::Copy));
    }
    Ok(sites)
}
