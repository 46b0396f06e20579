//! Members without a row, and maps.

use std::collections::BTreeMap;

use super::row::find;
use super::writer::Object;
use super::{DecodeError, EncodeError, Look, Reader, Row, Wire, Writer};

/// The members of an object that have no row.
pub trait Rest {
    /// Reads the value of a member, and replaces an earlier one of the same name.
    ///
    /// # Errors
    ///
    /// If the value does not fit.
    fn read(&mut self, name: &str, reader: &mut Reader<'_>) -> Result<(), DecodeError>;

    /// Writes the members, except those that have a row.
    ///
    /// # Errors
    ///
    /// Those of the values.
    fn write(&self, rows: &[Row], writer: &mut Writer, object: &Object) -> Result<(), EncodeError>;
}

impl<T: Wire> Rest for BTreeMap<String, T> {
    fn read(&mut self, name: &str, reader: &mut Reader<'_>) -> Result<(), DecodeError> {
        let value = T::decode(reader)?;
        self.insert(name.to_owned(), value);
        Ok(())
    }

    fn write(&self, rows: &[Row], writer: &mut Writer, object: &Object) -> Result<(), EncodeError> {
        for (name, value) in self {
            if find(rows, 0, name).is_none() {
                writer.member(object, name, value)?;
            }
        }
        Ok(())
    }
}

impl<T: Wire> Wire for BTreeMap<String, T> {
    fn decode(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
        let mut members = Self::new();
        reader.read_object(&[], &mut [], Some(&mut members))?;
        Ok(members)
    }

    fn encode(&self, writer: &mut Writer) -> Result<(), EncodeError> {
        writer.write_object(&[], &[], Some(self))
    }

    fn fit(look: &mut Look<'_>) -> Option<u32> {
        look.is(super::Kind::Object).then_some(1)
    }
}
