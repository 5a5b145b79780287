//! What commits are told as, in the shape of the sections that are there: notes are Markdown, and become
//! reStructuredText or plain text line by line.

use crate::release::words::changelog::document::{Document, Syntax};
use crate::release::words::changelog::lines::Line;

/// How the section of a version looks.
pub(super) struct Layout {
    /// Empty lines below its heading.
    pub(super) gap: usize,
    /// What stands before an item, such as `- `.
    bullet: String,
    group: Group,
    /// What stands between two sections.
    pub(super) between: String,
}

/// How groups are headed.
enum Group {
    Hashes(usize),
    Under(char),
    /// So many of a mark before them, and behind.
    Marks(String, String),
    None,
}

impl Layout {
    /// As in Keep a Changelog.
    pub(super) fn own(syntax: Syntax) -> Self {
        let group = if syntax == Syntax::Markdown { Group::Hashes(3) } else { Group::None };
        Self { gap: 1, bullet: "- ".to_string(), group, between: "\n".to_string() }
    }

    /// As in the section of the heading at `place`.
    pub(super) fn of(document: &Document, place: usize) -> Self {
        let mut layout = Self::own(document.syntax);
        let Some((heading, _)) = document.at(place) else { return layout };
        let end = document.section_end(place);
        let from = document.lines.partition_point(|line| line.start < heading.end);
        let upto = document.lines.partition_point(|line| line.start < end);
        let lines = document.lines.get(from..upto).unwrap_or_default();
        let gap = lines.iter().take_while(|line| line.is_blank()).count();
        if gap < lines.len() {
            layout.gap = gap.min(2);
        }
        if let Some(bullet) = lines.iter().find_map(|line| bullet_of(line, document.syntax)) {
            layout.bullet = bullet;
        }
        if end < document.end_of_text() {
            layout.between = between(lines);
        }
        let from = |place: usize| document.headed.iter().skip(place).map(|one| &one.heading);
        let below = from(place.saturating_add(1)).take_while(|one| one.start < end).next();
        // Where the newest section has no groups, an older one may.
        let deeper = || from(place).find(|one| one.level > heading.level);
        layout.group =
            match (document.syntax, below.or_else(|| deeper().filter(|_| document.syntax != Syntax::Markdown))) {
                (Syntax::Markdown, Some(group)) if group.under.is_none() => Group::Hashes(group.level.min(6)),
                // A line without hashes is no heading, so that it has no level.
                (Syntax::Markdown, _) if heading.under.is_none() && heading.start == heading.title.start => {
                    Group::Hashes(3)
                }
                (Syntax::Markdown, _) => Group::Hashes(heading.level.saturating_add(1).min(6)),
                (_, Some(group)) => {
                    let cut = |range: std::ops::Range<usize>| document.text.get(range).unwrap_or_default();
                    match &group.under {
                        Some(under) => cut(under.clone()).chars().next().map_or(Group::None, Group::Under),
                        None => Group::Marks(
                            cut(group.start..group.title.start).to_string(),
                            cut(group.title.end..group.end).trim_end().to_string(),
                        ),
                    }
                }
                (_, None) => Group::None,
            };
        layout
    }

    /// Notes in this shape.
    pub(super) fn body(&self, notes: &str, syntax: Syntax) -> String {
        let groups = notes.lines().filter(|line| line.starts_with("### ")).count();
        // Where nothing stands apart, a list is all there is.
        let tight = self.gap == 0 && matches!(self.group, Group::None);
        let mut warning = "";
        let mut body = String::new();
        let mut blank = true;
        for line in notes.trim_end().lines() {
            let said = match (line.strip_prefix("### "), line.strip_prefix("- ")) {
                (Some(group), _) if tight => {
                    warning = if warns(group) { "breaking: " } else { "" };
                    continue;
                }
                (Some(group), _) => match self.heading(group, groups, syntax) {
                    Some(heading) => heading,
                    None => continue,
                },
                (_, Some(item)) => format!("{}{warning}{}", self.bullet, inline(item, syntax)),
                (None, None) if line.starts_with("  ") => {
                    format!("{}{}", " ".repeat(self.bullet.chars().count()), inline(line.trim_start(), syntax))
                }
                (None, None) => inline(line, syntax),
            };
            // No two empty lines, and none at the top.
            if said.is_empty() && (blank || tight) {
                continue;
            }
            blank = said.is_empty();
            body.push_str(&said);
            body.push('\n');
        }
        body
    }

    /// A group's heading; `None`: there are no groups here, and one alone needs no name, unless it warns.
    fn heading(&self, title: &str, groups: usize, syntax: Syntax) -> Option<String> {
        let said = if syntax == Syntax::Markdown { title.to_string() } else { inline(title, syntax) };
        match &self.group {
            Group::Hashes(level) => Some(format!("{} {said}", "#".repeat(*level))),
            Group::Under(mark) => {
                let wide = said.chars().count();
                Some(format!("{said}\n{}", mark.to_string().repeat(wide.max(4))))
            }
            Group::Marks(before, behind) => Some(format!("{before}{said}{behind}")),
            Group::None if groups < 2 && !warns(title) => None,
            Group::None if syntax == Syntax::Rst => Some(format!("**{said}**")),
            Group::None => Some(format!("{said}:")),
        }
    }
}

