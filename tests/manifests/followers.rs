//! Files that nothing leads to, and that name packages of ours by their path.

use super::{file, version};
use version_first::manifest::{self, File};

/// What is asked for, round by round.
fn rounds(tree: &[(&str, &str)], only_read: bool) -> Vec<Vec<String>> {
    let paths: Vec<&str> = tree.iter().map(|(path, _)| *path).collect();
    let paths = paths.join("\0");
    let mut read: Vec<File> = Vec::new();
    let mut rounds = Vec::new();
    loop {
        let wanted = manifest::needs_of(&paths, &[], None, &read, only_read).unwrap();
        if wanted.is_empty() {
            return rounds;
        }
        for path in &wanted {
            let (_, text) = tree.iter().find(|(name, _)| name == path).unwrap();
            read.push(file(path, text));
        }
        rounds.push(wanted);
    }
}

const TREE: [(&str, &str); 17] = [
    ("Cargo.toml", "[package]\nname = \"kelp\"\nversion = \"0.4.0\"\n"),
    ("Cargo.lock", "version = 4\n\n[[package]]\nname = \"kelp\"\nversion = \"0.4.0\"\n"),
    ("package.json", "{\"name\": \"kelp\", \"version\": \"0.4.0\"}\n"),
    (
        "fuzz/Cargo.toml",
        "[package]\nname = \"kelp-fuzz\"\nversion = \"0.1.0\"\n[dependencies]\nkelp = { path = \"..\", version = \"0.4.0\" }\n[workspace]\n",
    ),
    (
        "fuzz/Cargo.lock",
        "version = 4\n\n[[package]]\nname = \"kelp\"\nversion = \"0.4.0\"\n\n[[package]]\nname = \"kelp-fuzz\"\nversion = \"0.1.0\"\ndependencies = [\n \"kelp\",\n]\n",
    ),
    ("examples/far/Cargo.toml", "[package]\nname = \"far\"\nversion = \"0.4.0\"\n[dependencies]\nkelp = \"0.3\"\n"),
    ("examples/far/Cargo.lock", "version = 4\n\n[[package]]\nname = \"far\"\nversion = \"0.4.0\"\n"),
    ("fixtures/Cargo.toml", "[[broken"),
    ("fixtures/other/Cargo.toml", "[package]\nname = \"kelp\"\nversion = \"9.0.0\"\n[workspace]\n"),
    ("fixtures/other/Cargo.lock", "version = 4\n\n[[package]]\nname = \"kelp\"\nversion = \"9.0.0\"\n"),
    (
        "demo/package.json",
        "{\"name\": \"demo\", \"version\": \"0.4.0\", \"dependencies\": {\"kelp\": \"file:..\"}, \"devDependencies\": {\"kelp\": \"0.4.0\"}}\n",
    ),
    (
        "demo/package-lock.json",
        "{\"name\": \"demo\", \"version\": \"0.4.0\", \"lockfileVersion\": 3, \"packages\": {\"\": {\"name\": \"demo\", \"version\": \"0.4.0\", \"devDependencies\": {\"kelp\": \"0.4.0\"}}, \"..\": {\"name\": \"kelp\", \"version\": \"0.4.0\"}, \"node_modules/kelp\": {\"resolved\": \"..\", \"link\": true}}}\n",
    ),
    ("site/package.json", "{\"name\": \"site\", \"version\": \"0.4.0\", \"dependencies\": {\"kelp\": \"^0.4.0\"}}\n"),
    ("site/package-lock.json", "{\"name\": \"site\", \"version\": \"0.4.0\"}\n"),
    (
        "vendor/x/Cargo.toml",
        "[package]\nname = \"x\"\nversion = \"0.4.0\"\n[dependencies]\nkelp = { path = \"../..\", version = \"0.4.0\" }\n",
    ),
    ("py/pyproject.toml", "[project]\nname = \"kelp\"\nversion = \"0.4.0\"\n"),
    ("py/uv.lock", "version = 1\n"),
];

#[test]
fn they_are_asked_for_last_and_lock_files_where_a_manifest_points_out() {
    let told = rounds(&TREE, false);
    assert_eq!(told.len(), 3, "{told:?}");
    assert_eq!(told[0], ["package.json", "Cargo.toml", "Cargo.lock"]);
    let second = [
        "demo/package.json",
        "examples/far/Cargo.toml",
        "fixtures/Cargo.toml",
        "fixtures/other/Cargo.toml",
        "fuzz/Cargo.toml",
        "site/package.json",
    ];
    assert_eq!(told[1], second);
    assert_eq!(told[2], ["demo/package-lock.json", "fixtures/other/Cargo.lock", "fuzz/Cargo.lock"]);
    // What is only read wants none of them.
    assert_eq!(rounds(&TREE, true), [["package.json", "Cargo.toml"]]);
}

