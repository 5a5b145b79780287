//! `Makefile`, or the `config.mk` beside it: the one `VERSION = …` in it. With erlang.mk it is `PROJECT_VERSION`, from which
//! `ebin/*.app` is made.

use std::ops::Range;

use crate::manifest::grammar::Grammar;
use crate::manifest::occurrence::{Occurrence, Source};
use crate::manifest::readers::lines::{lines, range};

/// None where a command says it, or whoever calls Make, whose `?=` is not what the project says. As Linux has it, its numbers are those of three lines, and no word stands behind them.
pub(in crate::manifest) fn find(source: &Source<'_>) -> Vec<Occurrence> {
    let said = one(source, "PROJECT_VERSION").or_else(|| one(source, "VERSION"));
    let own = said.clone().and_then(|range| Occurrence::own(source, range, Grammar::Loose));
    let own = own.filter(|own| own.text.contains('.'));
    own.or_else(|| apart(source, said?)).into_iter().collect()
}

/// `VERSION`, `PATCHLEVEL` and `SUBLEVEL`, one after the other.
fn apart(source: &Source<'_>, major: Range<usize>) -> Option<Occurrence> {
    let (minor, patch) = (one(source, "PATCHLEVEL")?, one(source, "SUBLEVEL")?);
    let follows = |one: &Range<usize>, next: &Range<usize>| {
        source.body.get(one.end..next.start).is_some_and(|between| between.trim_start().lines().count() == 1)
    };
    let whole = follows(&major, &minor) && follows(&minor, &patch) && one(source, "EXTRAVERSION").is_none();
    Occurrence::own(source, major.start..patch.end, Grammar::Apart).filter(|_| whole)
}

/// The value of a variable that is set once, where it has one.
fn one(source: &Source<'_>, name: &str) -> Option<Range<usize>> {
    let mut set = lines(source.body).filter_map(|(start, line)| {
        let line = line.split('#').next()?;
        let value = line.strip_prefix(name)?.trim_start().trim_start_matches(':').strip_prefix('=')?;
        Some(range(start, line, value))
    });
    set.next().filter(|range| !range.is_empty() && set.next().is_none())
}
