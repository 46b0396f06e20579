//! Real descriptions, through rustdoc itself.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::Value;

use super::super::{first_sentence, rustdoc};
use super::assert_safe;
use crate::tests::shared;

/// All descriptions, summaries and titles below a folder, each once.
fn texts(folder: &Path) -> BTreeSet<String> {
    let mut texts = BTreeSet::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
            if entry.is_dir() {
                folders.push(entry);
                continue;
            }
            let Ok(text) = fs::read_to_string(&entry) else { continue };
            let tree = serde_json::from_str(&text).or_else(|_| serde_yaml::from_str(&text));
            collect(&tree.unwrap_or(Value::Null), &mut texts);
        }
    }
    texts
}

fn collect(node: &Value, texts: &mut BTreeSet<String>) {
    match node {
        Value::Object(map) => {
            for (key, child) in map {
                match child {
                    Value::String(text)
                        if matches!(key.as_str(), "description" | "summary" | "title") =>
                    {
                        texts.insert(text.clone());
                    }
                    child => collect(child, texts),
                }
            }
        }
        Value::Array(list) => list.iter().for_each(|child| collect(child, texts)),
        _ => {}
    }
}

#[test]
#[ignore = "reads ../shared, which is no part of the repository"]
fn real_descriptions_are_safe_and_stable() {
    let shared = shared();
    let mut texts = texts(&shared.join("corpus/dev"));
    texts.extend(self::texts(&shared.join("pages/specs")));
    let mut unstable = 0;
    for text in &texts {
        let once = assert_safe(text);
        assert!(!first_sentence(text).contains('\n'));
        let twice = rustdoc(&once);
        if once != twice && text.len() < 20_000 {
            unstable += 1;
            println!("{text:?}\n  {once:?}\n  {twice:?}");
        }
    }
    assert!(unstable * 1000 < texts.len(), "{unstable} of {}", texts.len());
}

/// Minutes of work, hence by hand: `cargo test -p specwright -- --ignored rustdoc_has`.
#[test]
#[ignore = "reads ../shared, which is no part of the repository, and takes minutes"]
fn rustdoc_has_nothing_to_say() {
    let shared = shared();
    let mut texts = texts(&shared.join("corpus/dev"));
    texts.extend(self::texts(&shared.join("pages/specs")));
    let folder = std::env::temp_dir().join("specwright_descriptions");
    fs::create_dir_all(folder.join("src")).unwrap();
    let manifest = "[package]\nname = \"descriptions\"\nversion = \"0.1.0\"\nedition = \"2024\"\n[workspace]\n";
    fs::write(folder.join("Cargo.toml"), manifest).unwrap();
    let mut source = String::from("//! Descriptions.\n");
    for (at, text) in texts.iter().enumerate() {
        let first = first_sentence(text);
        source.push_str(&format!("\n/// - `x`: {first}\n///\n"));
        for line in rustdoc(text).lines() {
            source.push_str(format!("/// {line}").trim_end());
            source.push('\n');
        }
        source.push_str(&format!("pub struct S{at};\n"));
    }
    fs::write(folder.join("src/lib.rs"), source).unwrap();
    let cargo = |arguments: &[&str]| {
        let output = Command::new(env!("CARGO"))
            .args(arguments)
            .current_dir(&folder)
            .env("RUSTDOCFLAGS", "-D warnings -D rustdoc::all")
            .env_remove("CARGO_TARGET_DIR")
            .output()
            .unwrap();
        let text = String::from_utf8_lossy(&output.stderr).into_owned()
            + &String::from_utf8_lossy(&output.stdout);
        assert!(output.status.success(), "{}", text.chars().take(6000).collect::<String>());
        text
    };
    cargo(&["doc", "--offline"]);
    cargo(&["clippy", "--offline", "--", "-D", "warnings"]);
    let tested = cargo(&["test", "--doc", "--offline"]);
    assert!(tested.contains("running 0 tests"), "{tested}");
    println!("{} descriptions", texts.len());
}
