//! Histories: what happens to names when a document changes, with the lock and without it.

use std::collections::{BTreeMap, BTreeSet};

use crate::Input;
use crate::lock::Lock;
use crate::read::Source;

const START: &str = r##"
paths:
  /pets:
    get:
      operationId: listPets
      tags: [pets]
      parameters: [{ name: order, in: query, schema: { type: string, enum: [name, age, size] } }]
      responses: { "200": { description: d, content: { application/json: { schema: { $ref: "#/components/schemas/Page" } } } } }
    post:
      operationId: addPet
      tags: [pets]
      requestBody: { required: true, content: { application/json: { schema: { type: object, required: [name], properties: { name: { type: string }, age: { type: integer }, home: { type: object, properties: { street: { type: string }, city: { type: string }, zip: { type: string } } } } } } } }
      responses: { "200": { description: d, content: { application/json: { schema: { $ref: "#/components/schemas/Pet" } } } } }
  /owners/{id}:
    get:
      operationId: getOwner
      tags: [owners]
      parameters: [{ name: id, in: path, required: true, schema: { type: string } }]
      responses: { "200": { description: d, content: { application/json: { schema: { $ref: "#/components/schemas/Owner" } } } } }
components:
  schemas:
    Page: { type: object, properties: { items: { type: array, items: { $ref: "#/components/schemas/Pet" } }, next: { type: string }, total: { type: integer } } }
    Pet: { type: object, properties: { name: { type: string }, age: { type: integer }, kind: { type: string, enum: [cat, dog, bird] }, food: { oneOf: [{ type: string }, { $ref: "#/components/schemas/DryFood" }, { $ref: "#/components/schemas/WetFood" }] }, owner: { $ref: "#/components/schemas/Owner" } } }
    Owner: { type: object, properties: { name: { type: string }, email: { type: string }, address: { title: Address, type: object, properties: { street: { type: string }, town: { type: string }, country: { type: string } } } } }
    DryFood: { type: object, required: [weight], properties: { weight: { type: integer } } }
    WetFood: { type: object, required: [volume], properties: { volume: { type: integer } } }
"##;

/// An edit of a document: replacements, and what in it may have another name without the lock.
struct Edit {
    name: &'static str,
    replaced: &'static [(&'static str, &'static str)],
    /// Names that go away without the lock although what they name is there.
    touched: &'static [&'static str],
}

const EDITS: &[Edit] = &[
    Edit {
        name: "add a schema, which would take a name",
        replaced: &[
            (
                "    Page:",
                "    PetKind: { type: object, properties: { k: { type: string } } }\n    Page:",
            ),
            (
                "next: { type: string }",
                "next: { type: string }, kinds: { $ref: '#/components/schemas/PetKind' }",
            ),
        ],
        touched: &["PetKind"],
    },
    Edit {
        name: "add a member, which would take a name",
        replaced: &[(
            "properties: { name: { type: string }, email",
            "properties: { NAME: { type: string }, name: { type: string }, email",
        )],
        touched: &["Owner.name"],
    },
    Edit {
        name: "add a value, which would take a name",
        replaced: &[("enum: [cat, dog, bird]", "enum: [CAT, unknown, cat, dog, bird]")],
        touched: &["PetKind.Cat"],
    },
    Edit {
        name: "add a variant without the words that the others share",
        replaced: &[
            (
                "oneOf: [{ type: string }",
                "oneOf: [{ type: string }, { type: integer }, { $ref: '#/components/schemas/Grass' }",
            ),
            (
                "    DryFood:",
                "    Grass: { type: object, required: [g], properties: { g: { type: integer } } }\n    DryFood:",
            ),
        ],
        touched: &["PetFood.Dry", "PetFood.Wet"],
    },
    Edit {
        name: "add an operation, which would take a name",
        replaced: &[(
            "  /pets:\n",
            "  /animals: { get: { operationId: list_pets, tags: [pets], responses: {} } }\n  /pets:\n",
        )],
        touched: &["list_pets()", "ListPets()", "ListPetsOrder"],
    },
    Edit {
        name: "remove an operation",
        replaced: &[("operationId: getOwner", "x-removed: true")],
        touched: &["get_owner()", "GetOwner()"],
    },
    Edit {
        name: "rename a schema",
        replaced: &[("schemas/Owner\"", "schemas/Person\""), ("    Owner:", "    Person:")],
        touched: &["Owner", "OwnerAddress"],
    },
    Edit {
        name: "rename a path and its parameter",
        replaced: &[
            ("/owners/{id}", "/people/{person}"),
            ("name: id, in: path", "name: person, in: path"),
        ],
        touched: &[],
    },
    Edit {
        name: "rename an operation",
        replaced: &[("operationId: addPet", "operationId: createPet")],
        touched: &["add_pet()", "AddPet()", "AddPetRequest", "AddPetRequestHome"],
    },
    Edit {
        name: "reorder variants, members and schemas",
        replaced: &[
            (
                "[{ type: string }, { $ref: \"#/components/schemas/DryFood\" }, { $ref: \"#/components/schemas/WetFood\" }]",
                "[{ $ref: \"#/components/schemas/WetFood\" }, { $ref: \"#/components/schemas/DryFood\" }, { type: string }]",
            ),
            (
                "{ name: { type: string }, age: { type: integer }, kind",
                "{ age: { type: integer }, name: { type: string }, kind",
            ),
        ],
        touched: &[],
    },
    Edit {
        name: "move an operation to another tag",
        replaced: &[(
            "operationId: addPet\n      tags: [pets]",
            "operationId: addPet\n      tags: [owners]",
        )],
        touched: &[],
    },
    Edit {
        name: "split a schema",
        replaced: &[(
            "    Owner: { type: object, properties: { name: { type: string }, email: { type: string },",
            "    Contact: { type: object, properties: { name: { type: string }, email: { type: string } } }\n    Owner: { allOf: [{ $ref: '#/components/schemas/Contact' }], type: object, properties: {",
        )],
        touched: &[],
    },
    Edit {
        name: "make a component of an inline schema",
        replaced: &[
            (
                "home: { type: object, properties: { street: { type: string }, city: { type: string }, zip: { type: string } } }",
                "home: { $ref: '#/components/schemas/Home' }",
            ),
            (
                "    Page:",
                "    Home: { type: object, properties: { street: { type: string }, city: { type: string }, zip: { type: string } } }\n    Page:",
            ),
        ],
        touched: &["AddPetRequestHome"],
    },
    Edit {
        name: "write a component inline",
        replaced: &[(
            "schema: { $ref: \"#/components/schemas/Page\" }",
            "schema: { type: object, properties: { items: { type: array, items: { $ref: \"#/components/schemas/Pet\" } }, next: { type: string }, total: { type: integer } } }",
        )],
        touched: &["Page"],
    },
    Edit {
        name: "change a title",
        replaced: &[("title: Address", "title: Location")],
        touched: &[],
    },
];

