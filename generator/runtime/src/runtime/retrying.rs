//! Repeats attempts of a call.

use std::time::{Duration, Instant};

use http::Method;
use url::Url;

use super::Operation;
use super::attempt::{Attempt, AttemptOutcome};
use super::settings::Around;

/// The attempts of one call.
pub(super) struct Retrying<'a> {
    around: &'a Around,
    operation: &'static Operation,
    has_key: bool,
    /// Maximum number of retries; 0 if the body can be sent only once.
    limit: u32,
    deadline: Option<Instant>,
    retries: u32,
}

impl<'a> Retrying<'a> {
    /// Starts the first attempt. `limit` is the maximum number of retries; `has_key` says whether the call carries an
    /// idempotency key.
    pub fn new(
        around: &'a Around,
        operation: &'static Operation,
        (limit, has_key): (u32, bool),
        deadline: Option<Instant>,
    ) -> Self {
        Self { around, operation, has_key, limit, deadline, retries: 0 }
    }

    /// Number of times that the request was sent again.
    pub fn retries(&self) -> u32 {
        self.retries
    }

    /// Counts an attempt for another reason than a failure, such as a credential that the server no longer accepts.
    pub fn count(&mut self) {
        self.retries += 1;
    }

    /// Describes the current attempt.
    pub fn attempt<'b>(&self, method: &'b Method, url: &'b Url) -> Attempt<'b> {
        let Self { operation, has_key, retries, .. } = *self;
        Attempt { operation, method, url, retries, has_key }
    }

    /// Decides whether the call is sent again after this outcome, and waits until then.
    pub async fn again(&mut self, attempt: &Attempt<'_>, outcome: AttemptOutcome<'_>) -> bool {
        let around = self.around;
        let may_repeat = self.retries < self.limit;
        let wait = may_repeat.then(|| around.policy.retry(attempt, outcome)).flatten();
        let Some(wait) = wait else {
            if outcome.is_ok_and(|response| !is_failure(response.status)) {
                around.budget.succeeded(self.retries);
            }
            return false;
        };
        if !self.has_time(wait) || !around.budget.pay() {
            return false;
        }
        if !wait.is_zero() {
            around.timer.sleep(wait).await;
        }
        self.retries += 1;
        true
    }

    /// Whether the call may still be sent after a wait.
    fn has_time(&self, wait: Duration) -> bool {
        let Some(deadline) = self.deadline else { return true };
        let then = self.around.timer.now().checked_add(wait);
        then.is_some_and(|then| then < deadline)
    }
}

/// Whether a status shows that the server cannot serve calls at present. Other errors are answers to the request.
fn is_failure(status: http::StatusCode) -> bool {
    status.is_server_error() || matches!(status.as_u16(), 408 | 429)
}
