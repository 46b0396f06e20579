//! Responses: one kind of body for all statuses, or an enum by status.

use super::names::{Namespace, type_name};
use super::{Plan, doc_lines};
use crate::api::{self, ResponseKind, Status, Type};
use crate::rust::{Alias, Case, Item, Responses};

/// Where [`Plan::outcome`] puts what it makes.
pub(super) struct Made<'a> {
    /// Names of the operations' files.
    pub names: &'a mut Namespace,
    /// Items for them.
    pub items: &'a mut Vec<Item>,
}

impl Plan<'_> {
    /// An alias for a response whose schema is not documented, so that documenting it renames nothing.
    pub(super) fn response_alias(&mut self, operation: &api::Operation) -> Option<Item> {
        let [only] = operation.successes.as_slice() else { return None };
        if only.kind != ResponseKind::Json(Type::Json) {
            return None;
        }
        let name = self.namespace.claim([type_name(&format!("{} Response", operation.name))]);
        let docs = vec![format!(
            "What `{}` answers; its shape is not documented.",
            super::code(&operation.name)
        )];
        Some(Item::Alias(Alias { name, docs, ty: "runtime::wire::Json".to_owned() }))
    }

    /// The kind of body that the responses have: one for all, or an enum by status.
    pub(super) fn outcome(
        &mut self,
        operation: &api::Operation,
        responses: &[api::Response],
        suffix: &str,
        made: &mut Made<'_>,
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
        let name = made.names.claim([type_name(&format!("{} {suffix}", operation.name))]);
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
                        ResponseKind::Text => Some(("Text", self.prelude.path("String"))),
                        ResponseKind::Binary => Some(("Binary", "::bytes::Bytes".to_owned())),
                        ResponseKind::Empty => None,
                    },
                }
            })
            .collect();
        let what = if suffix == "Error" { "Documented errors" } else { "Documented responses" };
        let docs = vec![format!("{what} of `{}`, by status.", super::code(&operation.name))];
        made.items.push(Item::Responses(Responses { name: name.clone(), docs, cases }));
        name
    }
}

/// The expression of a status in the facts of an operation.
pub(super) fn status_expression(status: Status) -> String {
    match status {
        Status::Code(code) => format!("runtime::Status::Code({code})"),
        Status::Class(class) => format!("runtime::Status::Class({class})"),
        Status::Default => "runtime::Status::Default".to_owned(),
    }
}

/// A status as OpenAPI writes it.
pub(super) fn status_text(status: Status) -> String {
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
