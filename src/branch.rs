//! Branch names: bump branches, release lines, and what git takes as a name at all.

use crate::error::{Error, Result};
use crate::text::shortened;
use crate::version;
use crate::version::Version;

/// The bump branch's name where nobody chose another.
pub const DEFAULT_TEMPLATE: &str = "chore/version-bump-{version}";

/// The bump branch of a version: `chore/version-bump-X.Y.Z`; a `v` before the version is dropped.
/// `template` holds one `{version}`. Codes: `invalid-ref-name`, `invalid-branch-template`, `invalid-version`.
///
/// Whatever begins with a digit is taken as a version text, so that a name says the version as its tag or manifest does.
///
/// ```
/// use version_first::branch::bump_branch;
/// assert_eq!(bump_branch("v0.2.335", None)?, "chore/version-bump-0.2.335");
/// assert_eq!(bump_branch("0.2.335", None)?, "chore/version-bump-0.2.335");
/// assert_eq!(bump_branch("-0.2.335", None).unwrap_err().code, "invalid-version");
/// # Ok::<(), version_first::Error>(())
/// ```
pub fn bump_branch(version: &str, template: Option<&str>) -> Result<String> {
    let (prefix, suffix) = template_of(template)?;
    let bare = version.strip_prefix(['v', 'V']).unwrap_or(version);
    if !bare.starts_with(|c: char| c.is_ascii_digit()) || bare.len() > version::MAX_LENGTH {
        return Err(version::invalid(
            version,
            "is no version: expected a digit first, after at most one `v`, such as `0.2.335`",
        ));
    }
    let name = format!("{prefix}{bare}{suffix}");
    check_ref_name(&name)?;
    Ok(name)
}

/// The template of a package's bump branches: the one that was chosen; else the usual one, with the package's name or folder in it.
/// `None`: the usual one as it is.
pub(crate) fn template_for(chosen: Option<&str>, package: Option<&str>) -> Option<String> {
    if let Some(chosen) = chosen {
        return Some(chosen.to_string());
    }
    let plain = |c: char| if c.is_ascii_alphanumeric() || matches!(c, '-' | '_') { c } else { '-' };
    let name: String = package?.chars().map(plain).collect();
    let name = name.trim_matches('-');
    (!name.is_empty()).then(|| format!("chore/version-bump-{name}-{{version}}"))
}

/// The version text in a bump branch's name; `None` where it is none.
///
/// The exact inverse of [`bump_branch`]: `chore/version-bump--0.2.335`, which a shell script once made, is none.
pub fn parse_bump_branch(name: &str, template: Option<&str>) -> Option<String> {
    let (prefix, suffix) = template_of(template).ok()?;
    let text = name.strip_prefix(prefix)?.strip_suffix(suffix)?;
    // Asked, not reasoned: a `v` or `-` before the digits gives another name, or none.
    bump_branch(text, template).is_ok_and(|made| made == name).then(|| text.to_string())
}

fn template_of(template: Option<&str>) -> Result<(&str, &str)> {
    let text = template.unwrap_or(DEFAULT_TEMPLATE);
    let refused = |why: String| {
        let shown = shortened(text);
        Error::new("invalid-branch-template", format!("branch template `{shown}` {why}"))
            .advice(format!("use a template such as `{DEFAULT_TEMPLATE}`"))
    };
    let parts = split_template(text).map_err(refused)?;
    let (prefix, suffix) = parts;
    match check_ref_name(&format!("{prefix}1.2.3{suffix}")) {
        Ok(()) => Ok(parts),
        Err(error) => Err(refused(format!("makes no valid branch name: {}", error.message))),
    }
}

/// The text before and after the one `{version}`; else what is wrong.
pub(crate) fn split_template(text: &str) -> std::result::Result<(&str, &str), String> {
    let Some((prefix, suffix)) = text.split_once("{version}") else {
        return Err("has no `{version}`; expected exactly one".to_string());
    };
    if suffix.contains("{version}") {
        return Err("has more than one `{version}`; expected exactly one".to_string());
    }
    if prefix.contains(['{', '}']) || suffix.contains(['{', '}']) {
        return Err(
            "has a placeholder or brace that is not known; expected `{version}` and nothing else in braces".to_string()
        );
    }
    Ok((prefix, suffix))
}

/// Whether git takes `name` as the last part of `refs/heads/…` or `refs/tags/…` (git check-ref-format). Codes: `invalid-ref-name`.
///
/// Stricter than git in one point: a leading `-`, which every command would read as an option, is refused.
pub fn check_ref_name(name: &str) -> Result<()> {
    if is_ref_name(name) {
        return Ok(());
    }
    let fault = ref_name_fault(name).unwrap_or_else(|| "breaks git's rules for names".to_string());
    Err(Error::new("invalid-ref-name", format!("git takes no name such as `{}`: it {fault}", shortened(name))))
}

