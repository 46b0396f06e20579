//! Bytes as base64 text (RFC 4648).

use ::base64::Engine as _;
use ::base64::alphabet::{STANDARD, URL_SAFE};
use ::base64::engine::DecodePaddingMode::Indifferent;
use ::base64::engine::general_purpose::{GeneralPurpose, GeneralPurposeConfig};
use bytes::Bytes;

use super::{DecodeError, EncodeError, Look, Reader, Wire, Writer};

const CONFIG: GeneralPurposeConfig =
    GeneralPurposeConfig::new().with_decode_padding_mode(Indifferent);
const UNPADDED: GeneralPurposeConfig = CONFIG.with_encode_padding(false);

fn parse(text: &str) -> Option<Vec<u8>> {
    let standard = GeneralPurpose::new(&STANDARD, CONFIG);
    standard.decode(text).or_else(|_| GeneralPurpose::new(&URL_SAFE, CONFIG).decode(text)).ok()
}

macro_rules! bytes {
    ($(#[$doc:meta])* $ty:ident, $alphabet:ident, $config:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
        pub struct $ty(pub Bytes);

        impl<T: Into<Bytes>> From<T> for $ty {
            fn from(bytes: T) -> Self {
                Self(bytes.into())
            }
        }

        impl std::ops::Deref for $ty {
            type Target = [u8];

            fn deref(&self) -> &[u8] {
                &self.0
            }
        }

        impl Wire for $ty {
            fn decode(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
                reader.parsed("base64 text", parse).map(Self::from)
            }

            fn encode(&self, writer: &mut Writer) -> Result<(), EncodeError> {
                writer.string(&GeneralPurpose::new(&$alphabet, $config).encode(&self.0));
                Ok(())
            }

            fn fit(look: &mut Look<'_>) -> Option<u32> {
                look.fit_by_text(parse)
            }
        }
    };
}

bytes! {
    /// Bytes that are base64 text on the wire. Reads the standard and the URL-safe alphabet, with or without
    /// padding; writes the standard one with padding.
    Base64, STANDARD, CONFIG
}

bytes! {
    /// Bytes that are base64 text on the wire. Reads the standard and the URL-safe alphabet, with or without
    /// padding; writes the URL-safe one without padding.
    Base64Url, URL_SAFE, UNPADDED
}

#[cfg(test)]
mod tests {
    use super::super::{from_slice, to_vec};
    use super::*;

    #[test]
    fn alphabets() {
        let bytes: &[u8] = &[0xfb, 0xff, 0xfe, 0xff];
        for text in ["+//+/w==", "-__-_w==", "-__-_w", "+//+/w"] {
            let json = format!("{text:?}");
            let read: Base64 = from_slice(json.as_bytes()).unwrap();
            assert_eq!(&*read, bytes, "{text}");
            let read: Base64Url = from_slice(json.as_bytes()).unwrap();
            assert_eq!(&*read, bytes, "{text}");
        }
        assert_eq!(to_vec(&Base64::from(bytes.to_vec())).unwrap(), br#""+//+/w==""#);
        assert_eq!(to_vec(&Base64Url::from(bytes.to_vec())).unwrap(), br#""-__-_w""#);
        for text in ["+_", "a", "a b", "ä"] {
            assert!(from_slice::<Base64Url>(format!("{text:?}").as_bytes()).is_err(), "{text}");
        }
    }
}
