//! The step that the report demands, beside what cargo-semver-checks finds in the generated crates, and its wire column
//! beside what their clients send and read.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

#[path = "semver/edits.rs"]
mod edits;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use edits::{EDITS, Edit};
use specwright::changes::{Changes, Level, Step};
use specwright::render::ReportFormat;
use specwright::{Generated, stand_alone};
use specwright_tests::cargo::Project;
use specwright_tests::fixtures::{of_text, root};

const BASE: &str = include_str!("semver/base.yaml");

fn generate(text: String) -> Generated {
    let generated = specwright::generate(of_text("shop", text), None);
    assert!(!generated.diagnostics.has_errors(), "{:#?}", generated.diagnostics.list);
    generated
}

/// The base with the replacements of an edit.
fn edited(edit: &Edit) -> String {
    edit.replace.iter().fold(BASE.to_owned(), |text, (old, new)| {
        assert_eq!(text.matches(old).count(), 1, "{}: {old}", edit.name);
        text.replacen(old, new, 1)
    })
}

fn changes(old: &Generated, edit: &Edit) -> Changes {
    specwright::diff(old, &generate(edited(edit))).unwrap()
}

#[test]
fn every_edit_requires_its_step() {
    let base = generate(BASE.to_owned());
    let mut wrong = Vec::new();
    for edit in EDITS {
        let found = changes(&base, edit);
        if found.step() != edit.step {
            let shown = specwright::render::changes_terminal(&found);
            wrong.push(format!("{} should be {:?}:\n{shown}", edit.name, edit.step));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert_eq!(specwright::diff(&base, &generate(BASE.to_owned())), Some(Changes::default()));
}

/// The reverse of an edit breaks what the edit added.
#[test]
fn the_reverse_of_an_addition_breaks() {
    let base = generate(BASE.to_owned());
    for edit in EDITS.iter().filter(|edit| edit.step == Some(Step::Minor)) {
        let reverse = specwright::diff(&generate(edited(edit)), &base).unwrap();
        // What is no longer deprecated breaks nobody.
        let expected = if edit.name.contains("deprecated") { None } else { Some(Step::Major) };
        assert_eq!(reverse.step(), expected, "{}", edit.name);
    }
}

/// A report with changes of every level, in every format.
#[test]
fn a_report_reads_as_it_did() {
    const NAMES: &[&str] = &[
        "response_member_type",
        "response_member_optional",
        "request_member_required",
        "request_value_added",
        "response_value_removed",
        "operation_added",
        "operation_deprecated",
        "operation_removed",
        "parameter_becomes_optional",
        "parameter_style",
        "media_type",
        "response_status_added",
        "base_url",
    ];
    let replaced = EDITS.iter().filter(|edit| NAMES.contains(&edit.name));
    // Of edits of the same line, both are made.
    let text = replaced
        .flat_map(|edit| edit.replace)
        .fold(BASE.to_owned(), |text, (old, new)| text.replacen(old, new, 1));
    let changes = specwright::diff(&generate(BASE.to_owned()), &generate(text)).unwrap();
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("snapshots");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| {
        for (name, format) in [
            ("changes_terminal", ReportFormat::Terminal),
            ("changes_markdown", ReportFormat::Markdown),
            ("changes_json", ReportFormat::Json),
        ] {
            insta::assert_snapshot!(name, format.render(&changes));
        }
    });
}

/// Folder of the crates: below the one that Cargo gives tests.
fn scratch() -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join("semver")
}

/// Writes the crate of an edit without its examples, as the package `name` of a workspace.
fn write(generated: &Generated, name: &str) -> PathBuf {
    let folder = scratch().join(name);
    drop(fs::remove_dir_all(&folder));
    specwright::write::write(&stand_alone(generated).unwrap(), &folder).unwrap();
    folder
}

/// Path of the JSON that rustdoc writes about the crate in a folder.
fn rustdoc(folder: &Path, name: &str) -> PathBuf {
    let target = scratch().join("target");
    let json = scratch().join(format!("{name}.json"));
    let output = Command::new(env!("CARGO"))
        // Without a transport there is little to compile, and the API is the same.
        .args(["rustdoc", "--offline", "--lib", "--no-default-features"])
        .args(["--", "-Zunstable-options", "--document-hidden-items", "--output-format=json"])
        .arg("--cap-lints=allow")
        .current_dir(folder)
        .env("CARGO_TARGET_DIR", &target)
        .env("RUSTC_BOOTSTRAP", "1")
        .env_remove("CARGO_ENCODED_RUSTFLAGS")
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    fs::rename(target.join("doc/shop.json"), &json).unwrap();
    json
}

