//! Changes of the Rust API.

use super::Level;

/// A change of a public Rust item.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct RustChange {
    /// What happened to the item.
    pub effect: Effect,
    /// Kind of the item.
    pub kind: ItemKind,
    /// Path of the item below the crate or module of the API, without the module `types` or `operations`.
    pub item: String,
    /// Old type, signature or name, if it is shown.
    pub old: Option<String>,
    /// New type, signature or name, if it is shown.
    pub new: Option<String>,
}

/// What happened to a Rust item.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Effect {
    /// The item is gone.
    Removed,
    /// The item has another name.
    Renamed,
    /// The item has another type, or is an item of another kind.
    Retyped,
    /// The function takes one more argument.
    ArgumentAdded,
    /// The function takes one argument less.
    ArgumentRemoved,
    /// An argument has another type.
    ArgumentRetyped,
    /// The function takes its arguments in another order.
    ArgumentsReordered,
    /// The item needs another Cargo feature.
    Regated,
    /// The item is new.
    Added,
    /// The item is deprecated now.
    Deprecated,
}

impl Effect {
    /// Returns the name of the effect.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Removed => "removed",
            Self::Renamed => "renamed",
            Self::Retyped => "retyped",
            Self::ArgumentAdded => "argument-added",
            Self::ArgumentRemoved => "argument-removed",
            Self::ArgumentRetyped => "argument-retyped",
            Self::ArgumentsReordered => "arguments-reordered",
            Self::Regated => "regated",
            Self::Added => "added",
            Self::Deprecated => "deprecated",
        }
    }

    /// Returns the level of the effect, by the rules of Cargo and cargo-semver-checks. Generated structs and enums are
    /// `#[non_exhaustive]`, so that new fields and variants are additions.
    pub fn level(self) -> Level {
        match self {
            Self::Removed
            | Self::Renamed
            | Self::Retyped
            | Self::ArgumentAdded
            | Self::ArgumentRemoved
            | Self::ArgumentRetyped
            | Self::ArgumentsReordered
            | Self::Regated => Level::Breaking,
            Self::Added | Self::Deprecated => Level::Addition,
        }
    }
}

/// Kinds of Rust items.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "the names are Rust's own")]
#[non_exhaustive]
pub enum ItemKind {
    Struct,
    Enum,
    Alias,
    Field,
    Variant,
    /// A method of the client or of its builder.
    Method,
    /// The function `new` of a struct, or of a server.
    Constructor,
    /// A method that sets a field or an optional input.
    Setter,
    /// A method of a call that reads a list page by page.
    Pages,
    /// An implementation of a trait.
    Impl,
    /// The value that a call returns.
    Output,
    /// The body of an error that a call returns.
    Error,
    Feature,
    Module,
}

impl ItemKind {
    /// Returns the name of the kind.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Struct => "struct",
            Self::Enum => "enum",
            Self::Alias => "type alias",
            Self::Field => "field",
            Self::Variant => "variant",
            Self::Method => "method",
            Self::Constructor => "constructor",
            Self::Setter => "setter",
            Self::Pages => "pages",
            Self::Impl => "impl",
            Self::Output => "output",
            Self::Error => "error body",
            Self::Feature => "feature",
            Self::Module => "module",
        }
    }
}
