//! Objects: a table of members.

use std::collections::BTreeMap;

use super::{DecodeError, EncodeError, Json, Wire};

/// A row of a table: the member's name, and `required`, `optional`, `nullable` or `field`.
pub type Row = (&'static str, &'static str);

/// Takes members out of an object.
#[derive(Debug)]
pub struct Reader {
    members: serde_json::Map<String, Json>,
}

impl Reader {
    /// A reader of an object.
    ///
    /// # Errors
    ///
    /// When the value is not an object.
    pub fn new(value: Json) -> Result<Self, DecodeError> {
        match value {
            Json::Object(members) => Ok(Self { members }),
            other => Err(DecodeError::expected("an object", &other)),
        }
    }

    /// Takes the members of a table.
    ///
    /// # Errors
    ///
    /// When a required member is missing or a value does not fit.
    pub fn read<T: Members>(&mut self, rows: &[Row]) -> Result<T, DecodeError> {
        T::read(self, rows)
    }

    /// Reads what no row of the table has taken.
    ///
    /// # Errors
    ///
    /// When a value does not fit.
    pub fn rest<T: Wire>(self) -> Result<BTreeMap<String, T>, DecodeError> {
        Wire::decode(Json::Object(self.members))
    }

    fn member<T: Wire>(&mut self, rows: &[Row], index: usize) -> Result<T, DecodeError> {
        let name = rows.get(index).map_or("", |(name, _)| name);
        // Moves the last member up: constant time, and the order of the rest does not matter.
        match self.members.remove(name) {
            Some(value) => T::decode(value).map_err(|error| error.in_member(name)),
            None => T::absent().ok_or_else(|| missing(name)),
        }
    }
}

/// The error for a required member that is not there, at the object.
pub(super) fn missing(name: &str) -> DecodeError {
    DecodeError::new(format!("missing required member `{name}`"))
}

/// Several members at once: nothing, or eight at most behind others.
pub trait Members: Sized {
    /// How many they are.
    const COUNT: usize;

    /// Takes them, in the order of the rows.
    ///
    /// # Errors
    ///
    /// Those of the members.
    fn read(reader: &mut Reader, rows: &[Row]) -> Result<Self, DecodeError>;
}

impl Members for () {
    const COUNT: usize = 0;

    fn read(_: &mut Reader, _: &[Row]) -> Result<Self, DecodeError> {
        Ok(())
    }
}

macro_rules! members {
    ($($count:literal ($($ty:ident $index:tt),*))*) => {$(
        impl<Before: Members, $($ty: Wire,)*> Members for (Before, ($($ty,)*)) {
            const COUNT: usize = Before::COUNT + $count;

            fn read(reader: &mut Reader, rows: &[Row]) -> Result<Self, DecodeError> {
                let before = Before::read(reader, rows)?;
                Ok((before, ($(reader.member::<$ty>(rows, Before::COUNT + $index)?,)*)))
            }
        }
    )*};
}

members! {
    1 (A 0)
    2 (A 0, B 1)
    3 (A 0, B 1, C 2)
    4 (A 0, B 1, C 2, D 3)
    5 (A 0, B 1, C 2, D 3, E 4)
    6 (A 0, B 1, C 2, D 3, E 4, F 5)
    7 (A 0, B 1, C 2, D 3, E 4, F 5, G 6)
    8 (A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7)
}

/// An object of the values of a table: an absent value is left out, or `null` where its row says `nullable`.
///
/// # Errors
///
/// Those of the values.
pub fn write(rows: &[Row], values: &[&dyn Wire]) -> Result<Json, EncodeError> {
    let mut members = serde_json::Map::with_capacity(values.len());
    for ((name, presence), value) in rows.iter().zip(values) {
        if *presence == "nullable" || !value.is_absent() {
            let value = value.encode().map_err(|error| error.in_member(name))?;
            members.insert((*name).to_owned(), value);
        }
    }
    Ok(Json::Object(members))
}

/// An object of the values of a table and of all other members, which never replace those of the table.
///
/// # Errors
///
/// Those of the values.
pub fn write_with_rest(
    rows: &[Row],
    values: &[&dyn Wire],
    rest: &dyn Wire,
) -> Result<Json, EncodeError> {
    let mut object = write(rows, values)?;
    if let (Some(members), Json::Object(rest)) = (object.as_object_mut(), rest.encode()?) {
        for (name, value) in rest {
            if !rows.iter().any(|(known, _)| *known == name) {
                members.insert(name, value);
            }
        }
    }
    Ok(object)
}

/// How well a value fits a table: every required member must be there, and every known one counts.
#[must_use]
pub fn fits(value: &Json, rows: &[Row]) -> Option<u32> {
    let members = value.as_object()?;
    let there = |name: &str| members.contains_key(name);
    if !rows.iter().all(|(name, presence)| *presence != "required" || there(name)) {
        return None;
    }
    let known = rows.iter().filter(|(name, _)| there(name)).count();
    Some(2 + u32::try_from(known).unwrap_or(u32::MAX - 2))
}

/// The wire table of a struct: `"name" => field required`, `optional`, `nullable` or `field`; a last row
/// `.. => field` takes all other members.
macro_rules! object {
    ($ty:ident { $($name:literal => $field:ident $presence:ident,)* $(.. => $rest:ident,)? }) => {
        impl runtime::wire::Wire for $ty {
            fn rows() -> &'static [runtime::wire::Row] {
                &[$(($name, stringify!($presence))),*]
            }

            fn decode(
                value: runtime::wire::Json,
            ) -> ::std::result::Result<Self, runtime::wire::DecodeError> {
                let mut reader = runtime::wire::Reader::new(value)?;
                runtime::wire::object!(@read reader [()] $($field,)*);
                $(
                    let $rest = reader.rest()?;
                )?
                ::std::result::Result::Ok(Self { $($field,)* $($rest,)? })
            }

            fn encode(
                &self,
            ) -> ::std::result::Result<runtime::wire::Json, runtime::wire::EncodeError> {
                runtime::wire::object!(@write [$(&self.$field),*] $(, &self.$rest)?)
            }
        }

        runtime::wire::object!(@serde $ty);
    };
    // Groups of eight, each nested to the right of those before it.
    (@read $reader:ident [$before:tt]
        $f0:ident, $f1:ident, $f2:ident, $f3:ident, $f4:ident, $f5:ident, $f6:ident, $f7:ident,
        $($more:tt)*) => {
        runtime::wire::object!(@read $reader
            [($before, ($f0, $f1, $f2, $f3, $f4, $f5, $f6, $f7))] $($more)*);
    };
    (@read $reader:ident [$before:tt] $($field:ident,)+) => {
        let ($before, ($($field,)+)) = $reader.read(<Self as runtime::wire::Wire>::rows())?;
    };
    (@read $reader:ident [$before:tt]) => {
        let $before = $reader.read(<Self as runtime::wire::Wire>::rows())?;
    };
    (@write [$($value:expr),*]) => {
        runtime::wire::write(<Self as runtime::wire::Wire>::rows(), &[$($value),*])
    };
    (@write [$($value:expr),*], $rest:expr) => {
        runtime::wire::write_with_rest(<Self as runtime::wire::Wire>::rows(), &[$($value),*], $rest)
    };
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
