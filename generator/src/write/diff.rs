//! Changes that writing a package would make, as a diff.

use std::io;
use std::path::Path;
use std::time::Duration;

use similar::TextDiff;

use super::changes::{Changes, check_owner, compare};
use super::folder::old;
use super::package::Package;

/// Time limit of the search for the shortest diff of a file; after it, a longer diff is used.
const TIME: Duration = Duration::from_secs(2);

/// Finds the changes that writing `package` to `folder` would make, and formats them as a unified diff, in which the
/// folder is named `name`. Writes nothing.
///
/// # Errors
///
/// The errors that [`write`](super::write) reports before it writes anything.
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
