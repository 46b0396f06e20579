//! Every code of findings is raised by the input in `tests/codes/<code>/`.

#![allow(clippy::panic, clippy::unwrap_used, reason = "a test fails by panicking")]

use std::fs;

use specwright::diagnostics::{Code, Diagnostics};
use specwright::inputs::{Files, InputError};
use specwright::render::{Presentation, render};
use specwright::{Input, generate};
use specwright_tests::fixtures::root;

/// What is found in the folder of a code, and how it is shown.
fn found(code: Code) -> (Diagnostics, String) {
    let folder = root().join("tests/codes").join(code.id());
    // An options file beside one of several documents is for none of them.
    let path = if code == Code::SW0056 { folder.join("openapi.yaml") } else { folder.clone() };
    let mut files = Files::new([path]);
    files.base = folder;
    let (diagnostics, sources) = match Input::read("api", &files) {
        Ok(input) => {
            let generated = generate(input, Some("clients"));
            (generated.diagnostics, generated.sources)
        }
        Err(InputError::Options { source, problem }) => (problem.diagnostics(), vec![*source]),
        Err(error) => panic!("{code}: {error}"),
    };
    let mut only = diagnostics.clone();
    only.list.retain(|found| found.code() == code);
    let how = Presentation { fixes: true, ..Presentation::default() };
    let shown = render(&only, &sources, how);
    (diagnostics, shown)
}

#[test]
fn every_code_is_raised_by_an_input() {
    let mut shown = String::new();
    let mut missing = Vec::new();
    for code in Code::ALL {
        let (diagnostics, text) = found(*code);
        if text.is_empty() {
            let others: Vec<String> = diagnostics
                .list
                .iter()
                .map(|found| format!("{} {}", found.code(), found.message()))
                .collect();
            missing.push(format!("{code} is not found; {others:?} are"));
        }
        shown.push_str(&text);
    }
    assert!(missing.is_empty(), "{}", missing.join("\n"));
    insta::with_settings!({ snapshot_path => root().join("tests/snapshots"), prepend_module_to_snapshot => false, omit_expression => true }, {
        insta::assert_snapshot!("codes", shown);
    });
}

#[test]
fn every_input_is_of_a_code() {
    let folders = fs::read_dir(root().join("tests/codes")).unwrap();
    let mut folders: Vec<String> =
        folders.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    folders.sort();
    let codes: Vec<&str> = Code::ALL.iter().map(|code| code.id()).collect();
    assert_eq!(folders, codes);
}
