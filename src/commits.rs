//! What the commits since the last tag ask for.

use serde::{Deserialize, Serialize};

use crate::bump::Bump;
use crate::version::{Version, shortened};

/// One commit of the history, as `git log` tells it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Commit {
    /// Object name, 40 or 64 hexadecimal digits.
    pub sha: String,
    /// Author's name, where known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub author: Option<String>,
    /// The whole message.
    pub message: String,
}

/// What a commit that says nothing conventional is worth.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum DefaultBump {
    /// Nothing to release.
    None,
    /// A patch.
    #[default]
    Patch,
    /// A minor version.
    Minor,
    /// A major version.
    Major,
}

impl DefaultBump {
    /// `none`, `patch`, `minor`, `major`.
    pub fn parse(text: &str) -> Option<Self> {
        match text {
            "none" => Some(Self::None),
            "patch" => Some(Self::Patch),
            "minor" => Some(Self::Minor),
            "major" => Some(Self::Major),
            _ => None,
        }
    }

    /// The bump it stands for.
    pub fn bump(self) -> Option<Bump> {
        match self {
            Self::None => None,
            Self::Patch => Some(Bump::Patch),
            Self::Minor => Some(Bump::Minor),
            Self::Major => Some(Bump::Major),
        }
    }
}

/// Why one commit counts as it does.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Reason {
    /// The commit.
    pub sha: String,
    /// First line of its message.
    pub subject: String,
    /// What it asks for; absent: nothing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bump: Option<Bump>,
    /// The rule that said so, in words.
    pub why: String,
}

/// The highest wish of all commits, with its reasons.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Decision {
    /// Absent: nothing to release.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bump: Option<Bump>,
    /// One for each commit, in the order given.
    pub reasons: Vec<Reason>,
}

/// Most of a message that is parsed as a conventional commit, in bytes; what people write by hand is far below.
const PARSED_BYTES: usize = 64 * 1024;

/// Decides the bump.
///
/// A breaking change asks for a major version (for a minor one below 1.0), `feat` for a minor one; everything else, fixes
/// among it, for the default. Release commits of ours ask for nothing.
pub fn decide(commits: &[Commit], current: &Version, default: DefaultBump) -> Decision {
    let below_one = current.triple().0 == 0;
    let reasons: Vec<Reason> = commits
        .iter()
        .map(|commit| {
            let message = first_text(&commit.message);
            let (bump, why) = wish(message, below_one, default);
            Reason { sha: commit.sha.clone(), subject: first_line(message).to_string(), bump, why }
        })
        .collect();
    Decision { bump: reasons.iter().filter_map(|reason| reason.bump).max(), reasons }
}

fn wish(message: &str, below_one: bool, default: DefaultBump) -> (Option<Bump>, String) {
    let header = Header::of(message);
    let footer_says_so =
        body_lines(message).any(|line| line.starts_with("BREAKING CHANGE: ") || line.starts_with("BREAKING-CHANGE: "));
    if footer_says_so || header.as_ref().is_some_and(|header| header.breaking) {
        return if below_one {
            (Some(Bump::Minor), "breaking change below 1.0".to_string())
        } else {
            (Some(Bump::Major), "breaking change".to_string())
        };
    }
    if header.as_ref().is_some_and(|header| header.kind.eq_ignore_ascii_case("feat")) {
        return (Some(Bump::Minor), "`feat` adds a feature".to_string());
    }
    // Asked last: a squash may carry our trailer beside somebody's feature, which must not get lost.
    if body_lines(message).any(|line| line.starts_with("Version-First:")) {
        return (None, "release commit".to_string());
    }
    let why = match header {
        Some(header) => format!("type `{}`: default bump", shortened(header.kind)),
        None => "no conventional type: default bump".to_string(),
    };
    (default.bump(), why)
}

/// What the first line says, where it is conventional.
struct Header<'a> {
    kind: &'a str,
    breaking: bool,
}

impl<'a> Header<'a> {
    fn of(message: &'a str) -> Option<Self> {
        let parsed = message.get(..message.floor_char_boundary(PARSED_BYTES)).unwrap_or_default();
        match git_conventional::Commit::parse(parsed) {
            Ok(commit) => Some(Self { kind: commit.type_().as_str(), breaking: commit.breaking() }),
            // One slip after the header (no blank line, a footer without value) and the parser refuses the whole
            // message. The header still says what its author meant.
            Err(_) => {
                let header = git_conventional::Commit::parse(first_line(parsed)).ok()?;
                Some(Self { kind: header.type_().as_str(), breaking: header.breaking() })
            }
        }
    }
}

/// The message from its first line that says something.
fn first_text(message: &str) -> &str {
    let mut rest = message;
    while let Some((line, after)) = rest.split_once('\n') {
        if !line.trim().is_empty() {
            break;
        }
        rest = after;
    }
    rest
}

fn first_line(message: &str) -> &str {
    message.lines().next().unwrap_or_default()
}

fn body_lines(message: &str) -> impl Iterator<Item = &str> {
    message.lines().skip(1)
}

/// Reads the raw answer of `git log -z --format=%H%n%an%n%B`.
///
/// A record that begins with no object name is left out.
pub fn parse_log(raw: &str) -> Vec<Commit> {
    raw.split('\0').filter_map(parse_record).collect()
}

fn parse_record(record: &str) -> Option<Commit> {
    let (sha, rest) = record.split_once('\n').unwrap_or((record, ""));
    if !matches!(sha.len(), 40 | 64) || !sha.bytes().all(|b| b.is_ascii_hexdigit()) {
        return None;
    }
    let (author, message) = rest.split_once('\n').unwrap_or((rest, ""));
    Some(Commit {
        sha: sha.to_string(),
        author: Some(author).filter(|author| !author.is_empty()).map(ToString::to_string),
        message: message.trim_end_matches(['\n', '\r']).to_string(),
    })
}
