//! Pages that real products made from one document give it back. `tests/pages/README.md` tells what made them.

#![allow(clippy::unwrap_used, reason = "helpers of tests")]

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;
use specwright::Input;
use specwright::read::Source;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/pages")
}

fn sources(folder: &Path, below: &str, out: &mut Vec<Source>) {
    let mut names: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap()).collect();
    names.sort_by_key(|entry| entry.file_name());
    for entry in names {
        let name = format!("{below}{}", entry.file_name().to_string_lossy());
        if entry.path().is_dir() {
            sources(&entry.path(), &format!("{name}/"), out);
        } else {
            out.push(Source::new(name, fs::read_to_string(entry.path()).unwrap()));
        }
    }
}

fn recover(pages: &str, document: Option<&str>, beside: Option<&str>) -> (Option<Value>, String) {
    let mut files = Vec::new();
    sources(&folder().join(pages), "", &mut files);
    if let Some(name) = beside {
        files.push(Source::new(name, original().to_string()));
    }
    recover_from(files, document)
}

fn recover_from(files: Vec<Source>, document: Option<&str>) -> (Option<Value>, String) {
    let mut input = Input::new("api", files);
    input.options.document = document.map(str::to_owned);
    let recovered = specwright::recover(input);
    let found = recovered.diagnostics.list.iter();
    let said: Vec<String> = found.map(|d| format!("{} {}", d.code().id(), d.message())).collect();
    (recovered.document, said.join("\n"))
}

fn original() -> Value {
    serde_json::from_str(&fs::read_to_string(folder().join("openapi.json")).unwrap()).unwrap()
}

#[test]
fn documents_come_back_as_they_went_in() {
    let express = "`swaggerDoc` of swagger-ui-express or NestJS";
    for (pages, document, place) in [
        ("redoc2", None, "`__redoc_state.spec.data` of Redoc 2"),
        ("redoc3", None, "`__redoc_definition` of Redoc 3"),
        ("swagger-ui-spec", None, "`spec` of Swagger UI"),
        ("swagger-ui-express", None, express),
        ("nestjs", None, express),
        ("scalar-content", None, "`content` of Scalar"),
        ("scalar-string", None, "`content` of Scalar"),
        ("scalar-sources", Some("main"), "`sources[].content` of Scalar"),
        ("elements", None, "`apiDescriptionDocument` of Stoplight Elements"),
        ("rapidoc", None, "`loadSpec(…)` of RapiDoc"),
        ("readme", None, "`document.api.schema` of ReadMe"),
        ("markdown", None, ""),
    ] {
        let (tree, said) = recover(pages, document, None);
        let expected = match place {
            "" => String::new(),
            place => format!("SW0094 the document is taken from {place}"),
        };
        assert_eq!(said, expected, "{pages}");
        assert_eq!(tree, Some(original()), "{pages}");
    }
}

#[test]
fn linked_documents_are_named_or_taken() {
    for (pages, url) in [
        ("scalar-url", "/openapi.json"),
        ("fastapi", "/openapi.json"),
        ("drf-spectacular", "/api/schema/"),
        ("drf-yasg", "?format=openapi"),
    ] {
        let (tree, said) = recover(pages, None, None);
        assert!(tree.is_none());
        assert!(said.starts_with("SW0049 "), "{pages}: {said}");
        assert!(said.contains(&format!("`{url}`")), "{pages}: {said}");
        let (tree, said) = recover(pages, None, Some("openapi.json"));
        assert_eq!(tree, Some(original()), "{pages}: {said}");
    }
}

