//! Histories with merges and reverts: what counts, and what readers are told.

use version_first::commits::{BumpRules, Commit, decide};
use version_first::notes::{Links, write};

use super::semver;

/// A name; the commits, newest first, each `name parents: message`, names of one hexadecimal digit that stand for forty of them
/// in the message too (`@a`); what the commits ask for together; what is told, in the order of the notes.
type Row = (&'static str, &'static [&'static str], &'static str, &'static [&'static str]);

#[rustfmt::skip]
const GRAPHS: &[Row] = &[
    ("a merge by its server's title links what it brought",
        &["4 1 3: Merge pull request #120 from o/topic\n\nBells", "3 2: fix: its button", "2 0: feat: a bell", "1 0: fix: a leak"],
        "minor", &["a bell (#120)", "its button (#120)", "a leak"]),
    ("a number of its own goes before the merge's",
        &["3 1 2: Merge pull request #120 from o/topic", "2 0: feat: a bell (#7)", "1 0: fix: a leak"],
        "minor", &["a bell (#7)", "a leak"]),
    ("the innermost merge is the pull request",
        &["6 1 5: Merge pull request #50 from o/develop", "5 2 4: Merge pull request #41 from o/bell", "4 3: feat: a bell", "3 2: fix: a clapper", "2 0: fix: on develop", "1 0: fix: a leak"],
        "minor", &["a bell (#41)", "a clapper (#41)", "on develop (#50)", "a leak"]),
    ("a branch that took in the main one",
        &["5 2 4: Merge pull request #8 from o/topic", "4 3 2: Merge branch 'main' into topic", "3 0: feat: a bell", "2 1: fix: a leak", "1 0: fix: a drip"],
        "minor", &["a bell (#8)", "a leak", "a drip"]),
    ("somebody's pull of the main branch",
        &["5 4 3: Merge branch 'main' of host:o/r", "4 0: fix: mine", "3 1 2: Merge pull request #9 from o/topic", "2 0: feat: a bell", "1 0: fix: a leak"],
        "minor", &["a bell (#9)", "mine", "a leak"]),
    ("GitLab's merge",
        &["3 1 2: Merge branch 'topic' into 'main'\n\nBells\n\nSee merge request o/r!12", "2 0: feat: a bell", "1 0: fix: a leak"],
        "minor", &["a bell (!12)", "a leak"]),
    ("Gitea's merge",
        &["3 1 2: Merge pull request 'Bells' (#12) from topic into main\n\nReviewed-on: https://h/o/r/pulls/12", "2 0: feat: a bell", "1 0: fix: a leak"],
        "minor", &["a bell (#12)", "a leak"]),
    ("who has signed a merge is no title of it",
        &["6 4 5: Merge pull request #8 from o/hall\n\nCo-authored-by: Ann <ann>\nCo-authored-by: Bob <bob>", "5 4: a hall", "4 3: Merged in topic (pull request #7)\n\nApproved-by: Bob", "3 1 2: Merge branch 'topic'\n\nSigned-off-by: Ann <ann>", "2 0: a bell", "1 0: fix: a leak"],
        "patch", &["a leak", "a hall (#8)", "Merged in topic (pull request #7) (#7)", "a bell"]),
    ("a name of a program's is no type, nor an item that begins with one a commit",
        &["2 1: Doors::Hall has a bell", "1 0: Six doors (#7)\n\nWhy.\n\n* `Doors::Hall#ring` —\n  now rings.\n\n* `Doors::Gate#shut` —\n  now shuts."],
        "patch", &["Doors::Hall has a bell", "Six doors (#7)"]),
    ("a scope with colons ends where its bracket does",
        &["2 1: fix(fmt::list): a comma: twice", "1 0: fix(hall): odd: once"],
        "patch", &["**fmt::list:** a comma: twice", "**hall:** odd: once"]),
    ("what stands in code is no type",
        &["2 1: `ring`: now twice", "1 0: doors-deps: new"],
        "patch", &["`ring`: now twice", "new"]),
    ("a picture's name stays one, and two colons are no order to a runner",
        &["2 1: :bell: ring", "1 0: ::bell:: ring"],
        "patch", &[":bell: ring", "\\::bell:: ring"]),
    ("Bitbucket's merge",
        &["3 1 2: Merged in topic (pull request #12)\n\nBells", "2 0: feat: a bell", "1 0: fix: a leak"],
        "minor", &["a bell (#12)", "a leak"]),
    ("Azure DevOps' merge",
        &["3 1 2: Merged PR 12: Bells", "2 0: feat: a bell", "1 0: fix: a leak"],
        "minor", &["a bell (!12)", "a leak"]),
    ("a merge with the title of its only commit is one entry",
        &["3 1 2: feat: a bell (#12)", "2 0: feat: a bell", "1 0: fix: a leak"],
        "minor", &["a bell (#12)", "a leak"]),
    ("Azure DevOps' merge with the title of its only commit",
        &["3 1 2: Merged PR 12: feat: a bell", "2 0: feat: a bell", "1 0: fix: a leak"],
        "minor", &["a bell (!12)", "a leak"]),
    ("a merge with a title of its own is an entry beside its commits",
        &["3 1 2: feat: bells (#12)", "2 0: fix: a button", "1 0: fix: a leak"],
        "minor", &["bells (#12)", "a button (#12)", "a leak"]),
    ("git revert -m 1",
        &["5 4: Revert \"Merge pull request #5 from o/topic\"\n\nThis reverts commit @4, reversing\nchanges made to @1.", "4 1 3: Merge pull request #5 from o/topic\n\nBells", "3 2: feat!: a gate", "2 0: feat: a bell", "1 0: fix: a leak"],
        "patch", &["a leak"]),
    ("a merge speaks for commits that say nothing themselves",
        &["4 1 3: Merge pull request #120 from o/topic\n\nfeat(hall): a bell", "3 2: wip", "2 0: more", "1 0: fix: a leak"],
        "minor", &["**hall:** a bell (#120)", "a leak", "wip (#120)", "more (#120)"]),
    ("a merge request that breaks something by its title",
        &["3 1 2: Merge branch 'topic' into 'main'\n\nrefactor!: no bell\n\nSee merge request o/r!12", "2 0: wip", "1 0: fix: a leak"],
        "major", &["no bell (!12)", "a leak", "wip (!12)"]),
    ("a pull request that breaks something by its title, whatever its commits say",
        &["3 1 2: Merge pull request #120 from o/topic\n\nfeat!: another bell", "2 0: feat: a bell", "1 0: fix: a leak"],
        "major", &["another bell (#120)", "a bell (#120)", "a leak"]),
    ("what one of its commits says counts, and not what its title says",
        &["4 1 3: Merge pull request #120 from o/topic\n\nfeat: a bell", "3 2: wip", "2 0: fix: a hinge", "1 0: fix: a leak"],
        "patch", &["a hinge (#120)", "a leak", "wip (#120)"]),
    ("nor what the title of an outer merge says",
        &["5 1 4: Merge pull request #50 from o/develop\n\nfeat: all of it", "4 2 3: Merge pull request #41 from o/bell", "3 2: fix: a bell", "2 0: wip", "1 0: fix: a leak"],
        "patch", &["a bell (#41)", "a leak", "wip (#50)"]),
    ("a merge that speaks and is taken back",
        &["4 3: Revert \"Merge pull request #120 from o/topic\"\n\nThis reverts commit @3, reversing\nchanges made to @1.", "3 1 2: Merge pull request #120 from o/topic\n\nfeat: a bell", "2 0: wip", "1 0: fix: a leak"],
        "patch", &["a leak"]),
    ("git revert -m 2 leaves what the merge brought",
        &["5 4: Revert \"Merge branch 'topic'\"\n\nThis reverts commit @4, reversing\nchanges made to @2.", "4 1 2: Merge branch 'topic'", "2 0: feat: a bell", "1 0: fix: a leak"],
        "minor", &["a bell", "a leak", "Revert \"Merge branch 'topic'\""]),
    ("a merge taken back, and taken back again",
        &["6 5: Reapply \"Merge pull request #5 from o/topic\"\n\nThis reverts commit @5.", "5 4: Revert \"Merge pull request #5 from o/topic\"\n\nThis reverts commit @4, reversing\nchanges made to @1.", "4 1 2: Merge pull request #5 from o/topic", "2 0: feat: a bell", "1 0: fix: a leak"],
        "minor", &["a bell (#5)", "a leak"]),
    ("GitHub's Revert button, merged",
        &["7 4 6: Merge pull request #6 from o/revert-5-topic\n\nRevert \"Bells\"", "6 4: Revert \"Bells\"", "4 1 2: Merge pull request #5 from o/topic\n\nBells", "2 0: feat: a bell", "1 0: fix: a leak"],
        "patch", &["a leak"]),
    ("GitHub's Revert button, squashed",
        &["6 4: Revert \"Bells\" (#6)\n\nReverts o/r#5", "4 1 2: Merge pull request #5 from o/topic\n\nBells", "2 0: feat: a bell", "1 0: fix: a leak"],
        "patch", &["a leak"]),
    ("GitHub's Revert button, by the number alone",
        &["6 4: Take the bells down (#6)\n\nReverts o/r#5", "4 1 2: Merge pull request #5 from o/topic\n\nBells", "2 0: feat: a bell", "1 0: fix: a leak"],
        "patch", &["a leak"]),
    ("a squash taken back by its number",
        &["3 2: Not now (#6)\n\nReverts #5", "2 1: feat: a bell (#5)", "1 0: fix: a leak"],
        "patch", &["a leak"]),
    ("the revert of a revert by numbers",
        &["4 3: Now (#7)\n\nReverts o/r#6", "3 2: Not now (#6)\n\nReverts o/r#5", "2 1: feat: a bell (#5)", "1 0: fix: a leak"],
        "minor", &["a bell (#5)", "a leak"]),
    ("GitLab takes back a merge request",
        &["5 4 3: Merge branch 'revert' into 'main'\n\nRevert \"Bells\"\n\nSee merge request o/r!6", "3 4: Revert \"Bells\"\n\nThis reverts merge request !5", "4 1 2: Merge branch 'topic' into 'main'\n\nBells\n\nSee merge request o/r!5", "2 0: feat: a bell", "1 0: fix: a leak"],
        "patch", &["a leak"]),
    ("a merge within a merge that is taken back",
        &["7 6: Revert \"Merge branch 'topic'\"\n\nThis reverts commit @6, reversing\nchanges made to @1.", "6 1 5: Merge branch 'topic'", "5 2 4: Merge pull request #3 from o/inner", "4 2: feat: inner", "2 0: feat: outer", "1 0: fix: a leak"],
        "patch", &["a leak"]),
    ("the inner of two merges is taken back",
        &["7 1 6: Merge branch 'topic'", "6 5: Revert \"Merge pull request #3 from o/inner\"\n\nThis reverts commit @5, reversing\nchanges made to @2.", "5 2 4: Merge pull request #3 from o/inner", "4 2: feat!: inner", "2 0: feat: outer", "1 0: fix: a leak"],
        "minor", &["outer", "a leak"]),
    ("a revert that came by a merge that is taken back",
        &["7 6: Revert \"Merge branch 'undo'\"\n\nThis reverts commit @6, reversing\nchanges made to @2.", "6 2 5: Merge branch 'undo'", "5 2: Revert \"feat: a bell\"\n\nThis reverts commit @2.", "2 1: feat: a bell", "1 0: fix: a leak"],
        "minor", &["a bell", "a leak"]),
    ("merged again, with more, after it was taken back",
        &["8 7 6: Merge pull request #9 from o/topic", "6 2: fix: a clapper", "7 4: Revert \"Merge pull request #5 from o/topic\"\n\nThis reverts commit @4, reversing\nchanges made to @1.", "4 1 2: Merge pull request #5 from o/topic", "2 0: feat: a bell", "1 0: fix: a leak"],
        "patch", &["a clapper (#9)", "a leak"]),
    ("what a branch brought before it was forked again stays",
        &["6 5: Revert \"Merge branch 'b'\"\n\nThis reverts commit @5, reversing\nchanges made to @4.", "5 4 3: Merge branch 'b'", "4 1 2: Merge branch 'a'", "3 2: feat!: of b", "2 0: feat: of a", "1 0: fix: a leak"],
        "minor", &["of a", "a leak"]),
    ("an octopus",
        &["5 1 2 3: Merge branches 'a' and 'b'", "3 0: feat: of b", "2 0: feat: of a", "1 0: fix: a leak"],
        "minor", &["of b", "of a", "a leak"]),
    ("an octopus taken back",
        &["6 5: Revert \"Merge branches 'a' and 'b'\"\n\nThis reverts commit @5, reversing\nchanges made to @1.", "5 1 2 3: Merge branches 'a' and 'b'", "3 0: feat: of b", "2 0: feat: of a", "1 0: fix: a leak"],
        "patch", &["a leak"]),
    ("Gerrit's revert of a revert",
        &["4 3: Revert^2 \"feat: a bell\"\n\nThis reverts commit @3.", "3 2: Revert \"feat: a bell\"\n\nThis reverts commit @2.\n\nReason for revert: too loud", "2 1: feat: a bell", "1 0: fix: a leak"],
        "minor", &["a bell", "a leak"]),
    ("Gerrit's revert of a revert, by the subject",
        &["4 3: Revert^2 \"feat: a bell\"", "3 2: Revert \"feat: a bell\"", "2 1: feat: a bell", "1 0: fix: a leak"],
        "minor", &["a bell", "a leak"]),
    ("a picked commit beside its source is told once",
        &["4 3 2: Merge branch 'hotfix'", "3 1: feat: a bell", "2 0: feat: a bell\n\n(cherry picked from commit @3)", "1 0: fix: a leak"],
        "minor", &["a bell", "a leak"]),
    ("the revert of a commit that was picked names its source",
        &["3 2: Revert \"feat: a bell\"\n\nThis reverts commit @a.", "2 1: feat: a bell\n\n(cherry picked from commit @a)", "1 0: fix: a leak"],
        "patch", &["a leak"]),
    ("a merge that breaks something by its description",
        &["3 1 2: Merge pull request #5 from o/topic\n\nGates\n\nBREAKING CHANGE: no more bells", "2 0: fix: a gate", "1 0: fix: a leak"],
        "major", &["Gates (#5)", "  no more bells", "a gate (#5)", "a leak"]),
    ("a title that reads like a revert of itself",
        &["2 1: Revert \"a\" (#2)\n\nReverts #2", "1 0: fix: a leak"],
        "patch", &["a leak", "Revert \"a\" (#2)"]),
    ("a ring through a merge, which no history has",
        &["3 2 1: Merge branch 'a'", "2 3: fix: a leak", "1 0: Revert \"Merge branch 'a'\"\n\nThis reverts commit @3."],
        "patch", &["a leak", "Revert \"Merge branch 'a'\""]),
];

