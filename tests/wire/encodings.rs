//! Values that are not sent as JSON: cookies, whole query strings, forms, multipart bodies and files.

use bytes::Bytes;
use generated::encodings::types::{
    Address, FilterFilter, Form, Rgb, SearchQ, SendFilesRequest, SendPartsRequest,
};
use generated::encodings::{Client, Error, File, Parts};
use specwright_tests::Server;

use crate::clients::Recorder;
use crate::multipart::parts;
use crate::{exchange, sent};

fn client(server: &Server) -> Client {
    Client::builder().base_url(&server.url()).build().unwrap()
}

fn rgb() -> Rgb {
    Rgb::new().r(100).g(200).b(150)
}

#[test]
fn cookies_as_they_are() {
    let server = Server::ok("");
    let client = client(&server);
    let cookie = |call: generated::encodings::operations::SendCookies| {
        let _ = call.send_blocking();
        server.request().header("cookie").map(str::to_owned).unwrap_or_default()
    };
    let send = || client.send_cookies();
    let colors = ["blue", "black", "brown"];
    assert_eq!(cookie(send().text("")), "text=");
    assert_eq!(cookie(send().text("blue")), "text=blue");
    assert_eq!(cookie(send().list(colors)), "list=blue,black,brown");
    assert_eq!(cookie(send().object(rgb())), "object=R,100,G,200,B,150");
    assert_eq!(
        cookie(send().exploded_list(colors)),
        "exploded_list=blue; exploded_list=black; exploded_list=brown"
    );
    assert_eq!(cookie(send().exploded_object(rgb())), "R=100; G=200; B=150");
    for value in ["a=b/c%20d", "Hello%2C%20world!", "\"quoted\"", "a b", "Zoë"] {
        assert_eq!(cookie(send().text(value)), format!("text={value}"));
        assert_eq!(cookie(send().plain(value)), format!("plain={value}"));
    }
    assert_eq!(cookie(send().form("a=b/c%20d;e")), "form=a=b/c%20d%3Be");
    for value in ["a;b", "a\r\nX-Evil: 1", "a\0", "\u{7f}"] {
        for call in [send().text(value), send().plain(value), send().list(["a", value])] {
            let error = call.send_blocking().unwrap_err();
            assert!(matches!(error, Error::Request(_)), "{error:?}");
            assert!(error.to_string().contains("a cookie cannot contain"), "{error}");
        }
    }
    assert!(server.requests().is_empty());
}

#[test]
fn reserved_characters() {
    let server = Server::ok("");
    let client = client(&server);
    let target = |text: &str, list: [&str; 2]| sent!(server, client.reserved(text, list)).target;
    assert_eq!(target("a:b@c", ["x", "y"]), "/reserved/a:b@c/;list=x;list=y");
    assert_eq!(target("!$&'()*+,;=", ["'", "%20"]), "/reserved/!$&'()*+,;=/;list=';list=%20");
    assert_eq!(
        target("a/b?c#d[e] %2F%", ["", "é"]),
        "/reserved/a%2Fb%3Fc%23d%5Be%5D%20%2F%25/;list;list=%C3%A9"
    );
    for text in [".", "%2e", "%2E.", ".."] {
        let (requests, outcome) = exchange!(server, client.reserved(text, ["x", "y"]));
        assert!(
            requests.is_empty() && outcome.unwrap_err().to_string().contains("`text`"),
            "{text}"
        );
    }
    let query = |call: fn(&Client) -> generated::encodings::operations::Reserved| {
        let target = sent!(server, call(&client)).target;
        target.split_once('?').map(|(_, query)| query.to_owned()).unwrap_or_default()
    };
    assert_eq!(query(|c| c.reserved("t", ["l"]).pipes(["a/b", "%20"])), "pipes=a/b%7C%20");
    assert_eq!(query(|c| c.reserved("t", ["l"]).spaces(["a/b", "%20"])), "spaces=a/b%20%20");
    assert_eq!(query(|c| c.reserved("t", ["l"]).deep([("k", "a/b?c")])), "deep%5Bk%5D=a/b?c");
    assert_eq!(query(|c| c.reserved("t", ["l"]).form("a&b#c+d %zz")), "form=a%26b%23c%2Bd%20%25zz");
}

