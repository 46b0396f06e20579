//! Idempotency keys, by which a server recognizes a request that it has received before.

use super::Call;

impl Call {
    /// Declares the header that holds the idempotency key of the call. If the caller does not set it, every time the
    /// call is sent, it is a new UUID (version 4), which stays the same over all retries.
    pub fn idempotency_key(&mut self, header: &'static str) {
        self.fill_key(header, || uuid::Uuid::new_v4().to_string());
    }
}
