//! Everything that is generated compiles: without a warning, and without running what a document says.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::path::Path;

use specwright::coverage::{Kind, State};
use specwright::{Generated, Input, Options};
use specwright_tests::cargo::Project;
use specwright_tests::{fixtures, hell};

const PACKAGE: &str = "generated";

fn scratch() -> &'static Path {
    Path::new(env!("CARGO_TARGET_TMPDIR"))
}

fn generate(input: &Input) -> Generated {
    let generated = specwright::generate(&mut input.clone(), Some(PACKAGE));
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
    inputs.push(fixtures::of_text("chain", chain(200)));
    compiles("fixtures", &inputs);
}

/// A document whose response holds a type that holds another one, and so on.
fn chain(length: usize) -> String {
    let mut schemas = String::new();
    for n in 0..length {
        let next = (n + 1) % length;
        schemas.push_str(&format!(
            "    Link{n}: {{ type: object, properties: {{ next: {{ $ref: '#/components/schemas/Link{next}' }} }} }}\n"
        ));
    }
    let content = "application/json: { schema: { $ref: '#/components/schemas/Link0' } }";
    format!(
        "openapi: 3.0.3\ninfo: {{ title: Chain, version: '1' }}\npaths:\n  /chain: {{ get: {{ operationId: chain, \
         responses: {{ '200': {{ description: d, content: {{ {content} }} }} }} }} }}\ncomponents:\n  schemas:\n{schemas}"
    )
}

/// Descriptions that are Rust, Markdown and HTML at their worst.
#[test]
fn hostile_text_compiles() {
    let mut inputs = fixtures::all();
    inputs.retain(is_text);
    compiles("text", &inputs);
}

/// Documents and pages of real products: no operation is left out, and all compiles.
#[test]
fn real_documents_compile() {
    let Some(shared) = fixtures::shared() else { return };
    let pages = shared.join("pages");
    let mut paths = vec![("seed".to_owned(), pages.join("seed"))];
    for product in std::fs::read_dir(pages.join("rev3")).unwrap().map(|entry| entry.unwrap().path())
    {
        let name = product.file_name().unwrap().to_string_lossy().replace('-', "_");
        paths.push((format!("pages_{name}"), product));
    }
    for name in ["twilio", "Openai"] {
        paths.push((name.to_lowercase(), pages.join(format!("specs/{name}.yaml"))));
    }
    paths.sort();
    let mut inputs = Vec::new();
    for (name, path) in paths {
        inputs.push(fixtures::of_path(&name, &path));
    }
    for input in &inputs {
        let generated = generate(input);
        let count = |state| generated.coverage.count(Kind::Operation, state);
        assert_eq!(count(State::Skipped), 0, "{}", input.name);
        assert!(count(State::Typed) + count(State::Raw) > 0, "{}", input.name);
    }
    together("real", &inputs).cargo(&["check"]);
}

/// Names of APIs that are no Rust names, or those of other modules of the crate; among them a document
/// without operations.
#[test]
fn api_names_compile() {
    let schema = "{ type: object, properties: { at: { type: string, format: date-time } } }";
    let head = "openapi: 3.0.3\ninfo: { title: Names, version: '1' }\n";
    let components = format!("components: {{ schemas: {{ Event: {schema} }} }}\n");
    let content = "{ application/json: { schema: { $ref: '#/components/schemas/Event' } } }";
    let get = format!(
        "{{ operationId: read, responses: {{ '200': {{ description: d, content: {content} }} }} }}"
    );
    let client = format!("{head}paths: {{ /events: {{ get: {get} }} }}\n{components}");
    let mut inputs: Vec<Input> = ["my-api", "runtime", "type", "2fa", "default", "url", "Big API"]
        .iter()
        .map(|name| fixtures::of_text(name, client.as_str()))
        .collect();
    inputs.push(fixtures::of_text("types-only", format!("{head}{components}")));
    let project = together("api_names", &inputs);
    project.cargo(&["check"]);
    let features = "my_api,runtime_api,types_only";
    project.cargo(&["check", "--no-default-features", "--features", features]);
}

/// Every choice of the option `datetime` compiles.
#[test]
fn datetime_choices_compile() {
    for choice in ["chrono", "jiff", "time", "string"] {
        let options = Options::parse(&format!("datetime = '{choice}'\n")).unwrap();
        let mut inputs = fixtures::all();
        inputs.retain(|input| !is_text(input));
        inputs.iter_mut().for_each(|input| input.options = options.clone());
        together(&format!("datetime_{choice}"), &inputs).cargo(&["check"]);
    }
}
