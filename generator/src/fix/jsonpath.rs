//! Conversion of JSON pointers (RFC 6901) to JSONPath (RFC 9535), by which overlays select nodes.

use crate::pointer;

/// Members of OpenAPI and JSON Schema that are lists, of objects or of names.
const LISTS: &[&str] = &[
    "allOf",
    "anyOf",
    "enum",
    "oneOf",
    "parameters",
    "prefixItems",
    "required",
    "security",
    "servers",
    "tags",
];

/// The normalized path (RFC 9535, section 2.7) of the node at a JSON pointer. `is_list` decides whether the node at a
/// pointer is a list, since `/0` may be an item or a member.
pub fn normalized_path(pointer: &str, is_list: impl Fn(&str) -> bool) -> String {
    let mut path = String::from("$");
    let mut parent = 0;
    for segment in pointer.split('/').skip(1) {
        if is_index(segment) && is_list(&pointer[..parent]) {
            path.push_str(&format!("[{segment}]"));
        } else {
            path.push_str("['");
            pointer::unescape(segment).chars().for_each(|c| push(&mut path, c));
            path.push_str("']");
        }
        parent += 1 + segment.len();
    }
    path
}

/// Guesses from the names in a pointer whether the node of an OpenAPI document is a list.
pub fn is_list_by_name(pointer: &str) -> bool {
    let mut segments = pointer.rsplit('/');
    let name = segments.next().unwrap_or_default();
    let within = segments.next().unwrap_or_default();
    let is_component = within == "components" || (name == "parameters" && within.is_empty());
    LISTS.contains(&name) && within != "properties" && !is_component
}

/// Whether a segment can be the index of an item: digits without a leading zero.
fn is_index(segment: &str) -> bool {
    let digits = !segment.is_empty() && segment.bytes().all(|byte| byte.is_ascii_digit());
    digits && (segment == "0" || !segment.starts_with('0'))
}

/// Adds a character of a name, escaped for single quotes.
fn push(path: &mut String, c: char) {
    match c {
        '\u{8}' => path.push_str("\\b"),
        '\t' => path.push_str("\\t"),
        '\n' => path.push_str("\\n"),
        '\u{c}' => path.push_str("\\f"),
        '\r' => path.push_str("\\r"),
        '\'' | '\\' => path.extend(['\\', c]),
        c if c < ' ' => path.push_str(&format!("\\u{:04x}", u32::from(c))),
        c => path.push(c),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;
    use serde_json_path::JsonPath;

    use super::*;

    #[test]
    fn pointers_become_paths() {
        let cases = [
            ("", "$"),
            ("/paths/~1pets~1{id}/get", "$['paths']['/pets/{id}']['get']"),
            ("/a~1b~0c/~01", "$['a/b~c']['~1']"),
            ("/paths/~1x/get/parameters/0", "$['paths']['/x']['get']['parameters'][0]"),
            ("/paths/~1x/get/responses/200", "$['paths']['/x']['get']['responses']['200']"),
            ("/components/parameters/0", "$['components']['parameters']['0']"),
            ("/parameters/0", "$['parameters']['0']"),
            ("/a/allOf/10/oneOf/01", "$['a']['allOf'][10]['oneOf']['01']"),
            ("/properties/tags/0", "$['properties']['tags']['0']"),
            ("/it's/\\/\t\u{b}", "$['it\\'s']['\\\\']['\\t\\u000b']"),
            ("/", "$['']"),
            ("/ä/\u{1f600}", "$['ä']['\u{1f600}']"),
        ];
        for (pointer, path) in cases {
            assert_eq!(normalized_path(pointer, is_list_by_name), path, "{pointer}");
        }
    }

    #[test]
    fn a_path_selects_what_its_pointer_names() {
        let tree = json!({
            "a/b": [{ "it's": 1, "\\": 2, "\n\u{1}": 3, "": 4, "~1": 5 }],
            "0": { "0": 6 },
        });
        for pointer in
            ["/a~1b/0/it's", "/a~1b/0/\\", "/a~1b/0/\n\u{1}", "/a~1b/0/", "/a~1b/0/~01", "/0/0"]
        {
            let is_list = |parent: &str| tree.pointer(parent).is_some_and(|node| node.is_array());
            let path = normalized_path(pointer, is_list);
            let found = JsonPath::parse(&path).unwrap().query(&tree).exactly_one().unwrap();
            assert_eq!(Some(found), tree.pointer(pointer), "{path}");
        }
    }
}
