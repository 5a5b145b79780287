//! Before a release: which way it would go, and what would keep it from its end. Facts in, findings out; each with its
//! cause, what proves it, and what cures it.

mod hosting;
mod init;
mod pattern;
mod workflow;
mod workflows;
mod yaml;

use serde::{Deserialize, Serialize};

use crate::error::Error;
use crate::manifest::File;
use crate::ordered;

pub use init::{Template, starter};

/// What was found out. Whatever is absent was not looked at, or not answered.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Checkup {
    /// The branch that is released from.
    pub branch: String,
    /// How the version gets there, as it was asked for: `auto`, `direct`, `pull-request`.
    #[serde(default)]
    pub mode: String,
    /// What a release would do now.
    #[serde(default)]
    pub outlook: Outlook,
    /// The files below `.github/workflows`.
    #[serde(default)]
    pub workflows: Vec<File>,
    /// Whether these could not be read: then there may be one that releases.
    #[serde(default)]
    pub unread: bool,
    /// Whether this is version-first's own repository, whose workflows say `uses: ./`.
    #[serde(default)]
    pub own: bool,
    /// The rules that bind the branch.
    #[serde(default)]
    pub rules: Option<Vec<Rule>>,
    /// The rules that bind bump branches.
    #[serde(default)]
    pub bump_rules: Option<Vec<Rule>>,
    /// The rules that bind the tag.
    #[serde(default)]
    pub tag_rules: Option<Vec<Rule>>,
    /// What is known of the branch's classic protection.
    #[serde(default)]
    pub protection: Option<Protection>,
    /// The repository's settings.
    #[serde(default)]
    pub settings: Option<Settings>,
    /// Drafts of releases.
    #[serde(default)]
    pub drafts: Option<Vec<Draft>>,
    /// When the newest release was published: ISO text.
    #[serde(default)]
    pub latest: Option<String>,
    /// Whether the clone is shallow.
    #[serde(default)]
    pub shallow: bool,
    /// The repository's page; empty: unknown.
    #[serde(default)]
    pub url: String,
}

/// What a release would do now.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Outlook {
    /// The version; absent: nothing is to be released, or it would fail.
    #[serde(default)]
    pub version: Option<String>,
    /// Its tag.
    #[serde(default)]
    pub tag: Option<String>,
    /// The files it changes; none where a version is tagged that stands.
    #[serde(default)]
    pub changed_files: Vec<String>,
    /// Why nothing would be released.
    #[serde(default)]
    pub why: Option<String>,
    /// Why it would fail.
    #[serde(default)]
    pub error: Option<Error>,
}

/// A rule of a ruleset.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Rule {
    /// As the API calls it: `pull_request`, `required_signatures`, …
    pub kind: String,
    /// The checks that a rule of checks asks for.
    #[serde(default)]
    pub checks: Vec<String>,
}

/// Classic branch protection, as far as anybody may see it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Protection {
    /// Whether there is any.
    pub protected: bool,
    /// The checks it asks for.
    #[serde(default)]
    pub checks: Vec<String>,
}

/// The repository's settings, as far as this token sees them.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Settings {
    /// Whether this token may push.
    #[serde(default)]
    pub push: Option<bool>,
    /// Whether merged branches go by themselves.
    #[serde(default)]
    pub delete_branch_on_merge: Option<bool>,
    /// Whether pull requests may be merged by themselves.
    #[serde(default)]
    pub allow_auto_merge: Option<bool>,
    /// Whether workflows may open pull requests.
    #[serde(default)]
    pub workflows_open_pulls: Option<bool>,
    /// What a workflow's token may do where nothing is said: `read` or `write`.
    #[serde(default)]
    pub default_permissions: Option<String>,
}

/// A draft of a release.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Draft {
    /// Its tag.
    pub tag: String,
    /// When it was made: ISO text.
    pub created: String,
    /// Where people read it.
    pub url: String,
}

/// What `doctor` has to say.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Diagnosis {
    /// Which way a release would go.
    pub way: Course,
    /// Why.
    pub why: String,
    /// Whether a release would fail, as far as is known.
    pub fails: bool,
    /// The worst first.
    pub findings: Vec<Finding>,
}

/// Which way a release would go.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Course {
    /// A push to the branch.
    Direct,
    /// A pull request.
    PullRequest,
    /// Only a tag: the version is there.
    Tag,
    /// There is nothing to release.
    None,
    /// It would fail.
    Fails,
}

