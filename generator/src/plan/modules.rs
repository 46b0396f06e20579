//! Which file an operation or type goes into.

use std::collections::HashMap;

use indexmap::IndexMap;

use super::Plan;
use super::names::{Namespace, module_name};
use crate::api::Operation;
use crate::rust::{File, Item, Module};

/// Files are split above about this many lines.
const MAX_LINES: usize = 800;

/// A module per operation: its group's, or a part of it where a group is large.
pub fn of_operations(operations: &[Operation]) -> Vec<String> {
    let mut sizes: HashMap<String, usize> = HashMap::new();
    let groups: Vec<String> = operations.iter().map(|one| module_name(&one.group)).collect();
    for (group, operation) in groups.iter().zip(operations) {
        *sizes.entry(group.clone()).or_default() += 45 + 8 * operation.parameters.len();
    }
    let part = |group: &String, operation: &Operation| {
        if sizes.get(group).copied().unwrap_or_default() <= MAX_LINES {
            return group.clone();
        }
        let own = |segment: &&str| module_name(segment) != *group;
        match literals(&operation.path).into_iter().find(own) {
            Some(segment) => module_name(&format!("{group} {segment}")),
            None => group.clone(),
        }
    };
    groups.iter().zip(operations).map(|(group, operation)| part(group, operation)).collect()
}

/// The segments of a path that are neither parameters nor versions, without endings such as `.json`.
fn literals(path: &str) -> Vec<&str> {
    let is_version = |segment: &str| {
        let digits = segment.strip_prefix('v').unwrap_or(segment);
        digits.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | '-'))
    };
    path.split(['/', '?', '#'])
        .map(|segment| segment.split('.').next().unwrap_or_default())
        .filter(|segment| !segment.is_empty() && !segment.contains('{') && !is_version(segment))
        .collect()
}

/// About how many lines an item takes.
fn lines(item: &Item) -> usize {
    match item {
        Item::Struct(item) => {
            let setters = if item.constructible { 7 } else { 0 };
            let field = |docs: usize| 2 + docs + setters;
            let fields: usize = item.fields.iter().map(|one| field(one.docs.len())).sum();
            12 + item.docs.len() + fields
        }
        Item::StringEnum(item) => 14 + item.docs.len() + 3 * item.variants.len(),
        Item::IntegerEnum(item) => 14 + item.docs.len() + 3 * item.variants.len(),
        Item::Union(item) => 14 + item.docs.len() + 9 * item.variants.len(),
        Item::Responses(item) => 8 + 4 * item.cases.len(),
        Item::Operations(list) => list.iter().map(|one| one.docs.len() + 14).sum(),
        Item::Call(item) => {
            let setters: usize = item.optional.iter().map(|one| one.docs.len() + 7).sum();
            24 + setters
        }
        _ => 4,
    }
}

impl Plan<'_> {
    /// A module folder with a file per module name, in the order in which the names come up. `units` are
    /// items that stay together.
    pub fn folder(&self, folder: &str, units: Vec<(String, Vec<Item>)>, what: &str) -> Vec<File> {
        // A file: the module that it is (a part of), and what it holds.
        let mut modules: IndexMap<String, (String, Vec<Item>)> = IndexMap::new();
        let mut parts: HashMap<String, (String, usize)> = HashMap::new();
        let own: Vec<&str> = units.iter().map(|(module, _)| module.as_str()).collect();
        let mut names = Namespace::with(&own);
        for (module, items) in units {
            let size: usize = items.iter().map(lines).sum();
            let (name, filled) = parts.entry(module.clone()).or_insert_with(|| (module.clone(), 0));
            if *filled > 0 && *filled + size > MAX_LINES {
                let number = modules.values().filter(|(of, _)| *of == module).count() + 1;
                let part = format!("{}_part{number}", module.trim_end_matches('_'));
                (*name, *filled) = (names.claim([part]), 0);
            }
            *filled += size;
            let (_, file) = modules.entry(name.clone()).or_insert_with(|| (module, Vec::new()));
            for item in items {
                match (item, file.first_mut()) {
                    // The methods of a file stand together at its head.
                    (Item::Operations(more), Some(Item::Operations(list))) => list.extend(more),
                    (item, _) => file.push(item),
                }
            }
        }
        let base = format!("{}/{folder}", self.layout.folder);
        let lines = modules.keys().map(|name| {
            Item::Module(Module { name: name.clone(), public: false, feature: None, flatten: true })
        });
        let mut files = vec![File {
            path: format!("{base}/mod.rs"),
            docs: vec![format!("{what} of the API.")],
            items: lines.collect(),
            ..File::default()
        }];
        for (name, (module, items)) in modules {
            let types = folder == "types";
            let prelude = self.hiding.get(&module).filter(|_| types).cloned().unwrap_or_default();
            let mut uses = Vec::new();
            if !types {
                let module = &self.layout.module;
                let both = format!("{module}::{{Client, types}}");
                uses.push(both);
            }
            uses.push("crate::runtime".to_owned());
            uses.sort_unstable();
            files.push(File {
                path: format!("{base}/{name}.rs"),
                docs: vec![format!("{what} of the group `{name}`.")],
                allows: vec![
                    ("unused_imports", "not every group needs them"),
                    ("deprecated", "what is deprecated still has to be read and written"),
                    ("clippy::large_enum_variant", "what the API documents is as large as it is"),
                    ("clippy::too_many_arguments", "what a call must have is an argument"),
                ],
                uses,
                prelude,
                items,
            });
        }
        files
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn literal_segments() {
        let path = "/2010-04-01/Accounts/{Sid}/Calls/{CallSid}/Events.json";
        assert_eq!(literals(path), ["Accounts", "Calls", "Events"]);
        assert_eq!(literals("/v1/{id}?x"), ["x"]);
    }
}
