//! The words that go into commits and tags, and whether they ask CI to look away.

use crate::manifest::File;
use crate::release::proposal::{Release, Releases};
use crate::release::request::{Request, RunId, SkipCi};
use crate::release::section::{Section, hash};
use crate::workflow::Server;

pub(crate) mod pull;

/// What every commit and tag object of ours carries: it makes each of them unique, so that of two runs which build the
/// same bytes in the same second only one can believe that it released (PROTOCOL 21).
pub(crate) const TRAILER: &str = "Version-First";

/// The version commit's message: subject, the user's body, our trailers.
pub(crate) fn commit(request: &Request, releases: &Releases, skip_ci: bool, build: u32) -> String {
    written(request, releases, skip_ci, build, &|_| String::new())
}

/// The message of a version commit that is pushed together with its tag. The trailer says so: where such a commit stands
/// without its tag, that tag was taken away.
pub(crate) fn tagged_commit(request: &Request, releases: &Releases, skip_ci: bool, build: u32) -> String {
    written(request, releases, skip_ci, build, &|_| format!("; {TAGGED}"))
}

/// `more`: what else the trailer of a release says.
fn written(
    request: &Request,
    releases: &Releases,
    skip_ci: bool,
    build: u32,
    more: &dyn Fn(&Release) -> String,
) -> String {
    let mut text = request.commit_message.replace("{version}", &releases.in_words());
    // A marker in words of the user's own would keep what waits for the tag from starting as well.
    if request.skip_ci == SkipCi::Auto && !skip_ci {
        text = without_markers(&text).trim_start().to_string();
    }
    let (subject, body) = text.split_once('\n').unwrap_or((&text, ""));
    // Every server knows these two.
    let lower = text.to_ascii_lowercase();
    let has_one = ["[skip ci]", "[ci skip]"].iter().any(|marker| lower.contains(marker));
    let marker = if skip_ci && !has_one { " [skip ci]" } else { "" };
    let body = match body.trim() {
        "" => String::new(),
        body => format!("{body}\n\n"),
    };
    let several = !releases.more.is_empty();
    let line = |release: &Release| {
        let whose = if several { format!("; {OF_TAG}{}", release.tag) } else { String::new() };
        format!("{}{whose}{}\n", trailer(&request.run, &release.version, build), more(release))
    };
    format!("{}{marker}\n\n{body}{}", subject.trim_end(), releases.iter().map(line).collect::<String>())
}

/// What the trailer of a version commit says that was pushed together with its tag.
const TAGGED: &str = "tagged";

/// Of which tag a trailer tells, where a commit is of several releases.
const OF_TAG: &str = "tag=";

/// The message of a version commit that goes to a bump branch: marker-free, since a skipped check stays pending for ever,
/// and the marker would end up in the merged commit, whose run tags it (PROTOCOL 9, DESIGN 3).
///
/// It says on which parent it was made, and by whom: a copy of it is none of ours (PROTOCOL 16).
pub(crate) fn bump_commit(request: &Request, releases: &Releases, Stamp(stamp): &Stamp, build: u32) -> String {
    let asked = if request.is_explicit() { "; asked" } else { "" };
    let more = |release: &Release| {
        let section = release.section.as_ref().map(|Section(hash)| format!("; changelog={hash}")).unwrap_or_default();
        format!("; stamp={stamp}{section}{asked}")
    };
    format!("{}\n", without_markers(written(request, releases, false, build, &more).trim_end()))
}

/// What GitHub, Gitea, Forgejo, GitLab, Woodpecker and Azure take as a wish to run nothing, in whichever case.
const SKIP_MARKERS: [&str; 12] = [
    "[skip ci]",
    "[ci skip]",
    "[no ci]",
    "[skip actions]",
    "[actions skip]",
    "[skip azurepipelines]",
    "[azurepipelines skip]",
    "[skip azpipelines]",
    "[azpipelines skip]",
    "[skip azp]",
    "[azp skip]",
    "***no_ci***",
];

/// A text without the markers that keep checks from running, however they are written.
pub(crate) fn without_markers(text: &str) -> String {
    unmarked(text, |kept, _| kept.truncate(kept.trim_end().len()))
}

/// A text in which markers can be read and have no effect: the text of a pull request becomes the message of the commit
/// that a squash makes, and would keep the run from starting that tags it.
pub(crate) fn with_markers_told(text: &str) -> String {
    let told = unmarked(text, |kept, marker| {
        kept.push('(');
        kept.push_str(marker.trim_matches(['[', ']', '*']));
        kept.push(')');
    });
    if text.ends_with('\n') { told + "\n" } else { told }
}

