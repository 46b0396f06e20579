//! Everything that is generated compiles: without a warning, and without running what a document says.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::path::Path;

use specwright::{Generated, Input};
use specwright_tests::cargo::Project;
use specwright_tests::{fixtures, hell};

const PACKAGE: &str = "generated";

fn scratch() -> &'static Path {
    Path::new(env!("CARGO_TARGET_TMPDIR"))
}

fn generate(input: &Input) -> Generated {
    let generated = specwright::generate(input, Some(PACKAGE));
    assert!(
        !generated.diagnostics.has_errors(),
        "{}: {:#?}",
        input.name,
        generated.diagnostics.list
    );
    generated
}

/// Whether an input is about descriptions, not names.
fn is_text(input: &Input) -> bool {
    input.name.starts_with("text_")
}

/// Inputs as modules of one crate.
fn together(name: &str, inputs: &[Input]) -> Project {
    let generated = inputs.iter().map(generate).collect();
    let package = specwright::together(PACKAGE, generated, "cargo test");
    Project::new(scratch(), name, &package)
}

fn compiles(name: &str, inputs: &[Input]) {
    let project = together(name, inputs);
    project.cargo(&["check"]);
    project.cargo(&["check", "--features", "blocking"]);
    let names: Vec<&str> = inputs.iter().map(|input| input.name.as_str()).collect();
    project.cargo(&["check", "--no-default-features", "--features", &names.join(",")]);
    project.cargo(&["doc", "--no-deps"]);
    project.cargo(&["test", "--doc"]);
}

/// All fixtures and the document of hard names.
#[test]
fn fixtures_compile() {
    let mut inputs = fixtures::all();
    inputs.retain(|input| !is_text(input));
    inputs.push(fixtures::of_text("hell", hell::document()));
    compiles("fixtures", &inputs);
}

/// Descriptions that are Rust, Markdown and HTML at their worst.
#[test]
#[ignore = "code fences of tildes are still run"]
fn hostile_text_compiles() {
    let mut inputs = fixtures::all();
    inputs.retain(is_text);
    compiles("text", &inputs);
}
