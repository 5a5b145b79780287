//! What branch names say, and which come next.

use std::process::Command;

use proptest::prelude::*;
use version_first::iteration::{
    MAX_ITERATION, Task, iterations_of, next_iteration, parse_iteration, parse_task_branch, task_branch,
};

const NAMES: &str = include_str!("names.txt");
const REFUSED: &str = include_str!("refused.txt");

fn rows(table: &str) -> impl Iterator<Item = &str> {
    table.lines().filter(|line| !line.starts_with("# "))
}

fn names() -> Vec<(&'static str, &'static str, u64)> {
    let row = |line: &'static str| {
        let cells: Vec<&str> = line.split(" ¦ ").collect();
        (cells[0], cells[1], cells[2].parse().unwrap())
    };
    rows(NAMES).map(row).collect()
}

fn refused() -> Vec<String> {
    rows(REFUSED).map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[test]
fn names_say() {
    let names = names();
    assert!(names.len() >= 200, "{}", names.len());
    for (name, base, number) in names {
        let found = parse_iteration(name).unwrap();
        assert_eq!((found.branch.as_str(), found.base.as_str(), found.iteration), (name, base, number));
        assert_eq!(found.original, name == base, "{name}");
    }
}

#[test]
fn names_git_refuses() {
    for name in refused() {
        assert_eq!(parse_iteration(&name).unwrap_err().code, "invalid-ref-name", "{name:?}");
        assert_eq!(next_iteration(&name, &[]).unwrap_err().code, "invalid-ref-name", "{name:?}");
        assert_eq!(iterations_of(&name, &[]).unwrap_err().code, "invalid-ref-name", "{name:?}");
    }
}

/// git itself takes each name of the one table and none of the other.
#[test]
fn git_agrees() {
    let takes = |name: &str| {
        let asked = Command::new("git").args(["check-ref-format", "--branch", name]).output().unwrap();
        // `@` and `-` are short for something.
        asked.status.success() && asked.stdout == format!("{name}\n").into_bytes()
    };
    for (name, base, _) in names() {
        assert!(takes(name), "{name}");
        assert!(takes(base), "{base}");
    }
    for name in refused() {
        assert!(!takes(&name), "{name:?}");
    }
}

fn owned(names: &[&str]) -> Vec<String> {
    names.iter().map(ToString::to_string).collect()
}

#[test]
fn what_comes_next() {
    for (branch, existing, next) in [
        ("x", &[][..], "x-v2"),
        ("x", &["x"], "x-v2"),
        ("x-v2", &["x", "x-v2"], "x-v3"),
        ("x", &["x", "x-v2", "x-v3"], "x-v4"),
        ("x-v2", &["x-v2", "x-v7"], "x-v8"),
        ("x-v2", &["x-v9", "x-v10"], "x-v11"),
        // Others' names, and names like ours.
        ("x", &["xx-v7", "x-y-v7", "a/x-v7", "x-v7-v8", "X-v9", "x-v07", "x-v1"], "x-v2"),
        // A dot is a dot, and a plus a plus.
        ("a.b", &["a+b-v5", "aab-v6", "a.b-v2"], "a.b-v3"),
        ("a.+", &["abbb-v5"], "a.+-v2"),
        // A branch in the way.
        ("x", &["x-v2/notes"], "x-v3"),
        ("x", &["x-v2", "x-v5/a/b", "x-v4"], "x-v6"),
        // What git would refuse to make does not count, and does no harm.
        ("x", &["x-v4~1", "x-v5 ", ""], "x-v2"),
        // Of a name with two numbers the last one counts.
        ("x-v3-v2", &["x-v9", "x-v3-v4"], "x-v3-v5"),
        ("x-v1", &["x-v2"], "x-v1-v2"),
    ] {
        assert_eq!(next_iteration(branch, &owned(existing)).unwrap(), next, "{branch} {existing:?}");
    }
}

#[test]
fn limits() {
    let code = |branch: &str, existing: &[&str]| next_iteration(branch, &owned(existing)).unwrap_err();
    assert_eq!(code(&format!("x-v{MAX_ITERATION}"), &[]).code, "iteration-too-high");
    assert_eq!(code("x", &[&format!("x-v{MAX_ITERATION}")]).code, "iteration-too-high");
    // A part is a file, and git needs room for `.lock`.
    assert_eq!(next_iteration(&"a".repeat(247), &[]).unwrap().len(), 250);
    let error = code(&"a".repeat(248), &[]);
    assert_eq!(error.code, "branch-name-too-long");
    assert!(error.message.contains("a part of 251 bytes") && error.message.contains(".lock"), "{error}");
    assert_eq!(error.next_steps.len(), 1);
    let deep = |length: usize| format!("{}{}", "abcd/".repeat(50), "x".repeat(length));
    assert_eq!(next_iteration(&deep(2), &[]).unwrap().len(), 255);
    let error = code(&deep(3), &[]);
    assert!(error.message.contains("256 bytes long: servers take 255"), "{error}");
    // Bytes, not letters.
    assert_eq!(code(&"é".repeat(124), &[]).code, "branch-name-too-long");
    assert_eq!(next_iteration(&"é".repeat(123), &[]).unwrap().len(), 249);
    assert_eq!(parse_iteration(&"a".repeat(256)).unwrap_err().code, "branch-name-too-long");
    // A number more, a digit more.
    assert_eq!(code(&format!("{}-v9", "a".repeat(247)), &[]).code, "branch-name-too-long");
}

/// The longest names that we make are names that git makes branches of, and one letter more is too many.
#[test]
fn git_makes_what_we_make() {
    let folder = std::env::temp_dir().join(format!("iteration-names-{}", std::process::id()));
    let git = |args: &[&str]| {
        let who = ["-c", "user.name=a", "-c", "user.email=a@b", "-C", folder.to_str().unwrap()];
        Command::new("git").args(who).args(args).output().unwrap().status.success()
    };
    std::fs::create_dir_all(&folder).unwrap();
    assert!(git(&["init", "--quiet"]) && git(&["commit", "--quiet", "--allow-empty", "--message", "x"]));
    let longest = next_iteration(&"a".repeat(247), &[]).unwrap();
    let (made, refused) = (git(&["branch", &longest]), git(&["branch", &format!("{longest}0")]));
    std::fs::remove_dir_all(&folder).unwrap();
    assert!(made && !refused);
}

#[test]
fn lineages_are_sorted() {
    let all = owned(&["x-v10", "x-v9", "y", "x", "x-v2", "x-v10", "x-v1", "x-v02", "x-v3-v4", "X", "x-v3 "]);
    let found = |branch: &str| -> Vec<String> {
        iterations_of(branch, &all).unwrap().into_iter().map(|one| one.branch).collect()
    };
    assert_eq!(found("x"), ["x", "x-v2", "x-v9", "x-v10"]);
    assert_eq!(found("x-v77"), found("x"));
    assert_eq!(found("x-v3-v2"), ["x-v3-v4"]);
    assert_eq!(found("nobody"), Vec::<String>::new());
    // A base that looks like an iteration is the first of its own lineage.
    let own = iterations_of("api-v3-v2", &owned(&["api", "api-v3", "api-v3-v2"])).unwrap();
    assert_eq!(
        own.iter().map(|one| (one.branch.as_str(), one.iteration)).collect::<Vec<_>>(),
        [("api-v3", 1), ("api-v3-v2", 2)]
    );
}

fn task(host: &str, task: &str, title: &str) -> Task {
    Task { host: host.into(), task: task.into(), title: title.into() }
}

#[test]
fn tasks() {
    for (host, id, title, name) in [
        ("laptop-jpoley", "123", "Add user auth", "laptop-jpoley/task-123/add-user-auth"),
        ("Ann's MacBook Pro.local", "#7", "  Fix: the -- thing!  ", "anns-macbook-pro-local/task-7/fix-the-thing"),
        ("ci_1", "ABC-12", "Größe ändern", "ci-1/task-ABC-12/größe-ändern"),
        ("h", "task-4.2", "登录 页面", "h/task-4.2/登录-页面"),
        ("h", "1", "Use API v3", "h/task-1/use-apiv3"),
        ("h", "1", "Use API V10!", "h/task-1/use-apiv10"),
        ("h", "1", "v2", "h/task-1/v2"),
        ("h", "1", "a v1", "h/task-1/a-v1"),
        ("h", "1", "x v2 v3", "h/task-1/x-v2v3"),
        ("h", "1", "don't `rm -rf` $HOME; ok?", "h/task-1/dont-rm-rf-home-ok"),
        ("h", "1", "../../etc/passwd.lock", "h/task-1/etc-passwd-lock"),
        (
            "h",
            "1",
            "a very long title that goes on and on until nobody would want to type it any more",
            "h/task-1/a-very-long-title-that-goes-on-and-on-until-nobody-would",
        ),
    ] {
        let made = task_branch(&task(host, id, title)).unwrap();
        assert_eq!(made, name);
        assert!(parse_iteration(&made).unwrap().original, "{made}");
        let read = parse_task_branch(&made).unwrap();
        assert_eq!(format!("{}/task-{}/{}", read.host, read.task, read.slug), made);
    }
    for (host, id, title) in [
        ("", "1", "t"),
        ("--", "1", "t"),
        ("h", "", "t"),
        ("h", "#", "t"),
        ("h", "a b", "t"),
        ("h", "1/2", "t"),
        ("h", "-1", "t"),
        ("h", "1..2", "t"),
        ("h", "1.", "t"),
        ("h", "1", ""),
        ("h", "1", "!!!"),
    ] {
        assert_eq!(task_branch(&task(host, id, title)).unwrap_err().code, "invalid-task", "{host:?} {id:?} {title:?}");
    }
    assert_eq!(task_branch(&task(&"h".repeat(81), "1", "t")).unwrap_err().code, "invalid-task");
}

#[test]
fn task_branches() {
    let read = |name: &str| parse_task_branch(name).map(|one| (one.host, one.task, one.slug, one.base, one.iteration));
    let third = read("laptop/task-123/add-user-auth-v3").unwrap();
    let expected = ("laptop", "123", "add-user-auth", "laptop/task-123/add-user-auth", 3);
    assert_eq!((third.0.as_str(), third.1.as_str(), third.2.as_str(), third.3.as_str(), third.4), expected);
    for name in [
        "main",
        "h/task-1",
        "h/task-1/",
        "/task-1/x",
        "h/task-/x",
        "h/Task-1/x",
        "h/1/x",
        "h/task-1/x/y",
        "a/h/task-1/x",
        "h/task-1/x y",
        "h/task--1/x",
    ] {
        assert_eq!(read(name), None, "{name}");
    }
}

fn any_name() -> impl Strategy<Value = String> {
    "[a-z0-9é🚀.+_/@-]{1,12}(-v[0-9]{1,3}){0,3}"
}

proptest! {
    #[test]
    fn next_increments_and_keeps_the_base(name in any_name()) {
        let Ok(own) = parse_iteration(&name) else { return Ok(()) };
        let next = parse_iteration(&next_iteration(&name, &[]).unwrap()).unwrap();
        prop_assert_eq!((next.iteration, &next.base, next.original), (own.iteration + 1, &own.base, false));
        prop_assert_eq!(parse_iteration(&own.base).unwrap().original || own.original || own.base.contains("-v"), true);
    }

    #[test]
    fn the_next_one_is_new_and_above_all(name in any_name(), numbers in prop::collection::vec(2u64..30, 0..9)) {
        let Ok(own) = parse_iteration(&name) else { return Ok(()) };
        let existing: Vec<String> = numbers.iter().map(|n| format!("{}-v{n}", own.base)).collect();
        let next = next_iteration(&name, &existing).unwrap();
        prop_assert!(!existing.contains(&next) && next != name);
        let number = parse_iteration(&next).unwrap().iteration;
        prop_assert_eq!(number, 1 + numbers.iter().copied().fold(own.iteration, u64::max));
    }

    #[test]
    fn lineages_are_sorted_by_number(name in any_name(), numbers in prop::collection::vec(0u64..300, 0..9), other in any_name()) {
        let Ok(own) = parse_iteration(&name) else { return Ok(()) };
        let mut all: Vec<String> = numbers.iter().map(|n| format!("{}-v{n}", own.base)).collect();
        all.extend([other, own.base.clone()]);
        let found = iterations_of(&name, &all).unwrap();
        prop_assert!(found.is_sorted_by(|a, b| a.iteration < b.iteration));
        prop_assert!(found.iter().all(|one| one.base == own.base && all.contains(&one.branch)));
        prop_assert_eq!(found.iter().filter(|one| one.original).count(), 1);
    }

    #[test]
    fn nothing_makes_it_panic(name in "\\PC{0,40}", more in prop::collection::vec("\\PC{0,20}", 0..4)) {
        let _ = (parse_iteration(&name), next_iteration(&name, &more), iterations_of(&name, &more), parse_task_branch(&name));
    }

    #[test]
    fn tasks_make_originals_that_read_back(host in "\\PC{0,20}", id in "[A-Za-z0-9#.-]{0,9}", title in "\\PC{0,90}") {
        let Ok(name) = task_branch(&task(&host, &id, &title)) else { return Ok(()) };
        let own = parse_iteration(&name).unwrap();
        prop_assert!(own.original);
        prop_assert_eq!(parse_task_branch(&next_iteration(&name, &[]).unwrap()).map(|one| (one.base, one.iteration)), Some((name, 2)));
    }
}
