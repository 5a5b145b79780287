//! One commit's message, read as a conventional commit, and as whatever people and their tools make of one.

/// Most of a message that is parsed as a conventional commit, in bytes; what people write by hand is far below.
const PARSED_BYTES: usize = 64 * 1024;

/// The first lines that git and GitHub give to merges. Those of squashes are not among them: there the commits are gone.
const MERGES: [&str; 6] = [
    "Merge pull request #",
    "Merge branch '",
    "Merge branches '",
    "Merge remote-tracking branch '",
    "Merge tag '",
    "Merge commit '",
];

/// A line of git's own above the commits it has squashed, each indented by four columns.
const SQUASHED: &str = "Squashed commit of the following:";

/// What a message says.
#[derive(Debug, Default)]
pub(super) struct Message<'a> {
    /// Its first line that says something.
    pub(super) subject: &'a str,
    /// That line, where it is conventional.
    pub(super) header: Option<Header<'a>>,
    /// Whether a footer announces a breaking change.
    pub(super) breaking: bool,
    /// That footer's text, as far as its paragraph goes.
    breakage: Option<&'a str>,
    /// Whether it carries our trailer, and no squashed commits beside it.
    pub(super) ours: bool,
    /// What its footer `Release-As` says.
    pub(super) release_as: Option<&'a str>,
    /// The headers of commits that were squashed into this one.
    pub(super) squashed: Vec<Header<'a>>,
    /// The object names it says it reverts; maybe shortened.
    pub(super) reverts: Vec<&'a str>,
}

/// A first line such as `feat(scope)!: subject`.
#[derive(Debug)]
pub(super) struct Header<'a> {
    /// The line.
    pub(super) subject: &'a str,
    pub(super) kind: &'a str,
    pub(super) breaking: bool,
}

impl<'a> Message<'a> {
    pub(super) fn read(text: &'a str) -> Self {
        let text = first_text(text);
        let subject = first_line(text);
        let mut message = Self { subject, header: header_of(text), ..Self::default() };
        message.breakage = breakage_in(text);
        let mut undone = Vec::new();
        let mut squash = Squash { inside: subject == SQUASHED, begins: false };
        for line in text.lines().skip(1) {
            message.read_line(line, &mut squash, &mut undone);
        }
        // One after the other: a change may be squashed with its own revert.
        for subject in undone {
            if let Some(place) = message.squashed.iter().position(|header| without_number(header.subject) == subject) {
                message.squashed.remove(place);
            }
        }
        message.ours &= message.squashed.is_empty();
        message
    }

    fn read_line(&mut self, line: &'a str, squash: &mut Squash, undone: &mut Vec<&'a str>) {
        if line == SQUASHED {
            squash.inside = true;
        }
        let indented = if squash.inside { line.strip_prefix("    ") } else { None };
        let said = indented.unwrap_or(line);
        if squash.inside && line.starts_with("commit ") {
            squash.begins = true;
        }
        let begun = if indented.is_some() && squash.begins && !said.is_empty() {
            squash.begins = false;
            Some(said)
        } else {
            said.strip_prefix("* ")
        };
        if let Some(subject) = begun {
            match reverted(subject) {
                Some(subject) => undone.push(subject),
                None => self.squashed.extend(Header::of(subject)),
            }
            return;
        }
        match said.as_bytes().first() {
            Some(b'B') => {
                self.breaking |= said.starts_with("BREAKING CHANGE: ") || said.starts_with("BREAKING-CHANGE: ");
            }
            Some(b'V') => self.ours |= indented.is_none() && said.starts_with("Version-First:"),
            Some(b'T') => {
                let rest = said.strip_prefix("This reverts commit ");
                self.reverts.extend(rest.filter(|_| indented.is_none()).and_then(|rest| object_names(rest).next()));
            }
            Some(b'R' | b'r') => self.read_reference(said),
            _ => {}
        }
    }

    /// `Release-As: 2.0.0`, and `Refs: 676104e, a215868` of a `revert`.
    fn read_reference(&mut self, line: &'a str) {
        let Some((token, value)) = line.split_once(':') else { return };
        if token.eq_ignore_ascii_case("release-as") {
            self.release_as = Some(value.trim());
        }
        let is_revert = self.header.as_ref().is_some_and(|header| header.kind.eq_ignore_ascii_case("revert"));
        if is_revert && token.eq_ignore_ascii_case("refs") {
            self.reverts.extend(object_names(value));
        }
    }

    /// What its footer says that breaks, on one line; empty: it only says that something does.
    pub(super) fn breakage(&self) -> String {
        self.breakage.map(|text| text.split_whitespace().collect::<Vec<_>>().join(" ")).unwrap_or_default()
    }

    /// Whether it says of itself that it merges.
    pub(super) fn is_merge(&self) -> bool {
        MERGES.iter().any(|begin| self.subject.starts_with(begin))
    }

