//! As much of a programming language as it takes to know what is code and what is only text: comments, strings, words
//! and signs. Made for files that are read for one assignment; what the language would refuse is passed over.

use std::ops::Range;

/// What tells one language from another here.
pub(in crate::manifest) struct Syntax {
    /// What begins a comment that ends with its line.
    pub comment: &'static str,
    /// What a longer comment stands between.
    pub block: Option<(&'static str, &'static str)>,
    /// Strings; longer quotes first.
    pub strings: &'static [Quote],
    /// What begins code within a string.
    pub computed: &'static [&'static str],
    /// `<<~TEXT`, `=begin` and `__END__`.
    pub ruby: bool,
    /// Words may have dots and dashes in them.
    pub wide: bool,
}

pub(in crate::manifest) struct Quote {
    pub open: &'static str,
    pub close: &'static str,
    /// Whether a backslash protects what follows.
    pub escapes: bool,
    /// Whether it may go on in the next line.
    pub lines: bool,
}

impl Quote {
    pub const fn short(quote: &'static str) -> Self {
        Self { open: quote, close: quote, escapes: true, lines: false }
    }

    pub const fn long(quote: &'static str) -> Self {
        Self { open: quote, close: quote, escapes: true, lines: true }
    }

    pub const fn raw(open: &'static str, close: &'static str) -> Self {
        Self { open, close, escapes: false, lines: true }
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::manifest) enum Token<'a> {
    /// A line ends here.
    End,
    /// A name or number, with the bytes it stands on.
    Word(&'a str, Range<usize>),
    /// A string that says what it spells: the bytes between its quotes.
    Text(Range<usize>),
    /// A string with escapes or code in it.
    Computed,
    Sign(char),
}

impl<'a> Token<'a> {
    pub fn word(&self) -> Option<&'a str> {
        match self {
            Self::Word(word, _) => Some(word),
            _ => None,
        }
    }

    pub fn is(&self, word: &str) -> bool {
        self.word() == Some(word)
    }

    pub fn is_sign(&self, sign: char) -> bool {
        *self == Self::Sign(sign)
    }

    /// Whether a statement ends here.
    pub fn ends(&self) -> bool {
        matches!(self, Self::End | Self::Sign(';' | '}' | ')' | ',' | ']'))
    }
}

/// The tokens of a text, one `End` at the end of it all.
pub(in crate::manifest) fn tokens<'a>(text: &'a str, syntax: &Syntax) -> Vec<Token<'a>> {
    let mut reader = Reader { text, at: 0, syntax, heredocs: Vec::new() };
    let mut tokens = Vec::new();
    while let Some(token) = reader.next() {
        tokens.push(token);
    }
    tokens.push(Token::End);
    tokens
}

struct Reader<'a, 's> {
    text: &'a str,
    at: usize,
    syntax: &'s Syntax,
    /// Words that end the texts which begin on the next line.
    heredocs: Vec<&'a str>,
}

