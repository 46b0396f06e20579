//! Findings about the meaning of schemas.

findings! {
    /// About a schema.
    Schema {
        Unresolved { reference: String } = SW0011 "`{reference}` does not exist in this document; typed as JSON",
            help "correct the reference, or add the component that it names";
        UnresolvedPart { reference: String } = SW0011 "`{reference}` does not exist in this document; it is left out",
            help "correct the reference, or add the component that it names";
        Itself { name: String }
            = SW0012 "`{name}` is defined only by references that lead back to it; typed as JSON",
            help "replace one of the references with the content that it should have";
        RecursiveVariant { name: String } = SW0012 "variant `{name}` refers back to this union; it is left out",
            help "remove the variant, or give it a schema of its own";
        TooDeep = SW0020 "nested too deeply; typed as JSON";
        MixedValues = SW0020 "the values of `enum` have different types; typed as JSON";
        UnknownType { name: String } = SW0020 "unknown type `{name}`; typed as JSON";
        Combinations { count: usize } = SW0020 "the unions have {count} combinations, too many to generate; typed as JSON";
        TooManyParts = SW0020 "too many components in one `allOf`; this one is left out";
        Constraints { keyword: &'static str }
            = SW0026 "`{keyword}` only lists constraints, not types; values are not checked against it";
        Discriminator { property: String }
            = SW0027 "the discriminator `{property}` does not identify every variant; variants are recognised by their members",
            help "give every variant a schema of its own and a value under `mapping`";
        RequiredOnly { name: String, is_closed: bool } = SW0029 (match is_closed {
                true => format!("`{name}` is required but not declared under `properties`; it is left out"),
                false => format!("`{name}` is required but not declared under `properties`; it has no type of its own"),
            }),
            help "declare it under `properties`, or remove it from `required`";
        Types { types: Vec<String> } = SW0034
            (format!("no value can have all of these types: {}; typed as JSON", types.join(", "))),
            help "declare one type, or use `oneOf` where values are of one of several types";
        Values = SW0034 "no value is in every `enum`; the last `enum` is used",
            help "list the same values in each, or remove `enum` from all but one";
        Formats { one: String, other: String }
            = SW0034 "no value has both the formats `{one}` and `{other}`; neither is used",
            help "remove one of them";
    }
}
