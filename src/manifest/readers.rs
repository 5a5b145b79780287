//! From text to places in it: each language with byte ranges, only looked at, never printed.

pub(in crate::manifest) mod call;
pub(in crate::manifest) mod code;
pub(in crate::manifest) mod indented;
pub(in crate::manifest) mod json;
pub(in crate::manifest) mod lines;
pub(in crate::manifest) mod loose;
pub(in crate::manifest) mod python_tokens;
pub(in crate::manifest) mod skim;
pub(in crate::manifest) mod toml;
pub(in crate::manifest) mod xml;
pub(in crate::manifest) mod yaml;

use crate::manifest::occurrence::Syntax;

/// What a string literal says, and it alone: `None` where `raw` is anything but one string.
pub(in crate::manifest) fn decode(syntax: Syntax, raw: &str) -> Option<String> {
    match syntax {
        Syntax::Json => json::decode(raw),
        Syntax::Toml => toml::decode(raw),
    }
}
