//! Whether a line gives the version as its own: a program's, a script's, settings', or that of a manifest which nobody knows here.

use crate::manifest::File;
use crate::manifest::leftover::hit::Hit;
use crate::manifest::leftover::numbers;
use crate::manifest::leftover::owner::{OF_APPLE, Owner, owner};
use crate::manifest::leftover::place::{OWN, Place, is_called_for_it, is_code, is_manifest, is_prose};
use crate::manifest::leftover::telling::theirs;
use crate::manifest::names::base;
use crate::workflow::is_pipeline;

/// What people write before `version` when they mean where something began or ends.
const BOUNDS: [&str; 7] = ["from", "since", "until", "minimum", "maximum", "required", "previous"];

/// What a version is called in a file that is there for it.
const WORDS: [&str; 7] = ["current", "string", "number", "value", "name", "full", "short"];

/// How much of a version a string has in it, or how.
const ALSO: [&str; 4] = ["only", "number", "full", "short"];

/// What a program's strings begin and end with.
const QUOTES: [char; 3] = ['"', '\'', '`'];

/// Whether the line gives the version as the project's own: alone, as numbers, in a manifest of a kind that is not known here, in
/// settings, or in a program.
pub(super) fn is_own(place: &Place<'_>, hit: &Hit<'_>) -> bool {
    match hit.as_numbers {
        // An example of how something is written has a number that everybody's has.
        _ if hit.common && place.path.starts_with("docs/") && !place.path.ends_with("/conf.py") => false,
        _ if is_alone(place.file, hit.said) => true,
        // No entry would include it.
        _ if hit.said.contains(',') || place.newest.is_some() => false,
        true => numbers::are_own(place, hit),
        false => declared(place, hit) || is_set(place, hit) || in_program(place, hit),
    }
}

/// Whether a manifest of a kind that is not known here, or one that goes with the package's, gives the version as its own.
pub(super) fn declared(place: &Place<'_>, hit: &Hit<'_>) -> bool {
    // What is packed by hand follows a release when that is there.
    if place.aside || hit.older {
        return false;
    }
    if place.carried.contains(&hit.range) {
        return true;
    }
    let lead = hit.lead().trim_end_matches(|letter: char| !letter.is_alphanumeric()).to_ascii_lowercase();
    let begins = |line: &str| ["ac_init(", "(package \""].iter().any(|start| line.trim_start().starts_with(start));
    // What an action runs is the image that is built of it.
    let image = matches!(place.path, "action.yml" | "action.yaml") && lead.contains("image:");
    // Others' images are run, too.
    let image = image && place.repository.is_none_or(|name| lead.contains(&name.to_ascii_lowercase()));
    let key = ["version", "stable tag", "pkgver", "vsn"].iter().any(|key| lead.ends_with(key))
        || lead.trim_start().starts_with("(defproject")
        || lead.contains("{release,")
        || begins(&lead)
        || begins(&hit.before.to_ascii_lowercase());
    // In a manifest of a jar, what begins with a space goes on with the line above.
    let indented = if place.path.ends_with(".MF") { lead.as_str() } else { lead.trim_start() };
    let shown = owner(place.path, if hit.in_plist() { OF_APPLE } else { indented }) == Some(Owner::Product);
    key && (is_manifest(place.path) || in_header(place, &lead)) || image || shown
        // A program that says what its package is.
        || base(place.path) == "setup.py" && in_program(place, hit)
}

/// The main file of a plugin for WordPress begins with a comment that says it, and so does a package for Emacs.
fn in_header(place: &Place<'_>, lead: &str) -> bool {
    let plain = lead.trim_start_matches(|letter: char| !letter.is_alphanumeric());
    let (root, php, lisp) = (!place.path.contains('/'), place.path.ends_with(".php"), place.path.ends_with(".el"));
    plain == "version" && (root && (php || lisp) || place.plugin) || plain == "package-version" && lisp
}

