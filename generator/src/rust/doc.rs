//! Documentation comments.

/// Lines of a documentation comment. They have no characters that rustc refuses in comments: control characters, and
/// characters that change the direction of text.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Docs(Vec<String>);

impl Docs {
    /// Creates a comment of one line.
    pub fn line(text: impl Into<String>) -> Self {
        let mut docs = Self::default();
        docs.push(text);
        docs
    }

    /// Adds a line.
    pub fn push(&mut self, line: impl Into<String>) {
        let line = line.into();
        let turns = |c| matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
        let is_refused = |c: char| c.is_control() || turns(c);
        self.0.push(match line.contains(is_refused) {
            true => line.replace(is_refused, " "),
            false => line,
        });
    }

    /// Starts a paragraph: adds an empty line, unless there is no line yet.
    pub fn paragraph(&mut self) {
        if !self.is_empty() {
            self.push("");
        }
    }

    /// Returns the lines.
    pub fn lines(&self) -> &[String] {
        &self.0
    }

    /// Whether there are no lines.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl<T: Into<String>> Extend<T> for Docs {
    fn extend<I: IntoIterator<Item = T>>(&mut self, lines: I) {
        lines.into_iter().for_each(|line| self.push(line));
    }
}

impl<T: Into<String>> FromIterator<T> for Docs {
    fn from_iter<I: IntoIterator<Item = T>>(lines: I) -> Self {
        let mut docs = Self::default();
        docs.extend(lines);
        docs
    }
}

impl IntoIterator for Docs {
    type Item = String;
    type IntoIter = std::vec::IntoIter<String>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_stay_lines() {
        let mut docs = Docs::default();
        docs.paragraph();
        docs.push("a\nb\u{202e}c");
        docs.paragraph();
        docs.extend(["größe"]);
        assert_eq!(docs.lines(), ["a b c", "", "größe"]);
    }
}
