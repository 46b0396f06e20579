//! The binary on what is no input, on options files, and on what documents leave out.

#![allow(clippy::unwrap_used, reason = "helpers of tests")]

mod command;

use std::fs;
use std::path::Path;

use command::{CLEAN, PETS, folder, objects, run, said};
use insta::assert_snapshot;
use serde_json::Value;

#[test]
fn nothing_empty_passes_for_success() {
    let head = "openapi: 3.0.3\ninfo: {title: t, version: '1'}\n";
    let schemas = "components: {schemas: {A: {type: object, properties: {a: {type: string}}}}}\n";
    let files = [
        ("empty/.git/HEAD", "ref: x".to_owned()),
        ("none.yaml", format!("{head}paths: {{}}\n")),
        ("item.yaml", format!("{head}paths: {{/a: {{summary: s}}}}\n")),
        ("swagger.yaml", "swagger: '2.0'\ninfo: {title: t, version: '1'}\n".to_owned()),
        ("library.yaml", format!("{head}{schemas}")),
        ("clean/clean.yaml", CLEAN.to_owned()),
        ("clean/specwright.toml", "[exclude]\npaths = ['**']\n".to_owned()),
    ];
    let files: Vec<(&str, &str)> =
        files.iter().map(|(name, text)| (*name, text.as_str())).collect();
    let folder = folder("nothing", &files);
    assert_snapshot!(said(&folder, "generate empty --out out"), @r"
exit 2
--- stderr
error: `empty` contains no document and no documentation page
  = help: put an OpenAPI document (YAML or JSON) or saved documentation pages into it
");
    assert_snapshot!(said(&folder, "generate none.yaml --out out"), @r"
exit 1
--- stderr
error[SW0083]: nothing to generate: the document has no operations and no schemas that could be read
 --> none.yaml:3:1
  |
3 | paths: {}
  | ^^^^^ /paths
  |
  = help: check that this is the right file, and that it is complete

1 error; `specwright explain SW0083` explains more
nothing was written: there is nothing to generate
");
    for name in ["item.yaml", "swagger.yaml"] {
        let run = run(&folder, &format!("generate {name} --out out"));
        assert!(run.exit == 1 && run.stderr.contains("error[SW0083]"), "{name}: {}", run.stderr);
        assert!(run.stderr.ends_with("nothing was written: there is nothing to generate\n"));
    }
    let filtered = said(&folder, "generate clean/clean.yaml --out out");
    assert_eq!(said(&folder, "generate clean --out out"), filtered);
    assert_snapshot!(filtered, @r"
exit 1
--- stderr
error[SW0081]: the filters exclude every operation
 --> clean/specwright.toml:1:2
  |
1 | [exclude]
  |  ^^^^^^^ /exclude
  |
  = help: an operation is generated if it matches a pattern of `[include]`, or `[include]` has none, and if it matches no pattern of `[exclude]`

1 error; `specwright explain SW0081` explains more
nothing was written: there is nothing to generate
");
    assert!(!folder.join("out").exists());
    assert_snapshot!(said(&folder, "generate library.yaml --out out"), @r"
    exit 0
    --- stderr
    warning[SW0082]: the document describes no operations; 1 type is generated from its schemas, and a client without methods
     --> library.yaml:1:1
      |
    1 | openapi: 3.0.3
      | ^^^^^^^ /paths
      |
      = help: pass the document that has `paths`, if you want a client; it may refer to this one

    1 warning; `specwright explain SW0082` explains more
    --- stdout
    out: 71 files written, 0 removed
                 typed     raw  undocumented  skipped
    schemas          1       0             0        0
    ");
    let types = fs::read_to_string(folder.join("out/src/types/a.rs")).unwrap();
    assert!(types.contains("pub struct A {"), "{types}");
}

#[test]
fn options_beside_a_file() {
    let files = [
        ("one/clean.yaml", CLEAN),
        ("one/specwright.toml", "base-url = 'https://one.example'\n"),
        ("two/clean.yaml", CLEAN),
        ("two/pets.yaml", PETS),
        ("two/specwright.toml", "base-url = 'https://two.example'\n"),
        ("named/clean.yaml", CLEAN),
        ("named/pets.yaml", PETS),
        ("named/specwright.toml", "inputs = ['clean.yaml']\nbase-url = 'https://named.example'\n"),
    ];
    let folder = folder("beside", &files);
    let server = |arguments: &str| {
        assert_eq!(run(&folder, &format!("recover {arguments} -o out.json")).exit, 0);
        let text = fs::read_to_string(folder.join("out.json")).unwrap();
        let tree: Value = serde_json::from_str(&text).unwrap();
        tree["servers"][0]["url"].as_str().unwrap_or_default().to_owned()
    };
    assert_eq!(server("one/clean.yaml"), "https://one.example");
    assert_eq!(server("named/clean.yaml"), "https://named.example");
    assert_eq!(server("named"), "https://named.example");
    assert_eq!(server("one/clean.yaml --options two/specwright.toml"), "https://two.example");
    assert_eq!(server("two/clean.yaml --options two/specwright.toml"), "https://two.example");
    assert_eq!(server("two/clean.yaml"), "");
    assert_snapshot!(said(&folder, "check two/clean.yaml"), @r#"
exit 0
--- stderr
warning[SW0056]: `two/specwright.toml` is not used: its folder holds another description, `two/pets.yaml`
 --> two/specwright.toml:1:1
  |
1 | base-url = 'https://two.example'
  | ^^^^^^^^
  |
  = help: write `inputs = ["clean.yaml"]` at its top, or give it with `--options two/specwright.toml`

1 warning; `specwright explain SW0056` explains more
--- stdout
             typed     raw  undocumented  skipped
operations       1       0             0        0
responses        1       0             0        0
"#);
    let other = run(&folder, "check named/pets.yaml");
    let reason = "`named/specwright.toml` is not used: its `inputs` do not name `named/pets.yaml`";
    assert!(other.stderr.contains(reason), "{}", other.stderr);
    assert_eq!(run(&folder, "check two/clean.yaml --deny SW0056").exit, 1);
}

/// `SW0040` says what pages do not carry, and its page of `explain` what to write where.
#[test]
fn what_explain_says_about_pages_works_as_written() {
    let seed =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../specs/twilio_sip/CreateSipDomain.html");
    let page = fs::read_to_string(seed).unwrap();
    let folder = folder("page", &[("page.html", &page)]);
    let before = run(&folder, "generate page.html --out client --message-format json");
    assert!(before.stdout.contains("\"code\":\"SW0040\""), "{}", before.stdout);
    let explained = run(&folder, "explain SW0040").stdout;
    let (_, example) = explained.split_once("    # specwright.toml\n").unwrap();
    let example: Vec<&str> = example.lines().map(str::trim_start).collect();
    fs::write(folder.join("specwright.toml"), example.join("\n")).unwrap();
    assert_eq!(run(&folder, "generate page.html --out client --deny warnings").exit, 0);
    let client = fs::read_to_string(folder.join("client/src/client.rs")).unwrap();
    assert!(client.contains("https://api.example.com/v2"), "{client}");
    assert!(client.contains("pub fn basic(") || client.contains("basic_auth"), "{client}");
}

/// What `check` prints is pasted below `actions:` of a file that begins with `overlay: 1.1.0`.
#[test]
fn the_recipe_for_overlays_works_as_written() {
    let folder = folder("recipe", &[("pets.yaml", PETS)]);
    let printed = run(&folder, "check pets.yaml").stderr;
    let marked = printed.split("as an action of an overlay:\n").skip(1);
    let actions = marked.flat_map(|rest| rest.lines().take_while(|line| line.starts_with("    ")));
    let overlay: Vec<&str> = ["overlay: 1.1.0", "actions:"].into_iter().chain(actions).collect();
    fs::write(folder.join("fixes.yaml"), overlay.join("\n")).unwrap();
    assert_snapshot!(said(&folder, "check pets.yaml --overlay fixes.yaml"), @r"
exit 0
--- stderr
no findings
--- stdout
             typed     raw  undocumented  skipped
operations       2       0             0        0
parameters       1       0             0        0
responses        2       0             0        0
schemas          1       0             0        0
");
}

#[test]
fn findings_about_options_are_in_the_options_file() {
    let page = "<html><script>const spec = {\"openapi\":\"3.0.3\",\"info\":{\"title\":\"Pets\",\
                \"version\":\"1\"},\"paths\":{\"/a\":{\"get\":{\"responses\":{}}}}};</script></html>\n";
    let cases = [
        ("pets.yaml", PETS, "base-url = 'not a url'", 2, "SW0050", "1:12"),
        ("pets.yaml", PETS, "overlays = [\n  'missing.yaml']", 2, "SW0050", "2:3"),
        ("pets.yaml", PETS, "deny = ['notes',\n'SW9999']", 2, "SW0050", "2:1"),
        ("pets.yaml", PETS, "[include]\noperations = ['createPet', 'x']", 1, "SW0080", "2:28"),
        ("pets.yaml", PETS, "[exclude]\ntags = ['x']", 1, "SW0080", "2:9"),
        ("pets.yaml", PETS, "[rename]\n'/paths/~1dogs/get' = 'x'", 1, "SW0055", "2:1"),
        ("pets.yaml", PETS, "\n[security.key]\ntype = 'htp'", 1, "SW0013", "2:11"),
        ("page.html", page, "document = 'Dogs'", 1, "SW0091", "1:1"),
    ];
    for (name, text, options, exit, code, place) in cases {
        let folder = folder("about-options", &[(name, text), ("specwright.toml", options)]);
        let run = run(&folder, &format!("check {name} --message-format json"));
        assert_eq!(run.exit, exit, "{options}");
        let found = run.stdout.lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
        let found = found.into_iter().find(|found| found["code"] == code).unwrap();
        let at = format!("{}:{}", found["line"], found["column"]);
        assert_eq!((found["file"].as_str().unwrap(), at.as_str()), ("specwright.toml", place));
    }
    let files = [("pets.yaml", PETS), ("specwright.toml", "inputs = ['missing.yaml']")];
    let missing = run(&folder("about-options", &files), "check .");
    let message = "error[SW0050]: `inputs` names `missing.yaml`, which does not exist\n --> \
                   ./specwright.toml:1:11\n";
    assert!(missing.exit == 2 && missing.stderr.starts_with(message), "{}", missing.stderr);
    let files = [("page.html", page), ("specwright.toml", "document = 'Pets'")];
    let folder = folder("about-options", &files);
    let found = objects(&folder, "check page.html --document Dogs --message-format json");
    assert_eq!((&found[0]["code"], &found[0]["file"]), (&"SW0091".into(), &"page.html".into()));
}

#[test]
fn an_operation_id_that_occurs_twice() {
    let get = "get: {operationId: listPets, responses: {'204': {description: d}}}";
    let text = format!(
        "openapi: 3.0.3\ninfo: {{title: t, version: '1'}}\npaths:\n  /a: {{{get}}}\n  /b: {{{get}}}\n"
    );
    let folder = folder("twice", &[("api.yaml", &text)]);
    assert_snapshot!(said(&folder, "check api.yaml"), @r#"
exit 0
--- stderr
warning[SW0038]: the operationId `listPets` occurs twice: the method for GET /a is named `list_pets`, the one for GET /b is named `b_list_pets`
 --> api.yaml:5:8
  |
5 |   /b: {get: {operationId: listPets, responses: {'204': {description: d…
  |        ^^^ /paths/~1b/get
  |
  = help: give each operation an `operationId` of its own, or name its method in the options file
  = help: in the options file:
      [rename]
      "/paths/~1b/get" = "b_list_pets"

1 warning; `specwright explain SW0038` explains more
--- stdout
             typed     raw  undocumented  skipped
operations       2       0             0        0
responses        2       0             0        0
"#);
    fs::write(folder.join("specwright.toml"), "[rename]\n'/paths/~1b/get' = 'list_b'\n").unwrap();
    assert_eq!(run(&folder, "check api.yaml --deny warnings").exit, 0);
}

#[test]
fn a_folder_that_holds_other_files_is_left_alone() {
    let files = [("clean.yaml", CLEAN), ("own/notes.txt", "x"), ("mine/Cargo.toml", "[package]")];
    let folder = folder("own", &files);
    assert_snapshot!(said(&folder, "generate clean.yaml --out own"), @r"
exit 2
--- stderr
no findings
error: `own` cannot be written: the folder is not empty and was not written by specwright: it contains `notes.txt`
  = help: name a new or an empty folder with `--out`, or move the existing files away
");
    let mine = run(&folder, "generate clean.yaml --out mine");
    let message = "error: `mine` cannot be written: `Cargo.toml` exists and was not written by \
                   specwright\n  = help: name a new or an empty folder with `--out`";
    assert!(mine.exit == 2 && mine.stderr.contains(message), "{}", mine.stderr);
    for (name, text) in files {
        assert_eq!(fs::read_to_string(folder.join(name)).unwrap(), text);
    }
    assert!(!folder.join("own/src").exists() && !folder.join("mine/src").exists());
}

#[test]
fn responses_without_a_schema_are_not_typed() {
    let text = "openapi: 3.0.3\ninfo: {title: t, version: '1'}\npaths:\n  /a:\n    get:\n      \
                operationId: a\n      responses:\n        '200': {description: d}\n        '201': \
                {description: d, content: {application/json: {}}}\n        '202': {description: d, content: \
                {application/json: {schema: {type: string}}}}\n        '204': {description: d}\n        \
                '302': {description: d}\n        '404': {description: d, content: {application/json: \
                {schema: {}}}}\n        '500': {description: d, content: {text/plain: {}}}\n";
    let folder = folder("undocumented", &[("api.yaml", text)]);
    assert_eq!(run(&folder, "check api.yaml --coverage rows.json").exit, 0);
    let rows: Vec<Value> =
        serde_json::from_str(&fs::read_to_string(folder.join("rows.json")).unwrap()).unwrap();
    let rows = rows.iter().filter(|row| row["kind"] == "response").map(|row| {
        let pointer = row["pointer"].as_str().unwrap();
        let status = pointer.rsplit('/').next().unwrap();
        let reason = row["reason"].as_str().map_or(String::new(), |reason| format!(": {reason}"));
        format!("{status} {}{reason}\n", row["state"].as_str().unwrap())
    });
    assert_snapshot!(rows.collect::<String>(), @r"
200 undocumented: no content is documented
201 undocumented: no schema says what the body holds
202 typed
204 typed
302 typed
404 undocumented: no schema says what the body holds
500 typed
");
    let table = run(&folder, "check api.yaml").stdout;
    assert!(table.contains("responses        4       0             3        0\n"), "{table}");
}
