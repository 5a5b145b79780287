//! Real answers of real servers, and what each of them means. The texts are git's, GitHub's, GitLab's, Gitea's,
//! Forgejo's and Bitbucket's own.
#![allow(missing_docs)]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]

#[path = "refusals/api.rs"]
mod api;
#[path = "refusals/codes.rs"]
mod codes;
#[path = "refusals/push.rs"]
mod push;
#[path = "refusals/random.rs"]
mod random;
#[path = "refusals/read.rs"]
mod read;
#[path = "refusals/whole.rs"]
mod whole;

use version_first::Error;

/// What every refusal owes its reader, whatever it is about. `says` and `next` are parts of its sentence and its steps.
fn helps(name: &str, error: &Error, says: &str, next: &str) {
    let steps = error.next_steps.join("\n");
    assert!(error.message.contains(says), "{name}: `{says}` is not in `{}`", error.message);
    assert!(!steps.is_empty(), "{name} does not say what next");
    assert!(steps.contains(next), "{name}: `{next}` is not in\n{steps}");
    assert!(!steps.contains(['{', '}']), "{name} leaves something open:\n{steps}");
    for text in error.next_steps.iter().chain([&error.message]) {
        assert!(!text.contains("``"), "{name} quotes nothing: {text}");
        let house = text.chars().next().is_some_and(|first| !first.is_uppercase()) && !text.ends_with(['.', ':']);
        assert!(house, "{name} is not written as the house does: {text}");
    }
    whole::is_as_it_was(name, error);
}
