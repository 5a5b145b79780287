//! Whether a line that has the old version in it tells of ours: the same numbers may be somebody else's, a range, or tell
//! of the past.

use crate::manifest::leftover::hit::{Hit, is_past};
use crate::manifest::leftover::place::Place;
use crate::manifest::passed_over::SYSTEMS;
use crate::ordered;

/// What is ours by name.
pub(super) struct Telling {
    names: Vec<String>,
}

impl Telling {
    /// `names` of packages; `repository`: see [`crate::manifest::leftover::KnownRelease::repository`]. As people refer to it, it is whole.
    pub fn new(names: impl Iterator<Item = String>, repository: &Option<String>) -> Self {
        let mut all: Vec<String> = repository.iter().map(|name| name.to_lowercase()).collect();
        for name in names {
            let name = name.to_lowercase();
            // `@scope/name` and `owner/name` are `name` to many.
            all.extend(name.rsplit_once('/').map(|(_, last)| last.to_string()));
            if name.contains('-') || name.contains('_') {
                all.push(name.replace('-', "_"));
                all.push(name.replace('_', "-"));
            }
            all.push(name);
        }
        all.retain(|name| name.len() >= 3);
        ordered::sort(&mut all);
        all.dedup();
        Self { names: all }
    }

    /// Whether the version is ours as far as can be told.
    pub fn counts(&self, place: &Place<'_>, hit: &Hit<'_>) -> bool {
        if place.named {
            return true;
        }
        let lower = hit.line.to_ascii_lowercase();
        if place.newest.is_none() && is_past(&lower) || is_heading(&lower, hit.said) {
            return false;
        }
        let lead = lower.get(..hit.lead().len()).unwrap_or_default();
        if hit.in_plist() && !place.aside {
            return true;
        }
        let above = hit.before.to_ascii_lowercase();
        // A hook of pre-commit has its repository above it.
        let of_hook = lead.trim_start().starts_with("rev:") && self.is_named(&above);
        let ours = self.is_named(&lower) || of_hook || self.is_in_name(lead);
        let says_version = says_version(place, lead, hit);
        if place.requires || place.locked {
            // Two lines in XML and in Gradle's catalogues; one for each package in Python's lists, and in Go's.
            let alone = hit.line.contains("==") || lead.contains('/');
            let near = ours || (!alone && self.is_named(&above));
            // A chart is numbered apart from what it installs, and requires nothing by this key.
            let installs = lead.starts_with("appversion");
            let own = (says_version || place.locked) && (installs || !hit.common) && !theirs(lead);
            // Cargo takes such a number for the least of a range.
            return near || own || (!place.path.ends_with("Cargo.toml") && self.is_binary(lead));
        }
        if place.aside {
            return (ours && !hit.common) || lead.contains("__version__") || (ours && says_version);
        }
        ours || says_version || !hit.common
    }

    fn is_named(&self, text: &str) -> bool {
        self.names.iter().any(|name| names(text, name))
    }

    /// `kelp-linux-x64`, `@kelp/darwin-arm64`: what is built of it for a platform, and published with it.
    fn is_binary(&self, lead: &str) -> bool {
        let key = lead.trim_start_matches(|letter: char| !letter.is_alphanumeric());
        let built = |name: &String| {
            let rest = key.strip_prefix(name.trim_start_matches('@')).and_then(|rest| rest.strip_prefix(['-', '/']));
            rest.is_some_and(|rest| SYSTEMS.iter().any(|system| rest.starts_with(system)))
        };
        self.names.iter().any(built)
    }

    /// `kelpVer`, `KELP_VER`.
    fn is_in_name(&self, lead: &str) -> bool {
        self.names.iter().any(|name| ["", "_"].iter().any(|gap| lead.contains(&format!("{name}{gap}ver"))))
    }
}

/// A heading with nothing else in it begins what was written of that release.
fn is_heading(lower: &str, version: &str) -> bool {
    let text = lower.trim_start_matches(['=', '#']);
    let title = text.trim_matches(|letter: char| !letter.is_ascii_alphanumeric());
    text.len() < lower.len() && text.starts_with(' ') && title.trim_start_matches('v') == version
}

/// Whether what stands before it, in lower case, says that it is a version.
fn says_version(place: &Place<'_>, lead: &str, hit: &Hit<'_>) -> bool {
    place.kept
        // A chart tells of what it installs.
        || (place.manifest && lead.trim_start_matches([' ', '-']).starts_with("image:"))
        || lead.contains("version")
        || lead.trim_start().starts_with("tag:")
        // Of Sphinx, whose `version` has two numbers.
        || lead.trim_end_matches(['"', '\'', ' ']) == "release ="
        || hit.line.trim().trim_start_matches(['v', 'V']) == hit.said
}

/// `<PackageReference Include="…" Version="…">` and `name = { version = "…" }` are somebody else's, and so is what CMake requires
/// and compares with.
pub(super) fn theirs(lead: &str) -> bool {
    const THEIRS: [&str; 6] =
        ["= {", "include=", "minimum_required", "version_less", "version_greater", "version_equal"];
    THEIRS.iter().any(|one| lead.contains(one))
}

/// Whether a text has a name in it as a whole: a path in settings, a package in a line.
pub(super) fn names(text: &str, name: &str) -> bool {
    let edge = |letter: Option<char>| letter.is_none_or(|letter| !letter.is_alphanumeric() && letter != '_');
    text.match_indices(name).any(|(at, _)| {
        let before = text.get(..at).unwrap_or_default();
        let before = before.strip_suffix("./").unwrap_or(before);
        let after = at.checked_add(name.len()).and_then(|end| text.get(end..)).unwrap_or_default();
        let mut rest = after.chars();
        let next = rest.next();
        // `name-of-another` is another name, `name-1.2.3` is not.
        let goes_on = matches!(next, Some('-' | '.')) && rest.next().is_some_and(char::is_alphabetic);
        // `name_1.2.3_amd64.deb`
        let numbered = after.strip_prefix('_').is_some_and(|rest| rest.starts_with(|one: char| one.is_ascii_digit()));
        edge(before.chars().next_back()) && !before.ends_with('-') && (edge(next) || numbered) && !goes_on
    })
}
