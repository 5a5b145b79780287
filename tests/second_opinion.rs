//! Second opinions: the ecosystems' own tools judge rewritten trees. They need `cargo`, `npm`, `python3` with the package
//! `uv`, and the package managers in `tests/managers`; a missing tool fails the test by name. Nothing here uses a network.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::arithmetic_side_effects,
    clippy::string_slice,
    clippy::disallowed_methods,
    clippy::disallowed_types,
    missing_docs
)]

#[path = "second_opinion/managers.rs"]
mod managers;
#[path = "second_opinion/read_back.rs"]
mod read_back;

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use version_first::manifest::{self, File};
use version_first::version::{Scheme, Version};

/// A folder that is new and empty, below the build folder.
fn folder(name: &str) -> PathBuf {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&path);
    fs::create_dir_all(&path).unwrap();
    path
}

/// The Python to ask, where this machine has one: `npm test` prepares it, and says so where it cannot.
fn python(what: &str) -> Option<String> {
    if std::env::var_os("VERSION_FIRST_WITHOUT_PYTHON").is_some() {
        // Past the test runner's capture: who reads the log should know.
        let told = format!("not asked: {what} (VERSION_FIRST_WITHOUT_PYTHON is set)\n");
        std::io::stderr().write_all(told.as_bytes()).unwrap();
        return None;
    }
    Some(std::env::var("VERSION_FIRST_PYTHON").unwrap_or_else(|_| "python3".to_string()))
}

/// Runs a tool in a folder and says whether it was content, with what it printed.
fn run(folder: &Path, program: &str, args: &[&str], input: &str) -> (bool, String) {
    let mut child = Command::new(program)
        .args(args)
        .current_dir(folder)
        .env_remove("CARGO_TARGET_DIR")
        .env("npm_config_cache", folder.join(".npm"))
        .env("npm_config_update_notifier", "false")
        .env("UV_PYTHON_DOWNLOADS", "never")
        .env("UV_CACHE_DIR", folder.join(".uv"))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap_or_else(|error| panic!("this test needs `{program}`, which does not start: {error}"));
    let mut stdin = child.stdin.take().unwrap();
    // From a thread, so that neither side waits for the other's full pipe; a tool may end without reading it all.
    let input = input.to_string();
    let writer = std::thread::spawn(move || {
        let _ = stdin.write_all(input.as_bytes());
    });
    let output = child.wait_with_output().unwrap();
    writer.join().unwrap();
    let text = format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    (output.status.success(), text)
}

fn must(folder: &Path, program: &str, args: &[&str]) -> String {
    let (content, text) = run(folder, program, args, "");
    assert!(content, "`{program} {}` refused:\n{text}", args.join(" "));
    text
}

