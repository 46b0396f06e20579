//! Types whose shape only JSON Schema gives: single values, merge patches, names that a pattern or `required` gives.

use generated::gallery::uuid::Uuid;
use generated::lighting::operations::SetLamp;
use generated::lighting::serde_json::Value as Json;
use generated::lighting::types::*;
use generated::lighting::{Client, Field, File, Maybe};
use specwright_tests::{Reply, Server};

use crate::{outcome, sent};

fn client(server: &Server) -> Client {
    Client::builder().base_url(&server.url()).build().unwrap()
}

#[test]
fn single_values_are_no_arguments() {
    let server = Server::ok("{}");
    let client = client(&server);
    let lamp = || Lamp::new("A", Level::Auto);
    let request = sent!(server, client.set_lamp("l1", lamp()));
    assert_eq!(request.target, "/lamps/l1?revision=2");
    assert_eq!(request.header("x-client"), Some("gallery"));
    assert_eq!(request.text(), r#"{"object":"lamp","name":"A","level":"auto"}"#);
    let request = sent!(server, client.set_lamp("l1", lamp().state(true)).mode(true));
    assert_eq!(request.target, "/lamps/l1?revision=2&mode=fast");
    assert_eq!(request.text(), r#"{"object":"lamp","name":"A","level":"auto","state":"on"}"#);
    let request = sent!(server, client.set_lamp("l1", lamp()).mode(false));
    assert_eq!(request.target, "/lamps/l1?revision=2");
}

#[test]
fn single_values_in_responses() {
    for (body, level, state) in [
        (r#"{"name":"A","level":"","state":"on"}"#, Level::Empty, true),
        (r#"{"object":{"new":1},"name":"A","level":7,"state":"off"}"#, Level::Integer(7), false),
        (r#"{"object":null,"name":"A","level":"dim"}"#, Level::Unknown("dim".into()), false),
        (
            r#"{"name":"A","level":{"kind":"blink","seconds":1}}"#,
            Level::Blink(Blink::new().seconds(1)),
            false,
        ),
        (
            r#"{"name":"A","level":{"kind":"other","program":"p"}}"#,
            Level::Custom(LevelCustom::new().program("p")),
            false,
        ),
    ] {
        let server = Server::always(Reply::json(200, body));
        let call = client(&server);
        let lamp = outcome!(server, call.set_lamp("l1", Lamp::new("A", 1)));
        let lamp = lamp.unwrap().into_body();
        assert_eq!((lamp.level.clone(), lamp.state), (level, state), "{body}");
        // What selected a variant is written back.
        let written = serde_json::to_value(&lamp).unwrap();
        assert_eq!(written["object"], "lamp");
        assert_eq!(written["level"]["kind"] == "blink", body.contains("blink"));
    }
}

#[test]
fn single_values_in_forms_and_parts() {
    let server = Server::ok("");
    let client = client(&server);
    let request = sent!(server, client.add_lamp(AddLampRequest::new("A")));
    assert_eq!(request.text(), "object=lamp&name=A&wired=true");
    let request = sent!(server, client.add_lamp(AddLampRequest::new("A").draft(true)));
    assert_eq!(request.text(), "object=lamp&name=A&wired=true&draft=1");
    for (draft, part) in [(false, ""), (true, "name=\"draft\"\r\n\r\nyes\r\n")] {
        let plan = || UploadPlanRequest::new(File::new("p", "x")).draft(draft);
        // The boundary differs from call to call.
        crate::wait(client.upload_plan(plan()).send()).unwrap();
        let text = server.requests().remove(0).text().to_owned();
        assert!(text.contains("name=\"purpose\"\r\n\r\nlighting\r\n"), "{text}");
        assert!(text.contains(part) && text.contains("draft") == draft, "{text}");
    }
}

#[test]
fn merge_patches_clear_optional_members() {
    let server = Server::ok("");
    let client = client(&server);
    let patch = || LampPatch::new("A", LevelPatch::Auto);
    let request = sent!(server, client.patch_lamp("l1", patch()));
    assert_eq!(request.text(), r#"{"object":"lamp","name":"A","level":"auto"}"#);
    let mount = || MountPatch::new().wall(Field::Null).labels(labels());
    let clear = || patch().note(Field::Null).state(Field::Null).mount(mount());
    assert_eq!(
        sent!(server, client.patch_lamp("l1", clear())).text(),
        r#"{"object":"lamp","name":"A","level":"auto","state":null,"note":null,"mount":{"wall":null,"labels":{"a":"b","old":null}}}"#
    );
}

fn labels() -> std::collections::BTreeMap<String, Option<String>> {
    [("a".to_owned(), Some("b".to_owned())), ("old".to_owned(), None)].into()
}

#[test]
fn names_of_patterns_and_of_required() {
    let server = Server::always(Reply::json(200, r#"{"c7":1,"name":"N"}"#));
    let call = client(&server);
    let circuits = || Circuits::new().name("N").additional_properties([("c1", 16), ("c2", 10)]);
    let request = sent!(server, call.set_circuits(circuits()));
    assert_eq!(request.text(), r#"{"name":"N","c1":16,"c2":10}"#);
    let answer = outcome!(server, call.set_circuits(circuits())).unwrap().into_body();
    assert_eq!((answer.name.as_deref(), answer.additional_properties["c7"]), (Some("N"), 1));
    let server = Server::ok("");
    let call = client(&server);
    let request = sent!(server, call.add_circuit(AddCircuitRequest::new("i", vec![1])));
    assert_eq!(request.text(), r#"{"id":"i","fuse":[1]}"#);
}

#[test]
fn arguments_are_what_callers_have() {
    let server = Server::ok("{}");
    let client = client(&server);
    let lamp = |note: Option<&str>, fast: Option<bool>| {
        let lamp = Lamp::new("A", "auto").maybe(note, Lamp::note);
        client.set_lamp("l1", lamp).maybe(fast, SetLamp::mode)
    };
    let request = sent!(server, lamp(Some("n"), Some(true)));
    assert_eq!(request.target, "/lamps/l1?revision=2&mode=fast");
    assert_eq!(request.text(), r#"{"object":"lamp","name":"A","level":"auto","note":"n"}"#);
    let request = sent!(server, lamp(None, None));
    assert_eq!(request.target, "/lamps/l1?revision=2");
    assert_eq!(request.text(), r#"{"object":"lamp","name":"A","level":"auto"}"#);
    assert_eq!(Lamp::new("A", "").level, Level::Empty);
    assert_eq!(Lamp::new("A", "dim").level, Level::Unknown("dim".into()));
    assert_eq!(Lamp::new("A", 3).level, Level::Integer(3));
    // Types of other crates can be named without depending on those.
    let number = Json::from(1);
    assert_eq!(AddCircuitRequest::new("i", number).fuse, 1);
    let id = Uuid::try_parse(crate::ID).unwrap();
    assert_eq!(id, crate::id());
}
