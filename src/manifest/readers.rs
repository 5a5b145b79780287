//! From text to places in it: each language with byte ranges, only looked at, never printed.

pub(in crate::manifest) mod call;
pub(in crate::manifest) mod code;
pub(in crate::manifest) mod indented;
pub(in crate::manifest) mod json;
pub(in crate::manifest) mod lines;
pub(in crate::manifest) mod python_tokens;
pub(in crate::manifest) mod skim;
pub(in crate::manifest) mod toml;
pub(in crate::manifest) mod xml;
pub(in crate::manifest) mod yaml;
