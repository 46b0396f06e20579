//! Options, overlays and filters on the whole way from a source to the generator.

use std::fs;
use std::path::Path;

use specwright::coverage::{Kind, State};
use specwright::read::Source;
use specwright::{Input, Options};

fn input(source: Source, overlay: &str, options: Options) -> Input {
    let overlay = Source::new("o.yaml", overlay).overlay();
    Input::new("api", vec![source, overlay]).with_options(options)
}

#[test]
fn overlays_come_before_options_and_filters() {
    let document = "
openapi: 3.0.3
info: { title: T, version: '1' }
paths:
  /a: { get: { operationId: a, responses: {} } }
  /b: { get: { operationId: b, responses: {} } }
";
    let overlay = "
overlay: 1.0.0
info: { title: O, version: 1.0 }
actions:
  - target: $.paths['/b'].get
    update: { tags: [wanted], parameters: [{ in: query, name: q, schema: { minLength: x } }] }
  - target: $.servers
    update: { url: 'https://b.example' }
";
    let source = Source::new("d.yaml", document);
    let options = "base-url = 'https://a.example'\n[include]\ntags = ['wanted']\n";
    let options = Options::parse(options).unwrap();
    let generated = specwright::generate(input(source, overlay, options), None);
    assert_eq!(generated.coverage.count(Kind::Operation, State::Typed), 1);
    let found: Vec<_> = generated
        .diagnostics
        .list
        .iter()
        .map(|d| (d.code().id(), d.origin.as_ref().map(|o| (o.file, o.pointer.as_str()))))
        .collect();
    assert_eq!(
        found,
        [
            ("SW0052", Some((1, "/actions/1/target"))),
            ("SW0013", Some((1, "/actions/0/update/parameters/0/schema/minLength"))),
        ]
    );
}

#[test]
fn overlays_change_recovered_pages() {
    let page =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../specs/twilio_sip/CreateSipDomain.html");
    let source = Source::new("p.html", fs::read_to_string(page).unwrap());
    let overlay = "
overlay: 1.1.0
info: { title: O, version: 1.0 }
actions:
  - target: $.paths.*.post.operationId
    update: renamed
";
    let recovered = specwright::recover(input(source, overlay, Options::default()));
    assert!(!recovered.diagnostics.has_errors(), "{:?}", recovered.diagnostics);
    let tree = recovered.document.unwrap();
    let item = tree["paths"].as_object().unwrap().values().next().unwrap();
    assert_eq!(item["post"]["operationId"], "renamed");
}
