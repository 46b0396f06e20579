//! Filters operations, and removes components that are no longer needed.

use std::collections::{HashMap, HashSet};

use serde_json::{Map, Value};

use super::components::named;
use super::findings::Findings;
use super::glob;
use super::place::{FURTHER_OPERATIONS, is_operation};
use super::tree::{Node, Tree};
use crate::closest::closest;
use crate::diagnostics::Origin;
use crate::diagnostics::finding;
use crate::options::Options;

/// Members of `components` whose entries are removed if nothing refers to them. Security schemes are kept: a client
/// accepts credentials that no operation requires.
const KINDS: &[&str] = &[
    "schemas",
    "responses",
    "parameters",
    "examples",
    "requestBodies",
    "headers",
    "links",
    "callbacks",
    "pathItems",
];

/// Property of an operation that a pattern is matched with.
#[derive(Clone, Copy, PartialEq)]
enum Subject {
    Tag,
    Path,
    Operation,
}

struct Pattern<'a> {
    text: &'a str,
    subject: Subject,
    /// Table and key of the list in the options, and index in the list.
    table: &'static str,
    key: &'static str,
    index: usize,
    exclude: bool,
    used: bool,
}

/// Removes the operations that `[include]` and `[exclude]` of the options leave out, and the components that no other
/// operation refers to. Does nothing if there are no filters. The time is proportional to the size of the document, and
/// to that of its names times the number of patterns.
pub fn filter(
    tree: &mut Tree,
    (options, options_file): (&Options, &Origin),
    findings: &mut Findings<'_>,
) {
    let mut patterns = patterns(options);
    let deprecated = options.include.deprecated;
    if patterns.is_empty() && deprecated {
        return;
    }
    let mut names: Vec<(Subject, String)> = Vec::new();
    let mut left = 0;
    let mut root = tree.root();
    if let Some(mut paths) = root.child("paths") {
        paths.retain(|item| {
            let path = item.at().last();
            if path.starts_with("x-") || !item.is_mapping() {
                return true;
            }
            let mut removed = false;
            let mut keep = |operation: &mut Node<'_>| {
                let operation = operation.value();
                let subjects = subjects(path, operation);
                let is_kept = is_kept(&subjects, &mut patterns)
                    && (deprecated || operation.get("deprecated") != Some(&Value::Bool(true)));
                names.extend(subjects);
                removed |= !is_kept;
                left += usize::from(is_kept);
                is_kept
            };
            item.retain(|member| match member.at().last() {
                FURTHER_OPERATIONS => {
                    member.retain(&mut keep);
                    true
                }
                key => !is_operation(key) || keep(member),
            });
            !removed || has_operation(item)
        });
    }
    for pattern in patterns.iter().filter(|pattern| !pattern.used) {
        let known = names.iter().filter(|(subject, _)| *subject == pattern.subject);
        let close = if glob::is_literal(pattern.text) {
            closest(pattern.text, known.map(|(_, name)| name.as_str()))
        } else {
            None
        };
        let Pattern { text, table, key, index, .. } = *pattern;
        let origin = options_file.child(table).child(key).child(&index.to_string());
        let (pattern, close) = (text.to_owned(), close.map(str::to_owned));
        findings.add_elsewhere(finding::Filter::NoMatch { pattern, table, key, close }, &origin);
    }
    if left == 0 && !names.is_empty() {
        let is_include = !deprecated || patterns.iter().any(|pattern| !pattern.exclude);
        let table = if is_include { "include" } else { "exclude" };
        findings.add_elsewhere(finding::Filter::NothingLeft, &options_file.child(table));
    }
    prune(&mut root);
}

