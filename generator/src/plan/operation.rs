//! Operations to methods and calls.

use std::collections::HashMap;

use super::context::Plan;
use super::doc;
use super::example::Example;
use super::names::{Namespace, constant_name, type_name, value_name};
use super::response::{EnumTarget, Outcome, status, status_text};
use super::security::security;
use crate::api;
use crate::diagnostics::{Diagnostics, finding};
use crate::rust::{Alias, Call, Docs, Encode, Ident, Input, Item, Method, Operation, Std};

/// The items of an operation.
pub struct PlannedOperation {
    /// Name of the method.
    pub method: Ident,
    /// An example of a call.
    pub example: Example,
    /// Method, call and enums of responses, which are written to the same file.
    pub items: Vec<Item>,
    /// Alias of the response's type.
    pub alias: Option<Alias>,
}

/// Names of the items of an operation.
struct Names {
    method: Ident,
    call: Ident,
    constant: Ident,
}

/// Inputs of an operation.
#[derive(Default)]
struct Inputs {
    required: Vec<Input>,
    optional: Vec<Input>,
    /// Required inputs with a single value.
    constants: Vec<Input>,
}

/// Operation IDs, to report the ones that are used more than once.
struct OperationIds<'a> {
    counts: HashMap<&'a str, usize>,
    /// The first operation with an id, and the name of its method.
    first: HashMap<&'a str, (&'a api::Operation, Ident)>,
}

impl<'a> OperationIds<'a> {
    fn of(api: &'a api::Api) -> Self {
        let mut counts = HashMap::new();
        for operation in api.operations.iter().filter(|operation| operation.has_id) {
            *counts.entry(operation.name.as_str()).or_default() += 1;
        }
        Self { counts, first: HashMap::new() }
    }

    /// Returns a finding if an earlier operation has the same ID. `method` is the name of this operation's method.
    fn repeated(&mut self, operation: &'a api::Operation, method: &Ident) -> Option<finding::Name> {
        let id = operation.name.as_str();
        let times = *self.counts.get(id).filter(|times| operation.has_id && **times > 1)?;
        let Some((first, of_first)) = self.first.get(id) else {
            self.first.insert(id, (operation, method.clone()));
            return None;
        };
        let called = |operation: &api::Operation, method: &Ident| finding::Called {
            operation: format!("{} {}", operation.method, doc::code(&operation.path)),
            method: method.to_string(),
        };
        let (first, given) = (called(first, of_first), called(operation, method));
        Some(finding::Name::RepeatedId { id: doc::code(id), times, first, given })
    }
}

