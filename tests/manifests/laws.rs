//! Laws, over documents put together at random.

use proptest::prelude::*;

use super::{file, rewrite, version};
use version_first::manifest::{self, File};
use version_first::splice::{Edit, splice};
use version_first::version::Scheme;
use version_first::workflow::Server;

/// Versions both grammars can say, as SemVer and as PEP 440.
fn versions() -> impl Strategy<Value = (String, String)> {
    let number = 0..50_u32;
    let kind = prop::sample::select(vec![("", ""), ("-alpha.", "a"), ("-beta.", "b"), ("-rc.", "rc")]);
    (number.clone(), number.clone(), number.clone(), kind, number).prop_map(|(a, b, c, (semver, pep440), n)| {
        let n = if semver.is_empty() { String::new() } else { n.to_string() };
        (format!("{a}.{b}.{c}{semver}{n}"), format!("{a}.{b}.{c}{pep440}{n}"))
    })
}

/// Text for comments and strings: anything printable, and now and then the old version.
fn noise() -> impl Strategy<Value = String> {
    prop_oneof![
        "[a-zA-Z0-9 =.:#äß😀(){}\\[\\],<>!%/-]{0,30}",
        Just("version = %".to_string()),
        Just("__version__ = %".to_string())
    ]
}

/// Pieces of a document around a body in which `@` is the version and `%` the old version as a decoy.
fn document(format: &'static str) -> BoxedStrategy<String> {
    match format {
        "pyproject.toml" | "Cargo.toml" => {
            let (table, other) = if format == "Cargo.toml" { ("package", "metadata.x") } else { ("project", "tool.x") };
            let quote = prop::sample::select(vec!["\"", "'", "\"\"\"", "'''", "\"\"\"\n", "'''\n"]);
            let space = prop::sample::select(vec!["", " ", "\t", "   "]);
            let key = prop::sample::select(vec!["version", "\"version\"", "'version'"]);
            (quote, space.clone(), space, key, noise(), noise(), 0..4_usize)
                .prop_map(move |(quote, before, after, key, comment, text, shape)| {
                    let end = quote.trim_end();
                    let value = format!("{quote}@{end}");
                    let text = text.replace('\'', "");
                    let decoy = format!("# {comment}\n[{other}]\nversion = \"%\"\nx = '{text}'\n");
                    let own = match shape {
                        0 => format!("[{table}]{before}# {comment}\nname = \"n\"\n{before}{key}{after}={before}{value}{after}# {comment}\n"),
                        1 => format!("[{before}{table}{after}]\n{key}{before}={after}{value}\nname = \"n\"\n"),
                        2 => return format!("{table}.{key}{before}={after}{value}\n{table}.name = \"n\"\n{decoy}"),
                        _ => return format!("{table} = {{ name = \"n\",{before}{key} ={after}{value} }}\n{decoy}"),
                    };
                    if comment.len() % 2 == 0 { format!("{own}{decoy}") } else { format!("{decoy}{own}") }
                })
                .boxed()
        }
        "package.json" => {
            let space = prop::sample::select(vec!["", " ", "\t", "\n", "\n  "]);
            (space.clone(), space, noise(), noise(), prop::sample::subsequence(vec![0, 1, 2, 3], 0..=4).prop_shuffle())
                .prop_map(|(a, b, name, text, order)| {
                    let text = text.replace('\\', "");
                    let mut members: Vec<String> = order
                        .iter()
                        .map(|n| match n {
                            0 => format!("\"name\"{a}:{b}\"n\""),
                            1 => format!("\"x{name}\":{{{a}\"version\":{b}\"%\"}}").replace('\\', ""),
                            2 => format!("\"scripts\":{a}[\"{text}\",{b}\"version\", \"%\"]"),
                            _ => format!("\"dependencies\":{{\"dep\":{b}\"%\",\"version\":\"%\"}}"),
                        })
                        .collect();
                    members.insert(text.len() % (members.len() + 1), format!("{a}\"version\"{b}:{a}\"@\"{b}"));
                    format!("{b}{{{a}{}{b}}}{a}", members.join(&format!("{a},{b}")))
                })
                .boxed()
        }
        "a.py" => {
            let line = (0..9_usize, noise(), noise())
                .prop_map(|(shape, text, more)| {
                    let text = text.replace(['{', '}'], "");
                    match shape {
                        0 => format!("# {text} {more}\n"),
                        1 => format!("'''\n__version__ = '%'\n{text}\n'''\n"),
                        2 => format!("x = \"{text}\" '{more}'\n"),
                        3 => "def f():\n    __version__ = '%'\n".to_string(),
                        4 => format!("x = f'{{a!r:>{{w}}}}{text}' \\\n    + f\"{{'it'}}\"\n"),
                        5 => "x = (\n__version__ == '%',\n)\n".to_string(),
                        6 => "if x: __version__ = '%'\n".to_string(),
                        7 => format!("r'{text}\\''\n"),
                        _ => "\n\x0c\n".to_string(),
                    }
                })
                .boxed();
            let own = prop::sample::select(vec![
                "__version__ = '@'\n",
                "__version__: Final = \"@\"  # %\n",
                "__version__='''@'''\n",
                "x = 1; __version__ = (\n  '@'\n)\n",
                "VERSION = __version__ = r\"@\"\n",
            ]);
            let lines = prop::collection::vec(line, 0..6);
            (lines.clone(), own, lines)
                .prop_map(|(before, own, after)| format!("{}{own}{}", before.concat(), after.concat()))
                .boxed()
        }
        _ => panic!("{format}"),
    }
}

