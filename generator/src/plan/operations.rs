//! Operations to methods and calls.

use std::collections::HashMap;

use super::argument::Purpose;
use super::example::{Example, is_body};
use super::names::{Namespace, constant_name, type_name, value_name};
use super::response::{Made, status_expression, status_text};
use super::types::plain;
use super::{Plan, code, doc, doc_lines};
use crate::api::{self, BodyKind, Location, PropertyEncoding, ResponseKind, Style};
use crate::diagnostics::{Diagnostics, finding};
use crate::rust::{Argument, Conversion, Encode, Input, Item, Operation, Security};

/// The items of an operation.
pub(super) struct Planned {
    /// Name of the method.
    pub method: String,
    /// A call of it.
    pub example: Example,
    /// Method, call, enums of responses; they stay in one file.
    pub items: Vec<Item>,
    /// Types that the operation adds.
    pub types: Vec<Item>,
}

/// Names an operation has in its file.
struct Names {
    method: String,
    call: String,
    constant: String,
}

/// Operation ids, which no two operations should share.
struct OperationIds<'a> {
    counts: HashMap<&'a str, usize>,
    /// The first operation with an id, and the name of its method.
    first: HashMap<&'a str, (&'a api::Operation, String)>,
}

impl<'a> OperationIds<'a> {
    fn of(api: &'a api::Api) -> Self {
        let mut counts = HashMap::new();
        for operation in api.operations.iter().filter(|operation| operation.has_id) {
            *counts.entry(operation.name.as_str()).or_default() += 1;
        }
        Self { counts, first: HashMap::new() }
    }

    /// What to say about an operation, whose method has a name now, when an earlier one has its id.
    fn repeated(&mut self, operation: &'a api::Operation, method: &str) -> Option<finding::Name> {
        let id = operation.name.as_str();
        let times = *self.counts.get(id).filter(|times| operation.has_id && **times > 1)?;
        let Some((first, of_first)) = self.first.get(id) else {
            self.first.insert(id, (operation, method.to_owned()));
            return None;
        };
        let called = |operation: &api::Operation, method: &str| finding::Called {
            operation: format!("{} {}", operation.method, code(&operation.path)),
            method: method.to_owned(),
        };
        let (first, given) = (called(first, of_first), called(operation, method));
        Some(finding::Name::RepeatedId { id: code(id), times, first, given })
    }
}

