//! Bodies of several parts.

use generated::gallery::types::{Credit, UploadMediaBatchRequest, UploadMediaRequest};
use generated::gallery::{Error, File};
use specwright_tests::{Request, Server};

use crate::{ID, client, id};

/// The body with its boundary as `BOUNDARY`.
pub fn parts(request: &Request) -> String {
    let content_type = request.header("content-type").unwrap();
    let boundary = content_type.strip_prefix("multipart/form-data; boundary=").unwrap();
    assert!(boundary.len() <= 70, "{boundary}");
    request.text().replace(boundary, "BOUNDARY").replace("\r\n", "\n")
}

#[test]
fn a_file_and_fields() {
    let server = Server::ok("{}");
    let client = client(&server);
    let body = UploadMediaRequest::new(File::new("a.png", "PNG").with_content_type("image/png"))
        .caption("Zoë\r\n2")
        .public(false)
        .artwork_ids([id(), id()])
        .credit(Credit::new("N").year(1999));
    let _ = client.upload_media(body).send_blocking();
    let part = |name: &str, rest: &str| {
        format!("--BOUNDARY\nContent-Disposition: form-data; name=\"{name}\"{rest}\n")
    };
    let expected = [
        part("file", "; filename=\"a.png\"\nContent-Type: image/png\n\nPNG"),
        part("caption", "\n\nZoë\n2"),
        part("public", "\n\nfalse"),
        part("artwork_ids", &format!("\n\n{ID}")),
        part("artwork_ids", &format!("\n\n{ID}")),
        part("credit", "\nContent-Type: application/json\n\n{\"name\":\"N\",\"year\":1999}"),
        "--BOUNDARY--\n".to_owned(),
    ];
    assert_eq!(parts(&server.request()), expected.concat());
}

#[test]
fn several_files_and_names_that_need_quoting() {
    let server = Server::ok("{}");
    let client = client(&server);
    let files = [File::new("наброски \"1\"\r\nX: y.txt", "a"), File::new("", "")];
    let body = UploadMediaBatchRequest::new(files)
        .cover(File::new("b\\c;d", vec![0u8]))
        .label("L")
        .weight(2.5)
        .credits([Credit::new("A"), Credit::new("B")]);
    let _ = client.upload_media_batch(body).send_blocking();
    let binary = "\nContent-Type: application/octet-stream\n\n";
    let part = |rest: &str| format!("--BOUNDARY\nContent-Disposition: form-data; {rest}\n");
    let expected = [
        part(&format!("name=\"files\"; filename=\"наброски %221%22%0D%0AX: y.txt\"{binary}a")),
        part(&format!("name=\"files\"; filename=\"\"{binary}")),
        part(&format!("name=\"cover\"; filename=\"b\\c;d\"{binary}\0")),
        part("name=\"%22label%22\"\n\nL"),
        part("name=\"weight\"\n\n2.5"),
        part("name=\"credits\"\nContent-Type: application/json\n\n{\"name\":\"A\"}"),
        part("name=\"credits\"\nContent-Type: application/json\n\n{\"name\":\"B\"}"),
        "--BOUNDARY--\n".to_owned(),
    ];
    assert_eq!(parts(&server.request()), expected.concat());
}

#[test]
fn boundaries_differ() {
    let server = Server::ok("{}");
    let client = client(&server);
    let send = || {
        let _ = client.upload_media_batch(UploadMediaBatchRequest::new([])).send_blocking();
        server.request()
    };
    let (one, two) = (send(), send());
    assert_eq!((parts(&one), one.body == two.body), ("--BOUNDARY--\n".to_owned(), false));
}

#[test]
fn what_cannot_be_a_part_is_not_sent() {
    let server = Server::ok("{}");
    let client = client(&server);
    let file = |media_type: &str| File::new("a", "b").with_content_type(media_type);
    let upload = |file: File| client.upload_media(UploadMediaRequest::new(file)).send_blocking();
    let nan = UploadMediaBatchRequest::new([]).weight(f64::NAN);
    let errors = [
        upload(file("text/plain\r\nX-Evil: 1")).map(drop),
        upload(file("png")).map(drop),
        upload(file("")).map(drop),
        client.upload_media_batch(nan).send_blocking().map(drop),
    ];
    for error in errors {
        assert!(matches!(error, Err(Error::Request(_))), "{error:?}");
    }
    assert!(server.requests().is_empty());
}

#[test]
fn a_part_with_a_media_type_of_its_own() {
    let server = Server::ok("{}");
    let client = client(&server);
    let body = UploadMediaBatchRequest::new([]).story("# Found");
    let _ = client.upload_media_batch(body).send_blocking();
    assert_eq!(
        parts(&server.request()),
        "--BOUNDARY\nContent-Disposition: form-data; name=\"story\"\n\
         Content-Type: text/markdown\n\n# Found\n--BOUNDARY--\n"
    );
}
