//! What one of our packages requires of another one, so that the tagged tree still resolves.

use semver::{Op, Version, VersionReq};

/// Whose rules a requirement follows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Flavour {
    Cargo,
    Npm,
}

/// What becomes of a requirement.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Adapted {
    /// It says nothing about the version, or still admits the new one.
    Keep,
    /// It names the new version already.
    Says(String),
    /// The version `from` in it gives way; the requirement then reads `whole`.
    Change { from: String, whole: String },
    /// It admitted the old version, does not admit the new one, and is more than one plain version.
    Excludes,
}

/// Decides about the requirement `text` on a package that goes from `old` to `new`.
///
/// A full version is kept in step. A partial one (`0.1`) and an outdated one stay as long as they admit the new
/// version: that is what their author chose them for.
pub(super) fn adapt(text: &str, flavour: Flavour, old: &str, new: &str) -> Adapted {
    let Ok(new_version) = Version::parse(new) else {
        return Adapted::Keep;
    };
    let Some(plain) = Plain::parse(text, flavour) else {
        return complex(text, flavour, old, &new_version);
    };
    if plain.version == new {
        return Adapted::Says(new.to_string());
    }
    if plain.version != old && plain.admits(flavour, &new_version) {
        return Adapted::Keep;
    }
    Adapted::Change { from: plain.version.to_string(), whole: format!("{}{new}{}", plain.before, plain.after) }
}

/// npm's other spellings (`*`, `workspace:*`, `file:…`, ranges) are left to npm; Cargo refuses to build at once.
fn complex(text: &str, flavour: Flavour, old: &str, new: &Version) -> Adapted {
    if flavour == Flavour::Npm {
        return Adapted::Keep;
    }
    let Ok(range) = VersionReq::parse(text) else {
        return Adapted::Keep;
    };
    let admitted = Version::parse(old).is_ok_and(|old| range.matches(&old));
    if admitted && !range.matches(new) { Adapted::Excludes } else { Adapted::Keep }
}

/// One version with at most one operator before it.
struct Plain<'t> {
    /// Operator and blanks before the version.
    before: &'t str,
    op: Option<Op>,
    version: &'t str,
    after: &'t str,
    full: bool,
}

impl<'t> Plain<'t> {
    fn parse(text: &'t str, flavour: Flavour) -> Option<Self> {
        let blank = [' ', '\t'];
        let mut rest = text.trim_start_matches(blank);
        if flavour == Flavour::Npm {
            rest = rest.strip_prefix("workspace:").unwrap_or(rest).trim_start_matches(blank);
        }
        let op = match rest.chars().next()? {
            '=' => Some(Op::Exact),
            '^' => Some(Op::Caret),
            '~' => Some(Op::Tilde),
            _ => None,
        };
        if op.is_some() {
            rest = rest.get(1..)?.trim_start_matches(blank);
        }
        let version = rest.trim_end_matches(blank);
        let full = Version::parse(version).is_ok();
        let partial = || {
            let mut parts = version.split('.');
            let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
            parts.clone().count() <= 2 && parts.all(digits)
        };
        if !full && !partial() {
            return None;
        }
        let before = text.get(..text.len().checked_sub(rest.len())?)?;
        Some(Self { before, op, version, after: rest.get(version.len()..)?, full })
    }

    fn admits(&self, flavour: Flavour, new: &Version) -> bool {
        let op = match (flavour, self.op, self.full) {
            (Flavour::Cargo, None, _) | (_, Some(Op::Caret), _) => "^",
            (_, Some(Op::Tilde), _) => "~",
            // npm reads `1.2` and `=1.2` as any 1.2.x, which is Cargo's `=1.2` too.
            _ => "=",
        };
        VersionReq::parse(&format!("{op}{}", self.version)).is_ok_and(|range| range.matches(new))
    }
}
