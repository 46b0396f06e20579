//! Objects: a table of members.

use std::collections::BTreeMap;

use super::{DecodeError, Json, Wire};

/// Takes members out of an object.
pub struct Reader {
    members: serde_json::Map<String, Json>,
    taken: Vec<&'static str>,
}

impl Reader {
    /// A reader of an object.
    ///
    /// # Errors
    ///
    /// When the value is not an object.
    pub fn new(value: Json) -> Result<Self, DecodeError> {
        match value {
            Json::Object(members) => Ok(Self { members, taken: Vec::new() }),
            other => Err(DecodeError::expected("an object", &other)),
        }
    }

    /// Reads the members of a table, in groups of eight.
    ///
    /// # Errors
    ///
    /// When a required member is missing or a value does not fit.
    pub fn read<T: Members>(&mut self, names: &[&[&'static str]]) -> Result<T, DecodeError> {
        T::read(self, names)
    }

    /// Reads what no row of the table has taken.
    ///
    /// # Errors
    ///
    /// When a value does not fit.
    pub fn rest<T: Wire>(mut self) -> Result<BTreeMap<String, T>, DecodeError> {
        let taken = self.taken;
        self.members.retain(|name, _| !taken.contains(&name.as_str()));
        Wire::decode(Json::Object(self.members))
    }

    fn member<T: Wire>(&mut self, names: &[&'static str], index: usize) -> Result<T, DecodeError> {
        let name = names.get(index).copied().unwrap_or_default();
        self.taken.push(name);
        match self.members.get_mut(name) {
            Some(value) => T::decode(value.take()).map_err(|error| error.in_member(name)),
            None => T::absent().ok_or_else(|| missing(name)),
        }
    }
}

fn missing(name: &str) -> DecodeError {
    DecodeError::new(format!("missing required member `{name}`"))
}

/// Several members at once: a tuple of up to eight, or a list of such tuples.
pub trait Members: Sized {
    /// Reads them in order.
    ///
    /// # Errors
    ///
    /// Those of the members.
    fn read(reader: &mut Reader, names: &[&[&'static str]]) -> Result<Self, DecodeError>;
}

impl Members for () {
    fn read(_: &mut Reader, _: &[&[&'static str]]) -> Result<Self, DecodeError> {
        Ok(())
    }
}

macro_rules! members {
    ($(($($ty:ident $index:tt),*))*) => {$(
        impl<Before: Members, $($ty: Wire,)*> Members for (Before, ($($ty,)*)) {
            fn read(reader: &mut Reader, names: &[&[&'static str]]) -> Result<Self, DecodeError> {
                let Some((group, before)) = names.split_last() else { return Err(missing("")) };
                Ok((Before::read(reader, before)?, ($(reader.member::<$ty>(group, $index)?,)*)))
            }
        }
    )*};
}

members! {
    (A 0)
    (A 0, B 1)
    (A 0, B 1, C 2)
    (A 0, B 1, C 2, D 3)
    (A 0, B 1, C 2, D 3, E 4)
    (A 0, B 1, C 2, D 3, E 4, F 5)
    (A 0, B 1, C 2, D 3, E 4, F 5, G 6)
    (A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7)
}

/// Puts members into an object.
#[derive(Debug, Default)]
pub struct Writer {
    members: serde_json::Map<String, Json>,
}

impl Writer {
    /// A member that is always there.
    pub fn required<T: Wire>(&mut self, name: &'static str, value: &T) {
        self.members.insert(name.to_owned(), value.encode());
    }

    /// A member that is left out when it is `None`.
    pub fn optional<T: Wire>(&mut self, name: &'static str, value: &Option<T>) {
        if let Some(value) = value {
            self.required(name, value);
        }
    }

    /// A member that is `null` when it is `None`.
    pub fn nullable<T: Wire>(&mut self, name: &'static str, value: &Option<T>) {
        self.required(name, value);
    }

    /// A member with three states.
    pub fn field<T: Wire>(&mut self, name: &'static str, value: &super::Field<T>) {
        if !value.is_absent() {
            self.required(name, value);
        }
    }

    /// Members without a row of their own.
    pub fn rest<T: Wire>(&mut self, values: &BTreeMap<String, T>) {
        for (name, value) in values {
            self.members.entry(name.as_str()).or_insert_with(|| value.encode());
        }
    }

    /// The object.
    pub fn finish(self) -> Json {
        Json::Object(self.members)
    }
}

/// How well a value fits a table of names and presences: every required member must be there, and every
/// known one counts.
pub fn fits(value: &Json, rows: &[(&str, &str)]) -> Option<u32> {
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
        impl $crate::runtime::wire::Wire for $ty {
            fn decode(
                value: $crate::runtime::wire::Json,
            ) -> ::std::result::Result<Self, $crate::runtime::wire::DecodeError> {
                #[allow(unused_mut, reason = "a table may be empty")]
                let mut reader = $crate::runtime::wire::Reader::new(value)?;
                $crate::runtime::wire::object!(@read reader [()] [] $($name => $field,)*);
                $(
                    let $rest = reader.rest()?;
                )?
                ::std::result::Result::Ok(Self { $($field,)* $($rest,)? })
            }

            fn encode(&self) -> $crate::runtime::wire::Json {
                #[allow(unused_mut, reason = "a table may be empty")]
                let mut writer = $crate::runtime::wire::Writer::default();
                $(writer.$presence($name, &self.$field);)*
                $(writer.rest(&self.$rest);)?
                writer.finish()
            }

            fn fit(value: &$crate::runtime::wire::Json) -> ::std::option::Option<u32> {
                $crate::runtime::wire::fits(value, &[$(($name, stringify!($presence))),*])
            }
        }

        $crate::runtime::wire::object!(@serde $ty);
    };
    // Groups of eight, each nested to the right of those before it.
    (@read $reader:ident [$before:tt] [$($names:tt)*]
        $n0:literal => $f0:ident, $n1:literal => $f1:ident, $n2:literal => $f2:ident,
        $n3:literal => $f3:ident, $n4:literal => $f4:ident, $n5:literal => $f5:ident,
        $n6:literal => $f6:ident, $n7:literal => $f7:ident, $($more:tt)*) => {
        $crate::runtime::wire::object!(@read $reader
            [($before, ($f0, $f1, $f2, $f3, $f4, $f5, $f6, $f7))]
            [$($names)* [$n0, $n1, $n2, $n3, $n4, $n5, $n6, $n7]] $($more)*);
    };
    (@read $reader:ident [$before:tt] [$($names:tt)*] $($name:literal => $field:ident,)+) => {
        let ($before, ($($field,)+)) = $reader.read(&[$(&$names,)* &[$($name),+]])?;
    };
    (@read $reader:ident [$before:tt] [$($names:tt)*]) => {
        let $before = $reader.read(&[$(&$names),*])?;
    };
    (@serde $ty:ident) => {
        impl ::serde::Serialize for $ty {
            fn serialize<S: ::serde::Serializer>(
                &self,
                serializer: S,
            ) -> ::std::result::Result<S::Ok, S::Error> {
                $crate::runtime::wire::serialize(self, serializer)
            }
        }

        impl<'de> ::serde::Deserialize<'de> for $ty {
            fn deserialize<D: ::serde::Deserializer<'de>>(
                deserializer: D,
            ) -> ::std::result::Result<Self, D::Error> {
                $crate::runtime::wire::deserialize(deserializer)
            }
        }
    };
}
pub(crate) use object;
