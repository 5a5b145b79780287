//! Lock files of npm are only skimmed: what is JSON and what is not has to be decided as by a parser.

use proptest::prelude::*;
use proptest::sample::Index;
use serde_json::{Map, Value};

use super::{file, files, rewrite, version};
use version_first::manifest;

fn value() -> impl Strategy<Value = Value> {
    let text = "[a-z\\\\\"\n\u{1}é😀/ ]{0,12}";
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i32>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        text.prop_map(Value::from),
    ];
    leaf.prop_recursive(4, 24, 5, move |inner| {
        let key =
            prop_oneof![text.prop_map(String::from), Just("packages".to_string()), Just("dependencies".to_string())];
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..5).prop_map(Value::from),
            prop::collection::vec((key, inner), 0..5)
                .prop_map(|pairs| Value::Object(pairs.into_iter().collect::<Map<_, _>>())),
        ]
    })
}

/// Whether the text is read as a lock file.
fn skimmed(text: &str) -> bool {
    match manifest::rewrite(&[file("package-lock.json", text)], &[], &version("2.0.0")) {
        Ok(_) => true,
        Err(error) => {
            assert!(["malformed-json", "duplicate-key"].contains(&&*error.code), "{error}");
            error.code == "duplicate-key"
        }
    }
}

/// What a parser says; nothing where a number is too large for it to say.
fn is_object(text: &str) -> Option<bool> {
    match serde_json::from_str::<Value>(text) {
        Ok(value) => Some(value.is_object()),
        Err(error) => (!error.to_string().contains("number out of range")).then_some(false),
    }
}

proptest! {
    #![proptest_config(super::draws(3_000))]

    #[test]
    fn a_skimmed_file_is_json_exactly_when_a_parser_says_so(value in value(), pretty in any::<bool>(), at in any::<Index>(), piece in "[\\[\\]{}:,0-9.eE+\"\\\\tn -]{0,2}", cut in 0..3_usize) {
        let whole = Value::Object(Map::from_iter([("packages".to_string(), value)]));
        let text = if pretty { serde_json::to_string_pretty(&whole) } else { serde_json::to_string(&whole) }.unwrap();
        prop_assert!(skimmed(&text));
        let letters: Vec<char> = text.chars().collect();
        let at = at.index(letters.len());
        let end = (at + cut).min(letters.len());
        let changed: String = letters[..at].iter().copied().chain(piece.chars()).chain(letters[end..].iter().copied()).collect();
        let skimmed = skimmed(&changed);
        prop_assert_eq!(skimmed, is_object(&changed).unwrap_or(skimmed), "{}", changed);
    }
}

#[test]
fn what_is_almost_json_is_refused_where_it_goes_wrong() {
    let cases = [
        ("", 1, "expected one object in braces"),
        ("[]", 1, "expected one object in braces"),
        ("{\"a\": 1,}", 9, "expected a key in double quotes"),
        ("{\"a\" 1}", 6, "expected `:`"),
        ("{\"a\": 1 \"b\": 2}", 9, "expected `,` or `}`"),
        ("{\"a\": [1 2]}", 10, "expected `,` or `]`"),
        ("{\"a\": [1,]}", 10, "expected a value"),
        ("{\"a\": tru}", 7, "expected a value"),
        ("{\"a\": 1.}", 9, "expected a digit"),
        ("{\"a\": -}", 8, "expected a digit"),
        ("{\"a\": 01}", 8, "expected `,` or `}`"),
        ("{\"a\": \"\\x\"}", 9, "behind a backslash"),
        ("{\"a\": \"\\u00g0\"}", 12, "four hexadecimal digits"),
        ("{\"a\": \"b", 9, "expected the string to end on its line"),
        ("{\"a\": \"b\nc\"}", 9, "expected the string to end on its line"),
        ("{\"a\": 1", 8, "expected `,` or `}`"),
        ("{} {}", 4, "expected the end of the file"),
        ("{'a': 1}", 2, "expected a key in double quotes"),
        ("{\"a\": 1 // b\n}", 9, "expected `,` or `}`"),
    ];
    for (text, column, message) in cases {
        let error = manifest::rewrite(&[file("package-lock.json", text)], &[], &version("2.0.0")).unwrap_err();
        assert_eq!(
            (&*error.code, error.line, error.column),
            ("malformed-json", Some(1), Some(column)),
            "{text:?}: {error}"
        );
        assert!(error.message.contains(message), "{text:?}: {error}");
    }
}

