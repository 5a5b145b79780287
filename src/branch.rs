//! Branch names: bump branches, release lines, and what git takes as a name at all.

use crate::error::Result;
use crate::version::Version;

/// The bump branch of a version: `chore/version-bump-X.Y.Z`; a `v` before the version is dropped.
/// `template` holds one `{version}`. Codes: `invalid-ref-name`, `invalid-branch-template`, `invalid-version`.
pub fn bump_branch(version: &str, template: Option<&str>) -> Result<String> {
    let _ = template;
    Ok(version.to_string())
}

/// The version text in a bump branch's name; `None` where it is none.
pub fn parse_bump_branch(name: &str, template: Option<&str>) -> Option<String> {
    let _ = (name, template);
    None
}

/// Whether git takes `name` as the last part of `refs/heads/…` or `refs/tags/…` (git check-ref-format). Codes: `invalid-ref-name`.
pub fn check_ref_name(name: &str) -> Result<()> {
    let _ = name;
    Ok(())
}

/// The versions a branch releases: all of them, or those of a maintenance line such as `1.x` or `1.4.x`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Line {
    /// Every version.
    All,
    /// `N.x`
    Major(u64),
    /// `N.M.x`
    Minor(u64, u64),
}

impl Line {
    /// The line a branch name speaks of: `1.x`, `v1.x`, `release/1.4.x`; any other name releases every version.
    pub fn of_branch(branch: &str) -> Self {
        let _ = branch;
        Self::All
    }
    /// Whether a version belongs to it.
    pub fn contains(self, version: &Version) -> bool {
        let _ = version;
        true
    }
}
