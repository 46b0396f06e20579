//! What writing a package would change, line by line.

use std::io;
use std::path::Path;
use std::time::Duration;

use similar::TextDiff;

use super::changes::{Changes, check_owner, compare};
use super::folder::old;
use super::package::Package;

/// Time to look for the shortest difference of a file; a longer one is given after that.
const TIME: Duration = Duration::from_secs(2);

/// The changes that writing `package` to `folder` would make, and as a unified diff, in which the folder is
/// called `name`. Writes nothing.
///
/// # Errors
///
/// As those of [`write`](super::write) before it begins to write.
pub fn diff(package: &Package, folder: &Path, name: &str) -> io::Result<(Changes, String)> {
    let changes = compare(package, folder)?;
    check_owner(&changes, folder)?;
    let mut text = String::new();
    for path in changes.written.iter().chain(&changes.removed) {
        let before = old(folder, path)?;
        let (before, after) = (before.as_deref().map(String::from_utf8_lossy), package.get(path));
        let header = |side: &str, is_there: bool| match is_there {
            true => format!("{side}/{name}/{path}"),
            false => "/dev/null".to_owned(),
        };
        let (from, to) = (header("a", before.is_some()), header("b", after.is_some()));
        let (before, after) = (before.unwrap_or_default(), after.map_or("", String::as_str));
        let diff = TextDiff::configure().timeout(TIME).diff_lines(before.as_ref(), after);
        text.push_str(&diff.unified_diff().header(&from, &to).to_string());
    }
    Ok((changes, text))
}
