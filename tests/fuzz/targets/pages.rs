//! Pages of every kind: a document, or a finding of severity error.

#![no_main]

use libfuzzer_sys::fuzz_target;
use specwright::Input;
use specwright::diagnostics::{Diagnostics, Presentation, render};
use specwright::read::Source;

fuzz_target!(|bytes: &[u8]| {
    let source = Source::from_bytes("page.html", bytes.to_vec());
    let mut input = Input::new("api", vec![source]);
    let mut found = Diagnostics::default();
    let document = specwright::recover(&mut input, &mut found);
    assert!(document.is_some() || found.has_errors(), "neither a document nor an error");
    render(&found, &input.sources, Presentation::default());
});
