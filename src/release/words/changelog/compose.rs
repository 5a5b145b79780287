//! The new section's heading, in the shape of another one.

use std::ops::Range;

use crate::release::words::changelog::NewSection;
use crate::release::words::changelog::dates::Style;
use crate::release::words::changelog::document::{Document, SEPARATORS, Syntax};
use crate::release::words::changelog::lines::Heading;
use crate::release::words::changelog::links::{follow, renamed};
use crate::release::words::changelog::title::Title;
use crate::splice::{Edit, splice};

/// A heading for the new version, with line breaks as in the text, and what stands between its brackets, if it has such.
pub(super) struct Composed {
    pub(super) text: String,
    pub(super) label: Option<String>,
}

/// In the shape of the heading at `place`.
pub(super) fn like(document: &Document, place: usize, new: &NewSection) -> Option<Composed> {
    let (heading, title) = document.at(place)?;
    let last = new.previous.zip(title.version.as_ref()).is_some_and(|(previous, version)| previous.same(version));
    let (said, label) = words(document, place, new, last);
    let from = title.text.get(title.number.clone())?;
    let lead = document.text.get(document.start(place)..heading.start)?.to_string();
    let lead = SEPARATORS
        .iter()
        .fold(lead, |lead, mark| renamed(&lead, &from.replace('.', mark), &new.spelled.replace('.', mark)));
    Some(Composed { text: format!("{lead}{}", framed(document, heading, &said)), label })
}

/// A heading with other words.
pub(super) fn framed(document: &Document, heading: &Heading, said: &str) -> String {
    let cut = |range: Range<usize>| document.text.get(range).unwrap_or_default();
    let rule = |range: &Range<usize>| {
        let old = cut(range.clone());
        let wide = said.chars().count();
        let same = old.chars().count() == cut(heading.title.clone()).chars().count();
        let length = if same { wide } else { old.chars().count().max(wide) };
        old.chars().next().map(|mark| mark.to_string().repeat(length)).unwrap_or_default()
    };
    let (before, after) = match (&heading.over, &heading.under) {
        (Some(over), _) => (format!("{}{}", rule(over), cut(over.end..heading.title.start)), heading.title.end),
        (None, _) => (cut(heading.start..heading.title.start).to_string(), heading.title.end),
    };
    let after = match &heading.under {
        Some(under) => format!("{}{}{}", cut(after..under.start), rule(under), cut(under.end..heading.end)),
        None => cut(after..heading.end).to_string(),
    };
    let closed = if after.ends_with('\n') { "" } else { "\n" };
    format!("{before}{said}{after}{closed}")
}

/// The words of a heading for the new version, and what stands between its brackets, where a definition says where that leads.
fn words(document: &Document, place: usize, new: &NewSection, last: bool) -> (String, Option<String>) {
    let Some((_, title)) = document.at(place) else { return (String::new(), None) };
    let address = new_address(title, new, last);
    let said = rewritten(title, new, address.as_ref());
    let label = label_of(&said, new.spelled).filter(|_| address.is_none());
    let cut = |range: Range<usize>| title.text.get(range).unwrap_or_default();
    let old = title.reference.as_ref().map(|range| cut(range.clone()).trim_matches(['[', ']']));
    let old = old.filter(|label| !label.is_empty()).map(str::to_string);
    let old = old.or_else(|| label_of(title.text, cut(title.number.clone())));
    let has = |label: &str| document.definitions.iter().any(|one| one.label.eq_ignore_ascii_case(label));
    let defined = old.is_some_and(|old| has(&old)) || has("unreleased");
    match (&label, new.links.compare()) {
        (Some(_), _) if !defined && lead_nowhere(document, place) => (said, None),
        // Brackets want a link: that of a definition, or one of their own.
        (Some(inside), Some(address)) if !defined && document.syntax == Syntax::Markdown => {
            let bracketed = format!("[{inside}]");
            let linked = said.split_once(&bracketed);
            let linked = linked.map(|(before, after)| format!("{before}{bracketed}({address}){after}"));
            (linked.unwrap_or(said), None)
        }
        (Some(_), _) if defined => (said, label),
        _ => (said, None),
    }
}

