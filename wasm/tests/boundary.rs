//! The boundary as JavaScript meets it, in Node and in a browser: plain data comes out, failures are real errors, and a field nobody
//! knows is refused wherever it stands.
#![cfg(target_arch = "wasm32")]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    missing_docs
)]

#[path = "boundary/cases.rs"]
mod cases;

use js_sys::{Array, Error, JSON, Object, Reflect};
use version_first_wasm as wasm;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_test::wasm_bindgen_test;

type Answer = Result<JsValue, JsValue>;

fn json(text: &str) -> JsValue {
    JSON::parse(text).unwrap_or_else(|_| panic!("not JSON: {text}"))
}

fn text(value: &JsValue) -> String {
    JSON::stringify(value).map(String::from).unwrap()
}

/// The value of a field, `undefined` where there is none.
fn field(of: &JsValue, name: &str) -> JsValue {
    Reflect::get(of, &JsValue::from_str(name)).expect("an object")
}

/// What every error of the core has: a name, a stable code, a message, a stack of JavaScript's own. Returns the code.
fn core_error(thrown: &JsValue) -> String {
    let error: &Error = thrown.dyn_ref().expect("a real Error");
    assert_eq!(error.name(), "CoreError");
    let code = field(thrown, "code").as_string().expect("a code");
    assert!(!code.is_empty() && code.chars().all(|c| c.is_ascii_lowercase() || c == '-'), "kebab-case: {code}");
    let message = String::from(error.message());
    assert!(!message.is_empty() && !message.ends_with('.'), "one sentence: {message}");
    assert!(field(thrown, "stack").is_string(), "{message}");
    code
}

const REQUEST: &str = r#"{"bump":"auto","manifests":["setup.py"],"run":{"id":"1","attempt":"1"}}"#;

const FACTS: &str = r#"{"refs":"","tree":"t","files":[{"path":"package.json","text":"{}"}],"logs":[{"of":{"since":"o"},"log":""}],
    "commits":[{"oid":"o","tree":"t","onBranch":true,"files":[{"path":"package.json","text":"{}"}]}]}"#;

fn call_plan(args: &[JsValue]) -> Answer {
    wasm::plan(args[0].clone(), args[1].clone())
}
fn call_advance(args: &[JsValue]) -> Answer {
    wasm::advance(args[0].clone(), args[1].clone())
}
fn call_target(args: &[JsValue]) -> Answer {
    wasm::target(args[0].clone(), JsValue::from_str(""))
}
fn call_needs(args: &[JsValue]) -> Answer {
    wasm::needs(args[0].clone(), JsValue::from_str("package.json\0src/x.py"), args[1].clone(), JsValue::UNDEFINED)
}
fn call_wants(args: &[JsValue]) -> Answer {
    wasm::wants(args[0].clone(), args[1].clone())
}
fn call_next_version(args: &[JsValue]) -> Answer {
    wasm::next_version(args[0].clone())
}
fn call_decide_bump(args: &[JsValue]) -> Answer {
    wasm::decide_bump(args[0].clone(), args[1].clone())
}
fn call_read_manifests(args: &[JsValue]) -> Answer {
    wasm::read_manifests(args[0].clone(), JsValue::UNDEFINED)
}
fn call_rewrite_manifests(args: &[JsValue]) -> Answer {
    wasm::rewrite_manifests(args[0].clone(), args[1].clone(), JsValue::UNDEFINED, JsValue::UNDEFINED)
}
fn call_tag_name(args: &[JsValue]) -> Answer {
    wasm::tag_name(args[0].clone(), args[1].clone())
}
fn call_release_notes(args: &[JsValue]) -> Answer {
    wasm::release_notes(args[0].clone(), args[1].clone())
}
fn call_parse_tag(args: &[JsValue]) -> Answer {
    wasm::parse_tag(args[0].clone(), args[1].clone())
}
fn call_bump_branch(args: &[JsValue]) -> Answer {
    wasm::bump_branch(args[0].clone(), args[1].clone())
}
fn call_parse_bump_branch(args: &[JsValue]) -> Answer {
    wasm::parse_bump_branch(args[0].clone(), args[1].clone())
}

fn call_task_branch(args: &[JsValue]) -> Answer {
    wasm::task_branch(args[0].clone())
}