#[test]
fn a_key_may_be_spelled_with_escapes_and_nest_deeply() {
    let deep = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
    let lock =
        format!("{{\"x\": {deep}, \"\\u0076ersion\": \"1.0.0\", \"packages\": {{\"\": {{\"version\": \"1.0.0\"}}}}}}");
    let list = files(&[("package.json", "{\"name\": \"a\", \"version\": \"1.0.0\"}"), ("package-lock.json", &lock)]);
    let new = rewrite(&list, "2.0.0").unwrap();
    assert_eq!(new[1].text, lock.replace("1.0.0", "2.0.0"));
}

#[test]
fn an_error_in_an_entry_names_its_place_in_the_file() {
    let lock =
        "\u{feff}{\n  \"packages\": {\n    \"\": {\"version\": \"1.0.0\",\n      \"version\": \"1.0.0\"}\n  }\n}";
    let error = manifest::rewrite(&[file("package-lock.json", lock)], &[], &version("2.0.0")).unwrap_err();
    assert_eq!((&*error.code, error.line, error.column), ("duplicate-key", Some(4), Some(7)), "{error}");
}

/// What a lock file should say afterwards, from the parsed whole of it. The packages `a` in `packages/a` and `root` are ours.
fn expected(mut lock: Value) -> Value {
    let told = |table: &mut Value| {
        if let Some(Value::String(text)) = table.get_mut("version") {
            *text = "2.0.0".to_string();
        }
    };
    let requirements = |entry: &mut Value, tables: &[&str]| {
        for table in tables {
            for name in ["a", "root"] {
                if let Some(Value::String(text)) = entry.get_mut(table).and_then(|table| table.get_mut(name)) {
                    *text = text.replace("1.0.0", "2.0.0");
                }
            }
        }
    };
    told(&mut lock);
    for home in ["", "packages/a"] {
        if let Some(entry) = lock.get_mut("packages").and_then(|packages| packages.get_mut(home)) {
            told(entry);
            requirements(entry, &["dependencies", "devDependencies", "peerDependencies", "optionalDependencies"]);
        }
    }
    for name in ["a", "root"] {
        if let Some(entry) = lock.get_mut("dependencies").and_then(|table| table.get_mut(name))
            && entry.get("version").and_then(Value::as_str).is_some_and(|text| text.starts_with("file:"))
        {
            requirements(entry, &["requires"]);
        }
    }
    lock
}

/// Objects and lists out of the words that mean something in a lock file, wherever they may not.
fn lock() -> impl Strategy<Value = Value> {
    const KEYS: [&str; 13] = [
        "",
        "packages",
        "dependencies",
        "devDependencies",
        "requires",
        "version",
        "packages/a",
        "node_modules/a",
        "a",
        "root",
        "link",
        "x\u{e9}\"\\",
        "resolved",
    ];
    const TEXTS: [&str; 7] = ["1.0.0", "^1.0.0", "~1.0.0", "*", "file:packages/a", "\u{1f600}\n", ""];
    let leaf = prop_oneof![
        prop::sample::select(TEXTS.to_vec()).prop_map(Value::from),
        Just(Value::Null),
        Just(Value::from(1)),
        Just(Value::from(true)),
    ];
    let any = leaf.prop_recursive(3, 20, 5, |inner| {
        let pairs = prop::collection::vec((prop::sample::select(KEYS.to_vec()), inner.clone()), 0..6);
        let object =
            pairs.prop_map(|pairs| pairs.into_iter().map(|(key, value)| (key.to_string(), value)).collect::<Value>());
        prop_oneof![1 => prop::collection::vec(inner, 0..3).prop_map(Value::from), 4 => object]
    });
    // What counts is two or three levels down, which chance alone seldom builds.
    let entry = |keys: &'static [&'static str], inner: BoxedStrategy<Value>| {
        prop::collection::vec((prop::sample::select(keys.to_vec()), inner), 0..6)
            .prop_map(|pairs| pairs.into_iter().map(|(key, value)| (key.to_string(), value)).collect::<Value>())
            .boxed()
    };
    let text = prop::sample::select(TEXTS.to_vec()).prop_map(Value::from).boxed();
    let table = entry(&["a", "root", "b"], text.clone());
    let fields = prop_oneof![3 => text.clone(), 2 => table, 1 => any.clone()].boxed();
    let package = entry(&["version", "dependencies", "peerDependencies", "requires", "link"], fields);
    let package = prop_oneof![5 => package, 1 => any.clone()].boxed();
    let packages = entry(&["", "packages/a", "node_modules/a", "packages/b", "a", "root", "b"], package);
    let part = prop_oneof![3 => packages, 1 => text, 1 => any].boxed();
    entry(&["version", "packages", "dependencies", "lockfileVersion", "requires"], part)
}

