//! What a remote's answer means. One pure function a question: a push, and a read.
//!
//! Only the porcelain rows speak for a ref; the prose around them is detail. Text that mentions rules beside an
//! accepted row is a bypass that succeeded, not a refusal.

use crate::error::Error;

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

/// Endings of a row that mean "the facts have changed".
const STALE: [&str; 12] = [
    "fetch first",
    "non-fast-forward",
    "stale info",
    "already exists",
    "needs force",
    "remote ref updated since checkout",
    "cannot lock ref",
    "failed to update ref",
    "failed to lock",
    "incorrect old value provided",
    "reference already exists",
    "but expected",
];

/// Text that means a pull request, or the checks that come with one, is what the branch wants.
const PULL_REQUEST: [&str; 6] = [
    "changes must be made through a pull request",
    "required status check",
    "status checks are expected",
    "waiting for code scanning",
    "code scanning is waiting",
    "protected branch update failed",
];

/// Text of refusals that no pull request cures; they win over [`PULL_REQUEST`] (PROTOCOL 13).
const INCURABLE: [(&str, &str); 5] = [
    (
        "verified signatures",
        "the branch takes only signed commits: let this token bypass that rule, or release from a branch without it",
    ),
    (
        "push cannot contain secrets",
        "the push protection found a secret in the pushed files: remove it from the branch first",
    ),
    (
        "creations being restricted",
        "a tag rule restricts who creates this tag: add this token's app to its bypass list",
    ),
    ("cannot update this protected ref", "the ref is locked: unlock it, or add this token's app to the bypass list"),
    ("is currently checked out", "the remote has a working copy of this branch: push to a bare repository"),
];

/// Text of a missing permission.
const FORBIDDEN: [&str; 10] = [
    "permission to ",
    "write access to repository not granted",
    "returned error: 403",
    "returned error: 401",
    "authentication failed",
    "could not read username",
    "could not read password",
    "permission denied",
    "insufficient permission",
    "refusing to allow",
];

/// Judges a push by its exit code and both its outputs. `exit` is absent when the answer never came.
pub fn of_push(exit: Option<i32>, stdout: &str, stderr: &str, refs: &[String]) -> Answer {
    if mentions(stderr, "does not support --atomic push") {
        return Answer::NoAtomic;
    }
    let rows: Vec<Row> = stdout.lines().filter_map(Row::parse).collect();
    let row_of = |name: &String| rows.iter().find(|row| row.to == *name);
    if exit == Some(0) && refs.iter().all(|name| row_of(name).is_some_and(|row| row.flag != '!')) {
        return Answer::Landed;
    }
    let (siblings, refused): (Vec<&Row>, Vec<&Row>) =
        rows.iter().filter(|row| row.flag == '!').partition(|row| row.is_sibling());
    // Each row blames another one: the server's transaction failed as a whole, and only its prose says why.
    let refused = if refused.is_empty() { siblings } else { refused };
    if refused.is_empty() {
        // Forbidden is said before any ref moves; every other ending without a row may hide a push that landed.
        return match exit {
            Some(code) if code != 0 && rows.is_empty() && FORBIDDEN.iter().any(|text| mentions(stderr, text)) => {
                Answer::Refused(forbidden(&detail(stderr)))
            }
            _ => Answer::Lost,
        };
    }
    if refused
        .iter()
        .any(|row| row.summary.starts_with("[remote failure]") || row.has("remote failed to report status"))
    {
        return Answer::Lost;
    }
    let told = detail(stderr);
    let reason = refused.iter().map(|row| row.summary).collect::<Vec<_>>().join("; ");
    let all = format!("{reason}\n{told}");
    if let Some((_, advice)) = INCURABLE.iter().find(|(text, _)| mentions(&all, text)) {
        return Answer::Refused(unknown(&reason, &told).advice(*advice));
    }
    if mentions(&all, "refusing to allow") {
        return Answer::Refused(forbidden(format!("{reason} {told}").trim_end()));
    }
    if in_the_way(&all) {
        return Answer::Refused(blocked(&reason, &told));
    }
    if PULL_REQUEST.iter().any(|text| mentions(&all, text)) || mentions(&reason, "protected branch hook declined") {
        return Answer::Refused(pull_request(&told));
    }
    if refused.iter().all(|row| row.is_sibling() || STALE.iter().any(|text| row.has(text))) {
        return Answer::Stale;
    }
    Answer::Refused(unknown(&reason, &told))
}

/// What a failed read means, and whether another one may help.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unreadable {
    /// The cause.
    pub error: Error,
    /// Whether trying again can cure it.
    pub passing: bool,
}

