//! A generated crate of its own is a product: its README works as it stands, and it can be published.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::fs;
use std::path::Path;

use specwright::{Input, Options, Package, stand_alone};
use specwright_tests::cargo::Project;
use specwright_tests::fixtures::{self, root};

fn scratch() -> &'static Path {
    Path::new(env!("CARGO_TARGET_TMPDIR"))
}

fn package(input: &Input) -> Package {
    stand_alone(&specwright::generate(input.clone(), None)).unwrap()
}

/// A document whose `info` tries to leave every place that it gets to.
fn hostile() -> Input {
    let document = serde_json::json!({
        "openapi": "3.1.0",
        "info": {
            "title": "Evil\" # API\n\"\"\" [dependencies]\nevil = \"1\" --> <script>alert(1)</script> `x` [Client](https://evil.example)",
            "version": "1`\n]]\"2",
            "description": "-->\n\n```\ncompile_error!(\"ran\")\n```\n\n    compile_error!(\"ran\")\n\n<img src=x onerror=alert(1)>\n\n[`Nothing`] [x]: <y",
            "license": { "name": "MIT\"\nevil = \"1", "url": "https://opensource.org/licenses/MIT" },
            "contact": { "url": "https://user:password@evil.example/" },
        },
        "externalDocs": { "url": "https://docs.example/\"\n[evil]" },
        "security": [{ "a`b]": [] }],
        "components": { "securitySchemes": {
            "a`b]": { "type": "apiKey", "in": "header", "name": "X-`]<b>\n-Key" },
        } },
        "paths": { "/`]{id}": { "put": {
            "operationId": "type",
            "tags": ["<b>`]\n# x"],
            "summary": "[`Nothing`] <i> `",
            "parameters": [{ "name": "id", "in": "path", "required": true, "schema": { "type": "string", "format": "uuid" } }],
            "requestBody": { "content": { "application/json": { "schema": {
                "type": "object",
                "properties": { "match": { "type": ["array", "null"], "items": { "type": "string" } } },
            } } } },
            "responses": { "204": { "description": "`] <i>" } },
        } } },
    });
    fixtures::of_text("evil-client", document.to_string())
}

/// The programs of a README.
fn programs(readme: &str) -> Vec<String> {
    let blocks = readme.split("```rust\n").skip(1);
    blocks.map(|block| block.split("```").next().unwrap().to_owned()).collect()
}

/// The README's program compiles, and so do the examples of the documentation.
#[test]
fn documentation_compiles() {
    for (name, input) in [
        ("evil-client", hostile()),
        ("gallery", fixtures::of_path("gallery", &root().join("specs/gallery"))),
        ("grouped", {
            let mut input = fixtures::of_path("grouped", &root().join("specs/gallery"));
            input.options.tag_features = specwright::options::TagFeatures::Always;
            input
        }),
    ] {
        let package = package(&input);
        let programs = programs(&package["README.md"]);
        assert_eq!(programs.len(), 1, "{name}");
        // What users add is kept, so that the tables may be there from the run before.
        let folder = scratch().join(format!("product_{name}"));
        let _ = fs::remove_dir_all(&folder);
        let project = Project::new(scratch(), &format!("product_{name}"), &package);
        let manifest = folder.join("Cargo.toml");
        let added = "\n[dev-dependencies]\ntokio = { version = \"1\", features = [\"macros\", \"rt-multi-thread\"] }\n";
        fs::write(&manifest, fs::read_to_string(&manifest).unwrap() + added).unwrap();
        fs::create_dir_all(folder.join("examples")).unwrap();
        fs::write(folder.join("examples/readme.rs"), &programs[0]).unwrap();
        project.cargo(&["check", "--examples"]);
        project.cargo(&["doc", "--no-deps"]);
        project.cargo(&["test", "--doc"]);
    }
}

/// Groups may be off: neither documentation nor its examples break.
#[test]
fn documentation_of_one_group_compiles() {
    let mut input = fixtures::of_path("one_group", &root().join("specs/gallery"));
    input.options.tag_features = specwright::options::TagFeatures::Always;
    let project = Project::new(scratch(), "product_one_group", &package(&input));
    for group in ["media", "system"] {
        let only = ["--no-default-features", "--features", group];
        project.cargo(&[&["doc", "--no-deps"], &only[..]].concat());
        project.cargo(&[&["test", "--doc"], &only[..]].concat());
    }
}

