//! JSON as other tools keep their settings in it: with comments, and nothing of it is an error. What is not there, cannot be
//! read or is something else says nothing.

use jsonc_parser::ast::{Object, Value};

use crate::manifest::occurrence::Source;
use crate::manifest::readers::json;

/// What the whole file is.
pub(in crate::manifest) fn whole<'a>(source: &Source<'a>) -> Option<Value<'a>> {
    json::parse_any(source).ok()
}

/// What stands under a name; of two the last, as `JSON.parse` has it.
pub(in crate::manifest) fn value<'v, 'a>(object: &'v Object<'a>, name: &str) -> Option<&'v Value<'a>> {
    let named = object.properties.iter().rev().find(|property| property.name.as_str() == name);
    named.map(|property| &property.value)
}

/// The text under a name.
pub(in crate::manifest) fn text(object: &Object<'_>, name: &str) -> Option<String> {
    string(value(object, name)?)
}

/// What is listed under a name.
pub(in crate::manifest) fn list<'v, 'a>(object: &'v Object<'a>, name: &str) -> Option<&'v [Value<'a>]> {
    value(object, name)?.as_array().map(|list| list.elements.as_slice())
}

/// The texts that are listed under a name.
pub(in crate::manifest) fn texts(object: &Object<'_>, name: &str) -> Vec<String> {
    list(object, name).map(strings).unwrap_or_default()
}

/// A value that is a text.
pub(in crate::manifest) fn string(value: &Value<'_>) -> Option<String> {
    value.as_string_lit().map(|text| text.value.to_string())
}

/// The texts among values.
pub(in crate::manifest) fn strings(values: &[Value<'_>]) -> Vec<String> {
    values.iter().filter_map(string).collect()
}
