//! Parts of multipart bodies.

use super::{describe, lower_version};

/// The parts of a body by version, with the findings.
fn parts(version: &str, properties: &str, encoding: &str) -> String {
    let text = format!(
        "paths: {{ /a: {{ post: {{ operationId: op, responses: {{}}, requestBody: {{ content: {{ multipart/form-data: {{ schema: {{ type: object, properties: {{ {properties} }} }}, encoding: {{ {encoding} }} }} }} }} }} }} }}"
    );
    let (api, found) = lower_version(version, &text);
    let types = describe::types(&api);
    let form = types.split("object `").find(|one| one.starts_with("op Request | op Request form"));
    let members = form.into_iter().flat_map(str::lines).skip(1).map(str::trim);
    let findings = describe::findings(&found);
    let findings = findings.lines().map(|line| line.split(' ').next().unwrap_or_default());
    let findings = findings.filter(|code| *code != "SW0039");
    members.chain(findings).collect::<Vec<_>>().join("\n")
}

const STRING: &str = "{ type: string }";
const OBJECT: &str = "{ type: object, additionalProperties: { type: string } }";

#[test]
fn default_content_types() {
    for (schema, expected_3_0, expected_3_1) in [
        (STRING, "string", "string"),
        ("{ type: integer }", "int64", "int64"),
        (OBJECT, "{string}", "{string}"),
        ("{}", "json", "file"),
        ("{ description: d }", "json # d", "file # d"),
        ("{ type: array, items: {} }", "[json]", "[file]"),
        ("{ type: array }", "[json]", "[json]"),
        ("{ type: string, format: binary }", "file", "file"),
        ("{ type: array, items: { type: string, format: binary } }", "[file]", "[file]"),
        ("{ oneOf: [{ type: string }, { type: integer }] }", "`op Request p`", "`op Request p`"),
    ] {
        let (expected_3_0, expected_3_1) =
            (format!("\"p\": {expected_3_0}"), format!("\"p\": {expected_3_1}"));
        let property = format!("p: {schema}");
        assert_eq!(parts("3.0.4", &property, ""), expected_3_0, "{schema}");
        assert_eq!(parts("3.1.1", &property, ""), expected_3_1, "{schema}");
        assert_eq!(parts("3.2.0", &property, ""), expected_3_1, "{schema}");
    }
    for (schema, expected) in [
        ("true", "file"),
        ("{ type: string, contentMediaType: image/png }", "file"),
        ("{ contentMediaType: image/png }", "file"),
        ("{ type: array, items: { contentMediaType: image/png } }", "[file]"),
        ("{ type: string, contentEncoding: binary }", "file"),
        ("{ type: string, contentEncoding: base64 }", "base64 as application/octet-stream"),
        ("{ type: string, contentMediaType: text/html }", "string"),
    ] {
        assert_eq!(
            parts("3.1.1", &format!("p: {schema}"), ""),
            format!("\"p\": {expected}"),
            "{schema}"
        );
    }
}

#[test]
fn content_types() {
    for (schema, content_type, expected) in [
        (STRING, "application/json", "string as json application/json"),
        (
            "{ type: array, items: { type: string } }",
            "application/vnd.x+json",
            "[string] as json application/vnd.x+json",
        ),
        (
            OBJECT,
            "application/json; charset=utf-8",
            "{string} as json application/json; charset=utf-8",
        ),
        (OBJECT, "application/xml, application/json", "{string} as json application/json"),
        (STRING, "text/csv", "string as text/csv"),
        (STRING, "\"text/csv, text/plain\"", "string"),
        (STRING, "application/xml", "string as application/xml"),
        (OBJECT, "application/xml", "string as application/xml\nSW0070"),
        (
            "{ type: array, items: { type: object, additionalProperties: true } }",
            "application/xml",
            "[string] as application/xml\nSW0070",
        ),
        (OBJECT, "application/zip", "file as application/zip\nSW0070"),
        (STRING, "image/png", "file as image/png"),
        (STRING, "\"image/png, image/jpeg\"", "file"),
        (STRING, "image/*", "file"),
        (STRING, "\"*/*\"", "string"),
        (
            "{ type: array, items: { type: string } }",
            "application/pdf",
            "[file] as application/pdf",
        ),
        ("{ type: string, format: binary }", "application/json", "file as application/json"),
        ("{ type: string, format: byte }", "image/png", "base64 as image/png"),
        ("{ type: integer }", "application/octet-stream", "int64 as application/octet-stream"),
    ] {
        let content_type = match content_type.starts_with('"') {
            true => content_type.to_owned(),
            false => format!("\"{content_type}\""),
        };
        let found = parts(
            "3.0.4",
            &format!("p: {schema}"),
            &format!("p: {{ contentType: {content_type} }}"),
        );
        assert_eq!(found, format!("\"p\": {expected}"), "{schema} {content_type}");
    }
}

/// OpenAPI 3.0 ignores them in multipart bodies; since 3.1, they replace `contentType`.
#[test]
fn styles() {
    let list = "p: { type: array, items: { type: string } }";
    for (property, encoding, expected) in [
        (list, "style: form, explode: false", "[string] as Form"),
        (list, "explode: false", "[string] as Form"),
        (list, "allowReserved: true", "[string] as FormExplodeReserved"),
        (list, "style: pipeDelimited, contentType: application/json", "[string] as PipeDelimited"),
        (&format!("p: {OBJECT}"), "style: deepObject, explode: true", "{string} as DeepObject"),
        ("p: { type: string, format: binary }", "style: form", "file"),
    ] {
        let encoding = format!("p: {{ {encoding} }}");
        assert_eq!(parts("3.1.1", property, &encoding), format!("\"p\": {expected}"), "{encoding}");
        let old = parts("3.0.4", property, &encoding);
        assert!(!old.contains("Form") && !old.contains("Delimited"), "{old}");
    }
}
