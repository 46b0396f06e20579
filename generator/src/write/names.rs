//! The file that remembers names.

use std::fs;
use std::io;
use std::path::Path;

use similar::TextDiff;

/// Writes the text of a lock, unless the file has it already. Returns whether the file changed. The file is replaced as a
/// whole.
///
/// # Errors
///
/// If the file cannot be written.
pub fn write_lock(path: &Path, text: &str) -> io::Result<bool> {
    if fs::read_to_string(path).is_ok_and(|old| old == text) {
        return Ok(false);
    }
    let staged = path.with_extension("lock.new");
    fs::write(&staged, text)?;
    fs::rename(&staged, path).inspect_err(|_| drop(fs::remove_file(&staged)))?;
    Ok(true)
}

/// Returns the change that writing the text of a lock would make, as a diff; empty if there is none. `name` is the
/// name of the file in it.
///
/// # Errors
///
/// If the file is there and cannot be read.
pub fn diff_lock(path: &Path, text: &str, name: &str) -> io::Result<String> {
    let old = match fs::read_to_string(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => None,
        old => Some(old?),
    };
    if old.as_deref() == Some(text) {
        return Ok(String::new());
    }
    let from = if old.is_some() { format!("a/{name}") } else { "/dev/null".to_owned() };
    let old = old.unwrap_or_default();
    let diff = TextDiff::from_lines(old.as_str(), text);
    Ok(diff.unified_diff().header(&from, &format!("b/{name}")).to_string())
}
