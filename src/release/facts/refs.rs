//! The remote's refs, parsed.

use std::cell::RefCell;
use std::rc::Rc;

use crate::branch::{Line, check_ref_name, is_ref_name};
use crate::error::{Error, Result};
use crate::ordered;
use crate::ordered::{BTreeMap, BTreeSet};
use crate::release::facts::{Tag, Target};
use crate::release::request::Request;

/// The remote's refs, parsed.
#[derive(Debug, Clone, Default)]
pub struct Refs {
    default_branch: Option<String>,
    heads: BTreeMap<String, String>,
    /// Heads that are other refs by another name: whoever deletes one, deletes the other.
    links: BTreeSet<String>,
    /// By name, as git prints them.
    tags: Vec<Tag>,
}

thread_local! {
    /// What was read last, with the text it was read from.
    static LAST: RefCell<Option<(String, Rc<Refs>)>> = const { RefCell::new(None) };
}

impl Refs {
    /// As [`Refs::parse`]. A look asks for the same refs four times; of a hundred thousand each reading takes as long as
    /// asking the remote for them.
    pub(crate) fn read(raw: &str) -> Rc<Self> {
        LAST.with_borrow_mut(|last| match last {
            Some((known, refs)) if same_bytes(known.as_bytes(), raw.as_bytes()) => Rc::clone(refs),
            _ => {
                // What was known goes first, so that there are never two.
                *last = None;
                let refs = Rc::new(Self::parse(raw));
                *last = Some((raw.to_string(), Rc::clone(&refs)));
                refs
            }
        })
    }

    /// Reads `ls-remote` output. Lines that are none are passed over: a server may add what it likes. So is a ref whose
    /// name git takes for none: nobody can have made it with git, and a name is a path to whoever writes it down. The
    /// default branch alone is kept whatever it is called, to be refused by its name.
    pub fn parse(raw: &str) -> Self {
        let mut refs = Self::default();
        for line in raw.lines() {
            let Some((oid, name)) = line.split_once('\t') else { continue };
            if let Some(target) = oid.strip_prefix("ref: ") {
                if name == "HEAD" {
                    refs.default_branch = target.strip_prefix("refs/heads/").map(str::to_string);
                } else if let Some(branch) = name.strip_prefix("refs/heads/") {
                    refs.links.insert(branch.to_string());
                }
            } else if let Some(branch) = name.strip_prefix("refs/heads/").filter(|name| is_ref_name(name)) {
                refs.heads.insert(branch.to_string(), oid.to_string());
            } else if let Some(tag) = name.strip_prefix("refs/tags/") {
                match tag.strip_suffix("^{}") {
                    // It follows its tag.
                    Some(peeled) => {
                        if let Some(known) = refs.tags.last_mut().filter(|known| known.name == peeled) {
                            known.commit = oid.to_string();
                        }
                    }
                    None if !is_ref_name(tag) => {}
                    None => {
                        let known = Tag { name: tag.to_string(), oid: oid.to_string(), commit: oid.to_string() };
                        refs.tags.push(known);
                    }
                }
            }
        }
        // Sorted already, but for what a server makes up; of two of one name the later one, as ever.
        ordered::sort_by(&mut refs.tags, |a, b| a.name.cmp(&b.name));
        refs.tags.reverse();
        refs.tags.dedup_by(|a, b| a.name == b.name);
        refs.tags.reverse();
        refs
    }

    /// The branch this request releases from: the one that was named, the one the run was started on, or the default one.
    /// Codes: `empty-repository`, `branch-not-found`, `invalid-ref-name`, `invalid-prerelease-branches`.
    pub fn target(&self, request: &Request) -> Result<Target> {
        if let Some(branch) = self.default_branch.as_deref().filter(|name| !is_ref_name(name)) {
            let advice = "the remote calls its default branch that, which git lets nobody do: ask whoever runs it";
            check_ref_name(branch).map_err(|error| error.advice(advice))?;
        }
        if self.heads.is_empty() {
            return Err(Error::new("empty-repository", "the remote has no branch yet: expected at least one commit")
                .advice("push a first commit, then run this again")
                .advice("where there is one, something else answers in the remote's place, a login page, say: check its address (`git remote -v`)"));
        }
        if request.branch.is_none()
            && let Some(started) = request.trigger.as_ref()
        {
            match started.branch() {
                Ok(Some(branch)) => return self.started(request, branch),
                Ok(None) => {}
                Err(why) => return Ok(self.idle(self.default_branch.as_deref().unwrap_or_default(), why)),
            }
        }
        let Some(branch) = request.named_branch().or(self.default_branch.as_deref()) else {
            return Err(Error::new("branch-not-found", "the remote names no default branch").advice(format!(
                "name the branch to release from (`--branch`, input `target-branch`), one of: {}",
                listed(self.heads.keys())
            )));
        };
        match self.heads.get(branch) {
            Some(tip) => Ok(Target { branch: branch.to_string(), tip: tip.clone(), why: None, unless_line: None }),
            None => Err(Error::new("branch-not-found", format!("the remote has no branch `{branch}`"))
                .advice(format!("push it first, or name one of: {}", listed(self.heads.keys())))),
        }
    }

