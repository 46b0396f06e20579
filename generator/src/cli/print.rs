//! Standard output and standard error.

use std::io::{self, Write};

/// Prints to standard output. A closed pipe is not an error.
pub fn out(text: &str) {
    let _ = io::stdout().write_all(text.as_bytes());
}

/// Prints to standard error.
pub fn err(text: &str) {
    let _ = io::stderr().write_all(text.as_bytes());
}