/// Generates a document with a lock. Returns the lock.
fn generate(text: &str, lock: Lock) -> Lock {
    let text = format!("openapi: 3.0.3\ninfo: {{ title: T, version: '1' }}\n{text}\n");
    let mut input = Input::new("api", vec![Source::new("t.yaml", text)]);
    input.lock = lock;
    let generated = crate::generate(input, None);
    let found = &generated.diagnostics;
    assert!(!found.has_errors(), "{:?}", found.list);
    generated.planned.unwrap().lock
}

/// Generates a document with a lock. Returns the names of the items that are there with what they name, and the lock.
fn names(text: &str, lock: Lock) -> (BTreeMap<String, String>, Lock) {
    let there = generate(text, Lock { prunes: true, ..lock.clone() });
    let lock = generate(text, lock);
    let mut names = BTreeMap::new();
    for (key, item) in &there.items {
        let of_operation = item.method.iter().chain(&item.call);
        names.extend(of_operation.map(|name| (format!("{name}()"), key.clone())));
        let Some(ty) = &item.ty else { continue };
        names.insert(ty.clone(), key.clone());
        let members = item.members.iter();
        names.extend(members.map(|(member, name)| (format!("{ty}.{name}"), member.clone())));
    }
    (names, lock)
}

fn edited(edit: &Edit) -> String {
    let mut text = START.to_owned();
    for (from, to) in edit.replaced {
        assert!(text.contains(from), "{}: {from}", edit.name);
        text = text.replace(from, to);
    }
    text
}

/// Names that are gone or name something else.
fn lost(before: &BTreeMap<String, String>, after: &BTreeMap<String, String>) -> BTreeSet<String> {
    let is_lost = |name: &&String| !after.contains_key(*name);
    before.keys().filter(is_lost).cloned().collect()
}

#[test]
fn no_name_changes_with_the_lock() {
    let (before, lock) = names(START, Lock::default());
    assert!(before.contains_key("AddPetRequestHome") && before.contains_key("PetFood.Dry"));
    for edit in EDITS {
        let (after, now) = names(&edited(edit), lock.clone());
        let mut lost = lost(&before, &after);
        lost.retain(|name| {
            !(edit.name.starts_with("remove") && edit.touched.contains(&name.as_str()))
        });
        assert_eq!(lost, BTreeSet::new(), "{}", edit.name);
        // A second run changes nothing.
        assert_eq!(names(&edited(edit), now.clone()).1, now, "{}", edit.name);
    }
}

#[test]
fn only_what_is_touched_changes_without_the_lock() {
    let (before, _) = names(START, Lock::default());
    for edit in EDITS {
        let (after, _) = names(&edited(edit), Lock::default());
        let of = |name: &str| {
            name == "other"
                || edit
                    .touched
                    .iter()
                    .any(|touched| name == *touched || name.starts_with(&format!("{touched}.")))
        };
        let lost = lost(&before, &after);
        let others: Vec<&String> = lost.iter().filter(|name| !of(name)).collect();
        assert!(others.is_empty(), "{}: {others:?}", edit.name);
    }
}

