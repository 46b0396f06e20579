//! Documents to printed crates: every file that is printed is Rust.

#![no_main]

use libfuzzer_sys::fuzz_target;
use specwright::Input;
use specwright::diagnostics::{Presentation, render};
use specwright::read::Source;

fuzz_target!(|bytes: &[u8]| {
    let source = Source::from_bytes("openapi.yaml", bytes.to_vec());
    let input = Input::new("api", vec![source]);
    let generated = specwright::generate(input, None);
    render(&generated.diagnostics, &generated.sources, Presentation::default());
    let package = specwright::stand_alone(&generated);
    assert!(package.is_some() || generated.diagnostics.has_errors(), "neither a crate nor an error");
    for (path, text) in package.iter().flatten().filter(|(path, _)| path.ends_with(".rs")) {
        if let Err(error) = syn::parse_file(text) {
            panic!("{path}: {error}\n{text}");
        }
        assert!(!text.contains("compile_error!"), "{path}: {text}");
    }
});
