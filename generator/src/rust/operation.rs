//! Operations: methods of the client, and the calls that they return.

use super::{Argument, Body, Docs, Ident, Parameter, Security, Status, Type};

/// A method of the client, which returns a call.
#[derive(Debug, Clone, PartialEq)]
pub struct Method {
    /// Its name.
    pub name: Ident,
    /// Documentation.
    pub docs: Docs,
    /// Whether it is deprecated.
    pub deprecated: bool,
    /// Struct of the call.
    pub call: Ident,
    /// Constant of the operation.
    pub constant: Ident,
    /// What a call must have.
    pub inputs: Vec<Input>,
}

/// The struct of a call, with setters.
#[derive(Debug, Clone, PartialEq)]
pub struct Call {
    /// Its name.
    pub name: Ident,
    /// Documentation.
    pub docs: Docs,
    /// What a call may have.
    pub setters: Vec<Input>,
    /// Type of the decoded success.
    pub output: Type,
    /// Type of the decoded failure.
    pub error: Type,
    /// The operation.
    pub operation: Operation,
}

/// The constant of an operation, of type `runtime::Operation`.
#[derive(Debug, Clone, PartialEq)]
pub struct Operation {
    /// Its name.
    pub name: Ident,
    /// Name of the operation in the document.
    pub id: String,
    /// HTTP method.
    pub method: String,
    /// Path template.
    pub path: String,
    /// Base URL of its own.
    pub server: Option<String>,
    /// Value of the `Accept` header.
    pub accept: String,
    /// The credentials that calls carry.
    pub security: Security,
    /// Statuses of success.
    pub ok: Vec<Status>,
    /// Statuses of failure.
    pub errors: Vec<Status>,
}

/// A parameter or body of an operation.
#[derive(Debug, Clone, PartialEq)]
pub struct Input {
    /// Its name.
    pub name: Ident,
    /// Type of the value.
    pub ty: Type,
    /// How it is passed.
    pub argument: Argument,
    /// Documentation.
    pub docs: Docs,
    /// Whether it is deprecated.
    pub deprecated: bool,
    /// How it gets into the call.
    pub encode: Encode,
}

/// How an input gets into a call.
#[derive(Debug, Clone, PartialEq)]
pub enum Encode {
    Parameter(Parameter),
    Body(Body),
}

impl Method {
    /// The identifiers that it declares.
    pub fn names(&self) -> Vec<&Ident> {
        let inputs = self.inputs.iter().map(|input| &input.name);
        [&self.name].into_iter().chain(inputs).collect()
    }
}

impl Call {
    /// The identifiers that it declares.
    pub fn names(&self) -> Vec<&Ident> {
        let setters = self.setters.iter().map(|input| &input.name);
        [&self.name, &self.operation.name].into_iter().chain(setters).collect()
    }
}
