/// `nextVersion` with these options: what a doctest reads like a call from JavaScript.
pub fn asked(options: &[(&str, &str)]) -> version_first::Result<String> {
    use version_first::{api, strict};
    let fields = options.iter().map(|(name, text)| (name.to_string(), strict::Value::Text(text.to_string())));
    api::next_version(&strict::read("options", strict::Value::Object(fields.collect()))?)
}
