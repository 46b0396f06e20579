//! The README, done as it says: every snippet is written, run or looked up as it stands.
//!
//! What a fence is for stands behind its language: `file=PATH` is a file of the reader's folder, `run` a command in
//! it, `run=clone` one in a clone of the repository; `output` is what the command
//! before it prints; `in=PATH` is part of a file of the repository.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use specwright_tests::{Authority, Reply, Request, Server, fixtures};

/// A fenced block.
struct Fence<'a> {
    /// Line of the README that it begins in, from 1.
    line: usize,
    /// What stands behind the language: a name, and a value that may be empty.
    purpose: (&'a str, &'a str),
    text: String,
}

fn fences(readme: &str) -> Vec<Fence<'_>> {
    let mut fences = Vec::new();
    let mut lines = readme.lines().zip(1..);
    while let Some((line, number)) = lines.next() {
        let Some(info) = line.strip_prefix("```") else { continue };
        let purpose = info.split_once(' ').map(|(_, purpose)| purpose).unwrap_or_default();
        let body = lines.by_ref().map_while(|(line, _)| (line != "```").then_some(line));
        let text = body.map(|line| format!("{line}\n")).collect();
        let purpose = purpose.split_once('=').unwrap_or((purpose, ""));
        fences.push(Fence { line: number, purpose, text });
    }
    fences
}

/// The reader: folders, environment, and what was printed last.
struct Reader {
    root: tempfile::TempDir,
    folder: PathBuf,
    proxy: String,
    printed: String,
}

impl Reader {
    fn new(proxy: &Server, authority: &Authority) -> Self {
        let root = tempfile::tempdir().unwrap();
        authority.write(&root.path().join("authority.pem"));
        // A clone beside the reader's folder.
        #[cfg(unix)]
        std::os::unix::fs::symlink(fixtures::root(), root.path().join("specwright")).unwrap();
        let folder = root.path().join("shop");
        fs::create_dir(&folder).unwrap();
        let page = "CreateSipDomain.html";
        fs::copy(fixtures::root().join("specs/twilio_sip").join(page), folder.join(page)).unwrap();
        Self { root, folder, proxy: proxy.url(), printed: String::new() }
    }

    fn run(&mut self, fence: &Fence<'_>, folder: &Path) {
        if folder != fixtures::root() {
            // Cargo takes the versions from here, which are on the machine, and drops those that are not needed yet.
            fs::copy(fixtures::root().join("Cargo.lock"), folder.join("Cargo.lock")).unwrap();
        }
        let installed = self.root.path().join("installed");
        let path = std::env::var("PATH").unwrap();
        let mut command = Command::new("bash");
        command
            .args(["-euo", "pipefail", "-c", &fence.text])
            .current_dir(folder)
            .env("PATH", format!("{}:{path}", installed.join("bin").display()))
            .env("CARGO_INSTALL_ROOT", &installed)
            // What is installed is run for seconds: optimizing it would take minutes.
            .env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "0")
            .env("CARGO_NET_OFFLINE", "true")
            .env("ORDERS_TOKEN", "t0ken")
            .env("HTTPS_PROXY", &self.proxy)
            .env("SSL_CERT_FILE", self.root.path().join("authority.pem"));
        if folder != fixtures::root() {
            let target = Path::new(env!("CARGO_TARGET_TMPDIR")).join("target");
            command.env("CARGO_TARGET_DIR", target);
        }
        for name in ["RUSTFLAGS", "CARGO_ENCODED_RUSTFLAGS", "NO_PROXY", "no_proxy"] {
            command.env_remove(name);
        }
        let output = command.output().unwrap();
        let error = String::from_utf8_lossy(&output.stderr);
        self.printed = String::from_utf8(output.stdout.clone()).unwrap();
        let (line, text, printed) = (fence.line, &fence.text, &self.printed);
        assert!(output.status.success(), "README.md:{line}:\n{text}\n{error}\n{printed}");
        let warned = error.lines().any(|line| line.starts_with("warning"));
        assert!(!warned, "README.md:{line}:\n{text}\n{error}");
    }
}

/// The API of the README.
fn orders(request: &Request) -> Reply {
    let order = |id: &str| {
        format!(
            r#"{{"id": "{id}", "item": "tea", "quantity": 2, "placed_at": "2026-05-01T08:00:00Z"}}"#
        )
    };
    match (request.method.as_str(), request.target.as_str()) {
        ("POST", "/v1/orders") => Reply::json(201, &order("o-1")),
        ("GET", "/v1/orders" | "/v1/orders?status=open") => {
            Reply::json(200, &format!("[{}]", order("o-1")))
        }
        ("GET", "/v1/orders?per_page=2") => {
            Reply::json(200, &format!("[{}, {}]", order("o-1"), order("o-2")))
        }
        ("GET", "/v1/orders?per_page=2&page=2") => Reply::json(200, &format!("[{}]", order("o-3"))),
        ("GET", "/v1/orders?per_page=2&page=3") => Reply::json(200, "[]"),
        ("GET", "/v1/orders/o-1") if request.header("x-attempt") == Some("0") => {
            Reply::new(503, &[("retry-after-ms", "5")], "")
        }
        ("GET", "/v1/orders/o-1" | "/v1/orders/o-2") => Reply::json(200, &order("o-1")),
        ("GET", "/v1/orders/o-404") => {
            Reply::json(404, r#"{"message": "There is no order o-404."}"#)
        }
        _ => Reply::json(500, "{}"),
    }
}

#[test]
fn the_readme_does_as_it_says() {
    let root = fixtures::root();
    let authority = Authority::new();
    let server = Server::proxy(&authority, orders);
    let mut reader = Reader::new(&server, &authority);
    let readme = fs::read_to_string(root.join("README.md")).unwrap();
    for fence in fences(&readme) {
        match fence.purpose {
            ("file", path) => {
                let path = reader.folder.join(path);
                fs::create_dir_all(path.parent().unwrap()).unwrap();
                fs::write(path, &fence.text).unwrap();
            }
            ("run", "clone") => reader.run(&fence, &root),
            ("run", "") => {
                let folder = reader.folder.clone();
                reader.run(&fence, &folder);
            }
            ("output", "") => assert_eq!(reader.printed, fence.text, "README.md:{}", fence.line),
            ("in", path) => {
                let text = fs::read_to_string(root.join(path)).unwrap();
                assert!(text.contains(&fence.text), "README.md:{}: not in {path}", fence.line);
            }
            (other, _) => panic!("README.md:{}: nothing is known of `{other}`", fence.line),
        }
    }
    let requests = server.requests();
    let sent: Vec<String> =
        requests.iter().map(|one| format!("{} {}", one.method, one.target)).collect();
    let expected = [
        "POST /v1/orders",
        "GET /v1/orders?status=open",
        "GET /v1/orders/o-404",
        "GET /v1/orders/o-1",
        "GET /v1/orders/o-1",
        "GET /v1/orders/o-2",
        "GET /v1/orders/o-1",
        "GET /v1/orders/o-2",
        "GET /v1/orders/o-1",
        "GET /v1/orders?per_page=2",
        "GET /v1/orders?per_page=2&page=2",
        "GET /v1/orders?per_page=2&page=3",
        "GET /v1/orders",
        "GET /v1/orders/o-1",
    ];
    assert_eq!(sent, expected);
    for request in &requests {
        assert_eq!(request.header("host"), Some("api.orders.example"));
        assert_eq!(request.header("authorization"), Some("Bearer t0ken"));
    }
    assert_eq!(requests[0].text(), r#"{"item":"tea","quantity":2,"gift_note":"Enjoy!"}"#);
}
