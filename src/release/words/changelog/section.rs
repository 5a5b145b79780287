//! A changelog with one section more: which bytes go in where.

use std::ops::Range;

use crate::error::Result;
use crate::ordered;
use crate::release::words::changelog::compose;
use crate::release::words::changelog::compose::Composed;
use crate::release::words::changelog::dates::Style;
use crate::release::words::changelog::document::day_line::day_line;
use crate::release::words::changelog::document::{Document, Syntax};
use crate::release::words::changelog::links::from_unreleased;
use crate::release::words::changelog::place::{Place, Placed, announced, place};
use crate::release::words::changelog::render::Layout;
use crate::release::words::changelog::title::Known;
use crate::release::words::changelog::written::Written;
use crate::release::words::changelog::{NewSection, links};
use crate::splice::{Edit, splice};

/// A text with its new section.
pub(super) struct Whole {
    pub(super) text: String,
    /// What the section says.
    pub(super) said: String,
    /// What is to be told of a heading that said another version.
    pub(super) announced: Option<String>,
}

/// The text with the new section; `None`: it is there. Codes: `changelog-not-understood`,
/// `splice-failed`.
pub(super) fn written(text: &str, path: &str, syntax: Syntax, new: &NewSection) -> Result<Option<Whole>> {
    let known = Known { new: new.version, spelled: new.spelled, previous: new.previous };
    let document = Document::read(text, syntax, &known);
    let placed = place(&document, path, &known)?;
    let writer = Writer { document: &document, new, placed: &placed };
    let (mut edits, said) = match placed.place {
        Place::There => return Ok(None),
        Place::Above(anchor) => writer.above(anchor),
        Place::Below(unreleased) => writer.below(unreleased),
        Place::Instead(next) => writer.instead(next),
        Place::First => writer.first(),
    };
    let announced = announced(&document, path, &known, placed.place);
    if windows(text) {
        for edit in &mut edits {
            edit.text = edit.text.replace("\r\n", "\n").replace('\n', "\r\n");
        }
    }
    let text = splice(text, edits)?;
    // What the next run would not find again is not written.
    let again = Document::read(&text, syntax, &known);
    match place(&again, path, &known) {
        Ok(Placed { place: Place::There, .. }) => Ok(Some(Whole { text, said, announced })),
        _ => {
            let at = match placed.place {
                Place::Above(at) | Place::Below(at) | Place::Instead(at) => document.at(at),
                Place::There | Place::First => None,
            };
            let why = format!("a section of {} would not be found again in `{path}`", new.spelled);
            let error = document.refused(path, at.map_or(0, |(heading, _)| heading.start), &why);
            Err(error.advice(format!(
                "write that heading with empty lines around it, such as {}, and close code and comments above it",
                syntax.example("[Unreleased]")
            )))
        }
    }
}

/// Whether most lines end as they do on Windows.
fn windows(text: &str) -> bool {
    let count = |found: &str| text.matches(found).count();
    count("\r\n").saturating_mul(2) > count("\n")
}

struct Writer<'a> {
    document: &'a Document<'a>,
    new: &'a NewSection<'a>,
    placed: &'a Placed,
}

