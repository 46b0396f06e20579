//! JSON in responses: every type, and what does not fit.

use chrono::{NaiveDate, TimeZone, Utc};
use generated::gallery::types::*;
use generated::gallery::{Client, Field};
use specwright_tests::{Reply, Server};

use crate::{ID, client, id, outcome};

fn server(body: &str) -> (Server, Client) {
    let server = Server::always(Reply::json(200, body));
    let client = client(&server);
    (server, client)
}

fn artwork(rest: &str) -> Result<Artwork, String> {
    let (server, client) = server(&format!(
        r#"{{"id":"{ID}","title":"T","artist_id":9007199254740993,"year":null,"created_at":"2024-01-02T03:04:05+01:00"{rest}}}"#
    ));
    let outcome = outcome!(server, client.get_artwork(id()));
    outcome.map(|response| response.into_body()).map_err(|error| error.to_string())
}

#[test]
fn every_type() {
    let work = artwork(
        r#","status":"N/A","grade":3,"dimensions":{"height":0.1,"width":2,"depth":null},"tags":[],
        "insured_value":1,"frame":null,"location":"é\ud83d\ude00","acquired_on":"1999-12-31",
        "fingerprint":"-_8","provenance":{"owner":"a","previous":{"owner":"b","since":"1900-01-01"}},
        "views":{"BE":3,"NL":2.0},"unknown":{"a":[1]}"#,
    )
    .unwrap();
    assert_eq!(work.id, id());
    assert_eq!(work.artist_id, 9_007_199_254_740_993);
    assert_eq!(work.created_at, Utc.with_ymd_and_hms(2024, 1, 2, 2, 4, 5).unwrap());
    assert_eq!((work.status, work.grade), (Some(ArtworkStatus::NA), Some(Grade::Value3)));
    let dimensions = work.dimensions.unwrap();
    assert_eq!((dimensions.height, dimensions.depth), (0.1, Field::Null));
    assert_eq!((work.tags, work.insured_value, work.frame), (Some(vec![]), Some(1.0), None));
    assert_eq!(work.location.as_deref(), Some("é😀"));
    assert_eq!(work.acquired_on, NaiveDate::from_ymd_opt(1999, 12, 31));
    assert_eq!(&work.fingerprint.unwrap()[..], [0xfb, 0xff]);
    assert_eq!(work.provenance.unwrap().previous.unwrap().owner, "b");
    assert_eq!(work.views.unwrap()["NL"], 2);
}

