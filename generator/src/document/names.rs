//! Names of components that are made for nodes that had none.

use std::collections::HashSet;

/// Segments that say nothing about what they lead to.
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

/// A name for the node at a JSON pointer: the last segment in a mapping of named things, else the words of
/// the way to it. Empty for the whole document.
pub(super) fn of_pointer(pointer: &str) -> String {
    let segments: Vec<String> = pointer.split('/').skip(1).map(super::place::unescape).collect();
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
        && named.contains(&section.as_str())
        && !is_index(name)
        && (segments.len() <= 3 || matches!(section.as_str(), "$defs" | "definitions" | "schemas"))
    {
        return clean(name);
    }
    if let [name] = segments.as_slice() {
        return clean(name);
    }
    let words: Vec<String> = segments
        .iter()
        .filter(|segment| !NOISE.contains(&segment.as_str()) && !segment.contains("json"))
        .map(|segment| clean(segment).trim_matches('_').to_owned())
        .filter(|word| !word.is_empty())
        .collect();
    words.join("_")
}

/// A name for a whole file: its name without the folder and the last extension; that of the folder when it
/// is called `index`.
pub(super) fn of_file(file: &str) -> String {
    let mut parts = file.rsplit(['/', '\\']);
    let name = parts.next().unwrap_or_default();
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let folder = parts.next().filter(|folder| !matches!(*folder, "" | "." | ".."));
    clean(if stem == "index" { folder.unwrap_or(stem) } else { stem })
}

/// The characters of a name of a component (OpenAPI 3.0.4, section 4.7.7.1).
fn clean(name: &str) -> String {
    let allowed = |c: char| if c.is_ascii_alphanumeric() || "._-".contains(c) { c } else { '_' };
    name.chars().map(allowed).collect()
}

/// Claims the first of the wishes that is free, then the first one with a number. Empty wishes are `Unnamed`.
pub(super) fn claim(taken: &mut HashSet<String>, wishes: &[String]) -> String {
    let wishes: Vec<&str> = wishes.iter().map(String::as_str).filter(|w| !w.is_empty()).collect();
    if let Some(free) = wishes.iter().find(|wish| !taken.contains(**wish)) {
        taken.insert((*free).to_owned());
        return (*free).to_owned();
    }
    let base = wishes.first().copied().unwrap_or("Unnamed");
    let mut name = base.to_owned();
    let mut number = 1;
    while !taken.insert(name.clone()) {
        number += 1;
        name = format!("{base}_{number}");
    }
    name
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
        let mut taken = HashSet::from(["A".to_owned(), "A_2".to_owned()]);
        let wish = |name: &str| vec![name.to_owned()];
        assert_eq!(claim(&mut taken, &wish("B")), "B");
        assert_eq!(claim(&mut taken, &wish("A")), "A_3");
        assert_eq!(claim(&mut taken, &["A".to_owned(), "file_A".to_owned()]), "file_A");
        assert_eq!(claim(&mut taken, &wish("")), "Unnamed");
        assert_eq!(claim(&mut taken, &wish("")), "Unnamed_2");
    }
}
