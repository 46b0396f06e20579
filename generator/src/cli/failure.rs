//! Reasons why a command ends early.

/// The reason why a command ends early.
pub enum Failure {
    /// An error with a message, which is not printed yet.
    Message(String),
    /// An error that is printed already.
    Reported,
}

impl From<String> for Failure {
    fn from(message: String) -> Self {
        Self::Message(message)
    }
}
