//! Spans of calls, for the crate `tracing`, with the names of OpenTelemetry's semantic conventions for HTTP clients.

use tracing::Span;
use tracing::field::Empty;
use url::Url;

use super::Operation;
use super::error::Failure;
use super::escape::one_line;
use super::transport::TransportErrorKind;

/// Creates the span of a call. Neither headers nor the URL's path and query, which may hold secrets, are fields.
pub fn of(operation: &Operation, url: Option<&Url>) -> Span {
    let template = one_line(operation.path);
    tracing::info_span!(
        "http_client_call",
        "otel.kind" = "client",
        "otel.name" = format!("{} {template}", operation.method),
        "otel.status_code" = Empty,
        "operation.id" = one_line(operation.id),
        "http.request.method" = operation.method,
        "url.template" = template,
        "server.address" = url.and_then(Url::host_str),
        "server.port" = url.and_then(Url::port_or_known_default),
        "http.request.resend_count" = Empty,
        "http.response.status_code" = Empty,
        "error.type" = Empty,
    )
}

/// Records the outcome of the call: the status of its response, or why there is no response.
pub fn ended(span: &Span, retries: u32, outcome: Result<http::StatusCode, &Failure>) {
    if retries > 0 {
        span.record("http.request.resend_count", retries);
    }
    let error = match outcome {
        Ok(status) => {
            span.record("http.response.status_code", status.as_u16());
            let is_error = status.is_client_error() || status.is_server_error();
            is_error.then(|| status.as_str().to_owned())
        }
        Err(failure) => Some(kind(failure).to_owned()),
    };
    if let Some(error) = error {
        span.record("error.type", error);
        span.record("otel.status_code", "ERROR");
    }
}

/// Returns a word for the cause of a failure.
fn kind(failure: &Failure) -> &'static str {
    match failure {
        Failure::Transport(error) => match error.kind() {
            TransportErrorKind::Connect => "connect",
            TransportErrorKind::Tls => "tls",
            TransportErrorKind::Timeout => "timeout",
            TransportErrorKind::Body => "connection_lost",
            TransportErrorKind::Protocol => "protocol",
            TransportErrorKind::TooLarge => "response_too_large",
            TransportErrorKind::Other => "transport",
        },
        Failure::MissingCredential { .. } => "missing_credential",
        Failure::Credential { .. } => "credential",
        Failure::Request(_) | Failure::Refused(_) => "request",
    }
}
