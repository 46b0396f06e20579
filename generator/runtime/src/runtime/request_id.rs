//! IDs of requests.

use http::HeaderMap;

/// Headers with the ID that a server gives a request, the most common first.
const REQUEST_IDS: [&str; 12] = [
    "x-request-id",
    "request-id",
    "x-amzn-requestid",
    "x-amz-request-id",
    "x-ms-request-id",
    "x-github-request-id",
    "twilio-request-id",
    "x-goog-request-id",
    "x-oss-request-id",
    "x-correlation-id",
    "x-trace-id",
    "cf-ray",
];

/// Maximum length of a request ID, in bytes: a longer value is taken for something else.
const MAX_REQUEST_ID: usize = 200;

/// Finds the ID of the request. It consists of visible ASCII characters.
pub fn find(headers: &HeaderMap) -> Option<&str> {
    let values = REQUEST_IDS.iter().filter_map(|name| headers.get(*name)?.to_str().ok());
    let mut values = values.map(str::trim);
    values.find(|id| !id.is_empty() && id.len() <= MAX_REQUEST_ID)
}