/// A document in one of the formats, with line ends, a byte order mark and a last line end as it happens.
fn any_document() -> impl Strategy<Value = (&'static str, String)> {
    let formats = prop::sample::select(vec!["pyproject.toml", "Cargo.toml", "package.json", "a.py"]);
    let dressed = formats.prop_flat_map(|format| (Just(format), document(format), any::<(bool, bool, bool)>()));
    dressed.prop_map(|(format, text, (crlf, mark, last))| {
        let text = if crlf { text.replace('\n', "\r\n") } else { text };
        let text = if last { text.as_str() } else { text.trim_end_matches(['\r', '\n']) };
        (format, format!("{}{text}", if mark { "\u{feff}" } else { "" }))
    })
}

fn spelled<'v>(format: &str, (semver, pep440): &'v (String, String)) -> &'v str {
    if matches!(format, "package.json" | "Cargo.toml") { semver } else { pep440 }
}

fn one(list: &[File], to: &str) -> String {
    let mut rewritten = rewrite(list, to).unwrap();
    assert_eq!(rewritten.len(), 1);
    rewritten.remove(0).text
}

/// A name of every format, and some of none.
const EVERY: [&str; 67] = [
    "pyproject.toml",
    "package.json",
    "Cargo.toml",
    "setup.cfg",
    "setup.py",
    "deno.json",
    "jsr.json",
    "Chart.yaml",
    "pubspec.yaml",
    "pom.xml",
    "gradle.properties",
    "gradle/libs.versions.toml",
    "build.gradle",
    "build.gradle.kts",
    "a.csproj",
    "composer.json",
    "a.gemspec",
    "mix.exs",
    "galaxy.yml",
    "MODULE.bazel",
    "a.cabal",
    "a.nimble",
    "shard.yml",
    "gleam.toml",
    "dune-project",
    "a.opam",
    "a.psd1",
    "typst.toml",
    "haxelib.json",
    "configure.ac",
    "pixi.toml",
    "a.nuspec",
    "snapcraft.yaml",
    "elm.json",
    "metadata.json",
    "metadata.rb",
    "project.clj",
    "version.sbt",
    "plugin.cfg",
    "a.php",
    "readme.txt",
    "A.xcodeproj/project.pbxproj",
    "Info.plist",
    "Makefile",
    "config.mk",
    "FORMULA",
    "library.properties",
    "src/a.app.src",
    "AssemblyInfo.cs",
    "build.zig.zon",
    "DESCRIPTION",
    "Project.toml",
    "meson.build",
    "CMakeLists.txt",
    "manifest.json",
    "app.json",
    "tauri.conf.json",
    "a.py",
    "a.rb",
    "a.go",
    "VERSION",
    "package-lock.json",
    "Cargo.lock",
    "uv.lock",
    "poetry.lock",
    "Gemfile.lock",
    "b.txt",
];

