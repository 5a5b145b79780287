//! After the rewriting no requirement of ours shuts the new version out, and every entry that is proposed for a place that
//! was left behind works. Both are looked at with eyes of their own.

use proptest::prelude::*;

use super::{draws, file, files, rewrite, version};
use version_first::manifest::{self, Asked, File};

type Numbers = (u64, u64, u64);

fn numbers() -> impl Strategy<Value = Numbers> {
    (1..4_u64, 0..12_u64, 0..12_u64)
}

fn spelled((a, b, c): Numbers) -> String {
    format!("{a}.{b}.{c}")
}

fn read(text: &str) -> Numbers {
    let mut parts = text.split('.').map(|part| part.parse().unwrap());
    (parts.next().unwrap(), parts.next().unwrap_or(0), parts.next().unwrap_or(0))
}

/// Whether a requirement as they are made below admits a version.
fn admits(text: &str, new: Numbers) -> bool {
    let compatible = |low: Numbers| new >= low && new.0 == low.0;
    let near = |low: Numbers| compatible(low) && new.1 == low.1;
    text.split([',', ' ']).filter(|part| !part.is_empty()).all(|part| {
        let digits = part.trim_start_matches(|letter: char| !letter.is_ascii_digit());
        let low = read(digits);
        match &part[..part.len() - digits.len()] {
            "^" => compatible(low),
            "~" => near(low),
            "~=" if digits.matches('.').count() == 1 => compatible(low),
            "~=" => near(low),
            ">=" => new >= low,
            "<" => new < low,
            "=" | "==" | "" => new == low,
            other => panic!("{other}"),
        }
    })
}

#[test]
fn the_judge_tells_them_apart() {
    for (text, new, wanted) in [
        ("^1.4.2", (1, 9, 0), true),
        ("^1.4.2", (2, 0, 0), false),
        ("^1.4", (1, 3, 9), false),
        ("~1.4.2", (1, 5, 0), false),
        ("=1.4.2", (1, 4, 2), true),
        ("==1.4.2", (1, 4, 3), false),
        ("~=1.4", (1, 9, 0), true),
        ("~=1.4.2", (1, 5, 0), false),
        (">=1.4,<2.0", (2, 0, 0), false),
        (">=1.4.2 <2.0.0", (1, 5, 0), true),
    ] {
        assert_eq!(admits(text, new), wanted, "{text} {new:?}");
    }
}

proptest! {
    #![proptest_config(draws(400))]

    #[test]
    fn every_requirement_of_ours_admits_the_new_version(old in numbers(), new in numbers(), which in prop::collection::vec(0..5_usize, 3)) {
        let (said, (a, b, _)) = (spelled(old), old);
        let forms = |names: [&str; 5]| which.iter().map(|at| names[*at].replace("OLD", &said).replace("LOW", &format!("{a}.{b}")).replace("NEXT", &format!("{}.0", a + 1))).collect::<Vec<_>>();
        let cargo = forms(["^OLD", "=OLD", "~OLD", ">=OLD, <NEXT.0", "^LOW.0"]);
        let npm = forms(["^OLD", "OLD", "~OLD", ">=OLD <NEXT.0", "^LOW.0"]);
        let python = forms(["==OLD", "~=OLD", ">=LOW,<NEXT", "~=LOW", "==OLD"]);
        let mut tree = vec![
            ("Cargo.toml".to_string(), "[workspace]\nmembers = [\"c*\"]\n".to_string()),
            ("package.json".to_string(), "{\"private\": true, \"workspaces\": [\"n*\"]}\n".to_string()),
            ("pyproject.toml".to_string(), format!("[project]\nname = \"p\"\nversion = \"{said}\"\n[tool.uv.workspace]\nmembers = [\"p*\"]\n")),
            ("c/Cargo.toml".to_string(), format!("[package]\nname = \"c\"\nversion = \"{said}\"\n")),
            ("n/package.json".to_string(), format!("{{\"name\": \"n\", \"version\": \"{said}\"}}\n")),
        ];
        for at in 0..which.len() {
            tree.push((format!("c{at}/Cargo.toml"), format!("[package]\nname = \"c{at}\"\nversion = \"{said}\"\n[dependencies]\nc = {{ path = \"../c\", version = \"{}\" }}\n", cargo[at])));
            tree.push((format!("n{at}/package.json"), format!("{{\"name\": \"n{at}\", \"version\": \"{said}\", \"dependencies\": {{\"n\": \"{}\"}}}}\n", npm[at])));
            tree.push((format!("p{at}/pyproject.toml"), format!("[project]\nname = \"p{at}\"\nversion = \"{said}\"\ndependencies = [\"p{}\"]\n", python[at])));
        }
        let list: Vec<(&str, &str)> = tree.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
        let done = match rewrite(&files(&list), &spelled(new)) {
            Ok(done) => done,
            Err(error) => {
                prop_assert!(new < old, "{error}");
                prop_assert_eq!(&*error.code, "requirement-excludes-version");
                return Ok(());
            }
        };
        let of = |path: String| done.iter().find(|one| one.path == path).map(|one| one.text.clone()).unwrap();
        let between = |text: &str, before: &str, after: &str| text.split_once(before).unwrap().1.split_once(after).unwrap().0.to_string();
        for at in 0..which.len() {
            let asked = [
                between(&of(format!("c{at}/Cargo.toml")), "../c\", version = \"", "\""),
                between(&of(format!("n{at}/package.json")), "{\"n\": \"", "\""),
                between(&of(format!("p{at}/pyproject.toml")), "[\"p", "\"]"),
            ];
            for text in asked {
                prop_assert!(admits(&text, new), "{text} does not admit {}", spelled(new));
            }
        }
    }

    #[test]
    fn an_entry_for_a_place_includes_it_alone(before in "[ -~]{0,60}", after in "([^0-9A-Za-z.+-][ -~]{0,20})?", more in "[a-z .0-9\n]{0,40}", name in prop::sample::select(vec!["a.md", "a.json", "a.toml", "a.yaml", "a.ts"])) {
        let text = format!("{more}\n{before}7.31.5{after}\n{more}");
        let asked = Asked { said: vec!["7.31.5".to_string()], version: "7.32.0".to_string(), ..Asked::default() };
        let list: [File; 1] = [file(name, &text)];
        for one in manifest::still_says(&manifest::hunt(&asked, name), &list, &[]) {
            let Some(entry) = one.entry else { continue };
            let new = manifest::rewrite(&list, std::slice::from_ref(&entry), &version("7.32.0"));
            let new = new.map_err(|error| TestCaseError::fail(format!("{entry}: {error}")))?;
            let lines = |text: &str| text.split('\n').map(str::to_string).collect::<Vec<_>>();
            let (was, is) = (lines(&text), lines(&new[0].text));
            prop_assert_eq!(was.len(), is.len());
            for at in &one.lines {
                let at = usize::try_from(*at).unwrap() - 1;
                prop_assert_ne!(&was[at], &is[at], "{}", entry);
            }
        }
    }
}
