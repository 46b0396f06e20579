//! Objects, read by a table of their members.

use super::reader::Mark;
use super::row::find;
use super::{DecodeError, Field, Reader, Rest, Row, Wire};

/// The slot that receives the value of a member.
pub trait Slot {
    /// Reads the value, and replaces an earlier one.
    ///
    /// # Errors
    ///
    /// If the value does not fit.
    fn read(&mut self, reader: &mut Reader<'_>) -> Result<(), DecodeError>;

    /// Fills an empty slot with the value of an absent member. Returns `false` if the member is required.
    fn fill(&mut self) -> bool;
}

/// The slot of a member that is required.
#[derive(Debug)]
pub struct Required<T>(pub Option<T>);

impl<T: Wire> Slot for Required<T> {
    fn read(&mut self, reader: &mut Reader<'_>) -> Result<(), DecodeError> {
        self.0 = Some(T::decode(reader)?);
        Ok(())
    }

    fn fill(&mut self) -> bool {
        if self.0.is_none() {
            self.0 = T::absent();
        }
        self.0.is_some()
    }
}

macro_rules! slots_of_themselves {
    ($($ty:ident)*) => {$(
        impl<T: Wire> Slot for $ty<T> {
            fn read(&mut self, reader: &mut Reader<'_>) -> Result<(), DecodeError> {
                *self = Wire::decode(reader)?;
                Ok(())
            }

            fn fill(&mut self) -> bool {
                true
            }
        }
    )*};
}

slots_of_themselves!(Option Field);

/// Empty slots, by the presence of their members.
pub mod slot {
    use super::{Field, Required};

    /// A slot of a member that is required.
    #[must_use]
    pub fn required<T>() -> Required<T> {
        Required(None)
    }

    /// A slot of a member that may be left out.
    #[must_use]
    pub fn optional<T>() -> Option<T> {
        None
    }

    /// A slot of a member that may be `null`.
    #[must_use]
    pub fn nullable<T>() -> Option<T> {
        None
    }

    /// A slot of a member with three states.
    #[must_use]
    pub fn field<T>() -> Field<T> {
        Field::Absent
    }

    /// A slot of a member that may be left out and has a single value.
    #[must_use]
    pub fn flag() -> bool {
        false
    }
}

/// The target of the member that is being read.
enum Member<'a> {
    Row(usize),
    Other(std::borrow::Cow<'a, str>),
}

impl<'a> Reader<'a> {
    /// Reads an object: members with a row into its slot, all others into `rest`. Fills every slot.
    ///
    /// # Errors
    ///
    /// If the value is not an object, a required member is missing or a value does not fit.
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
                    match (rows.get(*row), slots.get_mut(*row)) {
                        (Some(row), Some(slot)) if row.constant.is_none() => slot.read(self),
                        (Some(row), Some(slot)) => self.constant_member(row, *slot),
                        _ => Ok(()),
                    }
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
                let name = rows.get(index).map_or("", Row::name);
                return Err(Self::missing(start, name));
            }
        }
        Ok(())
    }

    /// Reads the value of a member with a single value: ignores it, or finds out whether it is that value.
    fn constant_member(&mut self, row: &Row, slot: &mut dyn Slot) -> Result<(), DecodeError> {
        let is_flag = row.presence == super::Presence::flag;
        let is_there = is_flag && row.constant.is_some_and(|constant| constant.is_at(self));
        if is_there { slot.read(self) } else { self.skip() }
    }

    #[inline]
    fn member(&mut self, rows: &[Row], next: usize) -> Result<Member<'a>, DecodeError> {
        let key = rows.get(next).and_then(|row| row.plain_key()?.get(1..));
        if key.is_some_and(|key| self.is_next(key)) {
            return Ok(Member::Row(next));
        }
        let name = self.name()?;
        Ok(match find(rows, next, &name) {
            Some(row) => Member::Row(row),
            None => Member::Other(name),
        })
    }

    /// Returns the error of a member's value, unless a later member of the same name replaces it.
    #[cold]
    fn settle(
        &mut self,
        error: DecodeError,
        rows: &[Row],
        member: &Member<'_>,
        value: Mark,
    ) -> Result<(), DecodeError> {
        let name = match member {
            Member::Row(row) => rows.get(*row).map_or("", Row::name),
            Member::Other(name) => name,
        };
        self.unless_again(error, name, value)
    }

    /// Returns the error of a value, unless a later member of this name replaces it.
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

    /// Returns the error for an empty slot. It does not occur: [`Self::read_object`] fills every slot.
    #[cold]
    #[must_use]
    pub fn empty_slot(&self) -> DecodeError {
        DecodeError::new("a member has no value")
    }
}

