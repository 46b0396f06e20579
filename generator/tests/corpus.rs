//! Real documents and other tools' test documents: all that are valid are read.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;
use specwright::diagnostics::Diagnostics;
use specwright::read::{Files, gather};
use specwright::{Input, Options};

/// The folder of shared documents, which is not part of the project.
fn shared() -> PathBuf {
    let beside = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared");
    std::env::var_os("SPECWRIGHT_SHARED").map_or_else(beside, PathBuf::from)
}

#[test]
fn valid_documents_are_read() {
    let corpus = shared().join("corpus");
    let Ok(text) = fs::read_to_string(corpus.join("validity.json")) else {
        println!("skipped: ../shared is absent");
        return;
    };
    let validity: Value = serde_json::from_str(&text).unwrap();
    let mut read = 0;
    for (document, facts) in validity.as_object().unwrap() {
        let paths = [corpus.join(document)];
        let files =
            Files { paths: &paths, overlays: &[], options: None, root: None, base: &corpus };
        let (sources, _) = gather(&files).unwrap();
        let (name, options) = ("api".to_owned(), Options::default());
        let mut input = Input { options, ..Input::new(name, sources) };
        let mut diagnostics = Diagnostics::default();
        let tree = specwright::recover(&mut input, &mut diagnostics);
        if facts["verdict"] != "may_reject" {
            assert!(tree.is_some() && !diagnostics.has_errors(), "{document}: {diagnostics:?}");
            read += 1;
        }
    }
    assert!(read > 300, "{read}");
}
