//! What people do between any two steps of a run.

use crate::hosting::{Method, State as PullState};
use crate::world::{Commit, Refusal, World};

/// What a person may do between any two steps.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Person {
    /// Push a commit that changes no version.
    Push,
    /// Push a commit that raises every manifest to this version.
    Raise(&'static str),
    /// Tag the tip by hand.
    Tag(&'static str),
    /// Switch the server's refusal off.
    Allow,
    /// Have the server take changes by pull request only.
    Protect,
    /// Merge the oldest open pull request.
    Merge(Method),
    /// Close the newest open pull request.
    Close,
    /// Push a commit to the branch of the newest open pull request.
    PushToBump,
    /// Delete the newest bump branch.
    DeleteBump,
    /// Make a branch of this name.
    TakeName(&'static str),
    /// Delete the newest tag of ours.
    DeleteTag,
    /// Delete the newest tag of ours that has a release, and the release.
    Withdraw,
    /// Release this on a branch of their own, which forks from the tip's parent.
    TagElsewhere(&'static str),
    /// The hosting merges what it was asked to merge.
    AutoMerge,
}

impl Person {
    pub fn acts(self, world: &mut World) {
        let content = world.commits.values().map(|commit| commit.content).max().unwrap_or(0) + 1;
        match self {
            Self::Push => world.person_commits(world.at_tip().versions.clone(), content),
            Self::Raise(version) => {
                let versions = world.at_tip().versions.iter().map(|_| version.to_string()).collect();
                world.person_commits(versions, content);
            }
            Self::Tag(name) if !world.tags.contains_key(name) => world.person_tags(name, &world.tip.clone()),
            Self::Tag(_) => {}
            Self::Allow => world.refusal = None,
            Self::Protect => world.refusal = Some(Refusal::PullRequest),
            Self::Merge(method) => {
                let open = world.hosting.pulls.iter().find(|pull| pull.state == PullState::Open);
                open.map(|pull| pull.number).map(|number| world.merge(number, method));
            }
            Self::Close => {
                let open = world.hosting.pulls.iter().rfind(|pull| pull.state == PullState::Open);
                if let Some(number) = open.map(|pull| pull.number) {
                    world.close(number);
                }
            }
            Self::PushToBump => {
                let open = world.hosting.pulls.iter().rfind(|pull| pull.state == PullState::Open);
                let Some((head, oid)) = open.map(|pull| (pull.head.clone(), pull.head_oid.clone())) else { return };
                let commit = Commit {
                    parent: Some(oid.clone()),
                    second: None,
                    run: None,
                    app: false,
                    content,
                    message: "fix: a person's own".to_string(),
                    ..world.commits[&oid].clone()
                };
                let oid = world.add(commit);
                world.move_head(&head, &oid, true);
            }
            Self::DeleteBump => {
                let newest = world.heads.keys().next_back().cloned();
                if let Some(head) = newest {
                    world.move_head(&head, "", true);
                }
            }
            Self::TakeName(name) if !world.heads.contains_key(name) => {
                let own = Commit {
                    parent: Some(world.tip.clone()),
                    run: None,
                    app: false,
                    content,
                    ..world.at_tip().clone()
                };
                let oid = world.add(Commit { message: "docs: a person's branch".to_string(), ..own });
                world.move_head(name, &oid, true);
            }
            Self::TakeName(_) => {}
            Self::DeleteTag => {
                let newest = world.tags.iter().rfind(|(_, tag)| tag.ours).map(|(name, _)| name.clone());
                if let Some(name) = newest {
                    world.tags.remove(&name);
                    world.hosting.drafts.extend(world.hosting.releases.take(&name));
                }
            }
            Self::Withdraw => {
                let newest = world.tags.iter().rfind(|(name, tag)| tag.ours && world.hosting.releases.contains(*name));
                if let Some(name) = newest.map(|(name, _)| name.clone()) {
                    world.tags.remove(&name);
                    world.hosting.releases.remove(&name);
                    world.withdrawn.push(name);
                }
            }
            Self::TagElsewhere(name) if !world.tags.contains_key(name) => {
                let from = world.at_tip().parent.clone().unwrap_or_else(|| world.tip.clone());
                let version = name.trim_start_matches('v');
                world.person_forks(Some("next"), &from, &[(version, None), (version, Some(name))]);
            }
            Self::TagElsewhere(_) => {}
            Self::AutoMerge => {
                let ready = world.hosting.pulls.iter().find(|pull| pull.state == PullState::Open && pull.auto_merge);
                ready.map(|pull| pull.number).map(|number| world.merge(number, Method::Squash));
            }
        }
    }
}
