//! Documents to printed crates: every file that is printed is Rust.

#![no_main]

use libfuzzer_sys::fuzz_target;
use specwright::Input;
use specwright::read::Source;
use specwright::render::{Presentation, render};

fuzz_target!(|bytes: &[u8]| {
    let source = Source::from_bytes("openapi.yaml", bytes.to_vec());
    let input = Input::new("api", vec![source]);
    let generated = specwright::generate(input, None);
    render(&generated.diagnostics, &generated.sources, Presentation::default());
    let package = specwright::stand_alone(&generated);
    assert!(
        package.is_some() || generated.diagnostics.has_errors(),
        "neither a crate nor an error"
    );
    for (path, text) in package.iter().flatten().filter(|(path, _)| path.ends_with(".rs")) {
        let file = syn::parse_file(text).unwrap_or_else(|error| panic!("{path}: {error}\n{text}"));
        // What cannot be printed is printed as an error of the compiler.
        let is_error = |item: &syn::Item| matches!(item, syn::Item::Macro(item) if item.mac.path.is_ident("compile_error"));
        assert!(!file.items.iter().any(is_error), "{path}: {text}");
    }
});
