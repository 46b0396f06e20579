//! Files to trees: text format by content, limits on size and depth.

pub mod position;
mod tree;

pub use tree::parse;

use crate::diagnostics::{Diagnostics, Origin};

/// The largest input accepted, in bytes.
pub const MAX_BYTES: usize = 256 << 20;

/// A file of the input.
#[derive(Debug, Clone)]
pub struct Source {
    /// Its name as the user gave it, for messages.
    pub name: String,
    /// Its text, without a byte order mark.
    pub text: String,
}

impl Source {
    /// Takes the bytes of a file as text. What cannot be text is reported as `SW0001`, and the source
    /// is then empty.
    pub fn from_bytes(
        name: &str,
        bytes: Vec<u8>,
        file: usize,
        diagnostics: &mut Diagnostics,
    ) -> Self {
        let origin = Origin { file, ..Origin::default() };
        let mut text = String::new();
        if bytes.len() > MAX_BYTES {
            let size = bytes.len() >> 20;
            diagnostics.report(
                "SW0001",
                &origin,
                format!("`{name}` has {size} MiB, more than 256 MiB"),
            );
        } else {
            match String::from_utf8(bytes) {
                Ok(decoded) if decoded.contains('\0') => {
                    diagnostics.report("SW0001", &origin, format!("`{name}` is a binary file"));
                }
                Ok(decoded) if decoded.trim().is_empty() => {
                    diagnostics.report("SW0001", &origin, format!("`{name}` is empty"));
                }
                Ok(decoded) => {
                    text = decoded.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(decoded);
                }
                Err(error) => diagnostics.report(
                    "SW0001",
                    &origin,
                    format!("`{name}` is not UTF-8 text: {}", error.utf8_error()),
                ),
            }
        }
        Self { name: name.to_owned(), text }
    }

    /// JSON or YAML, judged by the first character.
    pub fn syntax(&self) -> position::Syntax {
        match self.text.trim_start().as_bytes().first() {
            Some(b'{' | b'[') => position::Syntax::Json,
            _ => position::Syntax::Yaml,
        }
    }
}
