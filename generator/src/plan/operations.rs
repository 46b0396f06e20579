//! Operations to methods and calls.

use super::names::{Namespace, constant_name, type_name, value_name};
use super::{Plan, doc, doc_lines};
use crate::api::{self, BodyKind, Location, PropertyEncoding, ResponseKind, Status, Style, Type};
use crate::rust::{Alias, Case, Encode, Input, Item, Operation, Responses};

impl Plan<'_> {
    /// Aliases for responses whose schema is not documented.
    pub(super) fn response_aliases(&mut self, items: &mut Vec<(String, Item)>) {
        let api = self.api;
        for operation in &api.operations {
            let undocumented = |r: &&api::Response| r.kind == ResponseKind::Json(Type::Json);
            if operation.successes.iter().filter(undocumented).count() == 1
                && operation.successes.len() == 1
            {
                let name =
                    self.namespace.claim([type_name(&format!("{} Response", operation.name))]);
                self.extra_types
                    .push((operation.origin.pointer.clone(), Item::Reexport(name.clone())));
                items.push((
                    operation.group.clone(),
                    Item::Alias(Alias {
                        name,
                        docs: vec![format!(
                            "What `{}` answers; its shape is not documented.",
                            operation.name
                        )],
                        ty: "runtime::wire::Json".to_owned(),
                    }),
                ));
            }
        }
    }

    fn response_alias(&self, operation: &api::Operation) -> Option<String> {
        self.extra_types.iter().find_map(|(pointer, item)| match item {
            Item::Reexport(name) if *pointer == operation.origin.pointer => {
                Some(format!("types::{name}"))
            }
            _ => None,
        })
    }

    /// Per group, the methods of the client and then the calls.
    pub(super) fn operations(&mut self) -> Vec<(String, Item)> {
        let api = self.api;
        let mut methods = Namespace::with(&["builder"]);
        // Names that the operations' files import or that macros in them would otherwise capture.
        let mut calls = Namespace::with(&[
            "Client", "Option", "String", "Vec", "Box", "Self", "Some", "None", "Into", "From",
            "Result",
        ]);
        let mut constants = Namespace::default();
        let mut planned = Vec::new();
        for operation in &api.operations {
            let method = methods.claim([value_name(&operation.name)]);
            let base = type_name(&operation.name);
            let call = calls.claim([base.clone(), format!("{base}Call")]);
            let constant = constants.claim([constant_name(&operation.name)]);
            planned.push((operation, method, call, constant));
        }
        let mut items = Vec::new();
        let mut groups: indexmap::IndexMap<String, Vec<Operation>> = indexmap::IndexMap::new();
        let mut enums = Vec::new();
        for (operation, method, call, constant) in planned {
            let item = self.operation(operation, method, call, constant, &mut calls, &mut enums);
            groups.entry(operation.group.clone()).or_default().push(item);
        }
        for (group, operations) in &groups {
            items.push((group.clone(), Item::Operations(operations.clone())));
        }
        for (group, operations) in groups {
            items.extend(
                operations.into_iter().map(|operation| (group.clone(), Item::Call(operation))),
            );
        }
        items.extend(enums);
        items
    }

    fn operation(
        &mut self,
        operation: &api::Operation,
        method: String,
        call: String,
        constant: String,
        names: &mut Namespace,
        enums: &mut Vec<(String, Item)>,
    ) -> Operation {
        let mut required = Vec::new();
        let mut optional = Vec::new();
        let mut arguments = Namespace::with(&["call", "self"]);
        let mut setters = Namespace::with(&[
            "send",
            "send_blocking",
            "into_future",
            "with_timeout",
            "with_header",
            "with_query",
        ]);
        for parameter in &operation.parameters {
            let location = match parameter.location {
                Location::Path => "path",
                Location::Query => "query",
                Location::Header => "header",
                Location::Cookie => "cookie",
            };
            let (ty, reference) = self.argument(&parameter.ty);
            let own = value_name(&parameter.name);
            let second = format!("{}_{location}", own.trim_start_matches("r#"));
            let namespace = if parameter.required { &mut arguments } else { &mut setters };
            let mut docs = doc_lines(&parameter.description);
            if docs.is_empty() {
                docs.push(format!("Sets the {location} parameter `{}`.", code(&parameter.name)));
            }
            let input = Input {
                name: namespace.claim([own, second]),
                ty,
                docs,
                deprecated: parameter.deprecated,
                encode: Encode::Parameter {
                    location,
                    name: parameter.name.clone(),
                    style: style(parameter.style),
                    reference,
                },
            };
            if parameter.required { required.push(input) } else { optional.push(input) }
        }
        if let Some(body) = &operation.body {
            let (ty, encode) = match &body.kind {
                BodyKind::Json(ty) => (self.ty(ty, "types"), Encode::Json(body.media_type.clone())),
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
                    (self.ty(ty, "types"), Encode::Form(encodings.collect()))
                }
                BodyKind::Multipart(ty) => (self.ty(ty, "types"), Encode::Multipart),
                BodyKind::Text => ("&str".to_owned(), Encode::Text(body.media_type.clone())),
                BodyKind::Binary => (
                    "impl ::std::convert::Into<::bytes::Bytes>".to_owned(),
                    Encode::Binary(body.media_type.clone()),
                ),
            };
            let mut docs = doc_lines(&body.description);
            if docs.is_empty() {
                docs.push(format!("Sets the request body (`{}`).", code(&body.media_type)));
            }
            let namespace = if body.required { &mut arguments } else { &mut setters };
            let input = Input {
                name: namespace.claim(["body", "request_body"].map(str::to_owned)),
                ty,
                docs,
                deprecated: false,
                encode,
            };
            if body.required { required.push(input) } else { optional.push(input) }
        }
        let (output, error) = {
            let output = match self.response_alias(operation) {
                Some(alias) => format!("runtime::Json<{alias}>"),
                None => self.outcome(
                    operation,
                    &operation.successes,
                    "Output",
                    names,
                    enums,
                    "runtime::Empty",
                ),
            };
            let error = self.outcome(
                operation,
                &operation.failures,
                "Error",
                names,
                enums,
                "runtime::Undocumented",
            );
            (output, error)
        };
        let mut accept: Vec<&str> = Vec::new();
        for response in operation.successes.iter().chain(&operation.failures) {
            let media_type = response.media_type.as_str();
            let valid = media_type.bytes().all(|b| (0x21..0x7f).contains(&b) || b == b' ');
            if !media_type.is_empty() && valid && !accept.contains(&media_type) {
                accept.push(media_type);
            }
        }
        Operation {
            docs: self.operation_docs(operation, &required),
            method,
            call,
            constant,
            id: operation.name.clone(),
            deprecated: operation.deprecated,
            http_method: operation.method.clone(),
            path: operation.path.clone(),
            server: operation.server.clone(),
            accept: accept.join(", "),
            security: operation.security.clone(),
            ok: operation.successes.iter().map(|r| status_expression(r.status)).collect(),
            errors: operation.failures.iter().map(|r| status_expression(r.status)).collect(),
            required,
            optional,
            output,
            error,
        }
    }

    /// The argument type of a parameter, and whether it is a reference.
    fn argument(&mut self, ty: &Type) -> (String, bool) {
        match ty {
            Type::String => ("&str".to_owned(), true),
            Type::List(inner) => (format!("&[{}]", self.ty(inner, "types")), true),
            Type::Map(_) => (format!("&{}", self.ty(ty, "types")), true),
            ty => (self.ty(ty, "types"), false),
        }
    }

    /// The kind of body that the responses have: one for all, or an enum by status.
    fn outcome(
        &mut self,
        operation: &api::Operation,
        responses: &[api::Response],
        suffix: &str,
        names: &mut Namespace,
        enums: &mut Vec<(String, Item)>,
        none: &str,
    ) -> String {
        let Some(first) = responses.first() else { return none.to_owned() };
        if responses.iter().all(|response| response.kind == first.kind) {
            return match &first.kind {
                ResponseKind::Json(ty) => format!("runtime::Json<{}>", self.ty(ty, "types")),
                ResponseKind::Text => "runtime::Text".to_owned(),
                ResponseKind::Binary => "runtime::Binary".to_owned(),
                ResponseKind::Empty => "runtime::Empty".to_owned(),
            };
        }
        let name = names.claim([type_name(&format!("{} {suffix}", operation.name))]);
        let mut variants = Namespace::default();
        let cases = responses
            .iter()
            .map(|response| {
                let mut docs = doc_lines(&response.description);
                if docs.is_empty() {
                    docs.push(format!("Status {}.", status_text(response.status)));
                }
                Case {
                    status: status_text(response.status),
                    name: variants.claim([status_name(response.status)]),
                    docs,
                    body: match &response.kind {
                        ResponseKind::Json(ty) => Some(("Json", self.ty(ty, "types"))),
                        ResponseKind::Text => Some(("Text", "::std::string::String".to_owned())),
                        ResponseKind::Binary => Some(("Binary", "::bytes::Bytes".to_owned())),
                        ResponseKind::Empty => None,
                    },
                }
            })
            .collect();
        let what = if suffix == "Error" { "Documented errors" } else { "Documented answers" };
        let docs = vec![format!("{what} of `{}`, by status.", operation.name)];
        enums.push((
            operation.group.clone(),
            Item::Responses(Responses { name: name.clone(), docs, cases }),
        ));
        name
    }

    fn operation_docs(&self, operation: &api::Operation, required: &[Input]) -> Vec<String> {
        let mut docs = Vec::new();
        if !operation.summary.trim().is_empty() {
            docs.extend(doc_lines(&operation.summary));
        }
        let description = doc_lines(&operation.description);
        if !description.is_empty() && description != docs {
            if !docs.is_empty() {
                docs.push(String::new());
            }
            docs.extend(description);
        }
        if !docs.is_empty() {
            docs.push(String::new());
        }
        docs.push(format!("`{} {}`", operation.method, code(&operation.path)));
        if !required.is_empty() {
            docs.push(String::new());
            for input in required {
                let text = doc::first_sentence(&input.docs.join("\n"));
                docs.push(format!("- `{}`: {text}", input.name));
            }
        }
        let responses: Vec<&api::Response> =
            operation.successes.iter().chain(&operation.failures).collect();
        if !responses.is_empty() {
            docs.push(String::new());
            docs.push("Answers:".to_owned());
            docs.push(String::new());
            let mut seen = Vec::new();
            for response in responses {
                let status = status_text(response.status);
                if !seen.contains(&status) {
                    docs.push(format!(
                        "- `{status}`: {}",
                        doc::first_sentence(&response.description)
                    ));
                    seen.push(status);
                }
            }
        }
        docs
    }
}