    /// The subject of the commit it says it takes back.
    pub(super) fn reverted(&self) -> Option<&'a str> {
        reverted(self.subject).or_else(|| {
            let header = self.header.as_ref().filter(|header| header.kind.eq_ignore_ascii_case("revert"))?;
            header.subject.split_once(':').map(|(_, subject)| without_number(subject.trim()))
        })
    }

    /// The subject of the commit whose revert it says it takes back.
    pub(super) fn reapplied(&self) -> Option<&'a str> {
        quoted(self.subject, "Reapply ")
    }
}

/// Where we are in what `git merge --squash` has written.
struct Squash {
    inside: bool,
    /// Whether a commit's own message is to come.
    begins: bool,
}

impl<'a> Header<'a> {
    fn of(line: &'a str) -> Option<Self> {
        let parsed = git_conventional::Commit::parse(line).ok()?;
        Some(Self { subject: line, kind: parsed.type_().as_str(), breaking: parsed.breaking() })
    }

    /// The scope, and what stands behind the colon.
    pub(super) fn parts(&self) -> (Option<&'a str>, &'a str) {
        let (before, text) = self.subject.split_once(':').unwrap_or(("", self.subject));
        let scope = before.split_once('(').and_then(|(_, rest)| rest.rsplit_once(')')).map(|(scope, _)| scope.trim());
        (scope.filter(|scope| !scope.is_empty()), text.trim())
    }

    pub(super) fn is_feature(&self) -> bool {
        self.kind.eq_ignore_ascii_case("feat")
    }
}

fn header_of(message: &str) -> Option<Header<'_>> {
    let parsed = message.get(..message.floor_char_boundary(PARSED_BYTES)).unwrap_or_default();
    let subject = first_line(parsed);
    // The rest of a message can only add this; reading it whole takes most of the time a long history costs.
    if !parsed.contains("BREAKING") {
        return Header::of(subject);
    }
    match git_conventional::Commit::parse(parsed) {
        Ok(commit) => Some(Header { subject, kind: commit.type_().as_str(), breaking: commit.breaking() }),
        // One slip after the header (no blank line, a footer without value) and the parser refuses the whole message. The
        // header still says what its author meant.
        Err(_) => Header::of(subject),
    }
}

/// The message from its first line that says something.
fn first_text(message: &str) -> &str {
    let mut rest = message;
    while let Some((line, after)) = rest.split_once('\n') {
        if !line.trim().is_empty() {
            break;
        }
        rest = after;
    }
    rest
}

fn first_line(message: &str) -> &str {
    message.lines().next().unwrap_or_default()
}

/// `feat: x` of `Revert "feat: x (#12)" (#13)`.
fn reverted(subject: &str) -> Option<&str> {
    quoted(subject, "Revert ")
}

fn quoted<'a>(subject: &'a str, verb: &str) -> Option<&'a str> {
    let rest = without_number(subject).strip_prefix(verb)?;
    rest.strip_prefix('"')?.strip_suffix('"').map(without_number)
}

/// What follows `BREAKING CHANGE:`, up to a blank line or the next footer.
fn breakage_in(text: &str) -> Option<&str> {
    let starts = ["\nBREAKING CHANGE: ", "\nBREAKING-CHANGE: "];
    let rest = starts.iter().find_map(|start| text.split_once(start)).map(|(_, rest)| rest)?;
    let footer = |line: &str| {
        let token = line.split_once(": ").or_else(|| line.split_once(" #")).map(|(token, _)| token);
        token.is_some_and(|token| token.contains('-') && token.bytes().all(|b| b.is_ascii_alphabetic() || b == b'-'))
    };
    let mut end = 0_usize;
    for line in rest.split_inclusive('\n') {
        if line.trim().is_empty() || (end > 0 && footer(line)) {
            break;
        }
        end = end.saturating_add(line.len());
    }
    rest.get(..end)
}

/// A subject without the number of its pull request, which GitHub puts behind it.
pub(super) fn without_number(subject: &str) -> &str {
    split_number(subject).map_or(subject, |(text, _)| text)
}

/// That number.
pub(super) fn number_of(subject: &str) -> Option<u64> {
    split_number(subject).and_then(|(_, number)| number.parse().ok())
}

fn split_number(subject: &str) -> Option<(&str, &str)> {
    let (text, number) = subject.strip_suffix(')')?.rsplit_once(" (#")?;
    (!number.is_empty() && number.bytes().all(|b| b.is_ascii_digit())).then_some((text, number))
}

/// Words that may be object names.
fn object_names(text: &str) -> impl Iterator<Item = &str> {
    let words = text.split(|c: char| !c.is_ascii_alphanumeric());
    words.filter(|word| (7..=64).contains(&word.len()) && word.bytes().all(|b| b.is_ascii_hexdigit()))
}
