//! A request to the hosting's API that did not do what was asked.
//!
//! A refused request has three faces at least: a permission, a limit of requests, a setting. Status codes do not tell
//! them apart, so the text does; GraphQL answers 200 whatever happens.

use crate::answers::settings::SETTINGS;
use crate::answers::{Asking, EVERYWHERE, Known, mentions_any, quoting, short};
use crate::error::Error;
use crate::hosting::{Denial, Hosting, Kind};

/// What came of a request that did not do what was asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ApiAnswer {
    /// The facts have changed: read them again.
    Stale,
    /// No word, or none to be trusted: look before anything else.
    Lost,
    /// It is so already.
    Already,
    /// There is nothing to wait for: the pull request can be merged directly.
    Clean,
    /// Refused for a reason another look does not cure.
    Refused(Error),
}

/// Texts of a limit of requests.
const LIMITS: [&str; 4] =
    ["rate limit exceeded", "secondary rate limit", "abuse detection mechanism", "submitted too quickly"];

/// Texts of an answer that says nothing about what was done.
const NOTHING_SAID: [&str; 2] =
    ["something went wrong while executing your query", "couldn't respond to your request in time"];

/// Texts of a pull request that auto-merge has nothing to wait for.
const CLEAN: [&str; 3] = ["in clean status", "in unstable status", "protected branch rules not configured"];

/// Texts that mean "the facts have changed", whatever was asked.
const STALE: [&str; 13] = [
    "pull request already exists",
    "no commits between",
    "head sha can't be blank",
    "base sha can't be blank",
    "head ref must be a branch",
    "could not resolve to a",
    "branch was modified",
    "pull request is closed",
    "no ref found for",
    "published releases must have a valid tag",
    "is not a valid tag",
    "release is has no tag",
    "try again later",
];

/// Texts of a permission that this token does not have, with status 403 and some 422.
const FORBIDDEN: [&str; 6] =
    ["resource not accessible", "must have", "must be a collaborator", "permission", "forbidden", "can't read pulls"];

/// Judges a request to the hosting that did not do what was asked.
pub fn of_api(denial: &Denial, asking: Asking, hosting: &Hosting) -> ApiAnswer {
    let Some(status) = denial.status.filter(|status| *status < 500 && *status != 408) else { return ApiAnswer::Lost };
    let text = denial.text.as_str();
    let told = match short(text.split_whitespace()) {
        words if words.is_empty() => format!("HTTP {status}"),
        words => words,
    };
    let has = |words: &[&str]| mentions_any(text, words);
    let limited = matches!(status, 403 | 429) && denial.retry_after.is_some();
    if limited || status == 429 || has(&LIMITS) {
        return ApiAnswer::Refused(rate_limited(&told, denial.retry_after));
    }
    if has(&NOTHING_SAID) {
        return ApiAnswer::Lost;
    }
    if status == 401 {
        return ApiAnswer::Refused(unknown_token(&told));
    }
    if matches!(status, 301 | 307 | 308) {
        return ApiAnswer::Refused(moved(&told, hosting));
    }
    let repository = format!("{}/{}", hosting.server_url, hosting.name);
    let fill = [("{repository}", repository.as_str())];
    let settings = SETTINGS.iter().filter(|(of, _)| of.contains(&asking)).map(|(_, known)| known);
    let known = Known::find(&EVERYWHERE, text).or_else(|| first(settings, text));
    if let Some(answer) = good_news(text, status, asking, hosting.kind) {
        return answer;
    }
    if let Some(known) = known {
        return ApiAnswer::Refused(known.error(&told, &fill));
    }
    if has(&STALE) || status == 409 || (status == 422 && invalid_ref(text)) {
        return ApiAnswer::Stale;
    }
    ApiAnswer::Refused(match status {
        404 | 405 if no_such_route(text, status, asking, hosting.kind) => not_supported(&told, asking),
        404 | 422 if asking == Asking::Dispatch && (status == 404 || has(&["workflow does not exist"])) => {
            no_workflow(&told)
        }
        404 => hidden(&told, asking, hosting),
        405 if asking == Asking::MergePull => merge_refused(&told),
        200..=299 | 403 | 422 if has(&FORBIDDEN) => forbidden(&told, asking),
        403 if text.trim().is_empty() => forbidden(&told, asking),
        _ => Error::new("request-refused", quoting(&format!("the hosting refused {}", doing(asking)), &told))
            .advice("cure the reason it gave, then run this again"),
    })
}

fn first<'a>(mut causes: impl Iterator<Item = &'a Known>, text: &str) -> Option<&'a Known> {
    causes.find(|known| mentions_any(text, known.texts))
}

/// Refusals that are none: it is so already, there is nothing to wait for, or the world has moved on.
fn good_news(text: &str, status: u16, asking: Asking, kind: Kind) -> Option<ApiAnswer> {
    let has = |words: &[&str]| mentions_any(text, words);
    match asking {
        Asking::AutoMerge if has(&CLEAN) => Some(ApiAnswer::Clean),
        Asking::AutoMerge if has(&["already enabled"]) => Some(ApiAnswer::Already),
        Asking::Release if has(&["used by an immutable release"]) => None,
        Asking::Release if kind == Kind::Gitea && status == 409 => Some(ApiAnswer::Already),
        Asking::Release | Asking::Label if has(&["already_exists", "already exist"]) => Some(ApiAnswer::Already),
        _ => None,
    }
}