proptest! {
    #![proptest_config(super::draws(400))]

    #[test]
    fn rewriting((format, template) in any_document(), old in versions(), new in versions()) {
        let from = spelled(format, &old);
        let text = template.replace(['@', '%'], from);
        let list = [file(format, &text)];
        // It reads the version.
        let found = manifest::read(&list, &[]).unwrap();
        prop_assert_eq!(found.len(), 1);
        prop_assert_eq!(&found[0].version, from);
        // The version it has: not one byte changes.
        prop_assert_eq!(one(&list, from), text.clone());
        // Another one: only the version's own bytes change; decoys that share the number stay.
        let to = spelled(format, &new);
        let changed = one(&list, &new.0);
        prop_assert_eq!(&changed, &template.replace('@', to).replace('%', from));
        // It reads back, in either spelling, and doing it again does nothing.
        let again = [file(format, &changed)];
        prop_assert_eq!(&manifest::read(&again, &[]).unwrap()[0].version, to);
        prop_assert_eq!(one(&again, &new.1), changed.clone());
        // And back to the beginning.
        prop_assert_eq!(one(&again, from), text);
    }

    #[test]
    fn damaged_documents_are_refused_or_rewritten_soundly(
        (format, template) in any_document(),
        damage in prop::collection::vec((any::<prop::sample::Index>(), 0..4_usize, ".{0,3}"), 1..4),
    ) {
        let mut text = template.replace(['@', '%'], "1.2.3");
        for (at, cut, insert) in damage {
            let places: Vec<usize> = text.char_indices().map(|(place, _)| place).collect();
            if places.is_empty() { break }
            let first = at.index(places.len());
            let last = (first + cut).min(places.len() - 1);
            text.replace_range(places[first]..places[last], &insert);
        }
        let list = [file(format, &text)];
        match rewrite(&list, "4.5.6") {
            Err(error) => {
                prop_assert_ne!(error.code.as_ref(), "rewrite-failed", "{}", text);
                prop_assert_ne!(error.code.as_ref(), "splice-failed");
                prop_assert_eq!(error.path.as_deref(), Some(format));
            }
            Ok(rewritten) => if let [new] = rewritten.as_slice() {
                let again = [file(format, &new.text)];
                prop_assert_eq!(manifest::read(&again, &[]).unwrap().remove(0).version, "4.5.6");
                prop_assert_eq!(one(&again, "4.5.6"), new.text.clone());
            } else {
                prop_assert!(rewritten.is_empty());
            },
        }
    }

    #[test]
    fn no_text_makes_it_panic(text in "\\PC{0,200}", lines in "[ -~\n\r\t]{0,300}", paths in "[a-z./*!\\[\\]{}\u{0}-]{0,200}") {
        for path in EVERY {
            for body in [&text, &lines] {
                let list = [file(path, body)];
                for setting in [format!("{path}:{lines}"), format!("{path}:/{text}(?<version>.*)/"), format!("{path}:a.b"), text.clone()] {
                    let _ = manifest::read(&list, &[setting]);
                }
                let _ = manifest::read(&list, &[]);
                let _ = rewrite(&list, "1.0.0");
                let _ = manifest::needs(&paths, std::slice::from_ref(&paths), &list);
            }
        }
        for path in [".github/workflows/a.yml", ".gitlab-ci.yml", ".woodpecker.yml", "azure-pipelines.yml", ".circleci/config.yml"] {
            let server = Server::of(path).unwrap();
            let _ = (server.runs_on_tag_push(&text), server.runs_on_tag_push(&lines));
        }
        let globs = format!("{{\"workspaces\":[{}]}}", serde_json::to_string(&paths.replace('\0', "")).unwrap());
        let _ = manifest::needs(&format!("package.json\0{}", text.replace(' ', "/package.json\0")), &[], &[file("package.json", &globs)]);
    }

    #[test]
    fn splicing_is_replacing_from_the_back(text in ".{0,40}", cuts in prop::collection::vec((0..50_usize, 0..50_usize, ".{0,5}"), 0..5)) {
        let edits: Vec<Edit> = cuts.into_iter().map(|(a, b, text)| Edit { range: a.min(b)..a.max(b), text }).collect();
        let sound = {
            let mut ranges: Vec<_> = edits.iter().map(|edit| edit.range.clone()).collect();
            ranges.sort_by_key(|range| (range.start, range.end));
            ranges.iter().all(|range| text.get(range.clone()).is_some()) && ranges.windows(2).all(|pair| pair[0].end <= pair[1].start)
        };
        let spliced = splice(&text, edits.clone());
        prop_assert_eq!(spliced.is_ok(), sound);
        if let Ok(spliced) = spliced {
            let mut wanted = text;
            let mut edits = edits;
            // Stable, so that insertions at one place keep their order.
            edits.sort_by_key(|edit| (edit.range.start, edit.range.end));
            for edit in edits.iter().rev() {
                wanted.replace_range(edit.range.clone(), &edit.text);
            }
            prop_assert_eq!(spliced, wanted);
        }
    }

    #[test]
    fn the_generated_versions_are_one_in_both_grammars(pair in versions()) {
        let converted = version(&pair.0).to_scheme(Scheme::Pep440).unwrap().to_string();
        prop_assert_eq!(converted, pair.1);
    }
}
