//! Signers: code of the caller's that signs the final request.

use bytes::Bytes;

use super::attempt::Attempt;
use super::body::BoxError;
use super::transport::BoxFuture;

/// Signs requests, as AWS Signature Version 4 and schemes with an HMAC do. A client with a signer needs no other
/// credential.
pub trait Signer: Send + Sync + 'static {
    /// Adds a signature to the request, which is final by then: URI, headers and body are those that are sent. Only the
    /// headers `Host` and `Content-Length` are missing, which the transport adds. `body` is `None` if the body is a
    /// stream, whose bytes are not known yet. Every attempt is signed anew, also after a redirect within the same origin.
    fn sign<'a>(
        &'a self,
        attempt: &'a Attempt<'a>,
        request: &'a mut http::request::Parts,
        body: Option<&'a Bytes>,
    ) -> BoxFuture<'a, Result<(), BoxError>>;
}