/// Whether a script, settings, or a manifest in a way that is not understood, gives the version under that name.
fn is_set(place: &Place<'_>, hit: &Hit<'_>) -> bool {
    let path = place.path;
    let lead = hit.bare_lead().to_ascii_lowercase();
    let (name, sign) = lead.split_at(lead.trim_end_matches(|letter: char| !letter.is_alphanumeric()).len());
    if place.aside || is_used(path, name, &lead, hit.before) || path.starts_with(".github/") || is_pipeline(path) {
        return false;
    }
    // Numbers that everybody has may be somebody else's, and what settings said before may stay on purpose.
    if hit.older || hit.common && !at_root(place, name, sign) {
        return false;
    }
    // Behind a comment, or as a default.
    let in_range = lead.trim_end().ends_with(['[', '(', ',']);
    if place.manifest && lead.contains("version") && !theirs(&lead) && !in_range {
        return true;
    }
    // `text: "Version 1.2.3"` only mentions it.
    let mentioned = lead.ends_with("version ") && lead.matches(['"', '\'']).count() % 2 == 1;
    // Userscripts have it in a comment.
    let settings = !is_code(path) || (path.ends_with(".user.js") && name.ends_with("@version"));
    (name.ends_with("version") || name.ends_with("versionname")) && settings && !mentioned && !is_prose(path)
}

/// Whether a file at the root gives the project's version, under that name alone or the repository's. Of 49 lines in public
/// repositories that said so what the newest tag was called, 44 were raised for the next one. What lists others' packages, or
/// is a program, has versions of theirs by that name, and a text such as a licence may be of a version of its own.
/// `name`: the line as far as the key; `sign`: what stands between that and the version.
fn at_root(place: &Place<'_>, name: &str, sign: &str) -> bool {
    let key = name.rsplit(|letter: char| !is_in_key(letter)).next().unwrap_or_default();
    let before = key.strip_suffix("version").map(|whose| whose.strip_suffix(['-', '_']).unwrap_or(whose));
    let own = before.is_some_and(|whose| ["", "lib", "publish"].contains(&whose) || place.is_called(whose));
    if !own || place.path.contains('/') {
        return false;
    }
    let line = name.trim_start();
    let is_text = || is_comment(line) || line.starts_with("/*") || !sign.contains(['=', ':', '"', '\'']);
    let alone = || !place.requires && says_once(&place.file.text);
    match owner(place.path, key) {
        Some(Owner::Project) => true,
        Some(Owner::Commented) => alone(),
        Some(Owner::Anybody | Owner::Other) => false,
        Some(Owner::Product) | None => alone() && !is_text(),
    }
}

/// Whether a text gives one version by that name: where others have theirs, as in what Swift locks, it lists them.
fn says_once(text: &str) -> bool {
    let given = |line: &str| {
        line.match_indices("version").any(|(at, key)| {
            let (before, rest) = line.split_at(at);
            let rest = rest.trim_start_matches(key).trim_start_matches(|letter: char| !letter.is_alphanumeric());
            !before.ends_with(is_in_key) && rest.trim_start_matches('v').starts_with(|one: char| one.is_ascii_digit())
        })
    };
    text.lines().filter(|line| given(&line.to_ascii_lowercase())).nth(1).is_none()
}

/// Whether a letter is one of a key's: `release.version` is not `version`.
fn is_in_key(letter: char) -> bool {
    letter.is_alphanumeric() || matches!(letter, '_' | '-' | '.')
}

/// Whether a line says only which version of somebody else's is used. `name`: the line as far as the key, in lower case; `lead`: as far
/// as the version; `before`: the line above.
fn is_used(path: &str, name: &str, lead: &str, before: &str) -> bool {
    let before = before.trim_start();
    // A module, or what a provider is required from.
    let source = || before.strip_prefix("source").is_some_and(|rest| rest.trim_start().starts_with('='));
    let of_sdk = |line: &str| line.rsplit('}').next().is_some_and(|open| open.contains("\"sdk\""));
    owner(path, name) == Some(Owner::Other)
        || base(path) == "global.json" && [lead, before].into_iter().any(of_sdk)
        || path.ends_with(".tf") && name.trim_start() == "version" && source()
}

