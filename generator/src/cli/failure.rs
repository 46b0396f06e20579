//! Why a command ends early.

/// Why a command ends early.
pub enum Failure {
    /// A message that is still to be printed.
    Message(String),
    /// It has been printed.
    Reported,
}

impl From<String> for Failure {
    fn from(message: String) -> Self {
        Self::Message(message)
    }
}
