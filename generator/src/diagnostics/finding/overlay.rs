//! Findings about overlays.

use std::fmt;

/// An action, by its number in its overlay.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) struct OverlayAction {
    /// Counted from 1.
    pub(crate) number: usize,
    /// Name of the overlay.
    pub(crate) overlay: String,
}

impl fmt::Display for OverlayAction {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "action {} of `{}`", self.number, self.overlay)
    }
}

/// The three kinds of values that the Overlay Specification distinguishes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum NodeKind {
    Object,
    Array,
    Primitive,
}

impl fmt::Display for NodeKind {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Object => "an object",
            Self::Array => "an array",
            Self::Primitive => "a primitive value",
        })
    }
}

const SPECIFICATION: &str =
    "see the OpenAPI Overlay Specification, https://spec.openapis.org/overlay/latest.html";
const VERSION: &str = "write `overlay: 1.1.0`";
const JSON_PATH: &str = "write an expression of RFC 9535, such as `$.paths['/pets'].get`";

findings! {
    /// About overlays.
    Overlay {
        NotAMapping { overlay: String }
            = SW0051 "`{overlay}` is not an overlay: its top level is not a mapping",
            help (SPECIFICATION);
        NoVersion { overlay: String }
            = SW0051 "`{overlay}` has no member `overlay` that names a version",
            help (VERSION);
        UnsupportedVersion { overlay: String, version: String }
            = SW0051 "`{overlay}` is of version {version} of the Overlay Specification; 1.0 and 1.1 are supported",
            help (VERSION);
        NoActions { overlay: String }
            = SW0051 "`{overlay}` has no list `actions` with at least one action",
            help (SPECIFICATION);
        UnknownMember { overlay: String, member: String, known: &'static [&'static str], closest: Option<&'static str> }
            = SW0051 "`{overlay}` has an unknown member `{member}`",
            help (known_members(known, *closest));
        ActionIsNotAMapping { action: OverlayAction }
            = SW0051 "{action} is not a mapping",
            help (SPECIFICATION);
        UnknownActionMember { action: OverlayAction, member: String, known: &'static [&'static str], closest: Option<&'static str> }
            = SW0051 "{action} has an unknown member `{member}`",
            help (known_members(known, *closest));
        NoTarget { action: OverlayAction }
            = SW0051 "{action} has no `target`",
            help (JSON_PATH);
        NotABoolean { action: OverlayAction, member: String }
            = SW0051 "`{member}` of {action} is neither `true` nor `false`",
            help (SPECIFICATION);
        UpdateAndCopy { action: OverlayAction }
            = SW0051 "{action} has both `update` and `copy`",
            help "split it into two actions";
        CopyNeedsNewerVersion { action: OverlayAction }
            = SW0051 "{action} has `copy`, which version 1.0 does not have",
            help (VERSION);
        CopyIsNotAPath { action: OverlayAction }
            = SW0051 "`copy` of {action} is not a JSONPath expression",
            help (JSON_PATH);
        PathTooLong { action: OverlayAction, path: String, limit: usize }
            = SW0051 "{action}: the JSONPath expression `{path}…` is longer than {limit} bytes",
            help "write a shorter one, or several actions";
        PathTooNested { action: OverlayAction, path: String, limit: usize }
            = SW0051 "{action}: the JSONPath expression `{path}` nests more than {limit} brackets",
            help "write a simpler one, or several actions";
        PathTooRecursive { action: OverlayAction, path: String, limit: usize }
            = SW0051 "{action}: the JSONPath expression `{path}` has more than {limit} `..`",
            help "write a simpler one, or several actions";
        PathInvalid { action: OverlayAction, path: String, position: usize, problem: String }
            = SW0051 "{action}: the JSONPath expression `{path}` is not valid at character {position}: {problem}",
            help (JSON_PATH);

        NoMatch { action: OverlayAction, path: String }
            = SW0052 "{action}: `{path}` matches nothing",
            help "correct the expression; if it may match nothing, add `x-specwright-allow-no-match: true` to the action";
        NoMember { action: OverlayAction, path: String, parent: String, member: String, closest: Option<String> }
            = SW0052 "{action}: `{path}` matches nothing",
            help (match closest {
                Some(closest) => format!("`{parent}` has no member `{member}`; did you mean `{closest}`?"),
                None => format!("`{parent}` has no member `{member}`"),
            });

        TargetTooDeep { action: OverlayAction, path: String, depth: usize, limit: usize }
            = SW0053 "{action}: `{path}` selects a node at depth {depth}; overlays change nodes down to depth {limit}",
            help "select a node nearer to the root";
        PrimitiveTarget { action: OverlayAction, path: String }
            = SW0053 "{action}: `{path}` selects a primitive value, which version 1.0 does not allow",
            help "select the object that contains it, or write `overlay: 1.1.0`";
        MixedTargets { action: OverlayAction, path: String, first: NodeKind, other: NodeKind }
            = SW0053 "{action}: `{path}` selects {first} and {other}, which one action cannot update",
            help "write an action for each kind";
        SeveralSources { action: OverlayAction, path: String, count: usize }
            = SW0053 "{action}: `{path}` selects {count} nodes to copy, not one",
            help "select one node";
        RemovesDocument { action: OverlayAction }
            = SW0053 "{action} removes the whole document, which is not possible",
            help "select the nodes to remove";
        CannotMerge { action: OverlayAction, pointer: String, target: NodeKind, update: NodeKind }
            = SW0053 (match pointer.as_str() {
                "" => format!("{action} cannot merge {update} into the document, which is {target}"),
                pointer => format!("{action} cannot merge {update} into `{pointer}`, which is {target}"),
            }),
            help "remove the node in an earlier action, and add it again in this one";
        TooManyNodes { action: OverlayAction, limit: usize }
            = SW0053 "with {action}, overlays add more than {limit} nodes to the document; neither it nor any later action is applied",
            help "copy smaller parts of the document, or fewer of them";

        NoEffect { action: OverlayAction }
            = SW0054 "{action} has neither `update`, nor `copy`, nor `remove: true`, and changes nothing";
    }
}

/// Suggests the closest known member, or lists all known members.
fn known_members(known: &[&str], closest: Option<&str>) -> String {
    match closest {
        Some(closest) => format!("did you mean `{closest}`?"),
        None => format!(
            "use `{}`, or a name that begins with `x-` for a member of your own",
            known.join("`, `")
        ),
    }
}