    /// The branch on which the run was started.
    fn started(&self, request: &Request, branch: &str) -> Result<Target> {
        match self.heads.get(branch) {
            None => Ok(self.idle(branch, format!("`{branch}`, on which this run was started, is not there any more"))),
            Some(tip) => {
                let unless_line = why_not(request, branch, self.default_branch.as_deref())?;
                Ok(Target { branch: branch.to_string(), tip: tip.clone(), why: None, unless_line })
            }
        }
    }

    /// A branch that is not released.
    fn idle(&self, branch: &str, why: String) -> Target {
        let tip = self.head(branch).cloned().unwrap_or_default();
        Target { branch: branch.to_string(), tip, why: Some(why), unless_line: None }
    }

    /// The default branch, where the remote names one.
    pub(crate) fn default_branch(&self) -> Option<&str> {
        self.default_branch.as_deref()
    }

    /// Where a branch stands; `None`: there is none of this name.
    pub fn head(&self, branch: &str) -> Option<&String> {
        self.heads.get(branch)
    }

    /// Whether a branch is another ref by another name.
    pub fn is_link(&self, branch: &str) -> bool {
        self.links.contains(branch)
    }

    /// Every branch, by name.
    pub fn heads(&self) -> impl Iterator<Item = (&String, &String)> {
        self.heads.iter()
    }

    /// The tag of this name.
    pub fn tag(&self, name: &str) -> Option<&Tag> {
        let at = self.tags.binary_search_by(|tag| tag.name.as_str().cmp(name)).ok()?;
        self.tags.get(at)
    }

    /// Every tag's name.
    pub fn tag_names(&self) -> impl Iterator<Item = &str> {
        self.tags.iter().map(|tag| tag.name.as_str())
    }
}

/// Whether two long texts are one, eight bytes at a time: wasm compares texts byte by byte.
fn same_bytes(a: &[u8], b: &[u8]) -> bool {
    let ((a, a_rest), (b, b_rest)) = (a.as_chunks::<8>(), b.as_chunks::<8>());
    let number = |bytes: &[u8; 8]| u64::from_ne_bytes(*bytes);
    a.len() == b.len() && a_rest == b_rest && a.iter().zip(b).all(|(a, b)| number(a) == number(b))
}

/// At most six names, in backticks; those that most default branches have come first.
fn listed<'a>(names: impl Iterator<Item = &'a String>) -> String {
    let mut told = Vec::new();
    for name in names {
        let at = if ["main", "master"].contains(&&**name) { 0 } else { told.len() };
        told.insert(at, format!("`{name}`"));
    }
    told.truncate(6);
    told.join(", ")
}

/// Why a branch that was pushed to is not released, unless its tags say that it has a line of its own; `None`: it is.
fn why_not(request: &Request, branch: &str, default: Option<&str>) -> Result<Option<String>> {
    if default == Some(branch) || is_named_so(request, branch)? {
        return Ok(None);
    }
    let default = default.map(|name| format!(" `{name}`")).unwrap_or_default();
    Ok(Some(format!(
        "this run was started on `{branch}`, which is neither the default branch{default} nor a prerelease branch nor one with a line of its own: name it with `target-branch` (`--branch`) to release from it"
    )))
}

/// Whether a branch other than the default one has versions of its own, whatever its tags are: by a name such as `1.x` or
/// `release/1.x`, or for prereleases.
fn is_named_so(request: &Request, branch: &str) -> Result<bool> {
    let line = Line::of_branch(branch) != Line::All && Line::said_by(branch).is_some();
    Ok(line || request.channels()?.identifier(branch).is_some())
}
