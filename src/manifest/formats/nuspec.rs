//! XML that describes one package: the `version` in a `.nuspec`'s `metadata`, in the `package` of ROS, or in the `info` of an
//! app for Nextcloud.

use crate::error::Result;
use crate::manifest::grammar::{Grammar, Numbers};
use crate::manifest::occurrence::{Occurrence, Source};
use crate::manifest::readers::xml;

/// What REP 149 has room for.
pub(in crate::manifest) const ROS: Grammar = Grammar::Numbers(&Numbers {
    fewest: 3,
    most: 3,
    highest: u64::MAX,
    dash: false,
    whose: "the version of a package of ROS",
    instead: None,
});

/// None where it is filled in when the package is made, as in `$version$`, and where the file begins with another `element`: others
/// call theirs `Package`, and mean another version by it.
pub(in crate::manifest) fn find(source: &Source<'_>, element: &str, grammar: Grammar) -> Result<Vec<Occurrence>> {
    let elements = xml::parse(source)?;
    if elements.first().is_none_or(|root| root.name != element) {
        return Ok(Vec::new());
    }
    let home = xml::children(elements, 0, "metadata").next().map_or(0, |(place, _)| place);
    let range = xml::children(elements, home, "version").next().and_then(|(_, version)| version.text.clone());
    Ok(range.and_then(|range| Occurrence::own(source, range, grammar)).into_iter().collect())
}
