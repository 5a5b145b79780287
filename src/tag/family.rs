//! Families: the spellings that a repository's version tags have, learnt from their names.

use crate::ordered::{BTreeMap, BTreeSet};
use crate::tag::Format;
use crate::version::{MAX_LENGTH, Scheme, Version};

/// Words that a project says about its tags without naming anything: `v1.2.3`, `release-1.2.3`, `rel/v1.2.3`.
const PLAIN: [&str; 12] =
    ["v", "release", "releases", "rel", "version", "versions", "ver", "r", "tag", "tags", "stable", "final"];

/// The tags that have the same text before the version.
#[derive(Debug, Clone)]
pub struct Family<'a> {
    /// The text before the version: empty, `v`, `name-`, `name@`, `dir/v`, ….
    pub prefix: &'a str,
    /// The tags, and the version each says; not in order.
    pub tags: Vec<(Version, &'a str)>,
}

/// Whose tags a family's may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Whose {
    /// It carries the package's name.
    Named,
    /// It carries no name at all.
    Plain,
    /// It carries another name.
    Other,
}

impl<'a> Family<'a> {
    /// The greatest version, and its tag.
    pub(crate) fn newest(&self) -> Option<&(Version, &'a str)> {
        self.tags.iter().max_by(|(a, _), (b, _)| a.cmp_precedence(b))
    }

    /// The greatest version, and its tag; where that is majors above the next, by a slip perhaps, that one as well.
    pub(crate) fn heads(&self) -> Vec<&(Version, &'a str)> {
        let mut heads: Vec<_> = self.newest().into_iter().collect();
        let major = heads.first().map_or(0, |(version, _)| version.triple().0);
        let below = self.tags.iter().filter(|(version, _)| version.triple().0 < major);
        let next = below.max_by(|(a, _), (b, _)| a.cmp_precedence(b));
        heads.extend(next.filter(|(version, _)| major.saturating_sub(version.triple().0) > 1));
        heads
    }

    /// The tag of the greatest version.
    pub(crate) fn newest_name(&self) -> Option<&'a str> {
        self.newest().map(|(_, name)| *name)
    }

    /// Whether one of its tags says this version, or a greater one.
    pub(crate) fn reaches(&self, wanted: &Version) -> bool {
        self.tags.iter().any(|(version, _)| version.cmp_precedence(wanted).is_ge())
    }

    /// Whether one of its tags says this version.
    pub(crate) fn says(&self, wanted: &Version) -> bool {
        self.tags.iter().any(|(version, _)| version.same(wanted))
    }

    /// Whose tags they may be, the package being called any of `names`.
    ///
    /// ```
    /// use version_first::tag::{Whose, families};
    /// use version_first::version::Scheme;
    /// let tags = ["v1.0.0", "@o/doors@1.0.0", "doors-v1.0.0", "windows-1.0.0", "releases/1.0.0"];
    /// let whose = |prefix: &str| {
    ///     families(tags, Scheme::Semver).iter().find(|one| one.prefix == prefix).unwrap().whose(&["@o/doors".to_string()])
    /// };
    /// assert_eq!(whose("v"), Whose::Plain);
    /// assert_eq!(whose("releases/"), Whose::Plain);
    /// assert_eq!(whose("@o/doors@"), Whose::Named);
    /// assert_eq!(whose("doors-v"), Whose::Named);
    /// assert_eq!(whose("windows-"), Whose::Other);
    /// ```
    pub fn whose(&self, names: &[String]) -> Whose {
        let bare = bare(self.prefix);
        if !bare.is_empty() && names.iter().any(|name| calls(name).contains(&bare)) {
            return Whose::Named;
        }
        let prefix = normal(self.prefix);
        let mut words = prefix.split('-').filter(|word| !word.is_empty());
        if words.all(|word| PLAIN.contains(&word)) { Whose::Plain } else { Whose::Other }
    }

    fn is_short(&self, (_, name): &(Version, &str)) -> bool {
        name.strip_prefix(self.prefix).is_some_and(is_short)
    }

    /// How its tags are written.
    pub fn format(&self) -> Format {
        Format { prefix: self.prefix.to_string(), ..Format::bare() }
    }
}

/// The name in what stands before a version.
pub(crate) fn bare(prefix: &str) -> String {
    let prefix = normal(prefix);
    let bare = prefix.trim_end_matches('-');
    bare.strip_suffix("-v").unwrap_or(bare).to_string()
}

