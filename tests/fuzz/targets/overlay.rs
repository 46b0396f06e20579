//! Overlays, applied to a small document: what is left is a document, and every finding can be shown.

#![no_main]

use libfuzzer_sys::fuzz_target;
use specwright::Input;
use specwright::read::Source;
use specwright::render::{Presentation, render};

const DOCUMENT: &str = include_str!("../../fixtures/shapes/petstore/input.yaml");

fuzz_target!(|bytes: &[u8]| {
    let overlay = Source::from_bytes("overlay.yaml", bytes.to_vec()).overlay();
    let input = Input::new("api", vec![Source::new("openapi.yaml", DOCUMENT), overlay]);
    let recovered = specwright::recover(input);
    render(&recovered.diagnostics, &recovered.sources, Presentation::default());
});
