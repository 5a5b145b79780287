//! The workflow that fits what was found.

use serde::{Deserialize, Serialize};

use crate::doctor::workflow::Workflow;
use crate::doctor::workflows::started_by_tags;
use crate::doctor::{Checkup, Course};

/// What the workflow is called, and where there is one of that name.
const USUAL: &str = "release";
const OTHER: &str = "version-first";

/// A workflow to write.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Template {
    /// Where it belongs.
    pub path: String,
    /// Its text.
    pub text: String,
    /// What it fits, a line each.
    pub why: Vec<String>,
}

/// A release on each push to the branch, with what it needs and no more.
pub fn starter(checkup: &Checkup) -> Template {
    let (way, _) = crate::doctor::course(checkup);
    let read: Vec<_> = checkup.workflows.iter().filter_map(Workflow::read).collect();
    let mut why = vec![format!("it releases `{}`", checkup.branch)];
    let mut permissions = "      contents: write # pushes the version commit and its tag\n".to_string();
    let mut with = String::new();
    if way == Course::PullRequest {
        permissions.push_str("      pull-requests: write # opens the pull request that brings the version\n");
        why.push("the branch takes changes by pull request: it may open them".to_string());
    }
    let waits =
        read.iter().find(|one| started_by_tags(checkup, one).is_some() && one.event("workflow_dispatch").is_some());
    if let Some(waits) = waits {
        let name = waits.path.rsplit('/').next().unwrap_or(waits.path);
        permissions.push_str("      actions: write # starts the workflow that publishes\n");
        with.push_str(&format!("        with:\n          dispatch-workflow: {}\n", scalar(name)));
        why.push(format!("`{name}` waits for tags, which the default token's do not start: it is started"));
    }
    // What is called so mostly publishes what was tagged. One that releases with version-first is enough.
    let ours = |one: &Workflow<'_>| one.jobs().iter().any(|job| !job.releasing(checkup.own).is_empty());
    let usual = path_of(USUAL);
    let taken = checkup.workflows.iter().any(|file| file.path == usual) && !read.iter().any(ours);
    let name = if taken { OTHER } else { USUAL };
    if taken {
        why.push(format!("`{usual}` is there already: it stays, and this one stands beside it"));
    }
    let text = format!(
        "name: {name}\n\non:\n  push:\n    branches: [{}]\n  workflow_dispatch:\n\npermissions:\n  contents: read\n\n\
         # One at a time. A run that a newer one replaces is no loss: the next one releases everything since the last tag.\n\
         concurrency:\n  group: release-${{{{ github.repository }}}}\n  cancel-in-progress: false\n\n\
         jobs:\n  release:\n    runs-on: ubuntu-latest\n    timeout-minutes: 10\n    permissions:\n{permissions}    steps:\n\
         \x20     - uses: actions/checkout@08c6903cd8c0fde910a37f88322edcfb5dd907a8 # v5.0.0\n        with:\n          persist-credentials: false\n\
         \x20     - id: release\n        uses: OWNER/version-first@v1\n{with}",
        scalar(&checkup.branch),
    );
    Template { path: path_of(name), text, why }
}

fn path_of(name: &str) -> String {
    format!(".github/workflows/{name}.yml")
}

/// A text as a YAML scalar: in quotes unless it is a plain word.
fn scalar(text: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.' | '/');
    let word = text.starts_with(|c: char| c.is_ascii_alphabetic()) && text.chars().all(plain);
    if word && !matches!(text, "true" | "false" | "null" | "yes" | "no" | "on" | "off" | "y" | "n") {
        return text.to_string();
    }
    format!("'{}'", text.replace('\'', "''"))
}
