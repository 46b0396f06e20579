//! Bytes to trees: whatever a file holds is a tree or a finding, and every finding has a line and a column.

#![no_main]

use libfuzzer_sys::fuzz_target;
use specwright::diagnostics::Diagnostics;
use specwright::read::Source;
use specwright::render::{Presentation, render, render_json};

fuzz_target!(|bytes: &[u8]| {
    let source = Source::from_bytes("input.yaml", bytes.to_vec());
    let mut found = Diagnostics::default();
    source.report(0, &mut found);
    assert!(source.tree().is_some() || !found.list.is_empty(), "neither a tree nor a finding");
    let sources = [source];
    render(&found, &sources, Presentation::default());
    for line in render_json(&found, &sources).lines() {
        assert!(line.contains("\"line\":"), "a finding without a line: {line}");
    }
});
