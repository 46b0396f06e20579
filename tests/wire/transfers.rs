//! Uploads and downloads that stream, in constant memory.

use std::io::{self, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::time::Duration;

use generated::encodings::Client as Encodings;
use generated::gallery::types::UploadMediaRequest;
use generated::gallery::{Client, Error, File, Upload};
use specwright_tests::{Reply, Server};

use crate::{client, id, wait};

/// Bytes of a large body: 256 MB, or as many as the environment says.
fn large() -> u64 {
    std::env::var("SPECWRIGHT_TRANSFER")
        .ok()
        .and_then(|text| text.parse().ok())
        .unwrap_or(256 << 20)
}

/// A server that counts the bytes of a body, or sends as many as it is asked for; it keeps nothing. Gives its URL.
fn counting(send: u64) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    std::thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            std::thread::spawn(move || serve(stream, send));
        }
    });
    url
}

fn serve(mut stream: TcpStream, send: u64) -> io::Result<()> {
    let mut buffer = vec![0; 256 << 10];
    let (mut head, mut byte) = (Vec::new(), [0]);
    while !head.ends_with(b"\r\n\r\n") {
        stream.read_exact(&mut byte)?;
        head.push(byte[0]);
    }
    let head = String::from_utf8_lossy(&head).to_ascii_lowercase();
    let length = head.lines().find_map(|line| line.strip_prefix("content-length: "));
    let mut left: u64 = length.map_or(0, |length| length.parse().unwrap());
    let total = left;
    while left > 0 {
        match stream.read(&mut buffer)? {
            0 => return Ok(()),
            count => left -= count as u64,
        }
    }
    let head = "HTTP/1.1 200 OK\r\nconnection: close\r\ncontent-type: application/octet-stream\r\n";
    write!(stream, "{head}x-received: {total}\r\ncontent-length: {send}\r\n\r\n")?;
    let mut left = send;
    while left > 0 {
        let count = left.min(buffer.len() as u64);
        stream.write_all(&buffer[..usize::try_from(count).unwrap()])?;
        left -= count;
    }
    Ok(())
}

/// Peak memory of this process, in KiB.
fn peak() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap();
    line.trim().trim_end_matches(" kB").parse().unwrap()
}

/// Runs a test of this program in a process of its own, and checks its peak memory.
fn in_constant_memory(name: &str, test: impl FnOnce()) {
    const CHILD: &str = "SPECWRIGHT_TRANSFER_CHILD";
    if std::env::var_os(CHILD).is_some() {
        test();
        assert!(peak() < 64 << 10, "{} KiB", peak());
        return;
    }
    let program = std::env::current_exe().unwrap();
    let mut command = std::process::Command::new(program);
    let output = command.args([name, "--exact", "--nocapture"]).env(CHILD, "1").output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stdout));
    assert!(String::from_utf8_lossy(&output.stdout).contains("1 passed"), "{output:?}");
}

#[test]
#[cfg(target_os = "linux")]
fn large_downloads() {
    in_constant_memory("transfers::large_downloads", || {
        let url = counting(large());
        let client = Client::builder().base_url(&url).bearer_auth("t").build().unwrap();
        let received = wait(async {
            let mut download = client.download_media("m").download().await.unwrap();
            assert_eq!(download.length(), Some(large()));
            let mut total = 0;
            while let Some(chunk) = download.chunk().await {
                total += chunk.unwrap().len() as u64;
            }
            total
        });
        assert_eq!(received, large());
        let mut download = client.download_media("m").download_blocking().unwrap();
        assert_eq!(io::copy(&mut download, &mut io::sink()).unwrap(), large());
    });
}

#[test]
#[cfg(target_os = "linux")]
fn large_uploads() {
    in_constant_memory("transfers::large_uploads", || {
        let url = counting(0);
        let encodings = Encodings::builder().base_url(&url).build().unwrap();
        let file = tempfile::NamedTempFile::new().unwrap();
        file.as_file().set_len(large()).unwrap();
        let raw = || encodings.put_any(Upload::from_file(file.path()).unwrap());
        let received = |headers: &http::HeaderMap| -> u64 {
            headers["x-received"].to_str().unwrap().parse().unwrap()
        };
        assert_eq!(received(wait(raw().download()).unwrap().headers()), large());
        assert_eq!(received(raw().download_blocking().unwrap().headers()), large());
        // As a part, beside the head and the end of the body.
        let client = Client::builder().base_url(&url).bearer_auth("t").build().unwrap();
        let form =
            || client.upload_media(UploadMediaRequest::new(File::open(file.path()).unwrap()));
        let whole = large()..large() + 2000;
        assert!(whole.contains(&received(wait(form().download()).unwrap().headers())));
        assert!(whole.contains(&received(form().download_blocking().unwrap().headers())));
    });
}

