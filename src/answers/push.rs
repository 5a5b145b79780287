//! A push, also one that deletes.
//!
//! Only the porcelain rows speak for a ref; the prose around them is detail. Text that mentions rules beside an
//! accepted row is a bypass that succeeded, not a refusal.

use serde::{Deserialize, Serialize};

use crate::answers::rules::{BRANCH_RULES, INCURABLE, PULL_REQUEST, TAG_RULES, place};
use crate::answers::{EVERYWHERE, Known, detail, forbidden, mentions, mentions_any, quoting, shut_out};
use crate::error::Error;
use crate::ordered::BTreeSet;

/// What was answered to a push.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Pushed {
    /// How it ended, as a whole.
    pub ended: Ended,
    /// What was answered of each ref.
    pub rows: Vec<Row>,
    /// What was said beside that, in prose.
    pub said: String,
}

/// How a push ended.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Ended {
    /// Nothing went wrong.
    Well,
    /// Something did.
    Badly,
    /// No answer came in time.
    #[default]
    Never,
}

/// What was answered of one ref.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Row {
    /// Its full name.
    #[serde(rename = "ref")]
    pub name: String,
    /// In short.
    pub answer: RowAnswer,
    /// In words.
    pub said: String,
}

/// What became of one ref.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum RowAnswer {
    /// It is as it was asked to be.
    Taken,
    /// So it was before.
    Unchanged,
    /// It stays as it was.
    Refused,
}

/// What became of a push.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// Every ref was taken.
    Landed,
    /// Somebody else was faster: the facts have changed.
    Stale,
    /// The server cannot move several refs at once.
    NoAtomic,
    /// No word, or none to be trusted: look before anything else.
    Lost,
    /// Refused for a reason another look does not cure.
    Refused(Error),
}

/// Most addresses that are passed on of one refusal.
const MOST_SECRETS: usize = 3;

/// Endings of a row that mean "the facts have changed".
const STALE: [&str; 11] = [
    "fetch first",
    "non-fast-forward",
    "stale info",
    "already exists",
    "needs force",
    "remote ref updated since checkout",
    "remote ref does not exist",
    "cannot lock ref",
    "failed to update ref",
    "failed to lock",
    "incorrect old value provided",
];

/// The server itself broke, after it had been asked: what became of the refs is anybody's guess.
const BROKEN: [&str; 2] = ["fatal error in commit_refs", "internal server error"];

/// Judges a push of these refs by what was answered to it.
pub fn of_push(pushed: &Pushed, refs: &[String]) -> Answer {
    let Pushed { ended, rows, said: prose } = pushed;
    if mentions(prose, "does not support --atomic push") {
        return Answer::NoAtomic;
    }
    let row_of = |name: &String| rows.iter().find(|row| row.name == *name);
    if *ended == Ended::Well && refs.iter().all(|name| row_of(name).is_some_and(|row| !row.is_refused())) {
        return Answer::Landed;
    }
    let (siblings, refused): (Vec<&Row>, Vec<&Row>) =
        rows.iter().filter(|row| row.is_refused()).partition(|row| row.is_sibling());
    // Each row blames another one: the server's transaction failed as a whole, and only its prose says why.
    let refused = if refused.is_empty() { siblings } else { refused };
    if refused.is_empty() {
        return without_a_row(*ended, rows.is_empty(), prose);
    }
    if refused.iter().any(|row| row.said.starts_with("[remote failure]") || row.has("remote failed to report status")) {
        return Answer::Lost;
    }
    let reason = refused.iter().map(|row| row.said.as_str()).collect::<Vec<_>>().join("; ");
    let prose = without_bypasses(prose);
    let told = detail(&prose);
    let all = format!("{reason}\n{prose}");
    let tags_alone = refused.iter().all(|row| row.name.starts_with("refs/tags/"));
    if let Some(error) = cause(&all, &reason, &told, tags_alone) {
        return Answer::Refused(error);
    }
    if refused.iter().all(|row| row.is_sibling() || STALE.iter().any(|text| row.has(text))) {
        return Answer::Stale;
    }
    if mentions_any(&all, &BROKEN) {
        return Answer::Lost;
    }
    Answer::Refused(unknown(&reason, &told))
}

