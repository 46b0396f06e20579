//! Real documents and other tools' test documents: all that are valid are read.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::fs;

use serde_json::Value;
use specwright::diagnostics::Diagnostics;
use specwright::read::{Files, gather};
use specwright::{Input, Options};
use specwright_tests::fixtures;

#[test]
#[ignore = "reads ../shared, which is no part of the repository"]
fn valid_documents_are_read() {
    let corpus = fixtures::shared().join("corpus");
    let text = fs::read_to_string(corpus.join("validity.json")).unwrap();
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
