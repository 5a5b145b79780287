//! Texts of others in messages: cut to a length, since they may be of any, and quoted for a shell.

/// At most 80 characters of a text, for a message.
pub(crate) fn shortened(text: &str) -> String {
    to_length(text, 80)
}

/// At most so many characters of a text; where some are left out, a sign of it stands behind them.
pub(crate) fn to_length(text: &str, most: usize) -> String {
    let kept = start(text, most);
    if kept.len() < text.len() { format!("{kept}…") } else { text.to_string() }
}

/// At most so many characters of a text.
pub(crate) fn start(text: &str, most: usize) -> &str {
    let end = text.char_indices().nth(most).map(|(end, _)| end);
    end.and_then(|end| text.get(..end)).unwrap_or(text)
}

/// A text as a shell takes it for one word: a command that people copy runs nothing that somebody put into a name.
pub(crate) fn shell_word(text: &str) -> String {
    let plain = |letter: char| letter.is_alphanumeric() || "@%+=:,./-_".contains(letter);
    match !text.is_empty() && text.chars().all(plain) {
        true => text.to_string(),
        false => format!("'{}'", text.replace('\'', r"'\''")),
    }
}

/// An option with its value, as a shell takes them: whatever a name has in it stays in the one word.
pub(crate) fn option(name: &str, value: &str) -> String {
    format!("--{name} {}", shell_word(value))
}

/// Enough of an object's name to find it by.
pub(crate) fn short_oid(oid: &str) -> &str {
    start(oid, 7)
}