/// The remote's words where it found the lock file of one of its refs in place. For a moment that is another push; where it
/// stays, a process died there.
pub fn locked(stderr: &str) -> Option<String> {
    let found = |line: &&str| mentions(line, "unable to create '") && mentions(line, ".lock': file exists");
    stderr
        .lines()
        .find(found)
        .map(|line| crate::answers::short(std::iter::once(line.trim_start_matches("remote:").trim())))
}

/// All that was said where no answer came, on one line: a hook of the server's that ended it speaks as itself.
pub fn beside(stderr: &str) -> Option<String> {
    let said = crate::answers::short(stderr.lines().map(str::trim).filter(|line| !line.starts_with("hint:")));
    (!said.trim().is_empty()).then_some(said)
}

/// No ref was refused, yet not every one was taken. What shuts the door is said before any ref moves; every other
/// ending without a row may hide a push that landed.
fn without_a_row(ended: Ended, silent: bool, stderr: &str) -> Answer {
    if !silent || ended != Ended::Badly {
        return Answer::Lost;
    }
    if mentions(stderr, "remote ref does not exist") {
        return Answer::Stale;
    }
    shut_out(stderr).map_or(Answer::Lost, Answer::Refused)
}

/// The cause of a refusal, unless it is a race or unheard of. What nothing cures comes first (PROTOCOL 13).
fn cause(all: &str, reason: &str, told: &str, tags_alone: bool) -> Option<Error> {
    let told = if told.is_empty() { reason } else { told };
    let (of_branch, of_tag) = by_ref(all, tags_alone);
    let known = Known::find(&INCURABLE, all)
        .or_else(|| Known::find(&EVERYWHERE, all))
        .or_else(|| Known::find(&TAG_RULES, &of_tag))
        .or_else(|| Known::find(&BRANCH_RULES, &of_branch));
    if let Some(known) = known {
        // Sometimes the row alone says it, such as which workflow file it is about.
        let told = if mentions_any(told, known.texts) { told.to_string() } else { format!("{reason} {told}") };
        let error = known.error(&told, &[("{rules}", place(all, known.code == "tag-rule"))]);
        return Some(secrets(all).fold(error, Error::advice));
    }
    if mentions(all, "exists; cannot create") {
        return Some(in_the_way(all, told, tags_alone));
    }
    if let Some((_, says)) = PULL_REQUEST.iter().find(|(texts, _)| mentions_any(all, texts)) {
        return Some(pull_request(says, told, all));
    }
    let denied = ["permission denied for writing", "insufficient permission"];
    mentions_any(all, &denied).then(|| forbidden(told))
}

/// Where each secret that was found can be allowed, as GitHub says at the end of a long answer.
fn secrets(all: &str) -> impl Iterator<Item = String> {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~:/".contains(&byte);
    let allows = move |word: &&str| word.contains("/secret-scanning/unblock-secret/") && word.bytes().all(plain);
    let addresses: BTreeSet<&str> = all.split_whitespace().filter(allows).collect();
    addresses.into_iter().take(MOST_SECRETS).map(|address| format!("to allow it: {address}"))
}

/// What is said of branches, and what of tags: GitHub names the ref in the heading of each list of violations.
fn by_ref(all: &str, tags_alone: bool) -> (String, String) {
    let (mut of_branch, mut of_tag, mut tag) = (String::new(), String::new(), tags_alone);
    for line in all.lines() {
        tag = mentions(line, " for refs/tags/") || tag && !mentions(line, " for refs/heads/");
        let text = if tag { &mut of_tag } else { &mut of_branch };
        text.push_str(line);
        text.push('\n');
    }
    (of_branch, of_tag)
}

/// The branch takes changes by pull request only. The last step leads over to what the run adds: the commands.
fn pull_request(says: &str, told: &str, all: &str) -> Error {
    let never = if mentions(all, "gh0") { " (the default workflow token never can)" } else { "" };
    let place = place(all, false);
    Error::new("pull-request-required", quoting(says, told)).advice(format!(
        "in {place}, let this token's app bypass the rule{never}, or bring the version in by pull request"
    ))
}