impl Plan<'_> {
    /// The items of every operation.
    pub(super) fn operations(&mut self, diagnostics: &mut Diagnostics) -> Vec<Planned> {
        let api = self.api;
        // A method that takes `&self` gives way to those of the prelude that take `self`.
        let mut methods = Namespace::with(&["builder", "clone", "into", "new", "try_into"]);
        // Names that the operations' files import, or that their macros and signatures use.
        let reserved = ["Client", "Self", "Error", "Server"];
        let reserved = crate::rust::Prelude::NAMES.iter().map(|(name, _)| *name).chain(reserved);
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
                    let taken = finding::Name::Method { wanted, given: method.clone() };
                    diagnostics.add(taken, &operation.origin);
                }
                let call =
                    calls.claim([base.clone(), format!("{}Call", base.trim_end_matches('_'))]);
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
    ) -> Planned {
        let (required, optional) = self.inputs(operation);
        let mut enums = Vec::new();
        let mut made = Made { names: taken, items: &mut enums };
        let alias = self.response_alias(operation);
        let output = match &alias {
            Some(Item::Alias(alias)) => format!("runtime::Json<types::{}>", alias.name),
            _ => {
                let none = "runtime::Empty";
                self.outcome(operation, &operation.successes, "Output", &mut made, none)
            }
        };
        let none = "runtime::Undocumented";
        // An error without a body says all it has to say by its status.
        let failures: Vec<api::Response> =
            operation.failures.iter().filter(|r| r.kind != ResponseKind::Empty).cloned().collect();
        let error = self.outcome(operation, &failures, "Error", &mut made, none);
        let inputs = (required.as_slice(), optional.as_slice());
        let example = self.example(operation, inputs, &names.method, &output);
        let returns = self.returns(operation, (&output, &error), &failures);
        let item = Operation {
            docs: self.operation_docs(operation, inputs, returns, &example),
            call_docs: call_docs(operation, &names.method),
            method: names.method,
            call: names.call,
            constant: names.constant,
            id: operation.name.clone(),
            deprecated: operation.deprecated,
            http_method: operation.method.clone(),
            path: operation.path.clone(),
            server: operation.server.clone(),
            accept: accept(operation),
            security: security(&operation.security),
            ok: operation.successes.iter().map(|r| status_expression(r.status)).collect(),
            errors: failures.iter().map(|r| status_expression(r.status)).collect(),
            required,
            optional,
            output,
            error,
        };
        let method = item.method.clone();
        let mut items = vec![Item::Operations(vec![item.clone()]), Item::Call(item)];
        items.extend(enums);
        Planned { method, example, items, types: alias.into_iter().collect() }
    }

    /// What a call must have, and what it may have.
    fn inputs(&mut self, operation: &api::Operation) -> (Vec<Input>, Vec<Input>) {
        let mut required = Vec::new();
        let mut optional = Vec::new();
        let mut arguments = Namespace::with(&["call"]);
        let options = ["send", "send_blocking", "into_future", "with_timeout", "with_header"];
        let mut setters = Namespace::with(&options);
        setters.claim(["with_query".to_owned()]);
        for parameter in &operation.parameters {
            let location = location(parameter.location);
            let own = value_name(parameter.renamed.as_ref().unwrap_or(&parameter.name));
            let second = value_name(&format!("{} {location}", parameter.name));
            let namespace = if parameter.required { &mut arguments } else { &mut setters };
            let mut docs = doc_lines(&parameter.description);
            if docs.is_empty() {
                let verb = if parameter.required { "The" } else { "Sets the" };
                docs.push(format!("{verb} {location} parameter `{}`.", code(&parameter.name)));
            }
            let input = Input {
                name: namespace.claim([own, second]),
                ty: self.ty(&parameter.ty, "types"),
                argument: self.argument(&parameter.ty, "types", Purpose::Parameter),
                docs,
                deprecated: parameter.deprecated,
                encode: Encode::Parameter {
                    location,
                    name: parameter.name.clone(),
                    style: style(parameter.style),
                },
            };
            if parameter.required { required.push(input) } else { optional.push(input) }
        }
        if let Some(body) = &operation.body {
            let namespace = if body.required { &mut arguments } else { &mut setters };
            let name = namespace.claim(["body", "request_body"].map(str::to_owned));
            let input = self.body(body, name);
            if body.required { required.push(input) } else { optional.push(input) }
        }
        (required, optional)
    }

    fn body(&mut self, body: &api::Body, name: String) -> Input {
        let media_type = body.media_type.clone();
        let (ty, argument, encode) = match &body.kind {
            BodyKind::Json(ty) => {
                let argument = self.argument(ty, "types", Purpose::Body);
                (self.ty(ty, "types"), argument, Encode::Json(media_type))
            }
            BodyKind::Form(ty, encodings) => {
                let encodings = encodings.iter().map(|(name, encoding)| {
                    let encoding = match encoding {
                        PropertyEncoding::Json => "runtime::Encoding::Json".to_owned(),
                        PropertyEncoding::Style(of) => {
                            format!("runtime::Encoding::Style(runtime::Style::{})", style(*of))
                        }
                    };
                    (name.clone(), encoding)
                });
                let encode = Encode::Form(encodings.collect());
                (self.ty(ty, "types"), self.argument(ty, "types", Purpose::Body), encode)
            }
            BodyKind::Multipart(ty) => {
                let ty = self.ty(ty, "types");
                (ty.clone(), plain(&ty), Encode::Multipart)
            }
            BodyKind::Text => {
                let argument =
                    Argument { ty: "&str".to_owned(), conversion: Conversion::Reference };
                (self.prelude.path("String"), argument, Encode::Text(media_type))
            }
            BodyKind::Binary => {
                let into = self.prelude.path("Into");
                let argument = plain(&format!("impl {into}<::bytes::Bytes>"));
                ("::bytes::Bytes".to_owned(), argument, Encode::Binary(media_type))
            }
        };
        let mut docs = doc_lines(&body.description);
        if docs.is_empty() {
            let verb = if body.required { "The" } else { "Sets the" };
            docs.push(format!("{verb} request body (`{}`).", code(&body.media_type)));
        }
        Input { name, ty, argument, docs, deprecated: false, encode }
    }

    /// What the document says, the HTTP line, what a call gives, what it must have, the body where it may have
    /// one, the statuses, an example.
    fn operation_docs(
        &self,
        operation: &api::Operation,
        (required, optional): (&[Input], &[Input]),
        returns: String,
        example: &Example,
    ) -> Vec<String> {
        let mut docs = doc_lines(&operation.summary);
        let description = doc_lines(&operation.description);
        let blank = |docs: &mut Vec<String>| {
            if !docs.is_empty() {
                docs.push(String::new());
            }
        };
        if description != docs {
            if !description.is_empty() {
                blank(&mut docs);
            }
            docs.extend(description);
        }
        blank(&mut docs);
        docs.extend([http_line(operation), String::new(), returns]);
        let body = optional.iter().filter(|input| is_body(&input.encode));
        let body = body.map(|input| (format!(".{}(…)", input.name), input));
        let arguments = required.iter().map(|input| (plain_name(&input.name).to_owned(), input));
        let inputs: Vec<(String, &Input)> = arguments.chain(body).collect();
        if !inputs.is_empty() {
            docs.push(String::new());
            for (name, input) in inputs {
                let text = doc::first_sentence(&input.docs.join("\n"));
                docs.push(format!("- `{name}`: {text}"));
            }
        }
        let responses: Vec<&api::Response> =
            operation.successes.iter().chain(&operation.failures).collect();
        if !responses.is_empty() {
            docs.extend(["", "Responses:", ""].map(str::to_owned));
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
        docs.push(String::new());
        docs.extend(example.doctest(self.layout));
        docs
    }
}

