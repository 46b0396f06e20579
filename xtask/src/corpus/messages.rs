//! Cargo's messages, by crate.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::generate::KEPT;
use super::scoreboard::{Check, RustcMessage};

#[derive(Deserialize)]
#[serde(tag = "reason", rename_all = "kebab-case")]
enum Line {
    CompilerMessage {
        package_id: String,
        message: Message,
    },
    CompilerArtifact {
        package_id: String,
    },
    BuildFinished {},
    #[serde(other)]
    Other,
}

#[derive(Deserialize)]
struct Message {
    level: String,
    message: String,
    code: Option<Code>,
    #[serde(default)]
    spans: Vec<Span>,
}

#[derive(Deserialize)]
struct Code {
    code: String,
}

#[derive(Deserialize)]
struct Span {
    file_name: String,
    line_start: usize,
    is_primary: bool,
    expansion: Option<Box<Expansion>>,
}

#[derive(Deserialize)]
struct Expansion {
    span: Span,
}

/// What a run of Cargo says.
#[derive(Debug, Default, PartialEq)]
pub struct Attributed {
    /// The crates that were compiled or tried, by name of their folder.
    pub crates: BTreeMap<String, Check>,
    /// Whether it came to compiling at all: not when a manifest is wrong.
    pub finished: bool,
}

/// Reads the lines of `cargo check --message-format json`.
pub fn attribute(stdout: &str) -> Attributed {
    let mut found = Attributed::default();
    for line in stdout.lines() {
        match serde_json::from_str(line) {
            Ok(Line::CompilerMessage { package_id, message }) => {
                if let Some(folder) = folder(&package_id) {
                    add(found.crates.entry(folder.to_owned()).or_default(), message);
                }
            }
            Ok(Line::CompilerArtifact { package_id }) => {
                if let Some(folder) = folder(&package_id) {
                    found.crates.entry(folder.to_owned()).or_default().compiles = true;
                }
            }
            Ok(Line::BuildFinished {}) => found.finished = true,
            Ok(Line::Other) | Err(_) => {}
        }
    }
    found
}

/// The folder of a package of the disk: `c` of `path+file:///a/b/c#0.1.0` and of `…/c#name@0.1.0`.
fn folder(package_id: &str) -> Option<&str> {
    let path = package_id.strip_prefix("path+file://")?;
    let path = path.split_once('#').map_or(path, |(path, _)| path);
    path.rsplit('/').next().filter(|name| !name.is_empty())
}

fn add(check: &mut Check, message: Message) {
    // The compiler's own count at the end has no place and no code.
    if message.spans.is_empty() && message.code.is_none() && is_tally(&message.message) {
        return;
    }
    let (count, kept) = match message.level.as_str() {
        "error" | "error: internal compiler error" => (&mut check.error_count, &mut check.errors),
        "warning" => (&mut check.warning_count, &mut check.warnings),
        _ => return,
    };
    *count += 1;
    if kept.len() < KEPT {
        let place = message.spans.into_iter().find(|span| span.is_primary).map(|span| {
            let span = outermost(span);
            format!("{}:{}", below_crate(&span.file_name), span.line_start)
        });
        let code = message.code.map(|code| code.code);
        kept.push(RustcMessage { code, message: message.message, place });
    }
}

fn is_tally(message: &str) -> bool {
    message.starts_with("aborting due to")
        || message.ends_with("warning emitted")
        || message.ends_with("warnings emitted")
}

/// Where a macro is called, for what is wrong inside the macro.
fn outermost(mut span: Span) -> Span {
    while let Some(expansion) = span.expansion.take() {
        span = expansion.span;
    }
    span
}

fn below_crate(file: &str) -> &str {
    file.find("/src/").map_or(file, |at| &file[at + 1..])
}

#[cfg(test)]
mod tests {
    use super::*;

    const OUTPUT: &str = r#"{"reason":"compiler-artifact","package_id":"registry+https://x#serde@1.0.0","target":{}}
{"reason":"compiler-message","package_id":"path+file:///w/crates/api_a#0.1.0","message":{"level":"error","message":"mismatched types","code":{"code":"E0308","explanation":null},"spans":[{"file_name":"crates/api_a/src/runtime/wire.rs","line_start":9,"is_primary":true,"expansion":{"span":{"file_name":"crates/api_a/src/types.rs","line_start":70,"is_primary":false,"expansion":null},"macro_decl_name":"m!"}}]}}
{"reason":"compiler-message","package_id":"path+file:///w/crates/api_a#0.1.0","message":{"level":"error","message":"aborting due to 1 previous error","code":null,"spans":[]}}
{"reason":"compiler-message","package_id":"path+file:///w/crates/api_b#api-b@0.1.0","message":{"level":"warning","message":"unused import","code":{"code":"unused_imports"},"spans":[]}}
{"reason":"compiler-message","package_id":"path+file:///w/crates/api_b#api-b@0.1.0","message":{"level":"warning","message":"1 warning emitted","code":null,"spans":[]}}
{"reason":"compiler-artifact","package_id":"path+file:///w/crates/api_b#api-b@0.1.0"}
not json
{"reason":"build-finished","success":false}"#;

    #[test]
    fn attributes_to_crates() {
        let found = attribute(OUTPUT);
        assert!(found.finished);
        assert_eq!(found.crates.keys().collect::<Vec<_>>(), ["api_a", "api_b"]);
        let a = &found.crates["api_a"];
        assert_eq!((a.compiles, a.error_count, a.warning_count), (false, 1, 0));
        assert_eq!(a.errors[0].code.as_deref(), Some("E0308"));
        assert_eq!(a.errors[0].place.as_deref(), Some("src/types.rs:70"));
        let b = &found.crates["api_b"];
        assert_eq!((b.compiles, b.error_count, b.warning_count), (true, 0, 1));
    }

    #[test]
    fn a_wrong_manifest_is_not_an_end() {
        assert_eq!(attribute(""), Attributed::default());
    }
}
