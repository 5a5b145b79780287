//! What was built, compared with what was decided, before anything is pushed.

use crate::error::Error;
use crate::manifest::File;
use crate::release::proposal::Way;
use crate::run::ending::fail;
use crate::run::{Plan, Sent, TagObject, Target, direct, propose};

/// Nothing is pushed unless the object store gives back exactly what was decided (PROTOCOL 23). `prints`: what the files that
/// it gave back hash to.
pub(super) fn on_built(plan: Plan, target: Target, commit: String, tags: &[String], prints: &[File]) -> Plan {
    let faithful = match plan.proposal.as_ref().map(|proposal| &proposal.way) {
        Some(Way::NewCommit { files: wanted, .. }) => wanted == prints,
        Some(Way::Standing { commit: tagged, .. }) => *tagged == commit,
        None => false,
    };
    let wanted = match (&target, &plan.proposal) {
        (Target::Branch { .. }, Some(proposal)) => proposal.releases.iter().count(),
        _ => 0,
    };
    let objects = is_oid(&commit) && tags.len() == wanted && tags.iter().all(|tag| is_oid(tag));
    let Some(mut proposal) = plan.proposal.clone().filter(|_| faithful && objects) else {
        return fail(
            plan,
            Error::new("verification-failed", "the built commit does not hold the manifests that were decided on")
                .advice("nothing left this machine; check its disk, then run this again"),
        );
    };
    // The texts are in the commit now; what is remembered of every attempt should not carry them along.
    if let Way::NewCommit { files, .. } = &mut proposal.way {
        files.clear();
    }
    match target {
        Target::Bump(target) => propose::push(plan, target, commit),
        Target::Branch { leftover } => {
            let named = |(name, oid): (&str, &String)| TagObject { name: name.to_string(), oid: oid.clone() };
            let tags = proposal.releases.tags().zip(tags).map(named).collect();
            direct::send(plan, Sent { tags, commit, answered: false, proposal, leftover })
        }
    }
}

/// An object name: 40 or 64 hexadecimal digits.
fn is_oid(text: &str) -> bool {
    matches!(text.len(), 40 | 64) && text.bytes().all(|byte| byte.is_ascii_hexdigit())
}