/// The wire table of a struct: `"name" => field required`, `optional`, `nullable` or `field`. A member with a single value
/// is `"name" = value`, or `"name" => field flag(value)` if it may be left out: the field is whether it has the value. A
/// last row `.. => field` receives all
/// other members.
macro_rules! object {
    ($ty:ident {
        $(
            $name:literal $(=> $field:ident $presence:ident $(($flag:literal))?)?
            $(= $constant:literal)?,
        )*
        $(.. => $rest:ident,)?
    }) => {
        impl runtime::wire::Wire for $ty {
            #[allow(clippy::needless_update, reason = "a row may give every field")]
            fn rows() -> &'static [runtime::wire::Row] {
                &[$(runtime::wire::Row {
                    key: concat!(",\"", $name, "\":"),
                    literal: stringify!($name),
                    $(
                        presence: runtime::wire::Presence::$presence,
                        $(constant: runtime::wire::object!(@constant $flag),)?
                    )?
                    $(constant: runtime::wire::object!(@constant $constant),)?
                    ..runtime::wire::Row::MEMBER
                }),*]
            }

            fn decode(
                reader: &mut runtime::wire::Reader<'_>,
            ) -> ::std::result::Result<Self, runtime::wire::DecodeError> {
                $($(let mut $field = runtime::wire::slot::$presence();)?)*
                $(let mut $rest = ::std::default::Default::default();)?
                reader.read_object(
                    <Self as runtime::wire::Wire>::rows(),
                    &mut [$(
                        $(&mut $field)?
                        $(runtime::wire::object!(@there $constant &mut))?
                    ),*],
                    runtime::wire::object!(@rest $(&mut $rest)?),
                )?;
                $($(runtime::wire::object!(@filled $presence $field reader);)?)*
                ::std::result::Result::Ok(Self { $($($field,)?)* $($rest,)? })
            }

            fn encode(
                &self,
                writer: &mut runtime::wire::Writer,
            ) -> ::std::result::Result<(), runtime::wire::EncodeError> {
                writer.write_object(
                    <Self as runtime::wire::Wire>::rows(),
                    &[$($(&self.$field)? $(runtime::wire::object!(@there $constant &))?),*],
                    runtime::wire::object!(@rest $(&self.$rest)?),
                )
            }
        }

        runtime::wire::object!(@serde $ty);
    };
    (@filled required $field:ident $reader:ident) => {
        let runtime::wire::Required(::std::option::Option::Some($field)) = $field else {
            return ::std::result::Result::Err($reader.empty_slot());
        };
    };
    (@filled $presence:ident $field:ident $reader:ident) => {};
    (@constant $constant:literal) => {
        ::std::option::Option::Some(runtime::wire::Constant {
            value: concat!($constant),
            literal: stringify!($constant),
        })
    };
    // A member that is always there has the slot and the value of one whose field is `true`.
    (@there $constant:literal $($reference:tt)*) => { $($reference)* true };
    (@rest) => { ::std::option::Option::None };
    (@rest $rest:expr) => { ::std::option::Option::Some($rest) };
    (@serde $ty:ident) => {
        #[cfg(feature = "serde")]
        impl ::serde::Serialize for $ty {
            fn serialize<S: ::serde::Serializer>(
                &self,
                serializer: S,
            ) -> ::std::result::Result<S::Ok, S::Error> {
                runtime::wire::serialize(self, serializer)
            }
        }

        #[cfg(feature = "serde")]
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
