//! What the hosting tells: rules, checks, settings, drafts.

use crate::doctor::workflow::{Step, Workflow};
use crate::doctor::{Checkup, Course, Finding, Protection, Rule, Weight, quoted, workflows};

pub(super) fn judge(checkup: &Checkup, way: Course, read: &[Workflow<'_>], findings: &mut Vec<Finding>) {
    let Checkup { branch, url, .. } = checkup;
    let rules = format!("{url}/rules");
    let has = |rules: &Option<Vec<Rule>>, kinds: &[&str]| {
        rules.iter().flatten().find(|rule| kinds.contains(&rule.kind.as_str())).map(|rule| rule.kind.clone())
    };
    if let Some(kind) = has(&checkup.rules, &["required_signatures"]) {
        findings.push(
            Finding::new(
                Weight::Error,
                "signatures-required",
                format!("`{branch}` takes only signed commits, which the version commit is not"),
            )
            .said(format!("the API lists the rule `{kind}` for `{branch}`: {rules}"))
            .cure("let the app of the release's token bypass that rule")
            .cure("or release from a branch without it"),
        );
    }
    if let Some(kind) = has(&checkup.tag_rules, &["creation", "update", "required_signatures", "tag_name_pattern"]) {
        findings.push(
            Finding::new(Weight::Error, "tag-rule", format!("a rule keeps tags such as `{}` from being made", checkup.outlook.tag.as_deref().unwrap_or("v1.2.3")))
                .said(format!("the API lists the rule `{kind}` for it: {rules}"))
                .cure("add the app or user of the release's token to that rule's bypass list; the default workflow token can be on none"),
        );
    }
    if way == Course::PullRequest {
        if let Some(kind) = has(&checkup.bump_rules, &["creation", "deletion", "required_signatures", "pull_request"]) {
            findings.push(
                Finding::new(
                    Weight::Error,
                    "bump-branch-rule",
                    "a rule keeps bump branches from being made or removed",
                )
                .said(format!("the API lists the rule `{kind}` for `chore/version-bump-…`: {rules}"))
                .cure("keep `chore/version-bump-*` out of that rule")
                .cure("or choose other names with `branch-template`"),
            );
        }
        checks(checkup, read, findings);
    }
    settings(checkup, way, findings);
    drafts(checkup, findings);
    if checkup.shallow {
        findings.push(
            Finding::new(
                Weight::Note,
                "shallow-clone",
                "this clone is shallow: what is missing is fetched for each run, into a folder of its own",
            )
            .said("`git rev-parse --is-shallow-repository` says `true`")
            .cure("nothing has to be done; `fetch-depth: 0` only makes the checkout slower"),
        );
    }
}

/// The ways out where a check keeps a pull request of ours waiting.
fn three_cures(finding: Finding) -> Finding {
    finding
        .cure("give the release the token of a GitHub App (input `token`): its pull requests start workflows by themselves")
        .cure("or let that app bypass the rule, with `mode: direct`: then there is no pull request")
        .cure("or let somebody press *Approve workflows to run* on each of them")
}

fn checks(checkup: &Checkup, read: &[Workflow<'_>], findings: &mut Vec<Finding>) {
    let of_rules = checkup.rules.iter().flatten().flat_map(|rule| &rule.checks);
    let of_classic = checkup.protection.iter().flat_map(|Protection { checks, .. }| checks);
    let mut wanted: Vec<String> = of_rules.chain(of_classic).cloned().collect();
    wanted.dedup();
    for check in &wanted {
        if let Some(Err((path, line, why))) = workflows::runs_for(checkup, read, check) {
            findings.push(
                Finding::new(Weight::Error, "check-never-runs", format!("the required check `{check}` never runs for a bump pull request, which waits for it for ever"))
                    .at(&path, line, why)
                    .cure("let that workflow run for every pull request; a job may end at once where nothing of its matter is changed")
                    .cure("or take the check out of the rule")
                    .cure("or let the release's app bypass the rule, with `mode: direct`"),
            );
        }
    }
    if !wanted.is_empty() && by_default_token(checkup, read) {
        let finding = Finding::new(
            Weight::Warning,
            "checks-wait-for-approval",
            format!(
                "the checks {} do not start by themselves for a pull request that the default token opens",
                quoted(&wanted)
            ),
        )
        .said("GitHub asks for an approval of such runs; the rule asks for the checks");
        findings.push(three_cures(finding));
    }
    let queue = checkup.rules.iter().flatten().any(|rule| rule.kind == "merge_queue");
    if queue && !read.is_empty() && !read.iter().any(|workflow| workflow.event("merge_group").is_some()) {
        findings.push(
            Finding::new(
                Weight::Error,
                "queue-without-checks",
                "the branch has a merge queue, and no workflow runs for it: what is queued is never merged",
            )
            .said("the API lists the rule `merge_queue`; no workflow has `on: merge_group`")
            .cure("add `merge_group:` to the workflows of the required checks"),
        );
    }
}

fn by_default_token(checkup: &Checkup, read: &[Workflow<'_>]) -> bool {
    read.iter().any(|workflow| {
        let jobs = workflow.jobs();
        jobs.iter().any(|job| job.releasing(checkup.own).iter().any(Step::has_default_token))
    })
}

fn settings(checkup: &Checkup, way: Course, findings: &mut Vec<Finding>) {
    let Some(settings) = &checkup.settings else { return };
    let page = format!("{}/settings", checkup.url);
    if settings.push == Some(false) {
        findings.push(
            Finding::new(Weight::Error, "token-may-not-push", "this token may not push to the repository")
                .said("the API says `permissions.push: false`")
                .cure("in a workflow, `permissions: contents: write`; elsewhere a token with write access"),
        );
    }
    if settings.delete_branch_on_merge == Some(false) {
        findings.push(
            Finding::new(Weight::Note, "merged-branches-stay", "merged branches stay until somebody deletes them")
                .said("the API says `delete_branch_on_merge: false`")
                .cure(format!("`version-first doctor --fix` with an administrator's token, or *Automatically delete head branches* at {page}"))
                .cure("a release and `prune` remove bump branches either way"),
        );
    }
    if way == Course::PullRequest && settings.workflows_open_pulls == Some(false) {
        findings.push(
            Finding::new(Weight::Error, "pull-requests-forbidden", "workflows may not open pull requests here")
                .said("the API says `can_approve_pull_request_reviews: false`")
                .cure(format!("tick *Allow GitHub Actions to create and approve pull requests* at {page}/actions"))
                .cure("or give the release the token of a GitHub App"),
        );
    }
}

/// Drafts that a newer release has overtaken.
fn drafts(checkup: &Checkup, findings: &mut Vec<Finding>) {
    let Some(latest) = &checkup.latest else { return };
    for draft in checkup.drafts.iter().flatten().filter(|draft| draft.created < *latest) {
        findings.push(
            Finding::new(
                Weight::Warning,
                "stale-draft",
                format!("the release of `{}` is still a draft, and a newer one is published", draft.tag),
            )
            .said(format!("{}: made {}, the newest release {latest}", draft.url, draft.created))
            .cure("publish it, or delete the draft (never its tag)"),
        );
    }
}
