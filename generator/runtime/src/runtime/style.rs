//! Parameter styles (`OpenAPI` 3.0, Parameter Object) and percent-encoding (RFC 3986).

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use super::wire::{self, EncodeError, Json, Wire};

/// Characters to percent-encode: all but the unreserved ones (RFC 3986, section 2.3).
const COMPONENT: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// Characters to percent-encode with `allowReserved` (`OpenAPI` 3.0.4, Parameter Object). Reserved characters are kept,
/// except those that would end the parameter or the query, and `+`, which servers read as a space.
const RESERVED: &AsciiSet = &COMPONENT
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

/// Serialization of a parameter: `style`, `explode` and `allowReserved` in one (`OpenAPI` 3.0, Parameter Object). The
/// examples show a parameter `p` with the values `["a", "b"]` and `{"k": 1, "l": 2}`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    /// Paths and headers: `a,b` and `k,1,l,2`.
    Simple,
    /// Paths and headers: `a,b` and `k=1,l=2`.
    SimpleExplode,
    /// Paths: `.a,b` and `.k,1,l,2`.
    Label,
    /// Paths: `.a.b` and `.k=1.l=2`.
    LabelExplode,
    /// Paths: `;p=a,b` and `;p=k,1,l,2`.
    Matrix,
    /// Paths: `;p=a;p=b` and `;k=1;l=2`.
    MatrixExplode,
    /// Queries, cookies and forms: `p=a,b` and `p=k,1,l,2`.
    Form,
    /// Queries, cookies and forms: `p=a&p=b` and `k=1&l=2`.
    FormExplode,
    /// Like [`Self::Form`], without encoding reserved characters.
    FormReserved,
    /// Like [`Self::FormExplode`], without encoding reserved characters.
    FormExplodeReserved,
    /// Queries: `p=a%20b`.
    SpaceDelimited,
    /// Queries: `p=a%7Cb`.
    PipeDelimited,
    /// Queries and forms: `p[k]=1&p[l]=2`, with brackets percent-encoded. `OpenAPI` does not define how nested objects
    /// and lists are written; here, they are `p[k][l]=1` and `p[k][0]=a`.
    DeepObject,
    /// JSON text.
    Json,
    /// The value is the whole query string (`OpenAPI` 3.2, `in: querystring`).
    QueryString,
}

/// Value of a parameter.
pub trait Value {
    /// Converts the value to JSON.
    ///
    /// # Errors
    ///
    /// If JSON cannot represent the value.
    fn to_json(&self) -> Result<Json, EncodeError>;
}

impl<T: Wire> Value for T {
    fn to_json(&self) -> Result<Json, EncodeError> {
        wire::to_value(self)
    }
}

impl Value for str {
    fn to_json(&self) -> Result<Json, EncodeError> {
        Ok(Json::from(self))
    }
}

impl<T: Wire> Value for [T] {
    fn to_json(&self) -> Result<Json, EncodeError> {
        self.iter().map(wire::to_value).collect::<Result<_, _>>().map(Json::Array)
    }
}