/// reqwest sends URLs as the URL standard writes them, with `%27`.
#[test]
fn apostrophes_in_a_query() {
    let recorder = Recorder::new(204);
    let builder = Client::builder().base_url("https://a.example/b?c='");
    let client = builder.transport(recorder.clone()).build().unwrap();
    client.reserved("t", ["l"]).form("it's").send_blocking().unwrap();
    let sent = recorder.last().uri().to_string();
    assert_eq!(sent, "https://a.example/b/reserved/t/;list=l?c=%27&form=it's");
    let server = Server::ok("");
    let call = || self::client(&server).reserved("t", ["l"]).form("it's");
    assert_eq!(sent!(server, call()).target, "/reserved/t/;list=l?form=it%27s");
}

#[test]
fn query_strings() {
    let server = Server::ok("");
    let client = client(&server);
    let q = || SearchQ::new().tags(["1", "2"]).ids(["3", "4,5"]).text("a + b").area(rgb());
    assert_eq!(
        sent!(server, client.search(q())).target,
        "/search?tags=1&tags=2&ids=3,4%2C5&text=a+%2B+b&area=%7B%22R%22%3A100%2C%22G%22%3A200%2C%22B%22%3A150%7D"
    );
    assert_eq!(sent!(server, client.search(SearchQ::new())).target, "/search");
    let select = || client.select().selector("$.a.b[1:1]");
    assert_eq!(sent!(server, select()).target, "/select?%24.a.b%5B1%3A1%5D");
    let filter = || client.filter().filter(FilterFilter::new().numbers([1, 2]).flag(None));
    assert_eq!(
        sent!(server, filter()).target,
        "/filter?%7B%22numbers%22%3A%5B1%2C2%5D%2C%22flag%22%3Anull%7D"
    );
    let raw = || client.raw().query("a=1&b[]=x y&c=%20");
    assert_eq!(sent!(server, raw()).target, "/raw?a=1&b%5B%5D=x%20y&c=%20");
}

#[test]
fn forms() {
    let server = Server::ok("");
    let client = client(&server);
    let address = || Address::new().street("Kaai 1").city("Gent");
    for (form, expected) in [
        (Form::new().ids(["1", "2,3"]), "ids=1,2%2C3"),
        (Form::new().spaces(["a b", "c"]), "spaces=a+b+c"),
        (Form::new().pipes(["a|b", "c"]), "pipes=a%7Cb%7Cc"),
        (Form::new().deep(address()), "deep%5Bstreet%5D=Kaai+1&deep%5Bcity%5D=Gent"),
        (Form::new().exploded(rgb()), "R=100&G=200&B=150"),
        (Form::new().url("http://x/%20"), "url=http://x/%20"),
        (Form::new().url("it's a&b+c%"), "url=it's+a%26b%2Bc%25"),
        (Form::new().urls(["a/b", "c,d"]), "urls=a/b,c,d"),
        (Form::new().quoted("a"), "quoted=%22a%22"),
        (Form::new().text("it's ~"), "text=it%27s+%7E"),
        (Form::new().list(["a", "b,c"]), "list=a&list=b%2Cc"),
        (
            Form::new().object(address()),
            "object=%7B%22street%22%3A%22Kaai+1%22%2C%22city%22%3A%22Gent%22%7D",
        ),
        (Form::new().ids([""; 0]), ""),
        (Form::new(), ""),
    ] {
        let request = sent!(server, client.send_form(form.clone()));
        assert_eq!(request.text(), expected);
        assert_eq!(request.header("content-type"), Some("application/x-www-form-urlencoded"));
    }
}

#[test]
fn parts_with_encodings() {
    let server = Server::ok("");
    let client = client(&server);
    let body = SendPartsRequest::new()
        .name("n")
        .tags(["t", "\"u\""])
        .address("<address/>")
        .ids(["1", "2,3"])
        .spaces([1, 2])
        .many(["a/b", "c"])
        .deep(Address::new().street("Kaai & 1").city("Gent"))
        .note("# N")
        .rows([vec![1, 2], vec![]])
        .token("ü");
    let _ = client.send_parts(body).send_blocking();
    let part = |name: &str, media_type: &str, content: &str| {
        let media_type = match media_type {
            "" => String::new(),
            media_type => format!("\nContent-Type: {media_type}"),
        };
        format!(
            "--BOUNDARY\nContent-Disposition: form-data; name=\"{name}\"{media_type}\n\n{content}\n"
        )
    };
    let expected = [
        part("name", "application/json", "\"n\""),
        part("tags", "application/vnd.tags+json", "[\"t\",\"\\\"u\\\"\"]"),
        part("address", "application/xml", "<address/>"),
        part("ids", "", "1,2,3"),
        part("spaces", "", "1 2"),
        part("many", "", "a/b"),
        part("many", "", "c"),
        part("deep[street]", "", "Kaai & 1"),
        part("deep[city]", "", "Gent"),
        part("note", "text/markdown", "# N"),
        part("rows", "application/json", "[1,2]"),
        part("rows", "application/json", "[]"),
        part("token", "application/octet-stream", "w7w="),
        "--BOUNDARY--\n".to_owned(),
    ];
    assert_eq!(parts(&server.request()), expected.concat());
}

