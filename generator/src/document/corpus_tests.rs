//! Real documents and those of other tools' tests, which are no part of the repository.

use super::{Origins, document};
use crate::diagnostics::Diagnostics;
use crate::read;
use crate::tests::shared;

/// Every small document that is valid, or whose meaning is clear, is typed with nothing left out.
#[test]
#[ignore = "reads ../shared, which is no part of the repository"]
fn documents_are_typed_as_a_whole() {
    let corpus = shared().join("corpus");
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
        let Some(tree) = read::parse(source, 0, &mut diagnostics) else { continue };
        let options = (&crate::Options::default(), &crate::diagnostics::Origin::default());
        let typed = document(tree, options, &mut Origins::default(), &mut diagnostics);
        let left_out = diagnostics.list.iter().find(|d| ["SW0003", "SW0010"].contains(&d.code.id));
        if typed.is_none() || left_out.is_some() {
            wrong.push((name, left_out.map(|d| d.message.clone())));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}
