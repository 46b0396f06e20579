//! Styles of parameters and of forms (`OpenAPI`, Parameter Object), and percent-encoding (RFC 3986).
//!
//! A value comes as its JSON text, which the wire tables write, and is taken apart by one level: there is no tree.

use std::borrow::Cow;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use super::wire::{Shape, text_of};

/// Characters to percent-encode: all but the unreserved ones (RFC 3986, section 2.3).
const COMPONENT: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// Characters to percent-encode with `allowReserved` in a query or form (`OpenAPI` 3.0.4, Parameter Object). Reserved
/// characters are kept, except those that would end the parameter or the query, and `+`, which servers read as a space.
pub const RESERVED: &AsciiSet = &COMPONENT
    .remove(b':')
    .remove(b'/')
    .remove(b'?')
    .remove(b'@')
    .remove(b'!')
    .remove(b'$')
    .remove(b'\'')
    .remove(b'(')
    .remove(b')')
    .remove(b'*')
    .remove(b',')
    .remove(b';')
    .remove(b'=');

/// Characters to percent-encode with `allowReserved` in a path, whose segments a value never adds to (`OpenAPI` 3.2,
/// Path Templating).
const RESERVED_IN_PATH: &AsciiSet = &RESERVED.add(b'/').add(b'?').remove(b'&').remove(b'+');

/// Characters to percent-encode with `allowReserved` in a cookie (RFC 6265, section 4.1.1).
const RESERVED_IN_COOKIE: &AsciiSet =
    &RESERVED.add(b',').add(b';').remove(b'&').remove(b'+').remove(b'#').remove(b'[').remove(b']');

/// Characters to percent-encode in a whole query (RFC 3986, section 3.4).
const QUERY: &AsciiSet = &RESERVED.remove(b'&').remove(b'+').remove(b'%');

/// Characters to percent-encode in the name of a cookie, which is a token (RFC 9110, section 5.6.2).
const TOKEN: &AsciiSet = &COMPONENT
    .remove(b'!')
    .remove(b'#')
    .remove(b'$')
    .remove(b'&')
    .remove(b'\'')
    .remove(b'*')
    .remove(b'+')
    .remove(b'^')
    .remove(b'`')
    .remove(b'|');

/// Serialization of a parameter or of a form's property: `style`, `explode` and `allowReserved` (`OpenAPI`, Parameter
/// Object). The examples show a parameter `p` with the values `["a", "b"]` and `{"k": 1, "l": 2}`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Style {
    kind: Kind,
    explode: bool,
    reserved: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Simple,
    Label,
    Matrix,
    Form,
    SpaceDelimited,
    PipeDelimited,
    DeepObject,
    Cookie,
    Json,
    QueryString,
}

impl Style {
    /// Paths and headers: `a,b` and `k,1,l,2`; exploded, `a,b` and `k=1,l=2`.
    pub const SIMPLE: Self = Self::of(Kind::Simple);
    /// Paths: `.a,b` and `.k,1,l,2`; exploded, `.a.b` and `.k=1.l=2`.
    pub const LABEL: Self = Self::of(Kind::Label);
    /// Paths: `;p=a,b` and `;p=k,1,l,2`; exploded, `;p=a;p=b` and `;k=1;l=2`.
    pub const MATRIX: Self = Self::of(Kind::Matrix);
    /// Queries, cookies and forms: `p=a,b` and `p=k,1,l,2`; exploded, `p=a&p=b` and `k=1&l=2`.
    pub const FORM: Self = Self::of(Kind::Form);
    /// Queries and forms: `p=a%20b` and `p=k%201%20l%202`; exploded like [`Self::FORM`].
    pub const SPACE_DELIMITED: Self = Self::of(Kind::SpaceDelimited);
    /// Queries and forms: `p=a%7Cb` and `p=k%7C1%7Cl%7C2`; exploded like [`Self::FORM`].
    pub const PIPE_DELIMITED: Self = Self::of(Kind::PipeDelimited);
    /// Queries and forms: `p[k]=1&p[l]=2`, with brackets percent-encoded. `OpenAPI` does not define how nested objects
    /// and lists are written; here, they are `p[k][l]=1` and `p[k][0]=a`.
    pub const DEEP_OBJECT: Self = Self::of(Kind::DeepObject);
    /// Cookies: `p=a,b` and `p=k,1,l,2`; exploded, `p=a; p=b` and `k=1; l=2`. Values are written as they are.
    pub const COOKIE: Self = Self::of(Kind::Cookie);
    /// JSON text.
    pub const JSON: Self = Self::of(Kind::Json);
    /// The value is the whole query string (`OpenAPI` 3.2, `in: querystring`).
    pub const QUERY_STRING: Self = Self::of(Kind::QueryString);

