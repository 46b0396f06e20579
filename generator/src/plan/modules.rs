//! Modules of operations and types.

use std::collections::HashMap;

use indexmap::IndexMap;

use super::names::{Namespace, module_name};
use crate::api::{Api, Operation, Type, TypeId};
use crate::rust::Ident;

/// Approximate number of lines above which a file is split.
pub const MAX_LINES: usize = 800;

/// Module of the types that several groups use.
const SHARED: &str = "shared";

/// Modules of all operations and types.
pub struct Modules {
    /// Modules by index of the operation.
    pub operations: Vec<String>,
    /// Modules by index of the type; empty for types that are not used.
    pub types: Vec<String>,
    /// Group of every module that belongs to one.
    pub groups: HashMap<String, String>,
}

/// Assigns operations and types to modules. An operation is in the module of its group, or of a part of a large group.
/// A type is in the module of the part that uses it, or of the group if several parts do, or in [`SHARED`] if several
/// groups do: no group needs a module of another group.
pub fn modules(api: &Api) -> Modules {
    let mut names = Namespace::with(&[SHARED]);
    let mut group_names: IndexMap<String, String> = IndexMap::new();
    let mut sizes: HashMap<&str, usize> = HashMap::new();
    for operation in &api.operations {
        let name = module_name(&operation.group);
        group_names.entry(name.clone()).or_insert_with(|| claim(&mut names, name));
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
                    // Another group may have the name of this part.
                    part.or_insert_with(|| claim(&mut names, name)).clone()
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
        // In a document without operations, no operation uses the type.
        "" if def.is_used() => SHARED,
        module => module,
    });
    modules.map(str::to_owned).collect()
}

/// Returns the segments of a path that are neither parameters nor versions, without extensions such as `.json`.
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

/// Claims the name of a module.
pub fn claim(names: &mut Namespace, name: String) -> String {
    names.claim([Ident::new(name)]).as_str().to_owned()
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
