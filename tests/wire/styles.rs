//! Parameters in every style: the tables of OpenAPI 3.0.4, 3.1.1 and 3.2.0 (Style Examples), byte by byte.

use generated::styles::Client;
use generated::styles::types::Rgb;
use specwright_tests::{Request, Server, fixtures};

use crate::sent;

const COLORS: [&str; 3] = ["blue", "black", "brown"];

fn rgb() -> Rgb {
    Rgb::new().r(100).g(200).b(150)
}

fn client(server: &Server) -> Client {
    Client::builder().base_url(&server.url()).build().unwrap()
}

/// The query string, without the question mark.
fn query(request: &Request) -> &str {
    request.target.split_once('?').map_or("", |(_, query)| query)
}

/// The table names its parameter `color`.
fn named(row: &str, name: &str) -> String {
    row.replace("color", name)
}

#[test]
fn in_paths() {
    let server = Server::ok("");
    let client = client(&server);
    macro_rules! row {
        ($method:ident $style:literal: $empty:literal $text:literal $list:literal $object:literal) => {{
            let target = sent!(server, client.$method("blue", COLORS, rgb())).target;
            let (text, list) = (named($text, "text"), named($list, "list"));
            let object = named($object, "object");
            assert_eq!(target, format!("/path/{}/{text}/{list}/{object}", $style));
            // Without anything but dots in it, a segment would be another path.
            let empty = client.$method("", COLORS, rgb()).send_blocking();
            match $empty {
                "" | "." => assert!(empty.unwrap_err().to_string().contains("`text`")),
                empty => {
                    let expected = format!("/path/{}/{}/", $style, named(empty, "text"));
                    assert!(server.request().target.starts_with(&expected));
                }
            }
        }};
    }
    row!(simple_path "simple": "" "blue" "blue,black,brown" "R,100,G,200,B,150");
    row!(simple_exploded_path "simple-exploded": "" "blue" "blue,black,brown" "R=100,G=200,B=150");
    row!(label_path "label": "." ".blue" ".blue,black,brown" ".R,100,G,200,B,150");
    row!(label_exploded_path "label-exploded": "." ".blue" ".blue.black.brown" ".R=100.G=200.B=150");
    row!(matrix_path "matrix": ";color" ";color=blue" ";color=blue,black,brown" ";color=R,100,G,200,B,150");
    row!(
        matrix_exploded_path "matrix-exploded":
        ";color" ";color=blue" ";color=blue;color=black;color=brown" ";R=100;G=200;B=150"
    );
}

#[test]
fn in_queries() {
    let server = Server::ok("");
    let client = client(&server);
    macro_rules! row {
        ($setter:ident($value:expr) = $expected:literal) => {{
            let request = sent!(server, client.query().$setter($value));
            assert_eq!(query(&request), named($expected, stringify!($setter)));
        }};
    }
    row!(form_text("") = "color=");
    row!(form_text("blue") = "color=blue");
    row!(form_list(COLORS) = "color=blue,black,brown");
    row!(form_object(rgb()) = "color=R,100,G,200,B,150");
    row!(form_exploded_text("") = "color=");
    row!(form_exploded_text("blue") = "color=blue");
    row!(form_exploded_list(COLORS) = "color=blue&color=black&color=brown");
    row!(form_exploded_object(rgb()) = "R=100&G=200&B=150");
    row!(spaces_list(COLORS) = "color=blue%20black%20brown");
    row!(spaces_object(rgb()) = "color=R%20100%20G%20200%20B%20150");
    row!(pipes_list(COLORS) = "color=blue%7Cblack%7Cbrown");
    row!(pipes_object(rgb()) = "color=R%7C100%7CG%7C200%7CB%7C150");
    row!(deep(rgb()) = "color%5BR%5D=100&color%5BG%5D=200&color%5BB%5D=150");
    // RFC 6570, section 2.3: these are undefined.
    row!(form_list([""; 0]) = "");
    row!(form_exploded_list([""; 0]) = "");
    row!(form_object(Rgb::new()) = "");
    row!(deep(Rgb::new()) = "");
}

#[test]
fn in_headers() {
    let server = Server::ok("");
    let client = client(&server);
    macro_rules! row {
        ($setter:ident($value:expr), $name:literal = $expected:expr) => {{
            let request = sent!(server, client.headers().$setter($value));
            assert_eq!(request.header($name), $expected);
        }};
    }
    row!(x_text(""), "x-text" = Some(""));
    row!(x_text("blue"), "x-text" = Some("blue"));
    row!(x_list(COLORS), "x-list" = Some("blue,black,brown"));
    row!(x_object(rgb()), "x-object" = Some("R,100,G,200,B,150"));
    row!(x_exploded_text(""), "x-exploded-text" = Some(""));
    row!(x_exploded_text("blue"), "x-exploded-text" = Some("blue"));
    row!(x_exploded_list(COLORS), "x-exploded-list" = Some("blue,black,brown"));
    row!(x_exploded_object(rgb()), "x-exploded-object" = Some("R=100,G=200,B=150"));
    row!(x_list([""; 0]), "x-list" = None);
    row!(x_object(Rgb::new()), "x-object" = None);
}