/// Where a heading's address stands that goes, and what it is for the new version; `None`: that is not known.
type Address = (Range<usize>, Option<String>);

/// The address in a heading that is another one's for the new version.
fn new_address(title: &Title, new: &NewSection, last: bool) -> Option<Address> {
    let range = title.address.clone()?;
    let cut = |range: Range<usize>| title.text.get(range).unwrap_or_default();
    match follow(cut(range.clone()), cut(title.number.clone()), last, new.spelled, new.links) {
        None if is_own(title, &range) => Some((range, new.links.compare())),
        None => is_entangled(title, &range).then_some((range, None)),
        followed => Some((range, followed)),
    }
}

/// A heading for the new version: number, day and address are replaced, and whatever else is said behind the version is about
/// the other one.
fn rewritten(title: &Title, new: &NewSection, address: Option<&Address>) -> String {
    let text = title.text;
    let cut = |range: Range<usize>| text.get(range).unwrap_or_default();
    let mut edits = vec![Edit { range: title.number.clone(), text: new.spelled.to_string() }];
    let mut end = title.number.end;
    // Behind the version's link.
    let mut behind = title.number.end;
    if let Some((range, known)) = address {
        behind = behind.max(closed_link(text, range.end));
        match known {
            Some(known) => {
                edits.push(Edit { range: range.clone(), text: known.clone() });
                end = end.max(closed_link(text, range.end));
            }
            None => edits.extend(unlinked(text, range)),
        }
    }
    // An element around the number ends behind it.
    let rest = text.get(behind..).unwrap_or_default();
    behind = behind.saturating_add(rest.len().saturating_sub(rest.strip_prefix("</a>").unwrap_or(rest).len()));
    if let Some(range) = &title.reference {
        edits.push(Edit { range: range.clone(), text: String::new() });
        behind = behind.max(range.end);
    }
    if let Some((range, style)) = &title.date {
        let style = style.clone().unwrap_or_else(Style::iso);
        edits.push(Edit { range: range.clone(), text: style.write(new.date) });
        let middle = behind..range.start;
        if has_words(cut(middle.clone())) {
            edits.push(Edit { range: middle.clone(), text: without_words(cut(middle)) });
        }
        end = end.max(range.end);
    }
    edits.retain(|edit| edit.range.end <= end);
    let said = splice(cut(0..end), edits).unwrap_or_default();
    said.clone() + &tail(&said, cut(end..text.len()), new)
}

/// What of the words behind is said of the new version, too, and what closes what was begun.
fn tail(said: &str, behind: &str, new: &NewSection) -> String {
    // GNU says of each release whether it is stable.
    let stable = behind.trim_end().strip_suffix("[stable]").filter(|rest| !rest.contains(char::is_alphanumeric));
    match stable.filter(|_| !new.version.is_prerelease()) {
        Some(_) => behind.to_string(),
        None => closing(said, behind) + &closing_elements(said, behind),
    }
}

/// Whether the brackets of the version at `place` and of the one below it lead nowhere: those of the next one do not,
/// either.
fn lead_nowhere(document: &Document, place: usize) -> bool {
    let plain = |place: usize| {
        let (_, title) = document.at(place)?;
        let label = label_of(title.text, title.text.get(title.number.clone())?)?;
        let defined = document.definitions.iter().any(|one| one.label.eq_ignore_ascii_case(&label));
        (title.address.is_none() && title.reference.is_none() && !defined).then_some(())
    };
    let mut newest = document.versions().filter(|(at, .., pure)| *pure && *at >= place).map(|(at, ..)| plain(at));
    newest.next().flatten().is_some() && newest.next().flatten().is_some()
}

/// Whether a link is the version's: it begins before the number, or compares. Another one behind it, such as that of a person,
/// is about the other version.
fn is_own(title: &Title, address: &Range<usize>) -> bool {
    let before = title.text.get(..address.start).unwrap_or_default();
    let open = before.rfind(['[', '`']);
    let compares = title.text.get(address.clone()).is_some_and(|address| address.contains("/compare"));
    compares || open.is_none_or(|open| open <= title.number.start)
}