impl<'a> Reader<'a, '_> {
    fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn skip(&mut self, count: usize) {
        self.at = self.at.saturating_add(count);
    }

    /// To the end of the line, which stays.
    fn skip_line(&mut self) {
        let rest = self.rest();
        // Much of a program are comments.
        let end = rest.bytes().position(|letter| matches!(letter, b'\n' | b'\r'));
        self.skip(end.unwrap_or(rest.len()));
    }

    fn next(&mut self) -> Option<Token<'a>> {
        loop {
            let rest = self.rest();
            let first = rest.chars().next()?;
            if first == '\n' || first == '\r' {
                self.skip(if rest.starts_with("\r\n") { 2 } else { 1 });
                self.line_begins();
                return Some(Token::End);
            }
            if self.at == 0 {
                self.line_begins();
                if self.at > 0 {
                    continue;
                }
            }
            if first.is_whitespace() {
                self.skip(first.len_utf8());
            } else if let Some((open, close)) = self.syntax.block
                && let Some(inside) = rest.strip_prefix(open)
            {
                let end = if open == "#[" { nested(inside) } else { inside.find(close) };
                let length = end.map_or(inside.len(), |end| end.saturating_add(close.len()));
                self.skip(open.len().saturating_add(length));
            } else if rest.starts_with(self.syntax.comment) {
                self.skip_line();
            } else if let Some(quote) = self.syntax.strings.iter().find(|quote| rest.starts_with(quote.open)) {
                return Some(self.string(quote));
            } else if self.is_word(first) {
                let length = rest.find(|letter| !self.is_word(letter)).unwrap_or(rest.len());
                let range = self.at..self.at.saturating_add(length);
                self.skip(length);
                return Some(Token::Word(rest.get(..length).unwrap_or_default(), range));
            } else {
                if self.syntax.ruby && rest.starts_with("<<") {
                    self.heredoc(rest);
                }
                self.skip(first.len_utf8());
                return Some(Token::Sign(first));
            }
        }
    }

    fn is_word(&self, letter: char) -> bool {
        letter.is_alphanumeric()
            || letter == '_'
            || (self.syntax.wide && matches!(letter, '.' | '-' | '+' | '$' | '{' | '}' | '/' | ':' | '@'))
    }

    fn string(&mut self, quote: &Quote) -> Token<'a> {
        self.skip(quote.open.len());
        let start = self.at;
        let mut computed = false;
        loop {
            let rest = self.rest();
            let Some(first) = rest.chars().next() else { return Token::Computed };
            if rest.starts_with(quote.close) {
                let range = start..self.at;
                self.skip(quote.close.len());
                return if computed { Token::Computed } else { Token::Text(range) };
            }
            if matches!(first, '\n' | '\r') && !quote.lines {
                return Token::Computed;
            }
            if quote.escapes && first == '\\' {
                computed = true;
                self.skip(1);
                let protected = self.rest().chars().next();
                self.skip(protected.map_or(0, char::len_utf8));
                continue;
            }
            computed |= quote.escapes && self.syntax.computed.iter().any(|begin| rest.starts_with(begin));
            self.skip(first.len_utf8());
        }
    }

    /// `<<~TEXT`, `<<-'TEXT'`: remembers what will end it.
    fn heredoc(&mut self, rest: &'a str) {
        let word = rest.strip_prefix("<<").unwrap_or_default();
        let word = word.strip_prefix(['~', '-']).unwrap_or(word);
        let word = word.strip_prefix(['"', '\'']).unwrap_or(word);
        let end = word.find(|letter: char| !letter.is_ascii_alphanumeric() && letter != '_').unwrap_or(word.len());
        let word = word.get(..end).unwrap_or_default();
        if word.starts_with(|first: char| first.is_ascii_uppercase()) {
            self.heredocs.push(word);
        }
    }

    /// Passes what begins with a line and is no code.
    fn line_begins(&mut self) {
        if !self.syntax.ruby {
            return;
        }
        let waiting = std::mem::take(&mut self.heredocs);
        for word in waiting {
            self.skip_lines_until(|line| line.trim() == word);
        }
        if self.rest().starts_with("=begin") {
            self.skip_lines_until(|line| line.starts_with("=end"));
        } else if self
            .rest()
            .strip_prefix("__END__")
            .is_some_and(|rest| rest.is_empty() || rest.starts_with(['\n', '\r']))
        {
            self.at = self.text.len();
        }
    }

    fn skip_lines_until(&mut self, last: impl Fn(&str) -> bool) {
        loop {
            let start = self.at;
            self.skip_line();
            let line = self.text.get(start..self.at).unwrap_or_default();
            let rest = self.rest();
            if rest.is_empty() {
                return;
            }
            if last(line) {
                return;
            }
            self.skip(if rest.starts_with("\r\n") { 2 } else { 1 });
        }
    }
}

/// Where a comment of Nim ends, in which others may begin and end.
fn nested(inside: &str) -> Option<usize> {
    let (mut depth, mut from) = (1_usize, 0_usize);
    for (at, sign) in inside.match_indices(['#', ']']) {
        let pair = inside.as_bytes().get(at.saturating_add(1));
        let step = match (sign, pair) {
            _ if at < from => continue,
            ("#", Some(b'[')) => depth.saturating_add(1),
            ("]", Some(b'#')) => depth.saturating_sub(1),
            _ => continue,
        };
        if step == 0 {
            return Some(at);
        }
        (depth, from) = (step, at.saturating_add(2));
    }
    None
}
