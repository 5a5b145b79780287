//! A requirement as its ecosystem reads it: which versions it admits, and where in its text the versions stand.

use std::cmp::Ordering;
use std::ops::Range as Bytes;

use crate::manifest::grammar::Grammar;
use crate::manifest::requirement::Flavour;
use crate::version::Version;

/// How a version in a requirement is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Op {
    Exact,
    Not,
    Greater,
    From,
    Below,
    UpTo,
    /// `~1.2.3`: the first two numbers stay.
    Tilde,
    /// `^1.2.3`: the first number that is no zero stays.
    Caret,
    /// `~>` and `~=`: all numbers but the last stay.
    Compatible,
}

/// One version with the sign before it.
#[derive(Debug, Clone)]
pub(super) struct Comparator {
    pub op: Op,
    /// Where its version stands in the text.
    pub at: Bytes<usize>,
    /// The numbers that are written out.
    pub numbers: Vec<u64>,
    /// What stands for the others, with the dot before it: `.x`; empty where nothing does.
    pub wild: String,
    /// Missing numbers are zeros.
    pub version: Version,
    /// No number is missing.
    pub full: bool,
}

/// Alternatives, each of which is a list of comparators that all have to hold.
#[derive(Debug)]
pub(super) struct Range {
    pub sets: Vec<Vec<Comparator>>,
    flavour: Flavour,
}

impl Flavour {
    pub(super) fn grammar(self) -> Grammar {
        match self {
            Self::Python | Self::Poetry | Self::Cabal => Grammar::Pep440,
            Self::Gem => Grammar::Gem,
            Self::Maven => Grammar::Loose,
            Self::Composer => Grammar::Composer,
            Self::Cargo | Self::Npm | Self::Dart | Self::Helm | Self::Mix => Grammar::Semver,
        }
    }

    /// A version with fewer than three numbers, and no sign before it, stands for all that begin with them.
    fn completes(self) -> bool {
        matches!(self, Self::Cargo | Self::Npm | Self::Helm)
    }

    /// A prerelease has to be asked for, by another prerelease of the same three numbers.
    fn shy(self) -> bool {
        matches!(self, Self::Cargo | Self::Npm | Self::Helm)
    }

    fn op(self, sign: &str) -> Option<Op> {
        Some(match (self, sign) {
            (Self::Cargo, "") | (_, "^") => Op::Caret,
            (Self::Python | Self::Poetry, "==" | "===")
            | (Self::Composer | Self::Mix | Self::Cabal, "==")
            | (_, "" | "=") => Op::Exact,
            (_, "!=") | (Self::Composer, "<>") => Op::Not,
            (_, ">") => Op::Greater,
            (_, ">=") => Op::From,
            (_, "<") => Op::Below,
            (_, "<=") => Op::UpTo,
            (Self::Npm | Self::Gem | Self::Mix, "~>") | (Self::Python | Self::Poetry, "~=") => match self {
                Self::Npm => Op::Tilde,
                _ => Op::Compatible,
            },
            // `~1.2` goes up to 2.0 there.
            (Self::Composer, "~") => Op::Compatible,
            (_, "~") | (Self::Cabal, "^>=") => Op::Tilde,
            _ => return None,
        })
    }
}

/// What a text is made of.
enum Piece {
    /// `,` and blanks.
    And,
    Or,
    /// ` - `: from the one to the other.
    Dash,
    One(Comparator),
    /// `*`, `x`: any version.
    Any,
}

impl Range {
    /// `None` where the text is no range of versions: `latest`, `file:…`, or nothing at all.
    pub fn parse(text: &str, flavour: Flavour) -> Option<Self> {
        let mut sets: Vec<Vec<Comparator>> = vec![Vec::new()];
        let mut dash = false;
        let mut empty = true;
        let mut at = 0_usize;
        while at < text.len() {
            let (piece, length) = piece(text, at, flavour)?;
            at = at.saturating_add(length);
            let set = sets.last_mut()?;
            match piece {
                Piece::And => {}
                Piece::Or => sets.push(Vec::new()),
                Piece::Dash => {
                    set.last_mut().filter(|one| one.op == Op::Exact)?.op = Op::From;
                    dash = true;
                }
                Piece::Any => empty = false,
                Piece::One(mut one) => {
                    if std::mem::take(&mut dash) {
                        one.op = Op::UpTo;
                    }
                    set.push(one);
                    empty = false;
                }
            }
        }
        (!empty && !dash).then_some(Self { sets, flavour })
    }