#[test]
fn what_does_not_fit_names_its_place() {
    for (rest, message) in [
        (r#","title":1"#, "at $.title: expected a string, found 1"),
        (r#","artist_id":1.5"#, "at $.artist_id: expected an integer, found 1.5"),
        (
            r#","artist_id":12345678901234567890"#,
            "$.artist_id: expected an integer in the range of i64",
        ),
        (r#","artist_id":123456789012345678901234567890"#, "at $.artist_id: expected an integer"),
        (r#","artist_id":null"#, "at $.artist_id: expected an integer, found null"),
        (
            r#","year":3000000000"#,
            "at $.year: expected an integer in the range of i32, found 3000000000",
        ),
        (r#","id":"x""#, "at $.id: expected a UUID, found \"x\""),
        (r#","created_at":"2024-01-02T03:04:65""#, "at $.created_at: expected a date and time"),
        (r#","acquired_on":"2023-02-29""#, "at $.acquired_on: expected a date (YYYY-MM-DD)"),
        (r#","acquired_on":"2023-2-9""#, "at $.acquired_on: expected a date (YYYY-MM-DD)"),
        (r#","fingerprint":"a*b""#, "at $.fingerprint: expected base64 text"),
        (r#","dimensions":{"height":1}"#, "at $.dimensions: missing required member `width`"),
        (
            r#","dimensions":{"height":1e309,"width":1}"#,
            "at $.dimensions.height: expected a number in the range of f64",
        ),
        (r#","dimensions":[1]"#, "at $.dimensions: expected an object, found an array"),
        (r#","tags":["a",{"b":1}]"#, "at $.tags[1]: expected a string, found an object"),
        (r#","views":{"a b":"x"}"#, "at $.views[\"a b\"]: expected an integer, found \"x\""),
        (
            r#","provenance":{"owner":"a","previous":{"owner":[]}}"#,
            "at $.provenance.previous.owner: ",
        ),
        (r#","status":1"#, "at $.status: expected a string, found 1"),
    ] {
        let error = artwork(rest).unwrap_err();
        assert!(error.contains(message), "{error}");
    }
}

#[test]
fn numbers() {
    assert_eq!(artwork(r#","artist_id":3.0,"year":1e3"#).unwrap().year, Some(1000));
    assert_eq!(artwork(r#","artist_id":-9223372036854775808"#).unwrap().artist_id, i64::MIN);
    assert_eq!(
        artwork(r#","insured_value":18446744073709551616"#).unwrap().insured_value,
        Some(18_446_744_073_709_551_616.0)
    );
    assert_eq!(artwork(r#","insured_value":0.1"#).unwrap().insured_value, Some(0.1));
    let error = artwork(r#","insured_value":1e999"#).unwrap_err();
    assert!(error.contains("expected a number in the range of f64, found 1e999"), "{error}");
    // Of members with the same name the last one counts.
    assert_eq!(artwork(r#","title":"U","title":"V""#).unwrap().title, "V");
}

#[test]
fn values_nobody_knows() {
    let work = artwork(r#","status":"stolen","grade":99"#).unwrap();
    assert_eq!(work.status.as_ref().map(ArtworkStatus::as_str), Some("stolen"));
    assert_eq!(work.grade.as_ref().map(Grade::value), Some(99));
    let text = serde_json::to_string(&work).unwrap();
    assert!(text.contains(r#""status":"stolen","grade":99"#), "{text}");
    assert_eq!(serde_json::from_str::<Artwork>(&text).unwrap(), work);
}

#[test]
fn other_formats_of_serde() {
    let work = artwork(r#","status":"lost","grade":1,"provenance":{"owner":"a"},"views":{"BE":1}"#);
    let work = work.unwrap();
    let text = toml::to_string(&work.provenance).unwrap();
    assert_eq!(text, "owner = \"a\"\n");
    assert_eq!(toml::from_str::<Provenance>(&text).unwrap(), *work.provenance.as_ref().unwrap());
    let error = toml::from_str::<Provenance>("owner = 1").unwrap_err().to_string();
    assert!(error.contains("at $.owner: expected a string, found 1"), "{error}");
    let value = serde_json::to_value(&work).unwrap();
    assert_eq!(serde_json::from_value::<Artwork>(value).unwrap(), work);
}

#[test]
fn tagged_unions() {
    let hits = r#"{"total":3,"hits":[{"type":"artist","score":1,"artist":{"name":"A"}},{"type":"room","size":[1,null]},{"type":"artwork","score":2}],"context":{"a":1}}"#;
    let (wrong, client) = server(hits);
    let error = outcome!(wrong, client.search("x")).unwrap_err().to_string();
    assert!(error.contains("at $.hits[2]: missing required member `artwork`"), "{error}");
    let (right, client) = server(&hits.replace(r#",{"type":"artwork","score":2}"#, ""));
    let results = outcome!(right, client.search("x")).unwrap().into_body();
    assert!(matches!(&results.hits[0], Hit::Artist(hit) if hit.artist.name == "A"));
    assert!(matches!(&results.hits[1], Hit::Unknown(value) if value["size"][0] == 1));
    let text = serde_json::to_string(&results).unwrap();
    assert!(text.contains(r#"{"type":"room","size":[1,null]}"#), "{text}");
    assert_eq!(serde_json::from_str::<SearchResults>(&text).unwrap(), results);
    let (bad, client) = server(r#"{"total":1,"hits":[{"score":1}]}"#);
    let error = outcome!(bad, client.search("x")).unwrap_err().to_string();
    assert!(error.contains("at $.hits[0]: missing required member `type`"), "{error}");
}

#[test]
fn children_of_a_parent() {
    let (server, client) = server(
        r#"[{"id":"1","media_type":"image","width":2,"height":3},{"id":"2","media_type":"hologram"}]"#,
    );
    let media = outcome!(server, client.list_media()).unwrap().into_body();
    assert!(matches!(&media[0], Media::Image(image) if image.width == 2));
    assert_eq!(serde_json::to_value(&media[1]).unwrap()["media_type"], "hologram");
}

#[test]
fn unions_without_a_tag() {
    for (contact, text) in [
        (r#"{"email":"a@b"}"#, r#"{"email":"a@b"}"#),
        (r#"{"street":"s","city":"c","x":1}"#, r#"{"street":"s","city":"c"}"#),
    ] {
        let (server, client) = server(&format!(r#"{{"name":"A","contact":{contact}}}"#));
        let artist = outcome!(server, client.get_artist(1)).unwrap().into_body();
        assert_eq!(serde_json::to_string(&artist.contact.unwrap()).unwrap(), text);
    }
    let (server, client) = server(r#"{"name":"A","contact":{"phone":1}}"#);
    let error = outcome!(server, client.get_artist(1)).unwrap_err().to_string();
    assert!(error.contains("at $.contact: no variant fits (Email: "), "{error}");
}

#[test]
fn members_with_other_names() {
    let text = r#"{"type":"guest","self":"s","ref":"r","@id":"i","+1":1,"-1":2,"camelCase":"c","UPPER":true,"1st":"2024-01-01"}"#;
    let (server, client) = server(text);
    let profile = outcome!(server, client.who_am_i()).unwrap().into_body();
    assert_eq!((profile.self_.as_deref(), profile.id.as_str()), (Some("s"), "i"));
    assert_eq!((profile.plus_1, profile.minus_1, profile.upper), (Some(1), Some(2), Some(true)));
    assert_eq!(serde_json::to_string(&profile).unwrap(), text);
}

#[test]
fn recursion_and_maps() {
    let (rooms, client) = server(
        r#"[{"number":1,"doors":[{"locked":true,"leads_to":{"number":2}},{"locked":false}]}]"#,
    );
    let body = outcome!(rooms, client.list_rooms("s")).unwrap().into_body();
    assert_eq!(body[0].doors.as_ref().unwrap()[0].leads_to.as_ref().unwrap().number, 2);
    let (visits, client) = server(
        r#"{"by_day":{"2024-01-01":3},"by_room_and_hour":{"1":{"09":{"visits":1,"average_minutes":2.5}}}}"#,
    );
    let body = outcome!(visits, client.count_visits("s")).unwrap().into_body();
    assert_eq!(body.by_room_and_hour.unwrap()["1"]["09"].average_minutes, Some(2.5));
    // Deeper than JSON is read, and wide.
    let depth = 200;
    let deep = r#"{"name":"n","children":["#.repeat(depth) + &"]}".repeat(depth);
    let (tree, client) = server(&deep);
    let error = outcome!(tree, client.category_tree()).unwrap_err().to_string();
    assert!(error.contains("recursion limit"), "{error}");
    let wide = vec![r#"{"name":"n","children":[]}"#; 20_000].join(",");
    let (tree, client) = server(&format!(r#"{{"name":"r","children":[{wide}]}}"#));
    let body = outcome!(tree, client.category_tree()).unwrap().into_body();
    assert_eq!(body.children.len(), 20_000);
}

#[test]
fn other_members_are_kept() {
    let (server, client) = server(
        r#"{"x":null,"number":"1","entered":"Tue, 01 Jul 2003 10:52:37 +0200","a":{"b":[1]}}"#,
    );
    let record = outcome!(server, client.export_artwork("1")).unwrap().into_body();
    assert_eq!(record.entered.unwrap().0, Utc.with_ymd_and_hms(2003, 7, 1, 8, 52, 37).unwrap());
    assert_eq!(record.additional_properties.len(), 2);
    assert_eq!(
        serde_json::to_string(&record).unwrap(),
        r#"{"number":"1","entered":"Tue, 1 Jul 2003 08:52:37 +0000","a":{"b":[1]},"x":null}"#
    );
}

#[test]
fn any_json() {
    for body in ["null", "[1,\"a\"]", "3.5", "\"x\""] {
        let (server, client) = server(body);
        let value = outcome!(server, client.floor_map()).unwrap().into_body();
        assert_eq!(value.to_string(), body);
    }
    let (server, client) = server("\u{feff}{\"status\":\"ok\"}");
    assert_eq!(outcome!(server, client.health()).unwrap().into_body()["status"], "ok");
}

#[test]
fn nulls() {
    let (loan, client) = server(&format!(
        r#"{{"id":"{ID}","request":{{"borrower":"museum","artwork_id":"{ID}","institution":"I"}},"returned_on":null}}"#
    ));
    let institution = MuseumLoan::new(id(), "I");
    let loan = outcome!(loan, client.request_loan(institution.clone())).unwrap().into_body();
    assert_eq!(loan.returned_on, None);
    assert!(serde_json::to_string(&loan).unwrap().ends_with(r#","returned_on":null}"#));
    let (artist, client) = server(r#"{"name":"A","born":null,"id":null}"#);
    let artist = outcome!(artist, client.get_artist(1)).unwrap().into_body();
    assert_eq!((artist.born, artist.id), (Field::Null, None));
}