#[test]
fn downloads_to_files_and_readers() {
    let server = Server::always(Reply::new(200, &[("content-type", "image/png")], "0123456789"));
    let client = client(&server);
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a");
    let saved =
        wait(async { client.download_media("m").download().await.unwrap().save(&path).await });
    assert_eq!((saved.unwrap(), std::fs::read(&path).unwrap()), (10, b"0123456789".to_vec()));
    let saved = client.download_media("m").download_blocking().unwrap().save(&path);
    assert_eq!((saved.unwrap(), std::fs::read(&path).unwrap().len()), (10, 10));
    let mut text = [0; 4];
    let mut reader = client.download_media("m").download_blocking().unwrap();
    reader.read_exact(&mut text).unwrap();
    assert_eq!(&text, b"0123");
    let server = Server::always(Reply::json(404, r#"{"code":"x","message":"m"}"#));
    let error = crate::client(&server).list_artists().download_blocking().unwrap_err();
    assert!(matches!(error, Error::Api(_)), "{error:?}");
    // A download that breaks off is an error, not a short file.
    let cut = "HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\nabc";
    let server = Server::always(Reply::raw(cut));
    let saved = crate::client(&server).download_media("m").download_blocking().unwrap().save(&path);
    assert_eq!(saved.unwrap_err().kind(), io::ErrorKind::UnexpectedEof);
}

#[test]
fn uploads_of_readers() {
    let server = Server::ok("{}");
    let client = client(&server);
    let put = |upload: Upload| client.put_scan(id(), upload).send_blocking();
    drop(put(Upload::from_read(io::Cursor::new("abc")).with_length(3)));
    let request = server.request();
    assert_eq!((request.header("content-length"), request.text()), (Some("3"), "abc"));
    drop(put(Upload::from_async_read(&b"abcd"[..]).with_length(4)));
    assert_eq!(server.request().text(), "abcd");
    // A stream is sent once, and not as something else.
    let once = Upload::from_read(io::Cursor::new("abc")).with_length(3);
    drop(put(once.clone()));
    server.request();
    let error = put(once).unwrap_err();
    assert!(matches!(error, Error::Request(_)), "{error:?}");
    assert!(error.to_string().contains("already been sent"), "{error}");
    let error = put(Upload::from_read(io::Cursor::new("abc")).with_length(5)).unwrap_err();
    assert!(matches!(error, Error::Transport(_)), "{error:?}");
    // What is longer is not cut, also where a chunk ends at the length.
    let longer = Read::chain(io::Cursor::new("abc"), io::Cursor::new("d"));
    let error = put(Upload::from_read(longer).with_length(3)).unwrap_err();
    assert!(matches!(error, Error::Transport(_)), "{error:?}");
    server.requests();
    // Bytes and files follow a redirect, a stream cannot.
    let moved = Server::new(|request| match request.target.ends_with("moved") {
        true => Reply::json(200, "{}"),
        false => Reply::new(307, &[("location", "/moved")], ""),
    });
    let client = crate::client(&moved);
    let file = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(file.path(), "abc").unwrap();
    drop(client.put_scan(id(), Upload::from_file(file.path()).unwrap()).send_blocking());
    let bodies: Vec<String> = moved.requests().iter().map(|one| one.text().to_owned()).collect();
    assert_eq!(bodies, ["abc", "abc"]);
    let stream = Upload::from_read(io::Cursor::new("abc")).with_length(3);
    let error = client.put_scan(id(), stream).send_blocking().unwrap_err();
    assert!(error.to_string().contains("cannot be sent again"), "{error}");
    let missing = Upload::from_file("/does/not/exist").unwrap_err();
    assert_eq!(missing.kind(), io::ErrorKind::NotFound);
}

#[test]
fn dropping_a_download_closes_the_connection() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let server = std::thread::spawn(move || {
        let (mut stream, _) = listener.accept().unwrap();
        let mut buffer = [0; 4096];
        assert!(stream.read(&mut buffer).unwrap() > 0);
        let head = "HTTP/1.1 200 OK\r\ncontent-length: 1000000000\r\n\r\n";
        stream.write_all(head.as_bytes()).unwrap();
        stream.set_write_timeout(Some(Duration::from_secs(10))).unwrap();
        while stream.write_all(&buffer).is_ok() {}
    });
    let client = Client::builder().base_url(&url).bearer_auth("t").build().unwrap();
    let download = client.download_media("m").download_blocking().unwrap();
    drop(download);
    server.join().unwrap();
}