/// Whether another link is around the day, or has marks around it: without its address what it holds stays, since they close
/// behind it.
fn is_entangled(title: &Title, address: &Range<usize>) -> bool {
    let before = title.text.get(..address.start).unwrap_or_default();
    let Some(open) = before.rfind(['[', '`']) else { return false };
    let around_day = title.date.as_ref().is_some_and(|(day, _)| (open..address.start).contains(&day.start));
    let marks = before.get(title.number.end..=open).is_some_and(|between| between.contains(['*', '_', '~', '`']));
    around_day || marks
}

/// Behind what closes a link whose address ends here.
fn closed_link(text: &str, end: usize) -> usize {
    let rest = text.get(end..).unwrap_or_default();
    let close = [">`__", ">`_", ">", ")"].into_iter().find(|close| rest.starts_with(close));
    end.saturating_add(close.map_or(0, str::len))
}

/// What makes the text before an address a link goes: it leads nowhere that is known.
fn unlinked(text: &str, address: &Range<usize>) -> Vec<Edit> {
    let before = text.get(..address.start).unwrap_or_default();
    let close =
        if before.ends_with("](") { before.len().saturating_sub(2) } else { before.trim_end_matches(['<', ' ']).len() };
    let open = text.get(..close).and_then(|before| before.rfind(['[', '`']));
    let gone = |range: Range<usize>| Edit { range, text: String::new() };
    let end = closed_link(text, address.end);
    open.map(|open| vec![gone(open..open.saturating_add(1)), gone(close..end)]).unwrap_or_default()
}

/// Whether a text between version and day says more than that one follows.
fn has_words(text: &str) -> bool {
    let known = ["released", "release", "date", "on", "dated", "of", "at", "version", "v"];
    let mut words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.any(|word| !known.contains(&word.to_ascii_lowercase().as_str()))
}

/// What leads from one to the other, without words.
fn without_words(text: &str) -> String {
    let last = text.rfind(char::is_alphanumeric).unwrap_or(0);
    let rest = text.get(last..).unwrap_or_default().trim_start_matches(char::is_alphanumeric);
    let opened: String = text.chars().take_while(|c| !c.is_alphanumeric()).filter(|c| "])}*_`~".contains(*c)).collect();
    let rest = rest.trim_start_matches(['"', '\'', ')', ']', '”', '’']);
    let gap = if rest.starts_with(char::is_whitespace) || rest.is_empty() { "" } else { " " };
    format!("{opened}{gap}{rest}")
}

/// What closes what is open, out of what stands behind.
fn closing(kept: &str, behind: &str) -> String {
    let mut open: Vec<char> = Vec::new();
    for c in kept.chars() {
        match c {
            '(' => open.push(')'),
            '[' => open.push(']'),
            '{' => open.push('}'),
            '<' => open.push('>'),
            ')' | ']' | '}' | '>' if open.last() == Some(&c) => {
                open.pop();
            }
            _ => {}
        }
    }
    let marks =
        |mark: char| kept.chars().filter(|c| *c == mark).count() % 2 == 1 || kept.trim_start().starts_with(mark);
    let colon = behind.ends_with(':') && !behind.contains(char::is_alphanumeric);
    let mut closed = String::new();
    for c in behind.chars() {
        if open.last() == Some(&c) {
            open.pop();
            closed.push(c);
        } else if matches!(c, '*' | '_' | '`' | '~') && marks(c) || c == ':' && colon {
            closed.push(c);
        }
    }
    closed
}

/// The ends of elements that are open, `</small>`, out of what stands behind.
fn closing_elements(kept: &str, behind: &str) -> String {
    let ends = behind.match_indices("</").filter_map(|(at, _)| {
        let end = behind.get(at..)?;
        let (name, _) = end.get(2..)?.split_once('>')?;
        kept.contains(&format!("<{name}>")).then(|| end.get(..name.len().saturating_add(3))).flatten()
    });
    ends.collect()
}

/// What the brackets around a version hold.
fn label_of(text: &str, version: &str) -> Option<String> {
    let at = text.find(version)?;
    let open = text.get(..at)?.rfind('[').filter(|open| !text.get(..*open).unwrap_or_default().ends_with('\\'))?;
    let inside = text.get(open.saturating_add(1)..)?;
    let label = inside.get(..inside.find(']')?)?;
    label.contains(version).then(|| label.to_string())
}