/// What cargo-semver-checks demands: the greatest step of the lints that found something.
fn verdict(baseline: &Path, current: &Path, folder: &Path) -> (Option<Step>, Vec<String>) {
    let output = Command::new("cargo-semver-checks")
        .args(["semver-checks", "--color=never", "--release-type=patch"])
        .arg("--baseline-rustdoc")
        .arg(baseline)
        .arg("--current-rustdoc")
        .arg(current)
        .current_dir(folder)
        .output()
        .unwrap();
    let text = String::from_utf8_lossy(&output.stdout).into_owned()
        + &String::from_utf8_lossy(&output.stderr);
    let lints: Vec<String> = text
        .lines()
        .filter_map(|line| line.strip_prefix("--- failure ")?.split(':').next())
        .map(str::to_owned)
        .collect();
    let step = if text.contains("new major version") {
        Some(Step::Major)
    } else if text.contains("new minor version") {
        Some(Step::Minor)
    } else {
        assert!(text.contains("no semver update required"), "{text}");
        None
    };
    (step, lints)
}

#[test]
#[ignore = "runs cargo-semver-checks on the crate of every edit, which takes minutes"]
fn cargo_semver_checks_agrees() {
    let base = generate(BASE.to_owned());
    let folder = write(&base, "base");
    let manifest = fs::read_to_string(folder.join("Cargo.toml")).unwrap();
    fs::write(folder.join("Cargo.toml"), format!("{manifest}\n[workspace]\n")).unwrap();
    fs::copy(root().join("Cargo.lock"), folder.join("Cargo.lock")).unwrap();
    let baseline = rustdoc(&folder, "baseline");
    let mut wrong = Vec::new();
    for edit in EDITS {
        let generated = generate(edited(edit));
        // All crates are in one folder, so that what has not changed is not compiled again.
        specwright::write::write(&stand_alone(&generated).unwrap(), &folder).unwrap();
        let current = rustdoc(&folder, "current");
        let (theirs, lints) = verdict(&baseline, &current, &folder);
        let ours = edit.step;
        let agrees = match edit.unseen {
            None => theirs == ours,
            Some(_) => theirs < ours,
        };
        println!("{:32} {ours:?} {theirs:?} {:?} {lints:?}", edit.name, edit.unseen);
        if !agrees {
            wrong.push(format!("{}: {ours:?}, but {theirs:?} by {lints:?}", edit.name));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(EDITS.len() >= 40);
}

/// Edits that leave the Rust API as it is: a client sends or reads something else if, and only if, the report says so.
#[test]
fn the_wire_column_is_what_clients_send_and_read() {
    let is_same_api = |edit: &&Edit| matches!(edit.step, None | Some(Step::Patch));
    let edits: Vec<&Edit> = EDITS.iter().filter(is_same_api).collect();
    let mut texts = vec![("base", BASE.to_owned())];
    texts.extend(edits.iter().map(|edit| (edit.name, edited(edit))));
    let modules: Vec<&str> = texts.iter().map(|(name, _)| *name).collect();
    let generated = texts
        .iter()
        .map(|(name, text)| specwright::generate(of_text(name, text.clone()), Some("generated")));
    let package = specwright::together("generated", generated.collect(), "cargo test");
    let project = Project::new(Path::new(env!("CARGO_TARGET_TMPDIR")), "exchanges", &package);
    let test = include_str!("semver/exchanges.rs");
    project
        .add("tests/exchanges.rs", &test.replace("(MODULES)", &format!("({})", modules.join(" "))));
    let features = modules.join(",");
    let output = project.output(&[
        "test",
        "--no-default-features",
        "--features",
        &features,
        "--test",
        "exchanges",
        "--",
        "--nocapture",
    ]);
    let exchange = |module: &str| {
        let start = format!("EXCHANGE {module} ");
        let line = output.lines().find_map(|line| line.strip_prefix(&start));
        line.unwrap_or_else(|| panic!("{module} is not in {output}")).to_owned()
    };
    let old = generate(BASE.to_owned());
    let base = exchange("base");
    for edit in edits {
        let says_so = changes(&old, edit).count(Level::Wire) > 0;
        assert_eq!(exchange(edit.name) != base, says_so, "{}", edit.name);
    }
}
