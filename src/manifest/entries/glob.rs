//! The patterns workspaces name their members with: `*`, `?`, `[…]`, `{…,…}` within a folder name, `**` across folders.
//! `./` before and `/` after a path do not count. As in the tools themselves, a wildcard does not match a hidden folder.

use crate::ordered::BTreeMap;

use std::cell::Cell;

/// How many letters are compared, at most, to find the members of one workspace: a second or two.
const MOST_STEPS: u64 = 150_000_000;

/// The patterns of a workspace. There may be many, of which few can fit a path: they are found by its first folder, and
/// those without a wildcard by all of it.
#[derive(Default)]
pub(in crate::manifest) struct Globs {
    rules: Vec<Rule>,
    /// The last rule of each name without a wildcard.
    literal: BTreeMap<String, usize>,
    /// Rules with a wildcard, in order, by the first folder they name.
    by_first: BTreeMap<String, Vec<usize>>,
    /// Those whose first folder has one.
    anywhere: Vec<usize>,
    /// How many letters were compared so far.
    steps: Cell<u64>,
}

/// One pattern, its braces resolved.
struct Rule {
    /// Whether what fits is a member; else it is none.
    takes: bool,
    parts: Vec<String>,
    /// Whether it may fit paths of any length.
    deep: bool,
}

impl Globs {
    /// Patterns in their order.
    pub fn new<'p>(patterns: impl IntoIterator<Item = &'p str>) -> Self {
        let mut globs = Self::default();
        patterns.into_iter().for_each(|pattern| globs.add(pattern, true));
        globs
    }

    /// Patterns in their order; what fits one with `!` is no member.
    pub fn with_negations<'p>(patterns: impl IntoIterator<Item = &'p str>) -> Self {
        let mut globs = Self::default();
        for pattern in patterns {
            globs.add(pattern.strip_prefix('!').unwrap_or(pattern), !pattern.starts_with('!'));
        }
        globs
    }

    fn add(&mut self, pattern: &str, takes: bool) {
        for pattern in braces(pattern) {
            // Few letters in braces can stand for very many patterns.
            self.steps.set(self.steps.get().saturating_add(pattern.len() as u64));
            if self.are_too_many() {
                return;
            }
            let parts: Vec<String> = parts_of(&pattern).map(str::to_string).collect();
            let place = self.rules.len();
            match parts.first() {
                _ if !is_pattern(&pattern) => {
                    self.literal.insert(parts.join("/"), place);
                }
                Some(first) if !is_pattern(first) => self.by_first.entry(first.clone()).or_default().push(place),
                _ => self.anywhere.push(place),
            }
            let deep = parts.iter().any(|part| part == "**");
            self.rules.push(Rule { takes, parts, deep });
        }
    }

    /// Whether the folder `path` is a member: the last pattern that it fits decides.
    pub fn takes(&self, path: &str) -> bool {
        if self.are_too_many() {
            return false;
        }
        let parts: Vec<&str> = path.split('/').collect();
        let first = parts.first().and_then(|first| self.by_first.get(*first)).map(Vec::as_slice).unwrap_or_default();
        let mut last = self.literal.get(path).copied();
        for places in [first, self.anywhere.as_slice()] {
            let later = places.iter().rev().copied().take_while(|place| last.is_none_or(|last| *place > last));
            let found = later
                .into_iter()
                .find(|place| self.rules.get(*place).is_some_and(|rule| rule.fits(&parts, &self.steps)));
            last = found.or(last);
        }
        last.and_then(|place| self.rules.get(place)).is_some_and(|rule| rule.takes)
    }

    /// Whether comparing was given up, as it would have taken too long: then no answer of [`Globs::takes`] says anything.
    pub fn are_too_many(&self) -> bool {
        self.steps.get() > MOST_STEPS
    }
}

impl Rule {
    fn fits(&self, path: &[&str], steps: &Cell<u64>) -> bool {
        steps.set(steps.get().saturating_add(1));
        if self.deep {
            return reached(&self.parts, path, false, steps).last().copied().unwrap_or(false);
        }
        let fits = |(part, name): (&String, &&str)| segment(part, name, false, steps);
        self.parts.len() == path.len() && self.parts.iter().zip(path).all(fits)
    }
}

/// Patterns of files, in their order: each fits a path, one of its folders, or a pattern of either. Hidden ones are as good
/// as others.
#[derive(Debug, Clone, Default)]
pub(crate) struct Paths {
    rules: Vec<(bool, Vec<Vec<String>>)>,
}

impl Paths {
    pub(crate) fn new(patterns: &[String]) -> Self {
        let parts = |pattern: &String| parts_of(pattern).map(str::to_string).collect();
        let rule = |pattern: &String| {
            let plain = pattern.strip_prefix('!').unwrap_or(pattern);
            (plain == pattern, braces(plain).iter().map(parts).collect())
        };
        Self { rules: patterns.iter().map(rule).collect() }
    }

    /// Whether the pattern at `place` fits a path.
    pub(crate) fn fits(&self, place: usize, path: &str) -> bool {
        let path: Vec<&str> = path.split('/').collect();
        self.rules.get(place).is_some_and(|(_, choices)| fits_within(choices, &path))
    }

