//! As much of Python's grammar as it takes to know what is code and what is only text: strings, comments, brackets
//! and logical lines. It never fails: what Python would refuse is passed over.

use std::ops::Range;

/// A piece of code at the top of a file's nesting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::manifest) enum Token<'a> {
    /// A logical line begins; `top`: without indentation.
    Line {
        top: bool,
    },
    Name(&'a str),
    /// What begins with a digit.
    Number(Range<usize>),
    Dot,
    /// A plain string literal: the bytes between its quotes.
    Text(Range<usize>),
    Assign,
    /// `=` in brackets: a named argument.
    Equals,
    /// A comma in brackets.
    Comma,
    Colon,
    Semicolon,
    Open,
    Close,
    /// Anything else, such as an operator, or a string that is bytes or computed.
    Other,
}

/// The tokens of a text.
pub(in crate::manifest) struct Tokens<'a> {
    text: &'a str,
    at: usize,
    /// Open brackets.
    depth: usize,
    fresh: bool,
}

impl<'a> Tokens<'a> {
    pub fn new(text: &'a str) -> Self {
        Self { text, at: 0, depth: 0, fresh: true }
    }

    /// How many brackets are open after the last token.
    pub fn depth(&self) -> usize {
        self.depth
    }

    fn ahead(&self, distance: usize) -> Option<u8> {
        self.text.as_bytes().get(self.at.saturating_add(distance)).copied()
    }

    fn skip(&mut self, count: usize) {
        self.at = self.at.saturating_add(count);
    }

    fn skip_while(&mut self, wanted: impl Fn(u8) -> bool) {
        while self.ahead(0).is_some_and(&wanted) {
            self.skip(1);
        }
    }

    /// Passes blanks, comments, continued lines and, inside brackets, line ends.
    fn skip_blanks(&mut self) {
        loop {
            match (self.ahead(0), self.ahead(1)) {
                (Some(b' ' | b'\t' | b'\x0c'), _) => self.skip(1),
                (Some(b'\r' | b'\n'), _) if self.depth > 0 => self.skip(1),
                (Some(b'#'), _) => self.skip_while(|byte| byte != b'\r' && byte != b'\n'),
                (Some(b'\\'), Some(b'\r')) if self.ahead(2) == Some(b'\n') => self.skip(3),
                (Some(b'\\'), Some(b'\r' | b'\n')) => self.skip(2),
                _ => return,
            }
        }
    }