/// Whether a program gives the version as a plain string, under such a name.
fn in_program(place: &Place<'_>, hit: &Hit<'_>) -> bool {
    if place.aside || !is_code(place.path) || is_comment(hit.line.trim_start()) {
        return false;
    }
    let Some(lead) = before_string(place.path, hit) else { return false };
    // `doors = { _VERSION = "1.2.3" }`
    let inside = lead.rsplit('{').next().filter(|rest| rest.trim_start().to_ascii_lowercase().starts_with("_version"));
    // Libraries are copied into a game.
    let inside = inside.filter(|_| place.path.split(['/', '.']).any(|part| place.is_called(part)));
    let lead = inside.unwrap_or(lead);
    let name = last_name(lead);
    if place.kept && is_all_there_is(lead, &name, hit.common) {
        return true;
    }
    let bound = |whose: &str| BOUNDS.iter().any(|bound| whose.ends_with(bound));
    // `LIBVER`
    let short = || name.strip_suffix("ver").filter(|whose| !whose.is_empty() && OWN.contains(whose));
    // `DOORS_VERSION_STRING`, `DOORS_VERSION_ONLY_STRING`
    let text = ["string", "str"].iter().find_map(|end| name.strip_suffix(end));
    let named = text.map(|name| ALSO.iter().find_map(|word| name.strip_suffix(word)).unwrap_or(name)).unwrap_or(&name);
    let whose = named.strip_suffix("version").or_else(short).filter(|whose| !bound(whose));
    whose.is_some_and(|whose| match hit.older {
        true => whose.is_empty() || OWN.contains(&whose),
        false => place.plugin || place.is_own(whose) || !hit.common,
    })
}

fn is_comment(text: &str) -> bool {
    text.starts_with(['*', ';'])
        || text.starts_with("//")
        || text.starts_with("--")
        || (text.starts_with('#') && !text.contains("define"))
}

/// What stands before a string that is the version and nothing else.
fn before_string<'t>(path: &str, hit: &Hit<'t>) -> Option<&'t str> {
    let lead = hit.lead();
    let lead = lead.strip_suffix(['v', 'V']).unwrap_or(lead);
    // `_VERSION = 'kelp 1.2.3'`, as modules of Lua have it.
    let called = |letter: char| letter.is_alphanumeric() || matches!(letter, '-' | '_' | '.');
    let lead =
        lead.strip_suffix(' ').filter(|_| path.ends_with(".lua")).map_or(lead, |lead| lead.trim_end_matches(called));
    let quote = lead.chars().next_back().filter(|last| QUOTES.contains(last))?;
    let lead = lead.trim_end_matches(QUOTES);
    // `define('DOORS_VERSION', '1.2.3')`
    let lead = lead.split_once("define(").map_or(lead, |(_, name)| name.trim_end().trim_end_matches([',', '"', '\'']));
    hit.rest().starts_with(quote).then_some(lead)
}

/// The name that a value is given, in small letters and without `_`.
fn last_name(lead: &str) -> String {
    let name = lead.split(['=', ':', '(']).next().unwrap_or_default();
    let mut words = name.rsplit(|letter: char| !letter.is_alphanumeric() && letter != '_');
    words.find(|word| !word.is_empty()).unwrap_or_default().replace('_', "").to_ascii_lowercase()
}

/// Whether a file that is there for the version gives it, under whatever name.
fn is_all_there_is(lead: &str, name: &str, common: bool) -> bool {
    // `return "1.2.3"`, and nothing else.
    matches!(lead.trim(), "" | "return")
        || lead.trim_end().ends_with(['=', ':']) && (!common || WORDS.contains(&name))
        // `#define DOORS2_VERSION "1.2.3"`
        || lead.trim_start().starts_with('#') && name.ends_with("version")
}

/// Whether a file at the root says nothing but this version, and maybe one number that is counted with it, and is called for it.
pub(super) fn is_alone(file: &File, version: &str) -> bool {
    let mut words = file.text.split_whitespace();
    let says = words.next() == Some(version);
    let counted = words.next().is_none_or(|word| word.bytes().all(|byte| byte.is_ascii_digit()));
    is_called_for_it(&file.path) && says && counted && words.next().is_none()
}
