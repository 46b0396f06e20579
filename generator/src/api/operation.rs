//! Operations.

use super::{Body, BodyKind, Parameter, Response, ResponseKind, Security, Type};
use crate::diagnostics::Origin;

/// One operation.
#[derive(Debug, Clone, PartialEq)]
pub struct Operation {
    /// Where the document describes it.
    pub origin: Origin,
    /// Its name, in words: the operation id, or method and path.
    pub name: String,
    /// Whether it has an operation id.
    pub has_id: bool,
    /// HTTP method in upper case.
    pub method: String,
    /// Path template.
    pub path: String,
    /// One-line summary.
    pub summary: String,
    /// Its description.
    pub description: String,
    /// Its first tag, or a group made from the path.
    pub group: String,
    /// Whether it is deprecated.
    pub deprecated: bool,
    /// Base URL of its own, instead of the API.s.
    pub server: Option<String>,
    /// Path parameters in template order, then query, header and cookie parameters in document order.
    pub parameters: Vec<Parameter>,
    /// The request body.
    pub body: Option<Body>,
    /// Documented successes.
    pub successes: Vec<Response>,
    /// Documented failures.
    pub failures: Vec<Response>,
    /// The credentials that its calls carry.
    pub security: Security,
}

impl Operation {
    /// The types of its parameters and its body.
    pub fn request_types(&self) -> impl Iterator<Item = &Type> {
        let body = self.body.iter().filter_map(|body| match &body.kind {
            BodyKind::Json(ty) | BodyKind::Form(ty, _) | BodyKind::Multipart(ty) => Some(ty),
            BodyKind::Text | BodyKind::Binary => None,
        });
        self.parameters.iter().map(|parameter| &parameter.ty).chain(body)
    }

    /// The types of the bodies of its responses.
    pub fn response_types(&self) -> impl Iterator<Item = &Type> {
        let responses = self.successes.iter().chain(&self.failures);
        responses.filter_map(|response| match &response.kind {
            ResponseKind::Json(ty) => Some(ty),
            ResponseKind::Text | ResponseKind::Binary | ResponseKind::Empty => None,
        })
    }
}
