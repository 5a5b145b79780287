//! `plugin.cfg` of a Godot addon: `version` in `[plugin]`.

use crate::manifest::grammar::Grammar;
use crate::manifest::occurrence::{Occurrence, Role, Source};
use crate::manifest::readers::lines::ini;

pub(in crate::manifest) fn find(source: &Source<'_>) -> Vec<Occurrence> {
    let unquoted = |range: std::ops::Range<usize>| {
        let text = source.body.get(range.clone())?.strip_prefix('"')?.strip_suffix('"')?;
        let start = range.start.saturating_add(1);
        Some(Occurrence::new(start..start.saturating_add(text.len()), text, Grammar::Loose, Role::Own).bare(source))
    };
    let own = ini(source.body, "plugin", "version").into_iter().filter_map(unquoted);
    // People write `beta` and nothing, too.
    own.filter(|own| own.grammar.read(&own.text).is_ok()).collect()
}
