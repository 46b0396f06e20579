//! Everything that is generated compiles: without a warning, and without running what a document says.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::collections::HashSet;
use std::fmt::Write;
use std::path::Path;

use specwright::coverage::{Kind, State};
use specwright::{Generated, Input, Options};
use specwright_tests::cargo::Project;
use specwright_tests::groups::{self, Group};
use specwright_tests::{fixtures, hell};

const PACKAGE: &str = "generated";

fn scratch() -> &'static Path {
    Path::new(env!("CARGO_TARGET_TMPDIR"))
}

fn generate(input: &Input) -> Generated {
    let generated = specwright::generate(input.clone(), Some(PACKAGE));
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
    project.is_formatted();
    project.cargo(&["clippy"]);
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

/// Types that hold each other deeply need no `recursion_limit`, neither in their crate nor in one that sends responses
/// between threads.
#[test]
fn deep_types_move_between_threads() {
    let reference = |n: usize| format!("{{ $ref: '#/components/schemas/Link{n}' }}");
    let list = |n: usize| format!("{{ type: array, items: {} }}", reference(n));
    let map = |n: usize| format!("{{ type: object, additionalProperties: {} }}", reference(n));
    let chains: [(&str, &dyn Fn(usize) -> String); 5] = [
        ("circle", &|n| reference((n + 1) % LINKS)),
        ("circle_of_lists", &|n| list((n + 1) % LINKS)),
        ("values", &|n| if n + 1 < LINKS { reference(n + 1) } else { "{}".to_owned() }),
        ("lists", &|n| if n + 1 < LINKS { list(n + 1) } else { "{}".to_owned() }),
        ("maps", &|n| if n + 1 < LINKS { map(n + 1) } else { "{}".to_owned() }),
    ];
    let inputs: Vec<Input> =
        chains.iter().map(|(name, next)| fixtures::of_text(name, chain(next))).collect();
    let project = together("deep", &inputs);
    let mut program = "fn sent<T: Send>(value: T) { drop(value); }\n".to_owned();
    for (name, _) in chains {
        let client = format!("generated::{name}::Client");
        program.push_str(&format!(
            "#[test] fn {name}() {{ let client = {client}::builder().build().unwrap(); \
             sent(async move {{ let link = client.chain().await.unwrap(); std::future::ready(()).await; drop(link) }}); }}\n"
        ));
    }
    project.add("tests/threads.rs", &program);
    project.cargo(&["check", "--tests"]);
}

/// Number of types in a chain.
const LINKS: usize = 200;

/// A document whose response holds a type that holds another one, and so on; `next` returns the schema of the member
/// that leads on from a type.
fn chain(next: &dyn Fn(usize) -> String) -> String {
    let mut schemas = String::new();
    for n in 0..LINKS {
        let next = next(n);
        schemas.push_str(&format!(
            "    Link{n}: {{ type: object, properties: {{ next: {next} }} }}\n"
        ));
    }
    let content = "application/json: { schema: { $ref: '#/components/schemas/Link0' } }";
    format!(
        "openapi: 3.0.3\ninfo: {{ title: Chain, version: '1' }}\nservers: [{{ url: 'https://example.com' }}]\npaths:\n  \
         /chain: {{ get: {{ operationId: chain, responses: {{ '200': {{ description: d, content: {{ {content} }} }} }} }} }}\n\
         components:\n  schemas:\n{schemas}"
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
#[ignore = "reads ../shared, which is no part of the repository"]
fn real_documents_compile() {
    let pages = fixtures::shared().join("pages");
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
    let mut inputs: Vec<Input> =
        ["my-api", "runtime", "type", "2fa", "2checkout", "größe", "default", "url", "Big API"]
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

/// Crates of one API, the groups of which may be features, are as clean as those of several.
#[test]
fn single_apis_compile() {
    for (name, options) in [
        ("shapes_petstore", "tag-features = false\n"),
        ("text_hostile", "tag-features = true\nmethod-groups = true\n"),
    ] {
        let options = Options::parse(options).unwrap();
        let mut input = fixtures::all().into_iter().find(|input| input.name == name).unwrap();
        input.options = options;
        let generated = specwright::generate(input, None);
        let package = specwright::stand_alone(&generated).unwrap();
        let project = Project::new(scratch(), &format!("single_{name}"), &package);
        project.is_formatted();
        project.cargo(&["clippy", "--all-features"]);
        project.cargo(&["doc", "--no-deps", "--all-features"]);
    }
}

/// Tags whose names mean something in Rust, in Cargo or in the generated crate, that differ in case alone, or that
/// are not ASCII.
const HARD: &[Group] = &[
    Group::new("self", "self_", 30),
    Group::new("Self", "self_", 2),
    Group::new("crate", "crate_", 4),
    Group::new("super", "super_", 4),
    Group::new("type", "type_", 4),
    Group::new("main", "main_", 4),
    Group::new("core", "core", 4),
    Group::new("std", "std", 4),
    Group::new("Std", "std", 2),
    Group::new("default", "default_group", 4),
    Group::new("reqwest", "reqwest_group", 4),
    Group::new("blocking", "blocking_group", 4),
    Group::new("full", "full_group", 4),
    Group::new("shared", "shared", 20),
    Group::new("runtime", "runtime", 4),
    Group::new("operations", "operations_", 4),
    Group::new("client", "client", 4),
    Group::new("Gr\u{f6}\u{df}e", "gr_e", 4),
    Group::new("\u{65e5}\u{672c}", "value", 4),
    Group::new("2fa", "v2fa", 4),
    Group::new("a/b", "a_b", 4),
];

/// Groups so large that they lie in several modules, and groups with the names of such modules, as in GitHub's API.
const SPLIT: &[Group] = &[
    Group::new("repos", "repos", 40),
    Group::new("repos/hooks", "repos_hooks", 4),
    Group::new("Repos Pulls", "repos_pulls", 30),
    Group::new("orgs", "orgs", 30),
    Group::new("orgs hooks", "orgs_hooks", 20),
];

/// Groups whose names hold the names of others and look like parts of them, with a prefix each, as in Mist's API.
const PREFIXED: &[Group] = &[
    Group::new("Counter", "counter", 30),
    Group::new("Counter Party", "counter_party", 30),
    Group::new("Counter Part2", "counter_part2", 4),
    Group::new("Self Account", "self_account", 30),
    Group::new("Self", "self_", 30),
];

/// Methods in groups whose names mean something in Rust.
#[test]
fn groups_of_methods_compile() {
    let mut input = fixtures::of_text("methods", groups::document(HARD, &[]));
    input.options.method_groups = true;
    let generated = specwright::generate(input, None);
    let package = specwright::stand_alone(&generated).unwrap();
    let project = Project::new(scratch(), "groups_of_methods", &package);
    project.cargo(&["clippy", "--all-features"]);
}

/// Every group of operations alone: with the operations that it has, and no other.
#[test]
fn groups_compile_alone() {
    for (name, groups, segments, some) in [
        ("hard", HARD, &[][..], &["self_", "crate_", "core", "std", "shared", "full_group"][..]),
        (
            "split",
            SPLIT,
            &["hooks", "pulls", "branches"],
            &["repos", "repos_hooks", "repos_pulls", "orgs"],
        ),
        ("prefixed", PREFIXED, &[], &["counter", "counter_party", "counter_part2", "self_"]),
    ] {
        let operations = groups::operations(groups);
        assert!(operations.len() > 100, "{name}");
        let input = fixtures::of_text(name, groups::document(groups, segments));
        let generated = specwright::generate(input, None);
        let package = specwright::stand_alone(&generated).unwrap();
        let manifest: toml::Table = package["Cargo.toml"].parse().unwrap();
        let mut features: Vec<&str> = groups.iter().map(|group| group.feature).collect();
        let mut known = HashSet::new();
        features.retain(|feature| known.insert(*feature));
        let full = manifest["features"]["full"].as_array().unwrap();
        assert_eq!(full.iter().filter_map(|one| one.as_str()).collect::<Vec<_>>(), features);
        let project = Project::new(scratch(), &format!("groups_{name}"), &package);
        let mut calls = format!("fn main() {{\n    let _ = |_client: &{name}::Client| {{\n");
        for (feature, id) in operations {
            writeln!(
                calls,
                "        #[cfg(feature = \"{feature}\")]\n        drop(_client.{id}());"
            )
            .unwrap();
        }
        project.add("examples/calls.rs", &(calls + "    };\n}\n"));
        for feature in some {
            let command = ["check", "--example", "calls", "--no-default-features"];
            project.cargo(&[&command[..], &["--features", feature]].concat());
        }
    }
}
