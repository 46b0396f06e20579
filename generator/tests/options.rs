//! Options that shape the generated code.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use specwright::read::Source;
use specwright::{Input, Options, Package};

const DOCUMENT: &str = "
openapi: 3.2.0
info: { title: T, version: '1' }
tags: [{ name: things }]
paths:
  /things/{id}:
    parameters: [{ name: id, in: path, required: true, schema: { type: string } }]
    get:
      operationId: getThing
      tags: [things]
      parameters: [{ name: since, in: query, schema: { type: string, format: date } }]
      responses: { '200': { content: { application/json: { schema: { $ref: '#/components/schemas/Thing' } } } } }
    query:
      operationId: searchThings
      tags: [search]
      parameters:
        - { name: expression, in: querystring, content: { text/plain: { schema: { type: string } } } }
      responses: { '204': {} }
    additionalOperations:
      COPY: { operationId: copyThing, tags: [things], responses: { '204': {} } }
components:
  schemas:
    Thing: { type: object, properties: { at: { type: string, format: date-time }, on: { type: string, format: date } } }
";

fn package(options: &str) -> (Package, Vec<String>) {
    let options = Options::parse(options).unwrap();
    let input = Input::new("api", vec![Source::new("t.yaml", DOCUMENT)]).with_options(options);
    let generated = specwright::generate(input, None);
    let found = generated.diagnostics.list.iter();
    let found = found.map(|d| format!("{} {}", d.code().id(), d.message())).collect();
    (specwright::stand_alone(&generated).unwrap(), found)
}

#[test]
fn dates_have_the_types_that_are_wanted() {
    let cases = [
        (
            "chrono",
            "at: Option<::chrono::DateTime<::chrono::Utc>>",
            "since(mut self, value: ::chrono::NaiveDate)",
        ),
        ("jiff", "at: Option<::jiff::Timestamp>", "since(mut self, value: ::jiff::civil::Date)"),
        ("time", "at: Option<::time::OffsetDateTime>", "since(mut self, value: ::time::Date)"),
        ("string", "at: Option<String>", "since(mut self, value: &str)"),
    ];
    for (choice, field, setter) in cases {
        let (package, _) = package(&format!("datetime = '{choice}'"));
        assert!(package["src/types/thing.rs"].contains(field), "{choice}");
        assert!(package["src/operations/things.rs"].contains(setter), "{choice}");
        for other in ["chrono", "jiff", "time"] {
            let wanted = other == choice;
            assert_eq!(
                package["Cargo.toml"].contains(&format!("\n{other} = ")),
                wanted,
                "{choice}"
            );
            let file = format!("src/runtime/wire/datetime_{other}.rs");
            assert_eq!(package.contains_key(&file), wanted, "{choice}");
        }
    }
}

#[test]
fn names_are_given_by_pointer() {
    let (package, found) = package(
        "[rename]\n'/components/schemas/Thing' = 'Gadget'\n'/paths/~1things~1{id}/get' = 'fetch gadget'\n\
         '/components/schemas/Thing/properties/at' = 'changed at'\n'/nothing' = 'x'\n",
    );
    assert!(package["src/types/gadget.rs"].contains("pub struct Gadget {"));
    assert!(package["src/types/gadget.rs"].contains("\"at\" => changed_at optional"));
    assert!(package["src/operations/things.rs"].contains("pub fn fetch_gadget("));
    let unused: Vec<_> = found.iter().filter(|message| message.starts_with("SW0055")).collect();
    assert_eq!(unused.len(), 1, "{found:?}");
}

#[test]
fn tags_are_renamed_for_all_operations() {
    for pointer in ["/tags/0", "/paths/~1things~1{id}/get/tags/0"] {
        let (package, found) = package(&format!("[rename]\n'{pointer}' = 'gadgets'\n"));
        let operations = &package["src/operations/gadgets.rs"];
        assert!(
            operations.contains("pub fn get_thing(") && operations.contains("pub fn copy_thing(")
        );
        assert!(!package.contains_key("src/operations/things.rs"), "{pointer}");
        assert!(found.iter().all(|message| !message.starts_with("SW0055")), "{found:?}");
    }
}

#[test]
fn operations_have_the_order_of_the_document() {
    let document = "openapi: 3.2.0
paths:
  /a:
    trace: { operationId: one, tags: [a], responses: {} }
    query: { operationId: two, tags: [a], responses: {} }
    parameters: []
    post: { operationId: three, tags: [a], responses: {} }
    additionalOperations: { COPY: { operationId: four, tags: [a], responses: {} } }
    get: { operationId: five, tags: [a], responses: {} }
";
    let input = Input::new("api", vec![Source::new("t.yaml", document)]);
    let package = specwright::stand_alone(&specwright::generate(input, None)).unwrap();
    let text = &package["src/operations/a.rs"];
    let names = ["one", "two", "three", "four", "five"];
    let places = names.map(|name| text.find(&format!("pub fn {name}(")).unwrap());
    assert!(places.is_sorted(), "{places:?}");
}

#[test]
fn groups_are_features_when_wanted() {
    let (with, _) = package("tag-features = true");
    assert!(with["Cargo.toml"].contains("full = [\"things\", \"search\"]"));
    assert!(with["src/operations/mod.rs"].contains("#[cfg(feature = \"search\")] mod search;"));
    let (without, _) = package("tag-features = 'auto'");
    assert!(!without["Cargo.toml"].contains("full ="));
}

#[test]
fn methods_and_queries_of_openapi_3_2() {
    let (package, _) = package("");
    assert!(package["src/operations/search.rs"].contains("method: \"QUERY\""));
    assert!(package["src/operations/search.rs"].contains("runtime::Style::QUERY_STRING"));
    assert!(package["src/operations/things.rs"].contains("method: \"COPY\""));
}
