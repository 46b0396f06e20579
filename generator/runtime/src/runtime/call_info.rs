//! Which call something belongs to.

use std::fmt;

use super::escape::one_line;
use super::operation::Operation;

/// The call that a response or an error belongs to.
#[derive(Clone, Copy)]
pub(crate) struct CallInfo {
    pub operation: &'static Operation,
    /// Number of times that the request was sent again.
    pub retries: u32,
}

impl fmt::Display for CallInfo {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}", Named(self.operation))?;
        match self.retries {
            0 => Ok(()),
            1 => formatter.write_str(", after 1 retry"),
            more => write!(formatter, ", after {more} retries"),
        }
    }
}

impl fmt::Debug for CallInfo {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "CallInfo({self})")
    }
}

/// Shows an operation by its ID, method and path template.
pub(crate) struct Named(pub &'static Operation);

impl fmt::Display for Named {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Operation { id, method, path, .. } = self.0;
        write!(formatter, "`{}` ({method} {})", one_line(id), one_line(path))
    }
}
