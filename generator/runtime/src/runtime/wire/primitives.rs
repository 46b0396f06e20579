//! Strings, numbers, lists and optional values.

use super::number::Whole;
use super::{DecodeError, EncodeError, Kind, Look, Reader, Wire, Writer};

impl Wire for String {
    fn decode(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
        reader.string().map(std::borrow::Cow::into_owned)
    }

    fn encode(&self, writer: &mut Writer) -> Result<(), EncodeError> {
        writer.string(self);
        Ok(())
    }

    fn fit(look: &mut Look<'_>) -> Option<u32> {
        look.is(Kind::String).then_some(2)
    }
}

impl Wire for str {
    fn encode(&self, writer: &mut Writer) -> Result<(), EncodeError> {
        writer.string(self);
        Ok(())
    }
}

impl Wire for bool {
    fn decode(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
        reader.bool()
    }

    fn encode(&self, writer: &mut Writer) -> Result<(), EncodeError> {
        writer.literal(if *self { "true" } else { "false" });
        Ok(())
    }

    /// Of a member with a single value: whether it is there.
    fn is_absent(&self) -> bool {
        !self
    }

    fn fit(look: &mut Look<'_>) -> Option<u32> {
        look.is(Kind::Bool).then_some(2)
    }
}

impl Reader<'_> {
    /// Reads a whole number, including one that is written as `3.0`.
    fn integer(&mut self) -> Result<i128, DecodeError> {
        self.token();
        let start = self.mark();
        match self.number("an integer")?.whole() {
            Whole::Value(number) => Ok(number),
            Whole::Large => Ok(i128::MAX),
            Whole::No => {
                self.go_back(start);
                Err(self.expected("an integer"))
            }
        }
    }

    fn float<T>(
        &mut self,
        number: Option<T>,
        start: super::reader::Mark,
        what: &str,
    ) -> Result<T, DecodeError> {
        number.ok_or_else(|| {
            self.go_back(start);
            self.expected(what)
        })
    }
}

macro_rules! integers {
    ($($ty:ident)*) => {$(
        impl Wire for $ty {
            fn decode(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
                let start = reader.mark();
                let number = match reader.short_integer() {
                    Some(number) => <$ty>::try_from(number).ok(),
                    None => reader.integer()?.try_into().ok(),
                };
                number.ok_or_else(|| {
                    reader.go_back(start);
                    reader.expected(concat!("an integer in the range of ", stringify!($ty)))
                })
            }

            fn encode(&self, writer: &mut Writer) -> Result<(), EncodeError> {
                writer.number(self)
            }

            fn fit(look: &mut Look<'_>) -> Option<u32> {
                look.fit_by(Kind::Number, |reader| $ty::decode(reader).ok().map(|_| 3))
            }
        }
    )*};
}

integers!(i32 i64 u32 u64);

macro_rules! floats {
    ($($ty:ident $convert:ident)*) => {$(
        impl Wire for $ty {
            fn decode(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
                let start = reader.mark();
                let number = reader.number("a number")?.$convert();
                let number = number.is_finite().then_some(number);
                reader.float(number, start, concat!("a number in the range of ", stringify!($ty)))
            }

            fn encode(&self, writer: &mut Writer) -> Result<(), EncodeError> {
                writer.float(*self)
            }

            fn fit(look: &mut Look<'_>) -> Option<u32> {
                look.is(Kind::Number).then_some(2)
            }
        }
    )*};
}

floats!(f32 to_f32 f64 to_f64);

impl<T: Wire> Wire for Vec<T> {
    fn decode(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
        let mut items = Self::new();
        let mut more = reader.array()?;
        while more {
            items.push(T::decode(reader).map_err(|error| error.in_item(items.len()))?);
            more = reader.next_item()?;
        }
        Ok(items)
    }

    fn encode(&self, writer: &mut Writer) -> Result<(), EncodeError> {
        writer.array(self)
    }

    fn fit(look: &mut Look<'_>) -> Option<u32> {
        look.fit_of_items(T::fit)
    }
}

impl<T: Wire> Wire for Option<T> {
    fn decode(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
        if reader.null()? { Ok(None) } else { T::decode(reader).map(Some) }
    }

    fn encode(&self, writer: &mut Writer) -> Result<(), EncodeError> {
        if let Some(value) = self {
            return value.encode(writer);
        }
        writer.literal("null");
        Ok(())
    }

    fn absent() -> Option<Self> {
        Some(None)
    }

    fn is_absent(&self) -> bool {
        self.is_none()
    }

    fn fit(look: &mut Look<'_>) -> Option<u32> {
        if look.is(Kind::Null) { Some(1) } else { T::fit(look) }
    }
}
