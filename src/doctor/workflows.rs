//! What the workflows tell: permissions, what waits for a tag and never gets one, checks that never run.

use crate::doctor::workflow::{Grant, Job, Step, Workflow};
use crate::doctor::{Checkup, Course, Finding, Weight, pattern};
use crate::workflow::Server;

/// Writes that a job of ours may want, besides `contents`.
const OURS: [&str; 5] = ["contents", "pull-requests", "issues", "actions", "id-token"];

pub(super) fn judge(checkup: &Checkup, way: Course, read: &[Workflow<'_>], findings: &mut Vec<Finding>) {
    let mut released = false;
    for workflow in read {
        for job in workflow.jobs() {
            for step in &job.releasing(checkup.own) {
                released = true;
                permissions(checkup, way, workflow, &job, step, findings);
                starts(checkup, workflow, step, read, findings);
            }
            publishing(workflow, &job, findings);
        }
        filters(checkup, workflow, findings);
    }
    if !released && !checkup.unread {
        findings.push(
            Finding::new(Weight::Note, "no-release-workflow", "no workflow releases with version-first")
                .said(format!("{} files in `.github/workflows` were read", read.len()))
                .cure("`version-first doctor --init` writes one that fits"),
        );
    }
}

/// What the token may do, and what it would have to.
fn permissions(
    checkup: &Checkup,
    way: Course,
    workflow: &Workflow<'_>,
    job: &Job<'_>,
    step: &Step<'_>,
    findings: &mut Vec<Finding>,
) {
    if let Some(line) = workflow.gives_all(job) {
        findings.push(
            Finding::new(Weight::Warning, "too-many-permissions", format!("the job `{}` may write everything", job.id))
                .at(workflow.path, line, "permissions: write-all")
                .cure("give the job `permissions:` of its own: `contents: write`, and `pull-requests: write` where pull requests are opened"),
        );
    }
    if step.has_default_token() {
        findings.extend(needed(way, step).into_iter().filter_map(|need| missing(checkup, workflow, job, need)));
    }
    // Of other steps nobody knows what they need.
    if job.steps().iter().all(|one| one.get("uses").is_some()) && job.steps().len() <= 2 {
        for (scope, line) in workflow.writes(job).into_iter().filter(|(scope, _)| !OURS.contains(scope)) {
            findings.push(
                Finding::new(
                    Weight::Warning,
                    "too-many-permissions",
                    format!("the job `{}` only releases, and may write `{scope}`", job.id),
                )
                .at(workflow.path, line, format!("{scope}: write"))
                .cure("take that line out"),
            );
        }
    }
}

/// What a step has to be allowed to write, each with what it does there.
fn needed(way: Course, step: &Step<'_>) -> Vec<(&'static str, &'static str)> {
    let mut needed = vec![("contents", "pushes the version commit and its tag")];
    if way == Course::PullRequest || step.input("mode").is_some_and(|(_, mode)| mode == "pull-request") {
        needed.push(("pull-requests", "opens the pull request"));
    }
    if step.input("dispatch-workflow").is_some() {
        needed.push(("actions", "starts the workflow"));
    }
    needed
}

/// What is found where the job does not let its token write that, or where nobody says whether it does.
fn missing(checkup: &Checkup, workflow: &Workflow<'_>, job: &Job<'_>, (scope, does): (&str, &str)) -> Option<Finding> {
    let default = checkup.settings.as_ref().and_then(|settings| settings.default_permissions.as_deref());
    let lacks = || format!("the job `{}` lacks `{scope}: write`, which {does}", job.id);
    let (weight, message, line, seen) = match (workflow.grants(job, scope), default) {
        (Grant::Yes, _) => return None,
        (Grant::No(line), _) => {
            (Weight::Error, lacks(), line, format!("`permissions:` there does not give `{scope}: write`"))
        }
        (Grant::Unsaid, Some("write")) if scope != "pull-requests" => return None,
        (Grant::Unsaid, Some(default)) => {
            let seen = format!("no `permissions:`, and the repository's default is `{default}`");
            (Weight::Error, lacks(), job.line, seen)
        }
        (Grant::Unsaid, None) => {
            let message = format!("whether the job `{}` has `{scope}: write`, which {does}, is not said", job.id);
            let seen = "no `permissions:`, so the repository's setting decides, which is `read` in new ones";
            (Weight::Warning, message, job.line, seen.to_string())
        }
    };
    let cure = format!("add to the job `{}`, line {}: `permissions:` with `{scope}: write # {does}`", job.id, job.line);
    Some(Finding::new(weight, "missing-permission", message).cure(cure).at(workflow.path, line, seen))
}

/// Whether a tag that is pushed starts it, and the line that says so.
pub(super) fn started_by_tags(checkup: &Checkup, workflow: &Workflow<'_>) -> Option<usize> {
    let (line, _) = workflow.event("push").filter(|_| workflow.waits_for_tags())?;
    let file = checkup.workflows.iter().find(|file| file.path == workflow.path)?;
    Server::Github.runs_on_tag_push(&file.text).then_some(line)
}

/// What waits for the tag, and whether it gets it.
fn starts(checkup: &Checkup, here: &Workflow<'_>, step: &Step<'_>, read: &[Workflow<'_>], findings: &mut Vec<Finding>) {
    for waits in read {
        let tags = started_by_tags(checkup, waits);
        if let Some(line) = tags
            && let Some((place, value)) = step.input("skip-ci").filter(|(_, value)| *value == "always")
        {
            findings.push(
                Finding::new(
                    Weight::Error,
                    "skip-ci-hides-tag",
                    format!(
                        "`{}` waits for tags, and `[skip ci]` on the tagged commit keeps it from starting",
                        waits.path
                    ),
                )
                .at(here.path, place, format!("skip-ci: {value}; `{}` line {line}: `push: tags`", waits.path))
                .cure("take `skip-ci` out: `auto` leaves the marker out where a workflow waits for tags"),
            );
        }
        let published = waits.event("release").map(|(line, _)| (line, "release"));
        let event = tags.map(|line| (line, "push: tags")).or(published);
        let Some((line, event)) = event.filter(|_| step.has_default_token()) else { continue };
        let starts_it =
            step.input("dispatch-workflow").is_some_and(|(_, name)| waits.path.ends_with(&format!("/{name}")));
        if starts_it {
            continue;
        }
        let name = waits.path.rsplit('/').next().unwrap_or(waits.path);
        findings.push(
            Finding::new(
                Weight::Warning,
                "tag-starts-nothing",
                format!(
                    "`{}` waits for `{event}`, and what the default token pushes or publishes starts no workflow",
                    waits.path
                ),
            )
            .at(
                waits.path,
                line,
                format!("on: {event}; the release in `{}` line {} has the workflow's own token", here.path, step.line),
            )
            .cure(format!(
                "`dispatch-workflow: {name}` there, with `actions: write`, and `workflow_dispatch` in `{name}`"
            ))
            .cure("or give the release the token of a GitHub App (input `token`)")
            .cure("or publish in the job that releases, `if: steps.release.outputs.released == 'true'`"),
        );
    }
}

/// Filters by which a tag's workflow never runs, or that mean nothing to it.
fn filters(checkup: &Checkup, workflow: &Workflow<'_>, findings: &mut Vec<Finding>) {
    let Some((_, Some(push))) = workflow.event("push") else { return };
    let Some((line, tags)) = push.get("tags").filter(|_| workflow.waits_for_tags()) else { return };
    if let Some(tag) = &checkup.outlook.tag
        && pattern::lets_through(&tags.strings(), tag) == Some(false)
    {
        findings.push(
            Finding::new(
                Weight::Warning,
                "tag-pattern-misses",
                format!("`{}` waits for tags, and `{tag}` is none of those", workflow.path),
            )
            .at(workflow.path, line, format!("tags: {}", tags.strings().join(", ")))
            .cure(format!("write a pattern that fits `{tag}`, or set `tag-format`")),
        );
    }
    // Beside branches they are those' filter, and tags start it all the same.
    let by_branch = push.get("branches").or_else(|| push.get("branches-ignore"));
    if let Some((line, paths)) = push.get("paths").or_else(|| push.get("paths-ignore"))
        && by_branch.is_none()
    {
        findings.push(
            Finding::new(
                Weight::Warning,
                "paths-beside-tags",
                format!(
                    "`{}` has `paths` beside `tags`: paths say nothing about a tag, and no push to a branch starts it",
                    workflow.path
                ),
            )
            .at(workflow.path, line, format!("paths: {}", paths.strings().join(", ")))
            .cure("take `paths` out, or make two workflows of it, one for branches and one for tags"),
        );
    }
}

/// Registries that trust a workflow by its file know the one that was started, not the one it calls.
fn publishing(workflow: &Workflow<'_>, job: &Job<'_>, findings: &mut Vec<Finding>) {
    let Some((line, _)) = workflow.event("workflow_call") else { return };
    let Some((registry, at)) = job.publishes().filter(|_| job.asks_for_oidc(workflow)) else { return };
    let (message, cure) = match registry {
        "PyPI" => (
            "PyPI's trusted publishing takes nothing from a workflow that another one calls",
            "put that job into the workflow that is started, and name that file on PyPI",
        ),
        _ => (
            "npm's trusted publishing compares the name of the workflow that was started, not of this one",
            "name the calling workflow on npm, or put that job into it",
        ),
    };
    findings.push(
        Finding::new(Weight::Warning, "publish-in-called-workflow", message)
            .at(
                workflow.path,
                at,
                format!(
                    "the job `{}` publishes to {registry} with `id-token: write`; line {line}: `workflow_call`",
                    job.id
                ),
            )
            .cure(cure),
    );
}

/// Whether the pull request of a run would get a check: `Err` says why not, and where that is to be seen.
pub(super) fn runs_for(
    checkup: &Checkup,
    read: &[Workflow<'_>],
    check: &str,
) -> Option<Result<(), (String, usize, String)>> {
    let mut seen = None;
    for workflow in read {
        let jobs = workflow.jobs();
        let Some(job) = jobs.iter().find(|job| job.check() == check || job.id == check) else { continue };
        let event = workflow.event("pull_request").or_else(|| workflow.event("pull_request_target"));
        let Some((_, node)) = event else {
            seen.get_or_insert(Err((
                workflow.path.to_string(),
                job.line,
                "the workflow does not run for pull requests".to_string(),
            )));
            continue;
        };
        if let Some((at, paths)) = node.and_then(|node| node.get("paths")) {
            let patterns = paths.strings();
            let files = &checkup.outlook.changed_files;
            let fits = |path: &String| pattern::lets_through(&patterns, path) != Some(false);
            if !files.is_empty() && !files.iter().any(fits) {
                let why = format!(
                    "`paths` there fits none of the files that a version changes: {}",
                    crate::doctor::quoted(files)
                );
                seen.get_or_insert(Err((workflow.path.to_string(), at, why)));
                continue;
            }
        }
        return Some(Ok(()));
    }
    seen
}
