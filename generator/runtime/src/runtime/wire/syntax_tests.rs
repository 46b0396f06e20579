//! Texts that RFC 8259 allows and forbids, read into a tree, skipped as a member that no row knows, and as a tag's
//! neighbour.

use super::*;
use crate::runtime;

#[derive(Debug, PartialEq)]
struct Empty {}

object!(Empty {});

/// Whether a text is JSON, by every way of reading it.
fn accepts(text: &[u8]) -> bool {
    let tree = from_slice::<Json>(text);
    let accepted = tree.is_ok();
    let text = text.strip_prefix(b"\xef\xbb\xbf").unwrap_or(text);
    if let Ok(tree) = tree {
        assert_eq!(tree, serde_json::from_slice::<Json>(text).unwrap(), "{}", shown(text));
        let again = to_vec(&tree).unwrap();
        assert_eq!(from_slice::<Json>(&again), Ok(tree), "{}", shown(text));
    }
    let object = [b"{\"unknown\":", text, b"}"].concat();
    let skipped = from_slice::<Empty>(&object);
    assert_eq!(skipped.is_ok(), accepted, "{}: {skipped:?}", shown(text));
    let array = [b"[", text, b"]"].concat();
    let items = from_slice::<Vec<Json>>(&array).is_ok_and(|items| items.len() == 1);
    assert_eq!(items, accepted, "{}", shown(text));
    accepted
}

fn shown(text: &[u8]) -> String {
    String::from_utf8_lossy(text).chars().take(80).collect()
}

#[test]
fn accepted() {
    let texts: &[&[u8]] = &[
        b"null",
        b"true",
        b"false",
        b"0",
        b"-0",
        b"1",
        b"-1",
        b"12",
        b"1.5",
        b"-0.0",
        b"1e3",
        b"1E3",
        b"1e+3",
        b"1e-3",
        b"1.5e3",
        b"0e0",
        b"0.1",
        b"10",
        b"100000000000000000000",
        b"18446744073709551615",
        b"18446744073709551616",
        b"-9223372036854775808",
        b"-9223372036854775809",
        b"1e-400",
        b"0e400",
        b"123456789012345678",
        b"1234567890123456789",
        b"\"\"",
        b"\"a\"",
        b"\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"",
        b"\"\\u0000\"",
        b"\"\\u00e9\"",
        b"\"\\uD83D\\uDE00\"",
        b"\"\\ud83d\\ude00\"",
        b"\"\\uFFFF\"",
        b"\"\x7f\"",
        "\"é\"".as_bytes(),
        "\"\u{2028}\u{feff}\"".as_bytes(),
        "\"😀\"".as_bytes(),
        b"\"\\u005C\"",
        b"\"\\u0022\"",
        b"\"a\\u0062c\"",
        b"\"/\"",
        b"[]",
        b"[ ]",
        b"[1]",
        b"[1,2]",
        b"[ 1 , 2 ]",
        b"[[]]",
        b"[[],[]]",
        b"[{}]",
        b"[null,true,false,\"\",0,[],{}]",
        b"{}",
        b"{ }",
        b"{\"a\":1}",
        b"{\"a\":1,\"b\":2}",
        b"{ \"a\" : 1 , \"b\" : 2 }",
        b"{\"\":0}",
        b"{\"a\":{}}",
        b"{\"a\":1,\"a\":2}",
        b"{\"a\\u0000b\":1}",
        b"{\"\\n\":1,\"\\u000a\":2}",
        b"{\"a\":[{\"b\":[]}],\"c\":{}}",
        b" 1 ",
        b"\t1\n",
        b"\r\n[\r\n]\r\n",
        b"\n\n\"a\"\n",
        b"\xef\xbb\xbf1",
        b"\xef\xbb\xbf {}",
        b"\"a string that is longer than a word and a block of words, and has no escapes at all\"",
        b"\"a string that is longer than a word and a block of words, and has one escape\\n\"",
    ];
    for text in texts {
        assert!(accepts(text), "{}", shown(text));
    }
}

