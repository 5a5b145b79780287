use serde_json::Value;
use version_first::strict;

/// What the boundary takes in of a value.
pub fn taken(value: Value) -> strict::Value {
    match value {
        Value::Null => strict::Value::Null,
        Value::Bool(yes) => strict::Value::Bool(yes),
        Value::Number(number) => strict::Value::Number(number.as_f64().unwrap()),
        Value::String(text) => strict::Value::Text(text),
        Value::Array(items) => strict::Value::List(items.into_iter().map(taken).collect()),
        Value::Object(fields) => {
            strict::Value::Object(fields.into_iter().map(|(name, value)| (name, taken(value))).collect())
        }
    }
}
