//! Responses: one body for all statuses, or an enum by status.

use super::context::Plan;
use super::doc;
use super::names::{Namespace, type_name};
use super::types::{Site, external, runtime};
use crate::api::{self, ResponseKind, Status};
use crate::rust::{
    self, Alias, Case, Decoding, Derive, Docs, Ident, Item, Part, Path, Responses, Start, Type,
};

/// The bodies of several responses.
#[derive(Debug, Clone, PartialEq)]
pub enum Outcome {
    /// All responses have the same kind of body.
    Same(ResponseKind),
    /// JSON without a documented schema, for which there is this alias.
    Alias(Ident),
    /// The bodies differ by status: an enum of this name.
    ByStatus(Ident),
    /// No response is documented.
    Undocumented,
}

impl Outcome {
    /// Whether a call returns a value other than `()`.
    pub fn has_value(&self) -> bool {
        !matches!(self, Self::Same(ResponseKind::Empty) | Self::Undocumented)
    }
}

/// Collects the enums by status that [`Plan::outcome`] plans.
pub struct EnumTarget<'a> {
    /// Names that are taken in files of operations.
    pub names: &'a mut Namespace,
    /// Items of the enums.
    pub items: &'a mut Vec<Item>,
}

impl Plan<'_> {
    /// Plans an alias for a response without a documented schema, so that code that names the type still compiles once
    /// the schema is documented.
    pub fn response_alias(&mut self, operation: &api::Operation) -> Option<Alias> {
        let [only] = operation.successes.as_slice() else { return None };
        if only.kind != ResponseKind::Json(api::Type::Json) {
            return None;
        }
        let name = self.namespace.claim([type_name(&format!("{} Response", operation.name))]);
        let operation = doc::code(&operation.name);
        let docs =
            Docs::line(format!("Response of `{operation}`, for which no schema is documented."));
        Some(Alias { name, docs, ty: self.ty(&api::Type::Json, Site::Types) })
    }

    /// Plans the bodies of responses. The name of an enum by status consists of the operation's name and `suffix`.
    pub fn outcome(
        &mut self,
        operation: &api::Operation,
        responses: &[api::Response],
        suffix: &str,
        enum_target: &mut EnumTarget<'_>,
    ) -> Outcome {
        let Some(first) = responses.first() else { return Outcome::Undocumented };
        if responses.iter().all(|response| response.kind == first.kind) {
            return Outcome::Same(first.kind.clone());
        }
        let name = enum_target.names.claim([type_name(&format!("{} {suffix}", operation.name))]);
        let mut variants = Namespace::default();
        let cases = responses
            .iter()
            .map(|response| {
                let mut docs = doc::lines(&response.description);
                if docs.is_empty() {
                    docs.push(format!("Status {}.", status_text(response.status)));
                }
                Case {
                    name: variants.claim([status_name(response.status)]),
                    docs,
                    status: status(response.status),
                    body: match &response.kind {
                        ResponseKind::Json(ty) => {
                            Some((Decoding::Json, self.ty(ty, Site::Operations)))
                        }
                        ResponseKind::Text => {
                            self.parts.insert(Part::Text);
                            Some((Decoding::Text, Type::string()))
                        }
                        ResponseKind::Binary => {
                            Some((Decoding::Binary, external(&["bytes", "Bytes"])))
                        }
                        ResponseKind::Empty => None,
                    },
                }
            })
            .collect();
        let what = if suffix == "Error" { "Documented errors" } else { "Documented responses" };
        enum_target.items.push(Item::Responses(Responses {
            name: name.clone(),
            docs: Docs::line(format!("{what} of `{}`, by status.", doc::code(&operation.name))),
            derives: vec![Derive::Debug, Derive::Clone, Derive::PartialEq],
            cases,
        }));
        Outcome::ByStatus(name)
    }

    /// Returns the type that decodes the bodies: `undocumented` of the runtime if no response is documented.
    pub fn outcome_type(&mut self, outcome: &Outcome, undocumented: &'static str) -> Type {
        match outcome {
            Outcome::Same(ResponseKind::Json(ty)) => {
                let ty = self.ty(ty, Site::Operations);
                runtime("Json", vec![ty])
            }
            Outcome::Same(ResponseKind::Text) => {
                self.parts.insert(Part::Text);
                Type::path(Path::new(Start::Scope, &["runtime", "text", "Text"]))
            }
            Outcome::Same(ResponseKind::Binary) => runtime("Binary", Vec::new()),
            Outcome::Same(ResponseKind::Empty) => runtime("Empty", Vec::new()),
            Outcome::Alias(name) => {
                let alias = Type::path(self.named(name.clone(), Site::Operations));
                runtime("Json", vec![alias])
            }
            Outcome::ByStatus(name) => Type::path(Path::local(name.clone())),
            Outcome::Undocumented => runtime(undocumented, Vec::new()),
        }
    }
}

/// The variant of `runtime::Status`.
pub fn status(status: Status) -> rust::Status {
    match status {
        Status::Code(code) => rust::Status::Code(code),
        Status::Class(class) => rust::Status::Class(class),
        Status::Default => rust::Status::Default,
    }
}

/// Returns a status as OpenAPI writes it.
pub fn status_text(status: Status) -> String {
    match status {
        Status::Code(code) => code.to_string(),
        Status::Class(class) => format!("{class}XX"),
        Status::Default => "default".to_owned(),
    }
}

/// Returns the name of a status's variant: its reason phrase in the IANA registry (RFC 9110).
fn status_name(status: Status) -> Ident {
    Ident::new(match status {
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
            code => return Ident::new(format!("Status{code}")),
        },
        Status::Class(class) => return Ident::new(format!("Status{class}xx")),
        Status::Default => "Other",
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn statuses_have_names_and_texts() {
        let cases = [
            (Status::Code(404), "NotFound", "404"),
            (Status::Code(599), "Status599", "599"),
            (Status::Class(4), "Status4xx", "4XX"),
            (Status::Default, "Other", "default"),
        ];
        for (status, name, text) in cases {
            assert_eq!((status_name(status).as_str(), status_text(status).as_str()), (name, text));
        }
    }

    #[test]
    fn calls_without_a_body_give_no_value() {
        assert!(Outcome::Same(ResponseKind::Text).has_value());
        assert!(Outcome::ByStatus(Ident::new("GetOutput")).has_value());
        assert!(!Outcome::Same(ResponseKind::Empty).has_value());
        assert!(!Outcome::Undocumented.has_value());
    }
}
