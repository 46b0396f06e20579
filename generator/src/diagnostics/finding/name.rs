//! Findings about names in the generated code.

findings! {
    /// About a name.
    Name {
        Type { wanted: String, given: String } = SW0022 "`{wanted}` is taken; this type is called `{given}`";
        Method { wanted: String, given: String } = SW0022 "`{wanted}` is taken; this method is called `{given}`";
        RepeatedId { id: String, times: usize, first: Called, given: Called } = SW0038 (format!(
            "the operationId `{id}` occurs {}: the method for {} is called `{}`, the one for {} is called `{}`",
            match times {
                2 => "twice".to_owned(),
                times => format!("{times} times"),
            },
            first.operation,
            first.method,
            given.operation,
            given.method,
        ));
    }
}

/// An operation, and the method for it.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) struct Called {
    /// HTTP method and path.
    pub(crate) operation: String,
    pub(crate) method: String,
}
