//! The binary on small inputs: what it prints and writes, and its exit codes.

#![allow(clippy::unwrap_used, reason = "helpers of tests")]

mod command;

use std::fs;

use command::{CLEAN, PETS, folder, objects, run, said};
use insta::assert_snapshot;
use serde_json::Value;

#[test]
fn check_shows_everything_worst_last() {
    let folder = folder("check", &[("pets.yaml", PETS)]);
    assert_snapshot!(said(&folder, "check pets.yaml"), @r"
exit 1
--- stderr
note[SW0023]: GET /pets/{petId} has no operationId; its method is named after the HTTP method and the path
 --> pets.yaml:5:5
  |
5 |     get:
  |     ^^^ /paths/~1pets~1{petId}/get
  |
  = help: add an `operationId`
  = help: as an action of an overlay:
      - target: $['paths']['/pets/{petId}']['get']
        update:
          operationId: getPetsByPetId

warning[SW0011]: `#/components/schemas/Pst` does not exist in this document
 --> pets.yaml:9:40
  |
9 |           content: {application/json: {schema: {$ref: '#/components/schemas/Pst'}}}
  |                                        ^^^^^^ /paths/~1pets~1{petId}/get/responses/200/content/application~1json/schema
  |
  = help: did you mean `#/components/schemas/Pet`?
  = help: as an action of an overlay:
      - target: $['paths']['/pets/{petId}']['get']['responses']['200']['content']['application/json']['schema']
        update:
          $ref: '#/components/schemas/Pet'

warning[SW0024]: path parameter `petId` is not declared; it is read as a string
 --> pets.yaml:5:5
  |
5 |     get:
  |     ^^^ /paths/~1pets~1{petId}/get
  |
  = help: declare the parameter, with `in: path`
  = help: as an action of an overlay:
      - target: $['paths']['/pets/{petId}']['get']
        update:
          parameters:
          - name: petId
            in: path
            required: true
            schema:
              type: string

error[SW0010]: `5` is not a parameter and is left out
  --> pets.yaml:13:20
   |
13 |       parameters: [5]
   |                    ^ /paths/~1pets/post/parameters/0
   |
   = help: write the item as the OpenAPI Specification defines it
   = help: as an action of an overlay:
      - target: $['paths']['/pets']['post']['parameters'][0]
        remove: true

1 error, 2 warnings, 1 note; `specwright explain SW0010` explains more
--- stdout
             typed     raw  undocumented  skipped
operations       1       1             0        0
parameters       0       1             0        1
responses        1       1             0        0
");
}

#[test]
fn generate_is_brief_and_writes_what_it_can() {
    let folder = folder("generate", &[("pets.yaml", PETS), ("clean.yaml", CLEAN)]);
    assert_snapshot!(said(&folder, "generate pets.yaml --out pets"), @r"
    exit 1
    --- stderr
    note[SW0023]: GET /pets/{petId} has no operationId; its method is named after the HTTP method and the path (pets.yaml:5:5)

    warning[SW0011]: `#/components/schemas/Pst` does not exist in this document
     --> pets.yaml:9:40
      |
    9 |           content: {application/json: {schema: {$ref: '#/components/schemas/Pst'}}}
      |                                        ^^^^^^ /paths/~1pets~1{petId}/get/responses/200/content/application~1json/schema
      |
      = help: did you mean `#/components/schemas/Pet`?

    warning[SW0024]: path parameter `petId` is not declared; it is read as a string
     --> pets.yaml:5:5
      |
    5 |     get:
      |     ^^^ /paths/~1pets~1{petId}/get
      |
      = help: declare the parameter, with `in: path`

    error[SW0010]: `5` is not a parameter and is left out
      --> pets.yaml:13:20
       |
    13 |       parameters: [5]
       |                    ^ /paths/~1pets/post/parameters/0
       |
       = help: write the item as the OpenAPI Specification defines it
       = help: as an action of an overlay:
          - target: $['paths']['/pets']['post']['parameters'][0]
            remove: true

    1 error, 2 warnings, 1 note (shown by --all); `specwright explain SW0010` explains more
    --- stdout
    pets: 72 files written, 0 removed
                 typed     raw  undocumented  skipped
    operations       1       1             0        0
    parameters       0       1             0        1
    responses        1       1             0        0
    ");
    assert!(folder.join("pets/src/lib.rs").exists());
    assert_snapshot!(said(&folder, "generate clean.yaml --out clean"), @r"
    exit 0
    --- stderr
    no findings
    --- stdout
    clean: 71 files written, 0 removed
                 typed     raw  undocumented  skipped
    operations       1       0             0        0
    responses        1       0             0        0
    ");
    assert_snapshot!(said(&folder, "generate clean.yaml --out clean"), @r"
exit 0
--- stderr
no findings
--- stdout
clean: 0 files written, 0 removed
             typed     raw  undocumented  skipped
operations       1       0             0        0
responses        1       0             0        0
");
}

#[test]
fn generate_compares_with_what_is_there() {
    let folder = folder("compare", &[("pets.yaml", CLEAN)]);
    let command = "generate pets.yaml --out pets";
    let check = "generate pets.yaml --out pets --check";
    let missing = run(&folder, check);
    assert_eq!(missing.exit, 1);
    assert!(missing.stdout.starts_with("--- /dev/null\n+++ b/pets/.specwright-files\n@@ -0,0 +1,"));
    assert!(!folder.join("pets").exists());

    assert_eq!(run(&folder, command).exit, 0);
    assert_snapshot!(said(&folder, check), @r"
exit 0
--- stderr
no findings
--- stdout
pets is up to date
");
    let client = folder.join("pets/src/client.rs");
    let text = fs::read_to_string(&client).unwrap();
    fs::write(&client, text.replacen("\n", "\n// mine\n", 1)).unwrap();
    let edited = fs::read_to_string(&client).unwrap();
    assert_snapshot!(said(&folder, check).replace(env!("CARGO_PKG_VERSION"), "VERSION"), @r"
exit 1
--- stderr
no findings
pets is not up to date: run the same without `--check`
--- stdout
--- a/pets/src/client.rs
+++ b/pets/src/client.rs
@@ -1,5 +1,4 @@
 // @generated by specwright VERSION from pets.yaml: `specwright generate ../pets.yaml --out . --name pets`.
-// mine
 
 //! The client and its builder.
 
");
    assert_eq!(fs::read_to_string(&client).unwrap(), edited);
    let summary = &objects(&folder, &format!("{check} --message-format json"))[0]["summary"];
    assert_eq!(summary["differing"], serde_json::json!(["src/client.rs"]));
    assert_eq!(summary["superfluous"], serde_json::json!([]));
    assert!(summary["diff"].as_str().unwrap().contains("\n-// mine\n"));

    // What writing would refuse is not compared.
    fs::create_dir(folder.join("other")).unwrap();
    fs::write(folder.join("other/Cargo.toml"), "[package]").unwrap();
    let other = run(&folder, "generate pets.yaml --out other --check");
    assert_eq!(other.exit, 2);
    assert!(other.stderr.contains("error: `other` cannot be compared: `Cargo.toml` exists"));
}

#[test]
fn generate_says_when_a_workspace_has_to_list_the_crate() {
    let folder = folder("member", &[("pets.yaml", CLEAN)]);
    let lies = |members: &str| {
        let manifest = format!("[workspace]\nmembers = [{members}]\nexclude = ['apart']\n");
        fs::write(folder.join("Cargo.toml"), manifest).unwrap();
        let _ = fs::remove_dir_all(folder.join("crates"));
        let note = run(&folder, "generate pets.yaml --out crates/pets").stderr;
        note.contains("note: `crates/pets` is in the workspace of `")
            && note.contains("Add \"crates/pets\" to `members` in that file")
    };
    assert!(lies("") && lies("'crates'") && lies("'*'"));
    assert!(!lies("'crates/*'") && !lies("'./crates/pets/'"));
    let apart = run(&folder, "generate pets.yaml --out apart/pets");
    // It is not in this workspace; nor must it be thought to be in that of the test.
    assert!(!apart.stderr.contains("Add \"apart/pets\""), "{}", apart.stderr);
}

#[test]
fn nothing_is_written_of_what_is_denied_or_not_there() {
    let broken = "openapi: 3.0.3\ninfo: {title: a\npaths: {}\n";
    let files = [("pets.yaml", PETS), ("clean.yaml", CLEAN), ("broken.yaml", broken)];
    let folder = folder("refuse", &files);
    assert_snapshot!(said(&folder, "generate broken.yaml --out out"), @r"
exit 1
--- stderr
error[SW0002]: `broken.yaml` cannot be parsed: while parsing a flow mapping, did not find expected ',' or '}'
 --> broken.yaml:3:6
  |
3 | paths: {}
  |      ^
  |
  = help: check this place and the line before it

1 error; `specwright explain SW0002` explains more
nothing was written: there is nothing to generate
");
    let denied = run(&folder, "generate pets.yaml --out out --deny SW0024");
    assert_eq!(denied.exit, 1);
    assert!(denied.stderr.ends_with("nothing was written: there are denied findings\n"));
    assert!(!folder.join("out").exists());
    assert_eq!(run(&folder, "generate clean.yaml --out out --deny notes").exit, 0);
    assert!(folder.join("out").exists());
}

#[test]
fn levels_of_the_command_line_and_of_the_options_file() {
    let options = "deny = ['SW0024']\nallow = ['SW0023', 'sw0011']\n";
    let folder = folder("levels", &[("api/pets.yaml", PETS), ("api/specwright.toml", options)]);
    let cases = [
        ("", "SW0024! SW0010!"),
        ("--allow SW0024", "SW0010!"),
        ("--deny SW0023 --deny sw0011", "SW0010! SW0011! SW0023! SW0024!"),
        ("--deny warnings", "SW0010! SW0024!"),
    ];
    for (arguments, expected) in cases {
        let found = objects(&folder, &format!("check api --message-format json {arguments}"));
        let mut codes: Vec<String> = found
            .iter()
            .filter(|object| object.get("code").is_some())
            .map(|object| {
                let mark = if object["severity"] == "error" { "!" } else { "" };
                format!("{}{mark}", object["code"].as_str().unwrap())
            })
            .collect();
        let mut expected: Vec<&str> = expected.split(' ').collect();
        codes.sort();
        expected.sort_unstable();
        assert_eq!(codes, expected, "{arguments}");
    }
    assert_snapshot!(said(&folder, "check api --deny SW24"), @r"
exit 2
--- stderr
error: invalid value 'SW24' for '--deny <CODE|warnings|notes>': there is no code `SW24`; did you mean `SW0024`? `specwright explain` lists all codes

For more information, try '--help'.
");
    assert_eq!(run(&folder, "check api --allow warnings").exit, 2);
}

#[test]
fn findings_for_programs() {
    let folder = folder("programs", &[("pets.yaml", PETS)]);
    assert_snapshot!(said(&folder, "check pets.yaml --message-format json"), @r#"
exit 1
--- stdout
{"code":"SW0023","severity":"note","message":"GET /pets/{petId} has no operationId; its method is named after the HTTP method and the path","file":"pets.yaml","line":5,"column":5,"pointer":"/paths/~1pets~1{petId}/get","help":"add an `operationId`","overlay":"- target: $['paths']['/pets/{petId}']['get']\n  update:\n    operationId: getPetsByPetId\n","options":null}
{"code":"SW0011","severity":"warning","message":"`#/components/schemas/Pst` does not exist in this document","file":"pets.yaml","line":9,"column":40,"pointer":"/paths/~1pets~1{petId}/get/responses/200/content/application~1json/schema","help":"did you mean `#/components/schemas/Pet`?","overlay":"- target: $['paths']['/pets/{petId}']['get']['responses']['200']['content']['application/json']['schema']\n  update:\n    $ref: '#/components/schemas/Pet'\n","options":null}
{"code":"SW0024","severity":"warning","message":"path parameter `petId` is not declared; it is read as a string","file":"pets.yaml","line":5,"column":5,"pointer":"/paths/~1pets~1{petId}/get","help":"declare the parameter, with `in: path`","overlay":"- target: $['paths']['/pets/{petId}']['get']\n  update:\n    parameters:\n    - name: petId\n      in: path\n      required: true\n      schema:\n        type: string\n","options":null}
{"code":"SW0010","severity":"error","message":"`5` is not a parameter and is left out","file":"pets.yaml","line":13,"column":20,"pointer":"/paths/~1pets/post/parameters/0","help":"write the item as the OpenAPI Specification defines it","overlay":"- target: $['paths']['/pets']['post']['parameters'][0]\n  remove: true\n","options":null}
{"summary":{"errors":1,"warnings":2,"notes":1,"coverage":{"operations":{"typed":1,"raw":1,"undocumented":0,"skipped":0},"parameters":{"typed":0,"raw":1,"undocumented":0,"skipped":1},"bodies":{"typed":0,"raw":0,"undocumented":0,"skipped":0},"responses":{"typed":1,"raw":1,"undocumented":0,"skipped":0},"schemas":{"typed":0,"raw":0,"undocumented":0,"skipped":0}}}}
"#);
    assert_snapshot!(said(&folder, "check pets.yaml --message-format github"), @r"
exit 1
--- stdout
::notice file=pets.yaml,line=5,col=5,title=SW0023%3A operation without operationId::GET /pets/{petId} has no operationId; its method is named after the HTTP method and the path%0Aat /paths/~1pets~1{petId}/get%0Ahelp: add an `operationId`
::warning file=pets.yaml,line=9,col=40,title=SW0011%3A a reference cannot be resolved::`#/components/schemas/Pst` does not exist in this document%0Aat /paths/~1pets~1{petId}/get/responses/200/content/application~1json/schema%0Ahelp: did you mean `#/components/schemas/Pet`?
::warning file=pets.yaml,line=5,col=5,title=SW0024%3A path parameter not declared::path parameter `petId` is not declared; it is read as a string%0Aat /paths/~1pets~1{petId}/get%0Ahelp: declare the parameter, with `in: path`
::error file=pets.yaml,line=13,col=20,title=SW0010%3A an item does not follow the OpenAPI structure::`5` is not a parameter and is left out%0Aat /paths/~1pets/post/parameters/0%0Ahelp: write the item as the OpenAPI Specification defines it
             typed     raw  undocumented  skipped
operations       1       1             0        0
parameters       0       1             0        1
responses        1       1             0        0
");
}

#[test]
fn many_findings_are_counted() {
    let mut text = String::from("openapi: 3.0.3\ninfo: {title: t, version: '1'}\npaths:\n");
    for index in 0..1_234 {
        let responses = "{'204': {description: None.}}";
        text.push_str(&format!("  /p{index}/{{id}}: {{get: {{responses: {responses}}}}}\n"));
    }
    let folder = folder("many", &[("api.yaml", &text)]);
    let lines = |arguments: &str| {
        let run = run(&folder, arguments);
        let lines = run.stderr.lines().filter(|line| line.contains("SW"));
        lines.map(str::to_owned).collect::<Vec<_>>()
    };
    let brief = lines("generate api.yaml --out out");
    assert_eq!(
        brief[0],
        "note[SW0023]: operation without operationId: 1,234 times, first at api.yaml:4:14"
    );
    assert_eq!(brief.len(), 1 + 5 + 2);
    let check = lines("check api.yaml");
    let rest = "… and 1,229 more SW0023 (operation without operationId); `--all` shows all";
    assert_eq!(check[5], rest);
    assert_eq!(check.len(), 2 * (5 + 1) + 1);
    assert_eq!(lines("check api.yaml --all").len(), 2 * 1_234 + 1);
}

#[test]
fn wrong_usage_and_files_that_are_not_there() {
    let files = [("clean.yaml", CLEAN), ("options.toml", "\nbse-url = 'https://a.example'\n")];
    let folder = folder("usage", &files);
    assert_snapshot!(said(&folder, "check clean.yaml --options options.toml"), @r"
exit 2
--- stderr
error[SW0050]: unknown key `bse-url`; did you mean `base-url`?
 --> options.toml:2:1
  |
2 | bse-url = 'https://a.example'
  | ^^^^^^^
  |
  = help: correct the line

1 error; `specwright explain SW0050` explains more
");
    assert_snapshot!(said(&folder, "check missing.yaml"), @r"
exit 2
--- stderr
error: there is no file or folder `missing.yaml`
");
    assert_snapshot!(said(&folder, "check https://a.example/v2/api.yaml"), @r"
exit 2
--- stderr
error: `https://a.example/v2/api.yaml` is a URL; specwright reads nothing from the network
  = help: download it and pass the file: `curl -o api.yaml -fL 'https://a.example/v2/api.yaml'`
");
    assert_snapshot!(said(&folder, "check clean.yaml --overlay missing.yaml"), @r"
exit 2
--- stderr
error: there is no file or folder `missing.yaml`
");
    for arguments in ["", "generate", "generate clean.yaml", "check", "frobnicate"] {
        assert_eq!(run(&folder, arguments).exit, 2, "{arguments}");
    }
    let blocked = run(&folder, "generate clean.yaml --out clean.yaml");
    assert_eq!(blocked.exit, 2);
    assert!(blocked.stderr.contains("error: `clean.yaml` cannot be written: "));
    assert_eq!(fs::read_to_string(folder.join("clean.yaml")).unwrap(), CLEAN);
}

#[test]
fn overlays_of_the_command_line_come_after_those_of_the_options() {
    let overlay = |id: &str| {
        format!(
            "overlay: 1.1.0\ninfo: {{title: t, version: '1'}}\nactions:\n- target: \
             $.paths['/pets'].get\n  update: {{operationId: {id}}}\n"
        )
    };
    let files = [
        ("api/clean.yaml", CLEAN),
        ("api/specwright.toml", "overlays = ['one.yaml']\n"),
        ("api/one.yaml", &overlay("one")),
        ("other.toml", "overlays = ['two.yaml']\n"),
        ("two.yaml", &overlay("two")),
        ("three.yaml", &overlay("three")),
    ];
    let folder = folder("overlays", &files);
    let id = |arguments: &str| {
        assert_eq!(run(&folder, &format!("recover {arguments} -o out.json")).exit, 0);
        let text = fs::read_to_string(folder.join("out.json")).unwrap();
        let tree: Value = serde_json::from_str(&text).unwrap();
        tree["paths"]["/pets"]["get"]["operationId"].as_str().unwrap().to_owned()
    };
    assert_eq!(id("api/clean.yaml"), "one");
    assert_eq!(id("api"), "one");
    assert_eq!(id("api --overlay two.yaml"), "two");
    assert_eq!(id("api --overlay two.yaml --overlay three.yaml"), "three");
    assert_eq!(id("api/clean.yaml --options other.toml"), "two");
}

#[test]
fn coverage_and_timings() {
    let folder = folder("coverage", &[("pets.yaml", PETS)]);
    let arguments =
        "generate pets.yaml --out out --coverage rows.json --message-format json --timings";
    let objects = objects(&folder, arguments);
    let [.., summary, timings] = objects.as_slice() else { panic!("{objects:?}") };
    assert_eq!(summary["summary"]["errors"], 1);
    assert_eq!(summary["summary"]["folder"], "out");
    assert_eq!(summary["summary"]["coverage"]["operations"]["typed"], 1);
    assert_eq!(summary["summary"]["coverage"]["operations"]["raw"], 1);
    let phases: Vec<&String> = timings["timings"].as_object().unwrap().keys().collect();
    assert_eq!(phases, ["read", "document", "lower", "plan", "emit", "write", "total"]);
    let rows: Vec<Value> =
        serde_json::from_str(&fs::read_to_string(folder.join("rows.json")).unwrap()).unwrap();
    let shown: String = rows.iter().map(|row| format!("{row}\n")).collect();
    assert_snapshot!(shown, @r#"
{"kind":"operation","pointer":"/paths/~1pets~1{petId}/get","state":"raw","reason":"`#/components/schemas/Pst` does not exist in this document"}
{"kind":"operation","pointer":"/paths/~1pets/post","state":"typed"}
{"kind":"parameter","pointer":"/paths/~1pets~1{petId}/get","state":"raw","reason":"`#/components/schemas/Pst` does not exist in this document"}
{"kind":"response","pointer":"/paths/~1pets~1{petId}/get/responses/200","state":"raw","reason":"`#/components/schemas/Pst` does not exist in this document"}
{"kind":"response","pointer":"/paths/~1pets/post/responses/204","state":"typed"}
{"kind":"parameter","pointer":"/paths/~1pets/post/parameters/0","state":"skipped","reason":"`5` is not a parameter and is left out"}
"#);
    let table = run(&folder, "check pets.yaml --timings").stderr;
    assert!(table.contains("\nlower ") && table.contains("\ntotal "), "{table}");
}

#[test]
fn explain_and_help() {
    let folder = folder("explain", &[("empty", "")]);
    let listed = run(&folder, "explain");
    let first: Vec<&str> = listed.stdout.lines().take(4).collect();
    assert_snapshot!(first.join("\n"), @r"
SW0001  error   the input cannot be read
SW0002  error   the input is not well-formed
SW0003  error   the document is of a kind that is not supported
SW0004  warning a key occurs twice
");
    assert_snapshot!(said(&folder, "explain sw0024"), @r"
exit 0
--- stdout
SW0024 (warning): path parameter not declared

The path template names a parameter that the operation does not declare. It is read
as a required string, so that the operation can be called.

Example:

    /pets/{petId}:
      get: {operationId: getPet}

becomes

    /pets/{petId}:
      get:
        operationId: getPet
        parameters:
          - {name: petId, in: path, required: true, schema: {type: integer}}

What to do: declare the parameter, with `in: path`. If it is declared, check that it
is spelled as in the template: names are compared exactly.
");
    assert_snapshot!(said(&folder, "explain SW24"), @r"
exit 2
--- stderr
error: invalid value 'SW24' for '[CODE]': there is no code `SW24`; did you mean `SW0024`? `specwright explain` lists all codes

For more information, try '--help'.
");
    assert_snapshot!(said(&folder, "--help"), @r"
    exit 0
    --- stdout
    Generates a Rust client crate from an OpenAPI document (2.0, 3.0, 3.1, 3.2) or from documentation
    pages.

    The description is one or more files, or a folder: YAML, JSON, saved HTML pages, Markdown. Nothing
    is ever read from the network. A finding, with a place and a code such as SW0011, names each item
    that cannot be typed or generated; everything else is generated.

    Usage: specwright <COMMAND>

    Commands:
      generate  Write a crate with a client
      check     Show all findings about a description, with their fixes; write no crate
      diff      Report what changes for the users of a client when its description changes
      recover   Write the OpenAPI document that pages contain, or bundle several files into one document
      init      Set up a repository: folder `specs/`, crate `generated`, task `cargo xtask generate`
      lock      Change the file that remembers the names of generated items
      explain   Explain a code of findings, or list all codes
      help      Print this message or the help of the given subcommand(s)

    Options:
      -h, --help
              Print help (see a summary with '-h')

      -V, --version
              Print version

    Examples:
      specwright generate openapi.yaml --out my-client    write the crate `my-client`
      specwright check openapi.yaml                       see what is wrong with the document
      specwright diff old.yaml new.yaml                   see what changes for the users of the client
      specwright recover docs/ -o openapi.yaml            write the document that saved pages contain
      specwright init                                     set up a repository that generates a crate

    Exit codes:
      0  done
      1  errors or denied findings: something, or all, is not generated; or `--check` found changes
      2  wrong usage, or a file that cannot be read or written
    ");
    for command in ["generate", "check", "diff", "recover", "init", "explain"] {
        let help = run(&folder, &format!("{command} --help"));
        assert_eq!(help.exit, 0);
        assert!(help.stdout.contains("\nExamples:\n"), "{command}");
        assert!(help.stdout.lines().all(|line| line.chars().count() <= 100), "{command}");
    }
}
