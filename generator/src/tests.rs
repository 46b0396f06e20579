//! What the tests of several modules share.

use std::path::{Path, PathBuf};

/// The folder of documents and pages that is no part of the repository. Tests that read it are `#[ignore]`d, and
/// `.ci/run` runs them where it is.
pub fn shared() -> PathBuf {
    let beside = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared");
    let shared = std::env::var_os("SPECWRIGHT_SHARED").map_or_else(beside, PathBuf::from);
    assert!(shared.is_dir(), "there is no folder {}", shared.display());
    shared
}
