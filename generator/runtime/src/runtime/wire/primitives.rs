//! Strings, numbers, lists, maps.

use std::collections::BTreeMap;

use super::{DecodeError, EncodeError, Json, Wire};

impl Wire for Json {
    fn decode(value: Json) -> Result<Self, DecodeError> {
        Ok(value)
    }

    fn encode(&self) -> Result<Json, EncodeError> {
        Ok(self.clone())
    }

    fn fit(_: &Json) -> Option<u32> {
        Some(0)
    }
}

impl Wire for String {
    fn decode(value: Json) -> Result<Self, DecodeError> {
        match value {
            Json::String(text) => Ok(text),
            other => Err(DecodeError::expected("a string", &other)),
        }
    }

    fn encode(&self) -> Result<Json, EncodeError> {
        Ok(Json::String(self.clone()))
    }

    fn fit(value: &Json) -> Option<u32> {
        value.is_string().then_some(2)
    }
}

impl Wire for bool {
    fn decode(value: Json) -> Result<Self, DecodeError> {
        value.as_bool().ok_or_else(|| DecodeError::expected("true or false", &value))
    }

    fn encode(&self) -> Result<Json, EncodeError> {
        Ok(Json::Bool(*self))
    }

    fn fit(value: &Json) -> Option<u32> {
        value.is_boolean().then_some(2)
    }
}

/// A whole number, also one written as `3.0`.
fn whole(value: &Json) -> Option<i128> {
    if let Some(number) = value.as_i64() {
        return Some(number.into());
    }
    if let Some(number) = value.as_u64() {
        return Some(number.into());
    }
    let number = value.as_f64().filter(|number| number.fract() == 0.0 && number.abs() < 1e19)?;
    #[allow(clippy::cast_possible_truncation, reason = "in range by the bound above")]
    Some(number as i128)
}

macro_rules! integers {
    ($($ty:ident)*) => {$(
        impl Wire for $ty {
            fn decode(value: Json) -> Result<Self, DecodeError> {
                let number = whole(&value).ok_or_else(|| DecodeError::expected("an integer", &value))?;
                number.try_into().map_err(|_| {
                    DecodeError::expected(concat!("an integer in the range of ", stringify!($ty)), &value)
                })
            }

            fn encode(&self) -> Result<Json, EncodeError> {
                Ok(Json::from(*self))
            }

            fn fit(value: &Json) -> Option<u32> {
                $ty::try_from(whole(value)?).ok().map(|_| 3)
            }
        }
    )*};
}

integers!(i32 i64 u32 u64);

fn finite(number: f64) -> Result<Json, EncodeError> {
    match serde_json::Number::from_f64(number) {
        Some(number) => Ok(Json::Number(number)),
        None => Err(EncodeError::new(format!("{number} has no form in JSON"))),
    }
}

impl Wire for f64 {
    fn decode(value: Json) -> Result<Self, DecodeError> {
        value.as_f64().ok_or_else(|| DecodeError::expected("a number", &value))
    }

    fn encode(&self) -> Result<Json, EncodeError> {
        finite(*self)
    }

    fn fit(value: &Json) -> Option<u32> {
        value.is_number().then_some(2)
    }
}

impl Wire for f32 {
    fn decode(value: Json) -> Result<Self, DecodeError> {
        #[allow(clippy::cast_possible_truncation, reason = "the nearest one is meant")]
        let number = f64::decode(value.clone())? as f32;
        if number.is_finite() {
            return Ok(number);
        }
        Err(DecodeError::expected("a number in the range of f32", &value))
    }

    fn encode(&self) -> Result<Json, EncodeError> {
        // Through text: 0.1f32 is written as 0.1, not as 0.10000000149011612.
        finite(self.to_string().parse().unwrap_or(f64::NAN))
    }

    fn fit(value: &Json) -> Option<u32> {
        f64::fit(value)
    }
}

impl<T: Wire> Wire for Vec<T> {
    fn decode(value: Json) -> Result<Self, DecodeError> {
        let items = match value {
            Json::Array(items) => items,
            other => return Err(DecodeError::expected("an array", &other)),
        };
        let items = items.into_iter().enumerate();
        items.map(|(index, item)| T::decode(item).map_err(|error| error.in_item(index))).collect()
    }

    fn encode(&self) -> Result<Json, EncodeError> {
        let items = self.iter().enumerate();
        let items = items.map(|(index, item)| item.encode().map_err(|error| error.in_item(index)));
        items.collect::<Result<_, _>>().map(Json::Array)
    }

    fn fit(value: &Json) -> Option<u32> {
        match value.as_array()?.first() {
            Some(item) => T::fit(item).map(|fit| fit + 1),
            None => Some(1),
        }
    }
}

impl<T: Wire> Wire for BTreeMap<String, T> {
    fn decode(value: Json) -> Result<Self, DecodeError> {
        let members = match value {
            Json::Object(members) => members,
            other => return Err(DecodeError::expected("an object", &other)),
        };
        let decode = |(name, value): (String, Json)| match T::decode(value) {
            Ok(value) => Ok((name, value)),
            Err(error) => Err(error.in_member(&name)),
        };
        members.into_iter().map(decode).collect()
    }

    fn encode(&self) -> Result<Json, EncodeError> {
        let encode = |(name, value): (&String, &T)| match value.encode() {
            Ok(value) => Ok((name.clone(), value)),
            Err(error) => Err(error.in_member(name)),
        };
        self.iter().map(encode).collect::<Result<_, _>>().map(Json::Object)
    }

    fn fit(value: &Json) -> Option<u32> {
        value.is_object().then_some(1)
    }
}

impl<T: Wire> Wire for Option<T> {
    fn decode(value: Json) -> Result<Self, DecodeError> {
        match value {
            Json::Null => Ok(None),
            value => T::decode(value).map(Some),
        }
    }

    fn encode(&self) -> Result<Json, EncodeError> {
        self.as_ref().map_or(Ok(Json::Null), T::encode)
    }

    fn absent() -> Option<Self> {
        Some(None)
    }

    fn is_absent(&self) -> bool {
        self.is_none()
    }

    fn fit(value: &Json) -> Option<u32> {
        if value.is_null() { Some(1) } else { T::fit(value) }
    }
}

impl<T: Wire> Wire for Box<T> {
    fn decode(value: Json) -> Result<Self, DecodeError> {
        T::decode(value).map(Box::new)
    }

    fn encode(&self) -> Result<Json, EncodeError> {
        (**self).encode()
    }

    fn absent() -> Option<Self> {
        T::absent().map(Box::new)
    }

    fn is_absent(&self) -> bool {
        (**self).is_absent()
    }

    fn fit(value: &Json) -> Option<u32> {
        T::fit(value)
    }
}
