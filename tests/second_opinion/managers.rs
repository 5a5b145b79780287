//! pnpm, Yarn, Bun and Deno on workspaces whose version went up. `npm test` installs them in `tests/managers`.

use std::path::Path;

use super::{VERSIONS, folder, release, run, write};
use std::fs;

/// A package manager, as it is asked here.
struct Manager {
    /// What is run: Node and a script, or a program.
    command: Vec<String>,
    lock: &'static str,
    /// Writes the lock file.
    install: &'static [&'static str],
    /// Refuses to write it.
    frozen: &'static [&'static str],
    /// Files besides the packages.
    settings: &'static [(&'static str, &'static str)],
    /// Whether members must be named with `workspace:`.
    strict: bool,
}

fn installed(path: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/managers/node_modules").join(path);
    assert!(path.exists(), "this test needs {}: run `npm ci --ignore-scripts` in `tests/managers`", path.display());
    path.to_str().unwrap().to_string()
}

/// A program for this machine, where there is one.
fn program(x64: &str, arm64: &str) -> Option<String> {
    match (std::env::consts::OS, std::env::consts::ARCH) {
        ("linux", "x86_64") => Some(installed(x64)),
        ("linux", "aarch64") => Some(installed(arm64)),
        _ => None,
    }
}

fn pnpm(which: &str, workspace: &'static [(&'static str, &'static str)]) -> Manager {
    Manager {
        command: vec!["node".to_string(), installed(&format!("{which}/bin/pnpm.cjs"))],
        lock: "pnpm-lock.yaml",
        install: &["install", "--offline", "--ignore-scripts"],
        frozen: &["install", "--offline", "--ignore-scripts", "--frozen-lockfile"],
        settings: workspace,
        strict: false,
    }
}

fn yarn(which: &str) -> Manager {
    Manager {
        command: vec!["node".to_string(), installed(&format!("{which}/bin/yarn.js"))],
        lock: "yarn.lock",
        install: &["install"],
        frozen: &["install", "--immutable"],
        settings: &[
            ("yarn.lock", ""),
            (".yarnrc.yml", "enableTelemetry: false\nenableNetwork: false\nenableGlobalCache: false\n"),
        ],
        strict: false,
    }
}

