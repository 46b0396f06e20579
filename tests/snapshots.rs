//! Whole generated files, without the runtime. After a change that is meant, run with `INSTA_UPDATE=always`
//! and read the difference.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use specwright::stand_alone;
use specwright::write::MANIFEST;
use specwright_tests::fixtures::{self, root};

fn check(input: &specwright::Input) {
    let generated = specwright::generate(input.clone(), None);
    let mut text = String::new();
    for found in &generated.diagnostics.list {
        text.push_str(&format!("{} {}\n", found.code().id(), found.message()));
    }
    for (path, content) in stand_alone(&generated).unwrap() {
        if path != MANIFEST && !path.starts_with("src/runtime/") {
            text.push_str(&format!("==== {path}\n{content}"));
        }
    }
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("snapshots");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!(input.name.as_str(), text));
}

#[test]
fn fixtures_are_generated_as_they_were() {
    for input in fixtures::all() {
        // What becomes of descriptions has tests of its own.
        if !input.name.starts_with("text_") {
            check(&input);
        }
    }
}

#[test]
fn twilio_sip_is_generated_as_it_was() {
    check(&fixtures::of_path("twilio_sip", &root().join("specs/twilio_sip")));
}
