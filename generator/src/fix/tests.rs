use serde_json::Value;

use super::*;
use crate::Input;

/// A document, the code of a finding about it, and the fix that is offered.
const CASES: &[(&str, &str, &str)] = &[
    (
        "openapi: 3.0.3
paths:
  /pets/{petId}/it's:
    get: {parameters: [{name: petId, in: path, required: true, schema: {type: string}}], responses: {}}
",
        "SW0023",
        r"- target: $['paths']['/pets/{petId}/it\'s']['get']
  update:
    operationId: getPetsByPetIdItS
",
    ),
    (
        "openapi: 3.0.3
paths:
  /pets/{petId}:
    get: {operationId: a, responses: {}}
",
        "SW0024",
        "- target: $['paths']['/pets/{petId}']['get']
  update:
    parameters:
    - name: petId
      in: path
      required: true
      schema:
        type: string
",
    ),
    (
        "swagger: '2.0'
paths:
  /pets/{petId}:
    get: {operationId: a, responses: {}}
",
        "SW0024",
        "- target: $['paths']['/pets/{petId}']['get']
  update:
    parameters:
    - name: petId
      in: path
      required: true
      type: string
",
    ),
    (
        "openapi: 3.0.3
paths:
  /pets:
    get:
      operationId: a
      responses: {'200': {description: d, content: {application/json: {schema: {$ref: '#/components/schemas/Pst'}}}}}
components: {schemas: {Pets: {type: object}}}
",
        "SW0011",
        "- target: $['paths']['/pets']['get']['responses']['200']['content']['application/json']['schema']
  update:
    $ref: '#/components/schemas/Pets'
",
    ),
    (
        "openapi: 3.0.3
paths:
  /pets:
    get:
      operationId: a
      responses: {'200': {description: d, content: {application/json: {schema: {$ref: '#/components/schemas/Pet'}}}}}
",
        "SW0011",
        "- target: $
  update:
    components:
      schemas:
        Pet:
          type: object
",
    ),
    (
        "swagger: '2.0'
paths:
  /pets:
    get:
      operationId: a
      responses: {'200': {description: d, schema: {$ref: '#/definitions/Pet'}}}
",
        "SW0011",
        "- target: $
  update:
    definitions:
      Pet:
        type: object
",
    ),
    (
        "openapi: 3.0.3
paths:
  /pets:
    get:
      operationId: a
      responses: {'200': {description: d, content: {application/json: {schema: {$ref: '#/components/schemas/A'}}}}}
components: {schemas: {A: {$ref: '#/components/schemas/B'}, B: {$ref: '#/components/schemas/A'}}}
",
        "SW0012",
        "- target: $['components']['schemas']['B']['$ref']
  remove: true
- target: $['components']['schemas']['B']
  update:
    type: object
",
    ),
    (
        "openapi: 3.0.3
paths:
  /pets:
    get:
      operationId: a
      parameters: [{name: b, in: query, required: 'yes', schema: {type: string}}]
      responses: {}
",
        "SW0013",
        "- target: $['paths']['/pets']['get']['parameters'][0]
  update:
    required: true
",
    ),
    (
        "openapi: 3.0.3
paths:
  /pets:
    get:
      operationId: a
      tags: pets
      responses: {}
",
        "SW0013",
        "- target: $['paths']['/pets']['get']['tags']
  remove: true
- target: $['paths']['/pets']['get']
  update:
    tags:
    - pets
",
    ),
    (
        "openapi: 3.0.3
paths:
  /pets:
    get:
      operationId: a
      parameters: [{name: b, in: query, style: matrix, schema: {type: date}}]
      responses: {}
",
        "SW0013",
        "- target: $['paths']['/pets']['get']['parameters'][0]['style']
  remove: true
- target: $['paths']['/pets']['get']['parameters'][0]['schema']
  update:
    type: string
    format: date
",
    ),
    (
        "openapi: 3.0.3
paths:
  /pets:
    get:
      operationId: a
      responses: {'200': {description: d, content: {application/json: {schema: {$ref: '#/components/responses/R'}}}}}
components: {responses: {R: {description: d}}}
",
        "SW0016",
        "- target: $['paths']['/pets']['get']['responses']['200']['content']['application/json']['schema']
  remove: true
",
    ),
    (
        "openapi: 3.0.3
paths:
  /pets:
    get:
      operationId: a
      parameters: [{name: b, in: query, schema: {type: pet}}]
      responses: {}
",
        "SW0020",
        "- target: $['paths']['/pets']['get']['parameters'][0]['schema']
  update:
    type: string
",
    ),
    (
        "openapi: 3.0.3
paths:
  /pets:
    post:
      operationId: a
      requestBody: {content: {text/plain: {schema: {type: string}}, application/json: {schema: {type: string}}}}
      responses: {}
",
        "SW0025",
        "- target: $['paths']['/pets']['post']['requestBody']['content']['text/plain']
  remove: true
",
    ),
    (
        "openapi: 3.0.3
paths:
  /pets:
    post:
      operationId: a
      requestBody:
        content:
          application/json:
            schema:
              type: object
              properties: {b: {type: string}}
              anyOf: [{required: [b]}]
      responses: {}
",
        "SW0026",
        "- target: $['paths']['/pets']['post']['requestBody']['content']['application/json']['schema']['anyOf']
  remove: true
",
    ),
    (
        "openapi: 3.0.3
paths:
  /pets:
    get: {operationId: a, security: [{key: []}], responses: {}}
",
        "SW0030",
        "- target: $
  update:
    components:
      securitySchemes:
        key:
          type: http
          scheme: bearer
",
    ),
    (
        "openapi: 3.0.3
paths:
  /pets:
    post:
      operationId: a
      requestBody: {content: {application/json: {schema: {type: object, required: [b], properties: {b: {type: string}}}}}}
      responses: {}
",
        "SW0039",
        "- target: $['paths']['/pets']['post']['requestBody']
  update:
    required: true
",
    ),
    (
        "swagger: '2.0'
paths:
  /pets:
    put:
      operationId: a
      parameters: [{name: b, in: body, schema: {type: object}}]
      responses: {}
",
        "SW0039",
        "- target: $['paths']['/pets']['put']['parameters'][0]
  update:
    required: true
",
    ),
    (
        "openapi: 3.0.9
paths: {}
",
        "SW0060",
        "- target: $
  update:
    openapi: 3.0.3
",
    ),
    (
        "openapi: 3.0.3
paths:
  /pets:
    get: {operationId: a, parameters: [5], responses: {}}
",
        "SW0010",
        "- target: $['paths']['/pets']['get']['parameters'][0]
  remove: true
",
    ),
];

