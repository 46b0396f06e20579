//! Findings, fixes and new names are about the node that the document has, wherever rewriting moved it.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use specwright::fix::{Fix, Fixes};
use specwright::read::Source;
use specwright::{Generated, Input, Options};

/// The first parameter has no name and is left out, so that the second one moves to its place.
const DOCUMENT: &str = "
openapi: 3.0.3
info: { title: T, version: '1' }
paths:
  /a:
    get:
      operationId: get
      parameters: [{in: query, schema: {type: string}}, {name: a, in: query, schema: {type: foo}}]
      responses: { '204': { description: d } }
";

fn generate(options: &str, overlay: Option<String>) -> Generated {
    let mut sources = vec![Source::new("t.yaml", DOCUMENT)];
    sources.extend(overlay.map(|text| {
        let head = "overlay: 1.1.0\ninfo: {title: t, version: '1'}\nactions:\n";
        Source::new("fix.yaml", format!("{head}{text}")).overlay()
    }));
    let options = Options::parse(options).unwrap();
    let input = Input::new("api", sources).with_options(options);
    specwright::generate(input, None)
}

/// The codes and places of the findings about parameters.
fn found(generated: &Generated) -> Vec<(&'static str, String)> {
    let list = generated.diagnostics.list.iter();
    let places = list.map(|found| (found.code().id(), found.origin.clone().unwrap().pointer));
    places.filter(|(_, pointer)| pointer.contains("parameters")).collect()
}

#[test]
fn parameters_behind_one_that_is_left_out() {
    let generated = generate("", None);
    let parameter = |index: usize| format!("/paths/~1a/get/parameters/{index}");
    let nameless = ("SW0010", parameter(0));
    let untyped = ("SW0020", parameter(1) + "/schema");
    assert_eq!(found(&generated), [nameless.clone(), untyped.clone()]);
    // Each is mended by an action that leaves the other as it is.
    let fixes = Fixes::new(&generated.sources);
    for (code, left) in [("SW0010", untyped), ("SW0020", nameless)] {
        let finding = generated.diagnostics.list.iter().find(|found| found.code().id() == code);
        let Some(Fix::Overlay(actions)) = fixes.of(finding.unwrap()) else { panic!("{code}") };
        assert_eq!(found(&generate("", Some(actions))), [left], "{code}");
    }
    let renamed = format!("[rename]\n'{}' = 'renamed'\n", parameter(1));
    let generated = generate(&renamed, None);
    let package = specwright::stand_alone(&generated).unwrap();
    assert!(package["src/operations/a.rs"].contains("fn renamed("));
    assert!(generated.diagnostics.list.iter().all(|found| found.code().id() != "SW0055"));
}
