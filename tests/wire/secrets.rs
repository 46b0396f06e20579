//! What is secret does not show.

use generated::gallery::types::IssueTokenRequest;
use generated::gallery::{Client, ClientBuilder};
use specwright_tests::{Reply, Server};

use crate::id;

fn builder(server: &Server) -> ClientBuilder {
    Client::builder()
        .base_url(&format!("{}/?signature=s3cret", server.url()))
        .basic_auth("user", "s3cret")
        .query_key("s3cret")
        .cookie_key("s3cret")
        .header_key("s3cret")
        .default_header("x-own", "s3cret")
        .retries(0)
}

fn check(shown: &dyn std::fmt::Debug) {
    let text = format!("{shown:?}{shown:#?}");
    let basic = "dXNlcjpzM2NyZXQ";
    assert!(!text.contains("s3cret") && !text.contains(basic), "{text}");
}

#[test]
fn in_clients_and_calls() {
    let server = Server::ok("{}");
    check(&builder(&server));
    let client = builder(&server).build().unwrap();
    check(&client);
    assert!(format!("{client:?}").contains("queryKey"));
    check(&client.get_artwork(id()).with_header("x", "s3cret").with_query("y", "s3cret"));
    check(&client.issue_token(IssueTokenRequest::new("password").password("s3cret")));
}

#[test]
fn in_errors() {
    let errors = |reply: Reply| {
        let server = Server::always(reply);
        let client = builder(&server).build().unwrap();
        let one = client.get_artwork(id()).send_blocking().unwrap_err();
        let two = crate::wait(client.get_artwork(id()).send()).unwrap_err();
        for error in [one, two] {
            check(&error);
            let mut source: Option<&dyn std::error::Error> = Some(&error);
            while let Some(error) = source {
                check(&error);
                assert!(!error.to_string().contains("s3cret"), "{error}");
                source = error.source();
            }
        }
    };
    errors(Reply::raw(""));
    errors(Reply::raw("HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\n{"));
    errors(Reply::raw("nonsense\r\n\r\n"));
    errors(Reply::json(200, "[]"));
    errors(Reply::json(500, "{}"));
    errors(Reply::new(418, &[("set-cookie", "session=s3cret")], ""));
    let server = Server::ok("{}");
    let client = builder(&server).base_url("http://127.0.0.1:1/?k=s3cret").build().unwrap();
    let error = client.get_artwork(id()).send_blocking().unwrap_err();
    check(&error);
    assert!(!error.to_string().contains("s3cret"), "{error}");
    check(&client.list_artworks().send_blocking().unwrap_err());
}

#[test]
fn in_errors_of_builders() {
    let bad = "s3cret\n";
    for builder in [
        Client::builder().bearer_auth(bad),
        Client::builder().cookie_key("s3cret;"),
        Client::builder().basic_auth("s3cret:", "s3cret"),
        Client::builder().default_header("x", bad),
        Client::builder().base_url("https://s3cret:s3cret@a.example"),
        Client::builder().base_url("//s3cret"),
    ] {
        let error = builder.build().unwrap_err();
        check(&error);
        assert!(!error.to_string().contains("s3cret"), "{error}");
    }
}
