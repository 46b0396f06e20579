//! Groups of methods: `client.repos().get(…)` in place of `client.repos_get(…)`.

use std::collections::{HashMap, HashSet};

use super::names::{Namespace, type_name, value_name};
use super::operation_names::OperationNames;
use crate::api::Api;
use crate::rust::Ident;

/// Names that Rust gives to the struct of a group: methods of prelude traits that take `self`.
const OF_GROUPS: &[&str] = &["clone", "into", "new", "try_into"];

/// Names of the group of an operation.
#[derive(Debug, Clone)]
pub struct GroupNames {
    /// Method of the client that returns the group.
    pub accessor: Ident,
    /// Struct of the group.
    pub name: Ident,
    /// Method of the operation in the group: the one that it has without groups, less the group's name in front.
    pub method: Ident,
}

/// Names the groups of all operations, by index. `modules` has the module of every operation's group, and `calls` the
/// namespace of the structs. Names depend on the group and on the operation alone, except where they meet others.
pub fn group_names(
    api: &Api,
    operations: &[OperationNames],
    modules: &[String],
    calls: &mut Namespace,
) -> Vec<GroupNames> {
    let mut accessors = Namespace::with(&["builder", "clone", "into", "new", "try_into"]);
    let mut groups: HashMap<&str, (Ident, Ident)> = HashMap::new();
    let taken: HashSet<(&str, &Ident)> = modules
        .iter()
        .map(String::as_str)
        .zip(operations.iter().map(|names| &names.method))
        .collect();
    let all = api.operations.iter().zip(operations).zip(modules);
    let names = all.map(|((operation, names), module)| {
        let (accessor, name) = groups.entry(module).or_insert_with(|| {
            let words = [operation.group.clone(), format!("{} group", operation.group)];
            let name = calls.claim([type_name(&words[1])]);
            (accessors.claim(words.map(|words| value_name(&words))), name)
        });
        let own = names.method.as_str();
        let prefix = format!("{}_", value_name(&operation.group).as_str().trim_end_matches('_'));
        let short = own
            .strip_prefix(&prefix)
            .filter(|rest| rest.starts_with(char::is_alphabetic))
            .map(value_name);
        let short = short.filter(|short| {
            !OF_GROUPS.contains(&short.as_str()) && !taken.contains(&(module.as_str(), short))
        });
        GroupNames {
            accessor: accessor.clone(),
            name: name.clone(),
            method: short.unwrap_or_else(|| names.method.clone()),
        }
    });
    names.collect()
}
