//! Which changes notes tell of, under which title, in which order.

use crate::commits::Change;
use crate::error::{Error, Result};
use crate::text::shortened;

/// As they are unless somebody says otherwise.
const USUAL: [&str; 10] = [
    "Breaking changes: breaking",
    "Features: feat",
    "Fixes: fix",
    "Performance: perf",
    "Security: security",
    "Reverts: revert",
    "Documentation: docs",
    "Dependencies: dependencies",
    "Other changes: *",
    // Work that nobody sees from outside, unless it breaks something or is about dependencies.
    "!chore, ci, build, test, style, refactor, release",
];
/// Types that people write in more than one way.
const SAME: [(&str, &str); 7] = [
    ("feature", "feat"),
    ("bugfix", "fix"),
    ("hotfix", "fix"),
    ("sec", "security"),
    ("doc", "docs"),
    ("tests", "test"),
    ("deps", DEPENDENCIES),
];
/// Types that mostly are about something else when they are about dependencies.
const BESIDE: [&str; 3] = ["chore", "ci", "build"];

const BREAKING: &str = "breaking";
const DEPENDENCIES: &str = "dependencies";
/// Changes without a type.
const OTHERS: &str = "others";
/// Every type that is named nowhere.
const ALL: &str = "*";

/// The sections in their order.
#[derive(Debug, Clone)]
pub(crate) struct Sections {
    titled: Vec<Section>,
    hidden: Vec<String>,
}

#[derive(Debug, Clone)]
struct Section {
    title: String,
    types: Vec<String>,
}

impl Sections {
    /// Reads lines such as `Features: feat, perf`, `Everything else: *` and `!chore`; none: the usual ones. What breaks
    /// comes first, unless it has a line of its own. Codes: `invalid-notes-sections`.
    pub(crate) fn parse(lines: &[String]) -> Result<Self> {
        let lines: Vec<&str> = lines.iter().map(|line| line.trim()).filter(|line| !line.is_empty()).collect();
        let usual = USUAL.to_vec();
        let mut sections = Self { titled: Vec::new(), hidden: Vec::new() };
        for line in if lines.is_empty() { &usual } else { &lines } {
            sections.add(line)?;
        }
        if sections.of(BREAKING).is_none() {
            let breaking = Section { title: "Breaking changes".to_string(), types: vec![BREAKING.to_string()] };
            sections.titled.insert(0, breaking);
        }
        Ok(sections)
    }

    /// Those that nobody has changed.
    pub(crate) fn usual() -> Self {
        Self::parse(&[]).unwrap_or_else(|_| Self { titled: Vec::new(), hidden: Vec::new() })
    }

    fn add(&mut self, line: &str) -> Result<()> {
        let refused = |why: &str| {
            Error::new("invalid-notes-sections", format!("`{}` in `notes-sections` {why}", shortened(line)))
                .advice("write lines such as `Features: feat, perf`, `Everything else: *` and `!chore, ci`")
        };
        if line.contains(|one: char| one.is_control() && one != '\t') {
            return Err(refused("has a line break or another control character in it: expected one section a line"));
        }
        let (title, listed) = match line.strip_prefix('!') {
            Some(listed) => ("", listed),
            None => line.rsplit_once(':').ok_or_else(|| refused("has no colon between a title and its types"))?,
        };
        let title = title.trim().trim_start_matches('#').trim();
        let hides = line.starts_with('!');
        let types: Vec<String> = listed.split([',', ' ', '\t']).filter(|one| !one.is_empty()).map(canonical).collect();
        let is_type =
            |one: &String| one == ALL || one.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | '.'));
        if types.is_empty() || !types.iter().all(is_type) || (title.is_empty() && !hides) {
            return Err(refused("is no title with its types: expected such as `Features: feat, perf`"));
        }
        let twice = |one: &&String| self.of(one).is_some() || self.hidden.contains(one);
        if types.iter().any(|one| twice(&one)) {
            return Err(refused("names a type a second time"));
        }
        match hides {
            true if types.iter().any(|one| one == BREAKING || one == ALL) => {
                return Err(refused("would hide what breaks, or everything"));
            }
            true => self.hidden.extend(types),
            false => self.titled.push(Section { title: title.to_string(), types }),
        }
        Ok(())
    }

    /// Every title, in order.
    pub(crate) fn titles(&self) -> impl Iterator<Item = &str> {
        self.titled.iter().map(|section| section.title.as_str())
    }

    /// Where a change is told of; `None`: nowhere.
    pub(crate) fn place(&self, change: &Change) -> Option<usize> {
        if change.breaking.is_some() {
            return self.of(BREAKING);
        }
        let kind = change.kind.map_or(OTHERS.to_string(), canonical);
        let about = |scope: &str| scope.eq_ignore_ascii_case("deps") || scope.eq_ignore_ascii_case(DEPENDENCIES);
        let dependencies = kind == DEPENDENCIES || change.scope.is_some_and(about);
        let updates = || self.of(DEPENDENCIES).filter(|_| dependencies);
        let beside = BESIDE.contains(&&*kind);
        let first = if beside { updates() } else { None };
        first.or_else(|| self.of(&kind)).or_else(updates).or_else(|| {
            // Hidden by name, where everything else is shown.
            let hidden = |kind: &str| self.hidden.iter().any(|one| one == kind);
            self.of(ALL).filter(|_| !(hidden(&kind) || dependencies && hidden(DEPENDENCIES)))
        })
    }

    /// Whether changes are told of below this title as what breaks.
    pub(crate) fn is_breaking(&self, place: usize) -> bool {
        self.of(BREAKING) == Some(place)
    }

    fn of(&self, kind: &str) -> Option<usize> {
        self.titled.iter().position(|section| section.types.iter().any(|one| one == kind))
    }
}

/// A type as it is known here.
fn canonical(kind: &str) -> String {
    let kind = kind.to_lowercase();
    SAME.iter().find(|(other, _)| *other == kind).map_or(kind, |(_, one)| (*one).to_string())
}
