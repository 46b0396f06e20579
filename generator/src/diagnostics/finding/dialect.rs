//! Findings about the version of a document and about what only some versions have.

findings! {
    /// About the version that a document names.
    Version {
        NotADocument = SW0003
            "this is not an OpenAPI document: it has neither a member `openapi` nor `swagger`",
            help "give an OpenAPI 2.0 or 3.x document (YAML or JSON), or rendered httpdoc pages";
        NotAMapping = SW0003 "this is not an OpenAPI document: its top level is not a mapping",
            help "give an OpenAPI 2.0 or 3.x document (YAML or JSON), or rendered httpdoc pages";
        Unsupported { member: &'static str, found: String, is_older: bool } = SW0003
            "`{member}: {found}` is not supported; 2.0, 3.0, 3.1 and 3.2 are",
            help (match is_older {
                true => "convert the document to OpenAPI 3.0 first",
                false => "this version of specwright is older than the document",
            });
        Malformed { member: &'static str, found: String } = SW0003
            "`{member}: {found}` is not a version; 2.0, 3.0, 3.1 and 3.2 are read",
            help "write the version of the specification that the document follows";
        Nearest { member: &'static str, found: String, read: &'static str, complete: &'static str }
            = SW0060 "`{member}: {found}` is read as {read}";
    }
}

findings! {
    /// About keywords that change no type, or not the way they say.
    Keyword {
        NotChecked { keyword: &'static str } = SW0062 "`{keyword}` is not checked";
        Conditional { keywords: &'static str }
            = SW0062 "{keywords} are not checked, and properties that only they declare are not typed";
        PropertyNames = SW0062 "`propertyNames` is not checked: keys are strings";
        ContentSchema = SW0062 "`contentSchema` is not used: the value stays a string";
        PatternProperties = SW0062 "`patternProperties` add no type here";
        PartHeaders = SW0062 "`headers` of a part are not sent";
        NotUsed { keyword: &'static str } = SW0062 "`{keyword}` is not used";
        Dialect { dialect: String } = SW0061 "schemas are read as JSON Schema 2020-12, not as `{dialect}`";
        Tuple = SW0063 "a tuple is read as an array of any of its items";
    }
}

findings! {
    /// About parts of a document that a client has no use for, or another one.
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
        QueryString = SW0066 "the whole query string is one value, which the caller writes out";
        Items = SW0067 "a sequence of items (`itemSchema`) is read as a whole; its items are not typed";
    }
}

findings! {
    /// About what only Swagger 2.0 has.
    Swagger {
        Schemes = SW0061 "schemes other than `http` and `https` are not used";
        NestedCollections = SW0069 "`collectionFormat` of nested lists is not used";
        UnknownCollection { found: String }
            = SW0069 "`collectionFormat: {found}` is not known and is read as `csv`";
        Tsv = SW0069
            "`collectionFormat: tsv` has no counterpart; elements are separated by spaces, not tabs";
        CommasOnly = SW0069
            "a list in a path or header has its elements separated by commas, whatever `collectionFormat` says";
        MultipartList = SW0069 "a list in a multipart form is sent as a part for each element";
        SeveralBodies { left_out: String } = SW0068
            "the request has a body already; left out: `{left_out}`",
            help "declare one parameter `in: body`, or any number `in: formData`";
    }
}
