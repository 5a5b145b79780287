//! Reads one thing from the files of pipelines: whether a pushed tag would start one.
//!
//! A file that cannot be read counts as yes, and so does whatever is not plain from it: leaving a skip marker out costs
//! one run, putting it in may cost a publication.

mod tree;

use tree::Node;

/// A file larger than this is not read at all.
const LIMIT: usize = 1_000_000;

/// Whose pipelines a file describes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Server {
    /// `.github/workflows`
    Github,
    /// `.gitea/workflows`, `.forgejo/workflows`: the same grammar
    Gitea,
    /// `.gitlab-ci.yml`
    Gitlab,
    /// `.woodpecker.yml`, `.woodpecker/*.yml`
    Woodpecker,
    /// `azure-pipelines.yml`
    Azure,
    /// `bitbucket-pipelines.yml`
    Bitbucket,
    /// `.circleci/config.yml`
    Circle,
    /// Those that run for tags unless they are told not to, in ways of their own: `.travis.yml`, `appveyor.yml`, `.drone.yml`,
    /// `.cirrus.yml`, `.semaphore/*.yml`
    Others,
}

impl Server {
    /// `None`: no file of pipelines.
    pub fn of(path: &str) -> Option<Self> {
        let path = path.strip_suffix(".yml").or_else(|| path.strip_suffix(".yaml"))?;
        match path.rsplit_once('/').unwrap_or(("", path)) {
            (".github/workflows", _) => Some(Self::Github),
            (".gitea/workflows" | ".forgejo/workflows", _) => Some(Self::Gitea),
            ("", ".gitlab-ci") => Some(Self::Gitlab),
            ("", ".woodpecker") | (".woodpecker", _) => Some(Self::Woodpecker),
            ("", stem) if stem.starts_with("azure-pipelines") => Some(Self::Azure),
            (".azure-pipelines", _) => Some(Self::Azure),
            ("", "bitbucket-pipelines") => Some(Self::Bitbucket),
            (".circleci", "config") => Some(Self::Circle),
            ("", ".travis" | "appveyor" | ".appveyor" | ".drone" | ".cirrus") | (".semaphore", _) => Some(Self::Others),
            _ => None,
        }
    }

    /// As people call it.
    pub fn title(self) -> &'static str {
        match self {
            Self::Github => "GitHub",
            Self::Gitea => "Gitea, as Forgejo,",
            Self::Gitlab => "GitLab",
            Self::Woodpecker => "Woodpecker",
            Self::Azure => "Azure DevOps",
            Self::Bitbucket => "Bitbucket",
            Self::Circle => "CircleCI",
            Self::Others => "its server",
        }
    }

    /// Whether what `text` describes runs when a tag is pushed.
    pub fn runs_on_tag_push(self, text: &str) -> bool {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        if text.len() > LIMIT {
            return true;
        }
        let Some(root) = tree::read(text).filter(|root| matches!(root, Node::Map(_))) else { return true };
        match self {
            Self::Github | Self::Gitea => root.get("on").is_none_or(github),
            Self::Gitlab => gitlab(&root),
            Self::Woodpecker => woodpecker(&root),
            Self::Azure => {
                root.get("trigger").is_some_and(|trigger| trigger.get("tags").is_some() || *trigger == Node::Else)
            }
            Self::Bitbucket => root.get("pipelines").is_some_and(|one| one.get("tags").is_some() || *one == Node::Else),
            Self::Others => true,
            Self::Circle => root.any("filters", &|filters| filters.get("tags").is_some() || *filters == Node::Else),
        }
    }
}

/// Whether a server reads a file as one of its pipelines.
pub fn is_pipeline(path: &str) -> bool {
    Server::of(path).is_some()
}

/// The value of `on`: one event name, a list of them, or a mapping from names to filters.
///
/// The rule is GitHub's: a `push` trigger without filters runs for branches and tags alike; one that filters by branch
/// only does not run for tags; path filters are not looked at for tags. What `tags` or `tags-ignore` match is not
/// decided here: being there is enough for a yes.
fn github(on: &Node) -> bool {
    match on {
        Node::Scalar(name) => name == "push",
        Node::List(names) => names.iter().any(|name| name.text().is_none_or(|name| name == "push")),
        Node::Map(events) => events.iter().any(|(name, filters)| match name.as_deref() {
            Some("push") => pushes(filters),
            Some("<<") | None => true,
            Some(_) => false,
        }),
        Node::Else => true,
    }
}

