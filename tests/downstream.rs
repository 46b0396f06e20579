//! A crate that others write: its build script generates modules, and it depends on a generated crate.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::fs;
use std::path::Path;
use std::process::Command;

use specwright::{Package, stand_alone};
use specwright_tests::cargo::Project;
use specwright_tests::fixtures::{self, root};
use specwright_tests::{Reply, Server};

/// The files of `tests/downstream/`, what it generates from, and the crate that it depends on.
fn package() -> Package {
    let gallery = root().join("specs/gallery");
    let input = fixtures::of_path("client", &gallery);
    let client = stand_alone(&specwright::generate(input, None)).unwrap();
    let mut package: Package =
        client.into_iter().map(|(path, text)| (format!("client/{path}"), text)).collect();
    let own = root().join("tests/downstream");
    for file in ["Cargo.toml", "build.rs", "src/lib.rs", "src/main.rs"] {
        package.insert(file.to_owned(), fs::read_to_string(own.join(file)).unwrap());
    }
    for file in ["openapi.yaml", "specwright.toml"] {
        let text = fs::read_to_string(gallery.join(file)).unwrap();
        package.insert(format!("specs/gallery/{file}"), text);
    }
    let names = fs::read_to_string(root().join("tests/fixtures/names/prelude/input.yaml")).unwrap();
    package.insert("specs/names.yaml".to_owned(), names);
    let generator = root().join("generator").to_str().unwrap().to_owned();
    let manifest = &package["Cargo.toml"];
    assert!(manifest.contains("SPECWRIGHT"));
    let manifest = manifest.replace("\"SPECWRIGHT\"", &format!("{generator:?}"));
    package.insert("Cargo.toml".to_owned(), manifest);
    package
}

/// Modules compile without a warning in a crate of another edition that denies lints, and what is generated calls a
/// server.
#[test]
fn a_crate_with_a_build_script_runs() {
    let scratch = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let project = Project::new(scratch, "downstream", &package());
    let server = Server::new(|request| match request.target.as_str() {
        "/health" => Reply::json(200, r#"{"well": true}"#),
        _ => Reply::json(404, r#"{"title": "There is no such artist."}"#),
    });
    project.cargo(&["run", "--", &server.url()]);
    let requests = server.requests();
    let sent: Vec<String> =
        requests.iter().map(|one| format!("{} {}", one.method, one.target)).collect();
    assert_eq!(sent, ["GET /health", "GET /artists/7", "GET /health", "GET /health"]);
    assert_eq!(requests[1].header("authorization"), Some("Bearer token"));
    project.cargo(&["clippy"]);
    project.cargo(&["doc", "--no-deps"]);
    project.cargo(&["test", "--doc"]);
    // rustfmt follows `mod` to the module among the sources, and leaves it alone in every style.
    let mut rustfmt = Command::new("rustfmt");
    rustfmt.args(["--check", "--edition=2021", "--config", "hard_tabs=true,max_width=50"]);
    let names = scratch.join("downstream/clients/names.rs");
    assert!(rustfmt.arg(names).status().unwrap().success());
}
