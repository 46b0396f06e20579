//! The runtime of a generated client: calls, credentials, transports, errors, and reading and writing JSON.
//!
//! The macros refer to this module as `runtime`, which every file that uses them imports: the module works at any path.

#![allow(unused_macros, unused_imports, dead_code, reason = "not every API needs all of it")]

mod attempt;
mod auth;
mod authorize;
mod backoff;
mod body;
mod call;
mod call_info;
mod chosen;
mod client;
mod download;
pub mod endpoints;
mod error;
mod escape;
pub mod events;
mod exchange;
mod form;
mod framing;
#[cfg(feature = "reqwest")]
mod http_client;
pub mod idempotency;
mod interceptor;
mod link_header;
mod message;
mod multipart;
pub mod oauth;
mod operation;
pub mod pages;
pub(crate) mod paging;
#[cfg(feature = "tokio")]
mod reading;
mod redirect;
mod request_id;
mod response;
mod retry;
mod retry_after;
mod retrying;
mod settings;
mod signer;
#[cfg(feature = "tracing")]
mod span;
pub mod stream;
mod style;
pub mod text;
mod timer;
#[cfg(feature = "tokio")]
mod timing;
mod token;
#[cfg(feature = "tower")]
mod tower;
mod transport;
mod transport_error;
mod transports;
mod upload;
mod values;
pub mod wire;

pub use attempt::{Attempt, AttemptOutcome};
pub use auth::{Credential, KeyPlace};
pub use body::{Body, BoxError};
pub use call::Call;
pub(crate) use client::client_builder;
pub use client::{BuildError, Core, CoreBuilder};
#[cfg(feature = "blocking")]
pub use download::BlockingDownload;
pub use download::Download;
pub use error::{CredentialFailure, DecodeFailure, Error, ErrorResponse, Outcome, RequestFailure};
pub use interceptor::Interceptor;
pub(crate) use multipart::multipart;
pub use multipart::{File, Multipart, Parts};
pub use operation::{Operation, Security, Status};
pub(crate) use operation::{operation, responses};
pub use response::{Binary, Empty, Json, RawResponse, Response, ResponseBody, Undocumented};
pub use retry::{RetryPolicy, StandardRetries};
pub use signer::Signer;
pub use style::Style;
pub use timer::Timer;
pub use token::{Secret, Token, TokenProvider, TokenRequest};
#[cfg(feature = "tower")]
pub use tower::TowerTransport;
pub use transport::{BoxFuture, Timeouts, Transport, TransportError, TransportErrorKind};
pub use upload::Upload;
pub use values::{Maybe, list, map};
pub use wire::{Boxed, Field};