impl Plan<'_> {
    /// The items of every operation.
    pub fn operations(&mut self, diagnostics: &mut Diagnostics) -> Vec<PlannedOperation> {
        let api = self.api;
        // Method resolution prefers these methods of prelude traits, which take `self`, to methods that take `&self`.
        let mut methods = Namespace::with(&["builder", "clone", "into", "new", "try_into"]);
        // Names that files of operations import, or that their macros and signatures use.
        let reserved = ["Client", "Error", "Server"];
        let reserved = Std::ALL.iter().map(|name| name.name()).chain(reserved);
        let mut calls = Namespace::with(&reserved.collect::<Vec<_>>());
        let mut constants = Namespace::default();
        let mut ids = OperationIds::of(api);
        let names: Vec<Names> = api
            .operations
            .iter()
            .map(|operation| {
                let base = type_name(&operation.name);
                let wanted = value_name(&operation.name);
                let method = methods.claim([wanted.clone()]);
                if let Some(repeated) = ids.repeated(operation, &method) {
                    diagnostics.add(repeated, &operation.origin);
                } else if method != wanted {
                    let (wanted, given) = (wanted.to_string(), method.to_string());
                    diagnostics.add(finding::Name::Method { wanted, given }, &operation.origin);
                }
                let longer = format!("{}Call", base.as_str().trim_end_matches('_'));
                let call = calls.claim([base, Ident::new(longer)]);
                let constant = constants.claim([constant_name(&operation.name)]);
                Names { method, call, constant }
            })
            .collect();
        let pairs = api.operations.iter().zip(names);
        pairs.map(|(operation, names)| self.operation(operation, names, &mut calls)).collect()
    }

    fn operation(
        &mut self,
        operation: &api::Operation,
        names: Names,
        taken: &mut Namespace,
    ) -> PlannedOperation {
        let Inputs { required, optional, constants } = self.inputs(operation);
        let mut enums = Vec::new();
        let mut enum_target = EnumTarget { names: taken, items: &mut enums };
        let alias = self.response_alias(operation);
        let output = match &alias {
            Some(alias) => Outcome::Alias(alias.name.clone()),
            None => self.outcome(operation, &operation.successes, "Output", &mut enum_target),
        };
        let error = self.outcome(operation, &operation.failures, "Error", &mut enum_target);
        let inputs = (required.as_slice(), optional.as_slice());
        let example = self.example(operation, inputs, &names.method, output.has_value());
        let returns = self.returns(&output, &error);
        let method = Method {
            docs: self.method_docs(operation, inputs, returns, &example),
            name: names.method.clone(),
            deprecated: operation.deprecated,
            call: names.call.clone(),
            constant: names.constant.clone(),
            inputs: required,
            constants,
        };
        let call = Call {
            name: names.call,
            docs: call_docs(operation, &names.method),
            setters: optional,
            output: self.outcome_type(&output, "Empty"),
            error: self.outcome_type(&error, "Undocumented"),
            operation: Operation {
                name: names.constant,
                id: operation.name.clone(),
                method: operation.method.clone(),
                path: operation.path.clone(),
                server: operation.server.clone(),
                accept: accept(operation),
                security: security(&operation.security),
                ok: operation.successes.iter().map(|one| status(one.status)).collect(),
                errors: operation.failures.iter().map(|one| status(one.status)).collect(),
            },
        };
        let mut items = vec![Item::Methods(vec![method]), Item::Call(call)];
        items.extend(enums);
        PlannedOperation { method: names.method, example, items, alias }
    }

    /// Plans the inputs of a call.
    fn inputs(&mut self, operation: &api::Operation) -> Inputs {
        let Inputs { mut required, mut optional, mut constants } = Inputs::default();
        let mut arguments = Namespace::with(&["call"]);
        let mut setters = Namespace::with(&[
            "send",
            "send_blocking",
            "into_future",
            "with_timeout",
            "with_header",
            "with_query",
        ]);
        for parameter in &operation.parameters {
            if parameter.required && parameter.constant.is_some() {
                constants.push(self.parameter(parameter, &mut Namespace::default()));
            } else if parameter.required {
                required.push(self.parameter(parameter, &mut arguments));
            } else {
                optional.push(self.parameter(parameter, &mut setters));
            }
        }
        match &operation.body {
            Some(body) if body.required => required.push(self.body(body, &mut arguments)),
            Some(body) => optional.push(self.body(body, &mut setters)),
            None => {}
        }
        Inputs { required, optional, constants }
    }

    /// Plans the documentation of a method: summary and description, HTTP method and path, the value that it returns,
    /// the required inputs and an optional body, the responses by status, and an example.
    fn method_docs(
        &self,
        operation: &api::Operation,
        (required, optional): (&[Input], &[Input]),
        returns: String,
        example: &Example,
    ) -> Docs {
        let mut docs = doc::lines(&operation.summary);
        let description = doc::lines(&operation.description);
        if description != docs {
            if !description.is_empty() {
                docs.paragraph();
            }
            docs.extend(description);
        }
        docs.paragraph();
        docs.extend([http_line(operation), String::new(), returns]);
        let body = optional.iter().filter(|input| matches!(input.encode, Encode::Body(_)));
        let body = body.map(|input| (format!(".{}(…)", input.name), input));
        let arguments = required.iter().map(|input| (input.name.as_str().to_owned(), input));
        let inputs: Vec<(String, &Input)> = arguments.chain(body).collect();
        if !inputs.is_empty() {
            docs.paragraph();
            for (name, input) in inputs {
                let text = doc::first_sentence(&input.docs.lines().join("\n"));
                docs.push(format!("- `{name}`: {text}"));
            }
        }
        let responses: Vec<&api::Response> =
            operation.successes.iter().chain(&operation.failures).collect();
        if !responses.is_empty() {
            docs.extend(["", "Responses:", ""]);
            let mut seen = Vec::new();
            for response in responses {
                let status = status_text(response.status);
                if !seen.contains(&status) {
                    let text = doc::first_sentence(&response.description);
                    let text = if text.is_empty() { text } else { format!(": {text}") };
                    docs.push(format!("- `{status}`{text}"));
                    seen.push(status);
                }
            }
        }
        docs.paragraph();
        docs.extend(example.doctest(self.layout));
        docs
    }
}

/// Plans the documentation of a call: its summary, and a link to the method that returns it.
fn call_docs(operation: &api::Operation, method: &Ident) -> Docs {
    let method = method.as_str();
    let summary = summary(operation);
    if summary.is_empty() {
        return Docs::line(format!(
            "Call of `{}`, returned by [`Client::{method}`].",
            http_text(operation)
        ));
    }
    let link = format!("Call of `{}`, returned by [`Client::{method}`].", http_text(operation));
    Docs::from_iter([summary, String::new(), link])
}

/// Summary of an operation in one sentence; empty if the document has none.
pub fn summary(operation: &api::Operation) -> String {
    let summary = doc::first_sentence(&operation.summary);
    if summary.is_empty() { doc::first_sentence(&operation.description) } else { summary }
}

fn http_line(operation: &api::Operation) -> String {
    format!("`{}`", http_text(operation))
}

fn http_text(operation: &api::Operation) -> String {
    format!("{} {}", operation.method, doc::code(&operation.path))
}

/// Media types of all responses, for the header `Accept`.
fn accept(operation: &api::Operation) -> String {
    let mut accept: Vec<&str> = Vec::new();
    for response in operation.successes.iter().chain(&operation.failures) {
        let media_type = response.media_type.as_str();
        let valid = media_type.bytes().all(|b| (0x21..0x7f).contains(&b) || b == b' ');
        if !media_type.is_empty() && valid && !accept.contains(&media_type) {
            accept.push(media_type);
        }
    }
    accept.join(", ")
}
