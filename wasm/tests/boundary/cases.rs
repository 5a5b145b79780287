//! The shared corpus, tests/cases/*/case.json, through the boundary, in Node and in a browser. A page reads no folder, so the
//! cases are part of the module; tests/run-cases.test.mjs sees that none is forgotten.

use js_sys::{Array, Function};
use version_first_wasm as wasm;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_test::wasm_bindgen_test;

use super::{Answer, core_error, field, json, text};

macro_rules! corpus {
    ($($name:literal)*) => { [$(($name, include_str!(concat!("../../../tests/cases/", $name, "/case.json")))),*] };
}

fn corpus() -> Vec<(&'static str, &'static str)> {
    let all = corpus! {
        "a-commit-that-is-only-read-needs-no-lock-file"
        "a-manifest-whose-version-is-none-is-refused"
        "a-private-placeholder-is-left-alone"
        "a-version-that-is-none-is-refused"
        "a-wrong-argument-is-named"
        "binary-junk-is-refused"
        "bump-branch-drops-the-v"
        "bump-branch-refuses-what-no-branch-can-be-called"
        "cargo-lock-and-path-dependencies-follow"
        "decide-bump-asks-the-default-for-everything-else"
        "decide-bump-below-one-makes-breaking-changes-minor"
        "decide-bump-cancels-what-was-reverted"
        "decide-bump-counts-release-commits-for-nothing"
        "decide-bump-finds-breaking-changes-however-written"
        "decide-bump-follows-a-table-and-labels"
        "decide-bump-is-not-fooled-by-hostile-messages"
        "decide-bump-takes-the-highest-wish"
        "entries-of-manifests-name-places"
        "every-format-is-rewritten-in-its-own-grammar"
        "iterations-are-read-counted-and-sorted"
        "malformed-manifests-are-refused-with-their-place"
        "marker-comments-say-where-a-version-stands"
        "new-formats-are-refused-with-their-place"
        "next-version-begins-and-continues-prereleases"
        "next-version-by-the-calendar"
        "next-version-has-an-end"
        "next-version-in-pep440-has-bumps-of-its-own"
        "next-version-in-pep440-keeps-the-epoch-and-drops-the-rest"
        "next-version-never-goes-back"
        "next-version-of-a-prerelease-is-its-own-release"
        "next-version-raises-one-number"
        "package-lock-follows-its-manifests"
        "parse-bump-branch-is-the-exact-inverse"
        "parse-tag-reads-old-spellings-and-nothing-else"
        "read-finds-a-python-literal-and-nothing-computed"
        "read-leaves-out-what-has-no-version-of-its-own"
        "read-says-where-each-version-stands"
        "release-notes-say-what-changed"
        "rewrite-changes-poetry-and-project-together"
        "rewrite-heals-the-manifest-that-lags-behind-its-tag"
        "rewrite-is-refused-where-a-grammar-cannot-say-the-version"
        "rewrite-keeps-every-other-byte"
        "rewrite-writes-each-file-in-its-own-grammar"
        "set-leaves-the-day-to-the-release"
        "tag-name-follows-the-format"
        "tags-keep-the-padding-of-calendar-versions"
        "task-branches-are-made-and-read"
        "two-versions-in-one-file-are-refused"
        "uv-lock-follows-under-the-normal-name"
        "what-was-named-and-is-no-manifest-is-told-alone"
    };
    all.to_vec()
}

/// One export by its name; nothing where a case calls what is not here.
fn call(name: &str, args: &Array) -> Option<Answer> {
    let arg = |index| args.get(index);
    Some(match name {
        "nextVersion" => wasm::next_version(arg(0)),
        "decideBump" => wasm::decide_bump(arg(0), arg(1)),
        "readManifests" => wasm::read_manifests(arg(0), arg(1)),
        "rewriteManifests" => wasm::rewrite_manifests(arg(0), arg(1), arg(2), arg(3)),
        "setManifests" => wasm::set_manifests(arg(0), arg(1), arg(2)),
        "releaseNotes" => wasm::release_notes(arg(0), arg(1)),
        "needs" => wasm::needs(arg(0), arg(1), arg(2), arg(3)),
        "tagName" => wasm::tag_name(arg(0), arg(1)),
        "parseTag" => wasm::parse_tag(arg(0), arg(1)),
        "bumpBranch" => wasm::bump_branch(arg(0), arg(1)),
        "parseBumpBranch" => wasm::parse_bump_branch(arg(0), arg(1)),
        "parseIteration" => wasm::parse_iteration(arg(0)),
        "nextIteration" => wasm::next_iteration(arg(0), arg(1)),
        "iterationsOf" => wasm::iterations_of(arg(0), arg(1)),
        "taskBranch" => wasm::task_branch(arg(0)),
        "parseTaskBranch" => wasm::parse_task_branch(arg(0)),
        _ => return None,
    })
}

/// Whether two values are the same data, whatever the order of their fields; of an object in `wanted` only the fields it has
/// count where `some` says so.
fn same(given: &JsValue, wanted: &JsValue, some: bool) -> bool {
    let body = "const plain = (x) => x === undefined ? null : x && typeof x === 'object' && !Array.isArray(x)
        ? Object.fromEntries(Object.keys(x).sort().map((key) => [key, plain(x[key])])) : Array.isArray(x) ? x.map(plain) : x;
        if (some) given = Object.fromEntries(Object.keys(wanted).map((key) => [key, given[key] ?? null]));
        return JSON.stringify(plain(given)) === JSON.stringify(plain(wanted));";
    let compare = Function::new_with_args("given, wanted, some", body);
    let args = [given.clone(), wanted.clone(), JsValue::from_bool(some)];
    compare.call3(&JsValue::NULL, &args[0], &args[1], &args[2]).expect("a comparison").is_truthy()
}

#[wasm_bindgen_test]
fn the_shared_cases_have_the_answers_they_have_everywhere() {
    let mut asked = 0;
    for (name, content) in corpus() {
        let content = json(content);
        let many = field(&content, "cases");
        let cases = if many.is_undefined() { Array::of1(&content) } else { many.unchecked_into() };
        for one in cases.iter() {
            let called = field(&one, "call").as_string().expect("a name");
            let args: Array = field(&one, "args").unchecked_into();
            let throws = field(&one, "throws");
            let answer = call(&called, &args).unwrap_or_else(|| panic!("{name}: `{called}` is not called here"));
            match answer {
                Ok(given) => {
                    assert!(throws.is_undefined(), "{name}: {called}{} gave {}", text(&args), text(&given));
                    let wanted = field(&one, "returns");
                    assert!(same(&given, &wanted, false), "{name}: {called}{} gave {}", text(&args), text(&given));
                }
                Err(thrown) => {
                    let code = core_error(&thrown);
                    assert!(!throws.is_undefined(), "{name}: {called}{} threw {code}", text(&args));
                    assert!(same(&thrown, &throws, true), "{name}: {called}{} threw {code}", text(&args));
                }
            }
            asked += 1;
        }
    }
    assert!(asked > 300, "only {asked} cases");
    assert!(
        !same(&json("[1]"), &json("[2]"), false) && same(&json(r#"{"a":1,"b":2}"#), &json(r#"{"b":2,"a":1}"#), false)
    );
}
