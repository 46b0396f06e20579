use serde_json::json;

use super::*;

#[derive(Debug, Clone, PartialEq)]
struct Order {
    id: i64,
    note: Option<String>,
    region: Option<String>,
    clear: Field<String>,
    lines: Vec<Line>,
    f6: Option<bool>,
    f7: Option<f64>,
    f8: Option<i32>,
    f9: Option<Json>,
    rest: std::collections::BTreeMap<String, i64>,
}

object!(Order {
    "id" => id required,
    "note" => note optional,
    "region" => region nullable,
    "clear" => clear field,
    "lines" => lines required,
    "f6" => f6 optional,
    "f7" => f7 optional,
    "f8" => f8 optional,
    "f9" => f9 optional,
    .. => rest,
});

#[derive(Debug, Clone, PartialEq)]
struct Line {
    name: String,
}

object!(Line { "name" => name required, });

#[derive(Debug, Clone, PartialEq)]
struct Nothing {}

object!(Nothing {});

#[derive(Debug, Clone, PartialEq, Eq, Hash)]
enum Color {
    Red,
    Unknown(UnknownValue),
}

string_enum!(Color { "red" => Red, }, else Unknown);

#[derive(Debug, Clone, PartialEq)]
enum Shape {
    Line(Line),
    Order(Box<Order>),
    Unknown(Json),
}

union!(Shape by "kind" { "line" | "stroke" => Line, "order" => Order, }, else Unknown);

#[derive(Debug, Clone, PartialEq)]
enum Either {
    Text(String),
    Color(Color),
    List(Vec<i64>),
    Line(Line),
}

union!(Either { Text, Color, List, Line });

#[test]
fn objects() {
    let value = json!({"id": 1, "region": null, "lines": [{"name": "a", "new": 1}], "clear": null, "x": 7, "f9": [1]});
    let order = Order::decode(value).unwrap();
    assert_eq!(order.clear, Field::Null);
    assert_eq!(order.rest["x"], 7);
    assert_eq!(
        order.encode().unwrap(),
        json!({"id": 1, "region": null, "clear": null, "lines": [{"name": "a"}], "f9": [1], "x": 7})
    );
    assert_eq!(Nothing::decode(json!({"a": 1})).unwrap().encode().unwrap(), json!({}));
}

#[test]
fn errors_name_the_path() {
    let error = Order::decode(json!({"id": 1, "lines": [{"name": "a"}, {"name": 3}]})).unwrap_err();
    assert_eq!(error.to_string(), "at $.lines[1].name: expected a string, found 3");
    let error = Order::decode(json!({"id": 1, "lines": [{}]})).unwrap_err();
    assert_eq!(error.to_string(), "at $.lines[0]: missing required member `name`");
    assert_eq!(
        i32::decode(json!(3_000_000_000_u32)).unwrap_err().message(),
        "expected an integer in the range of i32, found 3000000000"
    );
    assert_eq!(i64::decode(json!(3.0)), Ok(3));
}

#[test]
fn open_enums_keep_what_they_do_not_know() {
    assert_eq!(Color::decode(json!("red")), Ok(Color::Red));
    assert_eq!(Color::decode(json!("blue")).unwrap().encode().unwrap(), json!("blue"));
    assert_eq!(serde_json::to_string(&Color::from("red")).unwrap(), "\"red\"");
}

#[test]
fn unions() {
    let stroke = json!({"kind": "stroke", "name": "a"});
    let shape = Shape::decode(stroke).unwrap();
    assert_eq!(shape.encode().unwrap(), json!({"name": "a", "kind": "line"}));
    let other = json!({"kind": "circle", "r": 1});
    assert_eq!(Shape::decode(other.clone()).unwrap().encode().unwrap(), other);
    assert_eq!(Either::decode(json!("red")), Ok(Either::Color(Color::Red)));
    assert_eq!(Either::decode(json!("blue")), Ok(Either::Text("blue".to_owned())));
    assert_eq!(Either::decode(json!([1])), Ok(Either::List(vec![1])));
    let error = Either::decode(json!([1, "a"])).unwrap_err().to_string();
    assert!(error.contains("List: at $[1]: expected an integer"), "{error}");
}

#[test]
fn texts() {
    use super::base64::Base64;
    assert_eq!(Base64::decode(json!("-_8")).unwrap().encode().unwrap(), json!("+/8="));
    let time = <chrono::DateTime<chrono::Utc>>::decode(json!("2024-01-02T03:04:05+01:00")).unwrap();
    assert_eq!(time.encode().unwrap(), json!("2024-01-02T02:04:05Z"));
    assert!(chrono::NaiveDate::decode(json!("2024-13-01")).is_err());
    assert!(<::uuid::Uuid as Wire>::decode(json!("x")).is_err());
    let time = jiff::Timestamp::decode(json!("2024-01-02T03:04:05+01:00")).unwrap();
    assert_eq!(time.encode().unwrap(), json!("2024-01-02T02:04:05Z"));
    let time = time::OffsetDateTime::decode(json!("2024-01-02T03:04:05+01:00")).unwrap();
    assert_eq!(time.encode().unwrap(), json!("2024-01-02T03:04:05+01:00"));
    let written = json!("Tue, 02 Jan 2024 02:04:05 +0000");
    assert_eq!(
        datetime_chrono::Rfc2822::decode(written.clone()).unwrap().encode().unwrap(),
        "Tue, 2 Jan 2024 02:04:05 +0000"
    );
    assert_eq!(datetime_jiff::Rfc2822::decode(written.clone()).unwrap().encode().unwrap(), written);
    assert_eq!(datetime_time::Rfc2822::decode(written.clone()).unwrap().encode().unwrap(), written);
    for wrong in ["2024-13-01", "2024-01-01x", "2024-01-01T00:00:00Z"] {
        assert!(chrono::NaiveDate::decode(json!(wrong)).is_err(), "{wrong}");
        assert!(jiff::civil::Date::decode(json!(wrong)).is_err(), "{wrong}");
        assert!(time::Date::decode(json!(wrong)).is_err(), "{wrong}");
    }
    assert_eq!(
        time::Date::decode(json!("2024-02-03")).unwrap().encode().unwrap(),
        json!("2024-02-03")
    );
    assert_eq!(0.1f32.encode().unwrap(), json!(0.1));
}
