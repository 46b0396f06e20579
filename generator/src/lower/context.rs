//! Places of schemas, by which their types are named.

use std::sync::Arc;

use crate::api::{self, NameHint, Root, Step, TypeId};
use crate::diagnostics::Origin;

/// What the type of a schema is named by: its place, and its title.
#[derive(Clone, Debug)]
pub(super) struct Context {
    pub place: api::Place,
    pub title: Option<String>,
}

impl Context {
    /// The context of an item of the document.
    pub(super) fn of(root: Root) -> Self {
        Self { place: api::Place { root, steps: Vec::new() }, title: None }
    }

    /// The context of a named schema.
    pub(super) fn named(name: &str) -> Self {
        Self::of(Root::Schema(name.into()))
    }

    /// The context of a member or role.
    pub(super) fn child(&self, word: &str) -> Self {
        self.below(Step::Word(Arc::from(word)))
    }

    /// The context of a variant of the union `union`.
    pub(super) fn variant(&self, union: TypeId, index: usize) -> Self {
        self.below(Step::Variant(union, index))
    }

    fn below(&self, step: Step) -> Self {
        let mut place = self.place.clone();
        place.steps.push(step);
        Self { place, title: None }
    }

    /// Adds the title of a schema, if it can serve as a name: a few words, not a sentence.
    pub(super) fn titled(self, title: Option<&str>) -> Self {
        let title = title.map(str::trim).filter(|title| is_name(title)).map(str::to_owned);
        Self { title: title.or(self.title), ..self }
    }

    pub(super) fn hint(&self) -> NameHint {
        NameHint { title: self.title.clone(), ..NameHint::new(self.place.clone()) }
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