#[test]
fn refused() {
    let texts: &[&[u8]] = &[
        b"",
        b" ",
        b"nul",
        b"nulll",
        b"NULL",
        b"True",
        b"tru",
        b"truee",
        b"falsy",
        b"undefined",
        b"NaN",
        b"Infinity",
        b"-Infinity",
        b"-",
        b"+1",
        b"--1",
        b"01",
        b"-01",
        b"00",
        b"1.",
        b".5",
        b"-.5",
        b"1.e3",
        b"1e",
        b"1e+",
        b"1e-",
        b"1ee3",
        b"1.5.5",
        b"0x1",
        b"1_000",
        b"1,000",
        b"1 2",
        b"0.",
        b"0e",
        b"1e1.5",
        b"-a",
        b"1a",
        b"1\xc2\xa0",
        b"'a'",
        b"\"",
        b"\"a",
        b"\"a\\\"",
        b"\"\\",
        b"\"\\a\"",
        b"\"\\x41\"",
        b"\"\\'\"",
        b"\"\\0\"",
        b"\"\\u\"",
        b"\"\\u1\"",
        b"\"\\u12\"",
        b"\"\\u123\"",
        b"\"\\u123",
        b"\"\\u123g\"",
        b"\"\\u+123\"",
        b"\"\\U0041\"",
        b"\"\\ud800\"",
        b"\"\\udc00\"",
        b"\"\\ud800\\ud800\"",
        b"\"\\ud800\\n\"",
        b"\"\\ud800x\"",
        b"\"\\ud800\\u0041\"",
        b"\"\\udc00\\ud800\"",
        b"\"\\ud83d\\ude0\"",
        b"\"\n\"",
        b"\"\t\"",
        b"\"\0\"",
        b"\"\x1f\"",
        b"\"a\"\"b\"",
        b"\"a line end in a string that is longer than a word and a block of words\n\"",
        b"\"\xff\"",
        b"\"\xc0\x80\"",
        b"\"\xed\xa0\x80\"",
        b"\"\xf4\x90\x80\x80\"",
        b"\"\xe2\x82\"",
        b"\xff",
        b"[\xff]",
        b"\xfe\xff\x00\x31",
        b"[",
        b"]",
        b"[1",
        b"[1,",
        b"[1,]",
        b"[,]",
        b"[,1]",
        b"[1,,2]",
        b"[1 2]",
        b"[1:2]",
        b"[1;2]",
        b"[}",
        b"[1}",
        b"[\"a\"",
        b"[a]",
        b"[1]]",
        b"[1],",
        b"[1,2",
        b"[*]",
        b"[-]",
        b"(1)",
        b"[1]//",
        b"[1]/**/",
        b"#1",
        b"{",
        b"}",
        b"{]",
        b"{\"a\"}",
        b"{\"a\":}",
        b"{\"a\":1",
        b"{\"a\":1,",
        b"{\"a\":1,}",
        b"{,}",
        b"{,\"a\":1}",
        b"{\"a\" 1}",
        b"{\"a\",1}",
        b"{\"a\"::1}",
        b"{a:1}",
        b"{'a':1}",
        b"{1:1}",
        b"{null:1}",
        b"{\"a\":1 \"b\":2}",
        b"{\"a\":1,,\"b\":2}",
        b"{\"a\":1;\"b\":2}",
        b"{\"a\":1]",
        b"{\"a\":1}}",
        b"{\"a\":1}x",
        b"{\"a\nb\":1}",
        b"{\"\\ud800\":1}",
        b"{[1]:1}",
        b"{\"a\":1,\"b\"}",
        b"{\"a\":1,b:2}",
        b"{\"a\":b}",
        b"{\"a\":01}",
        b"\x0b1",
        b"\x0c1",
        b"1\x00",
        b"\xc2\xa01",
        b"\xe2\x80\xa81",
        b"\xef\xbb\xbf",
        b"1\xef\xbb\xbf",
        b"<html>",
        b"a",
    ];
    for text in texts {
        assert!(!accepts(text), "{}", shown(text));
    }
}

#[test]
fn every_byte_everywhere() {
    // What may follow and precede a value, and be in a string: compared with another reader.
    for byte in 0..=u8::MAX {
        let texts: [&[u8]; 6] = [
            &[byte],
            &[b'1', byte],
            &[byte, b'1'],
            &[b'"', byte, b'"'],
            &[b'"', b'\\', byte, b'"'],
            &[b'[', b'1', byte, b'2', b']'],
        ];
        for text in texts {
            let expected = serde_json::from_slice::<Json>(text).is_ok();
            assert_eq!(accepts(text), expected, "{text:?}");
        }
    }
}

#[test]
fn every_prefix_of_a_text() {
    let text = r#" {"a":[1,-2.5e+3,"é\ud83d\ude00\n",true,null,{}],"b":{"c":[[],"x"]}} "#;
    let whole = text.trim_end().len();
    for end in 0..=text.len() {
        assert_eq!(accepts(&text.as_bytes()[..end]), end >= whole, "{end}");
    }
}

