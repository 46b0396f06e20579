//! Pages of every kind: a document, or a finding of severity error.

#![no_main]

use libfuzzer_sys::fuzz_target;
use specwright::read::Source;
use specwright::render::{Presentation, render};
use specwright::{Input, Recovered};

fuzz_target!(|bytes: &[u8]| {
    let source = Source::from_bytes("page.html", bytes.to_vec());
    let input = Input::new("api", vec![source]);
    let Recovered { document, diagnostics, sources, .. } = specwright::recover(input);
    assert!(document.is_some() || diagnostics.has_errors(), "neither a document nor an error");
    render(&diagnostics, &sources, Presentation::default());
});