/// The packages of a workspace that require each other in every way.
fn workspace(at: &Path, manager: &Manager) -> Vec<&'static str> {
    let packages = [
        (
            "package.json",
            r#"{"name": "root", "version": "0.1.0", "private": true, "workspaces": ["packages/*"], "devDependencies": {"@x/a": "workspace:^0.1.0"}}"#,
        ),
        ("packages/a/package.json", r#"{"name": "@x/a", "version": "0.1.0"}"#),
        (
            "packages/b/package.json",
            r#"{"name": "@x/b", "version": "0.1.0", "dependencies": {"@x/a": "workspace:~0.1.0", "@x/c": "workspace:0.1.x", "f": "workspace:^0.1.0"}, "peerDependencies": {"@x/c": "~0.1.0"}, "optionalDependencies": {"@x/d": "workspace:0.1.0"}, "dependenciesMeta": {"f": {"injected": true}}}"#,
        ),
        (
            "packages/c/package.json",
            r#"{"name": "@x/c", "version": "0.1.0", "dependencies": {"@x/a": "^0.1.0"}, "peerDependencies": {"@x/d": ">=0.1.0 <0.2.0"}}"#,
        ),
        (
            "packages/d/package.json",
            r#"{"name": "@x/d", "version": "0.1.0", "devDependencies": {"@x/b": "workspace:*", "e": "workspace:^"}}"#,
        ),
        ("packages/e/package.json", r#"{"name": "e", "version": "0.1.0", "dependencies": {"@x/a": "=0.1.0"}}"#),
        ("packages/f/package.json", r#"{"name": "f", "version": "0.1.0", "peerDependencies": {"@x/a": "^0.1.0"}}"#),
    ];
    for (path, text) in packages {
        let text = if manager.strict {
            text.replace("\"^0", "\"workspace:^0").replace("\"=0", "\"workspace:=0")
        } else {
            text.to_string()
        };
        write(at, &[(path, &format!("{text}\n"))]);
    }
    write(at, manager.settings);
    packages.iter().map(|(path, _)| *path).collect()
}

fn judge(name: &str, manager: &Manager) {
    let at = folder(name);
    let mut tracked = workspace(&at, manager);
    tracked.push(manager.lock);
    tracked.extend(manager.settings.iter().map(|(path, _)| *path).filter(|path| *path != manager.lock));
    // Its own store and cache, away from the machine's and from every folder above.
    let home = folder(&format!("{name}-home"));
    let ask = |args: &[&str]| {
        let (program, before) = manager.command.split_first().unwrap();
        let all: Vec<&str> = before.iter().map(String::as_str).chain(args.iter().copied()).collect();
        let home = home.to_str().unwrap();
        let env = ["HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME", "YARN_GLOBAL_FOLDER", "BUN_INSTALL"]
            .map(|name| format!("{name}={home}"));
        let args: Vec<&str> = env
            .iter()
            .map(String::as_str)
            .chain(["CI=", "COREPACK_ENABLE_STRICT=0", "npm_config_manage_package_manager_versions=false", program])
            .chain(all)
            .collect();
        run(&at, "env", &args, "")
    };
    let (content, text) = ask(manager.install);
    assert!(content, "{name}: {text}");
    for to in VERSIONS {
        let changed = release(&at, &tracked, to);
        assert!(changed.contains(&manager.lock.to_string()), "{name}: {to}: {changed:?}");
        let ours = fs::read_to_string(at.join(manager.lock)).unwrap();
        let (content, text) = ask(manager.frozen);
        assert!(content, "{name}: {to}: {text}\n{ours}");
        // What it would write itself now is what is there.
        let (content, text) = ask(manager.install);
        assert!(content, "{name}: {to}: {text}");
        assert_eq!(fs::read_to_string(at.join(manager.lock)).unwrap(), ours, "{name}: {to}");
    }
    // The judge can say no.
    let b = fs::read_to_string(at.join("packages/b/package.json")).unwrap();
    write(&at, &[("packages/b/package.json", &b.replace("~1.0.0", "~1.0.1"))]);
    assert!(!ask(manager.frozen).0, "{name}");
}

#[test]
fn pnpm_accepts_the_lock_file_of_a_rewritten_workspace() {
    judge(
        "pnpm-10",
        &pnpm("pnpm-10", &[("pnpm-workspace.yaml", "packages:\n  - packages/*\nlinkWorkspacePackages: true\n")]),
    );
}

#[test]
fn pnpm_accepts_lock_files_of_the_older_versions() {
    const SETTINGS: [(&str, &str); 2] =
        [("pnpm-workspace.yaml", "packages:\n  - packages/*\n"), (".npmrc", "link-workspace-packages=true\n")];
    for which in ["pnpm-7", "pnpm-8", "pnpm-9"] {
        judge(which, &pnpm(which, &SETTINGS));
    }
}

#[test]
fn yarn_accepts_the_lock_file_of_a_rewritten_workspace() {
    judge("yarn-4", &yarn("yarn-4"));
    judge("yarn-3", &yarn("yarn-3"));
}

#[test]
fn bun_accepts_the_lock_file_of_a_rewritten_workspace() {
    let Some(program) = program("@oven/bun-linux-x64/bin/bun", "@oven/bun-linux-aarch64/bin/bun") else { return };
    judge(
        "bun",
        &Manager {
            command: vec![program],
            lock: "bun.lock",
            install: &["install", "--ignore-scripts"],
            frozen: &["install", "--ignore-scripts", "--frozen-lockfile"],
            settings: &[],
            strict: true,
        },
    );
}