#[test]
fn files() {
    let server = Server::ok("");
    let client = client(&server);
    let file = |name: &str| File::new(name, "x");
    let body = SendFilesRequest::new()
        .any(file("1"))
        .anything(file("2"))
        .several([file("3"), file("4")])
        .image(file("5"))
        .binary(file("6"))
        .pdf(file("7"))
        .photo(file("8").with_content_type("image/jpeg"))
        .page("<p>");
    let _ = client.send_files(body).send_blocking();
    let part = |name: &str, file: u8, media_type: &str| {
        format!(
            "--BOUNDARY\nContent-Disposition: form-data; name=\"{name}\"; filename=\"{file}\"\nContent-Type: {media_type}\n\nx\n"
        )
    };
    let bytes = "application/octet-stream";
    let expected = [
        part("any", 1, bytes),
        part("anything", 2, bytes),
        part("several", 3, bytes),
        part("several", 4, bytes),
        part("image", 5, bytes),
        part("binary", 6, bytes),
        part("pdf", 7, "application/pdf"),
        part("photo", 8, "image/jpeg"),
        "--BOUNDARY\nContent-Disposition: form-data; name=\"page\"\n\n<p>\n--BOUNDARY--\n"
            .to_owned(),
    ];
    assert_eq!(parts(&server.request()), expected.concat());
}

#[test]
fn parts_that_are_not_described() {
    let server = Server::ok("");
    let client = client(&server);
    let _ = client.send_unknown_parts(Parts::new()).send_blocking();
    assert_eq!(parts(&server.request()), "--BOUNDARY--\n");
    let body = Parts::new()
        .with_text("a", "Zoë")
        .with_json("b", &serde_json::json!({"c": [1]}))
        .with_file("d", File::new("d.txt", "x").with_content_type("text/plain"));
    let _ = client.send_unknown_parts(body).send_blocking();
    assert_eq!(
        parts(&server.request()),
        "--BOUNDARY\nContent-Disposition: form-data; name=\"a\"\n\nZoë\n\
         --BOUNDARY\nContent-Disposition: form-data; name=\"b\"\nContent-Type: application/json\n\n{\"c\":[1]}\n\
         --BOUNDARY\nContent-Disposition: form-data; name=\"d\"; filename=\"d.txt\"\nContent-Type: text/plain\n\nx\n\
         --BOUNDARY--\n"
    );
    // Of other multipart bodies, only the caller knows the boundary.
    let mixed = || client.send_mixed("--B\r\n\r\nx\r\n--B--\r\n");
    let (requests, outcome) = exchange!(server, mixed());
    assert!(requests.is_empty() && outcome.unwrap_err().to_string().contains("boundary"));
    let named = || mixed().with_header("content-type", "multipart/mixed; boundary=B");
    let request = sent!(server, named());
    assert_eq!(request.header("content-type"), Some("multipart/mixed; boundary=B"));
}

#[test]
fn bodies_of_any_media_type() {
    let server = Server::ok("");
    let client = client(&server);
    let every: Bytes = (0..=255).collect::<Vec<u8>>().into();
    let request = sent!(server, client.put_file(every.clone()));
    assert_eq!(request.header("content-type"), Some("application/json"));
    assert_eq!(request.body, every);
    let default = "application/octet-stream";
    let request = sent!(server, client.put_any("x"));
    assert_eq!((request.text(), request.header("content-type")), ("x", Some(default)));
    let csv = || client.put_any("a,b").with_header("content-type", "text/csv");
    assert_eq!(sent!(server, csv()).header("content-type"), Some("text/csv"));
    let request = sent!(server, client.put_object(rgb()));
    assert_eq!(request.text(), r#"{"R":100,"G":200,"B":150}"#);
    assert_eq!(request.header("content-type"), Some("application/json"));
    assert_eq!(sent!(server, client.put_image("x")).header("content-type"), Some(default));
    let png = || client.put_image("x").with_header("Content-Type", "image/png");
    assert_eq!(sent!(server, png()).header("content-type"), Some("image/png"));
    let request = sent!(server, client.put_text("x"));
    assert_eq!((request.text(), request.header("content-type")), ("x", Some("text/plain")));
}