#[test]
fn hostile_metadata_stays_in_its_place() {
    let package = package(&hostile());
    let manifest: toml::Table = package["Cargo.toml"].parse().unwrap();
    let tables: Vec<&str> = manifest.keys().map(String::as_str).collect();
    assert_eq!(tables, ["dependencies", "features", "package"]);
    assert!(!manifest["dependencies"].as_table().unwrap().contains_key("evil"));
    let about = manifest["package"].as_table().unwrap();
    assert_eq!(about["license"].as_str(), Some("MIT"));
    // A URL, encoded as one.
    assert_eq!(about["homepage"].as_str(), Some("https://docs.example/%22[evil]"));
    assert!(!about["description"].as_str().unwrap().contains('\n'));
    let readme = &package["README.md"];
    assert_eq!(readme.lines().filter(|line| line.starts_with("# ")).count(), 1, "{readme}");
    assert!(!readme.contains("<script>") && !readme.contains("<img"), "{readme}");
}

/// Metadata from the document, and from the options, which come first.
#[test]
fn metadata() {
    let info = |info: serde_json::Value| {
        let paths = serde_json::json!({ "/a": { "get": { "operationId": "a", "responses": {} } } });
        let docs = serde_json::json!({ "url": "https://docs.example/start" });
        let document = serde_json::json!({
            "openapi": "3.1.0", "info": info, "paths": paths, "externalDocs": docs,
        });
        fixtures::of_text("api", document.to_string())
    };
    let about = |input: &Input| -> toml::Table {
        let manifest: toml::Table = package(input)["Cargo.toml"].parse().unwrap();
        manifest["package"].as_table().unwrap().clone()
    };
    let license = |license: serde_json::Value| {
        let input = info(serde_json::json!({ "title": "T", "version": "1", "license": license }));
        about(&input).get("license").and_then(|license| license.as_str()).map(str::to_owned)
    };
    let cases = [
        (
            serde_json::json!({ "name": "x", "identifier": "MIT OR Apache-2.0" }),
            Some("MIT OR Apache-2.0"),
        ),
        (serde_json::json!({ "name": "Apache 2.0" }), Some("Apache-2.0")),
        (serde_json::json!({ "name": "Apache-2.0" }), Some("Apache-2.0")),
        (serde_json::json!({ "name": "MIT License" }), Some("MIT")),
        (
            serde_json::json!({ "name": "ours", "url": "http://www.apache.org/licenses/LICENSE-2.0.html" }),
            Some("Apache-2.0"),
        ),
        (serde_json::json!({ "name": "Our terms", "url": "https://example.com/terms" }), None),
        (serde_json::json!({ "name": "MIT, but not quite" }), None),
        (serde_json::json!("MIT"), None),
    ];
    for (given, expected) in cases {
        assert_eq!(license(given.clone()).as_deref(), expected, "{given}");
    }
    let mut input = info(serde_json::json!({
        "title": "The Pet Store REST API v2", "version": "1", "contact": { "url": "https://example.com" },
    }));
    let found = about(&input);
    assert_eq!(found["description"].as_str(), Some("A client for The Pet Store REST API v2"));
    assert_eq!(found["homepage"].as_str(), Some("https://docs.example/start"));
    assert_eq!(found["keywords"].to_string(), r#"["api", "client", "openapi", "pet-store"]"#);
    assert!(!found.contains_key("publish") && !found.contains_key("license"));
    input.options = Options::parse(
        "[package]\nname = 'pets'\nversion = '1.2.3-rc.1'\nlicense = 'ISC'\ndescription = 'Pets.'\n\
         repository = 'https://git.example/pets'\nhomepage = 'https://pets.example'\n\
         documentation = 'https://docs.example'\npublish = ['internal']\n",
    )
    .unwrap();
    let found = about(&input);
    let expected: toml::Table = "name = 'pets'\nversion = '1.2.3-rc.1'\nedition = '2024'\nrust-version = '1.89'\n\
         description = 'Pets.'\nlicense = 'ISC'\nhomepage = 'https://pets.example'\n\
         documentation = 'https://docs.example'\nrepository = 'https://git.example/pets'\nreadme = 'README.md'\n\
         keywords = ['api', 'client', 'openapi', 'pet-store']\ncategories = ['api-bindings']\npublish = ['internal']"
        .parse()
        .unwrap();
    assert_eq!(found, expected);
    assert!(package(&input)["README.md"].contains("use pets::Client;"));
}

/// `cargo publish` takes the crate: what it uploads is complete, and its manifest says what registries ask for.
#[test]
fn packages() {
    let mut input = fixtures::of_path("published", &root().join("specs/gallery"));
    input.options.package.license = Some("MIT".to_owned());
    input.options.package.repository = Some("https://git.example/gallery".to_owned());
    let project = Project::new(scratch(), "product_published", &package(&input));
    project.cargo(&["package", "--allow-dirty", "--no-verify"]);
    project.cargo(&["package", "--allow-dirty", "--list"]);
}
