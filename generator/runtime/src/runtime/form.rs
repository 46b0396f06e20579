//! `application/x-www-form-urlencoded` bodies (WHATWG URL, section 5; `OpenAPI` 3.0.3, Media Type Object).

use super::style::{self, Style};
use super::wire::Json;

/// Encoding of a form's property that is not encoded in the default way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Encoding {
    /// Encoded like a query parameter of this style.
    Style(Style),
    /// Encoded as JSON text.
    Json,
}

/// Encodes a form body. By default, scalars are written as text, arrays as repeated pairs and objects as JSON text;
/// `null` is left out. Returns `None` if the value is not an object.
pub fn form(body: &Json, encodings: &[(&str, Encoding)]) -> Option<String> {
    let mut out = form_urlencoded::Serializer::new(String::new());
    for (name, value) in body.as_object()? {
        let encoding =
            encodings.iter().find(|(property, _)| property == name).map(|(_, encoding)| *encoding);
        let style = match (encoding, value) {
            (Some(Encoding::Style(style)), _) => style,
            (Some(Encoding::Json), _) | (None, Json::Object(_)) => Style::Json,
            (None, _) => Style::FormExplode,
        };
        for (name, texts, separator) in style::pairs(name, value, style) {
            let separator = match separator {
                "%20" => " ",
                "%7C" => "|",
                other => other,
            };
            out.append_pair(&name, &texts.join(separator));
        }
    }
    Some(out.finish())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn properties() {
        let body = json!({"a": "x y", "b": true, "c": [1, 2], "d": {"k": "v"}, "e": {"k": "v"}, "f": null, "g": [{"h": 1}]});
        let text = form(&body, &[("e", Encoding::Style(Style::DeepObject))]);
        let expected =
            "a=x+y&b=true&c=1&c=2&d=%7B%22k%22%3A%22v%22%7D&e%5Bk%5D=v&g=%7B%22h%22%3A1%7D";
        assert_eq!(text.as_deref(), Some(expected));
        assert_eq!(form(&json!([1]), &[]), None);
    }
}
