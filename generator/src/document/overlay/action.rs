//! Reading an overlay: its version and its actions.

use serde_json::{Map, Value};
use serde_json_path::JsonPath;

use crate::closest::closest;
use crate::diagnostics::{Diagnostics, Origin};

/// Longer expressions are refused, and those with more brackets open: their parser takes twice the time for
/// each.
const MAX_PATH: usize = 4096;
const MAX_BRACKETS: usize = 8;
/// Every `..` multiplies what is selected by the depth of the document.
const MAX_DESCENTS: usize = 3;

/// An overlay file.
#[derive(Debug, Clone, Copy)]
pub struct Overlay<'a> {
    /// Its name, for messages.
    pub name: &'a str,
    /// Its place among the sources, for the places of findings.
    pub file: usize,
    /// Its content.
    pub tree: &'a Value,
}

/// A version of the Overlay Specification, without its patch number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Version {
    V1_0,
    V1_1,
}

/// A JSONPath expression and its text.
pub struct Path<'a> {
    pub text: &'a str,
    pub query: JsonPath,
}

/// What an action does to the nodes that its target selects.
pub enum Modifier<'a> {
    Update(&'a Value),
    Copy(Path<'a>),
    Remove,
}

/// An Action Object.
pub struct Action<'a> {
    /// Number and overlay, for messages.
    pub what: String,
    /// Its place in the overlay's file.
    pub origin: Origin,
    pub version: Version,
    pub target: Path<'a>,
    pub modifier: Modifier<'a>,
    pub allow_no_match: bool,
}

/// The version of an overlay. `None` when it cannot be applied at all.
pub fn version(
    overlay: &Overlay<'_>,
    root: &Origin,
    diagnostics: &mut Diagnostics,
) -> Option<Version> {
    let name = overlay.name;
    let Some(members) = overlay.tree.as_object() else {
        invalid(
            root,
            format!("`{name}` is not an overlay: its top level is not a mapping"),
            diagnostics,
        );
        return None;
    };
    let known = ["overlay", "info", "extends", "actions"];
    unknown_members(members, &known, &format!("`{name}`"), root, diagnostics);
    let version = match members.get("overlay") {
        Some(Value::String(version)) => version.clone(),
        Some(Value::Number(version)) => version.to_string(),
        _ => String::new(),
    };
    match version.split('.').collect::<Vec<_>>().as_slice() {
        ["1", "0", ..] => Some(Version::V1_0),
        ["1", "1", ..] => Some(Version::V1_1),
        _ => {
            let found = match version.as_str() {
                "" => "has no `overlay` member".to_owned(),
                version => format!("is of version {version}"),
            };
            let message = format!("`{name}` {found}; overlays of 1.0 and 1.1 are read");
            invalid(&root.child("overlay"), message, diagnostics);
            None
        }
    }
}

/// The actions of an overlay.
pub fn list<'a>(
    overlay: &Overlay<'a>,
    root: &Origin,
    diagnostics: &mut Diagnostics,
) -> &'a [Value] {
    match overlay.tree.get("actions") {
        Some(Value::Array(actions)) if !actions.is_empty() => actions,
        _ => {
            let message =
                format!("`{}` has no list `actions` of at least one action", overlay.name);
            invalid(&root.child("actions"), message, diagnostics);
            &[]
        }
    }
}

