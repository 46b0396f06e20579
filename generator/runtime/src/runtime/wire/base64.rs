//! Bytes as base64 text (RFC 4648).

use ::base64::Engine as _;
use ::base64::alphabet::{STANDARD, URL_SAFE};
use ::base64::engine::DecodePaddingMode::Indifferent;
use ::base64::engine::general_purpose::{GeneralPurpose, GeneralPurposeConfig};
use bytes::Bytes;

use super::{DecodeError, EncodeError, Look, Reader, Wire, Writer};

const CONFIG: GeneralPurposeConfig =
    GeneralPurposeConfig::new().with_decode_padding_mode(Indifferent);

/// Bytes that are base64 text on the wire. Reads the standard and the URL-safe alphabet, with or without
/// padding; writes the standard one with padding.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct Base64(pub Bytes);

impl<T: Into<Bytes>> From<T> for Base64 {
    fn from(bytes: T) -> Self {
        Self(bytes.into())
    }
}

impl std::ops::Deref for Base64 {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        &self.0
    }
}

fn parse(text: &str) -> Option<Vec<u8>> {
    let standard = GeneralPurpose::new(&STANDARD, CONFIG);
    standard.decode(text).or_else(|_| GeneralPurpose::new(&URL_SAFE, CONFIG).decode(text)).ok()
}

impl Wire for Base64 {
    fn decode(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
        reader.parsed("base64 text", parse).map(Self::from)
    }

    fn encode(&self, writer: &mut Writer) -> Result<(), EncodeError> {
        writer.string(&GeneralPurpose::new(&STANDARD, CONFIG).encode(&self.0));
        Ok(())
    }

    fn fit(look: &mut Look<'_>) -> Option<u32> {
        look.fit_by_text(parse)
    }
}