#[test]
fn what_they_say_of_ours_follows_and_nothing_else() {
    let files: Vec<File> = TREE.iter().map(|(path, text)| file(path, text)).collect();
    let only: Vec<String> = ["Cargo.toml", "package.json"].map(str::to_string).to_vec();
    let led = files
        .iter()
        .filter(|one| !one.path.starts_with("py/") && !one.path.starts_with("vendor/"))
        .cloned()
        .collect::<Vec<_>>();
    let new = manifest::rewrite_some(&led, &[], &only, &version("0.5.0")).unwrap();
    for one in &files {
        let after = new.iter().find(|new| new.path == one.path).map_or(one.text.as_str(), |new| new.text.as_str());
        let wanted = match one.path.as_str() {
            "Cargo.toml" | "Cargo.lock" | "package.json" | "fuzz/Cargo.toml" | "fuzz/Cargo.lock" => {
                one.text.replace("0.4.0", "0.5.0")
            }
            "demo/package-lock.json" => {
                one.text.replace("\"kelp\", \"version\": \"0.4.0\"", "\"kelp\", \"version\": \"0.5.0\"")
            }
            _ => one.text.clone(),
        };
        assert_eq!(after, wanted, "{}", one.path);
    }
}

#[test]
fn the_lock_file_at_the_root_of_a_gem_in_a_folder() {
    let tree = [
        ("Gemfile", "gemspec path: 'gems/a'\n"),
        ("Gemfile.lock", "PATH\n  remote: gems/a\n  specs:\n    a (1.2.3)\n"),
        ("gems/a/a.gemspec", "Gem::Specification.new do |s|\n  s.name = 'a'\n  s.version = '1.2.3'\nend\n"),
    ];
    assert!(rounds(&tree, false).concat().contains(&"Gemfile.lock".to_string()));
    assert!(!rounds(&tree[..2], false).concat().contains(&"Gemfile.lock".to_string()));
}

/// What others are tried with, or a script has alone.
#[test]
fn lock_files_by_other_names_of_theirs() {
    let cargo = "version = 4\n\n[[package]]\nname = \"kelp\"\nversion = \"0.4.0\"\n";
    let gems = "PATH\n  remote: .\n  specs:\n    kelp (0.4.0)\n\nDEPENDENCIES\n  kelp!\n";
    let uv = "version = 1\n\n[[package]]\nname = \"kelp\"\nversion = \"0.4.0\"\nsource = { editable = \"../\" }\n";
    let tree = [
        ("Cargo.toml", "[package]\nname = \"kelp\"\nversion = \"0.4.0\"\n"),
        ("Cargo-minimal.lock", cargo),
        ("ci/Cargo-recent.lock", cargo),
        ("kelp.gemspec", "Gem::Specification.new do |s|\n  s.name = 'kelp'\n  s.version = '0.4.0'\nend\n"),
        ("Gemfile.next.lock", gems),
        ("pyproject.toml", "[project]\nname = \"kelp\"\nversion = \"0.4.0\"\n"),
        ("scripts/run.py.lock", uv),
    ];
    let asked = rounds(&tree, false).concat();
    let files: Vec<File> = tree.iter().map(|(path, text)| file(path, text)).collect();
    let new = manifest::rewrite(&files, &[], &version("0.5.0")).unwrap();
    for (path, text) in tree {
        assert!(asked.contains(&path.to_string()), "{path}");
        let after = new.iter().find(|new| new.path == path).map(|new| new.text.clone());
        assert_eq!(after, Some(text.replace("0.4.0", "0.5.0")), "{path}");
    }
}

