//! One commit's message, read as a conventional commit, and as whatever people and their tools make of one.

use crate::commits::body::{Kind, Line, lines};
use crate::commits::bots::{OURS, only_subject, quotes_others};
use crate::commits::footers::{Breakage, PICKED, breakages, trailers};
use crate::commits::logged::Logged;
use crate::commits::parts::{NESTED, Part as Lines, SQUASHED, names_change, split};
use crate::commits::title::{Header, Pull, Title};

/// What a message says.
#[derive(Debug, Clone, Default)]
pub(super) struct Message<'a> {
    pub(super) title: Title<'a>,
    /// What its own footers say that breaks.
    pub(super) breaks: Vec<Breakage<'a>>,
    /// The commits that were squashed into this one.
    pub(super) squashed: Vec<Part<'a>>,
    /// Whether it carries our trailer, and no squashed commits beside it.
    pub(super) ours: bool,
    /// What its footer `Release-As` says.
    pub(super) release_as: Option<&'a str>,
    /// The object names it says it reverts; maybe shortened.
    pub(super) reverts: Vec<&'a str>,
    /// Of a merge that it says it reverts: the parent whose side stays.
    pub(super) mainline: Option<&'a str>,
    /// The pull request it says it reverts.
    pub(super) reverts_pull: Option<u64>,
    /// The commit it was picked from.
    pub(super) picked: Option<&'a str>,
    /// `Name <address>` of those who wrote it too.
    pub(super) co_authors: Vec<&'a str>,
    pub(super) pull: Option<Pull>,
    /// What is odd about it, for its author.
    pub(super) odd: Vec<String>,
}

/// One squashed commit.
#[derive(Debug, Clone)]
pub(super) struct Part<'a> {
    pub(super) subject: &'a str,
    pub(super) header: Option<Header<'a>>,
    pub(super) breaks: Vec<Breakage<'a>>,
}

impl Part<'_> {
    pub(super) fn is_breaking(&self) -> bool {
        !self.breaks.is_empty() || self.header.is_some_and(|header| header.breaking)
    }
}

impl<'a> Message<'a> {
    pub(super) fn read(commit: &Logged<'a>) -> Self {
        let text = first_text(commit.message);
        let body_of = |text: &'a str| text.split_once('\n').map_or("", |(_, body)| body);
        let (mut title, mut body) = (Title::read(text), body_of(text));
        let quotes = |title: &Title, body| only_subject(commit, title.header.as_ref()) || quotes_others(title, body);
        if let Some(inside) = instead(body).filter(|_| !quotes(&title, body)) {
            (title, body) = (Title::read(inside), body_of(inside));
        }
        if commit.parents.len() == 1 {
            title = title.of_one_parent();
        }
        let mut message = Self { pull: title.pull, ..Self::default() };
        let breaks = breaks_at_once(title.subject);
        if breaks.is_none() && says_missed(title.subject) {
            message.odd.push("`BREAKING CHANGE` in a subject does not count: write `type!: subject`".to_string());
        }
        // Few messages say more than their title: the others are not taken apart.
        let reverts = title.header.as_ref().is_some_and(|header| header.is(&["revert"]));
        if title.subject == SQUASHED || notable(body, reverts) {
            message.read_body(&title, body, quotes(&title, body));
        }
        message.breaks.extend(breaks);
        message.title = title;
        message
    }

    fn read_body(&mut self, title: &Title<'a>, body: &'a str, only_subject: bool) {
        let (body, left_out) = lines(body);
        if left_out && !only_subject {
            self.odd.push("a `BREAKING CHANGE` below a heading of release notes does not count".to_string());
        }
        for line in body.iter().filter(|line| line.kind == Kind::Said) {
            self.read_line(title, line.text);
        }
        if only_subject {
            return;
        }
        let (own, parts) = split(title, body);
        self.breaks = breakages(&own, &mut self.odd);
        self.read_trailers(&own);
        for part in parts {
            self.read_part(part);
        }
        self.ours &= !self.squashed.iter().any(|part| part.header.is_some());
    }

    fn read_part(&mut self, part: Lines<'a>) {
        let Lines { subject, header, lines } = part;
        self.read_trailers(&lines);
        let quoting = header.is_some_and(|header| header.is_dependency());
        let breaks = if quoting && lines.iter().any(|line| crate::commits::bots::is_mark(line.text)) {
            Vec::new()
        } else {
            breakages(&lines, &mut self.odd)
        };
        // What has no type of its own is told by the whole, unless something breaks.
        if header.is_some() || !breaks.is_empty() {
            self.squashed.push(Part { subject, header, breaks });
        }
    }

