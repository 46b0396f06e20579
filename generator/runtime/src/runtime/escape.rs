//! Texts from elsewhere, as messages show them.

use std::fmt;

/// Collapses white space to single spaces, and escapes control characters and characters that change the text
/// direction.
pub fn one_line(text: &str) -> String {
    let mut line = String::new();
    for word in text.split_whitespace() {
        if !line.is_empty() {
            line.push(' ');
        }
        for c in word.chars() {
            let directs = matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
            if c.is_control() || directs {
                line.extend(c.escape_default());
            } else {
                line.push(c);
            }
        }
    }
    line
}

/// Shows an error's causes, each behind a colon.
pub fn causes(
    mut cause: Option<&(dyn std::error::Error + 'static)>,
    formatter: &mut fmt::Formatter<'_>,
) -> fmt::Result {
    while let Some(error) = cause {
        write!(formatter, ": {}", one_line(&error.to_string()))?;
        cause = error.source();
    }
    Ok(())
}
