//! Input that is huge, deep, cyclic or broken: a clear error or correct code, soon, and never a panic.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::fmt::Write;
use std::time::{Duration, Instant};

use specwright::diagnostics::{Diagnostics, Severity};
use specwright::read::Source;
use specwright::{Generated, stand_alone};
use specwright_tests::fixtures::of_text;

/// More than any case takes in a debug build on a machine with much else to do.
const LIMIT: Duration = Duration::from_secs(60);

fn generate(text: String) -> Generated {
    let start = Instant::now();
    let generated = specwright::generate(of_text("hostile", text), None);
    let took = start.elapsed();
    println!("{took:?}");
    assert!(took < LIMIT, "{took:?}");
    generated
}

fn codes(generated: &Generated) -> Vec<&'static str> {
    let mut codes: Vec<&str> = generated.diagnostics.list.iter().map(|d| d.code().id()).collect();
    codes.sort_unstable();
    codes.dedup();
    codes
}

/// Nothing is generated, and the findings are these.
fn refused(text: impl Into<String>, expected: &[&str]) {
    let generated = generate(text.into());
    assert!(stand_alone(&generated).is_none());
    assert_eq!(codes(&generated), expected);
}

/// The schemas are generated with these findings, twice the same.
fn accepted(schemas: &str, expected: &[&str]) -> String {
    let text = with_schemas(schemas);
    let generated = generate(text.clone());
    let shown: Vec<String> =
        generated.diagnostics.list.iter().map(|d| d.message()).take(5).collect();
    assert_eq!(codes(&generated), expected, "{shown:?}");
    let package = stand_alone(&generated).unwrap();
    assert_eq!(package, stand_alone(&generate(text)).unwrap());
    let types = package.iter().filter(|(path, _)| path.starts_with("src/types/"));
    types.map(|(_, text)| text.as_str()).collect()
}

/// A document in JSON whose one operation takes and gives the schema `A`.
fn with_schemas(schemas: &str) -> String {
    let content = r##"{"application/json":{"schema":{"$ref":"#/components/schemas/A"}}}"##;
    format!(
        r#"{{"openapi":"3.0.3","info":{{"title":"T","version":"1"}},"paths":{{"/a":{{"put":{{"operationId":"put","requestBody":{{"required":true,"content":{content}}},"responses":{{"200":{{"description":"d","content":{content}}}}}}}}}}},"components":{{"schemas":{{{schemas}}}}}}}"#
    )
}