#[test]
fn in_cookies() {
    let server = Server::ok("");
    let client = client(&server);
    macro_rules! row {
        ($setter:ident($value:expr) = $expected:literal) => {{
            let request = sent!(server, client.cookies().$setter($value));
            let expected = named($expected, stringify!($setter));
            assert_eq!(request.header("cookie").unwrap_or_default(), expected);
        }};
    }
    row!(form_text("") = "color=");
    row!(form_text("blue") = "color=blue");
    row!(form_list(COLORS) = "color=blue,black,brown");
    row!(form_object(rgb()) = "color=R,100,G,200,B,150");
    row!(form_exploded_text("") = "color=");
    row!(form_exploded_text("blue") = "color=blue");
    // The separator of the table is that of a query: RFC 6265, section 4.2.1, has another one.
    row!(form_exploded_list(COLORS) = "color=blue; color=black; color=brown");
    row!(form_exploded_object(rgb()) = "R=100; G=200; B=150");
    row!(form_list([""; 0]) = "");
}

#[test]
fn without_a_declared_style() {
    let server = Server::ok("");
    let client = client(&server);
    let call = || client.defaults("blue", COLORS).query(COLORS).x_list(COLORS).cookie("blue");
    let request = sent!(server, call());
    assert_eq!(
        request.target,
        "/defaults/blue/blue,black,brown?query=blue&query=black&query=brown"
    );
    assert_eq!(request.header("x-list"), Some("blue,black,brown"));
    assert_eq!(request.header("cookie"), Some("cookie=blue"));
}

/// A setter that is called again replaces what it has set, also with nothing, and also what could not be sent.
#[test]
fn setters_replace() {
    let server = Server::ok("");
    let client = client(&server);
    let query_of = |request: Request| query(&request).to_owned();
    let twice = || client.query().form_text("a").deep(rgb()).form_text("b").deep(Rgb::new().r(1));
    assert_eq!(query_of(sent!(server, twice())), "form_text=b&deep%5BR%5D=1");
    let list = || client.query().form_exploded_list(["a", "b"]).form_exploded_list(["c"]);
    assert_eq!(query_of(sent!(server, list())), "form_exploded_list=c");
    let none = || client.query().form_exploded_object(rgb()).form_exploded_object(Rgb::new());
    assert_eq!(query_of(sent!(server, none())), "");
    let headers = || client.headers().x_list(["a"]).x_text("b").x_list(["c"]).x_text("");
    let request = sent!(server, headers());
    assert_eq!((request.header("x-list"), request.header("x-text")), (Some("c"), Some("")));
    let none = || client.headers().x_list(["a"]).x_list([""; 0]);
    assert_eq!(sent!(server, none()).header("x-list"), None);
    let cookies = || client.cookies().form_exploded_list(["a", "b"]).form_exploded_list(["c"]);
    assert_eq!(sent!(server, cookies()).header("cookie"), Some("form_exploded_list=c"));
    let valid = || client.headers().x_text("a\nb").x_text("c");
    assert_eq!(sent!(server, valid()).header("x-text"), Some("c"));
    let invalid = client.headers().x_text("a").x_text("b\nc").send_blocking().unwrap_err();
    assert!(invalid.to_string().contains("`X-Text`"), "{invalid}");
    // The caller's own parameters are added.
    let added = || client.query().with_query("form_text", "x").form_text("a").with_query("y", "z");
    assert_eq!(query_of(sent!(server, added())), "form_text=a&form_text=x&y=z");
}

/// The document means the same in all versions of OpenAPI that have these tables.
#[test]
fn in_every_version() {
    let path = fixtures::root().join("specs/styles/openapi.yaml");
    let text = std::fs::read_to_string(path).unwrap();
    let client = |version: &str| {
        let input = fixtures::of_text("styles", text.replace("openapi: 3.0.4", version));
        let generated = specwright::generate(input, None);
        assert!(generated.diagnostics.list.is_empty(), "{:?}", generated.diagnostics.list);
        specwright::stand_alone(&generated).unwrap()
    };
    let known = client("openapi: 3.0.4");
    for version in ["openapi: 3.1.1", "openapi: 3.2.0"] {
        assert_eq!(client(version), known, "{version}");
    }
}
