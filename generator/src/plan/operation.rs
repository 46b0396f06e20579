//! Operations to methods and calls.

use super::context::Plan;
use super::doc;
use super::example::Example;
use super::names::Namespace;
use super::operation_names::OperationNames;
use super::pages;
use super::response::{EnumTarget, Outcome, status, status_text};
use super::security::security;
use crate::api;
use crate::rust::{
    Alias, Call, Docs, Encode, Ident, Input, Item, Method, Methods, Operation, Part,
};

/// The items of an operation.
pub struct PlannedOperation {
    /// The group that has the method, if the client does not have it.
    pub group: Option<Ident>,
    /// Name of the method.
    pub method: Ident,
    /// An example of a call.
    pub example: Example,
    /// Method, call and enums of responses, which are written to the same file.
    pub items: Vec<Item>,
    /// Alias of the response's type.
    pub alias: Option<Alias>,
}

/// Inputs of an operation.
#[derive(Default)]
struct Inputs {
    required: Vec<Input>,
    optional: Vec<Input>,
    /// Required inputs with a single value.
    constants: Vec<Input>,
}

impl Plan<'_> {
    /// The items of every operation.
    pub fn operations(&mut self) -> Vec<PlannedOperation> {
        let mut taken = std::mem::take(&mut self.calls);
        let pairs = self.api.operations.iter().enumerate().zip(self.operation_names.clone());
        pairs.map(|(operation, names)| self.operation(operation, names, &mut taken)).collect()
    }

    fn operation(
        &mut self,
        (index, operation): (usize, &api::Operation),
        names: OperationNames,
        taken: &mut Namespace,
    ) -> PlannedOperation {
        let Inputs { required, optional, constants } = self.inputs(operation);
        let mut enums = Vec::new();
        let mut enum_target = EnumTarget { words: &names.words, names: taken, items: &mut enums };
        let alias = self.response_alias((index, operation), &names.words);
        let output = match &alias {
            Some(alias) => Outcome::Alias(alias.name.clone()),
            None => self.outcome(operation, &operation.successes, "Output", &mut enum_target),
        };
        let error = self.outcome(operation, &operation.failures, "Error", &mut enum_target);
        let inputs = (required.as_slice(), optional.as_slice());
        let group = self.groups.as_ref().map(|groups| groups[index].clone());
        let name = group.as_ref().map_or(&names.method, |group| &group.method).clone();
        let receiver = match &group {
            Some(group) => format!("client.{}()", group.accessor),
            None => "client".to_owned(),
        };
        let function = format!("{receiver}.{name}");
        let example = self.example(operation, inputs, &function, output.has_value());
        let returns = self.returns(&output, &error);
        let pages = self.pages(operation);
        let paged = operation.pagination.as_ref().map(|one| pages::sentence(one, &names.call));
        let streamed = operation.stream.as_ref().map(|one| self.stream_sentence(one, &names.call));
        let ways: Vec<String> = paged.into_iter().chain(streamed).collect();
        let method = Method {
            docs: self.method_docs(operation, inputs, (returns, &ways), &example),
            name,
            deprecated: operation.deprecated,
            call: names.call.clone(),
            constant: names.constant.clone(),
            idempotency_key: self.idempotency_key(operation),
            inputs: required,
            constants,
        };
        let path = match &group {
            Some(group) => format!("{}::{}", group.name.as_str(), method.name.as_str()),
            None => format!("Client::{}", method.name.as_str()),
        };
        let call = Call {
            name: names.call,
            docs: call_docs(operation, &path),
            setters: optional,
            output: self.outcome_type(&output, "Empty"),
            error: self.outcome_type(&error, "Undocumented"),
            stream: self.stream(operation),
            pages,
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
        let group = group.map(|group| group.name);
        let methods = Methods { group: group.clone(), list: vec![method.clone()] };
        let mut items = vec![Item::Methods(methods), Item::Call(call)];
        items.extend(enums);
        PlannedOperation { group, method: method.name, example, items, alias }
    }

    /// Returns the header that holds the idempotency key of the operation, if it takes one: by its description, or
    /// because the options say that the API has such a header, which then is for every `POST` and `PATCH`.
    fn idempotency_key(&mut self, operation: &api::Operation) -> Option<String> {
        let chosen = self.layout.idempotency_header.as_deref();
        let header = chosen.unwrap_or("Idempotency-Key");
        let is_key = |parameter: &&api::Parameter| {
            parameter.location == api::Location::Header
                && parameter.name.eq_ignore_ascii_case(header)
        };
        let declared = operation.parameters.iter().find(is_key).map(|one| one.name.as_str());
        let is_unsafe = matches!(operation.method.as_str(), "POST" | "PATCH");
        let name = declared.or(chosen.filter(|_| is_unsafe))?.to_owned();
        self.parts.insert(Part::Idempotency);
        Some(name)
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
            "with_retries",
            "with_credential",
            "with_header",
            "with_query",
            "download",
            "download_blocking",
        ]);
        if operation.stream.is_some() {
            setters.take(["stream", "stream_blocking"]);
        }
        if operation.pagination.is_some() {
            setters.take(pages::METHODS.iter().copied());
        }
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
        (returns, ways): (String, &[String]),
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
        for way in ways {
            docs.extend([String::new(), way.clone()]);
        }
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
fn call_docs(operation: &api::Operation, method: &str) -> Docs {
    let summary = summary(operation);
    if summary.is_empty() {
        return Docs::line(format!(
            "Call of `{}`, returned by [`{method}`].",
            http_text(operation)
        ));
    }
    let link = format!("Call of `{}`, returned by [`{method}`].", http_text(operation));
    Docs::from_iter([summary, String::new(), link])
}

/// Summary of an operation in one sentence; empty if the document has none.
fn summary(operation: &api::Operation) -> String {
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