/// `a` is there, and `a/b` was to be made, or the other way round. Of branches, only a bump branch can be called otherwise.
fn in_the_way(all: &str, told: &str, tags_alone: bool) -> Error {
    let (before, after) = all.split_once("exists; cannot create").unwrap_or_default();
    let name = before.trim_end().trim_end_matches('\'').rsplit('\'').next().unwrap_or_default();
    let error = Error::new("name-in-the-way", quoting("git cannot keep one ref under the name of another", told))
        .advice(format!("another ref's name stands in the way: delete or rename `{name}`"));
    if tags_alone || after.trim_start().starts_with("'refs/tags/") {
        return error.advice("or choose other names with `--tag-format` (input `tag-format`)");
    }
    error
}

/// A refusal nobody has seen before is passed on in its own words.
fn unknown(reason: &str, told: &str) -> Error {
    Error::new("push-refused", quoting(&format!("the remote refused the push with `{reason}`"), told))
        .advice("cure the reason it gave, then run this again")
}

/// Standard error without hints, and without what the server says of rules that were bypassed: they refused nothing.
fn without_bypasses(stderr: &str) -> String {
    let mut bypassed = false;
    let counts = |line: &&str| {
        if mentions(line, "bypassed rule violations for") {
            bypassed = true;
        } else if mentions(line, "error:") || !line.starts_with("remote:") {
            bypassed = false;
        }
        !bypassed && !line.starts_with("hint:")
    };
    stderr.lines().filter(counts).collect::<Vec<_>>().join("\n")
}

impl Pushed {
    /// Reads what `git push --porcelain` printed, and its exit code, absent where it never ended by itself. The line
    /// between git and everybody else: on this side of it are refs and answers. What is not a row is passed over.
    pub fn read(exit: Option<i32>, stdout: &str, stderr: &str) -> Self {
        let ended = match exit {
            Some(0) => Ended::Well,
            Some(_) => Ended::Badly,
            None => Ended::Never,
        };
        Self { ended, rows: stdout.lines().filter_map(Row::parse).collect(), said: stderr.to_string() }
    }

    /// Where not every ref was answered: with what a listing of those refs shows beside them. git takes `refs/heads/main`
    /// for `refs/heads/refs/heads/main`, too, where there is one: with both it pushes nothing, and with that one alone it
    /// goes there, where the lease stops it. Told in git's words for one ref that another one leaves no room for.
    pub fn beside(self, listed: &str) -> Self {
        let rows: Vec<Row> = listed.lines().filter_map(mistaken).collect();
        if rows.is_empty() { self } else { Self { rows, said: String::new(), ..self } }
    }
}

/// The refusal of a ref that git takes this one for.
fn mistaken(line: &str) -> Option<Row> {
    let (_, other) = line.split_once('\t')?;
    let (start, end) = other.split_once("/refs/")?;
    if !["refs", "refs/tags", "refs/heads", "refs/remotes"].contains(&start) {
        return None;
    }
    let name = format!("refs/{end}");
    let said = format!("'{other}' exists; cannot create '{name}': git takes one for the other");
    Some(Row { name, answer: RowAnswer::Refused, said })
}

impl Row {
    /// A flag, from where to where, a summary. A deletion comes from nowhere (`:refs/heads/x`), and a refused one from
    /// `(delete)`.
    fn parse(line: &str) -> Option<Self> {
        let mut parts = line.splitn(3, '\t');
        let flag = parts.next()?;
        let (_, name) = parts.next()?.split_once(':')?;
        let said = parts.next()?.to_string();
        let answer = match flag {
            "!" => RowAnswer::Refused,
            "=" => RowAnswer::Unchanged,
            _ if flag.chars().count() == 1 => RowAnswer::Taken,
            _ => return None,
        };
        Some(Self { name: name.to_string(), answer, said })
    }

    fn is_refused(&self) -> bool {
        self.answer == RowAnswer::Refused
    }

    fn has(&self, text: &str) -> bool {
        mentions(&self.said, text)
    }

    /// Refused only because another ref of the same atomic push was, or with all of them.
    fn is_sibling(&self) -> bool {
        ["atomic push fail", "atomic transaction failed"].iter().any(|text| self.has(text))
    }
}
