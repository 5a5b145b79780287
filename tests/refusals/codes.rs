//! Every code of the classifier is explained to its readers.

use std::collections::BTreeSet;
use std::fs::{read_dir, read_to_string};

/// The texts after `Error::new("` and `code: "`.
fn codes_of(source: &str) -> BTreeSet<String> {
    let after = |mark: &'static str| source.split(mark).skip(1).filter_map(|rest| rest.split('"').next());
    after("Error::new(\"").chain(after("code: \"")).map(str::to_string).collect()
}

#[test]
fn stand_in_the_documentation() {
    let root = env!("CARGO_MANIFEST_DIR");
    let mut sources = vec![format!("{root}/src/answers.rs")];
    for entry in read_dir(format!("{root}/src/answers")).unwrap() {
        sources.push(entry.unwrap().path().display().to_string());
    }
    assert!(sources.len() >= 6, "{sources:?}");
    let documented = read_to_string(format!("{root}/docs/errors.md")).unwrap();
    let codes: BTreeSet<String> = sources.iter().flat_map(|path| codes_of(&read_to_string(path).unwrap())).collect();
    assert!(codes.len() > 25, "{codes:?}");
    let missing: Vec<_> = codes.iter().filter(|code| !documented.contains(&format!("\n| `{code}` |"))).collect();
    assert!(missing.is_empty(), "docs/errors.md lacks {missing:?}");
    assert_eq!(codes_of("Error::new(\"a-b\", x) code: \"c\","), BTreeSet::from(["a-b".to_string(), "c".to_string()]));
}
