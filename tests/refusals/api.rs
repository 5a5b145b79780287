//! Requests to the hosting's API that did not do what was asked.

#[path = "api/moved_on.rs"]
mod moved_on;
#[path = "api/permissions.rs"]
mod permissions;
#[path = "api/settings.rs"]
mod settings;

use version_first::answers::Asking::{AutoMerge, Dispatch, EditPull, Label, MergePull, OpenPull, Pulls, Release};
use version_first::answers::{ApiAnswer, Asking, of_api};
use version_first::hosting::{Denial, Hosting, Kind};

use crate::helps;

const GITHUB: Kind = Kind::Github;
const GITEA: Kind = Kind::Gitea;

pub fn hosting(kind: Kind) -> Hosting {
    let server_url = match kind {
        Kind::Github => "https://github.com",
        Kind::Gitea => "https://git.example.org",
    };
    Hosting { kind, name: "o/r".to_string(), server_url: server_url.to_string() }
}

/// Name, asked for, of whom, status, seconds to wait, text, meaning, part of the sentence, part of the next steps.
type Row<'a> = (&'a str, Asking, Kind, Option<u16>, Option<u32>, &'a str, &'a str, &'a str, &'a str);

fn check(rows: &[Row]) {
    for (name, asking, kind, status, retry_after, text, meaning, says, next) in rows {
        let denial = Denial { status: *status, text: text.to_string(), retry_after: *retry_after };
        match of_api(&denial, *asking, &hosting(*kind)) {
            ApiAnswer::Refused(error) => {
                assert_eq!(error.code, *meaning, "{name}: {error:?}");
                helps(name, &error, says, next);
            }
            answer => assert_eq!(format!("{answer:?}").to_lowercase(), *meaning, "{name}"),
        }
    }
}

#[test]
fn nothing_is_known() {
    check(&[
        ("no answer", OpenPull, GITHUB, None, None, "socket hang up", "lost", "", ""),
        ("no answer, but a word", OpenPull, GITHUB, None, Some(60), "rate limit exceeded", "lost", "", ""),
        ("bad gateway", MergePull, GITHUB, Some(502), None, "Bad Gateway", "lost", "", ""),
        ("unavailable for a while", Release, GITHUB, Some(503), Some(30), "", "lost", "", ""),
        ("broken", Release, GITEA, Some(500), None, "Internal Server Error", "lost", "", ""),
        ("the request took too long", Dispatch, GITHUB, Some(408), None, "Request Timeout", "lost", "", ""),
        (
            "GraphQL gave up",
            AutoMerge,
            GITHUB,
            Some(200),
            None,
            "Something went wrong while executing your query. This may be the result of a timeout, or it could be a GitHub bug.",
            "lost",
            "",
            "",
        ),
    ]);
}

#[test]
fn too_many_requests() {
    check(&[
        (
            "the hourly limit, with its end",
            Pulls,
            GITHUB,
            Some(403),
            Some(1790),
            "API rate limit exceeded for installation ID 1.",
            "rate-limited",
            "takes no more requests",
            "run this again in 30 minutes",
        ),
        (
            "the hourly limit, without",
            Pulls,
            GITHUB,
            Some(403),
            None,
            "API rate limit exceeded for installation ID 1.",
            "rate-limited",
            "takes no more requests",
            "in an hour",
        ),
        (
            "the secondary limit",
            OpenPull,
            GITHUB,
            Some(403),
            Some(60),
            "You have exceeded a secondary rate limit. Please wait a few minutes before you try again.",
            "rate-limited",
            "secondary",
            "in 60 seconds",
        ),
        (
            "the secondary limit, without a time",
            Release,
            GITHUB,
            Some(403),
            None,
            "You have exceeded a secondary rate limit. Please wait a few minutes before you try again.",
            "rate-limited",
            "secondary",
            "in a few minutes",
        ),
        (
            "the secondary limit, in its old words",
            OpenPull,
            GITHUB,
            Some(403),
            None,
            "You have triggered an abuse detection mechanism.",
            "rate-limited",
            "abuse",
            "in a few minutes",
        ),
        ("429 without a word", Label, GITEA, Some(429), None, "", "rate-limited", "`HTTP 429`", "in an hour"),
        (
            "a wait alone",
            EditPull,
            GITHUB,
            Some(403),
            Some(0),
            "Forbidden",
            "rate-limited",
            "takes no more requests",
            "in 1 seconds",
        ),
        (
            "GraphQL's",
            AutoMerge,
            GITHUB,
            Some(200),
            None,
            "API rate limit exceeded for user ID 1.",
            "rate-limited",
            "takes no more requests",
            "in an hour",
        ),
        (
            "pull requests too fast",
            OpenPull,
            GITHUB,
            Some(422),
            None,
            "Validation Failed: was submitted too quickly",
            "rate-limited",
            "too quickly",
            "in a few minutes",
        ),
    ]);
}