/// Whether [`check_ref_name`] takes `name`, in one pass: a remote may have a hundred thousand of them.
pub(crate) fn is_ref_name(name: &str) -> bool {
    // What stands before a name is no letter of it, and ends as a part does.
    let mut before = b'/';
    for byte in name.bytes() {
        let fits = match byte {
            0..=b' ' | b'\x7f' | b'~' | b'^' | b':' | b'?' | b'*' | b'[' | b'\\' => false,
            b'.' => before != b'.' && before != b'/',
            b'/' => before != b'/',
            b'{' => before != b'@',
            _ => true,
        };
        if !fits {
            return false;
        }
        before = byte;
    }
    !matches!(before, b'/' | b'.')
        && !name.starts_with('-')
        && (!name.contains(".lock") || !name.split('/').any(|part| part.ends_with(".lock")))
}

fn ref_name_fault(name: &str) -> Option<String> {
    if name.is_empty() {
        return Some("is empty".to_string());
    }
    if name.starts_with('-') {
        return Some("begins with `-`".to_string());
    }
    if let Some(bad) =
        name.chars().find(|c| matches!(c, '\0'..=' ' | '\x7f' | '~' | '^' | ':' | '?' | '*' | '[' | '\\'))
    {
        return Some(if bad.is_ascii_graphic() {
            format!("contains `{bad}`")
        } else {
            "contains a space or control character".to_string()
        });
    }
    for pair in ["..", "@{"] {
        if name.contains(pair) {
            return Some(format!("contains `{pair}`"));
        }
    }
    if name.ends_with('.') {
        return Some("ends with a dot".to_string());
    }
    for part in name.split('/') {
        let fault = if part.is_empty() {
            "has a `/` with nothing before or after it"
        } else if part.starts_with('.') {
            "has a part that begins with a dot"
        } else if part.ends_with(".lock") {
            "has a part that ends with `.lock`"
        } else {
            continue;
        };
        return Some(fault.to_string());
    }
    None
}

/// What branches are called from which older versions go on being made.
const WORDS: [&str; 10] =
    ["release", "releases", "stable", "support", "supported", "maintenance", "maint", "lts", "legacy", "old"];
/// Those of them that say nothing without a number.
const VAGUE: [&str; 4] = ["release", "releases", "support", "old"];

/// The versions a branch releases: all of them, or those of a maintenance line such as `1.x` or `1.4.x`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Line {
    /// Every version.
    All,
    /// `N.x`
    Major(u64),
    /// `N.M.x`
    Minor(u64, u64),
}

impl Line {
    /// The line a branch name speaks of: `1.x`, `v1.x`, `release/1.4.x`; any other name releases every version.
    pub fn of_branch(branch: &str) -> Self {
        let last = branch.rsplit('/').next().unwrap_or_default();
        let Some(numbers) = last.strip_prefix('v').unwrap_or(last).strip_suffix(".x") else {
            return Self::All;
        };
        match numbers.split_once('.') {
            None => line_number(numbers).map(Self::Major),
            Some((major, minor)) => {
                line_number(major).zip(line_number(minor)).map(|(major, minor)| Self::Minor(major, minor))
            }
        }
        .unwrap_or(Self::All)
    }

    /// The line that a name says which has no other words and no other numbers, such as `release/1.4`, `3-2-stable`, `v1` or
    /// `LTS`: `fix/1.x` is somebody's work for it.
    pub(crate) fn said_by(branch: &str) -> Option<Self> {
        let name = branch.to_ascii_lowercase();
        let (mut numbers, mut plain) = (Vec::new(), false);
        for part in name.split(['/', '-', '_', '.']) {
            let digits = part.strip_prefix('v').unwrap_or(part);
            match digits.parse::<u64>() {
                Ok(number) if !digits.starts_with('+') => numbers.push(number),
                _ if part == "x" && !numbers.is_empty() => {}
                _ if WORDS.contains(&part) => plain |= !VAGUE.contains(&part),
                _ => return None,
            }
        }
        match *numbers.as_slice() {
            [] if plain => Some(Self::All),
            [major] => Some(Self::Major(major)),
            [major, minor] => Some(Self::Minor(major, minor)),
            _ => None,
        }
    }

    /// Its least version; `None` of all versions.
    pub(crate) fn first(self) -> Option<String> {
        match self {
            Self::All => None,
            Self::Major(major) => Some(format!("{major}.0.0")),
            Self::Minor(major, minor) => Some(format!("{major}.{minor}.0")),
        }
    }

    /// Whether a version belongs to it.
    pub fn contains(self, version: &Version) -> bool {
        match self {
            Self::All => true,
            Self::Major(major) => major == version.triple().0,
            Self::Minor(major, minor) => (major, minor) == version.minor_line(),
        }
    }
}

/// Digits without padding: `01.x` is a name like any other.
fn line_number(text: &str) -> Option<u64> {
    let number: u64 = text.parse().ok()?;
    (number.to_string() == text).then_some(number)
}
