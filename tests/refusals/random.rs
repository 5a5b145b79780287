//! Whatever a server says: no panic, an answer that helps, and nothing that depends on the case of letters.

use proptest::prelude::*;
use version_first::answers::{Answer, ApiAnswer, Asking, Pushed, of_api, of_push, of_read};
use version_first::hosting::{Denial, Kind};

use crate::api::hosting;

const ASKING: [Asking; 8] = [
    Asking::Pulls,
    Asking::OpenPull,
    Asking::EditPull,
    Asking::Label,
    Asking::AutoMerge,
    Asking::MergePull,
    Asking::Release,
    Asking::Dispatch,
];

/// Pieces of answers, so that random texts meet the classifier's own words in every order.
fn pieces() -> impl Strategy<Value = String> {
    let known = prop::sample::select(vec![
        "remote: ",
        "fatal: ",
        "hint: ",
        "ERROR: ",
        "error: GH006: Protected branch update failed for refs/heads/main.",
        "error: GH013: Repository rule violations found for refs/tags/v1.",
        "Bypassed rule violations for refs/heads/main:",
        "- Commits must have verified signatures.",
        "- Changes must be made through a pull request.",
        "- Cannot create ref due to creations being restricted.",
        "'refs/heads/a' exists; cannot create",
        "exists; cannot create 'refs/tags/a/b'",
        "refusing to allow",
        "Permission denied (publickey).",
        "!\t",
        "\tx:refs/heads/main\t",
        "\t:refs/tags/v1\t",
        "[rejected] (stale info)",
        "[remote rejected] (atomic push failure)",
        "[remote failure]",
        "already_exists",
        "rate limit exceeded",
        "is in clean status",
        "invalid",
        "\"field\":\"head\"",
        "{repository}",
        "\n",
        "\r\n",
        "é→\u{0}\u{202e}",
    ]);
    let piece = prop_oneof![3 => known.prop_map(str::to_string), 1 => "\\PC{0,12}", 1 => any::<String>()];
    prop::collection::vec(piece, 0..12).prop_map(|pieces| pieces.concat())
}

/// At least a sentence and a step.
fn helps(error: &version_first::Error) -> bool {
    !error.code.is_empty()
        && !error.message.is_empty()
        && !error.next_steps.is_empty()
        && error.message.chars().count() < 2000
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn pushes(exit in prop::option::of(-1..=128_i32), stdout in pieces(), stderr in pieces()) {
        let refs = ["refs/heads/main".to_string(), "refs/tags/v1".to_string()];
        let answer = of_push(&Pushed::read(exit, &stdout, &stderr), &refs);
        if let Answer::Refused(error) = &answer {
            prop_assert!(helps(error), "{error:?}");
        }
        // What a push that failed, or that nobody heard of, is never taken for.
        prop_assert!(exit == Some(0) || answer != Answer::Landed);
        // Silence decides nothing but one thing: that the server cannot move several refs at once.
        if exit.is_none() && stdout.is_empty() {
            prop_assert_eq!(answer, Answer::Lost);
        }
    }

    #[test]
    fn reads(exit in prop::option::of(-1..=128_i32), stderr in pieces()) {
        let unreadable = of_read(exit, &stderr);
        prop_assert!(helps(&unreadable.error), "{unreadable:?}");
        prop_assert!(exit.is_some() || unreadable.error.code == "unreachable");
    }

    #[test]
    fn requests(
        status in prop::option::of(100..=599_u16),
        text in pieces(),
        retry_after in prop::option::of(any::<u32>()),
        asking in prop::sample::select(ASKING.to_vec()),
        github in any::<bool>(),
    ) {
        let hosting = hosting(if github { Kind::Github } else { Kind::Gitea });
        let answer = of_api(&Denial { status, text: text.clone(), retry_after }, asking, &hosting);
        if let ApiAnswer::Refused(error) = &answer {
            prop_assert!(helps(error), "{error:?}");
        }
        prop_assert!(status.is_some_and(|status| status < 500) || answer == ApiAnswer::Lost);
        prop_assert!(asking == Asking::AutoMerge || answer != ApiAnswer::Clean);
        let loud = of_api(&Denial { status, text: text.to_ascii_uppercase(), retry_after }, asking, &hosting);
        prop_assert_eq!(std::mem::discriminant(&answer), std::mem::discriminant(&loud));
    }
}