/// Whether all of a name stands before the version, and not its last part alone.
pub(crate) fn is_whole(prefix: &str, name: &str) -> bool {
    let rest = if name.is_empty() { None } else { prefix.strip_prefix(name) };
    rest.is_some_and(|rest| matches!(rest, "@" | "-" | "-v" | "/" | "/v" | "@v" | "_" | "_v"))
}

/// How [`bare`] gives a package's name: all of it, and its last part.
pub(crate) fn calls(name: &str) -> [String; 2] {
    let alone = name.rsplit('/').next().unwrap_or_default();
    [name, alone].map(|text| normal(text).trim_end_matches('-').to_string())
}

/// Lower case, with `-` for whatever people write between words.
fn normal(text: &str) -> String {
    text.chars()
        .map(|c| if matches!(c, '_' | '.' | '/' | '@' | '-' | ' ') { '-' } else { c.to_ascii_lowercase() })
        .collect::<String>()
        .trim_start_matches('-')
        .to_string()
}

/// Where the version begins in a tag's name: at the first digit that follows neither digit nor a dot behind a digit, and
/// from which on all of it is a version of two numbers at least.
pub(crate) fn split(name: &str, scheme: Scheme) -> Option<(&str, Version)> {
    let mut inside = false;
    for (at, c) in name.char_indices() {
        let begins = c.is_ascii_digit() && !inside;
        inside = c.is_ascii_digit() || (c == '.' && inside);
        if !begins || name.len().saturating_sub(at) > MAX_LENGTH {
            continue;
        }
        let (prefix, text) = name.split_at_checked(at)?;
        if text.bytes().all(|b| b.is_ascii_graphic())
            && text.contains('.')
            && let Some(version) = Version::parse_lenient(text, scheme)
        {
            return Some((prefix, version));
        }
    }
    None
}

/// The families among these names, by what stands before the version. Tags such as `v1.2` are left out where a tag such
/// as `v1.2.3` stands beside them: they move.
///
/// ```
/// use version_first::tag::families;
/// use version_first::version::Scheme;
/// let found = families(["1.4.1", "1.4.2", "v0.9.0", "v1", "log4j-2.17.0", "nightly"], Scheme::Semver);
/// let prefixes: Vec<&str> = found.iter().map(|family| family.prefix).collect();
/// assert_eq!(prefixes, ["", "log4j-", "v"]);
/// ```
pub fn families<'a>(names: impl IntoIterator<Item = &'a str>, scheme: Scheme) -> Vec<Family<'a>> {
    let mut by_prefix: BTreeMap<&str, Vec<(Version, &str)>> = BTreeMap::new();
    for name in names {
        if let Some((prefix, version)) = split(name, scheme) {
            by_prefix.entry(prefix).or_default().push((version, name));
        }
    }
    by_prefix.into_iter().map(|(prefix, tags)| Family { prefix, tags: without_moving(tags).0 }).collect()
}

/// Sorts out the tags of two numbers beside which a longer one of the same two stands: those that move.
pub(crate) fn without_moving(tags: Vec<(Version, &str)>) -> (Vec<(Version, &str)>, Vec<&str>) {
    let stems: Vec<Option<&str>> = tags.iter().map(|(_, name)| stem(name)).collect();
    let longer = tags.iter().zip(&stems).filter(|((version, _), _)| !version.is_prerelease());
    let mut longer: Vec<&str> = longer.filter_map(|(_, stem)| *stem).collect();
    // Names come in order, so most of a stem's follow each other.
    longer.dedup();
    let longer: BTreeSet<&str> = longer.into_iter().collect();
    let (mut kept, mut moving) = (Vec::new(), Vec::new());
    for ((version, name), stem) in tags.into_iter().zip(stems) {
        // A stem has no stem itself: few names are looked up at all.
        if stem.is_none() && longer.contains(name) {
            moving.push(name);
        } else {
            kept.push((version, name));
        }
    }
    (kept, moving)
}

/// What versions of three numbers name that have the same two first ones.
#[derive(Default)]
struct Longer<'a> {
    released: BTreeSet<&'a str>,
    /// Those of prereleases, each with what stands before its version.
    candidates: BTreeSet<(&'a str, &'a str)>,
}

