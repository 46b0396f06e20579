//! `application/x-www-form-urlencoded` bodies and queries (WHATWG URL, section 5; `OpenAPI`, Encoding Object).

use super::style::{self, RESERVED, Style, encode_reserved, pairs};
use super::wire::Shape;

/// Encodes the JSON text of an object as a form; `styles` has the styles of properties that are not encoded in the
/// default way: scalars as text, lists as repeated pairs, objects as JSON text. `null` is left out. Returns `None` if
/// the value is not an object.
pub fn form(json: &str, styles: &[(&str, Style)]) -> Option<String> {
    let Shape::Object(members) = Shape::of(json) else { return None };
    let mut out = Vec::new();
    for (name, value) in &members {
        let own = styles.iter().find(|(property, _)| property == name);
        let style = own.map_or_else(|| default(value), |(_, style)| *style);
        let separator = match style.separator() {
            "," => ",".to_owned(),
            other => encode(other),
        };
        let encode_value = if style.is_reserved() { encode_as_it_is } else { encode };
        for pair in pairs(name, value, style) {
            out.push(format!("{}={}", encode(&pair.name), pair.join(encode_value, &separator)));
        }
    }
    Some(out.join("&"))
}

fn default(json: &str) -> Style {
    if json.starts_with('{') { Style::JSON } else { Style::FORM.exploded() }
}

fn encode(text: &str) -> String {
    form_urlencoded::byte_serialize(text.as_bytes()).collect()
}

/// Encodes a text, but keeps reserved characters and percent-encoded octets; a space is `+`, as everywhere in a form.
fn encode_as_it_is(text: &str) -> String {
    let words: Vec<String> = text.split(' ').map(|word| encode_reserved(word, RESERVED)).collect();
    words.join("+")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn properties() {
        let body =
            r#"{"a":"x y","b":true,"c":[1,2],"d":{"k":"v"},"e":{"k":"v"},"f":null,"g":[{"h":1}]}"#;
        let expected =
            "a=x+y&b=true&c=1&c=2&d=%7B%22k%22%3A%22v%22%7D&e%5Bk%5D=v&g=%7B%22h%22%3A1%7D";
        assert_eq!(form(body, &[("e", Style::DEEP_OBJECT)]).as_deref(), Some(expected));
        assert_eq!(form("[1]", &[]), None);
        assert_eq!(form("{}", &[]).as_deref(), Some(""));
    }

    #[test]
    fn styles() {
        let list = r#"{"p":["a b","c,d|e","f/%20"]}"#;
        for (style, expected) in [
            (Style::FORM, "p=a+b,c%2Cd%7Ce,f%2F%2520"),
            (Style::FORM.exploded(), "p=a+b&p=c%2Cd%7Ce&p=f%2F%2520"),
            (Style::FORM.reserved(), "p=a+b,c,d%7Ce,f/%20"),
            (Style::SPACE_DELIMITED, "p=a+b+c%2Cd%7Ce+f%2F%2520"),
            (Style::PIPE_DELIMITED, "p=a+b%7Cc%2Cd%7Ce%7Cf%2F%2520"),
            (Style::JSON, "p=%5B%22a+b%22%2C%22c%2Cd%7Ce%22%2C%22f%2F%2520%22%5D"),
        ] {
            assert_eq!(form(list, &[("p", style)]).as_deref(), Some(expected), "{style:?}");
        }
    }
}
