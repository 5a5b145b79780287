//! What was squashed into one commit, and which lines of its body belong to which part.

use crate::commits::body::{Kind, Line};
use crate::commits::footers::begins_footer;
use crate::commits::loose::KNOWN;
use crate::commits::title::{Header, Title, reverted, without_number};

/// A line of git's own above the commits it has squashed, each indented by four columns.
pub(super) const SQUASHED: &str = "Squashed commit of the following:";

/// What release-please has around a commit that is told by another one.
pub(super) const NESTED: (&str, &str) = ("BEGIN_NESTED_COMMIT", "END_NESTED_COMMIT");

/// One of the commits.
#[derive(Debug)]
pub(super) struct Part<'a> {
    pub(super) subject: &'a str,
    /// Its subject, where it is conventional.
    pub(super) header: Option<Header<'a>>,
    pub(super) lines: Vec<Line<'a>>,
}

/// The lines that belong to the whole, and the parts, in their order.
pub(super) fn split<'a>(title: &Title<'a>, lines: Vec<Line<'a>>) -> (Vec<Line<'a>>, Vec<Part<'a>>) {
    let git = title.subject == SQUASHED || lines.iter().any(|line| line.text == SQUASHED);
    let (own, mut parts) = if git { by_git(title, lines) } else { by_server(title, lines) };
    without_undone(&mut parts);
    (own, parts)
}

/// One after the other: a change may be squashed with its own revert.
fn without_undone(parts: &mut Vec<Part<'_>>) {
    let undone: Vec<&str> = parts.iter().filter_map(|part| reverted(part.subject)).collect();
    if undone.is_empty() {
        return;
    }
    parts.retain(|part| reverted(part.subject).is_none());
    for subject in undone {
        if let Some(place) = parts.iter().position(|part| without_number(part.subject) == subject) {
            parts.remove(place);
        }
    }
}

/// `git merge --squash`: `commit NAME`, its author and date, then its message.
fn by_git<'a>(title: &Title<'a>, lines: Vec<Line<'a>>) -> (Vec<Line<'a>>, Vec<Part<'a>>) {
    let mut own = Vec::new();
    let mut parts: Vec<Part> = Vec::new();
    let (mut inside, mut begins) = (title.subject == SQUASHED, false);
    for line in lines {
        let said = if inside { line.text.strip_prefix("    ") } else { None };
        match said {
            Some(text) if begins && !text.is_empty() => {
                begins = false;
                parts.push(Part { subject: text, header: Header::of(text), lines: Vec::new() });
            }
            Some(text) => {
                if let Some(part) = parts.last_mut() {
                    part.lines.push(Line { text, ..line });
                }
            }
            None if inside && line.text.starts_with("commit ") => begins = true,
            None if line.text == SQUASHED => inside = true,
            // An empty line belongs to the message it stands in.
            None if line.kind == Kind::Blank && inside => {
                parts.last_mut().map_or(&mut own, |part| &mut part.lines).push(line)
            }
            None => own.push(line),
        }
    }
    (own, parts)
}

/// GitHub, GitLab, Gitea, Bitbucket: `* subject`, an empty line, the commit's body, an empty line, and so on.
fn by_server<'a>(title: &Title<'a>, lines: Vec<Line<'a>>) -> (Vec<Line<'a>>, Vec<Part<'a>>) {
    let mut tried = false;
    let begin = |(place, line): (usize, &Line<'a>)| {
        tried = is_tried(title, line, tried);
        !tried && begins(title, &lines, place)
    };
    let begins: Vec<bool> = lines.iter().enumerate().map(begin).collect();
    let conventional = |(place, line): (usize, &Line<'a>)| {
        begins.get(place) == Some(&true) && bullet(title, line).is_some_and(|subject| Header::of(subject).is_some())
    };
    let nested = lines.iter().any(|line| line.is(NESTED.0));
    if nested || !lines.iter().enumerate().any(conventional) {
        return by_rebase(lines);
    }
    let mut own = Vec::new();
    let mut parts: Vec<Part> = Vec::new();
    let (mut tail, mut breaks) = (false, false);
    for (line, begins) in lines.into_iter().zip(begins) {
        let subject = if begins { bullet(title, &line) } else { None };
        let header = subject.and_then(Header::of);
        match subject {
            // What breaks may be told in a list.
            Some(subject) if header.is_some() || !breaks => {
                (tail, breaks) = (false, false);
                parts.push(Part { subject, header, lines: Vec::new() });
                continue;
            }
            _ => {}
        }
        // GitHub draws a line before what it adds for all of them.
        tail |= line.kind == Kind::Rule;
        breaks |= line.text.trim_start().starts_with("BREAKING");
        match parts.last_mut().filter(|_| !tail) {
            Some(part) => part.lines.push(line),
            None => own.push(line),
        }
    }
    for part in &mut parts {
        outdent(part);
    }
    (own, parts)
}

/// `git rebase` squashes messages into one text: a paragraph that is the title of a commit begins the next.
fn by_rebase(lines: Vec<Line<'_>>) -> (Vec<Line<'_>>, Vec<Part<'_>>) {
    let nested = |place: usize| {
        place.checked_sub(1).and_then(|before| lines.get(before)).is_some_and(|before| before.is(NESTED.0))
    };
    let titles: Vec<bool> = (0..lines.len()).map(|place| nested(place) || is_title_alone(&lines, place)).collect();
    let (mut own, mut parts) = (Vec::new(), Vec::<Part>::new());
    for (line, title) in lines.into_iter().zip(titles) {
        match parts.last_mut() {
            _ if line.is(NESTED.0) || line.is(NESTED.1) => {}
            _ if title => {
                parts.push(Part { subject: line.text, header: Header::strict(line.text), lines: Vec::new() });
            }
            Some(part) => part.lines.push(line),
            None => own.push(line),
        }
    }
    parts.iter_mut().for_each(outdent);
    (own, parts)
}

