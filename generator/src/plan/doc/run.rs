//! Runs of inlines: splits them into paragraphs, trims them, extracts their text.

use super::Inline;

/// Splits inlines into paragraphs at double line breaks.
pub fn paragraphs(inlines: Vec<Inline>) -> Vec<Vec<Inline>> {
    let mut paragraphs = vec![Vec::new()];
    let mut breaks = 0;
    for inline in inlines {
        let blank = matches!(&inline, Inline::Text(text) if text.trim().is_empty());
        match (inline, paragraphs.last_mut()) {
            (Inline::Break, _) => breaks += 1,
            (inline, Some(last)) if breaks == 0 => last.push(inline),
            _ if blank => {}
            (inline, Some(last)) if breaks == 1 => {
                breaks = 0;
                last.extend([Inline::Break, inline]);
            }
            (inline, _) => {
                breaks = 0;
                paragraphs.push(vec![inline]);
            }
        }
    }
    paragraphs.iter_mut().for_each(trim);
    paragraphs.retain(|paragraph| !paragraph.is_empty());
    paragraphs
}

/// Removes blanks and breaks at both ends.
pub fn trim(inlines: &mut Vec<Inline>) {
    while inlines.last().is_some_and(is_blank) {
        inlines.pop();
    }
    if let Some(Inline::Text(text)) = inlines.last_mut() {
        text.truncate(text.trim_end().len());
    }
    let blank = inlines.iter().take_while(|inline| is_blank(inline)).count();
    inlines.drain(..blank);
    if let Some(Inline::Text(text)) = inlines.first_mut() {
        *text = text.trim_start().to_owned();
    }
}

fn is_blank(inline: &Inline) -> bool {
    match inline {
        Inline::Break => true,
        Inline::Text(text) => text.trim().is_empty(),
        _ => false,
    }
}

/// Whether an inline begins or ends with a blank.
pub fn edge(inline: Option<&Inline>, first: bool) -> bool {
    match inline {
        Some(Inline::Break) => true,
        Some(Inline::Text(text)) if first => text.starts_with(char::is_whitespace),
        Some(Inline::Text(text)) => text.ends_with(char::is_whitespace),
        _ => false,
    }
}

/// Returns the plain text of inlines.
pub fn plain(inlines: &[Inline]) -> String {
    let mut out = String::new();
    for inline in inlines {
        match inline {
            Inline::Text(text) | Inline::Code(text) => out.push_str(text),
            Inline::Break => out.push('\n'),
            Inline::Styled(_, content) | Inline::Link(_, content) | Inline::Image(_, content) => {
                out.push_str(&plain(content));
            }
        }
    }
    out
}
