//! Calls of the clients that `security.rs` generates.

use generated::runtime::{BuildError, Error};
use generated::{mixed, page, silent, templates, two, unused};

fn main() {
    let url = std::env::args().nth(1).unwrap();

    let client = page::Client::builder().base_url(&url).basic_auth("AC1", "s3cret").build().unwrap();
    let body = page::types::CreateSipDomainRequest::new("acme.sip.twilio.com");
    // Whatever comes of the response: what counts is what arrives.
    drop(client.create_sip_domain("AC1", body).send_blocking());

    let builder = || silent::Client::builder().base_url(&url);
    let basic = builder().basic_auth("AC1", "s3cret").build().unwrap();
    basic.basic().send_blocking().unwrap();
    let bearer = builder().bearer_token("t0ken").build().unwrap();
    bearer.bearer().send_blocking().unwrap();
    bearer.undeclared().send_blocking().unwrap();
    let error: BuildError = builder().basic_auth("a", "b").bearer_token("c").build().unwrap_err();
    assert!(error.to_string().contains("`basic_auth` and `bearer_token`"), "{error}");

    let client = unused::Client::builder().base_url(&url).basic_auth("AC1", "s3cret");
    let client = client.build().unwrap();
    client.silent().send_blocking().unwrap();
    client.open().send_blocking().unwrap();

    let builder = || mixed::Client::builder().base_url(&url);
    let both = builder().key("k").spare("s").build().unwrap();
    both.secured().send_blocking().unwrap();
    both.silent().send_blocking().unwrap();
    both.open().send_blocking().unwrap();
    let spare = builder().spare("s").build().unwrap();
    spare.secured().send_blocking().unwrap();
    let other = builder().other("o").build().unwrap();
    other.secured().send_blocking().unwrap();
    let none = builder().build().unwrap();
    let error = none.secured().send_blocking().unwrap_err();
    assert!(matches!(error, Error::MissingCredential { .. }), "{error}");

    let builder = || two::Client::builder().base_url(&url);
    let both = builder().basic_auth("AC1", "s3cret").bearer_token("t0ken").build().unwrap();
    let error = both.both().send_blocking().unwrap_err();
    assert!(error.to_string().contains("two credentials in the header `authorization`"), "{error}");
    both.both().with_header("authorization", "Bearer own").send_blocking().unwrap();
    // One of them is enough, since a request has one such header.
    let one = builder().bearer_token("t0ken").build().unwrap();
    one.both().send_blocking().unwrap();
    let none = builder().build().unwrap();
    none.both().with_header("authorization", "Bearer own").send_blocking().unwrap();

    let builder = templates::Client::builder;
    let server = templates::Server::endpoint(url.as_str());
    builder().server(&server).build().unwrap().get().send_blocking().unwrap();
    let version = templates::ServerVersion::V1;
    let server = templates::Server::Endpoint { endpoint: url.clone(), version };
    builder().server(&server).build().unwrap().get().send_blocking().unwrap();
    let error = builder().build().unwrap_err();
    assert!(error.to_string().contains("set `base_url`, or `server`"), "{error}");
}
