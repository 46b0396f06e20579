//! Findings about the version of a document, and about features that only some versions have.

findings! {
    /// About the version that a document names.
    Version {
        NotADocument = SW0003
            "this is not an OpenAPI document: it has no member `openapi` or `swagger`",
            help "pass an OpenAPI 2.0 or 3.x document (YAML or JSON), or saved documentation pages";
        NotAMapping = SW0003 "this is not an OpenAPI document: its top level is not a mapping",
            help "pass an OpenAPI 2.0 or 3.x document (YAML or JSON), or saved documentation pages";
        Unsupported { member: &'static str, found: String, is_older: bool } = SW0003
            "`{member}: {found}` is not supported; 2.0, 3.0, 3.1 and 3.2 are",
            help (match is_older {
                true => "convert the document to OpenAPI 3.0 first",
                false => "update specwright: a newer release may support this version",
            });
        Malformed { member: &'static str, found: String } = SW0003
            "`{member}: {found}` is not a version of OpenAPI; 2.0, 3.0, 3.1 and 3.2 are supported",
            help "write the version of the specification that the document follows";
        Nearest { member: &'static str, found: String, read: &'static str, complete: &'static str }
            = SW0060 "`{member}: {found}` is read as {read}";
    }
}

findings! {
    /// About keywords that are ignored, or read as something else.
    Keyword {
        NotChecked { keyword: &'static str } = SW0062 "values are not checked against `{keyword}`";
        Conditional { keywords: &'static str }
            = SW0062 "values are not checked against {keywords}; properties declared only there are not typed";
        PropertyNames = SW0062 "keys are not checked against `propertyNames`: any string is accepted";
        ContentSchema = SW0062 "`contentSchema` is not used: the value stays a string";
        PatternProperties = SW0062 "`patternProperties` is ignored: it does not change the type here";
        PartHeaders = SW0062 "`headers` of a part are not sent";
        NotUsed { keyword: &'static str } = SW0062 "`{keyword}` is not used";
        Dialect { dialect: String } = SW0061 "`{dialect}` is not supported; schemas are read as JSON Schema 2020-12";
        Tuple = SW0063 "a tuple is read as an array whose items may each have any of the listed types";
    }
}

findings! {
    /// About features of OpenAPI that a client does not need, or supports in another way.
    Feature {
        Callbacks
            = SW0064 "callbacks are calls to the client's own server: no client method is generated for them";
        Webhooks { keyword: &'static str, count: usize } = SW0064 (match count {
            1 => format!("1 webhook is a call to the client's own server: no client method is generated for `{keyword}`"),
            count => format!(
                "{count} webhooks are calls to the client's own server: no client method is generated for `{keyword}`"
            ),
        });
        ClientCertificate { name: String } = SW0065
            "security scheme `{name}` is a client certificate (mutualTLS)",
            help "give the client a transport that presents the certificate; requests carry nothing for it";
        QueryString = SW0066 "the whole query string is one parameter, which is a text";
        Items = SW0067 "a sequence of items (`itemSchema`) is one text or one run of bytes; its items are not typed";
    }
}

findings! {
    /// About features that only Swagger 2.0 has.
    Swagger {
        Schemes = SW0061 "schemes other than `http` and `https` are not used";
        NestedCollections = SW0069 "`collectionFormat` of nested lists is ignored";
        UnknownCollection { found: String }
            = SW0069 "`collectionFormat: {found}` is unknown and is read as `csv`";
        Tsv = SW0069
            "`collectionFormat: tsv` has no counterpart; elements are separated by spaces, not tabs";
        CommasOnly = SW0069
            "elements of a list in a path or header are separated by commas; `collectionFormat` is ignored";
        SeveralBodies { left_out: String } = SW0068
            "the operation has more than one body; left out: `{left_out}`",
            help "declare one parameter `in: body`, or any number `in: formData`";
    }
}
