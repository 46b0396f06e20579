//! Where a schema is written, and the names for its type.

use crate::api::NameHint;
use crate::diagnostics::Origin;

/// Names for the type of a schema: its own title, or the names on the way to it.
#[derive(Clone, Debug)]
pub(super) struct Context {
    /// The name of first choice: `Parent property`, or the title.
    pub name: String,
    /// Its last word: `property`.
    pub leaf: String,
    /// The name to use where the first one is taken.
    pub fallback: Option<String>,
}

impl Context {
    pub(super) fn new(name: impl Into<String>) -> Self {
        let name = name.into();
        Self { leaf: name.clone(), name, fallback: None }
    }

    /// For what a component other than a schema holds: the component's name, with the kind where that is
    /// taken.
    pub(super) fn of_component(name: &str, kind: &str) -> Self {
        Self { fallback: Some(format!("{name} {kind}")), ..Self::new(name) }
    }

    pub(super) fn child(&self, leaf: &str) -> Self {
        let name = format!("{} {leaf}", self.name);
        Self { name, leaf: leaf.to_owned(), fallback: None }
    }

    /// The names of a schema with a title, if the title can serve as a name: a few words, not a sentence.
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

/// Where a schema is written.
#[derive(Clone, Debug)]
pub(super) struct Place {
    pub origin: Origin,
    pub context: Context,
}

/// What a type is made for: a place, or a component.
#[derive(Clone, Debug)]
pub(super) struct Target<'a> {
    pub origin: Origin,
    pub context: Context,
    /// The name of the component, where it is one. References find the type by it as soon as the type is
    /// defined, so that it can refer to itself.
    pub component: Option<&'a str>,
}
