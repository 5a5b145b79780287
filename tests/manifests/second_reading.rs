//! A second reading of rewritten TOML, by `toml_edit`: what it sees change are texts, as many as were meant to.

use serde_json::Value;
use version_first::manifest::File;

/// Every value of a document, with the way to it.
fn values(text: &str) -> Vec<(String, Value)> {
    let document: Value = toml_edit::de::from_str(text).unwrap_or_else(|error| panic!("{error}\n{text}"));
    let mut found = Vec::new();
    collect(String::new(), &document, &mut found);
    found
}

fn collect(way: String, value: &Value, found: &mut Vec<(String, Value)>) {
    match value {
        Value::Object(table) => table.iter().for_each(|(key, value)| collect(format!("{way}.{key}"), value, found)),
        Value::Array(items) => {
            items.iter().enumerate().for_each(|(at, value)| collect(format!("{way}[{at}]"), value, found));
        }
        leaf => found.push((way, leaf.clone())),
    }
}

/// How many values of a document another one has otherwise; all of them have to be texts.
fn changed(name: &str, before: &str, after: &str) -> usize {
    let (old, new) = (values(before), values(after));
    let ways = |values: &[(String, Value)]| values.iter().map(|(way, _)| way.clone()).collect::<Vec<_>>();
    assert_eq!(ways(&old), ways(&new), "{name}: {after}");
    let differ = old.iter().zip(&new).filter(|((_, old), (_, new))| old != new);
    differ.inspect(|((way, old), (_, new))| assert!(old.is_string() && new.is_string(), "{name}: {way}: {new}")).count()
}

/// Of a TOML file: nothing but texts changes, and at most as many as the case marks (a mark may stand in a comment).
pub fn changes_texts_alone(name: &str, (before, after): (&File, &File), marks: usize) {
    let toml =
        before.path.ends_with(".toml") || ["Cargo.lock", "uv.lock", "poetry.lock"].contains(&before.path.as_str());
    if !toml {
        return;
    }
    let plain = |file: &File| file.text.trim_start_matches('\u{feff}').to_string();
    let (old, new) = (plain(before), plain(after));
    let count = changed(name, &old, &new);
    assert!(count <= marks, "{name}: {count} values of {}, {marks} marks", after.path);
    // What is changed stands in a value, or in a comment.
    assert!(count > 0 || old == new || old.contains('#'), "{name}: {} changed nowhere", after.path);
}

#[test]
fn it_sees_what_should_not_have_changed() {
    let file = |text: &str| File { path: "pyproject.toml".to_string(), text: text.to_string() };
    let before = file("[project]\nversion = \"1.0.0\"\nn = 1\n");
    let fails = |text: &str| {
        let after = file(text);
        std::panic::catch_unwind(|| changes_texts_alone("x", (&before, &after), 1)).is_err()
    };
    assert!(!fails("[project]\nversion = \"1.0.1\"\nn = 1\n"));
    assert!(fails("[project]\nversion = \"1.0.1\"\nn = 2\n"), "a number");
    assert!(fails("[project]\nversion = \"1.0.1\"\nm = 1\n"), "a key");
    assert!(fails("[project]\nversion = \"1.0.1\n"), "no TOML any more");
}
