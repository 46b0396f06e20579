//! Findings about names in the generated code.

findings! {
    /// About a name.
    Name {
        Type { wanted: String, given: String } = SW0022 "the name `{wanted}` is taken; this type is named `{given}`";
        Method { wanted: String, given: String } = SW0022 "the name `{wanted}` is taken; this method is named `{given}`";
        Variant { wanted: String, given: String } = SW0022 "nothing tells this variant from another one, which is named `{wanted}`; it is named `{given}`";
        RepeatedId { id: String, times: usize, first: Called, given: Called } = SW0038 (format!(
            "the operationId `{id}` occurs {}: the method for {} is named `{}`, the one for {} is named `{}`",
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

/// An operation and the name of its method.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) struct Called {
    /// HTTP method and path.
    pub(crate) operation: String,
    pub(crate) method: String,
}
