//! A document whose every name is one that is hard to be given.

use serde_json::{Map, Value, json};

/// Names that mean something in Rust, in Cargo, on disk, in the generated code, or nothing at all.
const NAMES: &[&str] = &[
    "Self",
    "self",
    "super",
    "crate",
    "r#type",
    "type",
    "async",
    "await",
    "gen",
    "try",
    "dyn",
    "macro_rules",
    "union",
    "static",
    "abstract",
    "final",
    "yield",
    "box",
    "match",
    "Option",
    "Some",
    "None",
    "Ok",
    "Err",
    "String",
    "Vec",
    "Box",
    "Result",
    "Into",
    "From",
    "TryFrom",
    "IntoIterator",
    "Iterator",
    "Default",
    "Clone",
    "Copy",
    "Debug",
    "Display",
    "PartialEq",
    "Eq",
    "Hash",
    "Ord",
    "Fn",
    "Send",
    "Sync",
    "Sized",
    "Drop",
    "ToString",
    "AsRef",
    "ToOwned",
    "Future",
    "str",
    "bool",
    "char",
    "i32",
    "u8",
    "usize",
    "f64",
    "std",
    "alloc",
    "bytes",
    "chrono",
    "serde",
    "url",
    "uuid",
    "http",
    "reqwest",
    "blocking",
    "runtime",
    "wire",
    "types",
    "operations",
    "client",
    "Client",
    "ClientBuilder",
    "Error",
    "Field",
    "File",
    "Response",
    "Json",
    "Server",
    "Base64",
    "Rfc2822",
    "Call",
    "call",
    "core",
    "body",
    "value",
    "name",
    "secret",
    "username",
    "send",
    "send_blocking",
    "with_timeout",
    "with_header",
    "with_query",
    "into_future",
    "new",
    "clone",
    "build",
    "builder",
    "base_url",
    "server",
    "transport",
    "eq",
    "fmt",
    "into",
    "from",
    "encode",
    "decode",
    "url()",
    "as_str",
    "additional_properties",
    "unknown",
    "Unknown",
    "UnknownValue",
    "mod",
    "lib",
    "main",
    "con",
    "aux",
    "nul",
    "x_part2",
    "a_part_b",
    "example",
    "args",
    "it",
    "T",
    "_",
    "__",
    "_a",
    "a_",
    "1",
    "12ab",
    "0x1f",
    "true",
    "null",
    "+1",
    "-1",
    "1.5",
    "1,5",
    "$ref ",
    "@type",
    "#/x",
    "~0",
    "~1",
    "a/b",
    "a~b",
    "%",
    "%20",
    "${HOME}",
    "{}",
    "{0}",
    "{a}",
    "a\nb",
    "a\r\nb",
    "\t",
    " ",
    "*/",
    "/*",
    "//",
    "\"",
    "\"#",
    "'a",
    "b'x'",
    "\\",
    "\\n",
    "`tick`",
    "#![deny(x)]",
    "]]>",
    "<b>",
    "[x]",
    "fooBar",
    "foo_bar",
    "foo-bar",
    "FooBar",
    "foo bar",
    "FOO_BAR",
    "Foo2Bar",
    "foo2_bar",
    "größe",
    "GRÖSSE",
    "straße",
    "日本",
    "Привет",
    "Ωmega",
    "\u{212b}",
    "\u{c5}",
    "e\u{301}",
    "é",
    "\u{212a}",
    "K",
    "İ",
    "ı",
    "ǅ",
    "ª",
    "🦀",
    "👩‍👩‍👧",
    "\u{202e}",
    "a\u{202e}b",
    "\u{200b}",
    "a\u{200d}b",
    "\u{feff}",
    "\u{0}",
    "\u{7f}",
    "ᄀ\u{1161}",
    "가",
    "א",
    "ع",
    "ａ",
    "𝐱",
    "²",
    "x²",
    "Ⅷ",
    "_🦀_",
    "",
];

/// The names, and one of 300 letters.
pub fn names() -> Vec<String> {
    let mut names: Vec<String> = NAMES.iter().map(|name| (*name).to_owned()).collect();
    names.push("long".repeat(75));
    names.push(format!("{} two", "long".repeat(75)));
    names
}

fn reference(name: &str) -> Value {
    let escaped = name.replace('~', "~0").replace('/', "~1").replace('%', "%25");
    json!({ "$ref": format!("#/components/schemas/{escaped}") })
}

fn map(names: &[String], of: impl Fn(usize, &str) -> Value) -> Map<String, Value> {
    names.iter().enumerate().map(|(index, name)| (name.clone(), of(index, name))).collect()
}

fn json_body(schema: Value) -> Value {
    json!({ "application/json": { "schema": schema } })
}