fn commit(row: &str) -> Commit {
    let (names, message) = row.split_once(": ").unwrap();
    let mut names = names.split(' ').map(|name| name.repeat(40));
    let mut message = message.to_string();
    for digit in "0123456789abcdef".chars() {
        message = message.replace(&format!("@{digit}"), &digit.to_string().repeat(40));
    }
    Commit { sha: names.next().unwrap(), parents: names.collect(), message, ..Commit::default() }
}

#[test]
fn every_graph() {
    for (name, rows, bump, told) in GRAPHS {
        let commits: Vec<Commit> = rows.iter().map(|row| commit(row)).collect();
        let decision = decide(&commits, &semver("1.2.3"), &BumpRules::default());
        let asked = decision.bump.map_or("nothing", |bump| bump.as_str());
        let notes = write(&commits, &Links::default());
        let said: Vec<String> = notes
            .lines()
            .filter(|line| !line.is_empty() && !line.starts_with("###"))
            .map(|line| {
                let line = line.strip_prefix("- ").unwrap_or(line);
                match line.rsplit_once([' ', '(']) {
                    Some((text, sha)) if sha.len() == 8 && sha.ends_with(')') => {
                        text.trim_end_matches([',', '(', ' ']).to_string() + if text.ends_with(',') { ")" } else { "" }
                    }
                    _ => line.to_string(),
                }
            })
            .collect();
        assert_eq!(
            (asked, said),
            (*bump, told.iter().map(ToString::to_string).collect()),
            "{name}: {:?}",
            decision.reasons
        );
    }
    assert!(GRAPHS.len() >= 30);
}

#[test]
fn long_chains_cost_little() {
    let start = std::time::Instant::now();
    let name = |number: usize| format!("{number:040x}");
    // Merges within merges, each taken back by the next commit, and reverts of reverts.
    let mut commits = Vec::new();
    for place in (1..20_000_usize).rev() {
        let (mine, first, second) = (name(place * 3), name((place - 1) * 3), name(place * 3 + 1));
        commits.push(Commit {
            sha: mine.clone(),
            parents: vec![second.clone(), first.clone()],
            message: format!("Merge pull request #{place} from o/r"),
            ..Commit::default()
        });
        commits.push(Commit {
            sha: second,
            parents: vec![name((place - 1) * 3 + 1)],
            message: format!("Revert \"x\"\n\nThis reverts commit {first}, reversing\nchanges made to {first}."),
            ..Commit::default()
        });
    }
    let decision = decide(&commits, &semver("1.0.0"), &BumpRules::default());
    assert_eq!(decision.reasons.len(), commits.len());
    write(&commits, &Links::default());
    assert!(start.elapsed().as_secs() < 20, "{:?}", start.elapsed());
}
