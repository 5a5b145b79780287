//! Headers that are meant, and not written as the specification has them: behind a ticket or a picture
//! (`[DOOR-12] feat: a bell`, `✨ feat: a bell`), with a space too much (`feat (door): a bell`), with the mark of what
//! breaks in the wrong place (`feat!(door): a bell`), with another scope (`feat[door]: a bell`, `feat/door: a bell`), or
//! in the signs of a Chinese keyboard (`feat（门）：门铃`). A feature or a break that is overlooked is a version too small,
//! so they count where their type is one that everybody knows.

/// Such a header.
pub(super) struct Loose<'a> {
    /// From its type on.
    pub(super) subject: &'a str,
    pub(super) kind: &'a str,
    pub(super) breaking: bool,
}

/// The types: prose has colons too.
pub(super) const KNOWN: [&str; 16] = [
    "feat", "feature", "fix", "bugfix", "hotfix", "perf", "docs", "doc", "refactor", "chore", "build", "ci", "test",
    "tests", "style", "revert",
];

/// What ends a header's beginning, on whatever keyboard.
pub(super) const COLON: [char; 2] = [':', '：'];
/// What a scope stands between.
pub(super) const OPEN: [char; 3] = ['(', '[', '（'];
pub(super) const CLOSE: [char; 3] = [')', ']', '）'];

/// How many things may stand before a header.
const MARKS: usize = 4;

/// A header, whatever stands before it.
pub(super) fn header(line: &str) -> Option<Loose<'_>> {
    line.contains(COLON).then_some(())?;
    let mut rest = line.trim_start();
    for _ in 0..=MARKS {
        if let Some(header) = plain(rest) {
            return Some(header);
        }
        rest = without_mark(rest)?;
    }
    None
}

/// `type`, `(scope)` and `!` in any order, with or without spaces, up to the colon.
fn plain(line: &str) -> Option<Loose<'_>> {
    let (before, text) = line.split_once(COLON)?;
    // `test::run` and `build://a` are names.
    if text.trim().is_empty() || text.starts_with([':', '/']) {
        return None;
    }
    let end = before.find(|letter: char| !letter.is_ascii_alphabetic()).unwrap_or(before.len());
    let (kind, mut rest) = before.split_at_checked(end)?;
    KNOWN.iter().any(|known| kind.eq_ignore_ascii_case(known)).then_some(())?;
    let (mut breaking, mut scoped) = (false, false);
    loop {
        rest = rest.trim_start();
        if rest.is_empty() {
            return Some(Loose { subject: line, kind, breaking });
        }
        rest = match (rest.strip_prefix(['!', '！']), rest.strip_prefix(OPEN), rest.strip_prefix('/')) {
            (Some(after), ..) if !breaking => {
                breaking = true;
                after
            }
            (_, Some(after), _) if !scoped => {
                scoped = true;
                let (scope, after) = after.split_once(CLOSE)?;
                (!scope.contains(OPEN)).then_some(after)?
            }
            (.., Some(after)) if !scoped => {
                scoped = true;
                let end = after.find(|letter: char| matches!(letter, '!' | '(') || letter.is_whitespace());
                after.get(end.unwrap_or(after.len())..)?
            }
            _ => return None,
        };
    }
}

/// What stands behind a picture or a ticket.
fn without_mark(line: &str) -> Option<&str> {
    let behind = picture(line).or_else(|| code(line)).or_else(|| bracketed(line)).or_else(|| bare(line))?;
    Some(behind.trim_start_matches(|letter: char| letter.is_whitespace() || matches!(letter, ':' | '-' | '|' | '–')))
}

fn picture(line: &str) -> Option<&str> {
    let rest = line.trim_start_matches(|letter: char| !letter.is_ascii() && !letter.is_alphanumeric());
    (rest.len() < line.len()).then_some(rest)
}

/// `:sparkles:`
fn code(line: &str) -> Option<&str> {
    let (name, rest) = line.strip_prefix(':')?.split_once(':')?;
    let letters = name.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'+'));
    (letters && !name.is_empty()).then_some(rest)
}

/// Words for what takes something back.
const TAKES_BACK: [&str; 5] = ["revert", "rollback", "roll back", "undo", "back out"];

/// `[DOOR-12]`, `(#12)`, `[Backport 1.x]`, `[web]`; what says that something is taken back is no such thing.
fn bracketed(line: &str) -> Option<&str> {
    if let Some((inside, rest)) = line.strip_prefix('[').and_then(|inside| inside.split_once(']')) {
        let inside = inside.to_ascii_lowercase();
        return (!TAKES_BACK.iter().any(|word| inside.contains(word))).then_some(rest);
    }
    let (inside, rest) = line.strip_prefix('(')?.split_once(')')?;
    let backport = inside.get(..8).is_some_and(|begin| begin.eq_ignore_ascii_case("backport"));
    (is_ticket(inside.trim()) || backport).then_some(rest)
}

/// `DOOR-12: `, `DOOR-12 `, `#12 `.
fn bare(line: &str) -> Option<&str> {
    let end = line.find([':', ' ', '|'])?;
    let (word, rest) = line.split_at_checked(end)?;
    is_ticket(word).then_some(rest)
}

/// A project's letters and a number, or a number alone.
pub(super) fn is_ticket(word: &str) -> bool {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    if let Some(number) = word.strip_prefix('#') {
        return digits(number);
    }
    word.rsplit_once('-').is_some_and(|(project, number)| {
        let letters = project.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
        letters && project.starts_with(|letter: char| letter.is_ascii_alphabetic()) && digits(number)
    })
}
