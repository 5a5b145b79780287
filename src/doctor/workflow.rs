//! A workflow of GitHub's, as far as a release depends on it.

use crate::doctor::yaml;
use crate::doctor::yaml::{Node, Value};
use crate::manifest::File;

/// A file larger than this is not read.
const LIMIT: usize = 1_000_000;

/// One file.
pub(super) struct Workflow<'f> {
    pub(super) path: &'f str,
    root: Node,
}

/// A job of it.
pub(super) struct Job<'w> {
    pub(super) id: &'w str,
    pub(super) line: usize,
    node: &'w Node,
}

/// A step that runs version-first.
pub(super) struct Step<'w> {
    pub(super) line: usize,
    pub(super) command: String,
    node: &'w Node,
}

/// What a `permissions:` gives.
pub(super) enum Grant {
    /// It says so.
    Yes,
    /// It says that it does not, by what stands in this line.
    No(usize),
    /// Nothing is said: as the repository is set.
    Unsaid,
}

impl<'f> Workflow<'f> {
    /// `None`: it is no workflow that can be read.
    pub(super) fn read(file: &'f File) -> Option<Self> {
        let text = file.text.strip_prefix('\u{feff}').unwrap_or(&file.text);
        let root = yaml::read(text).filter(|_| text.len() <= LIMIT)?;
        matches!(root.value, Value::Map(_)).then_some(Self { path: &file.path, root })
    }

    /// The events that start it, each with its line and filters.
    pub(super) fn events(&self) -> Vec<(&str, usize, Option<&Node>)> {
        // Read as YAML 1.1, `on` is a truth value; here it is a word.
        let Some((_, on)) = self.root.get("on") else { return Vec::new() };
        match &on.value {
            Value::Map(pairs) => pairs.iter().map(|(name, line, node)| (name.as_str(), *line, Some(node))).collect(),
            Value::List(items) => items.iter().filter_map(|one| Some((one.text()?, one.line, None))).collect(),
            _ => on.text().map(|name| (name, on.line, None)).into_iter().collect(),
        }
    }

    pub(super) fn event(&self, name: &str) -> Option<(usize, Option<&Node>)> {
        self.events().into_iter().find(|(event, ..)| *event == name).map(|(_, line, node)| (line, node))
    }

    /// Whether it names tags whose pushes start it. Patterns that only take away, such as `!**`, keep all tags out.
    pub(super) fn waits_for_tags(&self) -> bool {
        let Some((_, tags)) = self.event("push").and_then(|(_, push)| push?.get("tags")) else { return false };
        let patterns = tags.strings();
        patterns.is_empty() || patterns.iter().any(|pattern| !pattern.starts_with('!'))
    }

    pub(super) fn jobs(&self) -> Vec<Job<'_>> {
        let Some((_, jobs)) = self.root.get("jobs") else { return Vec::new() };
        jobs.pairs().iter().map(|(id, line, node)| Job { id, line: *line, node }).collect()
    }

    /// Whether a job may do something.
    pub(super) fn grants(&self, job: &Job<'_>, scope: &str) -> Grant {
        let Some((line, said)) = job.node.get("permissions").or_else(|| self.root.get("permissions")) else {
            return Grant::Unsaid;
        };
        match said.text() {
            Some("write-all") => return Grant::Yes,
            Some(_) => return Grant::No(line),
            None => {}
        }
        match said.get(scope) {
            Some((_, level)) if level.text() == Some("write") => Grant::Yes,
            Some((line, _)) => Grant::No(line),
            None => Grant::No(line),
        }
    }

    /// The line that gives everything away.
    pub(super) fn gives_all(&self, job: &Job<'_>) -> Option<usize> {
        let (line, said) = job.node.get("permissions").or_else(|| self.root.get("permissions"))?;
        (said.text() == Some("write-all")).then_some(line)
    }

    /// What a job's own `permissions:` lets it write, each with its line.
    pub(super) fn writes<'j>(&self, job: &Job<'j>) -> Vec<(&'j str, usize)> {
        let Some((_, said)) = job.node.get("permissions") else { return Vec::new() };
        let write = |(name, line, level): &'j (String, usize, Node)| {
            (level.text() == Some("write")).then_some((name.as_str(), *line))
        };
        said.pairs().iter().filter_map(write).collect()
    }
}

impl<'w> Job<'w> {
    /// What it is called in the list of checks.
    pub(super) fn check(&self) -> &'w str {
        self.node.says("name").unwrap_or(self.id)
    }

    pub(super) fn steps(&self) -> &'w [Node] {
        self.node.get("steps").map(|(_, steps)| steps.items()).unwrap_or_default()
    }

    /// The steps that run version-first. `own`: the repository is version-first's own.
    pub(super) fn ours(&self, own: bool) -> Vec<Step<'w>> {
        self.steps().iter().filter_map(|node| Step::of(node, own)).collect()
    }

    /// Those of them that release.
    pub(super) fn releasing(&self, own: bool) -> Vec<Step<'w>> {
        self.ours(own).into_iter().filter(Step::releases).collect()
    }

    /// The first step that publishes to a registry by OIDC, with its line.
    pub(super) fn publishes(&self) -> Option<(&'static str, usize)> {
        self.steps().iter().find_map(|step| {
            if let Some((line, uses)) = step.get("uses")
                && uses.text().is_some_and(|uses| uses.starts_with("pypa/gh-action-pypi-publish@"))
            {
                return Some(("PyPI", line));
            }
            let (line, run) = step.get("run")?;
            let run = run.text()?;
            run.contains("npm publish").then_some(("npm", line))
        })
    }

    pub(super) fn asks_for_oidc(&self, workflow: &Workflow<'_>) -> bool {
        matches!(workflow.grants(self, "id-token"), Grant::Yes)
    }
}

impl<'w> Step<'w> {
    fn of(node: &'w Node, own: bool) -> Option<Self> {
        if let Some((line, uses)) = node.get("uses") {
            let name = uses.text()?.split('@').next().unwrap_or_default().trim_end_matches("/node24");
            let ours = name.ends_with("/version-first") || (own && matches!(name, "." | "./"));
            let command = node.get("with").and_then(|(_, with)| with.says("command")).unwrap_or("release");
            return ours.then(|| Self { line, command: command.to_string(), node });
        }
        let (line, run) = node.get("run")?;
        let (_, rest) = run.text()?.split_once("version-first ")?;
        let command = rest.split_whitespace().next().unwrap_or_default();
        Some(Self { line, command: command.to_string(), node })
    }

    fn releases(&self) -> bool {
        self.command == "release"
    }

    /// An input, and its line.
    pub(super) fn input(&self, name: &str) -> Option<(usize, &'w str)> {
        let (line, value) = self.node.get("with")?.1.get(name)?;
        Some((line, value.text()?))
    }

    /// Whether it works with the workflow's own token, whose pushes start nothing.
    pub(super) fn has_default_token(&self) -> bool {
        self.input("token").is_none_or(|(_, token)| {
            let bare: String = token.chars().filter(|c| !c.is_whitespace()).collect();
            matches!(bare.as_str(), "${{github.token}}" | "${{secrets.GITHUB_TOKEN}}")
        })
    }
}