fn patterns(options: &Options) -> Vec<Pattern<'_>> {
    let (include, exclude) = (&options.include, &options.exclude);
    let lists = [
        (&include.tags, Subject::Tag, "include", "tags"),
        (&include.paths, Subject::Path, "include", "paths"),
        (&include.operations, Subject::Operation, "include", "operations"),
        (&exclude.tags, Subject::Tag, "exclude", "tags"),
        (&exclude.paths, Subject::Path, "exclude", "paths"),
        (&exclude.operations, Subject::Operation, "exclude", "operations"),
    ];
    let pattern = |(list, subject, table, key)| {
        let list: &Vec<String> = list;
        let exclude = table == "exclude";
        let patterns = list.iter().enumerate();
        patterns.map(move |(index, text)| Pattern {
            text,
            subject,
            table,
            key,
            index,
            exclude,
            used: false,
        })
    };
    lists.into_iter().flat_map(pattern).collect()
}

/// Whether a path item has an operation.
fn has_operation(item: &Node<'_>) -> bool {
    let members = item.members().into_iter().flatten();
    members.into_iter().any(|(key, member)| match key.as_str() {
        FURTHER_OPERATIONS => member.as_object().is_some_and(|map| !map.is_empty()),
        key => is_operation(key),
    })
}

fn subjects(path: &str, operation: &Value) -> Vec<(Subject, String)> {
    let tags = operation.get("tags").and_then(Value::as_array).into_iter().flatten();
    let tags = tags.filter_map(Value::as_str).map(|tag| (Subject::Tag, tag.to_owned()));
    let id = operation.get("operationId").and_then(Value::as_str);
    tags.chain(id.map(|id| (Subject::Operation, id.to_owned())))
        .chain([(Subject::Path, path.to_owned())])
        .collect()
}