/// One text alone, answered to a request.
#[test]
fn that_say_it_in_one_sentence() {
    for (asking, kind, status, said, meaning) in [
        (Pulls, GITHUB, 403, "You have triggered an abuse detection mechanism.", "rate-limited"),
        (AutoMerge, GITHUB, 200, "We couldn't respond to your request in time. Sorry about that.", "lost"),
        (OpenPull, GITHUB, 422, "Head sha can't be blank", "stale"),
        (OpenPull, GITHUB, 422, "Base sha can't be blank", "stale"),
        (OpenPull, GITHUB, 422, "Head ref must be a branch", "stale"),
        (OpenPull, GITHUB, 422, "A pull request already exists for o:x.", "stale"),
        (AutoMerge, GITHUB, 200, "Pull request is closed", "stale"),
        (Release, GITHUB, 422, "Published releases must have a valid tag", "stale"),
        (Release, GITHUB, 422, "tag_name is not a valid tag", "stale"),
        (EditPull, GITHUB, 403, "Must have push access to view repository collaborators.", "no-permission"),
        (EditPull, GITHUB, 403, "The user does not have permission to do this.", "no-permission"),
        (EditPull, GITHUB, 403, "Forbidden", "no-permission"),
        (OpenPull, GITEA, 403, "Can't read pulls or can't read UnitTypeCode", "no-permission"),
        (Dispatch, GITHUB, 422, "Workflow does not exist", "workflow-not-found"),
        (Dispatch, GITEA, 404, "The target couldn't be found.", "workflow-not-found"),
        (EditPull, GITEA, 404, "404 page not found", "not-supported"),
        (EditPull, GITHUB, 404, "404 page not found", "no-permission"),
        (MergePull, GITEA, 404, "404 page not found", "no-permission"),
        (MergePull, GITHUB, 403, "You're not authorized to push to this branch.", "merge-refused"),
        (MergePull, GITEA, 403, "User not allowed to merge PR", "merge-refused"),
        (AutoMerge, GITHUB, 200, "Pull Request has merge conflicts", "merge-refused"),
        (AutoMerge, GITHUB, 200, "Pull request Pull request is in draft status", "merge-refused"),
        (
            AutoMerge,
            GITHUB,
            200,
            "At least 1 approving review is required by reviewers with write access.",
            "merge-refused",
        ),
        (AutoMerge, GITHUB, 200, "Changes must be made through the merge queue", "merge-refused"),
        (AutoMerge, GITHUB, 200, "4 of 6 required status checks are expected.", "merge-refused"),
        (
            AutoMerge,
            GITHUB,
            200,
            "Repository rule violations found: Cannot update this protected ref.",
            "merge-refused",
        ),
        (AutoMerge, GITHUB, 200, "Pull Request is not mergeable", "merge-refused"),
    ] {
        check(&[(said, asking, kind, Some(status), None, said, meaning, "", "")]);
    }
}
