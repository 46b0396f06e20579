use serde_json::json;

use super::*;
use crate::runtime;

/// A value from JSON text.
fn decode<T: Wire>(value: impl std::borrow::Borrow<Json>) -> Result<T, DecodeError> {
    from_slice(value.borrow().to_string().as_bytes())
}

trait Encoded {
    /// The value's JSON text as a tree.
    fn encoded(&self) -> Result<Json, EncodeError>;
}

impl<T: Wire> Encoded for T {
    fn encoded(&self) -> Result<Json, EncodeError> {
        to_vec(self).map(|text| serde_json::from_slice(&text).unwrap())
    }
}

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
    Order(Boxed<Order>),
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
    let order = decode::<Order>(value).unwrap();
    assert_eq!(order.clear, Field::Null);
    assert_eq!(order.rest["x"], 7);
    assert_eq!(
        order.encoded().unwrap(),
        json!({"id": 1, "region": null, "clear": null, "lines": [{"name": "a"}], "f9": [1], "x": 7})
    );
    assert_eq!(decode::<Nothing>(json!({"a": 1})).unwrap().encoded().unwrap(), json!({}));
}

#[test]
fn errors_name_the_path() {
    let error =
        decode::<Order>(json!({"id": 1, "lines": [{"name": "a"}, {"name": 3}]})).unwrap_err();
    assert_eq!(
        error.to_string(),
        "at $.lines[1].name: expected a string, found 3 (line 1, column 39)"
    );
    let error = decode::<Order>(json!({"id": 1, "lines": [{}]})).unwrap_err();
    assert_eq!(
        error.to_string(),
        "at $.lines[0]: missing required member `name` (line 1, column 18)"
    );
    assert_eq!(
        decode::<i32>(json!(3_000_000_000_u32)).unwrap_err().message(),
        "expected an integer in the range of i32, found 3000000000"
    );
    assert_eq!(decode::<i64>(json!(3.0)), Ok(3));
}

#[test]
fn open_enums_keep_what_they_do_not_know() {
    assert_eq!(decode::<Color>(json!("red")), Ok(Color::Red));
    assert_eq!(decode::<Color>(json!("blue")).unwrap().encoded().unwrap(), json!("blue"));
    assert_eq!(serde_json::to_string(&Color::from("red")).unwrap(), "\"red\"");
}

#[test]
fn unions() {
    let stroke = json!({"kind": "stroke", "name": "a"});
    let shape = decode::<Shape>(stroke).unwrap();
    assert_eq!(shape.encoded().unwrap(), json!({"name": "a", "kind": "line"}));
    let other = json!({"kind": "circle", "r": 1});
    assert_eq!(decode::<Shape>(other.clone()).unwrap().encoded().unwrap(), other);
    assert_eq!(decode::<Either>(json!("red")), Ok(Either::Color(Color::Red)));
    assert_eq!(decode::<Either>(json!("blue")), Ok(Either::Text("blue".to_owned())));
    assert_eq!(decode::<Either>(json!([1])), Ok(Either::List(vec![1])));
    let error = decode::<Either>(json!([1, "a"])).unwrap_err().to_string();
    assert!(error.contains("List: at $[1]: expected an integer"), "{error}");
}

