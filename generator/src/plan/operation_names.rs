//! Names of operations.

use std::collections::HashMap;

use super::doc;
use super::keys::Keys;
use super::names::{Namespace, constant_name, type_name, value_name};
use crate::api::{Api, Operation};
use crate::diagnostics::{Diagnostics, finding};
use crate::rust::{Ident, Std};

/// Names of the items of an operation.
#[derive(Debug, Clone)]
pub struct OperationNames {
    /// Words that the names of its items, types and files consist of.
    pub words: String,
    pub method: Ident,
    pub call: Ident,
    pub constant: Ident,
}

/// Names the items of all operations. Returns the namespace of the items in files of operations as well.
pub fn operation_names(
    api: &Api,
    keys: &Keys<'_>,
    diagnostics: &mut Diagnostics,
) -> (Vec<OperationNames>, Namespace) {
    // Method resolution prefers these methods of prelude traits, which take `self`, to methods that take `&self`.
    let mut methods = Namespace::with(&["builder", "clone", "into", "new", "try_into"]);
    // Names that files of operations import, or that their macros and signatures use.
    let reserved = ["Client", "Error", "Server"];
    let reserved = Std::ALL.iter().map(|name| name.name()).chain(reserved);
    let mut calls = Namespace::with(&reserved.collect::<Vec<_>>());
    methods.take(keys.lock.methods());
    calls.take(keys.lock.calls());
    let mut constants = Namespace::default();
    let mut ids = OperationIds::of(api);
    let mut owners: HashMap<Ident, &Operation> = HashMap::new();
    let names = api.operations.iter().zip(&keys.operations).map(|(operation, key)| {
        let wanted = value_name(&operation.name);
        let known = keys.item(key).filter(|_| !operation.renamed);
        if let Some(method) = known.and_then(|item| item.method.clone()) {
            let method = Ident::new(method);
            let words = match method == wanted {
                true => operation.name.clone(),
                false => method.as_str().to_owned(),
            };
            owners.entry(method.clone()).or_insert(operation);
            let call = match known.and_then(|item| item.call.clone()) {
                Some(call) => Ident::new(call),
                None => claim_call(&mut calls, &words),
            };
            let constant = constants.claim([constant_name(&words)]);
            return OperationNames { words, method, call, constant };
        }
        let candidates = candidates(operation, owners.get(&wanted).copied());
        let (method, words) = match candidates.iter().find(|one| methods.is_free(&value_name(one)))
        {
            Some(words) => (methods.claim([value_name(words)]), words.clone()),
            None => {
                let method = methods.claim([wanted.clone()]);
                (method.clone(), method.as_str().to_owned())
            }
        };
        owners.entry(wanted.clone()).or_insert(operation);
        if let Some(repeated) = ids.repeated(operation, &method) {
            diagnostics.add(repeated, &operation.origin);
        } else if method != wanted {
            let (wanted, given) = (wanted.to_string(), method.to_string());
            diagnostics.add(finding::Name::Method { wanted, given }, &operation.origin);
        }
        let call = claim_call(&mut calls, &words);
        let constant = constants.claim([constant_name(&words)]);
        OperationNames { words, method, call, constant }
    });
    let names = names.collect();
    (names, calls)
}

fn claim_call(calls: &mut Namespace, words: &str) -> Ident {
    let base = type_name(words);
    let longer = format!("{}Call", base.as_str().trim_end_matches('_'));
    calls.claim([base, Ident::new(longer)])
}

/// Candidates for the name of an operation, in words: its own name, and then what tells it from `other`, which has that
/// name: its tag, its HTTP method, or its path.
fn candidates(operation: &Operation, other: Option<&Operation>) -> Vec<String> {
    let Operation { name, group, .. } = operation;
    let method = operation.method.to_lowercase();
    let path = literals(&operation.path).join(" ");
    let mut candidates = vec![name.clone()];
    if other.is_none_or(|other| other.group != *group) {
        candidates.push(format!("{group} {name}"));
    }
    if other.is_none_or(|other| other.method != operation.method) {
        candidates.push(format!("{method} {name}"));
        candidates.push(format!("{group} {method} {name}"));
    }
    candidates.extend([format!("{name} {path}"), format!("{method} {name} {path}")]);
    candidates
}

/// Operation IDs, to report the ones that are used more than once.
struct OperationIds<'a> {
    counts: HashMap<&'a str, usize>,
    /// The first operation with an id, and the name of its method.
    first: HashMap<&'a str, (&'a Operation, Ident)>,
}

impl<'a> OperationIds<'a> {
    fn of(api: &'a Api) -> Self {
        let mut counts = HashMap::new();
        for operation in api.operations.iter().filter(|operation| operation.has_id) {
            *counts.entry(operation.name.as_str()).or_default() += 1;
        }
        Self { counts, first: HashMap::new() }
    }

    /// Returns a finding if an earlier operation has the same ID. `method` is the name of this operation's method.
    fn repeated(&mut self, operation: &'a Operation, method: &Ident) -> Option<finding::Name> {
        let id = operation.name.as_str();
        let times = *self.counts.get(id).filter(|times| operation.has_id && **times > 1)?;
        let Some((first, of_first)) = self.first.get(id) else {
            self.first.insert(id, (operation, method.clone()));
            return None;
        };
        let called = |operation: &Operation, method: &Ident| finding::Called {
            operation: format!("{} {}", operation.method, doc::code(&operation.path)),
            method: method.to_string(),
        };
        let (first, given) = (called(first, of_first), called(operation, method));
        Some(finding::Name::RepeatedId { id: doc::code(id), times, first, given })
    }
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