/// Judges a failed `ls-remote` or `fetch`.
pub fn of_read(exit: Option<i32>, stderr: &str) -> Unreadable {
    let told = detail(stderr);
    if exit.is_some() && FORBIDDEN.iter().any(|text| mentions(stderr, text)) {
        return Unreadable { error: forbidden(&told), passing: false };
    }
    if mentions(stderr, "dubious ownership") {
        let message = format!("the remote's folder belongs to another user: `{told}`");
        let error = Error::new("unreachable", message)
            .advice("if you trust it: `git config --global --add safe.directory FOLDER`, then run this again");
        return Unreadable { error, passing: false };
    }
    let gone = ["not found", "does not appear to be a git repository", "does not exist", "no such remote"];
    let passing = exit.is_none() || !gone.iter().any(|text| mentions(stderr, text));
    let why = match exit {
        None => "it did not answer in time".to_string(),
        Some(code) if told.is_empty() => format!("git ended with {code} and said nothing"),
        Some(_) => format!("`{told}`"),
    };
    let error = Error::new("unreachable", format!("the remote cannot be read: {why}"))
        .advice("check the remote's address (`git remote -v`) and the network")
        .advice("a private repository needs a token or key that may see it");
    Unreadable { error, passing }
}

/// A permission is missing; `told` are the remote's words.
fn forbidden(told: &str) -> Error {
    let error = Error::new("no-permission", format!("the remote refuses this token or key: `{told}`"));
    if mentions(told, "workflow") {
        return error.advice("the push touches workflow files: use a token with the `workflows` permission");
    }
    error
        .advice("in a workflow, add `permissions: contents: write` to the job")
        .advice("elsewhere, use a token or key with write access to this repository")
}

/// The branch takes changes by pull request only.
fn pull_request(told: &str) -> Error {
    let said = if told.is_empty() { String::new() } else { format!(": `{told}`") };
    Error::new("pull-request-required", format!("the branch takes changes by pull request only{said}"))
        .advice("let this token's app bypass the rule (the default workflow token never can), or bring the version in by pull request:")
}

/// Whether `a` is there, and `a/b` was to be made, or the other way round.
fn in_the_way(text: &str) -> bool {
    mentions(text, "exists; cannot create")
}

fn blocked(reason: &str, told: &str) -> Error {
    unknown(reason, told).advice("another ref's name stands in the way: rename or delete it")
}

/// A refusal nobody has seen before is passed on in its own words.
fn unknown(reason: &str, told: &str) -> Error {
    let said = if told.is_empty() { String::new() } else { format!(": `{told}`") };
    Error::new("push-refused", format!("the remote refused the push with `{reason}`{said}"))
        .advice("nothing was changed on the remote; cure the reason it gave, then run this again")
}

/// One ref's line of `git push --porcelain`.
struct Row<'a> {
    flag: char,
    to: &'a str,
    summary: &'a str,
}

impl<'a> Row<'a> {
    fn parse(line: &'a str) -> Option<Self> {
        let mut parts = line.splitn(3, '\t');
        let flag = parts.next()?;
        let (_, to) = parts.next()?.split_once(':')?;
        let summary = parts.next()?;
        let mut flags = flag.chars();
        match (flags.next(), flags.next()) {
            (Some(flag), None) => Some(Self { flag, to, summary }),
            _ => None,
        }
    }

    fn has(&self, text: &str) -> bool {
        mentions(self.summary, text)
    }

    /// Refused only because another ref of the same atomic push was, or with all of them.
    fn is_sibling(&self) -> bool {
        ["atomic push fail", "atomic transaction failed"].iter().any(|text| self.has(text))
    }
}

fn mentions(text: &str, lower: &str) -> bool {
    text.to_ascii_lowercase().contains(lower)
}

/// The remote's own words and git's last ones, on one line; where neither spoke, all that was said.
fn detail(stderr: &str) -> String {
    let trimmed = |prefix: &'static str| {
        stderr.lines().filter_map(move |line| line.strip_prefix(prefix)).map(str::trim).filter(|line| !line.is_empty())
    };
    let mut said: Vec<&str> = trimmed("remote:").collect();
    said.extend(stderr.lines().map(str::trim).filter(|line| line.starts_with("ssh: ")));
    said.extend(trimmed("fatal:"));
    if said.is_empty() {
        said.extend(trimmed("").filter(|line| !line.starts_with("hint:")));
    }
    let text = said.join(" ");
    text.chars().take(600).collect()
}

/// What the hosting was asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Asking {
    Pulls,
    OpenPull,
    EditPull,
    Label,
    AutoMerge,
    MergePull,
    Release,
    Dispatch,
}
/// What it meant.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum ApiAnswer {
    Stale,
    Lost,
    Already,
    Clean,
    Refused(Error),
}
/// Stub.
pub fn of_api(denial: &crate::hosting::Denial, _asking: Asking, _hosting: &crate::hosting::Hosting) -> ApiAnswer {
    match denial.status {
        None | Some(500..) => ApiAnswer::Lost,
        Some(422) => ApiAnswer::Stale,
        Some(403) => {
            ApiAnswer::Refused(Error::new("pull-requests-forbidden", denial.text.clone()).advice("change the setting"))
        }
        _ => ApiAnswer::Refused(Error::new("request-refused", denial.text.clone()).advice("x")),
    }
}