    /// The beginning of a logical line: its indentation. Lines with nothing on them are passed over.
    fn line(&mut self) -> Token<'a> {
        loop {
            let mut top = true;
            while let Some(blank @ (b' ' | b'\t' | b'\x0c')) = self.ahead(0) {
                // A form feed sets the column back to the left.
                top = blank == b'\x0c';
                self.skip(1);
            }
            let code = !matches!(self.ahead(0), Some(b'#' | b'\r' | b'\n'));
            self.skip_blanks();
            match self.ahead(0) {
                Some(b'\r' | b'\n') if !code => self.skip(1),
                _ => return Token::Line { top },
            }
        }
    }

    /// A name, or a string with a prefix.
    fn word(&mut self) -> Token<'a> {
        let start = self.at;
        self.skip_while(|byte| byte.is_ascii_alphanumeric() || byte == b'_' || byte >= 0x80);
        let word = self.text.get(start..self.at).unwrap_or_default();
        if word.starts_with(|first: char| first.is_ascii_digit()) {
            return Token::Number(start..self.at);
        }
        if word.len() > 2 || !matches!(self.ahead(0), Some(b'"' | b'\'')) {
            return Token::Name(word);
        }
        match word.to_ascii_lowercase().as_str() {
            "r" | "u" => self.string(),
            "b" | "br" | "rb" => {
                self.string();
                Token::Other
            }
            "f" | "t" | "fr" | "rf" | "tr" | "rt" => {
                self.formatted();
                Token::Other
            }
            _ => Token::Name(word),
        }
    }

    /// The quotes that begin here, and how many of them.
    fn quotes(&mut self) -> (u8, usize) {
        let quote = self.ahead(0).unwrap_or_default();
        let count = if self.ahead(1) == Some(quote) && self.ahead(2) == Some(quote) { 3 } else { 1 };
        self.skip(count);
        (quote, count)
    }

    /// Whether a string with these quotes ends here.
    fn closes(&self, (quote, count): (u8, usize)) -> bool {
        (0..count).all(|distance| self.ahead(distance) == Some(quote))
    }

    /// A string without code in it.
    fn string(&mut self) -> Token<'a> {
        let quotes = self.quotes();
        let start = self.at;
        loop {
            match self.ahead(0) {
                Some(_) if self.closes(quotes) => {
                    let end = self.at;
                    self.skip(quotes.1);
                    return Token::Text(start..end);
                }
                // Python stops here with an error.
                None => return Token::Other,
                Some(b'\r' | b'\n') if quotes.1 == 1 => return Token::Other,
                Some(b'\\') => self.escape(),
                Some(_) => self.skip(1),
            }
        }
    }

    /// A backslash and what it protects.
    fn escape(&mut self) {
        let crlf = self.ahead(1) == Some(b'\r') && self.ahead(2) == Some(b'\n');
        self.skip(if crlf { 3 } else { 2 });
    }

    /// An f-string. In its braces there is code again, with strings that may use the same quotes.
    fn formatted(&mut self) {
        let mut open = vec![Part::Text(self.quotes())];
        while let (Some(part), Some(byte)) = (open.last().copied(), self.ahead(0)) {
            match (part, byte) {
                (Part::Text(quotes), _) if self.closes(quotes) => {
                    self.skip(quotes.1);
                    open.pop();
                }
                (Part::Text((_, 1)), b'\r' | b'\n') => {
                    open.pop();
                }
                (Part::Text(_), b'\\') if self.ahead(1) == Some(b'N') && self.ahead(2) == Some(b'{') => self.skip(3),
                (Part::Text(_), b'\\') if !matches!(self.ahead(1), Some(b'{' | b'}')) => self.escape(),
                (Part::Text(_), b'{') if self.ahead(1) == Some(b'{') => self.skip(2),
                (Part::Text(_) | Part::Format, b'{') => {
                    self.skip(1);
                    open.push(Part::Code(0));
                }
                (Part::Text(_), _) => self.skip(1),
                (Part::Code(0), b'}') => {
                    self.skip(1);
                    open.pop();
                }
                (Part::Format, b'}') => {
                    self.skip(1);
                    open.pop();
                }
                (Part::Format, _) => self.skip(1),
                (Part::Code(0), b':') => {
                    self.skip(1);
                    open.pop();
                    open.push(Part::Format);
                }
                (Part::Code(_), b'"' | b'\'') => {
                    self.string();
                }
                (Part::Code(_), b'#') => self.skip_while(|byte| byte != b'\r' && byte != b'\n'),
                (Part::Code(depth), b'(' | b'[' | b'{' | b')' | b']' | b'}') => {
                    self.skip(1);
                    open.pop();
                    let opens = matches!(byte, b'(' | b'[' | b'{');
                    open.push(Part::Code(if opens { depth.saturating_add(1) } else { depth.saturating_sub(1) }));
                }
                (Part::Code(_), b'a'..=b'z' | b'A'..=b'Z' | b'_') => match self.prefix() {
                    // A string inside, formatted itself: deeper by one.
                    Some(true) => {
                        let quotes = self.quotes();
                        open.push(Part::Text(quotes));
                    }
                    Some(false) => {
                        self.string();
                    }
                    None => {}
                },
                (Part::Code(_), _) => self.skip(1),
            }
        }
    }

    /// Passes a name; where it is a string's prefix, says whether that string is formatted.
    fn prefix(&mut self) -> Option<bool> {
        let start = self.at;
        self.skip_while(|byte| byte.is_ascii_alphanumeric() || byte == b'_' || byte >= 0x80);
        let word = self.text.get(start..self.at).unwrap_or_default();
        if word.len() > 2 || !matches!(self.ahead(0), Some(b'"' | b'\'')) {
            return None;
        }
        let word = word.to_ascii_lowercase();
        Some(word.contains(['f', 't']))
    }
}

/// Where in an f-string we are.
#[derive(Clone, Copy)]
enum Part {
    /// Literal text between these quotes.
    Text((u8, usize)),
    /// An expression, with this many brackets open.
    Code(usize),
    /// What follows the colon of an expression.
    Format,
}

impl<'a> Iterator for Tokens<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        if self.fresh {
            self.fresh = false;
            return Some(self.line());
        }
        self.skip_blanks();
        let byte = self.ahead(0)?;
        let next = self.ahead(1);
        let (token, length) = match byte {
            b'\r' | b'\n' => {
                self.skip(1);
                return Some(self.line());
            }
            b'"' | b'\'' => return Some(self.string()),
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'_' | 0x80.. => return Some(self.word()),
            b'(' | b'[' | b'{' => {
                self.depth = self.depth.saturating_add(1);
                (if byte == b'(' { Token::Open } else { Token::Other }, 1)
            }
            b')' | b']' | b'}' => {
                self.depth = self.depth.saturating_sub(1);
                (if byte == b')' { Token::Close } else { Token::Other }, 1)
            }
            // Two-byte operators that end in `=` assign nothing we look for.
            b'=' | b'!' | b'<' | b'>' | b'+' | b'-' | b'*' | b'/' | b'%' | b'&' | b'|' | b'^' | b'@' | b':'
                if next == Some(b'=') =>
            {
                (Token::Other, 2)
            }
            b'=' if self.depth == 0 => (Token::Assign, 1),
            b'=' => (Token::Equals, 1),
            b'.' => (Token::Dot, 1),
            b',' if self.depth > 0 => (Token::Comma, 1),
            b':' if self.depth == 0 => (Token::Colon, 1),
            b';' if self.depth == 0 => (Token::Semicolon, 1),
            _ => (Token::Other, 1),
        };
        self.skip(length);
        Some(token)
    }
}
