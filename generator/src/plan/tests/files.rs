//! Files: what changes in them when a document changes.

use std::collections::BTreeMap;

use similar::{ChangeTag, TextDiff};

use super::files;
use crate::Input;
use crate::options::TagFeatures;
use crate::read::Source;

const PETS: &str = r##"
paths:
  /pets: { get: { operationId: listPets, tags: [pets], responses: { "200": { description: d, content: { application/json: { schema: { type: array, items: { $ref: "#/components/schemas/Pet" } } } } } } } }
  /owners: { get: { operationId: listOwners, tags: [owners], responses: { "200": { description: d, content: { application/json: { schema: { $ref: "#/components/schemas/Owner" } } } } } } }
components:
  schemas:
    Pet: { type: object, properties: { kind: { type: string, enum: [cat, dog] } } }
    Owner: { type: object, properties: { name: { type: string } } }
"##;

/// Lines that are removed from and added to each file.
fn changes(before: &str, after: &str) -> BTreeMap<String, (usize, usize)> {
    let (before, after) = (files(before), files(after));
    let paths = before.keys().chain(after.keys());
    let text = |files: &crate::Package, path: &str| files.get(path).cloned().unwrap_or_default();
    let mut changes = BTreeMap::new();
    for path in paths {
        let (old, new) = (text(&before, path), text(&after, path));
        let diff = TextDiff::from_lines(&old, &new);
        let count = |tag| diff.iter_all_changes().filter(|change| change.tag() == tag).count();
        let counts = (count(ChangeTag::Delete), count(ChangeTag::Insert));
        if counts != (0, 0) {
            changes.insert(path.clone(), counts);
        }
    }
    changes
}

/// Shows changes by file: new and removed files, and the lines that change in others.
fn shown(before: &str, after: &str) -> Vec<String> {
    let (old, new) = (files(before), files(after));
    let changes = changes(before, after).into_iter();
    changes
        .map(|(path, (removed, added))| match (old.contains_key(&path), new.contains_key(&path)) {
            (false, _) => format!("new {path}"),
            (_, false) => format!("gone {path}"),
            _ => format!("{path} -{removed} +{added}"),
        })
        .collect()
}

/// The document with a text before one that it has.
fn with(text: &str, before: &str) -> String {
    assert!(PETS.contains(before));
    PETS.replacen(before, &format!("{text}{before}"), 1)
}

const TOY: &str = "    Toy: { type: object, properties: { size: { type: string, enum: [s] } } }\n";

#[test]
fn a_schema_more_is_a_file_and_a_line() {
    let schemas = |schemas: &str| format!("paths: {{}}\ncomponents:\n  schemas:\n{schemas}");
    let one = "    Pet: { type: object, properties: { kind: { type: string, enum: [cat] } } }\n";
    let expected = [".specwright-files -0 +1", "src/types/mod.rs -0 +1", "new src/types/toy.rs"];
    for more in [format!("{TOY}{one}"), format!("{one}{TOY}")] {
        assert_eq!(shown(&schemas(one), &schemas(&more)), expected);
    }
}

#[test]
fn an_operation_more_is_in_the_file_of_its_group() {
    let operation = "  /toys: { get: { operationId: listToys, tags: [pets], responses: {} } }\n";
    for before in ["  /pets", "  /owners"] {
        let more = shown(PETS, &with(operation, before));
        let lines = more.last().unwrap();
        assert!(lines.starts_with("src/operations/pets.rs -0 +"), "{more:?}");
        // The first operation of a group is named on the front page and called in the quick start.
        let others: Vec<&String> = more.iter().filter(|line| !line.contains("pets.rs")).collect();
        let is_first = before == "  /pets";
        let front = ["README.md", "src/lib.rs"];
        assert!(
            others.iter().all(|line| is_first && front.iter().any(|file| line.starts_with(file)))
        );
    }
}

#[test]
fn an_operation_more_in_a_large_group_is_a_file_and_a_line() {
    let operation = |index: usize| {
        format!(
            "  /things/{index}: {{ get: {{ operationId: get{index}, tags: [things], responses: {{}} }} }}\n"
        )
    };
    let all: String = (10..40).map(operation).collect();
    let before = format!("paths:\n{all}");
    let after =
        format!("paths:\n{}", all.replace(&operation(20), &(operation(20) + &operation(90))));
    let expected = [
        ".specwright-files -0 +1",
        "new src/operations/things/get90.rs",
        "src/operations/things/mod.rs -0 +1",
    ];
    assert_eq!(shown(&before, &after), expected);
    assert_eq!(files(&before)["src/operations/things/mod.rs"].matches("mod get").count(), 30);
}

#[test]
fn a_type_stays_where_it_is_when_another_group_uses_it() {
    let shared =
        PETS.replace("name: { type: string }", "pet: { $ref: '#/components/schemas/Pet' }");
    let changed = shown(PETS, &shared);
    assert_eq!(changed, ["src/types/owner.rs -2 +2"]);
    let moved = PETS.replace("tags: [owners]", "tags: [pets]");
    let types = shown(PETS, &moved).into_iter().filter(|line| line.contains("src/types")).count();
    assert_eq!(types, 0);
}

#[test]
fn the_order_of_schemas_is_not_that_of_the_files() {
    let (pet, owner) = PETS.split_once("    Owner").unwrap();
    let (head, pet) = pet.split_once("    Pet").unwrap();
    let turned = format!("{head}    Owner{owner}    Pet{pet}");
    assert_eq!(shown(PETS, &turned), [""; 0]);
}

#[test]
fn a_feature_enables_the_types_that_its_group_alone_uses() {
    let text = format!("openapi: 3.0.3\ninfo: {{ title: T, version: '1' }}\n{PETS}");
    let mut input = Input::new("api", vec![Source::new("t.yaml", text)]);
    input.options.tag_features = TagFeatures::Always;
    let package = crate::stand_alone(&crate::generate(input, None)).unwrap();
    let line =
        "#[cfg(feature = \"pets\")] mod pet; #[cfg(feature = \"pets\")] pub use self::pet::*;";
    assert!(package["src/types/mod.rs"].contains(line), "{}", package["src/types/mod.rs"]);
}
