/// `nextVersion` with these options: what a doctest reads like a call from JavaScript.
pub fn asked(options: &[(&str, &str)]) -> version_first::Result<String> {
    use version_first::{api, strict};
    let fields = options.iter().map(|(name, text)| (name.to_string(), strict::Value::Text(text.to_string())));
    api::next_version(&strict::read("options", strict::Value::Object(fields.collect()))?)
}

/// The bump, or the very version, that these messages ask for, newest first; `options` is JSON without `current`.
#[allow(dead_code)]
pub fn weighed(current: &str, messages: &[&str], options: &str) -> String {
    use version_first::{api, commits::Commit};
    let commit = |(place, message): (usize, &&str)| Commit {
        sha: format!("{place:040x}"),
        message: message.to_string(),
        ..Commit::default()
    };
    let commits: Vec<Commit> = messages.iter().enumerate().map(commit).collect();
    let mut options: serde_json::Value = serde_json::from_str(options).unwrap();
    options["current"] = current.into();
    let decision = api::decide_bump(&commits, &serde_json::from_value(options).unwrap()).unwrap();
    decision.release_as.unwrap_or_else(|| decision.bump.map_or("nothing", |bump| bump.as_str()).to_string())
}