    /// Whether it admits `version`. Where `eager`, as if prereleases were versions like others.
    pub fn admits(&self, version: &Version, eager: bool) -> bool {
        self.sets.iter().any(|set| {
            let all = set.iter().all(|one| one.holds(version, self.flavour));
            let shy = !eager && self.flavour.shy() && version.is_prerelease() && !set.is_empty();
            let asked = |one: &Comparator| one.version.is_prerelease() && one.version.triple() == version.triple();
            all && (!shy || set.iter().any(asked))
        })
    }
}

/// What begins at `at`, and how long it is.
fn piece(text: &str, at: usize, flavour: Flavour) -> Option<(Piece, usize)> {
    let rest = text.get(at..)?;
    let between = |sign: char| {
        matches!(sign, ' ' | '\t' | ',')
            || (flavour == Flavour::Gem && matches!(sign, '"' | '\''))
            || (flavour == Flavour::Maven && matches!(sign, ')' | ']'))
    };
    if rest.starts_with(between) {
        return Some((Piece::And, 1));
    }
    if rest.starts_with("||") && flavour != Flavour::Cargo {
        return Some((Piece::Or, 2));
    }
    if flavour == Flavour::Cabal && rest.starts_with("&&") {
        return Some((Piece::And, 2));
    }
    if flavour == Flavour::Mix {
        if rest.starts_with("and ") {
            return Some((Piece::And, 4));
        }
        if rest.starts_with("or ") {
            return Some((Piece::Or, 3));
        }
    }
    if flavour == Flavour::Composer {
        if rest.starts_with('|') {
            return Some((Piece::Or, 1));
        }
        // `^1.2@dev`: how stable it has to be; alone it is for any version.
        if let Some(word) = rest.strip_prefix('@') {
            let end = word.find(|sign: char| !sign.is_ascii_alphabetic()).unwrap_or(word.len());
            return Some((Piece::Any, end.saturating_add(1)));
        }
    }
    if rest.starts_with("- ") {
        return Some((Piece::Dash, 2));
    }
    if flavour == Flavour::Maven && rest.starts_with(['(', '[']) && rest.get(1..)?.trim_start().starts_with(',') {
        return Some((Piece::Any, 1));
    }
    let signs = |sign| match flavour {
        Flavour::Maven => matches!(sign, '(' | '['),
        _ => matches!(sign, '=' | '<' | '>' | '~' | '^' | '!'),
    };
    let sign = rest.split(|sign| !signs(sign)).next()?;
    let after = rest.get(sign.len()..)?;
    let version = after.trim_start_matches([' ', '\t']);
    let start = rest.len().checked_sub(version.len())?;
    let letters = |sign: char| sign.is_ascii_alphanumeric() || matches!(sign, '.' | '-' | '+' | '*' | '_' | '!');
    let end = version.find(|sign| !letters(sign)).unwrap_or(version.len());
    let spelled = version.get(..end).filter(|spelled| !spelled.is_empty())?;
    let length = start.saturating_add(end);
    if matches!(spelled, "*" | "x" | "X") {
        return Some((Piece::Any, length));
    }
    let start = at.saturating_add(start);
    let op = match (flavour, sign, version.get(end..)?.trim_start().chars().next()) {
        (Flavour::Maven, "[", Some(']')) => Op::Exact,
        (Flavour::Maven, "[", _) => Op::From,
        (Flavour::Maven, "(", _) => Op::Greater,
        (Flavour::Maven, "", Some(')')) => Op::Below,
        (Flavour::Maven, "", Some(']')) => Op::UpTo,
        _ => flavour.op(sign)?,
    };
    let one = comparator(spelled, start..start.saturating_add(end), op, flavour)?;
    Some((Piece::One(one), length))
}