/// Whether a line is a conventional title, of a type that everybody knows, and stands in a paragraph of such. Footers may stand
/// below each, indented, as release-please has them where one commit tells of several.
fn is_title_alone(lines: &[Line], place: usize) -> bool {
    let is_title = |line: &Line| line.kind == Kind::Said && names_change(line.text);
    let is_footer = |line: &Line| line.kind == Kind::Said && line.text.strip_prefix("  ").is_some_and(begins_footer);
    let until_blank = |line: &&Line| !matches!(line.kind, Kind::Blank | Kind::Rule);
    let (before, after) = lines.split_at_checked(place).unwrap_or_default();
    let mut beside = before.iter().rev().take_while(until_blank).chain(after.iter().take_while(until_blank));
    after.first().is_some_and(is_title) && beside.all(|line| is_title(line) || is_footer(line))
}

/// Whether a line of a body is the title of a change: `fix: #12` and `docs: https://…` are footers, and so is `Fix: 12`.
pub(super) fn names_change(text: &str) -> bool {
    let known = |header: Header| KNOWN.contains(&header.kind) && names_something(header.parts().1);
    KNOWN.iter().any(|kind| text.starts_with(kind)) && Header::strict(text).is_some_and(known)
}

fn names_something(text: &str) -> bool {
    !text.contains("://") && text.contains(' ') && text.starts_with(|letter: char| letter.is_alphabetic())
}

/// What stands behind a bullet in the first column. Azure DevOps lists with dashes, and so do people in the description of a
/// pull request, where only the title of a change is one.
fn bullet<'a>(title: &Title, line: &Line<'a>) -> Option<&'a str> {
    let said = line.kind == Kind::Said;
    let dashes = title.subject.starts_with("Merged PR ");
    // What is written of documentation, or of other people's packages, has such lines as examples and quotes.
    let quotes = title.header.as_ref().is_some_and(|own| own.kind == "docs" || own.is_dependency());
    let dashed = |text: &&str| {
        let known = || Header::strict(text).is_some_and(|header| KNOWN.contains(&header.kind));
        dashes || title.pull.is_some() && !quotes && known()
    };
    let rest = line.text.strip_prefix("* ").or_else(|| line.text.strip_prefix("- ").filter(dashed));
    rest.filter(|_| said).map(str::trim)
}

/// What people put above a list of changes, and above one of what is to be tried, in lower case.
const CHANGES: [&str; 4] = ["changes", "commits", "key changes", "changes made"];
const TRIED: [&str; 5] =
    ["test plan", "how to test", "manual testing", "how was this tested", "how has this been tested"];

/// Whether a line is one of these titles, in whatever dress: `Changes:`, `## Changes`, `**Changes**`.
fn is_titled(line: &Line, titles: &[&str]) -> bool {
    let bare = line.text.trim_matches([' ', '#', '*', '_', ':', '?']);
    let dressed = line.kind == Kind::Heading || line.text.ends_with([':', '*', '_', '?']);
    let said = matches!(line.kind, Kind::Said | Kind::Heading)
        && dressed
        && !line.text.starts_with("* ")
        && bare.len() < line.text.len();
    said && titles.iter().any(|one| bare.eq_ignore_ascii_case(one))
}

/// Whether a line belongs to the title of a test plan, or to a list with dashes right `below` it: what is to be tried is no
/// commit. Servers that list commits so have no such title above them.
fn is_tried(title: &Title, line: &Line, below: bool) -> bool {
    let listed = line.kind == Kind::Blank || line.text.starts_with("- ") || line.text.starts_with([' ', '\t']);
    !title.subject.starts_with("Merged PR ") && (is_titled(line, &TRIED) || below && listed)
}

/// Whether a commit's message may begin here. Servers leave a line empty before and after its subject; a list without
/// them is one of commits only where the title does not tell of itself what the commit does, or is a server's.
fn begins(title: &Title, lines: &[Line], place: usize) -> bool {
    let Some(subject) = lines.get(place).and_then(|line| bullet(title, line)) else { return false };
    let header = Header::of(subject);
    let at = |place: Option<usize>| place.and_then(|place| lines.get(place));
    let open = |line: Option<&Line>| line.is_none_or(|line| matches!(line.kind, Kind::Blank | Kind::Rule));
    let before = at(place.checked_sub(1));
    let after = at(place.checked_add(1));
    if open(before) && (open(after) || header.is_some() && after.and_then(|line| bullet(title, line)).is_none()) {
        return true;
    }
    let known = header.is_some_and(|header| header.breaking || header.is(&KNOWN) || header.is_dependency());
    let listed = |line: Option<&Line>| line.is_some_and(|line| bullet(title, line).is_some());
    let titled = before.is_some_and(|line| is_titled(line, &CHANGES));
    known && (title.header.is_none() || title.pull.is_some()) && (open(before) || listed(before) || titled)
}

/// GitLab indents bodies below their bullets.
fn outdent(part: &mut Part) {
    let mut said = part.lines.iter().filter(|line| line.kind != Kind::Blank).peekable();
    if said.peek().is_some() && said.all(|line| line.text.starts_with("  ")) {
        for line in &mut part.lines {
            line.text = line.text.strip_prefix("  ").unwrap_or(line.text);
        }
    }
}
