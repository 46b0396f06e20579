//! UUIDs (RFC 9562).

use ::uuid::Uuid;

use super::{DecodeError, EncodeError, Look, Reader, Wire, Writer};

fn parse(text: &str) -> Option<Uuid> {
    Uuid::parse_str(text).ok()
}

impl Wire for Uuid {
    fn decode(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
        reader.parsed("a UUID", parse)
    }

    fn encode(&self, writer: &mut Writer) -> Result<(), EncodeError> {
        writer.string(self.hyphenated().encode_lower(&mut Self::encode_buffer()));
        Ok(())
    }

    fn fit(look: &mut Look<'_>) -> Option<u32> {
        look.fit_by_text(parse)
    }
}