#[test]
fn texts() {
    use super::base64::Base64;
    assert_eq!(decode::<Base64>(json!("-_8")).unwrap().encoded().unwrap(), json!("+/8="));
    let time = decode::<chrono::DateTime<chrono::Utc>>(json!("2024-01-02T03:04:05+01:00")).unwrap();
    assert_eq!(time.encoded().unwrap(), json!("2024-01-02T02:04:05Z"));
    assert!(decode::<chrono::NaiveDate>(json!("2024-13-01")).is_err());
    assert!(decode::<::uuid::Uuid>(json!("x")).is_err());
    let time = decode::<jiff::Timestamp>(json!("2024-01-02T03:04:05+01:00")).unwrap();
    assert_eq!(time.encoded().unwrap(), json!("2024-01-02T02:04:05Z"));
    let time = decode::<time::OffsetDateTime>(json!("2024-01-02T03:04:05+01:00")).unwrap();
    assert_eq!(time.encoded().unwrap(), json!("2024-01-02T03:04:05+01:00"));
    let written = json!("Tue, 02 Jan 2024 02:04:05 +0000");
    assert_eq!(
        decode::<datetime_chrono::Rfc2822>(written.clone()).unwrap().encoded().unwrap(),
        "Tue, 2 Jan 2024 02:04:05 +0000"
    );
    assert_eq!(
        decode::<datetime_jiff::Rfc2822>(written.clone()).unwrap().encoded().unwrap(),
        written
    );
    assert_eq!(
        decode::<datetime_time::Rfc2822>(written.clone()).unwrap().encoded().unwrap(),
        written
    );
    for wrong in ["2024-13-01", "2024-01-01x", "2024-01-32T00:00:00Z"] {
        assert!(decode::<chrono::NaiveDate>(json!(wrong)).is_err(), "{wrong}");
        assert!(decode::<jiff::civil::Date>(json!(wrong)).is_err(), "{wrong}");
        assert!(decode::<time::Date>(json!(wrong)).is_err(), "{wrong}");
    }
    assert_eq!(
        decode::<time::Date>(json!("2024-02-03")).unwrap().encoded().unwrap(),
        json!("2024-02-03")
    );
    assert_eq!(0.1f32.encoded().unwrap(), json!(0.1));
}

#[derive(Debug, Clone, PartialEq)]
enum Tree {
    One(Node),
    Two(Boxed<Node>),
}

union!(Tree { One, Two });

#[derive(Debug, Clone, PartialEq)]
struct Node {
    child: Option<Boxed<Tree>>,
    leaf: Option<i64>,
}

object!(Node { "child" => child optional, "leaf" => leaf optional, });

#[test]
fn unions_in_unions_end() {
    let mut value = json!({"leaf": "not a number"});
    for _ in 0..100 {
        value = json!({"child": value});
    }
    let error = decode::<Tree>(value).unwrap_err();
    assert!(error.to_string().len() < 3_000, "{error}");
    assert!(decode::<Tree>(json!({"child": {"leaf": 1}})).is_ok());
}

#[test]
fn what_json_has_no_form_for() {
    for number in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
        assert!(number.encoded().is_err() && (number as f32).encoded().is_err());
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
    let error = order.encoded().unwrap_err();
    assert_eq!(error.to_string(), "at $.f7: JSON cannot represent NaN");
    assert_eq!(vec![Some(1.0), Some(f64::NAN)].encoded().unwrap_err().path(), "$[1]");
    let order = Order { f7: None, ..order };
    assert_eq!(
        order.encoded().unwrap(),
        json!({"id": 1, "region": null, "lines": [{"name": "a"}], "x": 1})
    );
    let year = chrono::NaiveDate::from_ymd_opt(10_000, 1, 1).unwrap();
    assert!(year.encoded().is_err());
    let year = chrono::NaiveDate::from_ymd_opt(-1, 1, 1).unwrap();
    assert!(year.encoded().is_err());
    assert!(jiff::civil::date(-1, 1, 1).encoded().is_err());
    assert!(datetime_time::Rfc2822(time::OffsetDateTime::UNIX_EPOCH).encoded().is_ok());
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
        assert_eq!(decode::<i64>(value.clone()).ok(), expected, "{value}");
    }
    assert_eq!(decode::<u64>(json!(u64::MAX)), Ok(u64::MAX));
    assert!(decode::<u32>(json!(-1)).is_err());
    assert!(decode::<f32>(json!(1e39)).is_err());
    assert_eq!(decode::<f64>(json!(3)), Ok(3.0));
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
    let error = decode::<i64>(json!(long)).unwrap_err();
    assert_eq!(error.message(), format!("expected an integer, found \"{}\"…", &long[..120]));
    let member = DecodeError::new("x").in_member("a b").in_item(3).in_member("c_1");
    assert_eq!(member.path(), "$.c_1[3][\"a b\"]");
}