#[test]
fn choices_and_examples() {
    let (tree, said) = recover("scalar-sources", None, None);
    assert!(tree.is_none());
    assert_eq!(said, "SW0090 there are 2 documents: `Rest`, `The gallery`");
    let (tree, said) = recover("swagger-ui-express-urls", None, None);
    assert!(tree.is_none());
    assert_eq!(said, "SW0090 there are 2 documents: `Gallery`, `Other`");
    let (tree, _) = recover("swagger-ui-express-urls", Some("gallery"), Some("openapi.json"));
    assert_eq!(tree, Some(original()));
    let (tree, said) = recover("swagger-ui-stock", None, None);
    assert!(tree.is_none());
    assert!(said.contains("only the example of Swagger UI"), "{said}");
}

/// html2 tells parameters in words, so that the document does not come back as it went in.
#[test]
fn html2_tells_operations_and_schemas() {
    let (tree, said) = recover("html2", None, None);
    let (tree, original) = (tree.unwrap(), original());
    let codes: Vec<&str> = said.lines().map(|line| &line[..6]).collect();
    assert_eq!(codes, ["SW0098"], "{said}");
    assert_eq!(tree["info"]["title"], original["info"]["title"]);
    assert_eq!(tree["servers"][0]["url"], "https://eu.gallery.example/v2");
    for (path, methods) in [
        ("/artworks/{artwork_id}", vec!["get", "put", "patch", "delete"]),
        ("/media", vec!["get", "post"]),
    ] {
        for method in methods {
            let found = &tree["paths"][path][method];
            let expected = &original["paths"][path][method];
            for key in ["operationId", "summary"] {
                assert_eq!(found[key], expected[key], "{method} {path}");
            }
            let statuses = |operation: &Value| {
                let mut statuses: Vec<String> =
                    operation["responses"].as_object().unwrap().keys().cloned().collect();
                statuses.sort();
                statuses
            };
            assert_eq!(statuses(found), statuses(expected), "{method} {path}");
        }
    }
    let patch = &tree["paths"]["/artworks/{artwork_id}"]["patch"];
    assert_eq!(
        patch["requestBody"]["content"]["application/merge-patch+json"]["schema"]["$ref"],
        "#/components/schemas/ArtworkPatch"
    );
    assert_eq!(
        patch["parameters"][0]["schema"],
        serde_json::json!({ "type": "string", "format": "uuid" })
    );
    let upload = &tree["paths"]["/media"]["post"]["requestBody"]["content"]["multipart/form-data"];
    assert_eq!(upload["schema"]["properties"]["file"]["format"], "binary");
    let schemas = original["components"]["schemas"].as_object().unwrap();
    for name in ["ArtworkPatch", "Error", "Job"] {
        let found = &tree["components"]["schemas"][name]["properties"];
        let names = |node: &Value| node.as_object().unwrap().keys().cloned().collect::<Vec<_>>();
        assert_eq!(names(found), names(&schemas[name]["properties"]), "{name}");
    }
}

/// Pages that were cut off or damaged give a document or say why not.
#[test]
fn damaged_pages_are_never_silent() {
    let mut random: usize = 1;
    let mut next = |below: usize| {
        random =
            random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (random >> 33) % below.max(1)
    };
    let mut entries: Vec<_> = fs::read_dir(folder()).unwrap().map(Result::unwrap).collect();
    entries.sort_by_key(|entry| entry.file_name());
    for entry in entries {
        if !entry.path().is_dir() {
            continue;
        }
        let mut files = Vec::new();
        sources(&entry.path(), "", &mut files);
        for round in 0..12 {
            let mut damaged = files.clone();
            for file in &mut damaged {
                let mut bytes = std::mem::take(&mut file.text).into_bytes();
                if round % 2 == 0 {
                    bytes.truncate(next(bytes.len()));
                } else {
                    for _ in 0..20 {
                        let at = next(bytes.len());
                        bytes[at] = b"{}[]\"'`\\<>&;:,/\n"[next(16)];
                    }
                }
                file.text = String::from_utf8_lossy(&bytes).into_owned();
            }
            let (tree, said) = recover_from(damaged, None);
            assert!(tree.is_some() || !said.is_empty(), "{:?} {round}", entry.path());
        }
    }
}
