//! One paragraph, one repository: what its tags and their manifests say, and what an audit answers.
#![allow(missing_docs)]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]
#![allow(clippy::arithmetic_side_effects, clippy::string_slice)]

use std::fmt::Write as _;

use version_first::audit::{Batch, BatchTree, Facts, Options, Report, TreeFiles, audit, names, read, wanted};
use version_first::manifest::File;

const TABLE: &str = include_str!("audit/judgements.txt");

/// A manifest by its path: `NAME VERSION`, with `private` or `members` behind it; `-`: no version.
fn file(row: &str) -> File {
    let (path, said) = row.trim().split_once(' ').unwrap();
    let words: Vec<&str> = said.split(' ').collect();
    let (name, version) = (words[0], words.get(1).copied().unwrap_or("-"));
    let has = |word: &str| words[1..].contains(&word);
    let text = match path.rsplit('/').next().unwrap() {
        _ if name == "raw" => said["raw ".len()..].replace("\\n", "\n"),
        "package.json" => {
            let version = if version == "-" { String::new() } else { format!(", \"version\": \"{version}\"") };
            let private = if has("private") { ", \"private\": true" } else { "" };
            let members = if has("members") { ", \"workspaces\": [\"packages/*\"]" } else { "" };
            format!("{{\"name\": \"{name}\"{version}{private}{members}}}\n")
        }
        "pyproject.toml" => format!("[project]\nname = \"{name}\"\nversion = \"{version}\"\n"),
        "setup.py" => format!(
            "from setuptools import setup\nsetup(name=\"{name}\", version=\"{version}\", packages=[\"demo\", \"demo.vendored\"])\n"
        ),
        "__init__.py" => format!("__version__ = \"{version}\"\n"),
        "DESCRIPTION" => format!("Package: {name}\nVersion: {version}\n"),
        "go.mod" => format!("module example.com/{name}\n"),
        gemspec if gemspec.ends_with(".gemspec") => {
            format!("Gem::Specification.new do |s|\n  s.name = \"{name}\"\n  s.version = \"{version}\"\nend\n")
        }
        other => panic!("{other}"),
    };
    File { path: path.to_string(), text }
}

fn files(columns: &[&str]) -> Vec<File> {
    columns.iter().map(|column| file(column)).collect()
}

/// The world of a paragraph.
fn world(paragraph: &str) -> (Options, Facts) {
    let (mut options, mut facts) = (Options::default(), Facts::default());
    let mut past = String::new();
    for (at, line) in paragraph.lines().take_while(|line| !line.starts_with("=>")).enumerate() {
        let columns: Vec<&str> = line.split(" | ").collect();
        let (what, rest) = columns[0].split_once(' ').unwrap();
        let mut words = rest.split(' ');
        let name = words.next().unwrap();
        let how = words.next().unwrap_or_default();
        match what {
            "since" => options.since = Some(name.to_string()),
            "tag" => options.tag = Some(name.to_string()),
            "package" => options.package = Some(name.to_string()),
            "format" => options.tag_format = Some(name.to_string()),
            "ignore" => options.ignore_tags = vec![name.to_string()],
            "head" => writeln!(facts.refs, "refs/heads/{name}\t{at:040}\tcommit\t\t\t1").unwrap(),
            "aside" => facts.aside = Some(vec![format!("c{:039}", at + 1)]),
            "at" => {
                let (oid, commit) = if let "light" | "same" = how {
                    (format!("c{:039}", if how == "same" { at - 1 } else { at }), String::new())
                } else {
                    (format!("a{at:039}"), format!("c{at:039}"))
                };
                let kind = if matches!(how, "blob" | "tree") { how } else { "commit" };
                let row = if commit.is_empty() { "commit\t\t".to_string() } else { format!("tag\t{commit}\t{kind}") };
                writeln!(facts.refs, "refs/tags/{name}\t{oid}\t{row}\t{}", 1000 + at).unwrap();
                if how != "missing" {
                    facts.trees.push(TreeFiles { oid, files: files(&columns[1..]) });
                }
            }
            "past" => {
                facts.trees.push(TreeFiles { oid: name.to_string(), files: files(&columns[1..]) });
                writeln!(past, "{name} {name} 1").unwrap();
            }
            other => panic!("{other}"),
        }
    }
    if !past.is_empty() {
        facts.past = Some(past);
    }
    (options, facts)
}

fn told(report: &Report) -> String {
    if let Some(gate) = &report.gate {
        return format!("=> gate {}: {}", if gate.passes { "open" } else { "closed" }, gate.why);
    }
    let mut lines = vec![match report.rate {
        Some(rate) => format!("=> {} of {}, {rate}", report.consistent, report.consistent + report.mismatches.len()),
        None => format!("=> none of {}", report.tags),
    }];
    for one in &report.mismatches {
        let found: Vec<String> = one.found.iter().map(|word| format!("{} {}", word.path, word.version)).collect();
        let next = one.fix.split("files say").nth(1).and_then(|rest| rest.split('`').nth(1));
        let next = next.map_or("release".to_string(), |next| format!("next {next}"));
        assert!(one.fix.starts_with("leave `") && !one.fix.contains("git tag -f"), "{}", one.fix);
        lines.push(format!("✗ {}: {}; {next}", one.tag, found.join(", ")));
    }
    lines.extend(report.unjudged.iter().map(|one| format!("? {} {}", one.tag, one.code)));
    for one in &report.orphan_branches {
        let version = one.version.clone().unwrap_or_default();
        let known = if one.why.contains("tagged") { format!(": {}", one.why) } else { String::new() };
        lines.push(format!(
            "- orphan {} {}",
            one.branch,
            if one.malformed { "malformed".to_string() } else { format!("{version}{known}") }
        ));
    }
    for one in &report.untagged {
        lines.push(format!(
            "- no tag for {} since {}{}",
            one.version,
            one.commit,
            if one.current { ", now" } else { "" }
        ));
    }
    let told = |remark: &&String| !remark.starts_with("the rate is") && !remark.starts_with("no tag could be judged");
    lines.extend(report.remarks.iter().filter(told).map(|remark| format!("- {remark}")));
    let shown = |rate: &version_first::audit::PackageRate| {
        format!("- {{{}}} {} of {}", rate.tag_format.strip_suffix("{version}").unwrap(), rate.consistent, rate.tags)
    };
    lines.extend(report.packages.iter().map(shown));
    lines.join("\n")
}

