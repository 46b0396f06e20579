//! Finds the first sentence of a description.

use super::{Block, Inline};

/// Maximum length of a sentence, in characters; a longer one is cut after a word.
const MAX_CHARS: usize = 200;

/// Abbreviations whose dot does not end a sentence.
const ABBREVIATIONS: &[&str] =
    &["e.g", "i.e", "etc", "vs", "cf", "incl", "approx", "resp", "no", "nr", "ca", "max", "min"];

/// Returns the first sentence of the first block that has text.
pub fn first(blocks: &[Block]) -> Vec<Inline> {
    let mut left = MAX_CHARS;
    let mut out = Vec::new();
    cut(text(blocks).unwrap_or_default(), &mut left, &mut out);
    out
}

fn text(blocks: &[Block]) -> Option<Vec<Inline>> {
    blocks.iter().find_map(|block| match block {
        Block::Paragraph(inlines) | Block::Heading(_, inlines) => Some(inlines.clone()),
        Block::Code(code) => {
            let line = code.lines().map(str::trim).find(|line| !line.is_empty())?;
            Some(vec![Inline::Code(line.to_owned())])
        }
        Block::Quote(list) => text(list),
        Block::List(_, items) => items.iter().find_map(|item| text(item)),
        Block::Table(_, rows) => rows.iter().flatten().find(|cell| !cell.is_empty()).cloned(),
        Block::Rule => None,
    })
}

/// Copies inlines up to the end of a sentence, or until `left` characters are copied. Returns whether copying ends
/// here.
fn cut(inlines: Vec<Inline>, left: &mut usize, out: &mut Vec<Inline>) -> bool {
    for inline in inlines {
        let (mut inside, ends) = match inline {
            Inline::Text(text) => {
                let (text, ends) = cut_text(&text, left);
                out.push(Inline::Text(text));
                (Vec::new(), ends)
            }
            Inline::Code(code) => {
                let length = code.chars().count();
                if length > *left && length > MAX_CHARS / 2 {
                    let shown: String = code.chars().take(*left).collect();
                    out.extend([Inline::Code(shown), Inline::Text("…".to_owned())]);
                    return true;
                }
                *left = left.saturating_sub(length);
                out.push(Inline::Code(code));
                (Vec::new(), false)
            }
            Inline::Break => {
                out.push(Inline::Break);
                (Vec::new(), false)
            }
            Inline::Styled(style, content) => {
                let mut inside = Vec::new();
                let ends = cut(content, left, &mut inside);
                (vec![Inline::Styled(style, inside)], ends)
            }
            Inline::Link(url, content) => {
                let mut inside = Vec::new();
                let ends = cut(content, left, &mut inside);
                (vec![Inline::Link(url, inside)], ends)
            }
            // An image is replaced by its alternative text.
            Inline::Image(_, content) => {
                let mut inside = Vec::new();
                let ends = cut(content, left, &mut inside);
                (inside, ends)
            }
        };
        out.append(&mut inside);
        if ends {
            return true;
        }
    }
    false
}

fn cut_text(text: &str, left: &mut usize) -> (String, bool) {
    let mut before = '\0';
    for (count, (at, c)) in text.char_indices().enumerate() {
        if ends_sentence(&text[..at], before, c) {
            return (text[..at].to_owned(), true);
        }
        if count == *left {
            let word = text[..at].rfind(char::is_whitespace).unwrap_or(at);
            return (format!("{}…", text[..word].trim_end()), true);
        }
        before = c;
    }
    *left -= text.chars().count();
    (text.to_owned(), false)
}

/// Whether a sentence ends between `before` and `c`.
fn ends_sentence(text: &str, before: char, c: char) -> bool {
    match before {
        '。' | '！' | '？' => true,
        '!' | '?' => c.is_whitespace(),
        '.' if c.is_whitespace() => {
            let word = text[..text.len() - 1]
                .rsplit(|c: char| c.is_whitespace() || c == '(')
                .next()
                .unwrap_or_default()
                .to_lowercase();
            !ABBREVIATIONS.contains(&word.as_str())
        }
        _ => false,
    }
}
