//! The tags that say a version, by the text before it, each family in order.

use std::cmp::Ordering;

use crate::audit::Options;
use crate::error::{Error, Result};
use crate::manifest::entries::glob;
use crate::ordered;
use crate::ordered::{BTreeMap, BTreeSet};
use crate::tag::{DEFAULT_FORMAT, Family, Whose, bare, split, without_followers, without_moving};
use crate::text::shortened;
use crate::version::{Scheme, Version};

/// A tag as the shell found it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Tag<'a> {
    pub(super) name: &'a str,
    /// What the ref names.
    pub(super) oid: &'a str,
    /// What that comes to.
    pub(super) commit: &'a str,
    /// What that is: `commit`, or `tree` or `blob`.
    pub(super) kind: &'a str,
    pub(super) annotated: bool,
    pub(super) seconds: u64,
}

/// The refs of a clone.
#[derive(Debug, Default)]
pub(super) struct Refs<'a> {
    pub(super) tags: Vec<Tag<'a>>,
    /// Branches, here and as they were last seen on remotes, by name.
    pub(super) heads: BTreeMap<&'a str, &'a str>,
}

impl<'a> Refs<'a> {
    /// Reads rows of a ref's name, object, its type, what a tag object comes to, that one's type, and when it was made, with
    /// tabs between them. Rows that are none are passed over.
    pub(super) fn parse(raw: &'a str) -> Self {
        let mut refs = Self::default();
        for row in raw.lines() {
            let mut columns = row.split('\t');
            let mut next = || columns.next().unwrap_or_default();
            let (name, oid, kind, peeled, peeled_kind, seconds) = (next(), next(), next(), next(), next(), next());
            if let Some(name) = name.strip_prefix("refs/tags/") {
                let annotated = kind == "tag";
                let (commit, kind) = if annotated { (peeled, peeled_kind) } else { (oid, kind) };
                let seconds = seconds.trim().parse().unwrap_or_default();
                refs.tags.push(Tag { name, oid, commit, kind, annotated, seconds });
            } else if let Some(name) = name.strip_prefix("refs/heads/") {
                refs.heads.insert(name, oid);
            } else if let Some((_, name)) = name.strip_prefix("refs/remotes/").and_then(|rest| rest.split_once('/'))
                && name != "HEAD"
            {
                refs.heads.entry(name).or_insert(oid);
            }
        }
        refs
    }
}

/// A tag that says a version.
#[derive(Debug, Clone)]
pub(super) struct Versioned<'a> {
    pub(super) tag: Tag<'a>,
    /// Its version as it is written.
    pub(super) text: &'a str,
    pub(super) version: Version,
    /// Whether it may be one that moves, such as `v1.2` beside `v1.2.3`.
    pub(super) may_move: bool,
}

/// Those with the same text before the version, the oldest version first.
#[derive(Debug, Clone)]
pub(super) struct Group<'a> {
    pub(super) prefix: &'a str,
    pub(super) tags: Vec<Versioned<'a>>,
}

impl Versioned<'_> {
    /// Whether the version is written with zeros that no version has: `0.3.009`.
    pub(super) fn is_padded(&self) -> bool {
        let numbers = self.text.split(['-', '+']).next().unwrap_or_default();
        numbers
            .split('.')
            .any(|part| part.len() > 1 && part.starts_with('0') && part.bytes().all(|b| b.is_ascii_digit()))
    }
}