#[test]
fn a_name_keeps_its_meaning() {
    let (before, lock) = names(START, Lock::default());
    for edit in &EDITS[..5] {
        let (after, _) = names(&edited(edit), lock.clone());
        for (name, meaning) in &before {
            assert_eq!(after.get(name), Some(meaning), "{}: {name}", edit.name);
        }
    }
}

#[test]
fn names_of_items_that_are_gone_are_reserved_until_they_are_pruned() {
    let schemas =
        |schemas: &str| format!("paths: {{}}\ncomponents: {{ schemas: {{ {schemas} }} }}");
    let two = schemas("A: { type: object, properties: { b: { type: string, enum: [x, z] } } }");
    let (first, lock) = names(&two, Lock::default());
    assert_eq!(first["AB"], "schemas/A > b");
    let other = schemas(
        "A: { type: object, properties: {} }, A-B: { type: object, properties: { c: { type: string, enum: [y] } } }",
    );
    let lock = generate(&other, lock);
    let ty = |lock: &Lock, key: &str| lock.items.get(key).and_then(|item| item.ty.clone());
    assert_eq!(ty(&lock, "schemas/A > b").as_deref(), Some("AB"));
    assert_eq!(ty(&lock, "schemas/A-B").as_deref(), Some("AB2"));
    let pruned = generate(&other, Lock { prunes: true, ..lock });
    assert_eq!(ty(&pruned, "schemas/A > b"), None);
}

#[test]
fn the_options_give_a_name_that_the_lock_does_not() {
    let (_, lock) = names(START, Lock::default());
    let text = format!("openapi: 3.0.3\ninfo: {{ title: T, version: '1' }}\n{START}");
    let mut input = Input::new("api", vec![Source::new("t.yaml", text)]);
    input.lock = lock;
    let renamed = [("/components/schemas/Owner", "Person"), ("/paths/~1pets/get", "pets")];
    let renamed = renamed.map(|(pointer, name)| (pointer.to_owned(), name.to_owned()));
    input.options.rename = renamed.into();
    let lock = crate::generate(input, None).planned.unwrap().lock;
    assert_eq!(lock.items["schemas/Owner"].ty.as_deref(), Some("Person"));
    assert_eq!(lock.items["GET /pets"].method.as_deref(), Some("pets"));
}

/// Items of both locks whose names differ.
fn renamed(before: &Lock, after: &Lock) -> Vec<String> {
    let mut renamed = Vec::new();
    for (key, old) in &before.items {
        let Some(new) = after.items.get(key) else { continue };
        let names = [(&old.ty, &new.ty), (&old.form, &new.form), (&old.method, &new.method)];
        for (old, new) in names {
            if let (Some(old), Some(new)) = (old, new)
                && old != new
            {
                renamed.push(format!("{key}: {old} is now {new}"));
            }
        }
        for (member, old) in &old.members {
            if let Some(new) = new.members.get(member).filter(|new| *new != old) {
                renamed.push(format!("{key} {member}: {old} is now {new}"));
            }
        }
    }
    renamed
}

/// Types that name something else than before.
fn redefined(before: &Lock, after: &Lock) -> Vec<String> {
    let owners = |lock: &Lock| -> BTreeMap<String, String> {
        let types =
            lock.items.iter().filter_map(|(key, item)| Some((item.ty.clone()?, key.clone())));
        types.collect()
    };
    let (old, new) = (owners(before), owners(after));
    let changed = |(name, key): (&String, &String)| {
        let now = new.get(name).filter(|now| *now != key)?;
        // The old item is still there under another name.
        after.items.contains_key(key).then(|| format!("{name}: {key} is now {now}"))
    };
    old.iter().filter_map(changed).collect()
}

#[test]
#[ignore = "reads the documents in ../shared/history"]
fn real_histories_rename_nothing_with_the_lock() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/history");
    for api in ["box", "meilisearch", "plaid"] {
        let files = std::fs::read_dir(folder.join(api)).unwrap();
        let mut files: Vec<_> = files.map(|file| file.unwrap().path()).collect();
        files.sort();
        let run = |path: &std::path::Path, lock: Lock| {
            let text = std::fs::read_to_string(path).unwrap();
            let mut input = Input::new("api", vec![Source::new("t.yaml", text)]);
            input.lock = lock;
            crate::generate(input, None).planned.unwrap().lock
        };
        let mut lock = run(&files[0], Lock::default());
        let mut plain = lock.clone();
        for file in &files[1..] {
            let next = run(file, lock.clone());
            assert_eq!(renamed(&lock, &next), [""; 0], "{}", file.display());
            assert_eq!(redefined(&lock, &next), [""; 0], "{}", file.display());
            let without = run(file, Lock::default());
            let (names, meanings) = (renamed(&plain, &without), redefined(&plain, &without));
            println!("{}: without the lock {names:#?} {meanings:#?}", file.display());
            (lock, plain) = (next, without);
        }
    }
}