/// Whether a group is one that must not go unnamed.
fn warns(title: &str) -> bool {
    title.to_ascii_lowercase().contains("breaking")
}

/// What stands between this section and the next.
fn between(lines: &[Line]) -> String {
    let blank = lines.iter().rev().take_while(|line| line.is_blank()).count();
    let last = lines.len().checked_sub(blank).and_then(|said| lines.get(said.checked_sub(1)?));
    let ruled = last.is_some_and(|line| ["---", "***", "___", "* * *", "- - -"].contains(&line.text.trim()));
    match (ruled, last) {
        (true, Some(line)) => format!("\n{}\n{}", line.text.trim(), "\n".repeat(blank.clamp(1, 3))),
        _ => "\n".repeat(blank.clamp(1, 3)),
    }
}

/// `  * ` of `  * an item`; in plain text `  o ` too, and further in.
fn bullet_of(line: &Line, syntax: Syntax) -> Option<String> {
    let said = line.text.trim_start();
    let plain = syntax == Syntax::Plain;
    let mark = said.chars().next().filter(|c| matches!(c, '-' | '*' | '+') || (plain && matches!(c, 'o' | '•')))?;
    let behind = said.strip_prefix(mark)?;
    let item = behind.trim_start();
    let begins = behind.starts_with([' ', '\t']) && !item.is_empty() && !item.starts_with(['-', '*', '_']);
    let wide = line.text.len().saturating_sub(item.len());
    let widest = if plain { 16 } else { 8 };
    (begins && wide <= widest)
        .then(|| line.text.get(..wide).unwrap_or("- ").to_string())
        .filter(|one| one.contains(mark))
}

/// Words of our own Markdown in another syntax: escapes go, and what they kept from having an effect is kept from it there.
fn inline(text: &str, syntax: Syntax) -> String {
    if syntax == Syntax::Markdown {
        return text.to_string();
    }
    let mut out = String::new();
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let after = rest.get(c.len_utf8()..).unwrap_or_default();
        let (said, behind) = match c {
            '\\' if after.is_empty() => (String::new(), after),
            '\\' => match after.chars().next() {
                Some(escaped) if escaped.is_ascii_punctuation() => {
                    (literal(escaped, syntax), after.get(1..).unwrap_or_default())
                }
                _ => (literal(c, syntax), after),
            },
            '`' => {
                // Between as many backticks as it began with.
                let marks = rest.len().saturating_sub(rest.trim_start_matches('`').len());
                let (open, inside) = rest.split_at_checked(marks).unwrap_or((rest, ""));
                match inside.split_once(open) {
                    Some((code, behind)) if syntax == Syntax::Rst => (format!("``{}``", code.trim()), behind),
                    Some((code, behind)) => (format!("`{}`", code.trim()), behind),
                    None => (literal(c, syntax).repeat(marks), inside),
                }
            }
            '*' if after.starts_with('*') => match after.get(1..).and_then(|rest| rest.split_once("**")) {
                Some((bold, behind)) if syntax == Syntax::Rst => (format!("**{}**", unescaped(bold)), behind),
                Some((bold, behind)) => (unescaped(bold), behind),
                None => (literal(c, syntax), after),
            },
            '[' => match linked(after) {
                Some((said, address, behind)) if syntax == Syntax::Rst => {
                    (format!("`{} <{address}>`__", unescaped(said)), behind)
                }
                Some((said, _, behind)) => (unescaped(said), behind),
                None => (literal(c, syntax), after),
            },
            '&' => {
                let known = [("lt;", '<'), ("gt;", '>'), ("amp;", '&')];
                match known.iter().find_map(|(name, c)| Some((*c, after.strip_prefix(name)?))) {
                    Some((c, behind)) => (literal(c, syntax), behind),
                    None => (literal(c, syntax), after),
                }
            }
            c => (literal(c, syntax), after),
        };
        out.push_str(&said);
        rest = behind;
    }
    out
}

/// `text](address)`.
fn linked(after: &str) -> Option<(&str, &str, &str)> {
    let (said, rest) = after.split_once("](")?;
    let (address, behind) = rest.split_once(')')?;
    (!said.contains(['[', ']'])).then_some((said, address, behind))
}

fn unescaped(text: &str) -> String {
    text.replace('\\', "")
}

/// A character that has no effect.
fn literal(c: char, syntax: Syntax) -> String {
    match c {
        '*' | '`' | '|' | '\\' | '_' if syntax == Syntax::Rst => format!("\\{c}"),
        c => c.to_string(),
    }
}
