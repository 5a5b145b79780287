//! The boundary as JavaScript meets it, in Node: what comes out are strings and real errors.
#![cfg(target_arch = "wasm32")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

use js_sys::{Error, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_test::wasm_bindgen_test;

/// The value of a field, `undefined` where there is none.
fn field(of: &JsValue, name: &str) -> JsValue {
    Reflect::get(of, &JsValue::from_str(name)).expect("an object")
}

/// What every error of the core has: a name, a stable code, a message, a stack of JavaScript's own.
fn assert_core_error(thrown: &JsValue) {
    let error: &Error = thrown.dyn_ref().expect("a real Error");
    assert_eq!(error.name(), "CoreError");
    let code = field(thrown, "code").as_string().expect("a code");
    assert!(!code.is_empty() && code.chars().all(|c| c.is_ascii_lowercase() || c == '-'), "kebab-case: {code}");
    let message = String::from(error.message());
    assert!(!message.is_empty() && !message.ends_with('.'), "one sentence: {message}");
    assert!(field(thrown, "stack").is_string());
}

#[wasm_bindgen_test]
fn a_bump_branch_is_a_string() {
    assert_eq!(version_first::wasm::bump_branch("v0.2.335").unwrap(), "chore/version-bump-0.2.335");
}

#[wasm_bindgen_test]
fn an_error_is_a_real_error() {
    assert_core_error(&version_first::wasm::bump_branch("no version").unwrap_err());
}