/// Returns the text of a single value inside a parameter; nested objects and arrays are written as JSON.
pub fn text(value: &Json) -> String {
    match value {
        Json::String(text) => text.clone(),
        Json::Null => String::new(),
        other => other.to_string(),
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

/// Percent-encodes a text, but keeps reserved characters and percent-encoded octets (RFC 6570, section 3.2.3).
fn encode_reserved(text: &str) -> String {
    let mut out = String::new();
    for (index, part) in text.split('%').enumerate() {
        let is_hex = |octet: &[u8]| octet.iter().all(u8::is_ascii_hexdigit);
        match part.as_bytes().get(..2) {
            _ if index == 0 => {}
            Some(octet) if is_hex(octet) => out.push('%'),
            _ => out.push_str("%25"),
        }
        out.extend(utf8_percent_encode(part, RESERVED));
    }
    out
}

/// Members of an object that are not `null`: RFC 6570 leaves out undefined members.
fn defined(members: &serde_json::Map<String, Json>) -> impl Iterator<Item = (&String, &Json)> {
    members.iter().filter(|(_, value)| !value.is_null())
}

/// Serializes a value for a path (RFC 6570, section 3.2). The caller handles results that are empty, `.` or `..`.
pub fn path(name: &str, value: &Json, style: Style) -> String {
    let joined = |separator: &str, pair: &str| match value {
        Json::Array(items) => {
            items.iter().map(|item| encode(&text(item))).collect::<Vec<_>>().join(separator)
        }
        Json::Object(members) => defined(members)
            .map(|(key, value)| format!("{}{pair}{}", encode(key), encode(&text(value))))
            .collect::<Vec<_>>()
            .join(separator),
        scalar => encode(&text(scalar)),
    };
    // RFC 6570, section 3.2.7: an empty matrix parameter has no `=`.
    let matrix = |text: &str| match text {
        "" => format!(";{}", encode(name)),
        text => format!(";{}={text}", encode(name)),
    };
    match style {
        Style::Label => format!(".{}", joined(",", ",")),
        Style::LabelExplode => format!(".{}", joined(".", "=")),
        Style::Matrix => matrix(&joined(",", ",")),
        Style::MatrixExplode => match value {
            Json::Array(items) => items.iter().map(|item| matrix(&encode(&text(item)))).collect(),
            Json::Object(_) => format!(";{}", joined(";", "=")),
            scalar => matrix(&encode(&text(scalar))),
        },
        Style::SimpleExplode => joined(",", "="),
        Style::Json => encode(&value.to_string()),
        _ => joined(",", ","),
    }
}

/// Serializes a value for a header, without percent-encoding. Returns `None` if there is nothing to send: for `null`,
/// an empty list or an empty object.
pub fn header(value: &Json, style: Style) -> Option<String> {
    let pair = if style == Style::SimpleExplode { "=" } else { "," };
    let items: Vec<String> = match value {
        _ if style == Style::Json => return Some(value.to_string()),
        Json::Array(items) => items.iter().map(text).collect(),
        Json::Object(members) => {
            defined(members).map(|(key, value)| format!("{key}{pair}{}", text(value))).collect()
        }
        Json::Null => Vec::new(),
        scalar => vec![text(scalar)],
    };
    (!items.is_empty()).then(|| items.join(","))
}

/// Serializes a value to pairs of a query string or form: the name, the texts of the value, and their separator if
/// there are several. Nothing is percent-encoded except the separator.
pub fn pairs(name: &str, value: &Json, style: Style) -> Vec<(String, Vec<String>, &'static str)> {
    let one = |name: &str, text: String| (name.to_owned(), vec![text], "");
    if style == Style::Json {
        return vec![one(name, value.to_string())];
    }
    let separator = match style {
        Style::SpaceDelimited => "%20",
        Style::PipeDelimited => "%7C",
        _ => ",",
    };
    match (value, style) {
        (Json::Null, _) => Vec::new(),
        (_, Style::DeepObject) => {
            let mut out = Vec::new();
            deep(name, value, &mut out);
            out.into_iter().map(|(name, text)| one(&name, text)).collect()
        }
        (Json::Array(items), Style::FormExplode | Style::FormExplodeReserved) => {
            items.iter().map(|item| one(name, text(item))).collect()
        }
        (Json::Object(members), Style::FormExplode | Style::FormExplodeReserved) => {
            defined(members).map(|(key, value)| one(key, text(value))).collect()
        }
        (Json::Array(items), _) if items.is_empty() => Vec::new(),
        (Json::Array(items), _) => {
            vec![(name.to_owned(), items.iter().map(text).collect(), separator)]
        }
        (Json::Object(members), _) => {
            let flat = defined(members).flat_map(|(key, value)| [key.clone(), text(value)]);
            let flat: Vec<String> = flat.collect();
            if flat.is_empty() { Vec::new() } else { vec![(name.to_owned(), flat, separator)] }
        }
        (scalar, _) => vec![one(name, text(scalar))],
    }
}

/// Serializes nested members and items as `name[key][0]=value`.
fn deep(name: &str, value: &Json, out: &mut Vec<(String, String)>) {
    match value {
        Json::Null => {}
        Json::Object(members) => {
            members.iter().for_each(|(key, value)| deep(&format!("{name}[{key}]"), value, out));
        }
        Json::Array(items) => {
            items
                .iter()
                .enumerate()
                .for_each(|(at, value)| deep(&format!("{name}[{at}]"), value, out));
        }
        scalar => out.push((name.to_owned(), text(scalar))),
    }
}

/// Adds a parameter to a query string.
pub fn query(out: &mut String, name: &str, value: &Json, style: Style) {
    if style == Style::QueryString {
        if !out.is_empty() {
            out.push('&');
        }
        out.extend(utf8_percent_encode(&text(value), QUERY));
        return;
    }
    let reserved = matches!(style, Style::FormReserved | Style::FormExplodeReserved);
    let encode_value = if reserved { encode_reserved } else { encode };
    for (name, texts, separator) in pairs(name, value, style) {
        if !out.is_empty() {
            out.push('&');
        }
        out.push_str(&encode(&name));
        out.push('=');
        let texts: Vec<String> = texts.iter().map(|text| encode_value(text)).collect();
        out.push_str(&texts.join(separator));
    }
}

/// Serializes a value to pairs of the header `Cookie` (RFC 6265, section 4.2.1). All but unreserved characters are
/// percent-encoded in values, and all but the characters of a token in names. The items of a list in one pair are
/// separated by commas, as `OpenAPI` specifies.
pub fn cookies(name: &str, value: &Json, style: Style) -> Vec<String> {
    let pairs = pairs(name, value, style).into_iter();
    let pairs = pairs.map(|(name, texts, separator)| {
        let texts: Vec<String> = texts.iter().map(|text| encode(text)).collect();
        format!("{}={}", utf8_percent_encode(&name, TOKEN), texts.join(separator))
    });
    pairs.collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn q(value: Json, style: Style) -> String {
        let mut out = String::new();
        query(&mut out, "a b", &value, style);
        out
    }

    #[test]
    fn query_styles() {
        assert_eq!(q(json!("x y&z"), Style::FormExplode), "a%20b=x%20y%26z");
        assert_eq!(q(json!(["x", "y,z"]), Style::FormExplode), "a%20b=x&a%20b=y%2Cz");
        assert_eq!(q(json!(["x", "y,z"]), Style::Form), "a%20b=x,y%2Cz");
        assert_eq!(q(json!(["x", 1]), Style::SpaceDelimited), "a%20b=x%201");
        assert_eq!(q(json!(["x", 1]), Style::PipeDelimited), "a%20b=x%7C1");
        assert_eq!(
            q(json!({"k": 1, "l": [true, null]}), Style::DeepObject),
            "a%20b%5Bk%5D=1&a%20b%5Bl%5D%5B0%5D=true"
        );
        assert_eq!(q(json!({"k": 1, "l": "m"}), Style::FormExplode), "k=1&l=m");
        assert_eq!(q(json!({"k": 1}), Style::Form), "a%20b=k,1");
        assert_eq!(q(json!("$.a[?@.b>1]&c=%20"), Style::QueryString), "$.a%5B?@.b%3E1%5D&c=%20");
        assert_eq!(q(json!({"k": 1}), Style::Json), "a%20b=%7B%22k%22%3A1%7D");
        assert_eq!(q(json!({"k": null, "l": "m"}), Style::Form), "a%20b=l,m");
        assert_eq!(q(json!(["a/b", "c,d"]), Style::FormReserved), "a%20b=a/b,c,d");
        for (value, style) in [
            (json!(null), Style::Form),
            (json!([]), Style::Form),
            (json!({}), Style::Form),
            (json!({"k": null}), Style::PipeDelimited),
            (json!([]), Style::FormExplode),
            (json!({}), Style::DeepObject),
        ] {
            assert_eq!(q(value, style), "");
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
            assert_eq!(q(json!(value), Style::FormReserved), format!("a%20b={expected}"));
        }
    }

    #[test]
    fn header_values() {
        for (value, style, expected) in [
            (json!("a, b"), Style::Simple, Some("a, b")),
            (json!(""), Style::Simple, Some("")),
            (json!(["a", 1, true]), Style::Simple, Some("a,1,true")),
            (json!({"a": 1, "b": null, "c": "d"}), Style::Simple, Some("a,1,c,d")),
            (json!({"a": 1, "c": "d"}), Style::SimpleExplode, Some("a=1,c=d")),
            (json!([1]), Style::Json, Some("[1]")),
            (json!([]), Style::Simple, None),
            (json!(null), Style::Simple, None),
        ] {
            assert_eq!(header(&value, style).as_deref(), expected, "{value}");
        }
    }

    #[test]
    fn cookie_pairs() {
        let all = |value: Json, style| cookies("$a b", &value, style).join("; ");
        assert_eq!(all(json!("x;y, \"z\""), Style::FormExplode), "$a%20b=x%3By%2C%20%22z%22");
        assert_eq!(all(json!(["x", "y"]), Style::FormExplode), "$a%20b=x; $a%20b=y");
        assert_eq!(all(json!(["x", ","]), Style::Form), "$a%20b=x,%2C");
        assert_eq!(all(json!({"k=": 1, "l": 2}), Style::FormExplode), "k%3D=1; l=2");
        assert_eq!(all(json!(null), Style::Form), "");
    }

    #[test]
    fn path_styles() {
        let list = json!(["x/y", 2]);
        let map = json!({"k": 1, "l": 2});
        let cases = [
            (Style::Simple, "x%2Fy,2", "k,1,l,2"),
            (Style::SimpleExplode, "x%2Fy,2", "k=1,l=2"),
            (Style::Label, ".x%2Fy,2", ".k,1,l,2"),
            (Style::LabelExplode, ".x%2Fy.2", ".k=1.l=2"),
            (Style::Matrix, ";p=x%2Fy,2", ";p=k,1,l,2"),
            (Style::MatrixExplode, ";p=x%2Fy;p=2", ";k=1;l=2"),
        ];
        for (style, of_list, of_map) in cases {
            assert_eq!(path("p", &list, style), of_list);
            assert_eq!(path("p", &map, style), of_map);
        }
        assert_eq!(path("p", &json!("../x?y#z"), Style::Simple), "..%2Fx%3Fy%23z");
        assert_eq!(path("p", &json!(""), Style::Matrix), ";p");
        assert_eq!(path("p", &json!(["", "a"]), Style::MatrixExplode), ";p;p=a");
        assert_eq!(path("p", &json!({"k": null, "l": 2}), Style::Simple), "l,2");
    }
}
