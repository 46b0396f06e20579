//! Attempts: what is known of a request when it is sent, and when its outcome is there.

use std::fmt;

use http::Method;
use url::Url;

use super::call_info::Named;
use super::transport::TransportError;
use super::{Operation, backoff};

/// Outcome of an attempt: status and headers of the response, or why no response was received.
pub type AttemptOutcome<'a> = Result<&'a http::response::Parts, &'a TransportError>;

/// One attempt to send a call: the first one, or a retry.
#[derive(Clone, Copy)]
pub struct Attempt<'a> {
    pub(super) operation: &'static Operation,
    pub(super) method: &'a Method,
    pub(super) url: &'a Url,
    pub(super) retries: u32,
    pub(super) has_key: bool,
}

impl<'a> Attempt<'a> {
    /// Returns the operation that is called, with its ID and path template.
    #[must_use]
    pub fn operation(&self) -> &'static Operation {
        self.operation
    }

    /// Returns the HTTP method.
    #[must_use]
    pub fn method(&self) -> &'a Method {
        self.method
    }

    /// Returns the URL of the request. Its query may hold a credential: do not log it.
    #[must_use]
    pub fn url(&self) -> &'a Url {
        self.url
    }

    /// Returns the number of attempts before this one: 0 for the first.
    #[must_use]
    pub fn retries(&self) -> u32 {
        self.retries
    }

    /// Returns whether the server may receive the request several times without a further effect: its method is
    /// idempotent (RFC 9110, section 9.2.2), or the call carries an idempotency key.
    #[must_use]
    pub fn is_idempotent(&self) -> bool {
        let idempotent = ["GET", "HEAD", "OPTIONS", "TRACE", "PUT", "DELETE", "QUERY"];
        self.has_key || idempotent.contains(&self.method.as_str())
    }

    /// Returns a random time to wait before the next attempt, by exponential backoff with full jitter: up to 0.5 s
    /// before the first retry, up to twice as long before each further one, and at most 8 s.
    #[must_use]
    pub fn backoff(&self) -> std::time::Duration {
        backoff::backoff(self.retries, backoff::random())
    }
}

impl fmt::Debug for Attempt<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        // The URL is left out: its query may hold a credential.
        write!(formatter, "Attempt({}, {} retries)", Named(self.operation), self.retries)
    }
}
