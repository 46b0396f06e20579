//! Names of components that are created for unnamed nodes.

use std::borrow::Cow;
use std::collections::HashMap;

use serde_json::{Map, Value};

/// Segments of pointers that are not useful in names.
const NOISE: &[&str] = &[
    "paths",
    "components",
    "definitions",
    "schemas",
    "responses",
    "parameters",
    "requestBodies",
    "headers",
    "examples",
    "content",
    "schema",
    "properties",
    "items",
    "allOf",
    "oneOf",
    "anyOf",
    "$defs",
    "requestBody",
];

/// Returns a name for the node at a JSON pointer: the last segment, if it is a name in a mapping, or else the words of
/// the segments. Empty for the whole document.
pub(super) fn of_pointer(pointer: &str) -> String {
    let segments: Vec<Cow<'_, str>> = crate::pointer::keys(pointer).collect();
    let named = [
        "schemas",
        "definitions",
        "$defs",
        "parameters",
        "responses",
        "requestBodies",
        "headers",
        "examples",
        "links",
        "securitySchemes",
        "securityDefinitions",
        "callbacks",
        "pathItems",
    ];
    let is_index = |segment: &str| segment.bytes().all(|b| b.is_ascii_digit());
    if let [.., section, name] = segments.as_slice()
        && named.contains(&section.as_ref())
        && !is_index(name)
        && (segments.len() <= 3 || matches!(section.as_ref(), "$defs" | "definitions" | "schemas"))
    {
        return clean(name);
    }
    if let [name] = segments.as_slice() {
        return clean(name);
    }
    let words: Vec<String> = segments
        .iter()
        .filter(|segment| !NOISE.contains(&segment.as_ref()) && !segment.contains("json"))
        .map(|segment| clean(segment).trim_matches('_').to_owned())
        .filter(|word| !word.is_empty())
        .collect();
    words.join("_")
}

/// Returns a name for a whole file: its name without the folder and the last extension, or the name of the folder if
/// the file is called `index`.
pub(super) fn of_file(file: &str) -> String {
    let mut parts = file.rsplit(['/', '\\']);
    let name = parts.next().unwrap_or_default();
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let folder = parts.next().filter(|folder| !matches!(*folder, "" | "." | ".."));
    clean(if stem == "index" { folder.unwrap_or(stem) } else { stem })
}

/// Replaces characters that the name of a component cannot have (OpenAPI 3.0.4, section 4.7.7.1).
fn clean(name: &str) -> String {
    let allowed = |c: char| if c.is_ascii_alphanumeric() || "._-".contains(c) { c } else { '_' };
    name.chars().map(allowed).collect()
}

/// Names that are taken in a section, each with the last number that was appended to it.
#[derive(Debug, Default)]
pub(super) struct Taken(HashMap<String, usize>);

impl Taken {
    /// Collects the names in a section of a tree.
    pub fn of(tree: &Value, section: &[&str]) -> Self {
        let map = section.iter().try_fold(tree, |node, key| node.get(key));
        let mut taken = Self::default();
        let names = map.and_then(Value::as_object).into_iter().flat_map(Map::keys);
        names.for_each(|name| taken.insert(name));
        taken
    }

    /// Records a name that is taken.
    pub fn insert(&mut self, name: &str) {
        self.0.entry(name.to_owned()).or_insert(1);
    }

    /// Claims the first free name among the wishes, or else the first wish with a number appended. An empty wish
    /// becomes `Unnamed`.
    pub fn claim(&mut self, wishes: &[String]) -> String {
        let wishes = || wishes.iter().map(String::as_str).filter(|wish| !wish.is_empty());
        if let Some(free) = wishes().find(|wish| !self.0.contains_key(*wish)) {
            self.insert(free);
            return free.to_owned();
        }
        let base = wishes().next().unwrap_or("Unnamed");
        if !self.0.contains_key(base) {
            self.insert(base);
            return base.to_owned();
        }
        loop {
            let number = self.0.entry(base.to_owned()).or_insert(1);
            *number += 1;
            let name = format!("{base}_{number}");
            if !self.0.contains_key(&name) {
                self.insert(&name);
                return name;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_pointers_and_files() {
        let check =
            |pointer: &str, expected: &str| assert_eq!(of_pointer(pointer), expected, "{pointer}");
        check("/components/schemas/Pet", "Pet");
        check("/definitions/Pet", "Pet");
        check("/Pet", "Pet");
        check("/components/schemas/Pet/properties/owner", "Pet_owner");
        check("/components/schemas/Pet/$defs/Owner", "Owner");
        check(
            "/paths/~1pets~1{id}/get/responses/200/content/application~1json/schema",
            "pets__id_get_200",
        );
        check("/paths/~1pets/get/parameters/0", "pets_get_0");
        check("/paths/~1pets/get/responses/200", "pets_get_200");
        check("/components/responses/Bad/content/application~1json/schema/items", "Bad");
        check("/components/parameters/1", "1");
        check("", "");
        assert_eq!(of_file("a/pet.v1.yaml"), "pet.v1");
        assert_eq!(of_file("models/index.yml"), "models");
        assert_eq!(of_file("index.yml"), "index");
        assert_eq!(of_file("my pet"), "my_pet");
    }

    #[test]
    fn claims_are_unique() {
        let mut taken = Taken::default();
        taken.insert("A");
        taken.insert("A_2");
        let mut check = |wishes: &[&str], expected: &str| {
            let wishes: Vec<String> = wishes.iter().map(|wish| (*wish).to_owned()).collect();
            assert_eq!(taken.claim(&wishes), expected);
        };
        check(&["B"], "B");
        check(&["A"], "A_3");
        check(&["A", "file_A"], "file_A");
        check(&["A", "file_A"], "A_4");
        check(&[""], "Unnamed");
        check(&[""], "Unnamed_2");
    }
}
