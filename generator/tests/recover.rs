//! `specwright recover`: the documents that it writes, and the input that it leaves alone.

#![allow(clippy::unwrap_used, reason = "helpers of tests")]

#[allow(dead_code, reason = "not every file of tests needs all helpers")]
mod command;

use std::fs;

use command::{CLEAN, folder, run, said};
use insta::assert_snapshot;
use serde_json::Value;

#[test]
fn recover_writes_documents_and_no_input() {
    let page = |title: &str| {
        let document = CLEAN.replace("title: Pets", &format!("title: {title}"));
        let tree: Value = serde_yaml::from_str(&document).unwrap();
        format!("<html><script>const spec = {tree};</script></html>\n")
    };
    let parts = "openapi: 3.0.3\ninfo: {title: t, version: '1'}\npaths:\n  /a: {get: {operationId: a, \
                 responses: {'200': {description: d, content: {application/json: {schema: {$ref: \
                 'pet.yaml'}}}}}}}\n";
    let files = [
        ("one.html", page("Pets")),
        ("two/a.html", page("Cats")),
        ("two/b.html", page("Dogs")),
        ("parts/api.yaml", parts.to_owned()),
        ("parts/pet.yaml", "type: object\n".to_owned()),
        ("empty.html", "<html>nothing</html>\n".to_owned()),
    ];
    let files: Vec<(&str, &str)> =
        files.iter().map(|(name, text)| (*name, text.as_str())).collect();
    let folder = folder("recover", &files);
    let written = |name: &str| fs::read_to_string(folder.join(name)).unwrap();

    assert_snapshot!(said(&folder, "recover one.html -o one.yaml"), @r"
exit 0
--- stderr
no findings
--- stdout
one.yaml written
");
    assert_snapshot!(written("one.yaml"), @r"
openapi: 3.0.3
info:
  title: Pets
  version: '1'
paths:
  /pets:
    get:
      operationId: listPets
      responses:
        '204':
          description: None.
");
    assert_eq!(run(&folder, "recover one.html -o one.JSON").exit, 0);
    let tree: Value = serde_json::from_str(&written("one.JSON")).unwrap();
    assert_eq!(tree, serde_yaml::from_str::<Value>(&written("one.yaml")).unwrap());

    assert_snapshot!(said(&folder, "recover parts/api.yaml -o bundle.yaml"), @r"
exit 0
--- stderr
no findings
--- stdout
bundle.yaml written
");
    assert_snapshot!(written("bundle.yaml"), @r"
openapi: 3.0.3
info:
  title: t
  version: '1'
paths:
  /a:
    get:
      operationId: a
      responses:
        '200':
          description: d
          content:
            application/json:
              schema:
                $ref: '#/components/schemas/pet'
components:
  schemas:
    pet:
      type: object
");

    assert_snapshot!(said(&folder, "recover two -o two.yaml"), @r#"
exit 1
--- stderr
error[SW0090]: there are 2 documents: `Cats`, `Dogs`
 --> two/a.html:1:28
  |
1 | <html><script>const spec = {"openapi":"3.0.3","info":{"title":"Cats","version":"1"},"paths":{"/pe…
  |                            ^^^^^^^^^^
  |
  = help: choose one with `--document NAME`

1 error; `specwright explain SW0090` explains more
nothing was written: there is no document
"#);
    assert!(!folder.join("two.yaml").exists());
    assert_eq!(run(&folder, "recover two -o two.yaml --document dogs").exit, 0);
    assert!(written("two.yaml").contains("title: Dogs"));

    assert_snapshot!(said(&folder, "recover parts/api.yaml -o parts/../parts/pet.yaml"), @r"
exit 2
--- stderr
error: parts/../parts/pet.yaml is part of the input and is not overwritten; name another file with --output
");
    assert_eq!(written("parts/pet.yaml"), "type: object\n");
    assert_eq!(run(&folder, "recover empty.html -o empty.yaml").exit, 1);
    assert!(!folder.join("empty.yaml").exists());
    assert_eq!(run(&folder, "recover one.html -o missing/one.yaml").exit, 2);
    let leftover = fs::read_dir(&folder).unwrap().filter_map(Result::ok);
    assert!(
        leftover.into_iter().all(|entry| !entry.file_name().to_string_lossy().ends_with(".new"))
    );
}

#[test]
fn what_is_recovered_reads_the_same() {
    let odd = "a\\u2028b\\u2029 \\u0085\\u0000 'c' \\\"d\\\" : #\\n  e\\n\\n";
    let texts = ["yes", "1e3", "0o7", "~", "2020-01-01", " x ", "=", "", "- a", "{b}", odd];
    let tags: Vec<String> = texts.iter().map(|text| format!("\"{text}\"")).collect();
    let head =
        "\"openapi\": \"3.0.3\", \"info\": {\"title\": \"t\", \"version\": \"1\"}, \"paths\": {}";
    let text = format!("{{{head}, \"x-texts\": [{}, 1e400, 0.1, -0]}}", tags.join(", "));
    let plain = text.replace("\\u2028", "").replace("\\u2029", "");
    let folder = folder("same", &[("odd.json", &text), ("plain.json", &plain)]);
    for name in ["odd", "plain"] {
        for arguments in [
            format!("recover {name}.json -o {name}.yaml"),
            format!("recover {name}.json -o one-{name}.json"),
            format!("recover {name}.yaml -o two-{name}.json"),
        ] {
            assert_eq!(run(&folder, &arguments).exit, 0, "{arguments}");
        }
        let read = |name: String| fs::read_to_string(folder.join(name)).unwrap();
        assert_eq!(read(format!("one-{name}.json")), read(format!("two-{name}.json")));
    }
    assert!(fs::read_to_string(folder.join("plain.yaml")).unwrap().starts_with("openapi: "));
}