#[test]
fn depth() {
    let nested = |open: &str, inner: &str, close: &str, depth: usize| {
        format!("{}{inner}{}", open.repeat(depth), close.repeat(depth)).into_bytes()
    };
    for (open, inner, close) in [("[", "", "]"), ("{\"a\":", "1", "}"), ("[[{\"a\":[", "", "]}]]")]
    {
        let levels = open.matches(['[', '{']).count();
        let deepest = 128 / levels;
        assert!(from_slice::<Json>(&nested(open, inner, close, deepest)).is_ok());
        let error = from_slice::<Json>(&nested(open, inner, close, deepest + 1)).unwrap_err();
        assert!(error.message().contains("recursion limit"), "{error}");
        let skipped = nested(open, inner, close, deepest + 1);
        let skipped = [b"{\"a\":", &skipped[..], b"}"].concat();
        assert!(from_slice::<Empty>(&skipped).is_err());
    }
    assert!(from_slice::<Json>(&b"[".repeat(1_000_000)).is_err());
    assert!(from_slice::<Json>(&b"{\"a\":".repeat(1_000_000)).is_err());
    // Side by side, they nest no deeper.
    let wide = format!("[{}[]]", "[[]],".repeat(1_000));
    assert!(from_slice::<Json>(wide.as_bytes()).is_ok());
}

#[derive(Debug, Clone, PartialEq)]
struct Pair {
    number: Option<i64>,
    text: String,
    quoted: Option<bool>,
    rest: std::collections::BTreeMap<String, i64>,
}

object!(Pair {
    "number" => number optional,
    "te\"xt\n" => text required,
    "é" => quoted optional,
    .. => rest,
});

#[test]
fn names_and_duplicates() {
    let text = r#"{"te\"xt\n":"a","é":true,"number":1,"x":1}"#;
    let pair: Pair = from_slice(text.as_bytes()).unwrap();
    assert_eq!(to_vec(&pair).unwrap(), r#"{"number":1,"te\"xt\n":"a","é":true,"x":1}"#.as_bytes());
    let escaped = r#"{"\u0074e\u0022xt\u000a":"a","\u00e9":true,"num\u0062er":1,"\u0078":1}"#;
    assert_eq!(from_slice::<Pair>(escaped.as_bytes()), Ok(pair.clone()));
    // The last one counts, whatever those before it are.
    for text in [
        r#"{"number":"no","te\"xt\n":[],"x":null,"é":{},"te\"xt\n":"a","number":2,"x":1,"é":true,"number":1}"#,
        r#"{"x":[1,2,{}],"x":"y","x":1,"te\"xt\n":"a","é":true,"number":{"number":[]},"number":1}"#,
        r#"{"number":null,"te\"xt\n":"b","te\"xt\n":"a","x":2,"x":1,"é":true,"number":1}"#,
    ] {
        assert_eq!(from_slice::<Pair>(text.as_bytes()), Ok(pair.clone()), "{text}");
    }
    let error =
        from_slice::<Pair>(r#"{"number":1,"te\"xt\n":"a","number":"no"}"#.as_bytes()).unwrap_err();
    assert_eq!(error.path(), "$.number");
    let error = from_slice::<Pair>(r#"{"number":"no","te\"xt\n":"#.as_bytes()).unwrap_err();
    assert_eq!(error.to_string(), "at $: not JSON: unexpected end (line 1, column 27)");
    assert_eq!(from_slice::<Json>(br#"{"a":1e999,"a":1}"#).unwrap(), serde_json::json!({"a": 1}));
}

#[test]
fn positions() {
    let error = from_slice::<Vec<i64>>("[1,\n 2,\n \"é\", 3]".as_bytes()).unwrap_err();
    assert_eq!(error.position(), Some((3, 2)));
    let error = from_slice::<Vec<String>>("[\"é\", 3]".as_bytes()).unwrap_err();
    assert_eq!(error.to_string(), "at $[1]: expected a string, found 3 (line 1, column 7)");
    let error = from_slice::<Json>("[\n\"é\u{1}\"]".as_bytes()).unwrap_err();
    assert_eq!(error.position(), Some((2, 3)));
    let error = from_slice::<Json>(b"[\n\"\xff\"]").unwrap_err();
    assert_eq!(error.to_string(), "at $: not JSON: invalid UTF-8 (line 2, column 2)");
}
