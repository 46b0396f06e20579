//! Objects: a table of members.

use super::reader::Mark;
use super::{DecodeError, Reader, Rest, Wire, string};

/// A row of a table: a member's name and presence.
#[derive(Debug, Clone, Copy)]
pub struct Row {
    /// The name as it is.
    pub name: &'static str,
    /// `,"name":`, which most servers write as well; empty where the name needs escapes.
    pub(super) key: &'static str,
    pub(super) is_required: bool,
    pub(super) writes_null: bool,
}

impl Row {
    const fn new(key: &'static str) -> Self {
        // `,"` before the name and `":` behind it.
        let (_, name) = key.split_at(2);
        let (name, _) = name.split_at(name.len() - 2);
        let key = if string::is_plain(name) { key } else { "" };
        Self { name, key, is_required: false, writes_null: false }
    }

    /// A member that is always there; `key` is `,"name":`, without escapes.
    #[must_use]
    pub const fn required(key: &'static str) -> Self {
        Self { is_required: true, ..Self::new(key) }
    }

    /// A member that is left out when it has no value.
    #[must_use]
    pub const fn optional(key: &'static str) -> Self {
        Self::new(key)
    }

    /// A member that is `null` when it has no value.
    #[must_use]
    pub const fn nullable(key: &'static str) -> Self {
        Self { writes_null: true, ..Self::new(key) }
    }

    /// A member with three states: left out, `null`, or a value.
    #[must_use]
    pub const fn field(key: &'static str) -> Self {
        Self::new(key)
    }
}

/// The row of a name, looked for from `next` on: most members come in the order of the table.
pub(super) fn find(rows: &[Row], next: usize, name: &str) -> Option<usize> {
    let (before, behind) = rows.split_at(next.min(rows.len()));
    let is = |row: &Row| row.name == name;
    let found = behind.iter().position(is).map(|at| before.len() + at);
    found.or_else(|| before.iter().position(is))
}

/// Where a member's value is put.
pub trait Slot {
    /// Reads the value; one that is there already is replaced.
    ///
    /// # Errors
    ///
    /// When the value does not fit.
    fn read(&mut self, reader: &mut Reader<'_>) -> Result<(), DecodeError>;

    /// Puts the value of an absent member into an empty slot; `false` when the member is required.
    fn fill(&mut self) -> bool;
}

impl<T: Wire> Slot for Option<T> {
    fn read(&mut self, reader: &mut Reader<'_>) -> Result<(), DecodeError> {
        *self = Some(T::decode(reader)?);
        Ok(())
    }

    fn fill(&mut self) -> bool {
        if self.is_none() {
            *self = T::absent();
        }
        self.is_some()
    }
}

/// Where the member that is being read belongs.
enum Member<'a> {
    Row(usize),
    Other(std::borrow::Cow<'a, str>),
}

impl<'a> Reader<'a> {
    /// Reads an object into the slots of its rows, and all other members into `rest`. All slots are filled then.
    ///
    /// # Errors
    ///
    /// When the value is not an object, a required member is missing or a value does not fit.
    pub fn read_object(
        &mut self,
        rows: &[Row],
        slots: &mut [&mut dyn Slot],
        mut rest: Option<&mut dyn Rest>,
    ) -> Result<(), DecodeError> {
        self.token();
        let start = self.mark();
        // Of the first 64 slots: those that a value was read into.
        let mut filled: u64 = 0;
        let mut next = 0;
        let mut more = self.object()?;
        while more {
            let member = self.member(rows, next)?;
            self.token();
            let value = self.mark();
            let read = match &member {
                Member::Row(row) => {
                    next = row + 1;
                    filled |= if *row < 64 { 1 << row } else { 0 };
                    slots.get_mut(*row).map_or(Ok(()), |slot| slot.read(self))
                }
                Member::Other(name) => match &mut rest {
                    Some(rest) => rest.read(name, self),
                    None => self.skip(),
                },
            };
            if let Err(error) = read {
                self.settle(error, rows, &member, value)?;
            }
            more = self.next_member()?;
        }
        for (index, slot) in slots.iter_mut().enumerate() {
            let is_filled = index < 64 && filled >> index & 1 == 1;
            if !is_filled && !slot.fill() {
                let name = rows.get(index).map_or("", |row| row.name);
                return Err(self.missing(start, name));
            }
        }
        Ok(())
    }

