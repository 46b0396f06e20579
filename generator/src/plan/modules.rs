//! Which file an operation or type goes into.

use std::collections::HashMap;

use indexmap::IndexMap;

use super::Plan;
use super::manifest::OWN_FEATURES;
use super::names::{Namespace, module_name};
use crate::api::{Api, Operation, Type, TypeId};
use crate::rust::{File, Item, Module};

/// A lint with the reason to allow it.
type Allowance = (&'static str, &'static str);

/// Lints that files of operations may break.
const OPERATIONS: &[Allowance] = &[
    ("unused_imports", "not every group needs them"),
    ("deprecated", "what is deprecated can still be called"),
    ("clippy::doc_markdown", "texts are those of the API"),
    ("clippy::large_enum_variant", "what the API documents is as large as it is"),
    ("clippy::needless_pass_by_value", "bodies are built for the call"),
    ("clippy::too_many_arguments", "what a call must have is an argument"),
];

/// Lints that files of types may break.
const TYPES: &[Allowance] = &[
    ("unused_imports", "not every group needs them"),
    ("deprecated", "what is deprecated still has to be read and written"),
    ("clippy::doc_markdown", "texts are those of the API"),
    ("clippy::enum_variant_names", "names are those of the API"),
    ("clippy::large_enum_variant", "what the API documents is as large as it is"),
    ("clippy::struct_excessive_bools", "members are those of the API"),
    ("clippy::too_many_arguments", "what an object must have is an argument"),
];

/// Files are split above about this many lines.
const MAX_LINES: usize = 800;

/// Module of the types that several groups use.
const SHARED: &str = "shared";

/// Which module every operation and type goes into.
pub struct Modules {
    /// By index of the operation.
    pub operations: Vec<String>,
    /// By index of the type; empty for those that nothing uses.
    pub types: Vec<String>,
    /// The group of every module that belongs to one.
    pub groups: HashMap<String, String>,
}

/// Operations go into their group's module, or that of a part of it where a group is large. A type goes
/// where the operations are that use it: into the module of one part, else of one group, else into
/// [`SHARED`]. So no module of a group needs one of another group.
pub fn modules(api: &Api) -> Modules {
    let mut names = Namespace::with(&[SHARED]);
    let mut group_names: IndexMap<String, String> = IndexMap::new();
    let mut sizes: HashMap<&str, usize> = HashMap::new();
    for operation in &api.operations {
        let name = module_name(&operation.group);
        group_names.entry(name.clone()).or_insert_with(|| names.claim([name]));
        *sizes.entry(operation.group.as_str()).or_default() += 45 + 8 * operation.parameters.len();
    }
    let group_of = |operation: &Operation| group_names[&module_name(&operation.group)].clone();
    let mut groups = HashMap::new();
    let mut parts: HashMap<(String, String), String> = HashMap::new();
    let operations: Vec<String> = api
        .operations
        .iter()
        .map(|operation| {
            let group = group_of(operation);
            let size = sizes.get(operation.group.as_str()).copied().unwrap_or_default();
            let own = |segment: &&str| module_name(segment) != group;
            let segment = literals(&operation.path).into_iter().find(own);
            let module = match segment.filter(|_| size > MAX_LINES) {
                Some(segment) => {
                    let name = module_name(&format!("{group} {segment}"));
                    let part = parts.entry((group.clone(), name.clone()));
                    // Another group may have that name.
                    part.or_insert_with(|| names.claim([name])).clone()
                }
                None => group.clone(),
            };
            groups.insert(module.clone(), group.clone());
            groups.insert(group.clone(), group);
            module
        })
        .collect();
    let types = of_types(api, &operations, &groups);
    Modules { operations, types, groups }
}

fn of_types(api: &Api, operations: &[String], groups: &HashMap<String, String>) -> Vec<String> {
    let mut roots: IndexMap<&str, Vec<TypeId>> = IndexMap::new();
    for (operation, module) in api.operations.iter().zip(operations) {
        let types = operation.request_types().chain(operation.response_types());
        roots.entry(module).or_default().extend(types.filter_map(Type::named));
    }
    let mut modules = vec![""; api.types.len()];
    for (module, mut stack) in roots {
        let group = groups.get(module).map_or(module, String::as_str);
        while let Some(TypeId(id)) = stack.pop() {
            let known = modules[id];
            let next = match known {
                "" => module,
                known if known == module => continue,
                known if groups.get(known).is_some_and(|other| other == group) => group,
                _ => SHARED,
            };
            if next != known {
                modules[id] = next;
                stack.extend(api.types[id].kind.types().filter_map(Type::named));
            }
        }
    }
    let modules = modules.into_iter().zip(&api.types);
    let modules = modules.map(|(module, def)| match module {
        // Types of a document without operations.
        "" if def.is_used() => SHARED,
        module => module,
    });
    modules.map(str::to_owned).collect()
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

/// The feature of a group; some names are taken by other features.
fn feature_name(group: &str) -> String {
    if OWN_FEATURES.contains(&group) { format!("{group}_group") } else { group.to_owned() }
}

impl Plan<'_> {
    /// The feature that a module stands behind, where groups have features.
    pub(super) fn feature(&self, module: &str) -> Option<String> {
        if !self.layout.group_features {
            return None;
        }
        self.modules.groups.get(module).map(|group| feature_name(group))
    }

    /// The features of groups, in the order of the groups.
    pub fn group_features(&self) -> Vec<String> {
        let mut features: Vec<String> = Vec::new();
        for module in &self.modules.operations {
            features.extend(self.feature(module).filter(|feature| !features.contains(feature)));
        }
        features
    }

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
        let lines = modules.iter().map(|(name, (module, _))| {
            let feature = self.feature(module);
            Item::Module(Module { name: name.clone(), public: false, feature, flatten: true })
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
                let both = format!("{}::{{Client, types}}", self.layout.module_path(2));
                uses.push(both);
            }
            uses.push(self.layout.runtime_path(2));
            uses.sort_unstable();
            files.push(File {
                path: format!("{base}/{name}.rs"),
                docs: vec![format!("{what} of the group `{name}`.")],
                allows: if types { TYPES } else { OPERATIONS }.to_vec(),
                uses,
                prelude,
                items,
                ..File::default()
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
