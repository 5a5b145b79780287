//! Plain data as JavaScript has it, taken in with all its fields.

use js_sys::{Array, Object, Symbol};
use version_first::Error;
use version_first::strict::{Value, not_data};
use wasm_bindgen::{JsCast, JsValue};

/// How deep a value may nest: nothing of ours goes deeper than eight, and a stack that overflows would take the whole instance
/// with it.
const DEPTH: usize = 32;

/// A value; `what` names it in the error. Codes: `invalid-input`.
pub(super) fn taken(what: &str, value: &JsValue) -> Result<Value, Error> {
    let mut too_deep = false;
    within(value, DEPTH, &mut too_deep).ok_or_else(|| not_data(what, too_deep))
}

/// `None`: it is no plain data, or nests deeper than there is room.
fn within(value: &JsValue, room: usize, too_deep: &mut bool) -> Option<Value> {
    if value.is_null() || value.is_undefined() {
        return Some(Value::Null);
    }
    if let Some(yes) = value.as_bool() {
        return Some(Value::Bool(yes));
    }
    if let Some(number) = value.as_f64() {
        return Some(Value::Number(number));
    }
    if let Some(text) = value.as_string() {
        return Some(Value::Text(text));
    }
    if value.is_bigint() {
        return i64::try_from(value.clone()).ok().map(|number| Value::Number(number as f64));
    }
    let is_list = Array::is_array(value);
    // What else can be gone through is a set, a map or bytes.
    let is_plain =
        value.is_object() && !Symbol::iterator().js_in(value) && !value.is_instance_of::<js_sys::ArrayBuffer>();
    if !(is_list || is_plain) {
        return None;
    }
    let Some(room) = room.checked_sub(1) else {
        *too_deep = true;
        return None;
    };
    if is_list {
        let items = value.unchecked_ref::<Array>().iter();
        return items.map(|item| within(&item, room, too_deep)).collect::<Option<_>>().map(Value::List);
    }
    let field = |pair: JsValue| {
        let pair: Array = pair.unchecked_into();
        Some((pair.get(0).as_string()?, within(&pair.get(1), room, too_deep)?))
    };
    Object::entries(value.unchecked_ref()).iter().map(field).collect::<Option<_>>().map(Value::Object)
}