#[test]
fn a_lock_file_says_of_a_package_that_stays_what_its_manifest_says() {
    let tree = [
        ("package.json", "{\"private\": true, \"workspaces\": [\"a\", \"b\", \"c\"]}\n"),
        ("a/package.json", "{\"name\": \"a\", \"version\": \"1.4.0\"}\n"),
        (
            "b/package.json",
            "{\"name\": \"b\", \"version\": \"0.7.0\", \"dependencies\": {\"a\": \"workspace:^1.4.0\"}}\n",
        ),
        (
            "c/package.json",
            "{\"name\": \"c\", \"version\": \"1.4.0\", \"dependencies\": {\"a\": \"workspace:^1.4.0\"}}\n",
        ),
        (
            "pnpm-lock.yaml",
            "importers:\n\n  b:\n    dependencies:\n      a:\n        specifier: workspace:^1.4.0\n        version: link:../a\n\n  c:\n    dependencies:\n      a:\n        specifier: workspace:^1.4.0\n        version: link:../a\n",
        ),
        (
            "bun.lock",
            "{\n  \"workspaces\": {\n    \"b\": {\n      \"name\": \"b\",\n      \"version\": \"0.7.0\",\n      \"dependencies\": { \"a\": \"workspace:^1.4.0\" },\n    },\n    \"c\": {\n      \"name\": \"c\",\n      \"version\": \"1.4.0\",\n      \"dependencies\": { \"a\": \"workspace:^1.4.0\" },\n    },\n  },\n}\n",
        ),
        (
            "yarn.lock",
            "__metadata:\n  version: 8\n\n\"a@workspace:^1.4.0, a@workspace:a\":\n  resolution: \"a@workspace:a\"\n\n\"b@workspace:b\":\n  resolution: \"b@workspace:b\"\n  dependencies:\n    a: \"workspace:^1.4.0\"\n\n\"c@workspace:c\":\n  resolution: \"c@workspace:c\"\n  dependencies:\n    a: \"workspace:^1.4.0\"\n",
        ),
    ];
    let files: Vec<File> = tree.iter().map(|(path, text)| file(path, text)).collect();
    let staying = ["b".to_string()].into_iter().collect();
    let ignored = version_first::ordered::BTreeSet::new();
    let moves = manifest::Moves::But {
        staying: &staying,
        ignored: &ignored,
        everywhere: false,
        asked: None,
        apart: &[],
        newest: None,
        stable: manifest::Stable::Goes,
    };
    let after = |to: &str, path: &str| {
        let new = manifest::rewrite_moving(&files, &[], &moves, &version(to)).unwrap();
        new.into_iter().find(|one| one.path == path).map(|one| one.text)
    };
    // What admits the version stays with `b`, and follows with `c`.
    assert_eq!(after("1.5.0", "b/package.json"), None);
    let old = |path: &str| tree.iter().find(|(name, _)| *name == path).unwrap().1.to_string();
    let second = |text: String| {
        let (first, rest) = text.split_at(text.find("c:\n").or_else(|| text.find("\"c\": ")).unwrap());
        format!("{first}{}", rest.replace("1.4.0", "1.5.0"))
    };
    assert_eq!(after("1.5.0", "pnpm-lock.yaml").unwrap(), second(old("pnpm-lock.yaml")));
    assert_eq!(after("1.5.0", "bun.lock").unwrap(), second(old("bun.lock")));
    let yarn = old("yarn.lock").replace("\"a@workspace:^1.4.0, ", "\"a@workspace:^1.4.0, a@workspace:^1.5.0, ");
    let (first, last) = yarn.split_at(yarn.rfind("workspace:^1.4.0").unwrap());
    assert_eq!(after("1.5.0", "yarn.lock").unwrap(), format!("{first}{}", last.replace("1.4.0", "1.5.0")));
    // What does not admit it follows everywhere.
    for (path, _) in &tree[4..] {
        assert!(!after("2.0.0", path).unwrap().contains("^1.4.0"), "{path}");
    }
    assert!(after("2.0.0", "b/package.json").unwrap().contains("^2.0.0"));
}

/// Julia tells packages by their `uuid`, whatever each file calls them.
#[test]
fn what_is_required_in_julia_follows() {
    const KELP: &str = "name = \"Kelp\"\nuuid = \"4d\"\nversion = \"0.4.0\"\n";
    let member = |compat: &str| {
        format!(
            "name = \"Holdfast\"\nuuid = \"5e\"\nversion = \"0.9.1\"\n[deps]\nKelp = \"4d\"\nOther = \"6f\"\n[compat]\nKelp = \"{compat}\"\nOther = \"0.4\"\n"
        )
    };
    let rows = [("0.4", "0.5"), ("0.4.0", "0.5.0"), ("0.2, 0.4", "0.2, 0.4"), ("0.4 - 1", "0.4 - 1"), ("0.3", "0.3")];
    for (compat, after) in rows {
        for path in ["lib/Holdfast/Project.toml", "docs/Project.toml"] {
            let files = [file("Project.toml", KELP), file(path, &member(compat))];
            let only = ["Project.toml".to_string()];
            let done = manifest::rewrite_some(&files, &[], &only, &version("0.5.0")).unwrap();
            let told = done.iter().find(|one| one.path == path).map_or(member(compat), |one| one.text.clone());
            assert_eq!(told, member(after), "{path}: {compat}");
        }
    }
}
