//! What a build script is given: the module's file, what was read, and why there is none.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::fs;
use std::path::{Path, PathBuf};

use specwright::{BuildError, Builder, GeneratedModule};

const DOCUMENT: &str = "\
openapi: 3.0.3
info: { title: T, version: '1' }
paths:
  /a:
    get:
      operationId: get
      responses: { '200': { $ref: 'parts/responses.yaml#/ok' } }
";

const RESPONSES: &str = "\
ok:
  description: d
  content: { application/json: { schema: { type: object, properties: { a: { type: string } } } } }
";

const OVERLAY: &str = "\
overlay: 1.1.0
actions:
  - { target: $.info, update: { title: A better title } }
";

/// A folder of the build folder, with these files.
fn folder(name: &str, files: &[(&str, &str)]) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("builder").join(name);
    let _ = fs::remove_dir_all(&folder);
    for (file, text) in files {
        let path = folder.join(file);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    folder
}

fn builder(folder: &Path) -> Builder {
    Builder::new(folder.join("api.yaml")).out_dir(folder.join("out"))
}

fn text(module: &GeneratedModule) -> String {
    fs::read_to_string(module.path()).unwrap()
}

#[test]
fn a_module_is_written_and_all_that_was_read_is_known() {
    let files = [
        ("api.yaml", DOCUMENT),
        ("parts/responses.yaml", RESPONSES),
        ("fixes.yaml", OVERLAY),
        ("more.yaml", OVERLAY),
        ("options.toml", "overlays = ['fixes.yaml']\n"),
    ];
    let folder = folder("inputs", &files);
    let builder = builder(&folder)
        .options(folder.join("options.toml"))
        .overlay(folder.join("more.yaml"))
        .module("billing");
    let module = builder.clone().generate().unwrap();
    let below = |path: &PathBuf| path.strip_prefix(&folder).unwrap().display().to_string();
    let inputs: Vec<String> = module.inputs().iter().map(below).collect();
    let expected = ["api.yaml", "parts/responses.yaml", "fixes.yaml", "more.yaml", "options.toml"];
    assert_eq!(inputs, expected);
    assert_eq!(module.path(), folder.join("out/billing.rs"));
    assert_eq!(module.name(), "billing");
    let first = text(&module);
    assert!(first.contains("/// A client for A better title, version `1`."), "{first}");
    let written = fs::metadata(module.path()).unwrap().modified().unwrap();
    let again = builder.generate().unwrap();
    assert_eq!(text(&again), first);
    assert_eq!(fs::metadata(again.path()).unwrap().modified().unwrap(), written);
}

/// A folder is watched as a whole: a file that is added changes what is generated.
#[test]
fn a_folder_is_an_input_itself() {
    let files = [("api/api.yaml", DOCUMENT), ("api/parts/responses.yaml", RESPONSES)];
    let folder = folder("folder", &files);
    let options = "inputs = ['api.yaml']\n";
    fs::write(folder.join("api/specwright.toml"), options).unwrap();
    let api = folder.join("api");
    let module = Builder::new(&api).out_dir(folder.join("out")).generate().unwrap();
    let files = ["api.yaml", "parts/responses.yaml", "specwright.toml"];
    let expected: Vec<PathBuf> =
        [api.clone()].into_iter().chain(files.iter().map(|file| api.join(file))).collect();
    assert_eq!(module.inputs(), expected);
    assert_eq!(module.path(), folder.join("out/api.rs"));
}

/// The features of the crate around a module are not those of the module.
#[test]
fn what_is_compiled_is_decided() {
    let files = [("api.yaml", DOCUMENT), ("parts/responses.yaml", RESPONSES)];
    let folder = folder("transports", &files);
    let mut off = Vec::new();
    for (reqwest, blocking) in [(false, false), (true, false), (false, true)] {
        let module = builder(&folder).reqwest(reqwest).blocking(blocking).generate().unwrap();
        let text = text(&module);
        assert!(!text.contains("feature = "), "{text}");
        assert!(!text.contains("crate::runtime"), "{text}");
        syn::parse_file(&text).unwrap();
        let names: Vec<&str> = module.dependencies().iter().map(|one| one.name.as_str()).collect();
        assert_eq!(names.contains(&"reqwest"), reqwest || blocking);
        assert_eq!(names.contains(&"tokio"), reqwest || blocking);
        off.push(text.matches("cfg(false)").count());
    }
    // Tower services, spans and OAuth 2 are for crates only.
    assert!(off[0] > off[1] && off[1] > off[2] && off[2] > 0, "{off:?}");
}

fn error(builder: Builder) -> String {
    let error = builder.generate().unwrap_err();
    // What `main` prints when it returns the error.
    assert_eq!(format!("{error:?}"), error.to_string());
    error.to_string()
}

#[test]
fn errors_say_what_is_wrong_and_nothing_is_written() {
    let wrong = DOCUMENT.replace("parts/responses.yaml#/ok", "parts/responses.yaml#/no");
    let files = [("api.yaml", wrong.as_str()), ("parts/responses.yaml", RESPONSES)];
    let folder = folder("errors", &files);
    let denied = "deny = ['SW0011']\n";
    fs::write(folder.join("specwright.toml"), denied).unwrap();
    let shown = error(builder(&folder));
    let place = format!("{}:7:", folder.join("api.yaml").display());
    assert!(
        shown.starts_with("the API description has errors, and nothing was generated\n\n"),
        "{shown}"
    );
    assert!(shown.contains("error[SW0011]"), "{shown}");
    assert!(shown.contains(&place), "{shown}");
    assert!(shown.ends_with("1 error"), "{shown}");
    assert!(!folder.join("out").exists());
    let BuildError::Findings(findings) = builder(&folder).generate().unwrap_err() else {
        unreachable!("the document has errors")
    };
    assert!(findings.diagnostics().has_errors());

    assert_eq!(
        error(builder(&folder).module("my-api")),
        "`my-api` is not a valid name for a Rust module; set another one with `Builder::module`"
    );
    let absent = error(Builder::new(folder.join("no.yaml")).out_dir(&folder));
    assert!(absent.starts_with("there is no file or folder"), "{absent}");
    let url = error(Builder::new("https://example.com/api.yaml").out_dir(&folder));
    assert!(url.contains("= help: download it"), "{url}");
    assert!(error(Builder::new("api.yaml")).starts_with("`OUT_DIR` is not set"));
}

/// A file of the user's with the module's name stays.
#[test]
fn other_files_are_kept() {
    let files = [
        ("api.yaml", DOCUMENT),
        ("parts/responses.yaml", RESPONSES),
        ("out/api.rs", "//! Mine.\n"),
    ];
    let folder = folder("kept", &files);
    let shown = error(builder(&folder));
    assert!(shown.contains("was not written by specwright"), "{shown}");
    assert_eq!(fs::read_to_string(folder.join("out/api.rs")).unwrap(), "//! Mine.\n");
}
