//! Texts that are kept on this side, so that a program hands each over once however many calls speak of it: a lock file has
//! megabytes, and a look asks about it five times. This is the one thing that outlives a call, and it changes no answer: a
//! handle stands for its text and nothing else.
//!
//! A handle is a number that the program chooses and never uses twice, so one from before a restart means nothing.

use std::cell::RefCell;

use version_first::strict::Value;

/// The one field of what stands for a text that is kept.
const HELD: &str = "held";

thread_local! {
    static TEXTS: RefCell<Vec<(u32, String)>> = const { RefCell::new(Vec::new()) };
}

/// Keeps a text.
pub(super) fn hold(handle: u32, text: String) {
    TEXTS.with_borrow_mut(|texts| texts.push((handle, text)));
}

/// Keeps none any more.
pub(super) fn release() {
    TEXTS.with_borrow_mut(Vec::clear);
}

/// With the texts in place of their handles. A handle that means nothing stays, and is no text to whoever reads it.
pub(super) fn resolved(value: Value) -> Value {
    TEXTS.with_borrow(|texts| if texts.is_empty() { value } else { resolve(value, texts) })
}

fn resolve(value: Value, texts: &[(u32, String)]) -> Value {
    match value {
        Value::List(items) => Value::List(items.into_iter().map(|item| resolve(item, texts)).collect()),
        Value::Object(fields) => match meant(&fields).and_then(|handle| texts.iter().find(|(one, _)| *one == handle)) {
            Some((_, text)) => Value::Text(text.clone()),
            None => Value::Object(fields.into_iter().map(|(name, value)| (name, resolve(value, texts))).collect()),
        },
        other => other,
    }
}

/// The handle that an object is.
fn meant(fields: &[(String, Value)]) -> Option<u32> {
    match fields {
        [(name, Value::Number(number))] if name == HELD && (0.0..=f64::from(u32::MAX)).contains(number) => {
            Some(*number as u32)
        }
        _ => None,
    }
}