/// The filters of a `push` trigger.
fn pushes(filters: &Node) -> bool {
    let Node::Map(filters) = filters else { return true };
    let is = |known: &[&str]| filters.iter().any(|(name, _)| name.as_deref().is_some_and(|name| known.contains(&name)));
    let known = ["branches", "branches-ignore", "paths", "paths-ignore"];
    let others = filters.iter().any(|(name, _)| name.as_deref().is_none_or(|name| !known.contains(&name)));
    others || !is(&known[..2])
}

/// What is at the top of a `.gitlab-ci.yml` and is no job.
const NO_JOBS: [&str; 12] = [
    "default",
    "include",
    "stages",
    "variables",
    "workflow",
    "image",
    "services",
    "cache",
    "before_script",
    "after_script",
    "spec",
    "types",
];

/// A job without `rules`, `only` and `except` runs for tags too, unless `workflow` keeps whole pipelines from it.
fn gitlab(root: &Node) -> bool {
    let Node::Map(entries) = root else { return true };
    if let Some(rules) = root.get("workflow").and_then(|workflow| workflow.get("rules"))
        && !by_rules(rules)
    {
        return false;
    }
    let job = |(name, job): &(Option<String>, Node)| match name.as_deref() {
        Some("include") | None => true,
        Some(name) if NO_JOBS.contains(&name) || name.starts_with('.') => false,
        Some(_) => match (job.get("rules"), job.get("only"), job.get("except")) {
            (Some(rules), ..) => by_rules(rules),
            (None, Some(only), _) => names_tags(only),
            (None, None, Some(except)) => !except.strings().contains(&"tags"),
            (None, None, None) => true,
        },
    };
    entries.iter().any(job)
}

/// `only: [tags]`, `only: {refs: [tags]}`, or a pattern, which tags may match as well.
fn names_tags(only: &Node) -> bool {
    let refs = match only {
        Node::Map(_) => only.get("refs"),
        other => Some(other),
    };
    refs.is_none_or(|refs| {
        *refs == Node::Else || refs.strings().iter().any(|name| *name == "tags" || name.starts_with('/'))
    })
}

/// The first rule that matches decides; where none does, nothing runs.
fn by_rules(rules: &Node) -> bool {
    let Node::List(rules) = rules else { return true };
    for rule in rules {
        let Node::Map(_) = rule else { return true };
        let never = rule.get("when").and_then(Node::text) == Some("never");
        let limited = rule.get("changes").is_some() || rule.get("exists").is_some();
        let holds = match rule.get("if") {
            None => Some(true),
            Some(condition) => condition.text().and_then(holds_for_tags),
        };
        match holds {
            Some(false) => {}
            Some(true) if !limited => return !never,
            _ if never => {}
            _ => return true,
        }
    }
    false
}

/// Whether a condition holds in the pipeline of a tag; `None`: that depends.
fn holds_for_tags(condition: &str) -> Option<bool> {
    let said: String = condition.split_whitespace().collect::<Vec<_>>().join(" ");
    if said.contains("||") {
        return None;
    }
    let mut all = Some(true);
    for part in said.split("&&").map(str::trim) {
        let one = match part {
            "$CI_COMMIT_TAG" | "$CI_COMMIT_TAG != null" | "$CI_COMMIT_BRANCH == null" => Some(true),
            "$CI_COMMIT_TAG == null" | "$CI_COMMIT_BRANCH" | "$CI_COMMIT_BRANCH != null" => Some(false),
            part if part.starts_with("$CI_COMMIT_BRANCH == ") || part.starts_with("$CI_COMMIT_BRANCH =~ ") => {
                Some(false)
            }
            part if part.starts_with("$CI_PIPELINE_SOURCE == ") => {
                if part.contains("push") {
                    Some(true)
                } else {
                    Some(false)
                }
            }
            _ => None,
        };
        match one {
            Some(false) => return Some(false),
            Some(true) => {}
            None => all = None,
        }
    }
    all
}

/// `when` names the events; where it names none, every event counts.
fn woodpecker(root: &Node) -> bool {
    let tagged = |when: &Node| {
        let one = |when: &Node| match when.get("event") {
            None => true,
            Some(events @ (Node::Scalar(_) | Node::List(_))) => {
                events.strings().iter().any(|event| matches!(*event, "tag" | "release"))
            }
            Some(_) => true,
        };
        match when {
            Node::List(entries) => entries.iter().any(one),
            one_only => one(one_only),
        }
    };
    if let Some(when) = root.get("when") {
        return tagged(when);
    }
    let steps = root.get("steps").or_else(|| root.get("pipeline"));
    let one = |step: &Node| step.get("when").is_none_or(tagged);
    match steps {
        Some(Node::Map(steps)) => steps.iter().any(|(_, step)| one(step)),
        Some(Node::List(steps)) => steps.iter().any(one),
        _ => true,
    }
}