/// `instead` is called where a marker stood, with what was kept so far, and the marker.
fn unmarked(text: &str, instead: impl Fn(&mut String, &str)) -> String {
    let line = |line: &str| {
        let lower = line.to_ascii_lowercase();
        let mut kept = String::new();
        let mut at = 0_usize;
        while let Some((next, marker)) = first_marker(lower.get(at..).unwrap_or_default()) {
            let start = at.saturating_add(next);
            kept.push_str(line.get(at..start).unwrap_or_default());
            at = start.saturating_add(marker.len());
            instead(&mut kept, marker);
        }
        kept.push_str(line.get(at..).unwrap_or_default());
        kept
    };
    let runs = |text: &&str| !text.trim().to_ascii_lowercase().starts_with("skip-checks:");
    text.lines().filter(runs).map(line).collect::<Vec<_>>().join("\n")
}

/// The first marker in a text in lower case. It begins with one of two characters, which most texts do not have.
fn first_marker(lower: &str) -> Option<(usize, &'static str)> {
    lower.match_indices(['[', '*']).find_map(|(at, _)| {
        let here = lower.get(at..)?;
        SKIP_MARKERS.iter().find(|marker| here.starts_with(**marker)).map(|marker| (at, *marker))
    })
}

/// What our trailer says in a commit's or tag object's message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Trailer {
    /// The tag of whose release it tells, where its commit is of several.
    pub(crate) tag: Option<String>,
    /// The version.
    pub(crate) version: String,
    /// Whether somebody asked for this very version or bump.
    pub(crate) asked: bool,
    /// Whether its commit was pushed together with its tag.
    pub(crate) tagged: bool,
    /// On what its commit was made, and by whom, where that is told.
    pub(crate) stamp: Option<Stamp>,
    /// What was written into the changelog.
    pub(crate) section: Option<Section>,
}

/// What the commit of a bump branch was made on, and who committed it. Who takes it elsewhere (`cherry-pick`, `rebase`,
/// `--amend`) changes one of the two and leaves the message as it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Stamp(String);

impl Stamp {
    /// As long as a commit's name is where people read it.
    const LENGTH: usize = 12;

    /// `committer`: name and email, as a commit spells them. It tells a copy from what was copied, and no enemy from a friend.
    pub(crate) fn of(parent: &str, committer: &str) -> Self {
        Self(hash(&format!("{parent}\n{committer}")).chars().take(Self::LENGTH).collect())
    }
}

/// Reads our trailer; the last one counts.
pub(crate) fn trailer_of(message: &str) -> Option<Trailer> {
    trailers_of(message).next()
}

/// Reads our trailer of a release with this tag, where a commit may be of several.
pub(crate) fn trailer_of_tag(message: &str, tag: &str) -> Option<Trailer> {
    trailers_of(message).find(|trailer| trailer.tag.as_ref().is_none_or(|of| of == tag))
}

/// Reads every trailer of ours; of two that tell of the same the first one counts, which is the last of the message.
pub(crate) fn trailers_of(message: &str) -> impl Iterator<Item = Trailer> {
    let said = |line: &str| {
        let mut parts = line.strip_prefix(TRAILER)?.strip_prefix(": ")?.split("; ");
        let version = parts.next()?.to_string();
        let rest: Vec<&str> = parts.map(str::trim).collect();
        let after = |name: &str| rest.iter().find_map(|part| part.strip_prefix(name)).map(str::to_string);
        Some(Trailer {
            version,
            tag: after(OF_TAG),
            asked: rest.contains(&"asked"),
            tagged: rest.contains(&TAGGED),
            stamp: after("stamp=").map(Stamp),
            section: after("changelog=").map(Section),
        })
    };
    message.lines().rev().filter_map(said)
}

/// The tag object's message.
pub(crate) fn tag(run: &RunId, tag: &str, version: &str, build: u32) -> String {
    format!("{tag}\n\n{}\n", trailer(run, version, build))
}

fn trailer(run: &RunId, version: &str, build: u32) -> String {
    format!("{TRAILER}: {version}; run={}; attempt={}; build={build}", word(&run.id), word(&run.attempt))
}

/// One word without line breaks, so that a trailer stays one line whatever the runner calls itself.
fn word(text: &str) -> String {
    text.chars().map(|c| if c.is_ascii_alphanumeric() || "-_.".contains(c) { c } else { '-' }).collect()
}

/// Whether the version commit gets its ` [skip ci]`, and what is to be said of it. Servers bind the skip to the commit, so a
/// tag push of that commit starts nothing either: where a pipeline waits for tags, `auto` leaves the marker out.
pub(crate) fn skips_ci(setting: SkipCi, files: &[File]) -> (bool, Option<String>) {
    match setting {
        SkipCi::Always => (true, None),
        SkipCi::Never => (false, None),
        SkipCi::Auto => {
            let waits = |file: &File| {
                let server = Server::of(&file.path).filter(|server| server.runs_on_tag_push(&file.text))?;
                Some((server, file.path.clone()))
            };
            let Some((server, path)) = files.iter().find_map(waits) else { return (true, None) };
            let remark = format!(
                "no [skip ci]: `{path}` runs on tag pushes, and {} would skip it too (set `skip-ci` to decide yourself)",
                server.title()
            );
            (false, Some(remark))
        }
    }
}