const OURS: [(&str, &str); 2] = [
    ("package.json", "{\"name\": \"root\", \"version\": \"1.0.0\", \"workspaces\": [\"packages/a\"]}"),
    ("packages/a/package.json", "{\"name\": \"a\", \"version\": \"1.0.0\"}"),
];

/// The lock file, rewritten; nothing where it is refused. What carries no version stays as it is.
fn rewritten(text: &str) -> Option<String> {
    let list = files(&[OURS[0], OURS[1], ("package-lock.json", text)]);
    let new = rewrite(&list, "2.0.0").ok()?;
    Some(
        new.iter().find(|new| new.path == "package-lock.json").map_or_else(|| text.to_string(), |new| new.text.clone()),
    )
}

proptest! {
    #![proptest_config(super::draws(3_000))]

    /// Going past most of a file finds what a parser of the whole finds, and nothing else.
    #[test]
    fn skimming_finds_what_a_parser_of_the_whole_finds(lock in lock(), pretty in any::<bool>()) {
        let text = if pretty { serde_json::to_string_pretty(&lock) } else { serde_json::to_string(&lock) }.unwrap();
        let new = rewritten(&text);
        prop_assert!(new.is_some(), "{}", text);
        prop_assert_eq!(serde_json::from_str::<Value>(&new.unwrap()).unwrap(), expected(lock), "{}", text);
    }

    /// With something done to the text it is refused, or a parser of the whole agrees once more.
    #[test]
    fn so_it_does_in_damaged_files(lock in lock(), at in any::<Index>(), piece in "[\\[\\]{}:,0-9\"\\\\tn -]{0,2}", cut in 0..3_usize) {
        let letters: Vec<char> = serde_json::to_string(&lock).unwrap().chars().collect();
        let at = at.index(letters.len());
        let end = (at + cut).min(letters.len());
        let text: String = letters[..at].iter().copied().chain(piece.chars()).chain(letters[end..].iter().copied()).collect();
        if let (Some(new), Ok(old)) = (rewritten(&text), serde_json::from_str::<Value>(&text)) {
            prop_assert_eq!(serde_json::from_str::<Value>(&new).unwrap(), expected(old), "{}", text);
        }
    }
}

#[test]
fn a_real_lock_file_says_the_same_but_for_its_own_version() {
    let home = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let text = |name: &str| std::fs::read_to_string(home.join(name)).unwrap();
    let (package, lock) = (text("package.json"), text("package-lock.json"));
    let new = rewrite(&files(&[("package.json", &package), ("package-lock.json", &lock)]), "97.98.99").unwrap();
    let mut wanted: Value = serde_json::from_str(&lock).unwrap();
    wanted["version"] = "97.98.99".into();
    wanted["packages"][""]["version"] = "97.98.99".into();
    assert_eq!(serde_json::from_str::<Value>(&new[1].text).unwrap(), wanted);
    assert!(lock.len() > 50_000, "{}", lock.len());
}
