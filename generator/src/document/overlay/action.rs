//! Reads an overlay: its version and its actions.

use serde_json::{Map, Value};
use serde_json_path::JsonPath;

use crate::closest::closest;
use crate::diagnostics::finding::{self, OverlayAction};
use crate::diagnostics::{Diagnostics, Origin};

/// Maximum length of an expression.
const MAX_PATH: usize = 4096;
/// Maximum depth of brackets in an expression: with each, the time of the JSONPath parser doubles.
const MAX_BRACKETS: usize = 8;
/// Maximum number of `..` in an expression: each multiplies the number of selected nodes by the depth of the document.
const MAX_DESCENTS: usize = 3;

const OVERLAY_MEMBERS: &[&str] = &["overlay", "info", "extends", "actions"];
const ACTION_MEMBERS: &[&str] = &["target", "description", "update", "remove", "copy"];

/// An overlay file.
#[derive(Debug, Clone, Copy)]
pub struct Overlay<'a> {
    /// Name of the file, for messages.
    pub name: &'a str,
    /// Index among the sources, for the places of findings.
    pub file: usize,
    /// Content of the file.
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

/// Change that an action makes to the nodes that its target selects.
pub enum Modifier<'a> {
    Update(&'a Value),
    Copy(Path<'a>),
    Remove,
}

/// An Action Object.
pub struct Action<'a> {
    /// Overlay and index of the action.
    pub name: OverlayAction,
    /// Place in the overlay's file.
    pub origin: Origin,
    pub version: Version,
    pub target: Path<'a>,
    pub modifier: Modifier<'a>,
    pub allow_no_match: bool,
}

/// Returns the version of an overlay; `None` if it cannot be applied.
pub fn version(
    overlay: &Overlay<'_>,
    root: &Origin,
    diagnostics: &mut Diagnostics,
) -> Option<Version> {
    let name = overlay.name.to_owned();
    let Some(members) = overlay.tree.as_object() else {
        diagnostics.add(finding::Overlay::NotAMapping { overlay: name }, root);
        return None;
    };
    for (member, closest) in unknown_members(members, OVERLAY_MEMBERS) {
        let (overlay, known) = (name.clone(), OVERLAY_MEMBERS);
        let place = root.child(&member);
        let unknown = finding::Overlay::UnknownMember { overlay, member, known, closest };
        diagnostics.add(unknown, &place);
    }
    let version = match members.get("overlay") {
        Some(Value::String(version)) => version.clone(),
        Some(Value::Number(version)) => version.to_string(),
        _ => {
            diagnostics.add(finding::Overlay::NoVersion { overlay: name }, &root.child("overlay"));
            return None;
        }
    };
    match version.split('.').collect::<Vec<_>>().as_slice() {
        ["1", "0", ..] => Some(Version::V1_0),
        ["1", "1", ..] => Some(Version::V1_1),
        _ => {
            let unsupported = finding::Overlay::UnsupportedVersion { overlay: name, version };
            diagnostics.add(unsupported, &root.child("overlay"));
            None
        }
    }
}

/// Returns the actions of an overlay.
pub fn list<'a>(
    overlay: &Overlay<'a>,
    root: &Origin,
    diagnostics: &mut Diagnostics,
) -> &'a [Value] {
    match overlay.tree.get("actions") {
        Some(Value::Array(actions)) if !actions.is_empty() => actions,
        _ => {
            let missing = finding::Overlay::NoActions { overlay: overlay.name.to_owned() };
            diagnostics.add(missing, &root.child("actions"));
            &[]
        }
    }
}

impl<'a> Action<'a> {
    /// Reads an action. Returns `None` if it cannot be applied, which is reported.
    pub fn read(
        node: &'a Value,
        version: Version,
        name: OverlayAction,
        origin: Origin,
        diagnostics: &mut Diagnostics,
    ) -> Option<Self> {
        let action = || name.clone();
        let Some(members) = node.as_object() else {
            diagnostics.add(finding::Overlay::ActionIsNotAMapping { action: name }, &origin);
            return None;
        };
        for (member, closest) in unknown_members(members, ACTION_MEMBERS) {
            let (action, known) = (action(), ACTION_MEMBERS);
            let place = origin.child(&member);
            let unknown = finding::Overlay::UnknownActionMember { action, member, known, closest };
            diagnostics.add(unknown, &place);
        }
        let Some(target) = members.get("target").and_then(Value::as_str) else {
            diagnostics.add(finding::Overlay::NoTarget { action: name }, &origin);
            return None;
        };
        let target = path(target, &name, &origin.child("target"), diagnostics)?;
        let flag = |member: &str, diagnostics: &mut Diagnostics| match members.get(member) {
            None => Some(false),
            Some(Value::Bool(is)) => Some(*is),
            Some(_) => {
                let member = member.to_owned();
                let place = origin.child(&member);
                let action = action();
                diagnostics.add(finding::Overlay::NotABoolean { action, member }, &place);
                None
            }
        };
        let allow_no_match = flag("x-specwright-allow-no-match", diagnostics)?;
        let remove = flag("remove", diagnostics)?;
        let modifier = match (members.get("update"), members.get("copy")) {
            _ if remove => Modifier::Remove,
            (None, None) => {
                diagnostics.add(finding::Overlay::NoEffect { action: name }, &origin);
                return None;
            }
            (Some(update), None) => Modifier::Update(update),
            (None, Some(_)) if version == Version::V1_0 => {
                let newer = finding::Overlay::CopyNeedsNewerVersion { action: name };
                diagnostics.add(newer, &origin.child("copy"));
                return None;
            }
            (None, Some(Value::String(from))) => {
                Modifier::Copy(path(from, &name, &origin.child("copy"), diagnostics)?)
            }
            (None, Some(_)) => {
                let other = finding::Overlay::CopyIsNotAPath { action: name };
                diagnostics.add(other, &origin.child("copy"));
                return None;
            }
            (Some(_), Some(_)) => {
                diagnostics.add(finding::Overlay::UpdateAndCopy { action: name }, &origin);
                return None;
            }
        };
        Some(Self { name, origin, version, target, modifier, allow_no_match })
    }
}

fn path<'a>(
    text: &'a str,
    action: &OverlayAction,
    origin: &Origin,
    diagnostics: &mut Diagnostics,
) -> Option<Path<'a>> {
    let action = action.clone();
    let path = text.chars().take(80).collect();
    let invalid = if text.len() > MAX_PATH {
        finding::Overlay::PathTooLong { action, path, limit: MAX_PATH }
    } else if brackets(text) > MAX_BRACKETS {
        finding::Overlay::PathTooNested { action, path, limit: MAX_BRACKETS }
    } else if text.matches("..").count() > MAX_DESCENTS {
        finding::Overlay::PathTooRecursive { action, path, limit: MAX_DESCENTS }
    } else {
        match JsonPath::parse(text) {
            Ok(query) => return Some(Path { text, query }),
            Err(error) => finding::Overlay::PathInvalid {
                action,
                path,
                position: error.position(),
                problem: error.message().to_owned(),
            },
        }
    };
    diagnostics.add(invalid, origin);
    None
}

/// Returns the maximum depth of brackets.
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

/// Reports unknown members, each with the known one that may be meant.
fn unknown_members(
    members: &Map<String, Value>,
    known: &'static [&'static str],
) -> Vec<(String, Option<&'static str>)> {
    let is_known = |member: &str| known.contains(&member) || member.starts_with("x-");
    let unknown = members.keys().filter(|member| !is_known(member));
    unknown.map(|member| (member.clone(), closest(member, known.iter().copied()))).collect()
}