/// The document as JSON text.
pub fn document() -> String {
    let names = names();
    let named: Vec<String> = names.iter().filter(|name| !name.is_empty()).cloned().collect();
    let mut schemas = map(&named, |_, name| {
        json!({
            "type": "object", "description": name, "required": ["self"],
            "properties": {
                "self": { "type": "string" },
                "of": { "type": "string", "nullable": true },
                "items": { "type": "array", "items": { "type": "string" } },
                "map": { "type": "object", "additionalProperties": { "type": "integer" } },
                "next": reference(name),
            },
        })
    });
    let strings = map(&names, |_, name| json!({ "type": "string", "description": name }));
    let rest = json!({ "type": "string" });
    schemas.insert(
        "All names".to_owned(),
        json!({ "type": "object", "properties": strings, "additionalProperties": rest }),
    );
    let integers = map(&names, |_, _| json!({ "type": "integer" }));
    schemas.insert(
        "All required".to_owned(),
        json!({ "type": "object", "required": names, "properties": integers }),
    );
    schemas.insert("All values".to_owned(), json!({ "type": "string", "enum": names }));
    let references: Vec<Value> = named.iter().map(|name| reference(name)).collect();
    schemas.insert("All shapes".to_owned(), json!({ "oneOf": references }));
    let kinds: Vec<Value> = named.iter().map(|name| kind(name)).collect();
    let tag = json!({ "propertyName": "k" });
    schemas.insert("All kinds".to_owned(), json!({ "oneOf": kinds, "discriminator": tag }));
    let servers: Vec<Value> = names.iter().map(|name| server(name)).collect();
    let schemes = map(&named, |index, name| match index % 4 {
        0 => json!({ "type": "apiKey", "in": "query", "name": name }),
        1 => json!({ "type": "http", "scheme": "basic" }),
        2 => json!({ "type": "apiKey", "in": "header", "name": format!("X-{index}") }),
        _ => json!({ "type": "http", "scheme": "bearer", "description": name }),
    });
    let security: Vec<Value> = named.iter().map(|name| json!({ name.as_str(): [] })).collect();
    json!({
        "openapi": "3.0.3",
        "info": { "title": "\"# */ \u{202e} `names` #![deny(x)]", "version": "1" },
        "servers": servers,
        "security": security,
        "paths": paths(&names),
        "components": { "securitySchemes": schemes, "schemas": schemas },
    })
    .to_string()
}

fn kind(name: &str) -> Value {
    json!({
        "type": "object", "title": name, "required": ["k"],
        "properties": { "k": { "type": "string", "enum": [name] }, "v": { "type": "integer" } },
    })
}

fn server(name: &str) -> Value {
    let variables = json!({
        "self": { "default": "a", "enum": ["a", "Self", "", name] },
        "🦀": { "default": "b", "description": name },
        "type": { "default": "c" },
    });
    json!({
        "url": "https://{self}.{}.example/{🦀}/{type}",
        "description": name,
        "variables": variables,
    })
}

fn paths(names: &[String]) -> Map<String, Value> {
    let mut paths = Map::new();
    for (index, name) in names.iter().enumerate() {
        let schema = match name.as_str() {
            "" => json!({ "type": "object", "properties": { "": { "type": "string" } } }),
            name => reference(name),
        };
        paths.insert(
            format!("/names/{index}"),
            json!({ "post": {
                "operationId": name, "tags": [name], "summary": name, "description": name,
                "parameters": [
                    { "name": name, "in": "query", "required": true, "schema": { "type": "string" } },
                    { "name": name, "in": "cookie", "schema": { "type": "string" } },
                ],
                "requestBody": { "content": json_body(schema) },
                "responses": {
                    "200": { "description": name, "content": json_body(reference("All shapes")) },
                    "404": { "description": name, "content": json_body(reference("All kinds")) },
                    "500": { "description": name, "content": { "text/plain": {} } },
                },
            } }),
        );
    }
    let parameters = |required: bool, ty: &str| -> Vec<Value> {
        let parameter = |name: &String| json!({ "name": name, "in": "query", "required": required, "schema": { "type": ty } });
        names.iter().map(parameter).collect()
    };
    let done = json!({ "204": { "description": "Done" } });
    let answer = json_body(reference("All values"));
    paths.insert(
        "/optional".to_owned(),
        json!({ "get": {
            "operationId": "optional names", "tags": ["names"], "parameters": parameters(false, "string"),
            "responses": { "200": { "description": "All", "content": answer }, "201": { "description": "None" } },
        } }),
    );
    paths.insert(
        "/required".to_owned(),
        json!({ "post": {
            "operationId": "required names", "tags": ["names"], "parameters": parameters(true, "integer"),
            "requestBody": { "required": true, "content": json_body(reference("All required")) },
            "responses": done,
        } }),
    );
    for (path, media_type) in [
        ("/json", "application/json"),
        ("/form", "application/x-www-form-urlencoded"),
        ("/multipart", "multipart/form-data"),
    ] {
        let mut content = Map::new();
        content.insert(media_type.to_owned(), json!({ "schema": reference("All names") }));
        paths.insert(
            path.to_owned(),
            json!({ "post": {
                "tags": ["names"], "requestBody": { "required": true, "content": content },
                "responses": done,
            } }),
        );
    }
    paths
}
