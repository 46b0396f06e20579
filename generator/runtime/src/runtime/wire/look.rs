//! Looks ahead at a value to choose the variant of a union.

use std::borrow::Cow;

use super::reader::{Kind, Mark};
use super::{DecodeError, Presence, Reader, Row};

/// How well a value fits that has the tag or the constant of a variant.
pub(super) const DECISIVE: u32 = 100;

/// A variant of a union without a tag: its name, and how well a value fits it.
#[derive(Debug, Clone, Copy)]
pub struct Choice {
    /// Its name; empty for the variant of values that the description does not list.
    pub name: &'static str,
    /// Returns how well a value fits.
    pub fit: fn(&mut Look<'_>) -> Option<u32>,
}

/// A look ahead at a value.
#[derive(Debug)]
pub struct Look<'a> {
    reader: Reader<'a>,
    kind: Kind,
    /// Whether only the kind of the value is compared.
    by_kind: bool,
    /// Names of the members of an object, and places of their values, read on first use.
    names: Option<Vec<(Cow<'a, str>, Mark)>>,
}

impl<'a> Look<'a> {
    /// Looks at the kind of the next value.
    pub(super) fn by_kind(reader: &mut Reader<'a>) -> Result<Self, DecodeError> {
        match reader.kind() {
            Some(kind) => Ok(Self { reader: reader.fork(), kind, by_kind: true, names: None }),
            None => Err(reader.syntax("expected a value")),
        }
    }

    /// Looks at more than the kind from now on.
    pub(super) fn closer(&mut self) {
        self.by_kind = false;
    }

    /// Returns whether the value is of a kind.
    #[must_use]
    pub fn is(&self, kind: Kind) -> bool {
        self.kind == kind
    }

    /// Returns how well a value of a kind fits, which `read` finds out; 1 if only kinds are compared.
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

    /// Returns how well a string fits a type that parses it.
    pub(super) fn fit_by_text<T>(&self, parse: fn(&str) -> Option<T>) -> Option<u32> {
        self.fit_by(Kind::String, |reader| parse(&reader.string().ok()?).map(|_| 3))
    }

    /// Returns how well a string fits a type that has an exact form and reads others: less than text if it has one of
    /// those, so that it is kept as it is where that is possible.
    pub(super) fn fit_by_form<T>(
        &self,
        exact: fn(&str) -> Option<T>,
        parse: fn(&str) -> Option<T>,
    ) -> Option<u32> {
        self.fit_by(Kind::String, |reader| {
            let text = reader.string().ok()?;
            let is_exact = exact(&text).is_some();
            (is_exact || parse(&text).is_some()).then_some(if is_exact { 3 } else { 1 })
        })
    }

    /// Returns how well the first item of an array fits, plus 1; 1 if the array is empty.
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

    /// Returns how well a value fits the best variant of a union, or a table, which needs every required member and
    /// counts every known one. Members with a single value decide: without them, a value still fits, but not well.
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
        let mut is_other = false;
        for row in rows {
            // Members mostly come in the order of the table.
            let (before, behind) = names.split_at(next.min(names.len()));
            let is = |(name, _): &(Cow<'_, str>, Mark)| row.is(name);
            let at = behind.iter().position(is).map(|at| before.len() + at);
            match at.or_else(|| before.iter().position(is)) {
                Some(at) => {
                    known += match row.constant.zip(names.get(at)) {
                        Some((constant, (_, value))) => {
                            self.reader.go_back(*value);
                            if !constant.is_at(&self.reader) {
                                is_other = true;
                            }
                            DECISIVE
                        }
                        None => 1,
                    };
                    next = at + 1;
                }
                None if row.presence != Presence::required => {}
                // An object is read without its constants.
                None if row.constant.is_some() => is_other = true,
                None => return None,
            }
        }
        Some(if is_other { 1 } else { 2 + known })
    }

    /// Returns how well a value fits a string enum.
    #[must_use]
    pub fn fit_of_strings(&self, values: &[&str]) -> Option<u32> {
        self.fit_by(Kind::String, |reader| {
            let found = reader.string().ok()?;
            Some(if values.contains(&&*found) { 4 } else { 1 })
        })
    }

    /// Returns how well a value fits a union with a tag.
    #[must_use]
    pub fn fit_of_tag(&self, tag: &str, values: &[&str]) -> Option<u32> {
        self.fit_by(Kind::Object, |reader| {
            let found = reader.tag(tag).ok()?;
            Some(if values.contains(&&*found) { DECISIVE } else { 1 })
        })
    }
}

/// Returns the names of an object's members and the places of their values, up to the place where the text is not JSON.
fn names<'a>(reader: &mut Reader<'a>) -> Vec<(Cow<'a, str>, Mark)> {
    let mut names = Vec::new();
    let mut more = reader.object();
    while let Ok(true) = more {
        let Ok(name) = reader.name() else { break };
        names.push((name, reader.mark()));
        more = reader.skip().and_then(|()| reader.next_member());
    }
    names
}
