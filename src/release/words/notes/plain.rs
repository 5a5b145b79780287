//! What people wrote, as Markdown that shows it and does nothing.
//!
//! By the rules of CommonMark: <https://spec.commonmark.org/0.31.2/>, and what GitHub adds to them.

/// What somebody wrote, as it shows: headings, lists, emphasis, links and HTML do not take effect wherever it stands, also
/// at the beginning of a line, and `@names` call nobody. Code between two single backticks stays code. What would be
/// invisible, or turn the reading direction, is left out.
pub(crate) fn plain(text: &str) -> String {
    let seen = visible(text);
    let mut shown = Shown::default();
    // Four blanks at the beginning of a line would be code, two at its end a break.
    let mut rest = seen.trim();
    while let Some(at) = rest.find('`') {
        let (before, from) = rest.split_at_checked(at).unwrap_or((rest, ""));
        shown.text(before);
        let run = from.len().saturating_sub(from.trim_start_matches('`').len());
        let after = from.get(run..).unwrap_or_default();
        let inside =
            after.split_once('`').filter(|(code, behind)| run == 1 && !code.is_empty() && !behind.starts_with('`'));
        rest = match inside {
            Some((code, behind)) => {
                shown.code(code);
                behind
            }
            None => {
                shown.markdown.push_str(&"\\`".repeat(run));
                after
            }
        };
    }
    shown.text(rest);
    shown.markdown
}

/// Without what nobody sees.
fn visible(text: &str) -> String {
    let mut seen = String::with_capacity(text.len());
    for letter in text.chars() {
        // Joiners and the looks of emoji belong to the letter before them, which no ASCII letter needs.
        let joins = matches!(letter, '\u{200c}' | '\u{200d}' | '\u{fe0e}' | '\u{fe0f}');
        let holds = |before: char| !before.is_ascii() && (!is_hidden(before) || before == '\u{fe0f}');
        let joined = joins && seen.chars().next_back().is_some_and(holds);
        match letter {
            '\t' | '\u{2028}' | '\u{2029}' => seen.push(' '),
            letter if joined || !(letter.is_control() || is_hidden(letter)) => seen.push(letter),
            _ => {}
        }
    }
    seen
}

/// Characters that nobody sees, and those that turn the direction in which others are read: Unicode's
/// `Default_Ignorable_Code_Point` and `Bidi_Control`, and the marks around annotations.
pub(crate) fn is_hidden(letter: char) -> bool {
    matches!(letter,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180b}'..='\u{180f}'
        | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{3164}'
        | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}' | '\u{1bca0}'..='\u{1bca3}'
        | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e0fff}')
}

/// Markdown under way.
#[derive(Default)]
struct Shown {
    markdown: String,
    /// Where code ended.
    code_end: usize,
}

impl Shown {
    fn code(&mut self, code: &str) {
        // Two backticks in a row would begin something else.
        if self.code_end == self.markdown.len() && self.code_end > 0 {
            self.markdown.push(' ');
        }
        self.markdown.push('`');
        self.markdown.push_str(code);
        self.markdown.push('`');
        self.code_end = self.markdown.len();
    }

    fn text(&mut self, text: &str) {
        let mut before = ' ';
        let mut rest = text;
        if self.markdown.is_empty() {
            let (begun, behind) = opening(text);
            self.markdown.push_str(&begun);
            before = begun.chars().next_back().unwrap_or(' ');
            rest = behind;
        }
        while let Some(letter) = rest.chars().next() {
            let after = rest.get(letter.len_utf8()..).unwrap_or_default();
            let next = after.chars().next().unwrap_or(' ');
            // To GitHub every letter but an ASCII one is an end of the word before.
            if letter == '@' && !before.is_ascii_alphanumeric() && next.is_ascii_alphanumeric() {
                let part = |letter: char| letter.is_ascii_alphanumeric() || "@-_/.".contains(letter);
                let name = rest.get(..rest.find(|letter| !part(letter)).unwrap_or(rest.len())).unwrap_or_default();
                let name = name.trim_end_matches('.');
                self.code(name);
                rest = rest.get(name.len()..).unwrap_or_default();
                before = ' ';
                continue;
            }
            match letter {
                '_' if before.is_alphanumeric() && next.is_alphanumeric() => self.markdown.push('_'),
                '<' => self.markdown.push_str("&lt;"),
                '>' => self.markdown.push_str("&gt;"),
                '&' if is_entity(after) => self.markdown.push_str("&amp;"),
                '(' if before == ']' => self.markdown.push_str("\\("),
                '\\' | '*' | '_' | '[' | ']' | '~' | '|' => self.markdown.extend(['\\', letter]),
                letter => self.markdown.push(letter),
            }
            before = letter;
            rest = after;
        }
    }
}

/// Whether `&` before this stands for a letter, as in `&lt;`.
fn is_entity(after: &str) -> bool {
    let rest = after.trim_start_matches(|letter: char| letter.is_ascii_alphanumeric() || letter == '#');
    rest.len() < after.len() && rest.starts_with(';')
}

/// What would open a block at the beginning of a line, as a text that opens none; and what follows it. Two colons there
/// are an order to a runner, should somebody print the notes.
fn opening(text: &str) -> (String, &str) {
    let digits = text.len().saturating_sub(text.trim_start_matches(|letter: char| letter.is_ascii_digit()).len());
    let (number, behind) = text.split_at_checked(digits).unwrap_or((text, ""));
    let marks = behind.trim_start_matches('#');
    let opens = match digits {
        // `#12` is a number, `# 12` a heading.
        0 if marks.len() < behind.len() => marks.is_empty() || marks.starts_with(' '),
        // `:bell:` is a picture's name.
        0 => behind.starts_with(['-', '+', '=']) || behind.starts_with("::") || behind.starts_with(": "),
        _ => behind.starts_with(['.', ')']),
    };
    match behind.chars().next().filter(|_| opens) {
        Some(letter) => (format!("{number}\\{letter}"), behind.get(1..).unwrap_or_default()),
        None => (String::new(), text),
    }
}
