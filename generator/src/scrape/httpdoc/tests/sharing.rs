//! Equal schemas, which become one component.

use super::super::revision::Revision;
use super::own_pages::Sheet;
use super::{Recovered, of};
use serde_json::{Value, json};

/// The pages of POST operations with these ids and request schemas.
fn pages(schemas: &[(&'static str, Value)]) -> Recovered {
    let texts: Vec<(&str, String)> = schemas
        .iter()
        .map(|(id, schema)| {
            let target: &'static str = format!("\\{id}").leak();
            let headers = vec![("content-type", "application/json")];
            let schema = Some(schema.to_string());
            let sheet =
                Sheet { heading: id, method: "POST", target, headers, schema, ..Sheet::default() };
            (*id, sheet.render(Revision::R3))
        })
        .collect();
    let files: Vec<(&str, &str)> =
        texts.iter().map(|(name, text)| (*name, text.as_str())).collect();
    let recovered = of(&files);
    assert_eq!(recovered.findings(), [""; 0]);
    recovered
}

fn schema<'a>(recovered: &'a Recovered, id: &str) -> &'a Value {
    let pointer = format!("/paths/~1{id}/post/requestBody/content/application~1json/schema");
    recovered.document.pointer(&pointer).unwrap()
}

fn component(name: &str) -> Value {
    json!({"$ref": format!("#/components/schemas/{name}")})
}

fn names(recovered: &Recovered) -> Vec<&str> {
    let schemas = recovered.document.pointer("/components/schemas").and_then(Value::as_object);
    schemas.into_iter().flatten().map(|(name, _)| name.as_str()).collect()
}

fn object(properties: Value) -> Value {
    json!({"type": "object", "properties": properties})
}

fn address() -> Value {
    let text = json!({"type": "string"});
    object(json!({"line": text, "city": text, "country": text}))
}

fn with(mut schema: Value, notes: Value) -> Value {
    schema.as_object_mut().unwrap().extend(notes.as_object().unwrap().clone());
    schema
}

#[test]
fn an_object_in_several_places_is_a_component() {
    let described = |text: &str| with(address(), json!({"description": text}));
    let recovered = pages(&[
        ("addBoat", object(json!({"home": {"type": "array", "items": address()}}))),
        ("addPort", object(json!({"address": described("Where it is."), "n": address()}))),
        (
            "addSailor",
            object(json!({"address": with(described("Home."), json!({"nullable": true}))})),
        ),
    ]);
    assert_eq!(names(&recovered), ["address"]);
    let home = json!({"type": "array", "items": component("address")});
    assert_eq!(schema(&recovered, "addBoat")["properties"]["home"], home);
    let port = &schema(&recovered, "addPort")["properties"];
    assert_eq!(port["n"], component("address"));
    assert_eq!(
        port["address"],
        json!({"allOf": [component("address")], "description": "Where it is."})
    );
    assert_eq!(
        schema(&recovered, "addSailor")["properties"]["address"],
        json!({"allOf": [component("address")], "description": "Home.", "nullable": true})
    );
    assert_eq!(recovered.document["components"]["schemas"]["address"], address());
}

#[test]
fn what_all_places_say_stands_at_the_component_too() {
    let notes = json!({"description": "A place."});
    let part = with(address(), notes.clone());
    let recovered =
        pages(&[("a", object(json!({"place": part, "more": {"type": "array", "items": part}})))]);
    assert_eq!(recovered.document["components"]["schemas"]["place"], part);
    let properties = &schema(&recovered, "a")["properties"];
    assert_eq!(properties["place"], with(json!({"allOf": [component("place")]}), notes));
    assert_eq!(properties["more"]["items"], component("place"));
}

#[test]
fn names_come_from_titles_then_places() {
    let titled = |title: &str, name: &str| {
        with(object(json!({name: {"type": "integer"}})), json!({"title": title}))
    };
    let kinds = |n: i32| json!({"type": "string", "enum": ["a", "b", format!("c{n}")]});
    let sizes = json!({"type": "string", "enum": ["s", "m", "l"], "format": "shell-size"});
    let body = |prefix: &str| {
        object(json!({
            format!("{prefix}card"): titled("card", "a"),
            "visa": object(json!({"card": titled("card", "b"), "type": kinds(1)})),
            "master": object(json!({"type": kinds(2), "level": kinds(3)})),
            "size": sizes,
            prefix: address(),
        }))
    };
    let recovered = pages(&[("x", body("p")), ("y", body("q"))]);
    let mut found = names(&recovered);
    found.sort_unstable();
    let expected = ["card", "level", "master_type", "p", "shell-size", "visa_card", "visa_type"];
    assert_eq!(found, expected);
}