impl Writer<'_> {
    fn cut(&self, range: Range<usize>) -> String {
        self.document.text.get(range).unwrap_or_default().replace("\r\n", "\n")
    }

    /// Above the newest version. Underlined headings, and versions at several levels, leave no one shape to follow where
    /// everything is ours: the section has that of Keep a Changelog.
    fn above(&self, anchor: usize) -> (Vec<Edit>, String) {
        let document = self.document;
        let Some((heading, _)) = document.at(anchor) else { return (Vec::new(), String::new()) };
        let markdown = document.syntax == Syntax::Markdown;
        let own = markdown && (self.placed.mixed || heading.under.is_some());
        let layout = if own { Layout::own(document.syntax) } else { self.layout() };
        let composed = if own { self.own(2) } else { self.heading(2) };
        let body = layout.body(self.new.body, document.syntax);
        let lead = document.start(anchor);
        let text = format!("{}{}{body}{}", composed.text, "\n".repeat(layout.gap), layout.between);
        let mut edits = vec![Edit { range: lead..lead, text }];
        edits.extend(self.definition(&composed, None));
        (edits, body)
    }

    /// Behind everything else.
    fn first(&self) -> (Vec<Edit>, String) {
        let syntax = self.document.syntax;
        let body = self.layout().body(self.new.body, syntax);
        let mut heading = self.own(2).text;
        if syntax != Syntax::Markdown {
            heading += &format!("{}\n", "-".repeat(heading.trim_end().chars().count()));
        }
        (vec![self.inserted(self.document.end_of_text(), &format!("{heading}\n{body}"), "\n")], body)
    }

    /// Below `Unreleased`, which stays, and with it the form that nobody has filled in.
    fn below(&self, unreleased: usize) -> (Vec<Edit>, String) {
        let document = self.document;
        let Some((heading, title)) = document.at(unreleased) else { return (Vec::new(), String::new()) };
        let composed = self.heading(heading.level);
        let end = document.section_end(unreleased);
        let written = Written::read(document, heading.end..end);
        let mut edits = Vec::new();
        let address = title.address.clone().map(|range| self.document_range(heading.title.start, range));
        if let Some(range) = &address
            && let Some((followed, _)) = self.follow(&self.cut(range.clone()))
        {
            edits.push(Edit { range: range.clone(), text: followed });
        }
        let said = match written.text.is_empty() {
            true => {
                let layout = self.layout();
                let body = layout.body(self.new.body, document.syntax);
                let gap = "\n".repeat(layout.gap);
                edits.push(self.inserted(end, &format!("{}{gap}{body}", composed.text), &layout.between));
                body
            }
            false => {
                let form = self.form(&written);
                let closed = if document.text.get(..heading.end).is_some_and(|before| before.ends_with('\n')) {
                    ""
                } else {
                    "\n"
                };
                // What is left may follow at once.
                let bare = written.form.first().is_some_and(|form| form.start == heading.end);
                let gap = if bare { "\n" } else { "" };
                let text = format!("{closed}\n{form}{}{gap}", composed.text);
                edits.push(Edit { range: heading.end..heading.end, text });
                edits.extend(written.form.iter().map(|range| Edit { range: range.clone(), text: String::new() }));
                written.said(document.text)
            }
        };
        edits.extend(self.definition(&composed, address.is_none().then_some(title.text)));
        (edits, said)
    }

    /// Whether the form has headings.
    fn has_groups(&self, written: &Written) -> bool {
        written.form.iter().any(|range| self.is_group(range))
    }

    fn is_group(&self, range: &Range<usize>) -> bool {
        self.document.headed.binary_search_by_key(&range.start, |one| one.heading.start).is_ok()
    }

    /// The form as it goes on standing: with the headings of what was filled in, if any were left empty.
    fn form(&self, written: &Written) -> String {
        let groups = self.has_groups(written) || written.names_groups(self.document);
        let kept = written.headings.iter().filter(|_| groups);
        let mut pieces: Vec<&Range<usize>> = written.form.iter().chain(kept).collect();
        ordered::sort_by_key(&mut pieces, |range| range.start);
        pieces.into_iter().map(|range| format!("{}\n\n", self.cut(range.clone()).trim_end())).collect()
    }

    /// In place of a heading such as `Next` or `1.3.0 (unreleased)`.
    fn instead(&self, next: usize) -> (Vec<Edit>, String) {
        let document = self.document;
        let Some((heading, title)) = document.at(next) else { return (Vec::new(), String::new()) };
        let end = document.section_end(next);
        let pending = document.headed.get(next).and_then(|one| one.pending.clone());
        let shape = self.placed.shape.and_then(|place| document.at(place));
        let same = title.version.as_ref().is_some_and(|version| version.same(self.new.version));
        let day = |style: Option<Style>| style.unwrap_or_else(Style::iso).write(self.new.date);
        let composed = match (&title.mark, shape) {
            // A heading that is dated further down stays as it is.
            (None, _) if same && pending.is_some() => {
                Composed { text: self.cut(heading.start..heading.end), label: None }
            }
            (Some(mark), None) if same => self.marked(next, mark, day(None)),
            (Some(mark), Some((_, shape))) if same && shape.date.is_some() => {
                self.marked(next, mark, day(shape.date.clone().and_then(|(_, style)| style)))
            }
            _ => self.renamed(next),
        };
        let from = pending
            .as_ref()
            .map_or(heading.end, |pending| document.line_at(pending.start).map_or(pending.end, |line| line.end));
        // A new heading has its day, in a line of its own where others have it there.
        let behind = if same { heading.end } else { from };
        let mut edits = vec![Edit { range: heading.start..behind, text: composed.text.clone() }];
        if let Some(pending) = pending.filter(|_| same) {
            let like = self.placed.shape.and_then(|place| day_line(document, place));
            let text = match like {
                Some((line, date, style)) => {
                    let (before, after) = (self.cut(line.start..date.start), self.cut(date.end..line.end));
                    format!("{before}{}{after}", day(style))
                }
                None => format!("Released {}", day(None)),
            };
            edits.push(Edit { range: pending, text });
        }
        let written = Written::read(document, from..end);
        let said = match written.text.is_empty() {
            // Headings to be filled in are meant for more than one version.
            true if !same && self.has_groups(&written) => return self.below(next),
            true => {
                let layout = self.layout();
                let body = layout.body(self.new.body, document.syntax);
                // A comment stays, whatever it says.
                let bare = |range: &&Range<usize>| self.is_group(range) && !document.has_comment(range);
                let gone = written.nothing.iter().chain(written.form.iter().filter(bare));
                let mut kept = from;
                for range in gone {
                    edits.push(Edit { range: range.clone(), text: String::new() });
                    if range.start == kept {
                        kept = range.end;
                    }
                }
                let next = document.text.get(kept..).unwrap_or_default();
                let apart = next.is_empty() || next.starts_with(['\n', '\r']);
                let behind = if apart { "" } else { &*layout.between };
                let text = format!("{}{body}{behind}", "\n".repeat(layout.gap));
                edits.push(Edit { range: from..from, text });
                body
            }
            false => written.said(document.text),
        };
        edits.extend(self.definition(&composed, Some(title.text)));
        (edits, said)
    }

    /// The heading with the day in place of what says that it is not released.
    fn marked(&self, place: usize, mark: &Range<usize>, day: String) -> Composed {
        let Some((heading, title)) = self.document.at(place) else { return self.own(2) };
        let edit = Edit { range: mark.clone(), text: day };
        let said = splice(title.text, vec![edit]).unwrap_or_default();
        Composed { text: compose::framed(self.document, heading, &said), label: None }
    }

    /// The heading of what comes next, as that of the version.
    fn renamed(&self, place: usize) -> Composed {
        let Some((heading, title)) = self.document.at(place) else { return self.own(2) };
        match self.placed.shape {
            Some(_) => self.heading(heading.level),
            // R has no days, and the package's name before them.
            None if title.text.contains("(development version)") => {
                let said = title.text.replace("(development version)", self.new.spelled);
                Composed { text: compose::framed(self.document, heading, &said), label: None }
            }
            None => self.heading(heading.level),
        }
    }

    /// A heading like that of the newest version, with the day in a line of its own where that is so; where there is no
    /// such version, one of our own.
    fn heading(&self, level: usize) -> Composed {
        let Some(shape) = self.placed.shape else { return self.own(level) };
        let Some(mut composed) = compose::like(self.document, shape, self.new) else { return self.own(level) };
        if let (Some((line, date, style)), Some((heading, _))) =
            (day_line(self.document, shape), self.document.at(shape))
        {
            let style = style.unwrap_or_else(Style::iso);
            let (before, after) = (self.cut(heading.end..date.start), self.cut(date.end..line.end));
            composed.text += &format!("{before}{}{after}\n", style.write(self.new.date));
        }
        composed
    }

    /// As in Keep a Changelog.
    fn own(&self, level: usize) -> Composed {
        let NewSection { spelled, date, links, .. } = self.new;
        let day = Style::iso().write(*date);
        let unreleased = |one: &links::Definition| one.label.eq_ignore_ascii_case("unreleased");
        let defined = self.placed.shape.is_none() && self.document.definitions.iter().any(unreleased);
        if self.document.syntax != Syntax::Markdown {
            let said = format!("{spelled} ({day})");
            let like = match self.placed.place {
                Place::Below(place) | Place::Instead(place) => self.document.at(place),
                _ => None,
            };
            let text = like.map(|(heading, _)| compose::framed(self.document, heading, &said));
            return Composed { text: text.unwrap_or_else(|| format!("{said}\n")), label: None };
        }
        let address = match self.placed.place {
            Place::Below(place) => self.document.at(place).and_then(|(heading, title)| {
                let range = self.document_range(heading.title.start, title.address.clone()?);
                self.follow(&self.cut(range)).map(|(_, version)| version)
            }),
            _ => None,
        };
        let hashes = "#".repeat(level);
        match address.or_else(|| links.compare()).filter(|_| !defined) {
            Some(address) => Composed { text: format!("{hashes} [{spelled}]({address}) - {day}\n"), label: None },
            None => {
                let label = defined.then(|| (*spelled).to_string());
                Composed { text: format!("{hashes} [{spelled}] - {day}\n"), label }
            }
        }
    }

    fn layout(&self) -> Layout {
        match self.placed.shape {
            Some(shape) => {
                let mut layout = Layout::of(self.document, shape);
                if let Some((line, ..)) = day_line(self.document, shape) {
                    let behind = self.document.lines.iter().skip_while(|one| one.start <= line.start);
                    layout.gap = behind.take_while(|line| line.is_blank()).count().clamp(1, 2);
                }
                layout
            }
            None => Layout::own(self.document.syntax),
        }
    }

    /// A range of a title as one of the text.
    fn document_range(&self, title: usize, range: Range<usize>) -> Range<usize> {
        title.saturating_add(range.start)..title.saturating_add(range.end)
    }

    fn follow(&self, address: &str) -> Option<(String, String)> {
        from_unreleased(address, self.new.version.scheme(), self.new.spelled, self.new.links)
    }

    /// A text at a place, apart from what stands before and behind it.
    fn inserted(&self, at: usize, text: &str, between: &str) -> Edit {
        let before = self.document.text.get(..at).unwrap_or_default().replace("\r\n", "\n");
        let open = match () {
            () if before.ends_with("\n\n") => "",
            () if before.ends_with('\n') => "\n",
            () => "\n\n",
        };
        let behind = if at < self.document.text.len() { between } else { "" };
        Edit { range: at..at, text: format!("{open}{text}{behind}") }
    }

    /// The definitions of links at the text's end follow: `Unreleased` compares from the new tag, and the new version
    /// has one where the others do.
    fn definition(&self, composed: &Composed, unreleased: Option<&str>) -> Vec<Edit> {
        let document = self.document;
        let mut edits = Vec::new();
        let inner = unreleased.map(|title| title.trim_matches(['[', ']'])).unwrap_or("unreleased");
        let is_unreleased = |one: &&links::Definition| {
            one.label.eq_ignore_ascii_case("unreleased") || one.label.eq_ignore_ascii_case(inner)
        };
        let next = document.definitions.iter().find(is_unreleased);
        let followed = next.and_then(|one| self.follow(one.address));
        if let (Some(one), Some((address, _))) = (next, &followed) {
            edits.push(Edit { range: one.address_range.clone(), text: address.clone() });
        }
        // A version that was announced has one already, which led to whatever was newest.
        if let Some(own) = document.definitions.iter().find(|one| one.label == self.new.spelled) {
            let address = self.follow(own.address).map(|(_, version)| version);
            edits.extend(address.map(|text| Edit { range: own.address_range.clone(), text }));
            return edits;
        }
        let Some(label) = &composed.label else { return edits };
        let shape = self.placed.shape.and_then(|place| document.at(place));
        let from = shape.and_then(|(_, title)| title.text.get(title.number.clone()));
        let last = from
            .and_then(|from| document.definitions.iter().find(|one| links::renamed(one.label, from, "") != one.label));
        let known = || {
            let (from, one) = from.zip(last)?;
            links::follow(one.address, from, true, self.new.spelled, self.new.links)
        };
        // Two that lead to their releases say where the third leads.
        let alike = from.zip(last).is_some_and(|(from, one)| links::are_alike(&document.definitions, one, from));
        let address = known().filter(|_| alike).or(followed.map(|(_, version)| version));
        let address = address.or_else(known).or_else(|| self.new.links.compare());
        let (Some(address), Some(like)) = (address, last.or(next)) else { return edits };
        let line = |range: Range<usize>| self.cut(range);
        let (before, middle) =
            (line(like.start..like.label_range.start), line(like.label_range.end..like.address_range.start));
        let rest = line(like.address_range.end..like.end);
        let rest =
            if rest.trim_start_matches('>').trim().is_empty() { rest.trim_end().to_string() } else { String::new() };
        let text = format!("{before}{label}{middle}{address}{rest}\n");
        let at = match (next, last) {
            (Some(next), _) => next.end,
            (None, Some(last)) => last.start,
            (None, None) => document.text.len(),
        };
        let closed =
            document.text.get(..at).is_none_or(|before| matches!(before, "" | "\u{feff}") || before.ends_with('\n'));
        let text = if closed { text } else { format!("\n{}", text.trim_end()) };
        edits.push(Edit { range: at..at, text });
        edits
    }
}