fn sources(document: &str, actions: Option<&str>) -> Vec<Source> {
    let head = "overlay: 1.1.0\ninfo: {title: t, version: '1'}\nactions:\n";
    let overlay = actions.map(|text| Source::new("fix.yaml", format!("{head}{text}")).overlay());
    let mut sources = vec![Source::new("api.yaml", document)];
    sources.extend(overlay);
    sources
}

#[test]
fn what_is_offered_mends() {
    for (document, code, expected) in CASES {
        let input = Input::new("api", sources(document, None));
        let before = crate::generate(input, None);
        let fixes = Fixes::new(&before.sources);
        let of_code = before.diagnostics.list.iter().filter(|found| found.code().id() == *code);
        let mut offered = String::new();
        for found in of_code {
            match fixes.of(found) {
                Some(Fix::Overlay(text)) => offered.push_str(&text),
                other => panic!("{document}: {found:?}: {other:?}"),
            }
        }
        assert_eq!(offered, *expected, "{document}");
        let input = Input::new("api", sources(document, Some(&offered)));
        let after = crate::generate(input, None);
        let left: Vec<_> = after.diagnostics.list.iter().map(|found| found.code().id()).collect();
        let known: Vec<_> = before.diagnostics.list.iter().map(|found| found.code().id()).collect();
        assert!(!left.contains(code), "{document}: {:?}", after.diagnostics.list);
        assert!(left.iter().all(|code| known.contains(code)), "{document}: {left:?}");
    }
}

