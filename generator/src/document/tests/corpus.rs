//! Real documents and those of other tools' tests, which are no part of the repository.

use std::path::{Path, PathBuf};

use super::origins;
use crate::diagnostics::{Diagnostics, Origin};
use crate::document::{Tree, document};
use crate::read;

/// The folder of documents.
fn corpus() -> PathBuf {
    let beside = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared");
    let shared = std::env::var_os("SPECWRIGHT_SHARED").map_or_else(beside, PathBuf::from);
    shared.join("corpus")
}

/// Every small document that is valid, or whose meaning is clear, is typed with nothing left out.
#[test]
#[ignore = "reads ../shared, which is no part of the repository"]
fn documents_are_typed_as_a_whole() {
    let corpus = corpus();
    let list = std::fs::read_to_string(corpus.join("validity.json")).unwrap();
    let list: serde_json::Map<String, serde_json::Value> = serde_json::from_str(&list).unwrap();
    let mut wrong = Vec::new();
    for (name, owed) in &list {
        let text = std::fs::read(corpus.join(name)).unwrap();
        if owed["verdict"] == "may_reject" || text.len() > 300_000 {
            continue;
        }
        let mut diagnostics = Diagnostics::default();
        let source = read::Source::from_bytes(name, text);
        source.report(0, &mut diagnostics);
        let Some(tree) = source.tree().cloned() else { continue };
        let options = (&crate::Options::default(), &Origin::default());
        let typed = document(Tree::new(tree), options, &mut diagnostics);
        let left_out =
            diagnostics.list.iter().find(|d| ["SW0003", "SW0010"].contains(&d.code().id()));
        if typed.is_none() || left_out.is_some() {
            wrong.push((name, left_out.map(|d| d.message().clone())));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// Every node of every document comes from the place that its origin names.
#[test]
#[ignore = "reads ../shared, which is no part of the repository"]
fn origins_hold_what_comes_from_them() {
    let mut folders = vec![corpus().join("dev")];
    let mut checked = 0;
    let mut wrong = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let found = origins::of_file(&path);
                checked += usize::from(found.nodes > 0);
                wrong.extend(found.wrong.into_iter().map(|wrong| format!("{path:?}: {wrong}")));
            }
        }
    }
    let shown = wrong.iter().take(40).cloned().collect::<Vec<_>>().join("\n");
    assert!(wrong.is_empty(), "{} nodes:\n{shown}", wrong.len());
    assert!(checked > 100, "{checked}");
}