fn is_kept(subjects: &[(Subject, String)], patterns: &mut [Pattern<'_>]) -> bool {
    let mut included = !patterns.iter().any(|pattern| !pattern.exclude);
    let mut excluded = false;
    for pattern in patterns {
        let hit = subjects.iter().any(|(subject, name)| {
            *subject == pattern.subject
                && match subject {
                    Subject::Path => glob::matches_path(pattern.text, name),
                    // A `/` in the name of a tag or an operation has no special meaning.
                    Subject::Tag | Subject::Operation => glob::matches_name(pattern.text, name),
                }
        });
        pattern.used |= hit;
        included |= hit && !pattern.exclude;
        excluded |= hit && pattern.exclude;
    }
    included && !excluded
}

/// Kind and name of a component.
type Key = (String, String);

/// Removes the components that nothing else in the document refers to.
fn prune(document: &mut Node<'_>) {
    let mut found = Vec::new();
    for (member, node) in document.members().into_iter().flatten() {
        if member != "components" {
            collect(node, &mut found);
        }
    }
    let empty = Map::new();
    let components = document.get("components").and_then(Value::as_object).unwrap_or(&empty);
    let heirs = heirs(components);
    let mut reached: HashSet<Key> = HashSet::new();
    while let Some(key) = found.pop() {
        if let Some(node) = components.get(&key.0).and_then(|kind| kind.get(&key.1))
            && reached.insert(key.clone())
        {
            collect(node, &mut found);
            // The variants of a discriminator without a mapping are the schemas that extend this one.
            if key.0 == "schemas" && node.get("discriminator").is_some() {
                found.extend(heirs.get(&key).into_iter().flatten().cloned());
            }
        }
    }
    let Some(mut components) = document.child("components") else { return };
    components.each(|mut entries| {
        let kind = entries.at().last();
        if KINDS.contains(&kind) && entries.is_mapping() {
            entries
                .retain(|entry| reached.contains(&(kind.to_owned(), entry.at().last().to_owned())));
        }
    });
}

/// Returns the schemas that extend each schema by `allOf`.
fn heirs(components: &Map<String, Value>) -> HashMap<Key, Vec<Key>> {
    let mut heirs: HashMap<Key, Vec<Key>> = HashMap::new();
    let schemas = components.get("schemas").and_then(Value::as_object);
    for (name, schema) in schemas.into_iter().flatten() {
        let parents = schema.get("allOf").and_then(Value::as_array).into_iter().flatten();
        for parent in parents.filter_map(|part| key(part.get("$ref")?.as_str()?)) {
            heirs.entry(parent).or_default().push(("schemas".to_owned(), name.clone()));
        }
    }
    heirs
}

/// Collects the components that a node refers to.
fn collect(node: &Value, found: &mut Vec<Key>) {
    match node {
        Value::Object(members) => {
            if let Some(Value::String(reference)) = members.get("$ref") {
                found.extend(key(reference));
            }
            let mapping = members.get("discriminator").and_then(|node| node.get("mapping"));
            for value in mapping.and_then(Value::as_object).into_iter().flat_map(Map::values) {
                let Some(value) = value.as_str() else { continue };
                found.push(key(value).unwrap_or(("schemas".to_owned(), value.to_owned())));
            }
            members.values().for_each(|child| collect(child, found));
        }
        Value::Array(list) => list.iter().for_each(|child| collect(child, found)),
        _ => {}
    }
}

/// Returns the component that a reference names or points into.
fn key(reference: &str) -> Option<Key> {
    let (kind, name) = named(reference)?;
    Some((kind.to_owned(), name.into_owned()))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::diagnostics::Diagnostics;
    use crate::document::place::METHODS;
    use crate::document::tree::Trail;

    fn document() -> Value {
        json!({
            "paths": {
                "/pets": {
                    "get": { "operationId": "listPets", "tags": ["pets"], "x": { "$ref": "#/components/schemas/Pets" } },
                    "post": { "operationId": "addPet", "tags": ["pets"], "x": { "$ref": "#/components/requestBodies/Pet" } },
                },
                "/pets/{id}": {
                    "parameters": [{ "$ref": "#/components/parameters/id" }],
                    "delete": { "operationId": "deletePet", "tags": ["pets", "admin"], "deprecated": true },
                },
                "/toys/{id}": {
                    "get": { "operationId": "getToy", "x": { "$ref": "#/components/schemas/Toy" } },
                },
            },
            "components": {
                "schemas": {
                    "Pets": { "items": { "$ref": "#/components/schemas/Pet" } },
                    "Pet": { "discriminator": { "propertyName": "kind" }, "x": { "$ref": "#/components/schemas/Pets" } },
                    "Cat": { "allOf": [{ "$ref": "#/components/schemas/Pet" }] },
                    "Toy": { "discriminator": { "mapping": { "b": "Ball", "c": "#/components/schemas/Car~1" } } },
                    "Ball": {}, "Car/": {}, "Alone": {},
                },
                "requestBodies": { "Pet": {} },
                "parameters": { "id": {} },
                "securitySchemes": { "key": {} },
            },
        })
    }

    fn run(document: Value, options: &Options) -> (Value, Diagnostics) {
        let mut tree = Tree::new(document);
        let mut diagnostics = Diagnostics::default();
        let files = Trail::default();
        let file = Origin { file: 7, ..Origin::default() };
        filter(&mut tree, (options, &file), &mut Findings::new(&mut diagnostics, &files));
        (tree.into_parts().0, diagnostics)
    }

    fn check(options: &str, operations: &[&str], components: &[&str], codes: &[&str]) {
        let (tree, diagnostics) = run(document(), &Options::parse(options).unwrap());
        let members = |node: &Value, wanted: &dyn Fn(&str) -> bool| -> Vec<Value> {
            let map = node.as_object().unwrap();
            map.iter().filter(|(key, _)| wanted(key)).map(|(_, value)| value.clone()).collect()
        };
        let found: Vec<Value> = members(&tree["paths"], &|_| true)
            .iter()
            .flat_map(|item| members(item, &|key| METHODS.contains(&key)))
            .map(|operation| operation["operationId"].clone())
            .collect();
        assert_eq!(found, operations, "{options}");
        let kinds = tree["components"].as_object().unwrap();
        let found: Vec<String> = kinds
            .iter()
            .flat_map(|(kind, entries)| {
                entries.as_object().unwrap().keys().map(move |name| format!("{kind} {name}"))
            })
            .filter(|key| key != "securitySchemes key")
            .collect();
        assert_eq!(found, components, "{options}");
        let found: Vec<&str> = diagnostics.list.iter().map(|d| d.code().id()).collect();
        assert_eq!(found, codes, "{options}");
    }

    #[test]
    fn filters() {
        let pets = ["schemas Pets", "schemas Pet", "schemas Cat"];
        let toys = ["schemas Toy", "schemas Ball", "schemas Car/"];
        check(
            "[include]\ntags = ['pets']\n[exclude]\ntags = ['admin']\n",
            &["listPets", "addPet"],
            &[pets[0], pets[1], pets[2], "requestBodies Pet"],
            &[],
        );
        check("[include]\npaths = ['/toys/**']\n", &["getToy"], &toys, &[]);
        check(
            "[include]\noperations = ['list*', 'getToy']\n",
            &["listPets", "getToy"],
            &[pets[0], pets[1], pets[2], toys[0], toys[1], toys[2]],
            &[],
        );
        check(
            "[include]\ndeprecated = false\npaths = ['/pets/*', '/toys/*']\n",
            &["getToy"],
            &toys,
            &[],
        );
        check("[include]\npaths = ['/pets/{id}']\n", &["deletePet"], &["parameters id"], &[]);
        check("[exclude]\ntags = ['pet', 'pets']\n", &["getToy"], &toys, &["SW0080"]);
        check("[include]\ntags = ['x*']\n", &[], &[], &["SW0080", "SW0081"]);
    }

    #[test]
    fn names_with_slashes_are_matched_as_a_whole() {
        let document = json!({
            "paths": {
                "/a": { "get": { "operationId": "emails/send", "tags": ["mail/out"] } },
                "/b": { "get": { "operationId": "gists/list", "tags": ["gists"] } },
            },
        });
        for options in [
            "[include]\noperations = ['emails*']\n",
            "[include]\noperations = ['*s/s?nd']\n",
            "[include]\ntags = ['mail*']\n",
            "[exclude]\noperations = ['gists/*']\n",
        ] {
            let options = Options::parse(options).unwrap();
            let (tree, diagnostics) = run(document.clone(), &options);
            assert!(diagnostics.list.is_empty(), "{options:?}");
            let left: Vec<&String> = tree["paths"].as_object().unwrap().keys().collect();
            assert_eq!(left, ["/a"]);
        }
    }

    #[test]
    fn findings_are_about_the_options_file() {
        let options = "[include]\ntags = ['pets', 'x*']\n[exclude]\npaths = ['/pets**']\n";
        let options = Options::parse(options).unwrap();
        let (_, diagnostics) = run(document(), &options);
        let found: Vec<(&str, Origin)> = diagnostics
            .list
            .iter()
            .map(|found| (found.code().id(), found.origin.clone().unwrap()))
            .collect();
        let at = |pointer: &str| Origin { file: 7, ..Origin::at(pointer) };
        assert_eq!(found, [("SW0080", at("/include/tags/1")), ("SW0081", at("/include"))]);
    }

    #[test]
    fn without_filters_nothing_changes() {
        assert_eq!(run(document(), &Options::default()).0, document());
    }

    #[test]
    fn operations_of_further_methods_are_filtered() {
        let item = json!({ "x-specwright-query": { "operationId": "find" }, "x-specwright-operations": {
            "COPY": { "operationId": "copy" }, "MOVE": { "operationId": "move" },
        } });
        let options = Options::parse("[exclude]\noperations = ['find', 'copy']\n").unwrap();
        let (tree, _) = run(json!({ "paths": { "/a": item } }), &options);
        let expected = json!({ "x-specwright-operations": { "MOVE": { "operationId": "move" } } });
        assert_eq!(tree["paths"]["/a"], expected);
    }

    #[test]
    fn close_names_are_proposed() {
        let options = Options::parse("[exclude]\noperations = ['listPet']\n").unwrap();
        let (_, diagnostics) = run(document(), &options);
        let help = diagnostics.list[0].help();
        assert_eq!(help.as_deref(), Some("did you mean `listPets`?"));
    }
}
