//! The names that were given to the items of an API, which `names.lock` remembers.

mod file;

use std::collections::{BTreeMap, HashSet};

/// Names that earlier runs gave to the items of an API. An item is known by its key: its place in the document, as in
/// `schemas/Pet/kind` or `GET /pets`, without what may change while the item stays the same: positions in lists, the
/// names of path parameters.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Lock {
    /// The description that the names are of, relative to the folder of the file.
    pub input: String,
    /// Whether a run forgets the names of items that are gone.
    pub prunes: bool,
    /// Items by their keys.
    pub items: BTreeMap<String, Item>,
}

/// The names of an item, all without `r#`.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct Item {
    /// The type of a schema.
    #[serde(rename = "type")]
    pub ty: Option<String>,
    /// The copy of the type for multipart bodies.
    pub form: Option<String>,
    /// What the type consists of, by which it is known again in another place.
    pub shape: Option<String>,
    /// The operation ID, by which an operation is known again at another path.
    pub id: Option<String>,
    /// The method of an operation.
    pub method: Option<String>,
    /// The call of an operation.
    pub call: Option<String>,
    /// The field of additional properties, or the variant for what the description does not list.
    pub other: Option<String>,
    /// Fields, variants or values by their names in the document.
    pub members: BTreeMap<String, String>,
}

impl Lock {
    /// Names of an API without names of earlier runs.
    pub fn new(input: impl Into<String>) -> Self {
        Self { input: input.into(), ..Self::default() }
    }

    /// Returns the names of an item.
    pub fn item(&self, key: &str) -> Option<&Item> {
        self.items.get(key)
    }

    /// Names of types that are in use or reserved.
    pub fn types(&self) -> impl Iterator<Item = &str> {
        self.items.values().flat_map(|item| item.ty.iter().chain(&item.form)).map(String::as_str)
    }

    /// Names of methods that are in use or reserved.
    pub fn methods(&self) -> impl Iterator<Item = &str> {
        self.items.values().flat_map(|item| &item.method).map(String::as_str)
    }

    /// Names of calls that are in use or reserved.
    pub fn calls(&self) -> impl Iterator<Item = &str> {
        self.items.values().flat_map(|item| &item.call).map(String::as_str)
    }

    /// Adds the items and members of an older lock that are gone, so that their names stay reserved. `moved` has the
    /// keys of items that are now in another place.
    pub fn reserve(&mut self, old: &Self, moved: &HashSet<String>) {
        for (key, item) in &old.items {
            if moved.contains(key) {
                continue;
            }
            let Some(now) = self.items.get_mut(key) else {
                self.items.insert(key.clone(), item.clone());
                continue;
            };
            for (member, name) in &item.members {
                now.members.entry(member.clone()).or_insert_with(|| name.clone());
            }
        }
    }
}
