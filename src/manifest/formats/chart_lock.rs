//! `Chart.lock`: the versions of charts that lie here. Its digest is made anew by [`crate::manifest::seal`].

use crate::error::Result;
use crate::manifest::formats::chart;
use crate::manifest::grammar::Grammar;
use crate::manifest::names::Names;
use crate::manifest::occurrence::{Occurrence, Role, Source};
use crate::manifest::readers::yaml;

pub(in crate::manifest) fn find(source: &Source<'_>, names: &Names) -> Result<Vec<Occurrence>> {
    let documents = yaml::parse(source)?;
    let Some(root) = documents.first() else { return Ok(Vec::new()) };
    let mut occurrences = Vec::new();
    for (_, _, version) in chart::dependencies(source, root, names)? {
        let (range, text) = version.literal(source, "version")?;
        occurrences.push(Occurrence::new(range, text, Grammar::Semver, Role::Copy));
    }
    Ok(occurrences)
}
