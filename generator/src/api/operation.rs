//! Operations.

use super::{Body, BodyKind, Parameter, Response, ResponseKind, Security, Stream, Type};
use crate::diagnostics::Origin;

/// One operation.
#[derive(Debug, Clone, PartialEq)]
pub struct Operation {
    /// Place in the document that describes it.
    pub origin: Origin,
    /// Operation ID, or method and path in words.
    pub id: String,
    /// Name, in words: the operation ID, method and path, or a name from the options.
    pub name: String,
    /// Whether the operation has an ID.
    pub has_id: bool,
    /// Whether the name is one from the options.
    pub renamed: bool,
    /// HTTP method in upper case.
    pub method: String,
    /// Path template.
    pub path: String,
    /// One-line summary.
    pub summary: String,
    /// Description.
    pub description: String,
    /// Group: the first tag, or a segment of the path.
    pub group: String,
    /// Place of the tag in the operation.
    pub tag: Option<Origin>,
    /// Whether it is deprecated.
    pub deprecated: bool,
    /// Base URL, if it differs from the API's.
    pub server: Option<String>,
    /// Path parameters in template order, then query, header and cookie parameters in document order.
    pub parameters: Vec<Parameter>,
    /// Request body.
    pub body: Option<Body>,
    /// Documented successes.
    pub successes: Vec<Response>,
    /// Documented failures.
    pub failures: Vec<Response>,
    /// Stream of items that a call can ask for, or gets.
    pub stream: Option<Stream>,
    /// Credentials that calls carry.
    pub security: Security,
}

impl Operation {
    /// Returns the types of parameters and bodies, to be changed.
    pub fn types_mut(&mut self) -> impl Iterator<Item = &mut Type> {
        let body = self.body.iter_mut().filter_map(|body| match &mut body.kind {
            BodyKind::Json(ty) | BodyKind::Form(ty, _) | BodyKind::Multipart(ty) => Some(ty),
            BodyKind::Parts | BodyKind::Text | BodyKind::Binary => None,
        });
        let responses = self.successes.iter_mut().chain(&mut self.failures);
        let responses = responses.filter_map(|response| match &mut response.kind {
            ResponseKind::Json(ty) => Some(ty),
            ResponseKind::Text | ResponseKind::Binary | ResponseKind::Empty => None,
        });
        let item = self.stream.iter_mut().map(|stream| &mut stream.item);
        let parameters = self.parameters.iter_mut().map(|parameter| &mut parameter.ty);
        parameters.chain(body).chain(responses).chain(item)
    }

    /// Returns the types of parameters, except those with a single value, and of the body.
    pub fn request_types(&self) -> impl Iterator<Item = &Type> {
        let body = self.body.iter().filter_map(|body| match &body.kind {
            BodyKind::Json(ty) | BodyKind::Form(ty, _) | BodyKind::Multipart(ty) => Some(ty),
            BodyKind::Parts | BodyKind::Text | BodyKind::Binary => None,
        });
        let parameters = self.parameters.iter().filter(|parameter| parameter.constant.is_none());
        parameters.map(|parameter| &parameter.ty).chain(body)
    }

    /// Returns the types of the response bodies, and of the items of streams.
    pub fn response_types(&self) -> impl Iterator<Item = &Type> {
        let responses = self.successes.iter().chain(&self.failures);
        let responses = responses.filter_map(|response| match &response.kind {
            ResponseKind::Json(ty) => Some(ty),
            ResponseKind::Text | ResponseKind::Binary | ResponseKind::Empty => None,
        });
        responses.chain(self.stream.iter().map(|stream| &stream.item))
    }
}