    /// Whether a path is taken: the last pattern that fits it decides. Where the first one leaves something out, all the
    /// rest is in.
    pub(crate) fn take(&self, path: &str) -> bool {
        let parts: Vec<&str> = path.split('/').collect();
        let last = self.rules.iter().rev().find(|(_, choices)| fits_within(choices, &parts));
        last.map_or_else(|| self.rules.first().is_none_or(|(takes, _)| !takes), |(takes, _)| *takes)
    }
}

/// Whether one of the patterns fits a path, or a folder that it lies in.
fn fits_within(choices: &[Vec<String>], path: &[&str]) -> bool {
    choices.iter().any(|pattern| {
        !pattern.is_empty() && reached(pattern, path, true, &Cell::new(0)).iter().skip(1).any(|here| *here)
    })
}

fn parts_of(pattern: &str) -> impl Iterator<Item = &str> {
    pattern.split('/').filter(|part| !matches!(*part, "" | "."))
}

/// Whether a name as a whole fits `pattern`, slashes being characters like any other.
pub(crate) fn is_like(pattern: &str, name: &str) -> bool {
    braces(pattern).iter().any(|pattern| segment(pattern, name, false, &Cell::new(0)))
}

/// Whether a pattern has anything but literal characters.
pub(in crate::manifest) fn is_pattern(text: &str) -> bool {
    text.contains(['*', '?', '[', '{'])
}

/// The patterns behind `{a,b}`; a pattern with very many of them is taken literally.
fn braces(pattern: &str) -> Vec<String> {
    const MOST: usize = 256;
    let mut done = Vec::new();
    let mut open = vec![pattern.to_string()];
    while let Some(pattern) = open.pop() {
        if done.len().saturating_add(open.len()) > MOST {
            return vec![pattern];
        }
        // The innermost pair first: the last `{` before the first `}`.
        let pair = pattern.split_once('}').and_then(|(head, after)| Some((head.rsplit_once('{')?, after)));
        match pair {
            Some(((before, inside), after)) => {
                open.extend(inside.split(',').map(|choice| format!("{before}{choice}{after}")));
            }
            None => done.push(pattern),
        }
    }
    done
}

/// Which lengths of a path the pattern can account for, found folder by folder: no backtracking.
fn reached(pattern: &[String], path: &[&str], hidden: bool, steps: &Cell<u64>) -> Vec<bool> {
    let mut reached: Vec<bool> = std::iter::once(true).chain(path.iter().map(|_| false)).collect();
    for part in pattern {
        steps.set(steps.get().saturating_add(path.len() as u64));
        let mut next = Vec::with_capacity(reached.len());
        if part == "**" {
            let mut so_far = reached.first().copied().unwrap_or(false);
            next.push(so_far);
            for (name, here) in path.iter().zip(reached.iter().skip(1)) {
                so_far = *here || (so_far && (hidden || !name.starts_with('.')));
                next.push(so_far);
            }
        } else {
            next.push(false);
            next.extend(path.iter().zip(&reached).map(|(name, before)| *before && segment(part, name, hidden, steps)));
        }
        reached = next;
    }
    reached
}

/// One folder name. Goes back to the last `*` only, so the time is at most the product of the two lengths.
/// `hidden`: a wildcard fits what begins with a dot, too. `steps` counts the letters compared.
fn segment(pattern: &str, name: &str, hidden: bool, steps: &Cell<u64>) -> bool {
    if !hidden && name.starts_with('.') && !pattern.starts_with('.') {
        return false;
    }
    let mut pattern = pattern.chars();
    let mut name = name.chars();
    let mut star: Option<(std::str::Chars<'_>, std::str::Chars<'_>)> = None;
    loop {
        steps.set(steps.get().saturating_add(1));
        let mut rest = pattern.clone();
        let step = match rest.next() {
            Some('*') => {
                star = Some((rest.clone(), name.clone()));
                pattern = rest;
                continue;
            }
            None => name.clone().next().is_none(),
            Some(wanted) => {
                if wanted == '[' {
                    // All that may be the class is looked through for its end.
                    steps.set(steps.get().saturating_add(rest.as_str().len() as u64));
                }
                let mut following = name.clone();
                let fits = following.next().is_some_and(|character| one(wanted, &mut rest, character));
                if fits {
                    name = following;
                    pattern = rest.clone();
                    continue;
                }
                false
            }
        };
        if step {
            return true;
        }
        // Let the last star take one character more.
        let Some((after, mut taken)) = star.take() else {
            return false;
        };
        if taken.next().is_none() {
            return false;
        }
        pattern = after.clone();
        name = taken.clone();
        star = Some((after, taken));
    }
}

/// One character against one character of the pattern, or against the class that begins there.
fn one(wanted: char, rest: &mut std::str::Chars<'_>, character: char) -> bool {
    match wanted {
        '?' => true,
        '[' => {
            let Some((class, after)) = rest.as_str().split_once(']') else {
                return character == '[';
            };
            *rest = after.chars();
            let negated = class.starts_with(['!', '^']);
            let mut members = class.chars().skip(usize::from(negated)).peekable();
            let mut found = false;
            while let Some(low) = members.next() {
                let mut ahead = members.clone();
                let high = match (ahead.next(), ahead.next()) {
                    (Some('-'), Some(high)) => {
                        members = ahead;
                        high
                    }
                    _ => low,
                };
                found |= (low..=high).contains(&character);
            }
            found != negated
        }
        _ => wanted == character,
    }
}