/// Text for use between backticks.
fn code(text: &str) -> String {
    text.replace(['`', '\n', '\r'], " ")
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
    }
}

fn status_expression(status: Status) -> String {
    match status {
        Status::Code(code) => format!("runtime::Status::Code({code})"),
        Status::Class(class) => format!("runtime::Status::Class({class})"),
        Status::Default => "runtime::Status::Default".to_owned(),
    }
}

fn status_text(status: Status) -> String {
    match status {
        Status::Code(code) => code.to_string(),
        Status::Class(class) => format!("{class}XX"),
        Status::Default => "default".to_owned(),
    }
}

/// The variant's name: the registry's phrase for the status (RFC 9110).
fn status_name(status: Status) -> String {
    let known = match status {
        Status::Code(code) => match code {
            200 => "Ok",
            201 => "Created",
            202 => "Accepted",
            203 => "NonAuthoritativeInformation",
            204 => "NoContent",
            205 => "ResetContent",
            206 => "PartialContent",
            207 => "MultiStatus",
            301 => "MovedPermanently",
            302 => "Found",
            303 => "SeeOther",
            304 => "NotModified",
            307 => "TemporaryRedirect",
            308 => "PermanentRedirect",
            400 => "BadRequest",
            401 => "Unauthorized",
            402 => "PaymentRequired",
            403 => "Forbidden",
            404 => "NotFound",
            405 => "MethodNotAllowed",
            406 => "NotAcceptable",
            408 => "RequestTimeout",
            409 => "Conflict",
            410 => "Gone",
            412 => "PreconditionFailed",
            413 => "ContentTooLarge",
            415 => "UnsupportedMediaType",
            416 => "RangeNotSatisfiable",
            422 => "UnprocessableContent",
            423 => "Locked",
            424 => "FailedDependency",
            428 => "PreconditionRequired",
            429 => "TooManyRequests",
            451 => "UnavailableForLegalReasons",
            500 => "InternalServerError",
            501 => "NotImplemented",
            502 => "BadGateway",
            503 => "ServiceUnavailable",
            504 => "GatewayTimeout",
            507 => "InsufficientStorage",
            code => return format!("Status{code}"),
        },
        Status::Class(class) => return format!("Status{class}xx"),
        Status::Default => "Other",
    };
    known.to_owned()
}
