//! Findings about pages of openapi-generator's html2.

findings! {
    /// About pages of openapi-generator's html2.
    Html2 {
        NoTarget { article: String }
            = SW0042 "the article `{article}` has no method and path; its operation is left out";
        SchemaUnreadable { name: String }
            = SW0042 "the schema `{name}` cannot be read; it is left out";
        ResponseUnreadable { article: String, status: String }
            = SW0042 "the response `{status}` of `{article}` cannot be read; it is read as one without a body";
        ParameterType { name: String, kind: String }
            = SW0042 "the parameter `{name}` has the type `{kind}`, which the page does not describe; any JSON is accepted for it";

        Lost
            = SW0098 "html2 pages do not contain enums, defaults and styles of parameters, components other than schemas, and servers after the first; security is inferred from the curl samples, each scheme as an alternative",
            help "add the base URL and security in a file `specwright.toml` beside the page, or pass the document itself";
    }
}
