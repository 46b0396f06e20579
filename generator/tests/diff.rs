//! `specwright diff`, `generate --base`, and the comparison of repositories.

#![allow(clippy::unwrap_used, reason = "helpers of tests")]

mod command;

use std::fs;

use command::{CLEAN, PETS, folder, run, said};
use insta::assert_snapshot;
use serde_json::Value;
use specwright::changes::{Level, Step};
use specwright::repository::{Mode, Repository};

/// The clean document with one operation more.
fn extended() -> String {
    CLEAN.replace(
        "paths: {",
        "paths: {'/pets/{id}': {get: {operationId: getPet, parameters: [{name: id, in: path, required: true, schema: {type: string}}], responses: {'204': {description: None.}}}}, ",
    )
}

#[test]
fn a_report_on_standard_output() {
    let folder = folder("diff_stdout", &[("old.yaml", CLEAN), ("new.yaml", &extended())]);
    assert_snapshot!(said(&folder, "diff old.yaml new.yaml"), @r"
    exit 0
    --- stdout
    minor: 1 addition

    Additions
      operation `get_pet`  [new.yaml:3:24]
        Rust  added `Client::get_pet(id: &str)`
        wire  `GET /pets/{id}`
    ");
    assert_snapshot!(said(&folder, "diff new.yaml old.yaml --format markdown --deny breaking"), @r"
    exit 1
    --- stdout
    **major**: 1 breaking change

    ### Breaking

    | Item | Rust API | Wire | Place |
    |---|---|---|---|
    | operation `get_pet` | removed `Client::get_pet` | `GET /pets/{id}` | was new.yaml:3:24 |
    ");
    assert_snapshot!(said(&folder, "diff old.yaml old.yaml --deny breaking --deny additions --deny wire"), @r"
    exit 0
    --- stdout
    none: the generated API is the same
    ");
    assert_eq!(run(&folder, "diff old.yaml new.yaml --deny breaking").exit, 0);
    assert_eq!(run(&folder, "diff old.yaml new.yaml --deny additions").exit, 1);
    assert_eq!(run(&folder, "diff old.yaml").exit, 2);
    assert_eq!(run(&folder, "diff old.yaml absent.yaml").exit, 2);
}

#[test]
fn a_report_in_a_file_and_versions_of_the_options() {
    let version = |version: &str| format!("[package]\nversion = \"{version}\"\n");
    let files = [
        ("old.yaml", CLEAN),
        ("new.yaml", &extended()),
        ("old.toml", &version("0.2.0")),
        ("same.toml", &version("0.2.0")),
        ("new.toml", &version("0.2.1")),
    ];
    let folder = folder("diff_file", &files);
    let diff = "diff old.yaml new.yaml --old-options old.toml --deny version";
    let enough = run(&folder, &format!("{diff} --options new.toml --output report.json"));
    assert_eq!((enough.exit, enough.stdout.as_str()), (0, ""));
    let report: Value =
        serde_json::from_str(&fs::read_to_string(folder.join("report.json")).unwrap()).unwrap();
    assert_eq!(report["step"], "minor");
    assert_eq!(report["required_version"], "0.2.1");
    assert_eq!(report["changes"][0]["rust"][0]["effect"], "added");
    assert_eq!(report["changes"][0]["new"]["line"], 3);
    let behind = run(&folder, &format!("{diff} --options same.toml"));
    assert_eq!(behind.exit, 1);
    let first: Vec<&str> = behind.stdout.lines().take(2).collect();
    assert_eq!(
        first,
        [
            "minor (0.2.0 → 0.2.1): 1 addition",
            "warning: `package.version` is 0.2.0: the changes require 0.2.1",
        ]
    );
}

#[test]
fn errors_of_a_description_are_shown_and_the_rest_is_compared() {
    let folder =
        folder("diff_errors", &[("old.yaml", CLEAN), ("new.yaml", PETS), ("no.yaml", "[]")]);
    let with_errors = run(&folder, "diff old.yaml new.yaml");
    assert_eq!(with_errors.exit, 1);
    assert!(with_errors.stderr.starts_with("errors in new.yaml:\n"), "{}", with_errors.stderr);
    assert!(with_errors.stdout.starts_with("major: "), "{}", with_errors.stdout);
    let nothing = run(&folder, "diff old.yaml no.yaml");
    assert_eq!((nothing.exit, nothing.stdout.as_str()), (1, ""));
    assert!(nothing.stderr.ends_with("nothing can be generated from one of the descriptions\n"));
}

#[test]
fn generating_compares_with_a_base() {
    let folder = folder("diff_base", &[("old.yaml", CLEAN), ("new.yaml", &extended())]);
    let written = run(&folder, "generate new.yaml --out pets --base old.yaml --report report.md");
    assert_eq!(written.exit, 0, "{}", written.stderr);
    assert!(written.stderr.contains("minor: 1 addition\n"), "{}", written.stderr);
    let report = fs::read_to_string(folder.join("report.md")).unwrap();
    assert!(report.starts_with("**minor**: 1 addition\n"), "{report}");
    let checked = run(&folder, "generate new.yaml --out pets --base old.yaml --check");
    assert_eq!(checked.exit, 0, "{}", checked.stdout);
    assert!(checked.stdout.contains("operation `get_pet`"), "{}", checked.stdout);
    assert_eq!(run(&folder, "generate new.yaml --out pets --report report.md").exit, 2);
}

#[test]
fn a_repository_is_compared_with_another_checkout() {
    let folder = folder(
        "diff_repository",
        &[
            ("base/specs/pets/openapi.yaml", CLEAN),
            ("base/specs/same/openapi.yaml", CLEAN),
            ("base/specs/old/openapi.yaml", CLEAN),
            ("work/specs/pets/openapi.yaml", &extended()),
            ("work/specs/same/openapi.yaml", CLEAN),
            ("work/specs/new/openapi.yaml", CLEAN),
        ],
    );
    let repository = Repository::new(folder.join("work")).compared_with(Some(folder.join("base")));
    let report = repository.generate(Mode::Write);
    assert_eq!(report.result, Ok(()));
    let found: Vec<_> =
        report.changes.iter().map(|(api, changes)| (api.as_str(), changes.step())).collect();
    assert_eq!(found, [("pets", Some(Step::Minor)), ("same", None)]);
    assert_eq!(report.changes[0].1.count(Level::Addition), 1);
    let said: Vec<&str> = report.findings.lines().filter(|line| line.contains("specs/")).collect();
    assert_eq!(
        said[..2],
        [
            "note: specs/new is new: there is nothing to compare it with",
            "warning: specs/old is gone, and its module with it: a breaking change"
        ]
    );
    assert!(Repository::new(folder.join("work")).generate(Mode::Check).changes.is_empty());
}