type Call = (&'static str, fn(&[JsValue]) -> Answer, Vec<JsValue>);

/// Every export with arguments that use every kind of object it reads.
fn calls() -> Vec<Call> {
    let files = r#"[{"path":"package.json","text":"{\"version\":\"1.2.3\"}"}]"#;
    let commits = r#"[{"sha":"a","author":"b","message":"feat: c"}]"#;
    let mut calls: Vec<Call> = vec![
        ("plan", call_plan, vec![json(REQUEST), json(FACTS)]),
        ("plan without facts", call_plan, vec![json(REQUEST), JsValue::NULL]),
        ("target", call_target, vec![json(REQUEST)]),
        ("needs", call_needs, vec![json(REQUEST), json(files)]),
        ("wants", call_wants, vec![json(REQUEST), json(&format!(r#"{{"refs":"","files":{files}}}"#))]),
        ("nextVersion", call_next_version, vec![json(r#"{"current":"1.2.3","bump":"minor","scheme":"semver"}"#)]),
        ("decideBump", call_decide_bump, vec![json(commits), json(r#"{"current":"1.2.3","defaultBump":"none"}"#)]),
        ("readManifests", call_read_manifests, vec![json(files)]),
        ("rewriteManifests", call_rewrite_manifests, vec![json(files), json(r#""1.2.4""#)]),
        (
            "releaseNotes",
            call_release_notes,
            vec![json(commits), json(r#"{"repository":"https://h/o/r","previousTag":"v1","tag":"v2","pulls":"pull"}"#)],
        ),
        ("tagName", call_tag_name, vec![json(r#""1.2.3""#), json(r#"{"tagFormat":"v{version}"}"#)]),
        ("parseTag", call_parse_tag, vec![json(r#""v1.2.3""#), json(r#"{"scheme":"semver"}"#)]),
        ("bumpBranch", call_bump_branch, vec![json(r#""1.2.3""#), json(r#"{"template":"bump/{version}"}"#)]),
        (
            "parseBumpBranch",
            call_parse_bump_branch,
            vec![json(r#""bump/1.2.3""#), json(r#"{"template":"bump/{version}"}"#)],
        ),
        ("taskBranch", call_task_branch, vec![json(r#"{"host":"h","task":"1","title":"t"}"#)]),
    ];
    let started = wasm::plan(json(REQUEST), JsValue::NULL).expect("a plan");
    for outcome in [
        format!(r#"{{"kind":"facts","facts":{FACTS}}}"#),
        r#"{"kind":"unreadable","exit":128,"stderr":"s"}"#.to_string(),
        r#"{"kind":"refused","error":{"code":"c","message":"m","path":"p","line":1,"column":1,"nextSteps":["n"]}}"#
            .to_string(),
        r#"{"kind":"history","complete":true,"commits":[{"oid":"o","author":"a","files":[{"path":"p","text":"t"}]}]}"#
            .to_string(),
        r#"{"kind":"built","commit":"c","tags":["t"],"files":[{"path":"p","text":"t"}]}"#.to_string(),
        r#"{"kind":"broken","detail":"d"}"#.to_string(),
        r#"{"kind":"pushed","ended":"well","rows":[{"ref":"r","answer":"taken","said":"s"}],"said":""}"#.to_string(),
        r#"{"kind":"followed","checkout":"untouched","why":"w"}"#.to_string(),
    ] {
        calls.push(("advance", call_advance, vec![started.clone(), json(&outcome)]));
    }
    calls
}

/// Every object inside `value`, itself included, as the path to it.
fn objects(value: &JsValue, path: &mut Vec<String>, found: &mut Vec<Vec<String>>) {
    if let Some(list) = value.dyn_ref::<Array>() {
        for (index, item) in list.iter().enumerate() {
            path.push(index.to_string());
            objects(&item, path, found);
            path.pop();
        }
    } else if let Some(object) = value.dyn_ref::<Object>() {
        found.push(path.clone());
        for key in Object::keys(object).iter().filter_map(|key| key.as_string()) {
            path.push(key.clone());
            objects(&field(value, &key), path, found);
            path.pop();
        }
    }
}

/// A copy of `value` with one more field in the object at `path`.
fn planted(value: &JsValue, path: &[String]) -> JsValue {
    let copy = json(&text(value));
    let place = path.iter().fold(copy.clone(), |at, key| field(&at, key));
    Reflect::set(&place, &JsValue::from_str("unheardOf"), &JsValue::from_f64(1.0)).unwrap();
    copy
}

#[wasm_bindgen_test]
fn an_unknown_field_is_an_error_at_every_level_of_every_argument() {
    let mut tried = 0;
    for (name, call, args) in calls() {
        // Taken as it is, nothing in it is unknown: what is refused below is refused for the planted field.
        if let Err(thrown) = call(&args) {
            assert_ne!(core_error(&thrown), "invalid-input", "{name}: {}", String::from(Error::from(thrown).message()));
        }
        for (position, arg) in args.iter().enumerate() {
            let mut places = Vec::new();
            objects(arg, &mut Vec::new(), &mut places);
            // Of a plan nothing is taken in but what it remembers: what is inside the rest is not even looked at.
            if name == "advance" && position == 0 {
                places.retain(Vec::is_empty);
            }
            for place in places {
                let mut changed = args.clone();
                changed[position] = planted(arg, &place);
                let at = format!("{name}, argument {position}, at /{}", place.join("/"));
                let thrown = call(&changed).expect_err(&at);
                assert_eq!(core_error(&thrown), "invalid-input", "{at}");
                let message = String::from(Error::from(thrown).message());
                assert!(message.contains("`unheardOf`"), "{at}: {message}");
                tried += 1;
            }
        }
    }
    assert!(tried > 50, "only {tried} objects were reached");
}

#[wasm_bindgen_test]
fn what_is_no_plain_data_is_an_error_and_never_a_trap() {
    let cyclic = Object::new();
    Reflect::set(&cyclic, &JsValue::from_str("run"), &cyclic).unwrap();
    let strange = [
        JsValue::UNDEFINED,
        JsValue::NULL,
        JsValue::from_f64(f64::NAN),
        JsValue::from_str("\u{0}"),
        JsValue::symbol(Some("s")),
        json("[]"),
        json("{}"),
        json("[[[[1]]]]"),
        Object::new().into(),
        js_sys::Function::new_no_args("").into(),
        js_sys::Date::new_0().into(),
        js_sys::Map::new().into(),
        js_sys::Promise::resolve(&JsValue::NULL).into(),
        js_sys::BigInt::from(1).into(),
        cyclic.into(),
    ];
    for (name, call, args) in calls() {
        for position in 0..args.len() {
            for value in &strange {
                let mut changed = args.clone();
                changed[position] = value.clone();
                // Options and facts may be left out; whatever else happens, it happens as an error.
                if let Err(thrown) = call(&changed) {
                    core_error(&thrown);
                }
                assert!(
                    call(&args).is_ok() || call(&args).is_err_and(|thrown| !core_error(&thrown).is_empty()),
                    "{name}"
                );
            }
        }
    }
}

/// What is said of options that are this.
fn refused(value: JsValue) -> String {
    let thrown = wasm::next_version(value).expect_err("an error");
    assert_eq!(core_error(&thrown), "invalid-input");
    String::from(Error::from(thrown).message())
}

#[wasm_bindgen_test]
fn what_is_taken_in_is_plain_and_not_too_deep() {
    let plain = "`options`: expected plain data: strings, numbers, booleans, lists and plain objects";
    let bytes = js_sys::Uint8Array::new_with_length(1);
    for value in [bytes.into(), js_sys::Set::new(&JsValue::NULL).into(), js_sys::Function::new_no_args("").into()] {
        assert_eq!(refused(value), plain);
    }
    assert_eq!(refused(json("[[[1]]]")), "`options`: expected an object, got a list");
    let deep = refused(json(&format!("{}1{}", "[".repeat(40), "]".repeat(40))));
    assert!(deep.starts_with("`options`: nested too deeply: expected plain data"), "{deep}");
    let fraction = refused(json(r#"{"current":1.5,"bump":"patch"}"#));
    assert_eq!(fraction, "`options.current`: expected a string, got a number that is not whole, or too large");
}

#[wasm_bindgen_test]
fn options_may_be_left_out() {
    for version in ["v0.2.335", "0.2.335"] {
        let branch = wasm::bump_branch(JsValue::from_str(version), JsValue::UNDEFINED).unwrap();
        assert_eq!(branch.as_string().unwrap(), "chore/version-bump-0.2.335");
    }
    assert_eq!(wasm::tag_name(json(r#""1.2.3""#), JsValue::UNDEFINED).unwrap().as_string().unwrap(), "v1.2.3");
}

#[wasm_bindgen_test]
fn an_error_carries_its_place_and_advice_as_fields() {
    let broken = json(r#"[{"path":"package.json","text":"{\n  \"version\": \"1.2.3\",,\n}"}]"#);
    let thrown = wasm::read_manifests(broken, JsValue::UNDEFINED).expect_err("malformed");
    core_error(&thrown);
    assert_eq!(field(&thrown, "path").as_string().as_deref(), Some("package.json"));
    assert_eq!(field(&thrown, "line").as_f64(), Some(2.0));
    assert!(field(&thrown, "column").as_f64().is_some_and(|column| column >= 1.0));
}

#[wasm_bindgen_test]
fn what_comes_out_is_plain_data() {
    let plan = wasm::plan(json(REQUEST), JsValue::NULL).unwrap();
    // A Map would print as {} and lose everything on its way through JSON.
    assert!(text(&plan).contains(r#""kind":"look""#), "{}", text(&plan));
    assert_eq!(text(&json(&text(&plan))), text(&plan));
    let moved = wasm::advance(plan, json(r#"{"kind":"broken","detail":"d"}"#));
    if let Err(thrown) = moved {
        core_error(&thrown);
    }
}
