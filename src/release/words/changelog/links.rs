//! Addresses that lead from one version to the next, in headings and in the definitions at a text's end.

use std::ops::Range;

use crate::release::words::changelog::lines::{Hidden, Line};
use crate::release::words::notes::{Links, in_address};
use crate::version::{Scheme, Version};

/// `[1.2.3]: https://…`, and in reStructuredText `.. _1.2.3: https://…`.
#[derive(Debug, Clone)]
pub(super) struct Definition<'a> {
    /// Its line.
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) label: &'a str,
    pub(super) label_range: Range<usize>,
    pub(super) address: &'a str,
    pub(super) address_range: Range<usize>,
}

pub(super) fn definitions<'a>(lines: &[Line<'a>], hidden: &[Hidden]) -> Vec<Definition<'a>> {
    let one = |(line, hidden): (&Line<'a>, &Hidden)| {
        let at = line.indent();
        let text = line.text.trim();
        let open = ["[", ".. _`", ".. _"].into_iter().find(|open| text.starts_with(open))?;
        let close = if open == "[" {
            "]:"
        } else if open == ".. _`" {
            "`:"
        } else {
            ":"
        };
        let inside = text.get(open.len()..)?;
        let (label, rest) = inside.split_once(close)?;
        let address = rest.split_whitespace().next().filter(|address| address.contains("://"))?;
        let address = address.trim_start_matches('<').trim_end_matches('>');
        if *hidden != Hidden::No || at > 3 || label.is_empty() || label.contains(['[', ']', '`']) {
            return None;
        }
        let label_start = line.start.saturating_add(at).saturating_add(open.len());
        let address_start = line.start.saturating_add(line.text.find(address)?);
        Some(Definition {
            start: line.start,
            end: line.end,
            label,
            label_range: label_start..label_start.saturating_add(label.len()),
            address,
            address_range: address_start..address_start.saturating_add(address.len()),
        })
    };
    lines.iter().zip(hidden).filter_map(one).collect()
}

/// Whether another definition leads where a version's does, but for the version, and neither compares.
pub(super) fn are_alike(definitions: &[Definition], one: &Definition, version: &str) -> bool {
    let Some((head, _)) = one.address.split_once(version) else { return false };
    let alike = |other: &&Definition| other.label != one.label && other.address.starts_with(head);
    Compared::read(one.address).is_none() && definitions.iter().any(|other| alike(&other))
}

/// Between which two names an address compares.
struct Compared<'a> {
    head: &'a str,
    left: &'a str,
    between: &'a str,
    right: &'a str,
    tail: &'a str,
}

impl<'a> Compared<'a> {
    fn read(address: &'a str) -> Option<Self> {
        let (before, _) = address.split_once("compare/").or_else(|| address.split_once("compare?"))?;
        let from = before.len().saturating_add("compare/".len());
        let (head, names) = address.split_at_checked(from)?;
        let end = names.find(['#', '?', '&']).unwrap_or(names.len());
        let (names, tail) = names.split_at_checked(end)?;
        let between = ["...", "..", "%0D"].into_iter().find(|between| names.contains(between))?;
        let (left, right) = names.split_once(between)?;
        Some(Self { head, left, between, right, tail })
    }

    fn with(&self, left: &str, right: &str) -> String {
        format!("{}{left}{}{right}{}", self.head, self.between, self.tail)
    }
}

/// What a heading's address becomes for the next version. `from` is the version it was made for, `last` whether that is
/// the newest one; `None`: it does not say that version.
pub(super) fn follow(address: &str, from: &str, last: bool, spelled: &str, links: &Links) -> Option<String> {
    if let Some(compared) = Compared::read(address) {
        let before = |name: &str| match &links.previous_tag {
            // After its candidates a release tells of all since the one before, and is compared with that.
            Some(previous) if !last || !previous.ends_with(from) => in_address(previous),
            _ => name.to_string(),
        };
        let new = |name: &str| ends(name, from).map(|prefix| format!("{prefix}{spelled}"));
        if let Some(right) = new(compared.right) {
            return Some(compared.with(&before(compared.right), &right));
        }
        // Bitbucket has the newer one first.
        let left = new(compared.left)?;
        return Some(compared.with(&left, &before(compared.left)));
    }
    let replaced = renamed(address, from, spelled);
    (replaced != address).then_some(replaced)
}

/// What the address of `Unreleased` becomes, and that of the version that was unreleased until now.
pub(super) fn from_unreleased(address: &str, scheme: Scheme, spelled: &str, links: &Links) -> Option<(String, String)> {
    let compared = Compared::read(address)?;
    let previous = |name: &str| links.previous_tag.as_deref().map_or(name.to_string(), in_address);
    match (prefix_of_version(compared.left, scheme), prefix_of_version(compared.right, scheme)) {
        (Some(prefix), None) => {
            let new = format!("{prefix}{spelled}");
            Some((compared.with(&new, compared.right), compared.with(&previous(compared.left), &new)))
        }
        (None, Some(prefix)) => {
            let new = format!("{prefix}{spelled}");
            Some((compared.with(compared.left, &new), compared.with(&new, &previous(compared.right))))
        }
        _ => None,
    }
}

/// What stands before a name's version.
fn prefix_of_version(name: &str, scheme: Scheme) -> Option<&str> {
    let mut before = None;
    for (at, c) in name.char_indices() {
        let begins = c.is_ascii_digit() && before.is_none_or(|b: char| !b.is_ascii_digit() && b != '.');
        before = Some(c);
        if begins && Version::parse_lenient(name.get(at..)?, scheme).is_some() {
            return name.get(..at);
        }
    }
    None
}

/// What stands before a version at the end of a name.
fn ends<'a>(name: &'a str, version: &str) -> Option<&'a str> {
    let prefix = name.strip_suffix(version)?;
    let whole = !prefix.ends_with(|c: char| c.is_ascii_digit() || c == '.');
    whole.then_some(prefix)
}

/// A text with one version in place of another.
pub(super) fn renamed(text: &str, from: &str, to: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once(from).filter(|_| !from.is_empty()) {
        let joined = before.ends_with(|c: char| c.is_ascii_digit() || c == '.');
        let goes_on = after.starts_with(|c: char| c.is_ascii_digit())
            || after.strip_prefix(['.', '-']).is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_alphanumeric()));
        out.push_str(before);
        out.push_str(if joined || goes_on { from } else { to });
        rest = after;
    }
    out + rest
}
