//! The line a commit is known by: its type, its pull request, what it takes back, whichever server has written it.

use crate::commits::loose;
use crate::text::start;

/// Characters of a line by which a commit, or one that is squashed into it, is known: nobody writes so many by hand, and what
/// is told of it costs many times as much.
pub(super) const LONGEST: usize = 10_000;

/// A pull request, and the sign its server puts before the number: `#12`, `!12`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Pull {
    pub(crate) sign: char,
    pub(crate) number: u64,
}

/// A first line such as `feat(scope)!: subject`.
#[derive(Debug, Clone, Copy)]
pub(super) struct Header<'a> {
    /// The line.
    pub(super) subject: &'a str,
    pub(super) kind: &'a str,
    pub(super) breaking: bool,
}

/// The type that adds a feature, by either name.
const FEATURE: [&str; 2] = ["feat", "feature"];

impl<'a> Header<'a> {
    pub(super) fn of(line: &'a str) -> Option<Self> {
        // A ticket would be a type as well, and so would `feat/door`.
        match Self::strict(line) {
            Some(header) if header.kind.bytes().all(|byte| byte.is_ascii_alphabetic()) => Some(header),
            other => loose::header(line)
                .map(|loose::Loose { subject, kind, breaking }| Self { subject, kind, breaking })
                .or(other),
        }
    }

    /// As the specification has it, where the type is a word: `Doors::Hall has a bell` and `` `ring`: now twice`` begin with
    /// names of the program's.
    pub(super) fn strict(line: &'a str) -> Option<Self> {
        // Most lines that are none have no colon, which is faster to see than to parse.
        line.contains(':').then_some(())?;
        let parsed = git_conventional::Commit::parse(line).ok()?;
        let is_word = !parsed.type_().as_str().contains(['`', '"', '\'', '*', '<']);
        (is_word && !parsed.description().starts_with(':')).then_some(())?;
        Some(Self { subject: line, kind: parsed.type_().as_str(), breaking: parsed.breaking() })
    }

    /// The scope, which may have colons itself (`fix(fmt::list): …`), and what stands behind the header's own colon.
    pub(super) fn parts(&self) -> (Option<&'a str>, &'a str) {
        let begin = self.subject.split(loose::COLON).next().and_then(|before| before.find(loose::OPEN));
        let scoped = begin.and_then(|open| self.subject.split_at_checked(open));
        let close = scoped.and_then(|(_, rest)| rest.find(loose::CLOSE)).zip(begin);
        let from = close.map_or(0, |(close, open)| open.saturating_add(close));
        let colon = self.subject.get(from..).and_then(|rest| rest.split_once(loose::COLON));
        let Some((head, text)) = colon else { return (None, self.subject.trim()) };
        let before = self.subject.get(..from.saturating_add(head.len())).unwrap_or_default();
        let scope = before.split_once(loose::OPEN).and_then(|(_, rest)| rest.rsplit_once(loose::CLOSE));
        let scope = scope.map(|(scope, _)| scope.trim());
        (scope.filter(|scope| !scope.is_empty()), text.trim())
    }

    pub(super) fn is(&self, kinds: &[&str]) -> bool {
        kinds.iter().any(|kind| self.kind.eq_ignore_ascii_case(kind))
    }

    pub(super) fn is_feature(&self) -> bool {
        Self::names_feature(self.kind)
    }

    pub(super) fn names_feature(kind: &str) -> bool {
        FEATURE.iter().any(|name| kind.eq_ignore_ascii_case(name))
    }

    /// Whether its scope is that of other people's packages: `deps`, `deps-dev`, `dependencies`.
    pub(super) fn is_dependency(&self) -> bool {
        let scope = self.parts().0.unwrap_or_default().to_ascii_lowercase();
        self.is(&["deps"])
            || ["dep", "deps", "dependencies"].iter().any(|name| scope == *name)
            || scope.starts_with("deps-")
    }
}

/// What servers and git write before the title of what they merge. Those of squashes are not among them: there the
/// commits are gone.
const MERGES: [&str; 9] = [
    "Merge pull request #",
    "Merge pull request '",
    "Merge branch '",
    "Merge branches '",
    "Merge remote-tracking branch '",
    "Merge tag '",
    "Merge commit '",
    "Merge \"",
    "Merge remote branch '",
];

/// What a commit calls itself.
#[derive(Debug, Clone, Default)]
pub(super) struct Title<'a> {
    /// The first line that says something, as it is.
    pub(super) subject: &'a str,
    /// What its author wrote of it: without what a server puts before it.
    pub(super) text: &'a str,
    /// That, where it is conventional.
    pub(super) header: Option<Header<'a>>,
    pub(super) pull: Option<Pull>,
    /// Of a merge: the title of its pull request, where it is told.
    pub(super) merged: Option<&'a str>,
}

impl<'a> Title<'a> {
    /// Reads the beginning of a message, whose first line says something.
    pub(super) fn read(message: &'a str) -> Self {
        let (subject, body) = message.split_once('\n').unwrap_or((message, ""));
        let subject = start(subject.strip_suffix('\r').unwrap_or(subject), LONGEST);
        let (text, prefixed) = without_prefix(subject, body);
        let pull = prefixed.or_else(|| number_of(text)).or_else(|| number_in_merge(subject));
        let merged = match is_merge(subject) {
            true => quoted_title(subject).or_else(|| first_said(body)).map(without_number),
            false => None,
        };
        Self { subject, text, header: Header::of(text), pull, merged }
    }