    const fn of(kind: Kind) -> Self {
        Self { kind, explode: false, reserved: false }
    }

    /// The style with `explode: true`: a pair for every item or member.
    #[must_use]
    pub const fn exploded(self) -> Self {
        Self { explode: true, ..self }
    }

    /// The style with `allowReserved: true`: reserved characters and percent-encoded octets are kept where they may be.
    #[must_use]
    pub const fn reserved(self) -> Self {
        Self { reserved: true, ..self }
    }

    /// Returns the separator of items in one pair, not encoded.
    pub(super) fn separator(self) -> &'static str {
        match self.kind {
            Kind::SpaceDelimited => " ",
            Kind::PipeDelimited => "|",
            _ => ",",
        }
    }

    /// Whether reserved characters are kept.
    pub(super) fn is_reserved(self) -> bool {
        self.reserved
    }

    /// Percent-encodes a text; of reserved characters, which are kept with `allowReserved`, those of the set.
    fn encode(self, text: &str, reserved: &'static AsciiSet) -> String {
        if self.reserved { encode_reserved(text, reserved) } else { encode(text) }
    }
}

/// Whether a text is a token (RFC 9110, section 5.6.2).
pub fn is_token(text: &str) -> bool {
    let is_tchar = |b: u8| b.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&b);
    !text.is_empty() && text.bytes().all(is_tchar)
}

/// Percent-encodes all but unreserved characters (RFC 3986, section 2.3).
pub fn encode(text: &str) -> String {
    utf8_percent_encode(text, COMPONENT).to_string()
}

/// Percent-encodes the characters of a set, but keeps percent-encoded octets (RFC 6570, section 3.2.3).
pub fn encode_reserved(text: &str, set: &'static AsciiSet) -> String {
    let mut out = String::new();
    for (index, part) in text.split('%').enumerate() {
        let is_hex = |octet: &[u8]| octet.iter().all(u8::is_ascii_hexdigit);
        match part.as_bytes().get(..2) {
            _ if index == 0 => {}
            Some(octet) if is_hex(octet) => out.push('%'),
            _ => out.push_str("%25"),
        }
        out.extend(utf8_percent_encode(part, set));
    }
    out
}

/// Returns the texts of items that are not `null`.
fn texts(items: Vec<&str>) -> impl Iterator<Item = Cow<'_, str>> {
    items.into_iter().filter_map(text_of)
}

/// Returns the names and texts of members that are not `null`.
fn named<'a>(
    members: Vec<(Cow<'a, str>, &'a str)>,
) -> impl Iterator<Item = (Cow<'a, str>, Cow<'a, str>)> {
    members.into_iter().filter_map(|(name, value)| Some((name, text_of(value)?)))
}

/// Serializes a value for a path (RFC 6570, section 3.2). The caller handles results that are empty, `.` or `..`.
pub fn path(name: &str, json: &str, style: Style) -> String {
    let encode_value = |text: &str| style.encode(text, RESERVED_IN_PATH);
    // RFC 6570, section 3.2.7: an empty matrix parameter has no `=`.
    let matrix = |text: &str| match text {
        "" => format!(";{}", encode(name)),
        text => format!(";{}={text}", encode(name)),
    };
    let (separator, pair) = match (style.kind, style.explode) {
        (Kind::Json, _) => return encode(json),
        (Kind::Label, true) => (".", "="),
        (Kind::Matrix, true) => (";", "="),
        (_, true) => (",", "="),
        (_, false) => (",", ","),
    };
    let is_exploded_matrix = style.kind == Kind::Matrix && style.explode;
    let mut is_object = false;
    let parts: Vec<String> = match Shape::of(json) {
        Shape::Undefined => Vec::new(),
        Shape::Scalar(text) => vec![encode_value(&text)],
        Shape::List(items) if is_exploded_matrix => {
            return texts(items).map(|item| matrix(&encode_value(&item))).collect();
        }
        Shape::List(items) => texts(items).map(|item| encode_value(&item)).collect(),
        Shape::Object(members) => {
            is_object = true;
            let pairs = named(members);
            pairs
                .map(|(key, value)| format!("{}{pair}{}", encode(&key), encode_value(&value)))
                .collect()
        }
    };
    if parts.is_empty() {
        return String::new();
    }
    let joined = parts.join(separator);
    match style.kind {
        Kind::Label => format!(".{joined}"),
        Kind::Matrix if is_exploded_matrix && is_object => format!(";{joined}"),
        Kind::Matrix => matrix(&joined),
        _ => joined,
    }
}