    #[inline]
    fn member(&mut self, rows: &[Row], next: usize) -> Result<Member<'a>, DecodeError> {
        if let Some(row) = rows.get(next)
            && let Some(key) = row.key.get(1..)
            && self.is_next(key)
        {
            return Ok(Member::Row(next));
        }
        let name = self.name()?;
        Ok(match find(rows, next, &name) {
            Some(row) => Member::Row(row),
            None => Member::Other(name),
        })
    }

    /// The error of a member's value, unless the member is there again: the last one counts.
    #[cold]
    fn settle(
        &mut self,
        error: DecodeError,
        rows: &[Row],
        member: &Member<'_>,
        value: Mark,
    ) -> Result<(), DecodeError> {
        let name = match member {
            Member::Row(row) => rows.get(*row).map_or("", |row| row.name),
            Member::Other(name) => name,
        };
        self.unless_again(error, name, value)
    }

    /// The error of the value of a member with this name, unless it is there again.
    #[cold]
    pub(super) fn unless_again(
        &mut self,
        error: DecodeError,
        name: &str,
        value: Mark,
    ) -> Result<(), DecodeError> {
        if !error.is_syntax() && self.has_again(name, value)? {
            return Ok(());
        }
        Err(error.in_member(name))
    }

    /// The error of a slot that is empty behind [`Self::read_object`], which fills all of them.
    #[cold]
    pub fn empty_slot(&self) -> DecodeError {
        DecodeError::new("a member has no value")
    }
}

/// The wire table of a struct: `"name" => field required`, `optional`, `nullable` or `field`; a last row
/// `.. => field` takes all other members.
macro_rules! object {
    ($ty:ident { $($name:literal => $field:ident $presence:ident,)* $(.. => $rest:ident,)? }) => {
        impl runtime::wire::Wire for $ty {
            fn rows() -> &'static [runtime::wire::Row] {
                const { &[$(runtime::wire::Row::$presence(concat!(",\"", $name, "\":"))),*] }
            }

            fn decode(
                reader: &mut runtime::wire::Reader<'_>,
            ) -> ::std::result::Result<Self, runtime::wire::DecodeError> {
                $(let mut $field = ::std::option::Option::None;)*
                $(let mut $rest = ::std::default::Default::default();)?
                reader.read_object(
                    <Self as runtime::wire::Wire>::rows(),
                    &mut [$(&mut $field),*],
                    runtime::wire::object!(@rest $(&mut $rest)?),
                )?;
                #[allow(irrefutable_let_patterns, reason = "an object may have no members")]
                let ($(::std::option::Option::Some($field),)*) = ($($field,)*) else {
                    return ::std::result::Result::Err(reader.empty_slot());
                };
                ::std::result::Result::Ok(Self { $($field,)* $($rest,)? })
            }

            fn encode(
                &self,
                writer: &mut runtime::wire::Writer,
            ) -> ::std::result::Result<(), runtime::wire::EncodeError> {
                writer.write_object(
                    <Self as runtime::wire::Wire>::rows(),
                    &[$(&self.$field),*],
                    runtime::wire::object!(@rest $(&self.$rest)?),
                )
            }
        }

        runtime::wire::object!(@serde $ty);
    };
    (@rest) => { ::std::option::Option::None };
    (@rest $rest:expr) => { ::std::option::Option::Some($rest) };
    (@serde $ty:ident) => {
        impl ::serde::Serialize for $ty {
            fn serialize<S: ::serde::Serializer>(
                &self,
                serializer: S,
            ) -> ::std::result::Result<S::Ok, S::Error> {
                runtime::wire::serialize(self, serializer)
            }
        }

        impl<'de> ::serde::Deserialize<'de> for $ty {
            fn deserialize<D: ::serde::Deserializer<'de>>(
                deserializer: D,
            ) -> ::std::result::Result<Self, D::Error> {
                runtime::wire::deserialize(deserializer)
            }
        }
    };
}
pub(crate) use object;
