//! Prints inlines.

use super::escape::{begins_block, is_special, list_number, url};
use super::run::plain;
use super::tree::{Inline, Style};

/// Place that inlines are printed in.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Place {
    Paragraph,
    /// In one line.
    Line,
    /// In one line of a table.
    Cell,
}

struct Printer {
    out: String,
    place: Place,
    in_link: bool,
    /// Length of `out` after the last mark that opened emphasis.
    opened: usize,
}

/// Prints a paragraph. Lines have no blanks at their ends.
pub fn paragraph(inlines: &[Inline]) -> String {
    print(inlines, Place::Paragraph)
}

/// Prints inlines in one line.
pub fn line(inlines: &[Inline]) -> String {
    print(inlines, Place::Line)
}

/// Prints inlines in the cell of a table.
pub fn cell(inlines: &[Inline]) -> String {
    print(inlines, Place::Cell)
}

fn print(inlines: &[Inline], place: Place) -> String {
    let mut printer = Printer { out: String::new(), place, in_link: false, opened: usize::MAX };
    printer.inlines(inlines);
    let end = printer.out.trim_end().len();
    printer.out.truncate(end);
    printer.out
}

impl Printer {
    fn inlines(&mut self, inlines: &[Inline]) {
        for (at, inline) in inlines.iter().enumerate() {
            let next = inlines.get(at + 1);
            match inline {
                Inline::Text(text) => self.text(text),
                Inline::Code(code) => self.code(code),
                Inline::Break => self.line_break(),
                Inline::Styled(style, content) => self.styled(*style, content, next),
                Inline::Link(target, content) => self.link(target, content),
                Inline::Image(target, content) => {
                    self.open_bracket("![");
                    self.inlines(content);
                    self.target(target);
                }
            }
        }
    }

    /// The character before the next one; `None` at the start of a line.
    fn before(&self) -> Option<char> {
        self.out.chars().next_back().filter(|c| *c != '\n')
    }

    fn text(&mut self, text: &str) {
        let mut rest = text;
        while let Some(c) = rest.chars().next() {
            let before = self.before();
            if c.is_whitespace() {
                self.blank(c == '\n' && self.place == Place::Paragraph);
                rest = &rest[c.len_utf8()..];
                continue;
            }
            let url = if c == 'h' && !self.in_link { url(rest) } else { 0 };
            if url > 0 {
                self.url(&rest[..url]);
                rest = &rest[url..];
                continue;
            }
            if before.is_none() && self.place != Place::Cell {
                let line = rest.split('\n').next().unwrap_or(rest);
                if let Some(digits) = list_number(line) {
                    self.out.push_str(&line[..digits]);
                    self.out.push('\\');
                    self.out.push_str(&line[digits..=digits]);
                    rest = &rest[digits + 1..];
                    continue;
                }
                if begins_block(line) {
                    self.out.push('\\');
                    self.out.push(c);
                    rest = &rest[c.len_utf8()..];
                    continue;
                }
            }
            if is_special(c, before, rest, self.in_link, self.place == Place::Cell) {
                self.out.push('\\');
            }
            self.out.push(c);
            rest = &rest[c.len_utf8()..];
        }
    }

    /// Prints a blank, unless there is one already, or a line starts or ends here.
    fn blank(&mut self, new_line: bool) {
        if new_line {
            let end = self.out.trim_end_matches(' ').len();
            self.out.truncate(end);
        }
        match self.before() {
            None | Some(' ') => {}
            Some(_) if new_line => self.out.push('\n'),
            Some(_) => self.out.push(' '),
        }
    }

    fn line_break(&mut self) {
        let end = self.out.trim_end().len();
        self.out.truncate(end);
        if self.out.is_empty() {
            return;
        }
        match self.place {
            Place::Paragraph => self.out.push_str("\\\n"),
            Place::Line => self.blank(false),
            Place::Cell => self.out.push_str("<br>"),
        }
    }

    fn url(&mut self, url: &str) {
        if url.contains(['{', '}']) {
            // A URL template cannot be a link.
            self.code(url);
        } else {
            self.out.push('<');
            self.out.push_str(url);
            self.out.push('>');
        }
    }

