//! Modules of operations and types: which file an item is in, and which feature enables it.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::names::module_name;
use super::operation_names::OperationNames;
use crate::api::{Api, Root, Type, TypeId};
use crate::rust::Ident;

/// Number of operations above which a group has a file for each of them.
const LARGE_GROUP: usize = 12;

/// Modules of all operations and types. The module of an item follows from the item itself, so that no other item can
/// move it.
pub struct Modules {
    /// Modules of groups, by index of the operation.
    pub groups: Vec<String>,
    /// Modules of operations within large groups, by index of the operation.
    pub operations: Vec<Option<String>>,
    /// Modules of the types of operations, by index of the operation.
    pub of_operations: Vec<String>,
    /// Modules of types, by index of the type; empty for types that are not used.
    pub types: Vec<String>,
    /// Groups that need a module of types. Modules that no operation needs are not listed.
    pub users: HashMap<String, BTreeSet<String>>,
}

/// Assigns operations and types to modules. A type is in the module of the item that contains it: a named schema, an
/// operation, or another component.
pub fn modules(api: &Api, operations: &[OperationNames], types: &[Ident]) -> Modules {
    let groups: Vec<String> = api.operations.iter().map(|one| module_name(&one.group)).collect();
    let mut sizes: HashMap<&str, usize> = HashMap::new();
    for group in &groups {
        *sizes.entry(group).or_default() += 1;
    }
    let of_operations: Vec<String> =
        operations.iter().map(|names| module_name(&names.words)).collect();
    let separate = groups.iter().zip(&of_operations);
    let separate =
        separate.map(|(group, own)| (sizes[group.as_str()] > LARGE_GROUP).then_some(own));
    let separate = separate.map(Option::<&String>::cloned).collect();
    let types = of_types(api, &of_operations, types);
    let users = users(api, &groups, &of_operations, &types);
    Modules { groups, operations: separate, of_operations, types, users }
}

fn of_types(api: &Api, operations: &[String], names: &[Ident]) -> Vec<String> {
    // Names of the named schemas that are types.
    let mut schemas: HashMap<&str, &Ident> = HashMap::new();
    for (def, name) in api.types.iter().zip(names) {
        if let (Root::Schema(schema), true) = (&def.hint.place.root, def.is_used()) {
            if def.hint.is_named() {
                schemas.entry(schema).or_insert(name);
            }
        }
    }
    let module = |root: &Root| match root {
        Root::Schema(name) => match schemas.get(&**name) {
            Some(name) => module_name(name.as_str()),
            None => module_name(name),
        },
        Root::Operation(index) => operations[*index].clone(),
        Root::Path(template) => module_name(&template.replace(['{', '}'], " ")),
        Root::Response(name) => module_name(&format!("{name} response")),
        Root::RequestBody(name) => module_name(&format!("{name} request")),
        Root::Parameter(name) => module_name(&format!("{name} parameter")),
    };
    let types = api.types.iter();
    types
        .map(|def| if def.is_used() { module(&def.hint.place.root) } else { String::new() })
        .collect()
}

/// Returns the groups that need each module of types: those whose operations use a type in it, or a type in a module
/// that refers to it.
fn users(
    api: &Api,
    groups: &[String],
    of_operations: &[String],
    types: &[String],
) -> HashMap<String, BTreeSet<String>> {
    let mut references: HashMap<&str, BTreeSet<&str>> = HashMap::new();
    for (def, module) in api.types.iter().zip(types).filter(|(def, _)| def.is_used()) {
        let to = def.kind.types().filter_map(Type::named);
        references.entry(module).or_default().extend(to.map(|TypeId(id)| types[id].as_str()));
    }
    let mut roots: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for (index, operation) in api.operations.iter().enumerate() {
        let types_used = operation.request_types().chain(operation.response_types());
        let used = types_used.filter_map(Type::named).map(|TypeId(id)| types[id].as_str());
        // The alias of a response without a documented schema is there.
        let own = of_operations[index].as_str();
        roots.entry(&groups[index]).or_default().extend(used.chain([own]));
    }
    let mut users: HashMap<String, BTreeSet<String>> = HashMap::new();
    for (group, mut stack) in roots {
        while let Some(module) = stack.pop() {
            if users.entry(module.to_owned()).or_default().insert(group.to_owned()) {
                stack.extend(references.get(module).into_iter().flatten());
            }
        }
    }
    users
}