    /// What a line says wherever it stands.
    fn read_line(&mut self, title: &Title<'a>, line: &'a str) {
        if line.starts_with(OURS) {
            self.ours = true;
        } else if let Some(rest) = line.strip_prefix("This reverts commit") {
            // `This reverts commits A and B.`; what else a sentence names is no more than a word in it.
            let several = rest.starts_with("s ");
            self.reverts.extend(object_names(rest).take(if several { usize::MAX } else { 1 }));
        } else if let Some(rest) = line.strip_prefix("This reverts merge request ") {
            self.reverts_pull = number(rest, '!').or(self.reverts_pull);
        } else if let Some(rest) = line.strip_prefix("changes made to ") {
            self.mainline = object_names(rest).next().or(self.mainline);
        } else if let Some(rest) = line.strip_prefix(PICKED) {
            self.picked = object_names(rest).next().or(self.picked);
        } else if let Some((_, number)) = line.strip_prefix("See merge request ").and_then(|rest| rest.rsplit_once('!'))
        {
            self.pull = Pull::of('!', number.trim()).or(self.pull);
        }
        let Some((token, value)) = line.split_once(':') else {
            let reverts = line.strip_prefix("Reverts ").filter(|_| self.reverts_pull.is_none());
            if let Some(rest) = reverts {
                self.reverts_pull = number(rest, '#').or_else(|| number(rest, '!'));
            }
            return;
        };
        let is = |name: &str| token.eq_ignore_ascii_case(name);
        if is("co-authored-by") {
            self.co_authors.push(value.trim());
        } else if is("refs") && title.header.as_ref().is_some_and(|header| header.is(&["revert"])) {
            self.reverts.extend(object_names(value));
        } else if is("reviewed-on") && self.pull.is_none() {
            let number = value.rsplit_once("/pulls/").and_then(|(_, number)| Pull::of('#', number.trim()));
            self.pull = number;
        }
    }

    fn read_trailers(&mut self, lines: &[Line<'a>]) {
        let asks = |text: &str| text.get(..11).is_some_and(|begin| begin.eq_ignore_ascii_case("release-as:"));
        let Some(line) = lines.iter().find(|line| line.kind == Kind::Said && asks(line.text)) else { return };
        let asked = trailers(lines).into_iter().rfind(|(token, _)| token.eq_ignore_ascii_case("release-as"));
        match asked {
            Some((_, version)) => self.release_as = Some(version),
            None => {
                let shown = crate::text::shortened(line.text);
                self.odd.push(format!("`{shown}` does not count: it is not among the footers"));
            }
        }
    }

    /// Whether it says itself that it breaks something.
    pub(super) fn announces(&self) -> bool {
        !self.breaks.is_empty() || self.title.header.is_some_and(|header| header.breaking)
    }
}

/// What lines that matter begin with.
const BEGINS: [&str; 15] = [
    "breaking",
    "**breaking",
    "release-as:",
    "version-first:",
    "this reverts ",
    "changes made to ",
    "reverts ",
    "co-authored-by:",
    "(cherry picked from ",
    "see merge request ",
    "squashed commit of ",
    "reviewed-on:",
    "begin_nested_commit",
    "* ",
    "- ",
];

/// In a revert these name what is taken back; elsewhere they stand below most commits of many projects.
const REFS: &str = "refs:";

/// Whether a body holds a line that may say something.
fn notable(body: &str, reverts: bool) -> bool {
    body.lines().any(|line| {
        let said = line.trim_start();
        let may = matches!(
            said.as_bytes().first(),
            Some(
                b'B' | b'b' | b'R' | b'r' | b'V' | b'v' | b'T' | b't' | b'C' | b'c' | b'(' | b'S' | b's' | b'*' | b'-'
            )
        );
        let begins = |begin: &&str| said.get(..begin.len()).is_some_and(|said| said.eq_ignore_ascii_case(begin));
        (may && (BEGINS.iter().any(begins) || (reverts && begins(&REFS)))) || names_change(line)
    })
}

fn says_missed(subject: &str) -> bool {
    let token = subject.split_once(':').map_or("", |(token, _)| token);
    subject.starts_with("BREAKING CHANGE")
        || subject.starts_with("BREAKING-CHANGE")
        || ["breaking change", "breaking changes"].iter().any(|near| token.eq_ignore_ascii_case(near))
}

/// `BREAKING CHANGE: text` as a subject is no type, and says all the same that something breaks, and what.
fn breaks_at_once(subject: &str) -> Option<Breakage<'_>> {
    let line = Line { text: subject, kind: Kind::Said };
    let told = breakages(&[line], &mut Vec::new());
    // The subject tells it already.
    told.first().map(|_| Breakage { lines: Vec::new() })
}

/// What is to be read instead of a message with this body, where its author says so as release-please has it.
fn instead(body: &str) -> Option<&str> {
    const BEGIN: &str = "BEGIN_COMMIT_OVERRIDE";
    let (_, rest) = body.split_once(BEGIN)?;
    let inside = rest.split_once("\nEND_COMMIT_OVERRIDE")?.0.trim();
    // In code or in a quotation it is shown.
    lines(body).0.iter().any(|line| line.is(BEGIN)).then_some(())?;
    let inside = inside.strip_prefix(NESTED.0).unwrap_or(inside).trim_start();
    (!inside.is_empty()).then_some(inside)
}

/// The message from its first line that says something.
fn first_text(message: &str) -> &str {
    let mut rest = message.trim_start_matches('\u{feff}');
    while let Some((line, after)) = rest.split_once('\n') {
        if !line.trim().is_empty() {
            break;
        }
        rest = after;
    }
    rest
}

/// The number behind the last such sign, where the line ends with it.
fn number(text: &str, sign: char) -> Option<u64> {
    let (_, number) = text.trim_end_matches(['.', ' ']).rsplit_once(sign)?;
    Pull::of(sign, number).map(|pull| pull.number)
}

/// Words that may be object names.
fn object_names(text: &str) -> impl Iterator<Item = &str> {
    let words = text.split(|c: char| !c.is_ascii_alphanumeric());
    words.filter(|word| (7..=64).contains(&word.len()) && word.bytes().all(|b| b.is_ascii_hexdigit()))
}
