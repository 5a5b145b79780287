//! What one of our packages requires of another one, so that the tagged tree still resolves.

mod range;

use crate::ordered;
use crate::ordered::BTreeSet;
use crate::version::Version;
use range::{Comparator, Op, Range, compare, next};

/// Whose rules a requirement follows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Flavour {
    Cargo,
    /// npm's, and those of all who read its ranges.
    Npm,
    Python,
    /// Python's versions, with carets and tildes.
    Poetry,
    Gem,
    Mix,
    Cabal,
    Dart,
    Helm,
    Maven,
    Composer,
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
    /// It admitted the old version, does not admit the new one, and cannot be adapted.
    Excludes,
}

/// Decides about the requirement `text` on a package that goes from `old` to `new`. `here` says that nothing but this
/// tree can meet it; else one that did not admit the old version is met by what was published once, and stays.
///
/// A full version is kept in step. A partial one (`0.1`), a bound and an outdated one stay as long as they admit the new
/// version: that is what their author chose them for. What gives way keeps its signs, and as many numbers as it had.
pub(super) fn adapt(text: &str, flavour: Flavour, old: &str, new: &str, here: bool) -> Adapted {
    let grammar = flavour.grammar();
    let (Some(range), Ok(new_version)) = (Range::parse(text, flavour), grammar.read(new)) else {
        return Adapted::Keep;
    };
    let old = grammar.read(old).ok();
    if !here && old.as_ref().is_some_and(|old| !range.admits(old, true)) {
        return Adapted::Keep;
    }
    let wanted = Wanted { text, flavour, new, version: &new_version };
    let [set] = range.sets.as_slice() else {
        return if range.admits(&new_version, false) { Adapted::Keep } else { Adapted::Excludes };
    };
    if let [one] = set.as_slice()
        && matches!(one.op, Op::Exact | Op::Tilde | Op::Caret | Op::Compatible)
    {
        let from = text.get(one.at.clone()).unwrap_or_default();
        if from == new {
            return Adapted::Says(new.to_string());
        }
        let in_step = one.full && one.wild.is_empty() && old.is_some_and(|old| old.same(&one.version));
        if !in_step && range.admits(&new_version, false) {
            return Adapted::Keep;
        }
        return wanted.change(from, wanted.single(one));
    }
    if range.admits(&new_version, false) {
        return Adapted::Keep;
    }
    let from = set.first().and_then(|one| text.get(one.at.clone())).unwrap_or_default();
    wanted.change(
        from,
        [wanted.moved(set), wanted.each(set, false), wanted.each(set, true)].into_iter().flatten().collect(),
    )
}

/// Each of `name@npm:^1.2.3, name@workspace:folder`, in order. One of `staying` stays as long as it admits the new version,
/// and one of `shared` beside what the others make of it.
pub(super) fn yarn_key(
    text: &str,
    old: &str,
    new: &str,
    staying: &BTreeSet<String>,
    shared: &BTreeSet<String>,
) -> Adapted {
    let mut changed = false;
    let mut all: Vec<String> = Vec::new();
    for one in text.split(", ") {
        let start = one.get(1..).and_then(|rest| rest.find('@')).map_or(0, |at| at.saturating_add(2));
        let said = one.get(start..).unwrap_or_default();
        let here = said.strip_prefix("workspace:");
        let range = here.or_else(|| said.strip_prefix("npm:")).unwrap_or(said);
        let stays = staying.contains(one) && admits(range, Flavour::Npm, new);
        if stays {
            all.push(one.to_string());
        }
        match adapt(range, Flavour::Npm, old, new, here.is_some()) {
            Adapted::Change { whole, .. } if !stays || shared.contains(one) => {
                changed = true;
                all.push(format!("{}{whole}", one.strip_suffix(range).unwrap_or_default()));
            }
            Adapted::Excludes => return Adapted::Excludes,
            _ if !stays => all.push(one.to_string()),
            _ => {}
        }
    }
    ordered::sort(&mut all);
    all.dedup();
    if changed { Adapted::Change { from: old.to_string(), whole: all.join(", ") } } else { Adapted::Keep }
}

/// Whether a requirement admits `new` as it is.
pub(super) fn admits(text: &str, flavour: Flavour, new: &str) -> bool {
    let range = Range::parse(text, flavour);
    range.zip(flavour.grammar().read(new).ok()).is_some_and(|(range, new)| range.admits(&new, false))
}

/// A requirement and the version it has to admit.
struct Wanted<'t> {
    text: &'t str,
    flavour: Flavour,
    new: &'t str,
    version: &'t Version,
}

