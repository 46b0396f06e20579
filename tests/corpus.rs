//! Real documents and other tools' test documents: all that are valid are read.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::fs;

use serde_json::Value;
use specwright::inputs::Files;
use specwright::{Input, Options, Recovered};
use specwright_tests::fixtures;

#[test]
#[ignore = "reads ../shared, which is no part of the repository"]
fn valid_documents_are_read() {
    let corpus = fixtures::shared().join("corpus");
    let text = fs::read_to_string(corpus.join("validity.json")).unwrap();
    let validity: Value = serde_json::from_str(&text).unwrap();
    let mut read = 0;
    for (document, facts) in validity.as_object().unwrap() {
        let mut files = Files::new([corpus.join(document)]);
        files.base.clone_from(&corpus);
        let input = Input::read("api", &files).unwrap().with_options(Options::default());
        let Recovered { document: tree, diagnostics, .. } = specwright::recover(input);
        if facts["verdict"] != "may_reject" {
            assert!(tree.is_some() && !diagnostics.has_errors(), "{document}: {diagnostics:?}");
            read += 1;
        }
    }
    assert!(read > 300, "{read}");
}