    fn code(&mut self, code: &str) {
        let code = code.split_whitespace().collect::<Vec<_>>().join(" ");
        let code = if self.place == Place::Cell { code.replace('|', "\\|") } else { code };
        let mark = "`".repeat(longest_run(&code) + 1);
        let pad = if code.starts_with('`') || code.ends_with('`') { " " } else { "" };
        if self.before() == Some('`') {
            // Two adjacent code spans would be read as one.
            self.out.push(' ');
        }
        self.out.push_str(&format!("{mark}{pad}{code}{pad}{mark}"));
    }

    /// Prints emphasis, without its marks if Markdown would not read them as emphasis.
    fn styled(&mut self, style: Style, content: &[Inline], next: Option<&Inline>) {
        let mark = match style {
            Style::Emphasis => "*",
            Style::Strong => "**",
            Style::Strike => "~~",
        };
        let before = self.before();
        let first = first_char(content);
        let is_word = |c: Option<char>| c.is_some_and(|c| !c.is_whitespace() && !is_punctuation(c));
        let opens = !(is_word(before) && first.is_some_and(is_punctuation))
            && (self.opened == self.out.len()
                || !before.is_some_and(|c| mark.starts_with(c) || c == '\\'));
        let after = next.and_then(|next| first_char(std::slice::from_ref(next)));
        let closes = !(is_word(after) && last_char(content).is_some_and(is_punctuation));
        if !opens || !closes {
            self.inlines(content);
            return;
        }
        self.out.push_str(mark);
        self.opened = self.out.len();
        self.inlines(content);
        self.out.push_str(mark);
    }

    fn link(&mut self, target: &str, content: &[Inline]) {
        let text = plain(content);
        let is_bare = text == target || text.trim().is_empty();
        let is_autolink =
            !target.contains(['<', '>', ' ', '\\', '|']) && !target.starts_with("mailto");
        if is_bare
            && is_autolink
            && !content.iter().any(|inline| matches!(inline, Inline::Image(..)))
        {
            self.out.push_str(&format!("<{target}>"));
            return;
        }
        self.open_bracket("[");
        let outer = std::mem::replace(&mut self.in_link, true);
        self.inlines(content);
        self.in_link = outer;
        self.target(target);
    }

    fn open_bracket(&mut self, bracket: &str) {
        // A `!` before a link would turn it into an image.
        if self.before() == Some('!') {
            self.out.pop();
            self.out.push_str("\\!");
        }
        self.out.push_str(bracket);
    }

    fn target(&mut self, target: &str) {
        self.out.push_str("](");
        for (at, c) in target.char_indices() {
            match c {
                '<' | '>' | '(' | ')' | '\\' | '`' | '|' | '"' => {
                    self.out.push_str(&format!("%{:02X}", c as u32));
                }
                '&' if super::escape::reference(&target[at..]) > 0 => self.out.push_str("&amp;"),
                c if c.is_whitespace() => self.out.push_str("%20"),
                c => self.out.push(c),
            }
        }
        self.out.push(')');
    }
}

/// Returns the length of the longest run of backticks.
pub fn longest_run(code: &str) -> usize {
    code.split(|c| c != '`').map(str::len).max().unwrap_or(0)
}

fn is_punctuation(c: char) -> bool {
    // CommonMark counts symbols as punctuation.
    !c.is_alphanumeric() && !c.is_whitespace()
}

fn first_char(inlines: &[Inline]) -> Option<char> {
    match inlines.first()? {
        Inline::Text(text) => text.chars().next(),
        Inline::Code(_) => Some('`'),
        Inline::Break => Some('\n'),
        Inline::Styled(_, content) => first_char(content),
        Inline::Link(..) | Inline::Image(..) => Some('['),
    }
}

fn last_char(inlines: &[Inline]) -> Option<char> {
    match inlines.last()? {
        Inline::Text(text) => text.chars().next_back(),
        Inline::Code(_) => Some('`'),
        Inline::Break => Some('\n'),
        Inline::Styled(_, content) => last_char(content),
        Inline::Link(..) | Inline::Image(..) => Some(')'),
    }
}