#[test]
fn a_property_names_better_than_a_list() {
    let list = json!({"type": "array", "items": address()});
    let recovered = pages(&[
        ("a", object(json!({"places": list}))),
        ("b", object(json!({"outer": object(json!({"place": address()}))}))),
    ]);
    assert_eq!(names(&recovered), ["place"]);
    let recovered = pages(&[(
        "a",
        object(json!({"places": list, "maps": {"type": "object",
        "additionalProperties": address()}})),
    )]);
    assert_eq!(names(&recovered), ["places_item"]);
}

#[test]
fn titled_bodies_are_components_and_others_stay() {
    let body = with(address(), json!({"title": "NewBoat", "description": "A boat."}));
    let recovered = pages(&[("addBoat", body.clone()), ("addPort", address())]);
    assert_eq!(names(&recovered), ["NewBoat"]);
    assert_eq!(*schema(&recovered, "addBoat"), component("NewBoat"));
    assert_eq!(recovered.document["components"]["schemas"]["NewBoat"], body);
    let recovered = pages(&[("addBoat", address()), ("moveBoat", address())]);
    assert_eq!(names(&recovered), ["addBoatRequest"]);
    assert_eq!(*schema(&recovered, "moveBoat"), component("addBoatRequest"));
}

#[test]
fn small_and_simple_schemas_stay_where_they_are() {
    let small = object(json!({
        "a": {"type": "string", "maxLength": 9},
        "b": {"type": "string", "enum": ["x", "y"]},
    }));
    let body =
        object(json!({"one": small, "two": small, "list": {"type": "array", "items": small}}));
    let recovered =
        pages(&[("a", body.clone()), ("b", with(body.clone(), json!({"required": ["one"]})))]);
    assert_eq!(names(&recovered), [""; 0]);
    assert_eq!(*schema(&recovered, "a"), body);
}

#[test]
fn parts_of_a_component_are_no_components_themselves() {
    let outer = |extra: Value| with(object(json!({"inner": address(), "b": {}, "c": {}})), extra);
    let recovered = pages(&[
        ("a", object(json!({"outer": outer(json!({}))}))),
        ("b", object(json!({"outer": outer(json!({"description": "x"}))}))),
    ]);
    assert_eq!(names(&recovered), ["outer"]);
}

#[test]
fn enums_that_are_branches_stay() {
    let choice =
        json!({"anyOf": [{"type": "string"}, {"type": "string", "enum": ["a", "b", "c"]}]});
    let titled = with(address(), json!({"title": "place", "description": "x"}));
    let other = with(address(), json!({"title": "place", "description": "y"}));
    let recovered = pages(&[
        ("a", object(json!({"m": choice, "p": {"anyOf": [titled, {"enum": [""]}]}}))),
        ("b", object(json!({"m": choice, "n": {}, "p": other}))),
    ]);
    assert_eq!(names(&recovered), ["place"]);
    assert_eq!(schema(&recovered, "a")["properties"]["m"], choice);
    // A branch keeps its title, which names the variant.
    let branch = json!({"title": "place", "allOf": [component("place")], "description": "x"});
    assert_eq!(schema(&recovered, "a")["properties"]["p"]["anyOf"][0], branch);
}

#[test]
fn the_order_is_that_of_the_pages_and_time_is_linear() {
    let body = |n: usize| {
        let members: serde_json::Map<String, Value> =
            (0..40).map(|m| (format!("m{m}"), address())).collect();
        with(object(Value::Object(members)), json!({"title": format!("Body{n}")}))
    };
    let ids: Vec<&'static str> = (0..300).map(|n| &*format!("op{n}").leak()).collect();
    let schemas: Vec<(&'static str, Value)> =
        ids.iter().enumerate().map(|(n, id)| (*id, body(n))).collect();
    let start = std::time::Instant::now();
    let recovered = pages(&schemas);
    assert!(start.elapsed().as_secs() < 20, "{:?}", start.elapsed());
    let found = names(&recovered);
    assert_eq!(found.len(), 301);
    assert_eq!(found[..3], ["Body0", "m0", "Body1"]);
}