fn comparator(spelled: &str, at: Bytes<usize>, op: Op, flavour: Flavour) -> Option<Comparator> {
    let bare = spelled.strip_prefix(['v', 'V']).unwrap_or(spelled);
    let at = at.end.checked_sub(bare.len())?..at.end;
    let digits = |part: &&str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let core = bare.split(['-', '+']).next().unwrap_or_default();
    let written: Vec<&str> = core.split('.').take_while(digits).collect();
    let length = written.iter().map(|part| part.len().saturating_add(1)).sum::<usize>().saturating_sub(1);
    let wild = core.get(length..)?;
    let stars = wild.split('.').skip(1).all(|part| matches!(part, "x" | "X" | "*")) && wild.starts_with('.');
    if stars && core.len() == bare.len() && !written.is_empty() {
        let mut numbers = written.iter().map(|part| part.parse().ok()).collect::<Option<Vec<u64>>>()?;
        let shown = numbers.clone();
        numbers.resize(numbers.len().max(3), 0);
        let text: Vec<String> = numbers.iter().map(ToString::to_string).collect();
        let version = flavour.grammar().read(&text.join(".")).ok()?;
        // `=1.2.*` and `1.2.*` are one to Cargo; a sign that asks for more than the numbers stays what it is.
        let op = if op == Op::Caret && spelled == bare && flavour == Flavour::Cargo { Op::Exact } else { op };
        return Some(Comparator { op, at, numbers: shown, wild: wild.to_string(), version, full: false });
    }
    let short = core.len() == bare.len() && wild.is_empty() && written.len() < 3;
    let version = if short && matches!(flavour.grammar(), Grammar::Semver | Grammar::Composer) {
        let text = [written.as_slice(), &["0", "0"]].concat();
        flavour.grammar().read(&text.get(..3)?.join(".")).ok()?
    } else {
        flavour.grammar().read(bare).ok()?
    };
    let mut numbers = version.numbers();
    if short {
        numbers.truncate(written.len());
    }
    Some(Comparator { op, at, numbers, wild: String::new(), version, full: !short })
}

impl Comparator {
    pub fn holds(&self, version: &Version, flavour: Flavour) -> bool {
        let begins = || {
            let said = version.numbers();
            self.numbers.iter().enumerate().all(|(at, number)| said.get(at).copied().unwrap_or(0) == *number)
        };
        let group = !self.wild.is_empty() || (!self.full && flavour.completes());
        let order = version.cmp_precedence(&self.version);
        // Composer counts the prereleases of a version among those from it on.
        let early = flavour == Flavour::Composer && !self.version.is_prerelease();
        let from = order.is_ge() || (early && compare(&version.numbers(), &self.version.numbers()).is_ge());
        let before_next =
            || compare(&version.numbers(), &next(&self.numbers, self.numbers.len().saturating_sub(1))).is_lt();
        match self.op {
            Op::Exact if group => begins(),
            Op::Exact => order == Ordering::Equal,
            Op::Not if group => !begins(),
            Op::Not => order != Ordering::Equal,
            Op::Greater if group => !before_next(),
            Op::Greater => order == Ordering::Greater,
            Op::From => from,
            // Python, Dart and Composer do not count the prereleases of a version among those below it.
            Op::Below
                if matches!(flavour, Flavour::Python | Flavour::Poetry | Flavour::Dart | Flavour::Composer)
                    && !self.version.is_prerelease() =>
            {
                compare(&version.numbers(), &self.version.numbers()).is_lt()
            }
            Op::Below => order == Ordering::Less,
            Op::UpTo if group => before_next(),
            Op::UpTo => order != Ordering::Greater,
            Op::Tilde | Op::Caret | Op::Compatible => {
                from && compare(&version.numbers(), &next(&self.numbers, self.kept())).is_lt()
            }
        }
    }

    /// The last number that stays the same under it.
    fn kept(&self) -> usize {
        let last = self.numbers.len().saturating_sub(1);
        match self.op {
            Op::Tilde => last.min(1),
            Op::Caret => self.numbers.iter().position(|number| *number != 0).unwrap_or(last),
            Op::Compatible => last.saturating_sub(1),
            _ => last,
        }
    }
}

/// `numbers` with the one at `at` raised, and without those behind it.
pub(super) fn next(numbers: &[u64], at: usize) -> Vec<u64> {
    let mut next: Vec<u64> = numbers.iter().copied().take(at.saturating_add(1)).collect();
    if let Some(last) = next.last_mut() {
        *last = last.saturating_add(1);
    }
    next
}

/// Numbers that are not there are zeros.
pub(super) fn compare(a: &[u64], b: &[u64]) -> Ordering {
    let number = |list: &[u64], at: usize| list.get(at).copied().unwrap_or(0);
    (0..a.len().max(b.len()))
        .map(|at| number(a, at).cmp(&number(b, at)))
        .find(|order| order.is_ne())
        .unwrap_or(Ordering::Equal)
}