/// Serializes a value for a header, without percent-encoding. Returns `None` if there is nothing to send: for `null`,
/// an empty list or an empty object.
pub fn header(json: &str, style: Style) -> Option<String> {
    if style.kind == Kind::Json {
        return Some(json.to_owned());
    }
    let pair = if style.explode { "=" } else { "," };
    let items: Vec<Cow<'_, str>> = match Shape::of(json) {
        Shape::Undefined => Vec::new(),
        Shape::Scalar(text) => vec![text],
        Shape::List(items) => texts(items).collect(),
        Shape::Object(members) => {
            named(members).map(|(key, value)| format!("{key}{pair}{value}").into()).collect()
        }
    };
    (!items.is_empty()).then(|| items.join(","))
}

/// A pair of a query string, a form or a header `Cookie`. Nothing in it is encoded.
#[derive(Debug, PartialEq, Eq)]
pub struct Pair<'a> {
    pub name: Cow<'a, str>,
    /// Texts that the separator of the style joins.
    pub items: Vec<Cow<'a, str>>,
}

impl<'a> Pair<'a> {
    fn one(name: Cow<'a, str>, item: Cow<'a, str>) -> Self {
        Self { name, items: vec![item] }
    }

    /// Joins the encoded items by the encoded separator.
    pub fn join(&self, encode: impl Fn(&str) -> String, separator: &str) -> String {
        let items: Vec<String> = self.items.iter().map(|item| encode(item)).collect();
        items.join(separator)
    }
}

/// Takes a value apart into pairs. A value without content, such as an empty list, has none.
pub fn pairs<'a>(name: &'a str, json: &'a str, style: Style) -> Vec<Pair<'a>> {
    let name = Cow::Borrowed(name);
    let items: Vec<Cow<'a, str>> = match (style.kind, Shape::of(json)) {
        (Kind::Json, _) => return vec![Pair::one(name, json.into())],
        (_, Shape::Undefined) => return Vec::new(),
        (Kind::DeepObject, _) => {
            let mut out = Vec::new();
            deep(name.into_owned(), json, &mut out);
            return out;
        }
        (_, Shape::Scalar(text)) => return vec![Pair::one(name, text)],
        (_, Shape::List(items)) if style.explode => {
            return texts(items).map(|item| Pair::one(name.clone(), item)).collect();
        }
        (_, Shape::Object(members)) if style.explode => {
            return named(members).map(|(key, value)| Pair::one(key, value)).collect();
        }
        (_, Shape::List(items)) => texts(items).collect(),
        (_, Shape::Object(members)) => {
            named(members).flat_map(|(key, value)| [key, value]).collect()
        }
    };
    if items.is_empty() { Vec::new() } else { vec![Pair { name, items }] }
}

/// Serializes nested members and items as `name[key][0]=value`.
fn deep<'a>(name: String, json: &'a str, out: &mut Vec<Pair<'a>>) {
    match Shape::of(json) {
        Shape::Undefined => {}
        Shape::Scalar(text) => out.push(Pair::one(name.into(), text)),
        Shape::List(items) => {
            for (at, value) in items.into_iter().enumerate() {
                deep(format!("{name}[{at}]"), value, out);
            }
        }
        Shape::Object(members) => {
            for (key, value) in members {
                deep(format!("{name}[{key}]"), value, out);
            }
        }
    }
}

/// Serializes a value to the part of a query string that belongs to a parameter; empty if there is nothing to send.
pub fn query(name: &str, json: &str, style: Style) -> String {
    if style.kind == Kind::QueryString {
        let text = text_of(json).unwrap_or_default();
        return if style.reserved {
            utf8_percent_encode(&text, QUERY).to_string()
        } else {
            encode(&text)
        };
    }
    let separator = match style.separator() {
        "," => ",".to_owned(),
        other => encode(other),
    };
    let pairs = pairs(name, json, style).into_iter().map(|pair| {
        let value = pair.join(|item| style.encode(item, RESERVED), &separator);
        format!("{}={value}", encode(&pair.name))
    });
    pairs.collect::<Vec<_>>().join("&")
}