/// `{"field":"head","code":"invalid"}` in whichever clothes: a branch or commit that was named is gone.
fn invalid_ref(text: &str) -> bool {
    let text: String = text.to_ascii_lowercase().split_whitespace().collect();
    let fields = ["head", "base", "target_commitish"];
    let apart = |field: &&str| {
        text.contains(&format!("\"field\":\"{field}\""))
            || text.contains(&format!("{field}invalid"))
            || text.contains(&format!("{field}isinvalid"))
    };
    text.contains("invalid") && fields.iter().any(apart)
}

/// Gitea answers 404 for what it does not know how to do, and for what it does not show. It explains the latter.
fn no_such_route(text: &str, status: u16, asking: Asking, kind: Kind) -> bool {
    let explained = mentions_any(text, &["target couldn't be found", "workflow"]);
    kind == Kind::Gitea
        && match asking {
            Asking::AutoMerge => true,
            Asking::Dispatch => !explained,
            Asking::MergePull => false,
            _ => status == 405 || mentions_any(text, &["page not found"]),
        }
}

pub(super) fn rate_limited(told: &str, retry_after: Option<u32>) -> Error {
    let when = match retry_after {
        Some(seconds) if seconds > 120 => format!("in {} minutes", seconds.div_ceil(60)),
        Some(seconds) => format!("in {} seconds", seconds.max(1)),
        None if mentions_any(told, &["secondary", "abuse", "quickly"]) => "in a few minutes".to_string(),
        None => "in an hour: that is how long a token's requests are counted".to_string(),
    };
    Error::new("rate-limited", quoting("the hosting takes no more requests from this token for now", told))
        .advice(format!("run this again {when}"))
        .advice("a token of its own for releases shares its limit with nobody else")
}

fn unknown_token(told: &str) -> Error {
    Error::new("no-permission", quoting("the hosting does not know this token", told))
        .advice("check that the input `token` (or `GITHUB_TOKEN`) is whole, has not expired and was not revoked")
}

fn moved(told: &str, hosting: &Hosting) -> Error {
    let message = quoting(&format!("the repository is no longer at `{}`", hosting.name), told);
    Error::new("repository-moved", message).advice("give the remote its new address: `git remote set-url origin URL`")
}

fn not_supported(told: &str, asking: Asking) -> Error {
    Error::new("not-supported", quoting(&format!("this hosting does not know how {}", doing(asking)), told))
        .advice("leave that setting out here, or update the server")
}

fn no_workflow(told: &str) -> Error {
    Error::new("workflow-not-found", quoting("there is no such workflow that this token may start", told))
        .advice("name a file of `.github/workflows` that is on the default branch, such as `publish.yml`")
        .advice("if it is there, add `actions: write` to the job's `permissions:`")
}

fn merge_refused(told: &str) -> Error {
    Error::new("merge-refused", quoting("the pull request cannot be merged as it is", told))
        .advice("once somebody has merged it, the next run goes on from there")
}

/// What is not shown to a token is answered as if it were not there.
fn hidden(told: &str, asking: Asking, hosting: &Hosting) -> Error {
    let message = format!("the hosting has nothing at `{}` for this token {}", hosting.name, doing(asking));
    with_permissions(Error::new("no-permission", quoting(&message, told)), asking)
        .advice("a private repository shows itself only to a token that was given access to it")
}

fn forbidden(told: &str, asking: Asking) -> Error {
    let message = format!("the hosting does not let this token do it: {}", doing(asking));
    with_permissions(Error::new("no-permission", quoting(&message, told)), asking)
}

/// Which permissions the request needs.
fn with_permissions(error: Error, asking: Asking) -> Error {
    let (line, scopes) = match asking {
        Asking::Pulls | Asking::OpenPull | Asking::EditPull => ("`pull-requests: write`", "`Pull requests`"),
        Asking::Label => ("`pull-requests: write` and `issues: write`", "`Pull requests` and `Issues`"),
        Asking::AutoMerge | Asking::MergePull => {
            ("`contents: write` and `pull-requests: write`", "`Contents` and `Pull requests`")
        }
        Asking::Release => ("`contents: write`", "`Contents`"),
        Asking::Dispatch => ("`actions: write`", "`Actions`"),
    };
    error
        .advice(format!("in a workflow, add {line} to the job's `permissions:`"))
        .advice(format!("an App or a fine-grained token needs {scopes}: read and write"))
}

/// The request, as the end of a sentence.
fn doing(asking: Asking) -> &'static str {
    match asking {
        Asking::Pulls => "to list pull requests",
        Asking::OpenPull => "to open a pull request",
        Asking::EditPull => "to change a pull request",
        Asking::Label => "to label a pull request",
        Asking::AutoMerge => "to have a pull request merged by itself",
        Asking::MergePull => "to merge a pull request",
        Asking::Release => "to make a release",
        Asking::Dispatch => "to start a workflow",
    }
}
