//! What was looked for before a version commit is built: places that still say the old version.

use super::ending::fail;
use super::{Doing, Plan};
use crate::decide::{Proposal, Way};
use crate::manifest::{Leftover, Search};

/// See [`super::searched`].
pub(super) fn searched(mut plan: Plan, search: Search) -> Plan {
    if !matches!(plan.run.doing, Doing::Building { .. }) {
        return plan;
    }
    match &plan.proposal {
        Some(Proposal { way: Way::NewCommit { .. }, .. }) => {}
        // The version is the tag's alone, unless a program gives it, too.
        Some(proposal) if proposal.manifests.is_empty() => {
            return match Leftover::not_alone(&search.places, &proposal.branch) {
                Some(error) => fail(plan, error),
                None => plan,
            };
        }
        _ => return plan,
    }
    plan.still_says = search.places;
    let strict = plan.request.strict_places;
    match Leftover::strict(&plan.still_says, search.unread) {
        Some(error) if strict => return fail(plan, error),
        _ if search.unread > 0 => plan.remark(format!(
            "what still says the old version was not looked for in {} files, whose contents are not here or which are too many",
            search.unread
        )),
        _ => {}
    }
    plan
}
