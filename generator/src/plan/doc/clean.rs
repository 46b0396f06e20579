//! Characters that do not belong into a comment, and how much of a text is used.

/// Maximum length of a text, in characters; a longer one is cut.
const MAX_CHARS: usize = 20_000;

/// Cleans the source text of a description: `\n` becomes the only line end, invisible characters and common indentation
/// are removed. Also returns whether the text was cut.
pub fn source(text: &str) -> (String, bool) {
    let text = text.trim_end();
    let mut kept = String::with_capacity(text.len().min(4 * MAX_CHARS));
    let mut before = None;
    for (count, c) in text.trim_start_matches(['\n', '\r']).chars().enumerate() {
        if count == MAX_CHARS {
            let end = cut_at(&kept);
            kept.truncate(end);
            return (dedent(&kept), true);
        }
        push(&mut kept, c, before);
        before = Some(c);
    }
    (dedent(&kept), false)
}

/// Removes invisible characters from text that was decoded from character references.
pub fn text(text: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut before = None;
    for c in text.chars() {
        push(&mut kept, c, before);
        before = Some(c);
    }
    kept
}

fn push(kept: &mut String, c: char, before: Option<char>) {
    match c {
        '\n' if before == Some('\r') => {}
        '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => kept.push('\n'),
        '\n' | '\t' => kept.push(c),
        // Joiners are part of emoji and of Persian and Indic words, and have no effect elsewhere.
        '\u{200c}' | '\u{200d}' if before.is_some_and(|c| !c.is_ascii()) => kept.push(c),
        c if c.is_control() || is_invisible(c) => {}
        c => kept.push(c),
    }
}

/// Whether a character is invisible: bidirectional controls, zero-width characters, tags, other format characters.
fn is_invisible(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

/// Returns where to cut a text that is too long: after a paragraph, or else a line, or else a word.
fn cut_at(text: &str) -> usize {
    let half = text.len() / 2;
    ["\n\n", "\n", " "]
        .iter()
        .find_map(|end| text.rfind(end).filter(|at| *at > half))
        .unwrap_or(text.len())
}

/// Removes the indentation that all lines share: it comes from the place in the source, and does not mean code.
fn dedent(text: &str) -> String {
    let text = text.trim_end();
    let lines = || text.lines().filter(|line| !line.trim().is_empty());
    let common = lines().map(|line| line.len() - line.trim_start_matches([' ', '\t']).len()).min();
    let Some(common) = common.filter(|common| *common > 0) else { return text.to_owned() };
    let dedented: Vec<&str> = text.lines().map(|line| line.get(common..).unwrap_or("")).collect();
    dedented.join("\n")
}