    /// As that of a commit with one parent: a merge that was picked, or squashed, brings its changes itself, so that its pull
    /// request's title is its own. Only one that is conventional is known to be a title; `Fixes: #12` is a footer.
    pub(super) fn of_one_parent(self) -> Self {
        let says = |text: &str| text.starts_with(char::is_alphabetic) && !text.contains("://");
        let is_title = |header: &Header<'_>| loose::KNOWN.contains(&header.kind) && says(header.parts().1);
        match self.merged.and_then(|text| Some((text, Header::of(text).filter(is_title)?))) {
            Some((text, header)) => Self { text, header: Some(header), merged: None, ..self },
            None => self,
        }
    }

    /// Whether it says of itself that it merges, and nothing else.
    pub(super) fn is_merge(&self) -> bool {
        is_merge(self.subject) && self.text == self.subject
    }

    /// The subject of the commit it says it takes back.
    pub(super) fn reverted(&self) -> Option<&'a str> {
        reverted(self.text).or_else(|| {
            let header = self.header.as_ref().filter(|header| header.is(&["revert"]))?;
            header.subject.split_once(':').map(|(_, subject)| without_number(subject.trim()))
        })
    }

    /// The subject of the commit whose revert it says it takes back.
    pub(super) fn reapplied(&self) -> Option<&'a str> {
        quoted(self.text, "Reapply ").or_else(|| quoted(self.text, "Revert^2 "))
    }
}

fn is_merge(subject: &str) -> bool {
    subject.starts_with('M') && MERGES.iter().any(|begin| subject.starts_with(begin))
}

/// A title behind what a server puts before it, and the pull request that this names.
fn without_prefix<'a>(subject: &'a str, body: &'a str) -> (&'a str, Option<Pull>) {
    if !subject.starts_with(['M', 'P']) {
        return (subject, None);
    }
    // Azure DevOps; Bitbucket Data Center.
    for (begin, sign) in [("Merged PR ", '!'), ("Pull request #", '#')] {
        let named = subject.strip_prefix(begin).and_then(|rest| rest.split_once(": "));
        if let Some((number, title)) = named
            && let Some(pull) = Pull::of(sign, number)
        {
            return (title, Some(pull));
        }
    }
    // Bitbucket: the title is the next paragraph.
    let named =
        subject.strip_prefix("Merged in ").and_then(|rest| rest.strip_suffix(')')?.rsplit_once(" (pull request #"));
    match named.and_then(|(_, number)| Pull::of('#', number)) {
        Some(pull) => (first_said(body).unwrap_or(subject), Some(pull)),
        None => (subject, None),
    }
}

/// `#12` of `Merge pull request #12 from o/topic`, and of `Merge pull request 'title' (#12) from topic into main`.
fn number_in_merge(subject: &str) -> Option<Pull> {
    let rest = subject.strip_prefix("Merge pull request ")?;
    let number = match rest.strip_prefix('#') {
        Some(number) => number,
        None => rest.rsplit_once("' (#")?.1,
    };
    let end = number.find(|letter: char| !letter.is_ascii_digit()).unwrap_or(number.len());
    Pull::of('#', number.get(..end)?)
}

/// The title that a merge's own subject quotes.
fn quoted_title(subject: &str) -> Option<&str> {
    if let Some(rest) = subject.strip_prefix("Merge \"") {
        return rest.rsplit_once('"').map(|(title, _)| title);
    }
    let rest = subject.strip_prefix("Merge pull request '")?;
    rest.rsplit_once("' (#").map(|(title, _)| title)
}

/// The first line of a body that says something, which is the title of what is merged: where there is none, whoever has
/// signed the merge stands there.
fn first_said(body: &str) -> Option<&str> {
    let first = body.lines().map(str::trim).find(|line| !line.is_empty())?;
    (!is_signature(first)).then(|| start(first, LONGEST))
}

/// Whether a line says who has written, signed, reviewed or seen something, or where.
fn is_signature(line: &str) -> bool {
    let Some((token, _)) = line.split_once(':') else { return false };
    let name = token.to_ascii_lowercase();
    let is_word = !name.contains(|letter: char| letter != '-' && !letter.is_ascii_alphabetic());
    is_word && (name.ends_with("-by") || ["reviewed-on", "change-id", "cc"].contains(&name.as_str()))
}

impl Pull {
    pub(super) fn of(sign: char, number: &str) -> Option<Self> {
        let digits = !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit());
        digits.then(|| number.parse().ok()).flatten().map(|number| Self { sign, number })
    }
}

/// `feat: x` of `Revert "feat: x (#12)" (#13)`.
pub(super) fn reverted(subject: &str) -> Option<&str> {
    quoted(subject, "Revert ")
}

fn quoted<'a>(subject: &'a str, verb: &str) -> Option<&'a str> {
    let rest = without_number(subject).strip_prefix(verb)?;
    let inside = |mark: char| rest.strip_prefix(mark)?.strip_suffix(mark).map(without_number);
    inside('"').or_else(|| inside('\''))
}

/// A subject without the number of its pull request, which servers put behind it.
pub(super) fn without_number(subject: &str) -> &str {
    split_number(subject).map_or(subject, |(text, _)| text)
}

/// That number.
pub(super) fn number_of(subject: &str) -> Option<Pull> {
    split_number(subject).map(|(_, pull)| pull)
}

fn split_number(subject: &str) -> Option<(&str, Pull)> {
    let (text, number) = subject.strip_suffix(')')?.rsplit_once(" (")?;
    let sign = number.chars().next().filter(|sign| matches!(sign, '#' | '!'))?;
    Some((text, Pull::of(sign, number.strip_prefix(sign)?)?))
}