#[test]
fn tags_are_judged_by_the_manifests_of_their_own_tree() {
    let mut wrong = Vec::new();
    let paragraphs: Vec<&str> = TABLE.split("\n== ").skip(1).collect();
    for paragraph in &paragraphs {
        let (name, rest) = paragraph.split_once('\n').unwrap();
        let expected = rest[rest.find("=>").unwrap()..].trim_end();
        let (options, facts) = world(rest);
        let answer = match audit(&options, &facts) {
            Ok(report) => told(&report),
            Err(error) => format!("=> error {}", error.code),
        };
        // Of a sentence the beginning is enough.
        let same = answer == expected || (expected.starts_with("=> gate") && answer.starts_with(expected));
        if !same {
            wrong.push(format!("== {name}\n{answer}\n   instead of\n{expected}"));
        }
    }
    assert!(paragraphs.len() > 45, "{}", paragraphs.len());
    assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), paragraphs.len(), wrong.join("\n\n"));
}

/// The way the shell goes: names, trees, files as they are asked for, and readings that come back.
#[test]
fn what_is_read_in_rounds_is_judged_as_what_was_there_at_once() {
    for paragraph in TABLE.split("\n== ").skip(1) {
        let (name, rest) = paragraph.split_once('\n').unwrap();
        let (options, facts) = world(rest);
        let Ok(expected) = audit(&options, &facts) else { continue };
        let oids = wanted(&options, &facts.refs).unwrap();
        assert!(expected.tags <= oids.lines().count(), "{name}");
        let (mut readings, mut at) = (String::new(), String::new());
        for tree in &facts.trees {
            let paths: Vec<&str> = tree.files.iter().map(|file| file.path.as_str()).collect();
            let bases: Vec<&str> = paths.iter().map(|path| path.rsplit('/').next().unwrap()).collect();
            let kept = names(&options, &bases.join("\0"));
            let paths: Vec<&str> =
                paths.into_iter().filter(|path| kept.split('\0').any(|name| path.ends_with(name))).collect();
            let mut files: Vec<File> = Vec::new();
            for round in 0.. {
                let batch = Batch {
                    files: files.clone(),
                    paths: vec![paths.join("\0")],
                    trees: vec![BatchTree {
                        id: tree.oid.clone(),
                        files: (0..files.len()).collect(),
                        ..BatchTree::default()
                    }],
                };
                let answer = read(&options, &batch);
                if answer.wants[0].is_empty() {
                    readings.push_str(&answer.readings);
                    break;
                }
                assert!(round < 5 && answer.readings.is_empty(), "{name}");
                files.extend(tree.files.iter().filter(|file| answer.wants[0].contains(&file.path)).cloned());
            }
            writeln!(at, "{0} {0}", tree.oid).unwrap();
        }
        let again = audit(&options, &Facts { trees: Vec::new(), readings, at, ..facts.clone() }).unwrap();
        assert_eq!(told(&again), told(&expected), "{name}");
    }
}

#[test]
fn broken_readings_and_refs_are_refused_or_passed_over() {
    let facts = Facts { readings: "S\0x\0".to_string(), ..Facts::default() };
    assert_eq!(audit(&Options::default(), &facts).unwrap_err().code, "invalid-input");
    let facts = Facts { readings: "T\0one".to_string(), ..Facts::default() };
    assert!(audit(&Options::default(), &facts).is_ok());
    let facts = Facts { refs: "\n\t\t\nrefs/tags/\t\nrefs/tags/v1.0.0\nx\n".to_string(), ..Facts::default() };
    let report = audit(&Options::default(), &facts).unwrap();
    assert_eq!((report.tags, report.rate), (1, None));
}

/// Ten thousand families, and ten thousand mismatches: no work that grows with their square.
#[test]
fn very_many_tags_are_judged_in_time() {
    let began = std::time::Instant::now();
    let mut facts = Facts::default();
    facts.trees.push(TreeFiles { oid: "c".to_string(), files: vec![file("package.json demo 1.0.0")] });
    for at in 0..10_000 {
        writeln!(facts.refs, "refs/tags/a{at}-{at}.0.0\ta{at}\ttag\tc\tcommit\t{at}").unwrap();
        writeln!(facts.refs, "refs/tags/v{at}.1.0\tb{at}\ttag\tc\tcommit\t{at}").unwrap();
    }
    let report = audit(&Options::default(), &facts).unwrap();
    assert_eq!((report.tags, report.mismatches.len()), (20_000, 10_000));
    assert!(began.elapsed().as_secs() < 20, "{:?}", began.elapsed());
}
