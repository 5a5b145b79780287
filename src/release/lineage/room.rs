//! What room a branch has: which numbers are taken, and where its versions end.

use crate::error::{Error, Result};
use crate::release::facts::Tag;
use crate::release::lineage::{Counts, Lineage};
use crate::text::option;
use crate::version::Version;

impl Lineage {
    /// Whether T's commit only stands beside the branch.
    pub(crate) fn is_beside(&self) -> bool {
        self.newest.as_ref().is_some_and(|newest| newest.counts == Counts::Beside)
    }

    /// The tag that has a version's number, wherever it lies.
    pub(crate) fn taken_by(&self, version: &Version) -> Option<&str> {
        let at = self.taken.binary_search_by(|(known, _)| known.cmp_precedence(version)).ok()?;
        self.taken.get(at).map(|(_, name)| name.as_str())
    }

    /// Whether the tag of a version above T does not count.
    pub(crate) fn is_unknown(&self, version: &Version) -> bool {
        self.elsewhere.binary_search_by(|(known, _)| known.cmp_precedence(version)).is_ok()
    }

    /// The tag that says a version in another spelling than the package's.
    pub(crate) fn spelled_by(&self, version: &Version) -> Option<&str> {
        let at = self.spelled_otherwise.binary_search_by(|(known, _)| known.cmp_precedence(version)).ok()?;
        self.spelled_otherwise.get(at).map(|(_, name)| name.as_str())
    }

    /// The smallest version above T that is elsewhere: the branch's own end below it. Patches of T's own minor version
    /// only take their numbers away, and so does what is not above `said`, a version that the branch says by itself.
    pub(crate) fn end(&self, said: &Version) -> Option<&(Version, Tag)> {
        let own = self.newest.as_ref()?.version.minor_line();
        let beyond = |version: &Version| version.cmp_precedence(said).is_gt() && version.minor_line() != own;
        self.elsewhere.iter().find(|(version, _)| beyond(version))
    }

    /// Refuses a version of the branch's own counting that is not below what others count.
    pub(crate) fn inside(
        &self,
        version: &Version,
        said: &Version,
        branch: &str,
        fitting: Option<&Version>,
    ) -> Result<()> {
        // What leads to a version comes before it: no more of it once that is out.
        let out = self.elsewhere.iter().find(|(out, _)| version.is_prerelease() && out.same(&version.release()));
        let end = self.end(said).filter(|(end, _)| version.cmp_precedence(end).is_ge());
        let Some((end, tag)) = end.or(out) else { return Ok(()) };
        let why = match version.cmp_precedence(end).is_ge() {
            true => "would not stay below",
            false => "would come after",
        };
        let error = Error::new(
            "leaves-line",
            format!(
                "{version} {why} `{}`, which `{branch}` does not know: what is older would come out as newer",
                tag.name
            ),
        );
        let error = match fitting.filter(|fitting| fitting.cmp_precedence(end).is_lt()) {
            Some(fitting) => error.advice(format!("{fitting} would fit: `--bump {fitting}` (input `version`)")),
            None => error,
        };
        Err(error
            .advice(format!("or merge what `{}` names into `{branch}`, so that it counts there", tag.name))
            .advice(format!("or ask for the version by name: `--bump {version}` (input `version`)"))
            .advice(format!(
                "or leave the tag out, if it is none of this package's: `{}`",
                option("ignore-tags", &tag.name)
            )))
    }
}
