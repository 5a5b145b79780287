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
    #![proptest_config(ProptestConfig { cases: 3_000, failure_persistence: None, ..ProptestConfig::default() })]

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
