//! UUIDs (RFC 9562).

use ::uuid::Uuid;

use super::{DecodeError, EncodeError, Json, Wire};

impl Wire for Uuid {
    fn decode(value: Json) -> Result<Self, DecodeError> {
        let parsed = value.as_str().and_then(|text| Self::parse_str(text).ok());
        parsed.ok_or_else(|| DecodeError::expected("a UUID", &value))
    }

    fn encode(&self) -> Result<Json, EncodeError> {
        Ok(Json::String(self.to_string()))
    }

    fn fit(value: &Json) -> Option<u32> {
        Self::parse_str(value.as_str()?).ok().map(|_| 3)
    }
}