/// The families among all tags. Codes: `pattern-matches-nothing`, `invalid-tag-format`.
pub(super) fn groups<'a>(options: &'a Options, tags: &[Tag<'a>]) -> Result<Vec<Group<'a>>> {
    for pattern in &options.ignore_tags {
        if !tags.iter().any(|tag| glob::is_like(pattern, tag.name)) {
            return Err(Error::new(
                "pattern-matches-nothing",
                format!("`ignore-tags` has the pattern `{}`, which no tag matches", shortened(pattern)),
            )
            .advice("take it out, or correct it"));
        }
    }
    let shape = options.tag_format.as_deref().map(shape).transpose()?;
    let mut by_prefix: BTreeMap<&str, Vec<Versioned<'a>>> = BTreeMap::new();
    for tag in tags.iter().filter(|tag| !options.ignore_tags.iter().any(|pattern| glob::is_like(pattern, tag.name))) {
        let name = match &shape {
            Some(shape) if !shape.fits(tag.name) => continue,
            Some(shape) => tag.name.strip_suffix(shape.suffix).unwrap_or(tag.name),
            None => tag.name,
        };
        let Some((prefix, version)) = split(name, Scheme::Semver).or_else(|| split(name, Scheme::Pep440)) else {
            continue;
        };
        let text = name.get(prefix.len()..).unwrap_or_default();
        by_prefix.entry(prefix).or_default().push(Versioned { tag: *tag, text, version, may_move: false });
    }
    let mut groups: Vec<Group<'a>> =
        by_prefix.into_iter().map(|(prefix, tags)| Group { prefix, tags: sorted(tags) }).collect();
    let followers = followers(tags, &groups);
    for one in groups.iter_mut().flat_map(|group| &mut group.tags) {
        one.may_move |= followers.contains(one.tag.name);
    }
    Ok(groups)
}

/// The tags that move along with versions in another spelling, such as `v1.3` beside `1.3.4`.
fn followers<'a>(tags: &[Tag<'a>], groups: &[Group<'a>]) -> BTreeSet<&'a str> {
    let commits: BTreeMap<&str, &str> = tags.iter().map(|tag| (tag.name, tag.commit)).collect();
    let mut of_one: BTreeMap<String, Vec<Family<'a>>> = BTreeMap::new();
    for group in groups {
        let versions = group.tags.iter().filter(|one| !one.may_move).map(|one| (one.version.clone(), one.tag.name));
        let family = Family { prefix: group.prefix, tags: versions.collect() };
        let plain = family.whose(&[]) == Whose::Plain;
        of_one.entry(if plain { String::new() } else { bare(group.prefix) }).or_default().push(family);
    }
    let found = of_one.into_values().flat_map(|own| without_followers(own, &|name| commits.get(name).copied()).1);
    found.collect()
}

fn sorted(mut tags: Vec<Versioned<'_>>) -> Vec<Versioned<'_>> {
    let named = tags.iter().map(|one| (one.version.clone(), one.tag.name)).collect();
    let moving: BTreeSet<&str> = without_moving(named).1.into_iter().collect();
    // One grammar for all: between two of them there is no order. What has none in it comes first.
    let semver = tags.iter().filter(|one| one.version.scheme() == Scheme::Semver).count();
    let other = tags.iter().map(|one| Version::parse_lenient(one.text, Scheme::Pep440)).collect::<Option<Vec<_>>>();
    match other {
        Some(versions) if semver < tags.len() => {
            tags.iter_mut().zip(versions).for_each(|(one, version)| one.version = version);
        }
        _ => {}
    }
    for one in &mut tags {
        one.may_move = moving.contains(one.tag.name);
    }
    ordered::sort_by(&mut tags, in_order);
    tags
}

/// Of one family: by version, and by name where that is the same. Versions of two grammars have no order: those that are
/// only Python's come first.
pub(super) fn in_order(a: &Versioned<'_>, b: &Versioned<'_>) -> Ordering {
    match (&a.version, &b.version) {
        (Version::Semver(_), Version::Semver(_)) | (Version::Pep440(_), Version::Pep440(_)) => {
            a.version.cmp_precedence(&b.version).then_with(|| a.tag.name.cmp(b.tag.name))
        }
        (Version::Pep440(_), Version::Semver(_)) => Ordering::Less,
        (Version::Semver(_), Version::Pep440(_)) => Ordering::Greater,
    }
}

/// A tag format, as far as names are compared with it: what stands before a name, between name and version, and behind.
struct Shape<'a> {
    before: &'a str,
    between: Option<&'a str>,
    suffix: &'a str,
}

impl Shape<'_> {
    fn fits(&self, name: &str) -> bool {
        let Some(rest) = name.strip_suffix(self.suffix) else { return false };
        match self.between {
            None => rest.strip_prefix(self.before).is_some_and(|text| text.starts_with(|c: char| c.is_ascii_digit())),
            Some(between) => {
                let split = split(rest, Scheme::Semver).or_else(|| split(rest, Scheme::Pep440));
                split.is_some_and(|(prefix, _)| prefix.starts_with(self.before) && prefix.ends_with(between))
            }
        }
    }
}

/// Code `invalid-tag-format`.
fn shape(format: &str) -> Result<Shape<'_>> {
    crate::tag::Format::parse(&crate::tag::named(format, Some("name"))?)?;
    let refused = || {
        Error::new("invalid-tag-format", format!("tag format `{}` has no `{{version}}`", shortened(format)))
            .advice(format!("use a format such as `{DEFAULT_FORMAT}`"))
    };
    let (prefix, suffix) = format.split_once("{version}").ok_or_else(refused)?;
    Ok(match prefix.split_once("{name}") {
        Some((before, between)) => Shape { before, between: Some(between), suffix },
        None => Shape { before: prefix, between: None, suffix },
    })
}