/// Overlays change the whole tree, wherever its parts stand.
#[test]
fn what_is_offered_mends_pages_and_files_that_are_referred_to() {
    let (document, code, actions) = CASES[0];
    let tree: Value = serde_yaml::from_str(document).unwrap();
    let page =
        Source::new("page.html", format!("<html><script>const spec = {tree}</script></html>"));
    let root = "openapi: 3.0.3\npaths: {\"/pets/{petId}/it's\": {$ref: item.yaml}}\n";
    let item = serde_json::to_string(&tree["paths"]["/pets/{petId}/it's"]).unwrap();
    let files = vec![Source::new("api.yaml", root), Source::new("item.yaml", item)];
    for mut sources in [vec![page], files] {
        let before = crate::generate(Input::new("api", sources.clone()), None).diagnostics.list;
        let found = before.iter().find(|found| found.code().id() == code).unwrap();
        assert_eq!(Fixes::new(&sources).of(found), Some(Fix::Overlay(actions.to_owned())));
        sources.push(self::sources("", Some(actions)).remove(1));
        let after = crate::generate(Input::new("api", sources), None).diagnostics.list;
        assert!(after.iter().all(|found| found.code().id() != code), "{after:?}");
    }
}

#[test]
fn an_id_is_the_name_that_the_method_had() {
    let (document, _, actions) = CASES[0];
    let methods = |actions| {
        let generated = crate::generate(Input::new("api", sources(document, actions)), None);
        let package = crate::stand_alone(&generated).unwrap();
        let lines = package["src/operations/pets.rs"].lines();
        lines.filter(|line| line.contains(" fn ")).map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(methods(None), methods(Some(actions)));
}

#[test]
fn names_are_changed_in_the_options() {
    let mut found = crate::diagnostics::Diagnostics::default();
    let origin = Origin::at("/components/schemas/a \"b\"");
    let (wanted, given) = ("A".to_owned(), "A2".to_owned());
    found.add(finding::Name::Type { wanted, given }, &origin);
    let sources = sources("components: {schemas: {'a \"b\"': {}}}", None);
    let fix = Fixes::new(&sources).of(&found.list[0]);
    let expected = "[rename]\n'/components/schemas/a \"b\"' = \"A2\"\n";
    assert_eq!(fix, Some(Fix::Options(expected.to_owned())));
    let options = crate::Options::parse(expected).unwrap();
    assert_eq!(options.rename["/components/schemas/a \"b\""], "A2");
}

#[test]
fn nothing_is_offered_where_little_is_known() {
    let text = || "x".to_owned();
    let not_declared = finding::Parameter::PathNotDeclared { name: "b".to_owned() };
    let unresolved = finding::Reference::Unresolved { reference: text(), meant: None };
    let ignored = finding::Repair::Ignored { key: "b".to_owned(), found: "1".to_owned() };
    let syntax = finding::Source::Syntax { name: text(), error: text() };
    let cases: [(Finding, &str, usize, &str); 4] = [
        (not_declared.into(), "/paths/~1a/get", 1, "an undeclared name"),
        (unresolved.into(), "/gone", 1, "a node that is not there"),
        (ignored.into(), "/a", 2, "many places"),
        (syntax.into(), "", 1, "no way to mend it"),
    ];
    for (finding, pointer, places, why) in cases {
        let mut found = crate::diagnostics::Diagnostics::default();
        found.add_all(finding, places, &Origin::at(pointer));
        let sources = sources("{a: {b: 1}, paths: {/a: {get: {}}}}", None);
        assert_eq!(Fixes::new(&sources).of(&found.list[0]), None, "{why}");
    }
}
