//! Findings about what schemas mean.

findings! {
    /// About a schema.
    Schema {
        Unresolved { reference: String } = SW0011 "`{reference}` names nothing in this document; typed as JSON",
            help "correct the reference, or add the component that it names";
        UnresolvedPart { reference: String } = SW0011 "`{reference}` names nothing in this document; it is left out",
            help "correct the reference, or add the component that it names";
        Itself { name: String }
            = SW0012 "`{name}` refers to itself without an object in between; typed as JSON",
            help "let one of the references name something with content";
        RecursiveVariant { name: String } = SW0012 "variant `{name}` refers back to this union; it is left out",
            help "remove the variant, or give it a schema of its own";
        TooDeep = SW0020 "nested too deeply; typed as JSON";
        MixedValues = SW0020 "the values are of different types; typed as JSON";
        UnknownType { name: String } = SW0020 "unknown type `{name}`; typed as JSON";
        Combinations { count: usize } = SW0020 "unions with {count} combinations; typed as JSON";
        TooManyParts = SW0020 "too many components in one `allOf`; this one is left out";
        Constraints { keyword: &'static str }
            = SW0026 "`{keyword}` without types only constrains values; it is not checked";
        Discriminator { property: String }
            = SW0027 "the discriminator `{property}` does not tell the variants apart; they are told apart by their members",
            help "give every variant a schema of its own and a value under `mapping`";
        RequiredOnly { name: String } = SW0029 "`{name}` is required but no property declares it",
            help "declare it under `properties`, or remove it from `required`";
        Types { types: Vec<String> } = SW0034
            (format!("no value is of all these types: {}; typed as JSON", types.join(", "))),
            help "declare one type, or use `oneOf` where values are of one of several types";
        Values = SW0034 "no value is in the `enum` of every part; the last one is used",
            help "list the same values in each, or remove `enum` from all but one";
        Formats { one: String, other: String }
            = SW0034 "no value has both the formats `{one}` and `{other}`; neither is used",
            help "remove one of them";
    }
}
