//! What can be seen of a value without reading it: which variant of a union it is.

use std::borrow::Cow;

use super::reader::Kind;
use super::union::Choice;
use super::{DecodeError, Presence, Reader, Row};

/// A look at the value that starts at a place.
#[derive(Debug)]
pub struct Look<'a> {
    reader: Reader<'a>,
    kind: Kind,
    /// Whether only the kind of the value is asked for.
    by_kind: bool,
    /// Names of the members of an object, once they are asked for.
    names: Option<Vec<Cow<'a, str>>>,
}

impl<'a> Look<'a> {
    /// A look at the kind of a value.
    pub(super) fn by_kind(reader: &mut Reader<'a>) -> Result<Self, DecodeError> {
        match reader.kind() {
            Some(kind) => Ok(Self { reader: reader.fork(), kind, by_kind: true, names: None }),
            None => Err(reader.syntax("expected a value")),
        }
    }

    /// Looks closer than at the kind.
    pub(super) fn closer(&mut self) {
        self.by_kind = false;
    }

    /// Whether the value is of a kind.
    #[must_use]
    pub fn is(&self, kind: Kind) -> bool {
        self.kind == kind
    }

    /// How well a value of a kind fits, by reading it; by its kind alone, it fits somehow.
    pub fn fit_by(
        &self,
        kind: Kind,
        read: impl FnOnce(&mut Reader<'_>) -> Option<u32>,
    ) -> Option<u32> {
        if self.kind != kind {
            return None;
        }
        if self.by_kind { Some(1) } else { read(&mut self.reader.fork()) }
    }

    /// How well a string fits that has to be of a form.
    pub(super) fn fit_by_text<T>(&self, parse: fn(&str) -> Option<T>) -> Option<u32> {
        self.fit_by(Kind::String, |reader| parse(&reader.string().ok()?).map(|_| 3))
    }

    /// How well a value fits the first item of an array; 1 where there is none.
    pub(super) fn fit_of_items(&self, fit: fn(&mut Self) -> Option<u32>) -> Option<u32> {
        if self.kind != Kind::Array {
            return None;
        }
        let mut reader = self.reader.fork();
        if self.by_kind || !reader.array().ok()? {
            return Some(1);
        }
        let mut item = Self::by_kind(&mut reader).ok()?;
        item.closer();
        fit(&mut item).map(|fit| fit + 1)
    }

    /// How well a value fits the best of a union's variants, or a table: every required member must be there, and
    /// every known one counts.
    pub(super) fn fit_of(&mut self, rows: &[Row], choices: &[Choice]) -> Option<u32> {
        if !choices.is_empty() {
            return choices.iter().filter_map(|choice| (choice.fit)(self)).max();
        }
        if self.kind != Kind::Object {
            return None;
        }
        if self.by_kind {
            return Some(1);
        }
        let names = self.names.get_or_insert_with(|| names(&mut self.reader.fork()));
        let mut known = 0;
        let mut next = 0;
        for row in rows {
            // Members mostly come in the order of the table.
            let (before, behind) = names.split_at(next.min(names.len()));
            let is = |name: &Cow<'_, str>| row.is(name);
            let at = behind.iter().position(is).map(|at| before.len() + at);
            match at.or_else(|| before.iter().position(is)) {
                Some(at) => {
                    known += 1;
                    next = at + 1;
                }
                None if row.presence == Presence::required => return None,
                None => {}
            }
        }
        Some(2 + known)
    }

    /// How well a value fits a union with a tag.
    #[must_use]
    pub fn fit_of_tag(&self, tag: &str, values: &[&str]) -> Option<u32> {
        self.fit_by(Kind::Object, |reader| {
            let found = reader.tag(tag).ok()?;
            Some(if values.contains(&&*found) { 100 } else { 1 })
        })
    }
}

/// The names of an object's members, as far as the text is JSON.
fn names<'a>(reader: &mut Reader<'a>) -> Vec<Cow<'a, str>> {
    let mut names = Vec::new();
    let mut more = reader.object();
    while let Ok(true) = more {
        let Ok(name) = reader.name() else { break };
        names.push(name);
        more = reader.skip().and_then(|()| reader.next_member());
    }
    names
}
