//! Findings about values that break the rules of OpenAPI 3.0 and are repaired.

use serde_json::Value;

use super::shown;

findings! {
    /// A value that is read differently, or ignored.
    Repair {
        NullAsMapping = SW0013 "`null` is read as an empty mapping";
        NotAMapping { found: String } = SW0013 "`{found}` is read as an empty mapping";
        Null { key: String } = SW0013 "`{key}: null` is ignored";
        Ignored { key: String, found: String } = SW0013 "`{key}: {found}` is not valid here and is ignored";
        ReadAs { key: String, found: String, read: Value }
            = SW0013 (format!("`{key}: {found}` is read as {}", shown(read)));
        NewerKeyword { keyword: String }
            = SW0013 "`{keyword}` is used as in OpenAPI 3.1 and is read that way";
        TypeAsSchema = SW0013 "a mapping as `type` is read as the schema itself";
        Type { found: String, read: &'static str, format: &'static str } = SW0013 (match (*read, *format) {
            ("", _) => format!("`type: {found}` is read as any type"),
            (read, "") => format!("`type: {found}` is read as `{read}`"),
            (read, format) => format!("`type: {found}` is read as `{read}` with format `{format}`"),
        });
        PropertyList = SW0013 "a list of properties is read as a mapping";
        RequiredProperty
            = SW0013 "`required: true` of a property is read as its name in the object's `required`";
        RequiredSchema = SW0013 "`required: true` of a schema that is not a property is ignored";
        NotSchemas { count: usize } = SW0013 (match count {
            1 => "1 branch is not a schema and is ignored".to_owned(),
            count => format!("{count} branches are not schemas and are ignored"),
        });
        EmptyUnion { keyword: &'static str } = SW0013 "an empty `{keyword}` is ignored";
        ParametersNotAList = SW0013 "`parameters` is not a list and is read as a list";
        NotAParameter { found: String } = SW0010 "`{found}` is not a parameter and is left out";
        NamelessParameter = SW0010 "a parameter without a name is left out";
        NamelessPart = SW0010 "a part of a form without a name is left out";
        SharedName = SW0013 "a parameter without `name` gets the name of its component";
        Location { found: String, read: &'static str } = SW0013 (match found.as_str() {
            "" => format!("a parameter without `in` is read as one in the {read}"),
            found => format!("a parameter with `in: {found}` is read as one in the {read}"),
        });
        ContentBesideSchema = SW0013 "`content` beside `schema` is ignored";
        ParameterType = SW0013 "`type` of a parameter is read as that of its schema";
        ParameterWithoutSchema = SW0013 "a parameter without `schema` is read as a string";
        BodyParameterIgnored { names: String } = SW0013 "parameter `{names}` in the body is left out";
        BodyParameter { names: String } = SW0013 "parameter `{names}` in the body is read as `requestBody`";
        Status { found: String, read: String } = SW0013 "status `{found}` is read as `{read}`";
        NotAStatus { found: String } = SW0013 "`{found}` is not a status code; this response is left out";
        SchemaAlone = SW0013 "`schema` without `content` is read as that of `application/json`";
        NoMediaType = SW0013 "`content` without a media type is read as `application/json`";
        EmptyMediaType = SW0013 "an empty media type is read as `application/json`";
        NotAMediaType { found: String } = SW0013 "`{found}` is not a media type and is ignored";
        SchemaAsMediaType = SW0013 "a schema in place of a media type is read as its `schema`";
        ServerWithoutUrl = SW0013 "a server without `url` is read as `/`";
        VariableWithoutDefault { default: String } = SW0013 "a server variable without `default` gets {default}";
        NotASecurityScheme { found: String } = SW0013 "`{found}` is not a security scheme and is left out";
        SecuritySchemeWithoutType = SW0013 "a security scheme without `type` is left out";
        UnknownSecurityScheme { found: String }
            = SW0013 "the security scheme type {found} is unknown; the scheme is left out";
        SecuritySchemeType { found: String, read: &'static str }
            = SW0013 "the security scheme type {found} is read as `{read}`";
        ApiKeyLocation = SW0013 "an API key without a valid `in` is read as one in a header";
        ApiKeyName = SW0013 "an API key without a name is read as the header `Authorization`";
        HttpScheme = SW0013 "an HTTP scheme without `scheme` is read as `bearer`";
        FlowUrl { key: &'static str } = SW0013 "an OAuth 2 flow has no `{key}`";
        LeftOut { error: String } = SW0010 "left out: {error}";
    }
}