fn reference(name: &str) -> String {
    format!(r##"{{"$ref":"#/components/schemas/{name}"}}"##)
}

fn joined(count: usize, item: impl Fn(usize) -> String) -> String {
    (0..count).map(item).collect::<Vec<_>>().join(",")
}

#[test]
fn what_is_no_document_is_refused() {
    refused("", &["SW0001"]);
    refused("{}", &["SW0003"]);
    refused("just text", &["SW0003"]);
    refused("[]", &["SW0003"]);
    refused("openapi: 3.0.3\npaths: [", &["SW0002"]);
    refused("[".repeat(10 << 20), &["SW0002"]);
    refused("{\"a\":".repeat(100_000), &["SW0002"]);
    refused("- ".repeat(100_000), &["SW0002"]);
    let mut bomb = String::from("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
    for level in 1..20 {
        let aliases = format!("*a{}, ", level - 1).repeat(10);
        writeln!(bomb, "a{level}: &a{level} [{aliases}]").unwrap();
    }
    refused(bomb, &["SW0002"]);
    let cut = with_schemas(r#""A":{"type":"object"}"#);
    refused(&cut[..cut.len() / 2], &["SW0002"]);
}

#[test]
fn what_is_no_text_is_refused() {
    for bytes in [vec![0xff, 0xfe, 0], vec![0; 10], Vec::new(), b" \n".to_vec()] {
        let mut found = Diagnostics::default();
        let source = Source::from_bytes("x", bytes);
        source.report(0, &mut found);
        assert!(source.text.is_empty());
        assert_eq!(found.count(Severity::Error), 1);
    }
}

#[test]
fn references_in_circles_end() {
    let a = |name: &str| reference(name);
    accepted(&format!(r#""A":{}"#, a("A")), &["SW0012"]);
    accepted(&format!(r#""A":{},"B":{}"#, a("B"), a("A")), &["SW0012"]);
    accepted(&format!(r#""A":{}"#, a("Nowhere")), &["SW0011"]);
    accepted(&format!(r#""A":{{"allOf":[{}]}}"#, a("A")), &["SW0012"]);
    let own = r#"{"type":"object","properties":{"x":{"type":"string"}}}"#;
    let text = accepted(
        &format!(r#""A":{{"allOf":[{},{own}]}},"B":{{"allOf":[{},{own}]}}"#, a("B"), a("A")),
        &[],
    );
    assert!(text.contains("pub x: Option<String>"), "{text}");
    accepted(&format!(r#""A":{{"oneOf":[{},{{"type":"string"}}]}}"#, a("A")), &["SW0012"]);
    accepted(&format!(r#""A":{{"type":"array","items":{}}}"#, a("A")), &["SW0012"]);
    let discriminator = r#""discriminator":{"propertyName":"k"}"#;
    accepted(
        &format!(
            r#""A":{{"allOf":[{}],{discriminator},{}"#,
            a("B"),
            format_args!(
                r#""properties":{{"k":{{"type":"string"}}}}}},"B":{{"allOf":[{}],{discriminator}}}"#,
                a("A")
            )
        ),
        &["SW0012"],
    );
    let inherited = format!(
        r#""A":{{"type":"object","properties":{{{}}}}}"#,
        joined(8, |n| format!(
            r#""p{n}":{{"allOf":[{},{{"type":"object","properties":{{"q{n}":{{"type":"string"}}}}}}]}}"#,
            a("A")
        ))
    );
    accepted(&inherited, &[]);
}

#[test]
fn nesting_does_not_double_the_work() {
    let levels =
        |of: &dyn Fn(usize) -> String| joined(60, |n| format!(r#""{}":{}"#, level(n), of(n)));
    fn level(n: usize) -> String {
        if n == 0 { "A".to_owned() } else { format!("L{n}") }
    }
    let last = r#"{"type":"object","properties":{"x":{"type":"string"}}}"#;
    let next = |n: usize| reference(&level(n + 1));
    let or_last = |n: usize, text: String| if n == 59 { last.to_owned() } else { text };
    accepted(&levels(&|n| or_last(n, format!(r#"{{"allOf":[{},{}]}}"#, next(n), next(n)))), &[]);
    let extra = r#"{"type":"object","properties":{"y":{"type":"string"}}}"#;
    accepted(
        &levels(&|n| {
            let more = format!(r#"{{"allOf":[{},{extra}]}}"#, next(n));
            or_last(n, format!(r#"{{"type":"object","properties":{{"a":{more},"b":{more}}}}}"#))
        }),
        &[],
    );
    accepted(
        &levels(&|n| {
            let more = format!(r#"{{"type":"object","properties":{{"o":{}}}}}"#, next(n));
            or_last(n, format!(r#"{{"oneOf":[{},{more},{}]}}"#, next(n), next(n)))
        }),
        &[],
    );
    accepted(
        &levels(&|n| {
            let branch =
                |m: usize| format!(r#"{{"allOf":[{extra},{}],"title":"T{n}x{m}"}}"#, next(n));
            or_last(n, format!(r#"{{"oneOf":[{},{}]}}"#, branch(1), branch(2)))
        }),
        // The variants of a union that several variants contain have the same titles.
        &["SW0020", "SW0022"],
    );
}

#[test]
fn long_chains_stay_typed() {
    let name = |n: usize| if n == 0 { "A".to_owned() } else { format!("N{n}") };
    let chain = joined(3000, |n| {
        let to = |m: usize| reference(&name(m % 3000));
        format!(
            r#""{}":{{"type":"object","properties":{{"a":{},"b":{},"c":{}}}}}"#,
            name(n),
            to(n + 1),
            to(n * 7 + 3),
            to(n / 2)
        )
    });
    let text = accepted(&chain, &[]);
    assert_eq!(text.matches("pub struct ").count(), 3000);
    let unions = joined(3000, |n| {
        let next =
            if n == 2999 { r#"{"type":"boolean"}"#.to_owned() } else { reference(&name(n + 1)) };
        format!(r#""{}":{{"oneOf":[{{"type":"string"}},{next}]}}"#, name(n))
    });
    accepted(&unions, &["SW0020"]);
    let deep = format!("{}{}", r#"{"type":"array","items":"#.repeat(45), "{\"type\":\"string\"}");
    accepted(&format!(r#""A":{deep}{}"#, "}".repeat(45)), &[]);
}

#[test]
fn wide_schemas_take_linear_time() {
    let properties = joined(50_000, |n| format!(r#""p{n}":{{"type":"string"}}"#));
    let text = accepted(&format!(r#""A":{{"type":"object","properties":{{{properties}}}}}"#), &[]);
    assert!(text.contains("pub p49999: "));
    let required = joined(50_000, |n| format!(r#""p{n}""#));
    accepted(
        &format!(
            r#""A":{{"type":"object","required":[{required}],"properties":{{"p1":{{"type":"string"}}}}}}"#
        ),
        &["SW0029"],
    );
    let values = joined(20_000, |n| format!(r#""value {n}""#));
    let text = accepted(&format!(r#""A":{{"type":"string","enum":[{values}]}}"#), &[]);
    assert!(text.contains("Value19999"));
    let same =
        joined(20_000, |n| format!(r#""{}""#, "🦀".repeat(n % 50 + 1) + &"!".repeat(n / 50)));
    accepted(&format!(r#""A":{{"type":"string","enum":[{same}]}}"#), &[]);
    let branches = joined(500, |n| {
        format!(
            r#"{{"type":"object","title":"B{n}","required":["k"],"properties":{{"k":{{"type":"string","enum":["v{n}"]}}}}}}"#
        )
    });
    let text = accepted(&format!(r#""A":{{"oneOf":[{branches}]}}"#), &[]);
    assert!(text.contains("\"v499\" => V499"));
    let description = "word `x <y> [z] ```\\n* ".repeat(50_000);
    let description = description.replace('"', "");
    accepted(
        &format!(
            r#""A":{{"type":"object","description":"{description}","properties":{{"x":{{"type":"string"}}}}}}"#
        ),
        &[],
    );
    let number = "9".repeat(4000);
    accepted(
        &format!(
            r#""A":{{"type":"object","properties":{{"x":{{"type":"integer","maximum":{number},"enum":[1]}},"y":{{"type":"string","maxLength":{number}}}}}}}"#
        ),
        &["SW0006", "SW0013"],
    );
}

#[test]
fn many_operations_in_one_group() {
    let operations = joined(5000, |n| {
        format!(
            r#""/things/{n}/{{id}}":{{"get":{{"operationId":"getThing{n}","tags":["things"],"responses":{{"200":{{"description":"d"}}}}}}}}"#
        )
    });
    let text = format!(
        r#"{{"openapi":"3.0.3","info":{{"title":"T","version":"1"}},"paths":{{{operations}}}}}"#
    );
    let generated = generate(text);
    assert_eq!(codes(&generated), ["SW0024"]);
    let package = stand_alone(&generated).unwrap();
    let longest = package.values().map(|text| text.lines().count()).max().unwrap();
    assert!(longest < 6000, "{longest} lines");
}
