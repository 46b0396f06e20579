use serde_json::json;

use super::*;
use crate::runtime;

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

#[derive(Debug, Clone, PartialEq)]
enum Tree {
    One(Node),
    Two(Box<Node>),
}

union!(Tree { One, Two });

#[derive(Debug, Clone, PartialEq)]
struct Node {
    child: Box<Option<Tree>>,
    leaf: Option<i64>,
}

object!(Node { "child" => child optional, "leaf" => leaf optional, });

#[test]
fn unions_in_unions_end() {
    let mut value = json!({"leaf": "not a number"});
    for _ in 0..100 {
        value = json!({"child": value});
    }
    let error = Tree::decode(value).unwrap_err();
    assert!(error.to_string().len() < 3_000, "{error}");
    assert!(Tree::decode(json!({"child": {"leaf": 1}})).is_ok());
}

#[test]
fn what_json_has_no_form_for() {
    for number in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
        assert!(number.encode().is_err() && (number as f32).encode().is_err());
    }
    let line = |name: &str| Line { name: name.to_owned() };
    let order = Order {
        id: 1,
        note: None,
        region: None,
        clear: Field::Absent,
        lines: vec![line("a")],
        f6: None,
        f7: Some(f64::NAN),
        f8: None,
        f9: None,
        rest: [("x".to_owned(), 1), ("note".to_owned(), 2)].into(),
    };
    let error = order.encode().unwrap_err();
    assert_eq!(error.to_string(), "at $.f7: NaN has no form in JSON");
    assert_eq!(vec![Some(1.0), Some(f64::NAN)].encode().unwrap_err().path(), "$[1]");
    let order = Order { f7: None, ..order };
    assert_eq!(
        order.encode().unwrap(),
        json!({"id": 1, "region": null, "lines": [{"name": "a"}], "x": 1})
    );
    let year = chrono::NaiveDate::from_ymd_opt(10_000, 1, 1).unwrap();
    assert!(year.encode().is_err());
    let year = chrono::NaiveDate::from_ymd_opt(-1, 1, 1).unwrap();
    assert!(year.encode().is_err());
    assert!(jiff::civil::date(-1, 1, 1).encode().is_err());
    assert!(datetime_time::Rfc2822(time::OffsetDateTime::UNIX_EPOCH).encode().is_ok());
}

#[test]
fn whole_numbers() {
    for (value, expected) in [
        (json!(3), Some(3)),
        (json!(3.0), Some(3)),
        (json!(-0.0), Some(0)),
        (json!(1e3), Some(1000)),
        (json!(i64::MIN), Some(i64::MIN)),
        (json!(u64::MAX), None),
        (json!(1e19), None),
        (json!(3.5), None),
        (json!("3"), None),
        (json!(null), None),
    ] {
        assert_eq!(i64::decode(value.clone()).ok(), expected, "{value}");
    }
    assert_eq!(u64::decode(json!(u64::MAX)), Ok(u64::MAX));
    assert!(u32::decode(json!(-1)).is_err());
    assert!(f32::decode(json!(1e39)).is_err());
    assert_eq!(f64::decode(json!(3)), Ok(3.0));
}

#[test]
fn text_to_values() {
    assert_eq!(from_slice::<Vec<i64>>(b"\xef\xbb\xbf [1] "), Ok(vec![1]));
    assert_eq!(from_slice::<Json>(br#"{"a":1,"a":2}"#), Ok(json!({"a": 2})));
    let error = |text: &[u8]| from_slice::<Json>(text).unwrap_err().to_string();
    assert!(error(b"\"\xff\"").contains("not JSON"));
    assert!(error(&[b'['; 200]).contains("recursion limit"));
    assert!(error(b"1 2").contains("trailing characters"));
    assert!(error(b"NaN").contains("not JSON"));
    let long = "é".repeat(100);
    let error = i64::decode(json!(long)).unwrap_err();
    assert_eq!(error.message(), format!("expected an integer, found \"{}\"…", &long[..120]));
    let member = DecodeError::new("x").in_member("a b").in_item(3).in_member("c_1");
    assert_eq!(member.path(), "$.c_1[3][\"a b\"]");
}

#[test]
fn serde_both_ways() {
    let order = Order::decode(json!({"id": 1, "lines": [{"name": "a"}], "x": 7})).unwrap();
    let text = serde_json::to_string(&order).unwrap();
    assert_eq!(serde_json::from_str::<Order>(&text).unwrap(), order);
    let error = serde_json::from_str::<Order>(r#"{"id":1,"lines":[{}]}"#).unwrap_err();
    assert!(error.to_string().contains("$.lines[0]"), "{error}");
}

#[derive(Debug, Clone, PartialEq)]
struct Tricky {
    rows: i64,
}

impl Tricky {
    #[expect(dead_code, reason = "a setter named like a function of the trait")]
    fn rows(self, rows: i64) -> Self {
        Self { rows }
    }
}

object!(Tricky { "rows" => rows required, });
