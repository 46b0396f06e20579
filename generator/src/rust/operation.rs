//! Operations: methods of the client, and the calls that they return.

use super::{Argument, Body, Docs, Ident, Pages, Parameter, Security, Status, Type};

/// Methods of operations, which return calls.
#[derive(Debug, Clone, PartialEq)]
pub struct Methods {
    /// The group that has the methods; `None` if the client has them.
    pub group: Option<Ident>,
    /// The methods.
    pub list: Vec<Method>,
}

/// The struct of a group of operations, and the method of the client that returns it.
#[derive(Debug, Clone, PartialEq)]
pub struct Group {
    /// Name of the struct.
    pub name: Ident,
    /// Documentation of the struct.
    pub docs: Docs,
    /// The method.
    pub accessor: Ident,
    /// Documentation of the method.
    pub accessor_docs: Docs,
}

impl Group {
    /// Returns the identifiers that this declares.
    pub fn names(&self) -> Vec<&Ident> {
        vec![&self.name, &self.accessor]
    }
}

/// A method, which returns a call.
#[derive(Debug, Clone, PartialEq)]
pub struct Method {
    /// Name.
    pub name: Ident,
    /// Documentation.
    pub docs: Docs,
    /// Whether it is deprecated.
    pub deprecated: bool,
    /// Struct of the call.
    pub call: Ident,
    /// Constant of the operation.
    pub constant: Ident,
    /// Required inputs.
    pub inputs: Vec<Input>,
    /// Required inputs that have a single value, and are no arguments.
    pub constants: Vec<Input>,
    /// Header of the idempotency key, which the call sets if the caller does not.
    pub idempotency_key: Option<String>,
}

/// The struct of a call, with setters.
#[derive(Debug, Clone, PartialEq)]
pub struct Call {
    /// Name.
    pub name: Ident,
    /// Documentation.
    pub docs: Docs,
    /// Optional inputs.
    pub setters: Vec<Input>,
    /// Type that decodes a success.
    pub output: Type,
    /// Type that decodes a failure.
    pub error: Type,
    /// Stream of items that the call can return.
    pub stream: Option<Stream>,
    /// How it reads a list page by page.
    pub pages: Option<Pages>,
    /// Constant of the operation.
    pub operation: Operation,
}

/// Items that a call returns as they are received: `runtime::stream::stream!`.
#[derive(Debug, Clone, PartialEq)]
pub struct Stream {
    /// Type of an item.
    pub item: Type,
    /// Variant of `runtime::stream::Framing`.
    pub framing: &'static str,
    /// Media type of the response.
    pub media_type: String,
    /// Boolean member of the body that asks for a stream; empty if no member does.
    pub member: String,
}

/// The constant of an operation, of type `runtime::Operation`.
#[derive(Debug, Clone, PartialEq)]
pub struct Operation {
    /// Name.
    pub name: Ident,
    /// Name of the operation in the document.
    pub id: String,
    /// HTTP method.
    pub method: String,
    /// Path template.
    pub path: String,
    /// Base URL, if it differs from the API's.
    pub server: Option<String>,
    /// Value of the `Accept` header.
    pub accept: String,
    /// Credentials that calls carry.
    pub security: Security,
    /// Statuses of success.
    pub ok: Vec<Status>,
    /// Statuses of failure.
    pub errors: Vec<Status>,
}

/// A parameter or body of an operation.
#[derive(Debug, Clone, PartialEq)]
pub struct Input {
    /// Name.
    pub name: Ident,
    /// Type of the value.
    pub ty: Type,
    /// How the value is passed.
    pub argument: Argument,
    /// Documentation.
    pub docs: Docs,
    /// Whether it is deprecated.
    pub deprecated: bool,
    /// How the value is written into the call.
    pub encode: Encode,
}

/// Encoding of an input into a call.
#[derive(Debug, Clone, PartialEq)]
pub enum Encode {
    Parameter(Parameter),
    Body(Body),
}

impl Method {
    /// Returns the identifiers that this declares.
    pub fn names(&self) -> Vec<&Ident> {
        let inputs = self.inputs.iter().map(|input| &input.name);
        [&self.name].into_iter().chain(inputs).collect()
    }
}

impl Call {
    /// Returns the identifiers that this declares.
    pub fn names(&self) -> Vec<&Ident> {
        let setters = self.setters.iter().map(|input| &input.name);
        [&self.name, &self.operation.name].into_iter().chain(setters).collect()
    }
}
