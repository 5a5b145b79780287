//! The boundary to JavaScript; this crate alone knows it. Everything in and out is plain data; every failure is a real
//! `Error` with `name: "CoreError"`, `code`, `message`, and a place where there is one.
//!
//! Two modules are built of it: the whole core, and a small one (without the feature `whole`) for who only asks about
//! versions and names.

#![cfg(target_arch = "wasm32")]
#![deny(clippy::disallowed_methods, clippy::disallowed_types)]

#[cfg(feature = "whole")]
mod held;
mod pure;
mod taken;
#[cfg(feature = "whole")]
mod whole;

use js_sys::{Object, Reflect};
use serde::{Deserialize, Serialize};
use wasm_bindgen::prelude::*;

use version_first::Error;
use version_first::strict;
use version_first::strict::Value;

pub use pure::*;
#[cfg(feature = "whole")]
pub use whole::*;

type Answer = Result<JsValue, JsValue>;

fn read<T: for<'de> Deserialize<'de>>(what: &str, value: JsValue) -> Result<T, JsValue> {
    strict::read(what, plain(what, &value)?).map_err(|error| throw(&error))
}

/// What is handed in, as plain data. One copy is enough for all types that are read of it.
#[inline(never)]
fn plain(what: &str, value: &JsValue) -> Result<Value, JsValue> {
    let value = with_texts(taken::taken(what, value).map_err(|error| throw(&error))?);
    make_room(value.size());
    Ok(value)
}

/// A text, which may be large: taken as it is. (A parameter of that type would trap where another comes.)
fn text(what: &str, value: &JsValue) -> Result<String, JsValue> {
    value
        .as_string()
        .or_else(|| kept(value))
        .ok_or_else(|| throw(&Error::new("invalid-input", format!("`{what}`: expected a string"))))
}

/// The texts that are kept, in place of their handles; the small module keeps none.
fn with_texts(value: Value) -> Value {
    #[cfg(feature = "whole")]
    let value = held::resolved(value);
    value
}

fn kept(value: &JsValue) -> Option<String> {
    if let Value::Text(text) = with_texts(taken::taken("", value).ok()?) { Some(text) } else { None }
}

/// From this size of input on, room is made for what is made of it.
const MUCH: usize = 1 << 18;
/// Parsed, an input may take so many times its size.
const TIMES: usize = 64;
/// The most room that is made at once.
const MOST_ROOM: usize = 1 << 29;

/// Grows the memory in one go, as far as it can be. Asked for piece by piece it takes a millisecond each time, which for
/// a large file comes to seconds. What is not used stays untouched.
fn make_room(size: usize) {
    if size < MUCH {
        return;
    }
    let mut room: Vec<u8> = Vec::new();
    if room.try_reserve_exact(size.saturating_mul(TIMES).min(MOST_ROOM)).is_ok() {
        drop(std::hint::black_box(room));
    }
}

/// Options may be left out altogether.
fn or_default<T: for<'de> Deserialize<'de> + Default>(what: &str, value: JsValue) -> Result<T, JsValue> {
    read::<Option<T>>(what, value).map(Option::unwrap_or_default)
}

fn answer<T: Serialize>(result: version_first::Result<T>) -> Answer {
    match result {
        Ok(value) => give(&value),
        Err(error) => Err(throw(&error)),
    }
}

fn give<T: Serialize>(value: &T) -> Answer {
    value
        .serialize(&serde_wasm_bindgen::Serializer::json_compatible())
        .map_err(|fault| throw(&Error::new("internal", fault.to_string())))
}

/// The failure as JavaScript knows failures.
fn throw(error: &Error) -> JsValue {
    let thrown = js_sys::Error::new(&error.message);
    thrown.set_name("CoreError");
    let object: &Object = thrown.as_ref();
    let fields = error.serialize(&serde_wasm_bindgen::Serializer::json_compatible()).unwrap_or_default();
    for field in ["code", "path", "line", "column", "nextSteps"] {
        let key = JsValue::from_str(field);
        if let Ok(value) = Reflect::get(&fields, &key)
            && !value.is_undefined()
        {
            // Setting a plain property on a fresh error cannot fail.
            let _ = Reflect::set(object, &key, &value);
        }
    }
    thrown.into()
}