/// How much a finding weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Weight {
    /// A release fails, or never comes to its end.
    Error,
    /// Something that people count on does not happen.
    Warning,
    /// Good to know.
    Note,
}

/// One finding.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Finding {
    /// Stable, in kebab-case.
    pub code: String,
    /// How much it weighs.
    pub weight: Weight,
    /// The cause, in a sentence.
    pub message: String,
    /// What proves it: what stands in the file, or what the API said.
    pub proof: String,
    /// The file, where one proves it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub path: Option<String>,
    /// The line in it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub line: Option<usize>,
    /// What cures it, the best first.
    pub cures: Vec<String>,
}

impl Finding {
    fn new(weight: Weight, code: &str, message: impl Into<String>) -> Self {
        let (code, message) = (code.to_string(), message.into());
        Self { code, weight, message, proof: String::new(), path: None, line: None, cures: Vec::new() }
    }

    fn at(mut self, path: &str, line: usize, proof: impl Into<String>) -> Self {
        (self.path, self.line, self.proof) = (Some(path.to_string()), Some(line), proof.into());
        self
    }

    fn said(mut self, proof: impl Into<String>) -> Self {
        self.proof = proof.into();
        self
    }

    fn cure(mut self, cure: impl Into<String>) -> Self {
        self.cures.push(cure.into());
        self
    }
}

/// Judges what was found out.
pub fn diagnose(checkup: &Checkup) -> Diagnosis {
    let (way, why) = course(checkup);
    let read: Vec<_> = checkup.workflows.iter().filter_map(workflow::Workflow::read).collect();
    let mut findings = Vec::new();
    if let Some(error) = &checkup.outlook.error {
        let finding = Finding::new(Weight::Error, "release-fails", format!("a release would fail: {}", error.message))
            .said(format!("`version-first next` ends with `{}`", error.code));
        findings.push(error.next_steps.iter().fold(finding, |finding, step| finding.cure(step)));
    }
    workflows::judge(checkup, way, &read, &mut findings);
    hosting::judge(checkup, way, &read, &mut findings);
    ordered::sort_by_key(&mut findings, |finding| finding.weight);
    let fails = findings.iter().any(|finding| finding.weight == Weight::Error);
    Diagnosis { way, why, fails, findings }
}

/// Which way it would go. A push is always tried first; that it would be refused is a guess by what the API says.
fn course(checkup: &Checkup) -> (Course, String) {
    let Checkup { outlook, branch, mode, .. } = checkup;
    if let Some(error) = &outlook.error {
        return (Course::Fails, error.message.clone());
    }
    let Some(version) = &outlook.version else {
        return (Course::None, outlook.why.clone().unwrap_or_else(|| "there is nothing to release".to_string()));
    };
    if outlook.changed_files.is_empty() {
        return (Course::Tag, format!("no file of `{branch}` has to change for {version}: it is only tagged"));
    }
    if mode == "pull-request" {
        return (Course::PullRequest, "that is asked for (`mode: pull-request`)".to_string());
    }
    let binds = |kinds: &[&str]| {
        let mut rules = checkup.rules.iter().flatten();
        rules.find(|rule| kinds.contains(&rule.kind.as_str())).map(|rule| rule.kind.clone())
    };
    if let Some(kind) = binds(&["pull_request", "required_status_checks", "merge_queue"]) {
        return (
            Course::PullRequest,
            format!("a rule `{kind}` binds `{branch}`; who may bypass it pushes all the same"),
        );
    }
    match &checkup.protection {
        Some(Protection { protected: true, checks }) if !checks.is_empty() => {
            (Course::PullRequest, format!("`{branch}` is protected, and wants the checks {}", quoted(checks)))
        }
        Some(Protection { protected: true, .. }) => (
            Course::Direct,
            format!(
                "`{branch}` is protected; whether it takes pushes only an administrator sees: a push is tried, and a pull request follows where it is refused"
            ),
        ),
        _ if checkup.rules.is_none() => (
            Course::Direct,
            format!(
                "the rules of `{branch}` were not looked at: a push is tried, and a pull request follows where it is refused"
            ),
        ),
        _ => (Course::Direct, format!("no rule keeps a push from `{branch}`")),
    }
}

fn quoted(names: &[String]) -> String {
    names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
}
