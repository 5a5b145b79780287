//! Large files take time in proportion, not its square.

use std::fmt::Write;
use std::time::Instant;

use super::{file, rewrite, version};
use version_first::manifest::{self, File};

/// An npm workspace whose lock file has this many entries (about 110 bytes each).
fn npm(entries: usize) -> Vec<File> {
    let mut lock =
        String::from("{\"version\":\"1.0.0\",\"lockfileVersion\":3,\"packages\":{\"\":{\"version\":\"1.0.0\"}");
    for n in 0..entries {
        write!(lock, ",\n\"node_modules/p{n}\":{{\"version\":\"1.0.0\",\"dependencies\":{{\"q{n}\":\"^1.0.0\",\"root\":\"1.0.0\"}},\"license\":\"MIT\"}}").unwrap();
    }
    lock.push_str("}}");
    vec![file("package.json", "{\"name\":\"root\",\"version\":\"1.0.0\"}"), file("package-lock.json", &lock)]
}

fn toml(entries: usize) -> Vec<File> {
    let mut text = String::from("[project]\nname = \"a\"\nversion = \"1.0.0\"\n");
    for n in 0..entries {
        writeln!(text, "[tool.t{n}]\nversion = \"1.0.0\"\nlist = [\"a\", \"b\", {{ c.d = {n} }}] # 1.0.0").unwrap();
    }
    vec![file("pyproject.toml", &text)]
}

fn cargo(entries: usize) -> Vec<File> {
    let mut text = String::from("version = 4\n\n[[package]]\nname = \"own\"\nversion = \"1.0.0\"\n");
    for n in 0..entries {
        writeln!(text, "\n[[package]]\nname = \"p{n}\"\nversion = \"1.0.0\"\nsource = \"registry+x\"\ndependencies = [\n \"own\",\n \"q{n} 1.0.0\",\n]").unwrap();
    }
    vec![file("Cargo.toml", "[package]\nname = \"own\"\nversion = \"1.0.0\"\n"), file("Cargo.lock", &text)]
}

fn python(lines: usize) -> Vec<File> {
    let line = "value = [f'{a!r:>{w}}', \"\"\"x\"\"\", ('y', 'z')]  # __version__ = '1.0.0'\n";
    vec![file("a.py", &format!("{}__version__ = '1.0.0'\n", line.repeat(lines)))]
}

fn yaml(entries: usize) -> Vec<File> {
    let entry = "  - {name: a, version: 1.0.0, list: [a, 'b']} # 1.0.0\n";
    vec![file("Chart.yaml", &format!("version: 1.0.0\ndependencies:\n{}", entry.repeat(entries)))]
}

fn xml(entries: usize) -> Vec<File> {
    let entry = "<dependency><groupId>a</groupId><version>1.0.0</version></dependency>\n";
    vec![file(
        "pom.xml",
        &format!("<project><version>1.0.0</version><dependencies>{}</dependencies></project>", entry.repeat(entries)),
    )]
}

fn code(lines: usize) -> Vec<File> {
    let line = "tasks.register('x') { version = '1.0.0'; y = \"${z}\" } // version\n";
    vec![file("build.gradle", &format!("{}version = '1.0.0'\n", line.repeat(lines)))]
}

fn marked(lines: usize) -> Vec<File> {
    let line = "uses: a/b@v1.0.0 and 12.34 of 5 # x-version-first: version\n";
    vec![file("README.md", &line.repeat(lines))]
}

fn ruby(lines: usize) -> Vec<File> {
    let line = "x = <<~A\n  VERSION = '1.0.0'\nA\ny = \"#{z}\" # VERSION\n";
    vec![file("a.rb", &format!("{}VERSION = '1.0.0'\n", line.repeat(lines)))]
}

fn seconds(list: &[File], times: usize) -> f64 {
    let start = Instant::now();
    for _ in 0..times {
        rewrite(list, "1.0.1").unwrap();
    }
    start.elapsed().as_secs_f64()
}