#[test]
fn serde_both_ways() {
    let order = decode::<Order>(json!({"id": 1, "lines": [{"name": "a"}], "x": 7})).unwrap();
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

macro_rules! large {
    ($($name:literal => $field:ident,)*) => {
        #[derive(Debug, Clone, PartialEq, Default)]
        struct Large { child: Option<Boxed<Large>>, $($field: Option<String>,)* }

        object!(Large { "child" => child optional, $($name => $field optional,)* });
    };
}

large! {
    "a0" => a0, "a1" => a1, "a2" => a2, "a3" => a3, "a4" => a4, "a5" => a5, "a6" => a6, "a7" => a7, "a8" => a8,
    "b0" => b0, "b1" => b1, "b2" => b2, "b3" => b3, "b4" => b4, "b5" => b5, "b6" => b6, "b7" => b7, "b8" => b8,
    "c0" => c0, "c1" => c1, "c2" => c2, "c3" => c3, "c4" => c4, "c5" => c5, "c6" => c6, "c7" => c7, "c8" => c8,
    "d0" => d0, "d1" => d1, "d2" => d2, "d3" => d3, "d4" => d4, "d5" => d5, "d6" => d6, "d7" => d7, "d8" => d8,
    "e0" => e0, "e1" => e1, "e2" => e2, "e3" => e3, "e4" => e4, "e5" => e5, "e6" => e6, "e7" => e7, "e8" => e8,
    "f0" => f0, "f1" => f1, "f2" => f2, "f3" => f3, "f4" => f4, "f5" => f5, "f6" => f6, "f7" => f7, "f8" => f8,
    "g0" => g0, "g1" => g1, "g2" => g2, "g3" => g3, "g4" => g4, "g5" => g5, "g6" => g6, "g7" => g7, "g8" => g8,
}

#[test]
fn large_objects_as_deep_as_they_may_be() {
    let text = r#"{"g8":"x","child":"#.repeat(127) + r#"{"a0":"y"}"# + &"}".repeat(127);
    let large: Large = from_slice(text.as_bytes()).unwrap();
    assert_eq!(from_slice::<Large>(&to_vec(&large).unwrap()), Ok(large));
}

#[derive(Debug, Clone, PartialEq)]
enum Outer {
    Shape(Shape),
    Lines(Vec<Shape>),
    Any(Json),
}

union!(Outer by "kind" { "line" | "order" => Shape, "lines" => Lines, "any" => Any, });

#[derive(Debug, Clone, PartialEq)]
enum Wrapped {
    Outer(Outer),
}

union!(Wrapped by "wrapped" { "outer" => Outer, });

#[test]
fn tags_of_unions_in_unions() {
    let line = || Shape::Line(Line { name: "a".to_owned() });
    let any = |value| Wrapped::Outer(Outer::Any(value));
    for (value, text) in [
        (
            Wrapped::Outer(Outer::Shape(line())),
            json!({"name": "a", "kind": "line", "wrapped": "outer"}),
        ),
        (
            any(json!({"kind": "other", "a": {"kind": 1}})),
            json!({"kind": "any", "a": {"kind": 1}, "wrapped": "outer"}),
        ),
        (
            any(json!({"kind": "any", "wrapped": "outer"})),
            json!({"kind": "any", "wrapped": "outer"}),
        ),
        (any(json!([{"a": 1}])), json!([{"a": 1}])),
        (Wrapped::Outer(Outer::Lines(vec![line()])), json!([{"name": "a", "kind": "line"}])),
    ] {
        assert_eq!(value.encoded().unwrap(), text);
        assert_eq!([value].to_vec().encoded().unwrap(), json!([text]));
    }
    let nested = json!({"wrapped": "outer", "kind": "line", "name": "a"});
    assert_eq!(decode::<Wrapped>(nested).unwrap(), Wrapped::Outer(Outer::Shape(line())));
}