impl<'a> Action<'a> {
    /// Reads an action. `None` when it cannot be applied, which is reported.
    pub fn read(
        node: &'a Value,
        version: Version,
        what: String,
        origin: Origin,
        diagnostics: &mut Diagnostics,
    ) -> Option<Self> {
        let Some(members) = node.as_object() else {
            invalid(&origin, format!("{what} is not a mapping"), diagnostics);
            return None;
        };
        let known = ["target", "description", "update", "remove", "copy"];
        unknown_members(members, &known, &what, &origin, diagnostics);
        let Some(target) = members.get("target").and_then(Value::as_str) else {
            invalid(&origin, format!("{what} has no `target`"), diagnostics);
            return None;
        };
        let target = path(target, &what, &origin.child("target"), diagnostics)?;
        let flag = |name: &str, diagnostics: &mut Diagnostics| match members.get(name) {
            None => Some(false),
            Some(Value::Bool(is)) => Some(*is),
            Some(_) => {
                let message = format!("`{name}` of {what} is neither true nor false");
                invalid(&origin.child(name), message, diagnostics);
                None
            }
        };
        let allow_no_match = flag("x-specwright-allow-no-match", diagnostics)?;
        let remove = flag("remove", diagnostics)?;
        let modifier = match (members.get("update"), members.get("copy")) {
            _ if remove => Modifier::Remove,
            (None, None) => {
                let message = format!("{what} has neither `update` nor `copy` nor `remove: true`");
                diagnostics.report("SW0054", &origin, message);
                return None;
            }
            (Some(update), None) => Modifier::Update(update),
            (None, Some(_)) if version == Version::V1_0 => {
                let message = format!("{what} has `copy`, which came with version 1.1");
                diagnostics.report_with_help(
                    "SW0051",
                    &origin.child("copy"),
                    message,
                    "write `overlay: 1.1.0`",
                );
                return None;
            }
            (None, Some(Value::String(from))) => {
                Modifier::Copy(path(from, &what, &origin.child("copy"), diagnostics)?)
            }
            (None, Some(_)) => {
                let message = format!("`copy` of {what} is not a JSONPath expression");
                invalid(&origin.child("copy"), message, diagnostics);
                return None;
            }
            (Some(_), Some(_)) => {
                invalid(&origin, format!("{what} has both `update` and `copy`"), diagnostics);
                return None;
            }
        };
        Some(Self { what, origin, version, target, modifier, allow_no_match })
    }
}

fn path<'a>(
    text: &'a str,
    what: &str,
    origin: &Origin,
    diagnostics: &mut Diagnostics,
) -> Option<Path<'a>> {
    let problem = if text.len() > MAX_PATH {
        format!("longer than {MAX_PATH} bytes")
    } else if brackets(text) > MAX_BRACKETS {
        format!("nested deeper than {MAX_BRACKETS} brackets")
    } else if text.matches("..").count() > MAX_DESCENTS {
        format!("one with more than {MAX_DESCENTS} `..`")
    } else {
        match JsonPath::parse(text) {
            Ok(query) => return Some(Path { text, query }),
            Err(error) => format!("wrong at character {}: {}", error.position(), error.message()),
        }
    };
    let shown: String = text.chars().take(80).collect();
    let message = format!("{what}: the JSONPath expression `{shown}` is {problem}");
    let help = "expressions follow RFC 9535, as `$.paths['/pets'].get`";
    diagnostics.report_with_help("SW0051", origin, message, help);
    None
}

/// How many brackets are open at once, at most.
fn brackets(text: &str) -> usize {
    let mut open: usize = 0;
    let mut most = 0;
    for byte in text.bytes() {
        match byte {
            b'(' | b'[' => open += 1,
            b')' | b']' => open = open.saturating_sub(1),
            _ => {}
        }
        most = most.max(open);
    }
    most
}

fn unknown_members(
    members: &Map<String, Value>,
    known: &[&str],
    what: &str,
    origin: &Origin,
    diagnostics: &mut Diagnostics,
) {
    for member in members.keys() {
        if known.contains(&member.as_str()) || member.starts_with("x-") {
            continue;
        }
        let help = match closest(member, known.iter().copied()) {
            Some(close) => format!("did you mean `{close}`?"),
            None => format!("there are {}, and members that begin with `x-`", known.join(", ")),
        };
        let message = format!("{what} has a member `{member}` that overlays do not have");
        diagnostics.report_with_help("SW0051", &origin.child(member), message, help);
    }
}

fn invalid(origin: &Origin, message: String, diagnostics: &mut Diagnostics) {
    let help =
        "see the OpenAPI Overlay Specification, https://spec.openapis.org/overlay/latest.html";
    diagnostics.report_with_help("SW0051", origin, message, help);
}