#[test]
fn eight_times_the_size_takes_about_eight_times_as_long() {
    type Make = fn(usize) -> Vec<File>;
    let makers: [(&str, Make, usize); 9] = [
        ("npm", npm, 2_400),
        ("toml", toml, 1_700),
        ("cargo", cargo, 1_100),
        ("python", python, 2_000),
        ("yaml", yaml, 2_500),
        ("xml", xml, 2_000),
        ("code", code, 2_000),
        ("marked", marked, 3_000),
        ("ruby", ruby, 2_500),
    ];
    for (name, make, small) in makers {
        let (small, large) = (make(small), make(small * 8));
        let bytes = large.iter().map(|file| file.text.len()).max().unwrap();
        assert!(bytes > 800_000, "{name}: {bytes}");
        // What is asked for is the shape of the curve, not the state of the machine: both sides take about as long, so that
        // neither is interrupted more often, and they are measured once more where the curve seems bent.
        let mut bend = f64::INFINITY;
        for _ in 0..6 {
            if bend > 2.0 {
                bend = bend.min(seconds(&large, 1) / seconds(&small, 8));
            }
        }
        eprintln!("{name}: {bytes} bytes take {bend:.1} times as long as eight times an eighth");
        // Were time to grow with the square, it would be eight.
        assert!(bend < 3.0, "{name}: {bend}");
    }
}

#[test]
fn a_hundred_thousand_paths_are_looked_through_at_once() {
    let mut paths: Vec<String> = (0..100_000).map(|n| format!("src/d{}/f{n}.py", n % 500)).collect();
    paths.extend((0..500).map(|n| format!("packages/p{n}/package.json")));
    paths.push("package.json".into());
    paths.push("pyproject.toml".into());
    let read = [
        file("package.json", "{\"workspaces\":[\"packages/**\",\"!**/x/**\"]}"),
        file("pyproject.toml", "[project]\nname = \"none-of-these\"\n"),
    ];
    let start = Instant::now();
    let wanted = manifest::needs(&paths.join("\0"), &[], &read);
    assert_eq!(wanted.len(), 500);
    assert!(start.elapsed().as_secs() < 5, "{:?}", start.elapsed());
}

#[test]
fn patterns_made_to_backtrack_do_not() {
    let evil = format!("{}b", "*a".repeat(2_000));
    let folders = format!("{}b", "**/a/".repeat(2_000));
    let braces = "{a,b}".repeat(40);
    let root = format!("{{\"workspaces\":[\"{evil}\",\"{folders}\",\"{braces}\"]}}");
    let path = format!("{}/package.json", "a".repeat(4_000));
    let deep = format!("{}package.json", "a/".repeat(2_000));
    let start = Instant::now();
    let wanted = manifest::needs(&["package.json", &path, &deep].join("\0"), &[], &[file("package.json", &root)]);
    assert!(wanted.is_empty());
    assert!(start.elapsed().as_secs() < 5, "{:?}", start.elapsed());
}

#[test]
fn a_long_line_of_one_sign_is_read_at_once() {
    let gem = "Gem::Specification.new do |s|\n  s.version = \"1.0.0\"\n";
    let rows = [
        ("a.gemspec", gem, "<"),
        ("a.gemspec", gem, "\r"),
        ("CMakeLists.txt", "project(a VERSION 1.0.0)\n", "project("),
        ("build.gradle", "version = \"1.0.0\"\n", "{"),
        ("build.gradle", "version = \"1.0.0\"\n", "publishing {"),
        ("a.txt", "1.0.0 x-release-please-version x-release-please-version\nx-release-please-start\n", "v1.0.0-"),
    ];
    for (path, head, unit) in rows {
        let end = if path == "a.txt" { "\nx-release-please-end\n" } else { "" };
        let text = format!("{head}{}{end}", unit.repeat(400_000 / unit.len()));
        let start = Instant::now();
        assert_eq!(manifest::rewrite(&[file(path, &text)], &[path.to_string()], &version("1.0.1")).unwrap().len(), 1);
        assert!(start.elapsed().as_secs() < 10, "{path} {unit:?}: {:?}", start.elapsed());
    }
}