/// What a call does, and the method that makes it.
fn call_docs(operation: &api::Operation, method: &str) -> Vec<String> {
    let method = plain_name(method);
    let summary = summary(operation);
    if summary.is_empty() {
        return vec![format!("{}: a call of [`Client::{method}`].", http_line(operation))];
    }
    let link = format!("A call of [`Client::{method}`]: {}.", http_line(operation));
    vec![summary, String::new(), link]
}

/// A sentence about an operation; empty where the document has none.
pub(super) fn summary(operation: &api::Operation) -> String {
    let summary = doc::first_sentence(&operation.summary);
    if summary.is_empty() { doc::first_sentence(&operation.description) } else { summary }
}

fn http_line(operation: &api::Operation) -> String {
    format!("`{} {}`", operation.method, code(&operation.path))
}

/// An identifier as documentation shows it.
pub(super) fn plain_name(identifier: &str) -> &str {
    identifier.trim_start_matches("r#")
}

/// The media types of all responses, for the `Accept` header.
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

fn security(security: &api::Security) -> Security {
    match security {
        api::Security::Unspecified => Security::Unspecified,
        api::Security::None => Security::None,
        api::Security::AnyOf(alternatives) => Security::AnyOf(alternatives.clone()),
    }
}

fn location(location: Location) -> &'static str {
    match location {
        Location::Path => "path",
        Location::Query => "query",
        Location::Header => "header",
        Location::Cookie => "cookie",
    }
}

fn style(style: Style) -> &'static str {
    match style {
        Style::Simple => "Simple",
        Style::SimpleExplode => "SimpleExplode",
        Style::Label => "Label",
        Style::LabelExplode => "LabelExplode",
        Style::Matrix => "Matrix",
        Style::MatrixExplode => "MatrixExplode",
        Style::Form => "Form",
        Style::FormExplode => "FormExplode",
        Style::FormReserved => "FormReserved",
        Style::FormExplodeReserved => "FormExplodeReserved",
        Style::SpaceDelimited => "SpaceDelimited",
        Style::PipeDelimited => "PipeDelimited",
        Style::DeepObject => "DeepObject",
        Style::Json => "Json",
        Style::QueryString => "QueryString",
    }
}

/// A Rust type in which the paths that begin with `start` begin with a module instead.
pub(super) fn below(ty: &str, start: &str, module: &str) -> String {
    let mut text = String::new();
    for (index, rest) in ty.split(start).enumerate() {
        if index > 0 {
            let is_inside = text.ends_with(|c: char| c.is_alphanumeric() || c == '_' || c == ':');
            if !is_inside {
                text.push_str(&format!("{module}::"));
            }
            text.push_str(start);
        }
        text.push_str(rest);
    }
    text
}
