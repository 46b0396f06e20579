//! The step that the report demands, beside what cargo-semver-checks finds in the generated crates.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

#[path = "semver/edits.rs"]
mod edits;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use edits::{EDITS, Edit};
use specwright::changes::{Changes, Step};
use specwright::{Generated, stand_alone};
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

/// Path of the JSON that rustdoc writes about a crate.
fn rustdoc(folder: &Path) -> PathBuf {
    let target = scratch().join("target");
    let json = folder.join("rustdoc.json");
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
    let baseline = rustdoc(&folder);
    let mut wrong = Vec::new();
    for edit in EDITS {
        let generated = generate(edited(edit));
        // All crates are in one folder, so that what has not changed is not compiled again.
        specwright::write::write(&stand_alone(&generated).unwrap(), &folder).unwrap();
        let current = rustdoc(&folder);
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