impl Wanted<'_> {
    /// The first of some spellings that admits the new version.
    fn change(&self, from: &str, spellings: Vec<String>) -> Adapted {
        let fits =
            |whole: &String| Range::parse(whole, self.flavour).is_some_and(|range| range.admits(self.version, false));
        match spellings.into_iter().find(fits) {
            Some(whole) => Adapted::Change { from: from.to_string(), whole },
            None => Adapted::Excludes,
        }
    }

    /// The text with the versions at these places exchanged; the places are in order.
    fn with(&self, changes: &[(&Comparator, String)]) -> Option<String> {
        let mut whole = String::new();
        let mut copied = 0_usize;
        for (one, version) in changes {
            whole.push_str(self.text.get(copied..one.at.start)?);
            whole.push_str(version);
            copied = one.at.end;
        }
        whole.push_str(self.text.get(copied..)?);
        Some(whole)
    }

    /// The new version's first numbers, as many as there were, with what stood for the others.
    fn short(&self, one: &Comparator) -> String {
        let mut numbers = self.version.numbers();
        numbers.resize(one.numbers.len(), 0);
        let text: Vec<String> = numbers.iter().map(ToString::to_string).collect();
        let python = matches!(self.flavour, Flavour::Python | Flavour::Poetry)
            && one.wild.is_empty()
            && self.version.is_prerelease();
        let tail = if python {
            self.new.trim_start_matches(|letter: char| letter.is_ascii_digit() || letter == '.')
        } else {
            &one.wild
        };
        format!("{}{tail}", text.join("."))
    }

    /// What a requirement with one version in it may become, the best first.
    fn single(&self, one: &Comparator) -> Vec<String> {
        let exact = one.full && one.wild.is_empty() && one.op != Op::Compatible;
        let short = (!exact).then(|| self.with(&[(one, self.short(one))])).flatten();
        // A group of versions has no prereleases in it: what comes next to it has.
        let group = match (self.flavour, one.op, one.numbers.len()) {
            (Flavour::Npm | Flavour::Cargo | Flavour::Helm, Op::Exact, 1) if !one.full => {
                Some(format!("^{}", self.new))
            }
            (Flavour::Npm | Flavour::Cargo | Flavour::Helm, Op::Exact, 2) if !one.full => {
                Some(format!("~{}", self.new))
            }
            _ => None,
        };
        let alone = self.text.get(..one.at.start).is_some_and(|before| before.trim().is_empty());
        let group = group.filter(|_| alone).and_then(|group| self.with(&[(one, group)]));
        let full = self.with(&[(one, self.new.to_string())]);
        [short, group, full].into_iter().flatten().collect()
    }

    /// `~> 1.4, >= 1.4.2`: what does not admit the new version gives way on its own.
    fn each(&self, set: &[Comparator], whole: bool) -> Option<String> {
        let mut changes = Vec::new();
        for one in set.iter().filter(|one| !one.holds(self.version, self.flavour)) {
            let version = match one.op {
                Op::Exact | Op::Tilde | Op::Caret | Op::From if one.full => self.new.to_string(),
                Op::Exact | Op::Tilde | Op::Caret | Op::Compatible | Op::From if whole => self.new.to_string(),
                Op::Exact | Op::Tilde | Op::Caret | Op::Compatible | Op::From => self.short(one),
                _ => return None,
            };
            changes.push((one, version));
        }
        self.with(&changes)
    }

    /// `>=1.4.0 <2.0.0`: both ends move, where the upper one is the lower one's next.
    fn moved(&self, set: &[Comparator]) -> Option<String> {
        let mut from = None;
        let mut below = None;
        for one in set {
            let place = match one.op {
                Op::From | Op::Compatible | Op::Caret | Op::Tilde => &mut from,
                Op::Below => &mut below,
                _ => continue,
            };
            if place.replace(one).is_some() {
                return None;
            }
        }
        let (from, below) = (from?, below?);
        let steps = |at: &usize| compare(&next(&from.version.numbers(), *at), &below.version.numbers()).is_eq();
        let at = (0..below.version.numbers().len()).find(steps)?;
        let lower = if from.full { self.new.to_string() } else { self.short(from) };
        let mut upper = next(&self.version.numbers(), at);
        upper.resize(below.numbers.len().max(at.saturating_add(1)), 0);
        let upper: Vec<String> = upper.iter().map(ToString::to_string).collect();
        let mut changes = [(from, lower), (below, upper.join("."))];
        ordered::sort_by_key(&mut changes, |(one, _)| one.at.start);
        self.with(&changes)
    }
}