fn write(folder: &Path, files: &[(&str, &str)]) {
    for (path, text) in files {
        let path = folder.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
}

/// Reads what `needs` asks for, round by round, rewrites it, writes it back. Returns the rewritten paths.
fn release(folder: &Path, tracked: &[&str], to: &str) -> Vec<String> {
    let mut read: Vec<File> = Vec::new();
    loop {
        let wanted = manifest::needs(&tracked.join("\0"), &[], &read);
        if wanted.is_empty() {
            break;
        }
        for path in wanted {
            let text = fs::read_to_string(folder.join(&path)).unwrap();
            read.push(File { path, text });
        }
    }
    let version = Version::parse(to, Scheme::Semver).unwrap();
    let rewritten = manifest::rewrite(&read, &[], &version).unwrap();
    for file in &rewritten {
        fs::write(folder.join(&file.path), &file.text).unwrap();
    }
    rewritten.into_iter().map(|file| file.path).collect()
}

const VERSIONS: [&str; 4] = ["0.1.1", "0.2.0", "1.0.0-rc.1", "1.0.0"];

#[test]
fn cargo_accepts_the_lock_file_of_a_rewritten_workspace() {
    let at = folder("cargo-workspace");
    write(
        &at,
        &[
            (
                "Cargo.toml",
                "[workspace]\nmembers = [\"crates/*\"]\nresolver = \"3\"\n[workspace.package]\nversion = \"0.1.0\"\n[workspace.dependencies]\ncore = { path = \"crates/core\", version = \"0.1.0\", package = \"the-core\" }\n",
            ),
            (
                "crates/core/Cargo.toml",
                "[package]\nname = \"the-core\"\nversion.workspace = true\nedition = \"2024\"\n",
            ),
            ("crates/core/src/lib.rs", ""),
            (
                "crates/app/Cargo.toml",
                "[package]\nname = \"app\"\nversion = \"0.1.0\"\nedition = \"2024\"\n[dependencies]\ncore.workspace = true\n[dev-dependencies.helper]\npath = \"../../tools/helper\"\nversion = \"=0.1.0\"\n",
            ),
            ("crates/app/src/main.rs", "fn main() {}\n"),
            (
                "tools/helper/Cargo.toml",
                "[package]\nname = \"helper\"\nversion = \"0.1.0\"\nedition = \"2024\"\n[target.'cfg(unix)'.build-dependencies]\nthe-core = { version = \"0.1\", path = \"../../crates/core\" }\n",
            ),
            ("tools/helper/src/lib.rs", ""),
        ],
    );
    must(&at, "cargo", &["generate-lockfile", "--offline", "--quiet"]);
    let tracked =
        ["Cargo.lock", "Cargo.toml", "crates/app/Cargo.toml", "crates/core/Cargo.toml", "tools/helper/Cargo.toml"];
    for to in VERSIONS {
        assert_eq!(release(&at, &tracked, to).len(), 4, "{to}: all but the member that inherits");
        let told = must(&at, "cargo", &["metadata", "--locked", "--offline", "--format-version", "1", "--quiet"]);
        let metadata: serde_json::Value = serde_json::from_str(told.lines().next().unwrap()).unwrap();
        let packages = metadata["packages"].as_array().unwrap();
        assert!(packages.len() == 3 && packages.iter().all(|package| package["version"] == to), "{to}: {told}");
    }
    // The judge can say no.
    let lock = fs::read_to_string(at.join("Cargo.lock")).unwrap();
    fs::write(at.join("Cargo.lock"), lock.replacen("1.0.0", "0.9.9", 1)).unwrap();
    assert!(!run(&at, "cargo", &["metadata", "--locked", "--offline", "--format-version", "1"], "").0);
}

#[test]
fn npm_accepts_the_lock_file_of_a_rewritten_workspace() {
    npm("3", &VERSIONS);
}

#[test]
fn npm_accepts_lock_files_of_the_older_versions() {
    npm("1", &VERSIONS[1..2]);
    npm("2", &VERSIONS[1..2]);
}

fn npm(lock_version: &str, versions: &[&str]) {
    let at = folder(&format!("npm-workspace-{lock_version}"));
    write(
        &at,
        &[
            (
                "package.json",
                "{\n  \"name\": \"root\",\n  \"version\": \"0.1.0\",\n  \"private\": true,\n  \"workspaces\": [\"packages/*\"],\n  \"devDependencies\": {\"@x/a\": \"0.1.0\"}\n}\n",
            ),
            ("packages/a/package.json", "{\"name\": \"@x/a\", \"version\": \"0.1.0\"}\n"),
            (
                "packages/b/package.json",
                "{\"name\": \"@x/b\", \"version\": \"0.1.0\", \"dependencies\": {\"@x/a\": \"^0.1.0\"}, \"peerDependencies\": {\"@x/a\": \"~0.1.0\"}}\n",
            ),
        ],
    );
    let flags = ["--offline", "--ignore-scripts", "--no-audit", "--no-fund"];
    let install = ["install", "--package-lock-only", "--lockfile-version", lock_version];
    must(&at, "npm", &[&install[..], &flags].concat());
    let tracked = ["package-lock.json", "package.json", "packages/a/package.json", "packages/b/package.json"];
    let check = [&["ci", "--dry-run"][..], &flags].concat();
    for to in versions {
        assert_eq!(release(&at, &tracked, to).len(), 4, "{to}");
        must(&at, "npm", &check);
    }
    // What npm itself would write now is what is there.
    let ours = fs::read_to_string(at.join("package-lock.json")).unwrap();
    must(&at, "npm", &[&install[..], &flags].concat());
    assert_eq!(fs::read_to_string(at.join("package-lock.json")).unwrap(), ours);
    // The judge can say no.
    write(&at, &[("packages/a/package.json", "{\"name\": \"@x/a\", \"version\": \"9.0.0\"}\n")]);
    assert!(!run(&at, "npm", &check, "").0, "lock file version {lock_version}");
}

#[test]
fn uv_accepts_the_lock_file_of_a_rewritten_workspace() {
    let at = folder("uv-workspace");
    write(
        &at,
        &[
            (
                "pyproject.toml",
                "[project]\nname = \"My.App\"\nversion = \"0.1.0\"\nrequires-python = \">=3.9\"\ndependencies = [\"x_lib\"]\n[tool.uv.workspace]\nmembers = [\"packages/*\"]\n[tool.uv.sources]\nx_lib = { workspace = true }\n",
            ),
            (
                "packages/x/pyproject.toml",
                "[project]\nname = \"x_lib\"\nversion = \"0.1.0\"\nrequires-python = \">=3.9\"\n",
            ),
        ],
    );
    let Some(python) = python("uv's opinion on uv.lock") else { return };
    let uv = |args: &[&str]| run(&at, &python, &[&["-m", "uv"][..], args].concat(), "");
    let (content, text) = uv(&["--version"]);
    assert!(content, "this test needs uv as a Python package (`python3 -m pip install uv`):\n{text}");
    let (content, text) = uv(&["lock", "--offline", "--no-progress"]);
    assert!(content, "{text}");
    for to in VERSIONS {
        assert_eq!(release(&at, &["packages/x/pyproject.toml", "pyproject.toml", "uv.lock"], to).len(), 3);
        let (content, text) = uv(&["lock", "--check", "--offline", "--no-progress"]);
        assert!(content, "{to}: {text}");
    }
    // The judge can say no.
    let lock = fs::read_to_string(at.join("uv.lock")).unwrap();
    fs::write(at.join("uv.lock"), lock.replacen("1.0.0", "0.9.9", 1)).unwrap();
    assert!(!uv(&["lock", "--check", "--offline"]).0);
}
