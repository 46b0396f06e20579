//! Pages that real products made from one document give it back. `tests/pages/README.md` tells what made them.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;
use specwright::diagnostics::Diagnostics;
use specwright::read::Source;
use specwright::{Input, Options};

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
    let input = Input {
        name: "api".to_owned(),
        sources: files,
        options: Options::default(),
        document: document.map(str::to_owned),
        command: String::new(),
    };
    let mut diagnostics = Diagnostics::default();
    let tree = specwright::recover(&input, &mut diagnostics);
    let said: Vec<String> =
        diagnostics.list.iter().map(|d| format!("{} {}", d.code.id, d.message)).collect();
    (tree, said.join("\n"))
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
            place => format!("SW0094 the document stands in {place}"),
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
    assert!(said.contains("Swagger UI's own example"), "{said}");
}
