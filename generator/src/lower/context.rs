//! Places of schemas, and names for their types.

use crate::api::NameHint;
use crate::diagnostics::Origin;

/// Names for the type of a schema: its title, or the names on the path to it.
#[derive(Clone, Debug)]
pub(super) struct Context {
    /// Preferred name: `Parent property`, or the title.
    pub name: String,
    /// Last word of the name: `property`.
    pub leaf: String,
    /// Name to use if the preferred one is taken.
    pub fallback: Option<String>,
}

impl Context {
    pub(super) fn new(name: impl Into<String>) -> Self {
        let name = name.into();
        Self { leaf: name.clone(), name, fallback: None }
    }

    /// Names for a schema in a component of another kind: the component's name; if that is taken, with the kind.
    pub(super) fn of_component(name: &str, kind: &str) -> Self {
        Self { fallback: Some(format!("{name} {kind}")), ..Self::new(name) }
    }

    pub(super) fn child(&self, leaf: &str) -> Self {
        let name = format!("{} {leaf}", self.name);
        Self { name, leaf: leaf.to_owned(), fallback: None }
    }

    /// Prefers the title of a schema, if it can serve as a name: a few words, not a sentence.
    pub(super) fn titled(self, title: Option<&str>) -> Self {
        match title.map(str::trim).filter(|title| is_name(title)) {
            Some(title) => Self { fallback: Some(self.name), ..Self::new(title) },
            None => self,
        }
    }

    pub(super) fn hint(&self, component: bool) -> NameHint {
        let candidates = [Some(&self.name), self.fallback.as_ref()];
        NameHint { candidates: candidates.into_iter().flatten().cloned().collect(), component }
    }
}

fn is_name(title: &str) -> bool {
    !title.is_empty()
        && title.len() <= 60
        && title.split_whitespace().count() <= 4
        && title.chars().all(|c| c.is_alphanumeric() || matches!(c, ' ' | '_' | '-' | '.'))
        && title.starts_with(|c: char| c.is_alphabetic())
}

/// Place of a schema in the document.
#[derive(Clone, Debug)]
pub(super) struct Place {
    pub origin: Origin,
    pub context: Context,
}

/// Target that a type is created for: a place, or a component.
#[derive(Clone, Debug)]
pub(super) struct Target<'a> {
    pub origin: Origin,
    pub context: Context,
    /// Name of the component, if it is one. References find the type by this name as soon as it is defined, so that a
    /// type can refer to itself.
    pub component: Option<&'a str>,
}
