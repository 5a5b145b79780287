//! What WordPress reads: the comment at the beginning of a plugin's main file (`Plugin Name:`) or of a theme's `style.css`
//! (`Theme Name:`) with its `Version:`, and the `Stable tag:` of `readme.txt`, by which WordPress.org serves a plugin.

use std::ops::Range;

use crate::manifest::grammar::Grammar;
use crate::manifest::names::base;
use crate::manifest::occurrence::{Occurrence, Role, Source};
use crate::manifest::readers::lines::lines;

/// WordPress itself looks no further.
const LOOKED_AT: usize = 8192;

/// The header's version; a constant of the same file follows where it says the same.
pub(in crate::manifest) fn find(source: &Source<'_>) -> Vec<Occurrence> {
    let named = ["Plugin Name", "Theme Name"].iter().any(|key| value(source.body, key).is_some());
    let Some(own) = value(source.body, "Version").filter(|_| named) else { return Vec::new() };
    let said = source.body.get(own.clone()).unwrap_or_default();
    let mut found = vec![Occurrence::new(own, said, Grammar::Loose, Role::Own)];
    let constants = lines(source.body).filter_map(|(start, line)| {
        let at = constant(line, said)?;
        let from = start.saturating_add(at);
        Some(Occurrence::new(from..from.saturating_add(said.len()), said, Grammar::Loose, Role::Copy))
    });
    found.extend(constants);
    found
}

/// `Stable tag: trunk` is no version.
pub(in crate::manifest) fn stable_tag(source: &Source<'_>) -> Vec<Occurrence> {
    let own = value(source.body, "Stable tag").and_then(|range| {
        let text = source.body.get(range.clone())?;
        Some(Occurrence::new(range, text, Grammar::Loose, Role::Own))
    });
    own.filter(|own| own.grammar.read(&own.text).is_ok()).into_iter().collect()
}

/// What a plugin is called: its main file has the name of its folder on WordPress.org.
pub(in crate::manifest) fn name(source: &Source<'_>) -> Option<String> {
    let name = base(source.path).strip_suffix(".php")?;
    value(source.body, "Plugin Name").map(|_| name.to_string())
}

/// The word behind `key:` at the beginning of a line, whatever of a comment stands before it.
fn value(body: &str, key: &str) -> Option<Range<usize>> {
    let near = lines(body).take_while(|(start, _)| *start < LOOKED_AT);
    near.into_iter().find_map(|(start, line)| {
        let plain = line.trim_start_matches([' ', '\t', '/', '*', '#', '@']);
        let rest = plain.get(key.len()..).filter(|_| plain.is_char_boundary(key.len()))?;
        let rest = rest
            .strip_prefix(':')
            .filter(|_| plain.get(..key.len()).is_some_and(|word| word.eq_ignore_ascii_case(key)))?;
        let said = rest.trim_start();
        let length = said.find([' ', '\t', '*', '\r']).unwrap_or(said.len());
        let from = start.saturating_add(line.len().saturating_sub(said.len()));
        (length > 0).then(|| from..from.saturating_add(length))
    })
}

/// Where a line gives `said` to a constant: `define( 'X_VERSION', '1.2.3' )`, `const VERSION = '1.2.3'`.
fn constant(line: &str, said: &str) -> Option<usize> {
    let code = line.trim_start();
    let lead = code.split_once(['\'', '"'].as_slice()).map(|(lead, _)| lead).unwrap_or_default();
    let defines = lead.trim_end().ends_with('(') && lead.contains("define");
    let declares = lead.trim_end().ends_with('=') && lead.contains("const ");
    let at = ['\'', '"'].iter().find_map(|quote| line.find(&format!("{quote}{said}{quote}")))?;
    let name = line.get(..at)?.trim_end_matches([' ', ',', '\'', '"', '=']).to_ascii_uppercase();
    ((defines || declares) && name.ends_with("VERSION")).then(|| at.saturating_add(1))
}
