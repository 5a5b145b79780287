//! What the tags of a repository amount to: the newest version, and what is odd about the others.

use std::cmp::Ordering;

use crate::ordered;
use crate::ordered::BTreeSet;
use crate::tag::without_moving;
use crate::tag::{Format, Meaning};
use crate::text::shortened;
use crate::version::{Scheme, Version};

/// How many names a remark lists.
const LISTED: usize = 3;

/// All tags, understood.
#[derive(Debug, Clone, Default)]
pub struct Survey<'a> {
    /// Every version, oldest first. Of several spellings of one version, the one that counts.
    pub versions: Vec<(Version, &'a str)>,
    /// The tags that say a version in another spelling than the one that counts, each with that one.
    pub twins: Vec<(&'a str, &'a str)>,
    /// The tags that move.
    pub moving: Vec<&'a str>,
    /// Tags in the format that say no version.
    pub unreadable: Vec<&'a str>,
    /// The tags among those that move beside which no version of their number stands.
    pub(crate) lonely: Vec<&'a str>,
}

impl<'a> Survey<'a> {
    /// Sorts tag names out. Versions compare by precedence, never by name or date.
    ///
    /// ```
    /// use version_first::{tag::{Format, Survey}, version::Scheme};
    /// let tags = ["v0.3.005", "v0.3.5", "v0.3.009", "v0.4.00", "v0.4.008", "v0.10", "v1", "release-1.2", "pkg@1.0.0"];
    /// let survey = Survey::of(tags, &Format::default(), Scheme::Pep440);
    /// assert_eq!(survey.newest().unwrap().1, "v0.10");
    /// assert_eq!(survey.twins, [("v0.3.005", "v0.3.5")]);
    /// assert_eq!(survey.moving, ["v1"]);
    /// ```
    pub fn of(names: impl IntoIterator<Item = &'a str>, format: &Format, scheme: Scheme) -> Self {
        let mut survey = Self::default();
        let mut read = Vec::new();
        for name in names {
            match format.read(name, scheme) {
                Meaning::Version(version) => read.push((version, name)),
                Meaning::Moving => survey.moving.push(name),
                Meaning::Unreadable => survey.unreadable.push(name),
                Meaning::Foreign => {}
            }
        }
        let (mut read, moving) = without_moving(read);
        survey.moving.extend(moving);
        ordered::sort_by(&mut read, |(a, name_a), (b, name_b)| {
            a.cmp_precedence(b).then_with(|| prefer(format, (a, name_a), (b, name_b)))
        });
        for (version, name) in read {
            match survey.versions.last_mut() {
                // Sorted, the spelling that counts comes last among its twins.
                Some((known, standing)) if known.same(&version) => {
                    survey.twins.push((*standing, name));
                    (*known, *standing) = (version, name);
                }
                _ => survey.versions.push((version, name)),
            }
        }
        // `v1` beside `v1.2.3` is what everybody has; `v2024` alone may be meant as a version.
        if !survey.moving.is_empty() {
            let mut lonely: BTreeSet<&str> = survey.moving.iter().copied().collect();
            for (_, name) in &survey.versions {
                for moved in [1, 2].into_iter().filter_map(|numbers| format.moving_name(name, numbers)) {
                    lonely.remove(moved.as_str());
                }
            }
            survey.lonely = survey.moving.iter().copied().filter(|name| lonely.contains(name)).collect();
        }
        // Of three spellings two would name each other.
        let counts = |twin: &str| {
            let version = format.version(twin, scheme)?;
            let found = survey.versions.binary_search_by(|(known, _)| known.cmp_precedence(&version)).ok()?;
            survey.versions.get(found).map(|(_, name)| *name)
        };
        survey.twins = survey.twins.iter().map(|(twin, other)| (*twin, counts(twin).unwrap_or(other))).collect();
        survey
    }

    /// The newest version and its tag.
    pub fn newest(&self) -> Option<&(Version, &'a str)> {
        self.versions.last()
    }

    /// What is worth saying, one sentence each.
    pub fn remarks(&self) -> Vec<String> {
        let mut remarks = Vec::new();
        if !self.twins.is_empty() {
            let pairs =
                self.twins.iter().map(|(twin, counts)| format!("`{}` is `{}`", shortened(twin), shortened(counts)));
            remarks.push(format!(
                "tags that say a version a second time do not count: {}",
                listed(LISTED, pairs, self.twins.len())
            ));
        }
        for (names, what) in [
            (&self.lonely, "tags of one number are taken for tags that move, not for versions"),
            (&self.unreadable, "tags that look like versions and are none do not count"),
        ] {
            if !names.is_empty() {
                remarks.push(format!("{what}: {}", list(names.iter().copied(), names.len())));
            }
        }
        remarks
    }
}

/// Of two spellings of one version, the greater is the one that counts: the one this format writes, then the one with
/// more numbers (`v1.2` may be a tag that moves along with `v1.2.0`), then by name, so that the answer is always the same.
fn prefer(format: &Format, (a, name_a): (&Version, &str), (b, name_b): (&Version, &str)) -> Ordering {
    let written = |version: &Version, name: &str| format.text(name).is_some_and(|text| text == version.to_string());
    let numbers = |name: &str| name.bytes().filter(|b| *b == b'.').count();
    written(a, name_a)
        .cmp(&written(b, name_b))
        .then_with(|| numbers(name_a).cmp(&numbers(name_b)))
        .then_with(|| name_a.cmp(name_b))
}

/// Names in backticks, a few of them.
pub(crate) fn list<'a>(names: impl Iterator<Item = &'a str>, count: usize) -> String {
    list_of(LISTED, names, count)
}

/// Names in backticks, at most `most` of them.
pub(crate) fn list_of<'a>(most: usize, names: impl Iterator<Item = &'a str>, count: usize) -> String {
    listed(most, names.map(|name| format!("`{}`", shortened(name))), count)
}

fn listed(most: usize, items: impl Iterator<Item = String>, count: usize) -> String {
    let shown: Vec<String> = items.take(most).collect();
    match count.checked_sub(most) {
        Some(more) if more > 0 => format!("{} and {more} more", shown.join(", ")),
        _ => shown.join(", "),
    }
}