/// The families of one package, without the tags of two numbers that move along with the versions of another of them, such
/// as `v1.3` beside `1.3.4`; and the names of those. `commit` says what a tag names.
///
/// A name alone does not tell: a project may have changed its spelling. One that moves names what a longer version of its
/// two numbers names. Where one of a family does, so do the others beside which longer versions stand: they have stayed
/// behind, or were taken ahead by hand.
pub(crate) fn without_followers<'a, 'r>(
    families: Vec<Family<'a>>,
    commit: &dyn Fn(&str) -> Option<&'r str>,
) -> (Vec<Family<'a>>, BTreeSet<&'a str>) {
    let mut longer: BTreeMap<(u64, u64), Longer<'_>> = BTreeMap::new();
    if families.len() > 1 && families.iter().any(|family| family.tags.iter().any(|tag| family.is_short(tag))) {
        for (family, (version, name)) in
            families.iter().flat_map(|family| family.tags.iter().map(move |tag| (family, tag)))
        {
            let Some(commit) = commit(name).filter(|_| stem(name).is_some()) else { continue };
            let longer = longer.entry(version.minor_line()).or_default();
            if version.is_prerelease() {
                longer.candidates.insert((commit, family.prefix));
            } else {
                longer.released.insert(commit);
            }
        }
    }
    let mut followers = BTreeSet::new();
    for family in &families {
        let short = family.tags.iter().filter(|tag| family.is_short(tag));
        let beside: Vec<(&str, &Longer<'_>)> =
            short.filter_map(|(version, name)| Some((*name, longer.get(&version.minor_line())?))).collect();
        let follows =
            |(name, longer): &(&str, &Longer<'_>)| commit(name).is_some_and(|one| longer.released.contains(one));
        if beside.iter().any(follows) {
            let tries = |name: &str, longer: &Longer<'_>| {
                let own = |one| longer.candidates.range((one, "")..).take_while(move |(other, _)| *other == one);
                commit(name).is_some_and(|one| own(one).any(|(_, prefix)| *prefix != family.prefix))
            };
            let moves = beside.into_iter().filter(|(name, longer)| !longer.released.is_empty() || tries(name, longer));
            followers.extend(moves.map(|(name, _)| name));
        }
    }
    let kept = families.into_iter().map(|mut family| {
        family.tags.retain(|(_, name)| !followers.contains(name));
        family
    });
    (kept.filter(|family| !family.tags.is_empty()).collect(), followers)
}

/// A name that ends in one number or two, as tags have that move: what stands before them, and they.
pub(crate) fn split_moving(name: &str) -> Option<(&str, &str)> {
    let prefix = name.trim_end_matches(|c: char| c.is_ascii_digit() || c == '.');
    let text = name.strip_prefix(prefix)?;
    (is_number(text) || is_short(text)).then_some((prefix, text))
}

/// Whether all tags written as the newest one have two numbers, and are some: their versions have no third that a patch could
/// raise. Those of before may have counted otherwise.
pub(crate) fn count_by_two<'a>(names: impl Iterator<Item = &'a str>) -> bool {
    let families = families(names, Scheme::Pep440);
    let heads = families.iter().filter_map(|family| family.newest());
    let newest = heads.map(|(version, _)| version).max_by(|a, b| a.cmp_precedence(b));
    let last = families.iter().filter(|family| newest.is_some_and(|newest| family.says(newest)));
    let mut tags = last.flat_map(|family| family.tags.iter().map(|tag| family.is_short(tag)));
    let mut seen = 0_usize;
    tags.all(|short| {
        seen = seen.saturating_add(1);
        short
    }) && is_some(seen)
}

/// Whether so many tags are enough to tell.
pub(crate) fn is_some(tags: usize) -> bool {
    tags >= 3
}

/// Whether a version's text has two numbers and no more: such a tag may move.
pub(crate) fn is_short(text: &str) -> bool {
    text.split_once('.').is_some_and(|(major, minor)| [major, minor].iter().all(|part| is_number(part)))
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit())
}

/// `v1.2` of `v1.2.3`.
fn stem(name: &str) -> Option<&str> {
    let mut dots = 0_u8;
    let mut bytes = name.bytes().enumerate().peekable();
    while let Some((at, byte)) = bytes.next() {
        match byte {
            // Dots and digits of the name before the version may come first: whatever is no number starts the count anew.
            b'.' if dots == 1 && bytes.peek().is_some_and(|(_, next)| next.is_ascii_digit()) => return name.get(..at),
            b'.' => dots = 1,
            b'0'..=b'9' => {}
            _ => dots = 0,
        }
    }
    None
}