/// Serializes a value to pairs of the header `Cookie` (RFC 6265, section 4.2.1). All but the characters of a token are
/// percent-encoded in names. In values, all but unreserved characters are, except in [`Style::COOKIE`]. The items of a
/// list in one pair are separated by commas, as `OpenAPI` specifies.
///
/// # Errors
///
/// If a value of [`Style::COOKIE`] has a character that would end the cookie: the reason.
pub fn cookies(name: &str, json: &str, style: Style) -> Result<Vec<String>, String> {
    let pairs = pairs(name, json, style).into_iter();
    let pairs = pairs.map(|pair| {
        let value = match style.kind {
            Kind::Cookie => as_it_is(pair.items.join(","))?,
            _ => pair.join(|item| style.encode(item, RESERVED_IN_COOKIE), ","),
        };
        Ok(format!("{}={value}", utf8_percent_encode(&pair.name, TOKEN)))
    });
    pairs.collect()
}

/// Returns a cookie's value, unless it has a character that no cookie can have.
fn as_it_is(value: String) -> Result<String, String> {
    match value.chars().find(|char| *char == ';' || char.is_control()) {
        Some(char) => {
            Err(format!("a cookie cannot contain {char:?}: encode it as the server expects"))
        }
        None => Ok(value),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::runtime::wire::to_text;

    fn q(json: &str, style: Style) -> String {
        query("a b", json, style)
    }

    #[test]
    fn query_styles() {
        for (json, style, expected) in [
            (r#""x y&z""#, Style::FORM.exploded(), "a%20b=x%20y%26z"),
            (r#"["x","y,z"]"#, Style::FORM.exploded(), "a%20b=x&a%20b=y%2Cz"),
            (r#"["x","y,z",null]"#, Style::FORM, "a%20b=x,y%2Cz"),
            (r#"["x",1]"#, Style::SPACE_DELIMITED, "a%20b=x%201"),
            (r#"["x",1]"#, Style::PIPE_DELIMITED, "a%20b=x%7C1"),
            (r#"["x",1]"#, Style::PIPE_DELIMITED.exploded(), "a%20b=x&a%20b=1"),
            (
                r#"{"k":1,"l":[true,null]}"#,
                Style::DEEP_OBJECT,
                "a%20b%5Bk%5D=1&a%20b%5Bl%5D%5B0%5D=true",
            ),
            (r#"{"k":1,"l":"m"}"#, Style::FORM.exploded(), "k=1&l=m"),
            (r#"{"k":1}"#, Style::FORM, "a%20b=k,1"),
            (r#"{"k":{"l":"m"}}"#, Style::FORM, "a%20b=k,%7B%22l%22%3A%22m%22%7D"),
            (r#"{"k":1}"#, Style::JSON, "a%20b=%7B%22k%22%3A1%7D"),
            (r#"{"k":null,"l":"m"}"#, Style::FORM, "a%20b=l,m"),
            (r#"["a/b","c,d"]"#, Style::FORM.reserved(), "a%20b=a/b,c,d"),
            (r#"["a/b","%20"]"#, Style::PIPE_DELIMITED.reserved(), "a%20b=a/b%7C%20"),
            (r#"["a/b","%2F"]"#, Style::SPACE_DELIMITED.reserved(), "a%20b=a/b%20%2F"),
            (r#"{"k":"a/b"}"#, Style::DEEP_OBJECT.reserved(), "a%20b%5Bk%5D=a/b"),
            (r#""$.a[?@.b>1]&c=%20""#, Style::QUERY_STRING.reserved(), "$.a%5B?@.b%3E1%5D&c=%20"),
            (r#"{"a":[1,2]}"#, Style::QUERY_STRING, "%7B%22a%22%3A%5B1%2C2%5D%7D"),
            ("null", Style::FORM, ""),
            ("[]", Style::FORM, ""),
            ("{}", Style::FORM, ""),
            (r#"{"k":null}"#, Style::PIPE_DELIMITED, ""),
            ("[]", Style::FORM.exploded(), ""),
            ("{}", Style::DEEP_OBJECT, ""),
        ] {
            assert_eq!(q(json, style), expected, "{json} {style:?}");
        }
    }

    #[test]
    fn reserved_characters() {
        for (value, expected) in [
            ("a/b?c&d#e", "a/b?c%26d%23e"),
            (":@!$'()*,;=", ":@!$'()*,;="),
            ("[]+\"", "%5B%5D%2B%22"),
            ("%2F%2f%", "%2F%2f%25"),
            ("%%2", "%25%252"),
            ("%é", "%25%C3%A9"),
        ] {
            let json = to_text(value).unwrap();
            assert_eq!(q(&json, Style::FORM.reserved()), format!("a%20b={expected}"));
        }
        let path = |value: &str| path("p", &to_text(value).unwrap(), Style::SIMPLE.reserved());
        assert_eq!(path("a:b@c/d?e#f&g+h%2F"), "a:b@c%2Fd%3Fe%23f&g+h%2F");
        let cookie = |value: &str| cookies("c", &to_text(value).unwrap(), Style::FORM.reserved());
        assert_eq!(cookie("a/b;c, d=e"), Ok(vec!["c=a/b%3Bc%2C%20d=e".to_owned()]));
    }

    #[test]
    fn header_values() {
        for (json, style, expected) in [
            (r#""a, b""#, Style::SIMPLE, Some("a, b")),
            (r#""""#, Style::SIMPLE, Some("")),
            (r#"["a",1,true]"#, Style::SIMPLE, Some("a,1,true")),
            (r#"{"a":1,"b":null,"c":"d"}"#, Style::SIMPLE, Some("a,1,c,d")),
            (r#"{"a":1,"c":"d"}"#, Style::SIMPLE.exploded(), Some("a=1,c=d")),
            ("[1]", Style::JSON, Some("[1]")),
            ("[]", Style::SIMPLE, None),
            ("null", Style::SIMPLE, None),
        ] {
            assert_eq!(header(json, style).as_deref(), expected, "{json}");
        }
    }

    #[test]
    fn cookie_pairs() {
        let all = |json: &str, style| cookies("$a b", json, style).map(|pairs| pairs.join("; "));
        for (json, style, expected) in [
            (r#""x;y, \"z\"""#, Style::FORM.exploded(), "$a%20b=x%3By%2C%20%22z%22"),
            (r#"["x","y"]"#, Style::FORM.exploded(), "$a%20b=x; $a%20b=y"),
            (r#"["x",","]"#, Style::FORM, "$a%20b=x,%2C"),
            (r#"{"k=":1,"l":2}"#, Style::FORM.exploded(), "k%3D=1; l=2"),
            (r#""a=b/c%20d é""#, Style::COOKIE.exploded(), "$a%20b=a=b/c%20d é"),
            (r#"["x","y z"]"#, Style::COOKIE.exploded(), "$a%20b=x; $a%20b=y z"),
            (r#"["x","y"]"#, Style::COOKIE, "$a%20b=x,y"),
            ("null", Style::FORM, ""),
        ] {
            assert_eq!(all(json, style).as_deref(), Ok(expected), "{json} {style:?}");
        }
        for json in [r#""a;b""#, r#""a\r\nb""#, r#"["a","\u0000"]"#, r#""\u007f""#] {
            assert!(all(json, Style::COOKIE).unwrap_err().contains("cannot contain"), "{json}");
        }
    }

    #[test]
    fn path_styles() {
        let list = r#"["x/y",2]"#;
        let map = r#"{"k":1,"l":2}"#;
        let cases = [
            (Style::SIMPLE, "x%2Fy,2", "k,1,l,2"),
            (Style::SIMPLE.exploded(), "x%2Fy,2", "k=1,l=2"),
            (Style::LABEL, ".x%2Fy,2", ".k,1,l,2"),
            (Style::LABEL.exploded(), ".x%2Fy.2", ".k=1.l=2"),
            (Style::MATRIX, ";p=x%2Fy,2", ";p=k,1,l,2"),
            (Style::MATRIX.exploded(), ";p=x%2Fy;p=2", ";k=1;l=2"),
        ];
        for (style, of_list, of_map) in cases {
            assert_eq!(path("p", list, style), of_list);
            assert_eq!(path("p", map, style), of_map);
            for nothing in ["null", "[]", "{}", r#"{"k":null}"#] {
                assert_eq!(path("p", nothing, style), "", "{style:?}");
            }
        }
        for (json, style, expected) in [
            (r#""../x?y#z""#, Style::SIMPLE, "..%2Fx%3Fy%23z"),
            (r#""""#, Style::SIMPLE, ""),
            (r#""""#, Style::LABEL, "."),
            (r#""""#, Style::MATRIX, ";p"),
            (r#"["","a"]"#, Style::MATRIX.exploded(), ";p;p=a"),
            (r#"{"k":1}"#, Style::JSON, "%7B%22k%22%3A1%7D"),
        ] {
            assert_eq!(path("p", json, style), expected);
        }
    }
}
