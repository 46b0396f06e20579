//! Selection and order of the files that are read.

use std::fs;
use std::path::{Path, PathBuf};

use super::files::Files;
use super::gather::gather;
use crate::read::Source;

/// Creates a folder below the build folder, with these files.
fn folder(name: &str, files: &[(&str, &str)]) -> PathBuf {
    let manifest = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folder = manifest.join("../target/tests/gather").join(name);
    let _ = fs::remove_dir_all(&folder);
    for (file, text) in files {
        let path = folder.join(file);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    folder
}

/// Names of the sources, with `!` before those that are refused.
fn names(folder: &Path, path: &str, root: Option<&Path>) -> Vec<String> {
    let mut files = Files::new([folder.join(path)]);
    files.root = root.map(Path::to_owned);
    files.base = folder.to_owned();
    let (sources, _) = gather(&files).unwrap();
    let mark = |source: &Source| if source.fault().is_some() { "!" } else { "" };
    sources.iter().map(|source| format!("{}{}", mark(source), source.name)).collect()
}

#[test]
fn files_are_followed_breadth_first_and_once() {
    let folder = folder(
        "follow",
        &[
            ("s/api.yaml", "a: {$ref: './m/a.yml'}\nb: {$ref: 'm\\b.json#/x'}\nc: {$ref: '#/b'}"),
            ("s/m/a.yml", "$ref: b.json#/y\n"),
            ("s/m/b.json", "{\"$ref\": \"../api.yaml\", \"z\": {\"$ref\": \"my%20c.yml\"}}"),
            ("s/m/my c.yml", "$ref: missing.yml\n"),
            ("s/specwright.toml", "base-url = 'https://a.example'\n"),
        ],
    );
    let expected = [
        "s/api.yaml",
        "s/m/a.yml",
        "s/m/b.json",
        "s/m/my c.yml",
        "!s/m/missing.yml",
        "s/specwright.toml",
    ];
    assert_eq!(names(&folder, "s/api.yaml", None), expected);
    assert_eq!(names(&folder, "s", None), expected);
}

#[test]
fn options_files_are_chosen() {
    let document = "openapi: 3.0.3\n";
    let folder = folder(
        "options",
        &[
            ("one/api.yaml", document),
            ("one/index.html", "<html>url: 'api.yaml'</html>"),
            ("one/fixes.json", "{\"overlay\": \"1.1.0\"}"),
            ("one/specwright.toml", ""),
            ("two/a.yaml", document),
            ("two/b.json", "{\"openapi\": \"3.1.0\"}"),
            ("two/specwright.toml", ""),
            ("named/a.yaml", document),
            ("named/b.yaml", document),
            ("named/c/d.yaml", document),
            ("named/specwright.toml", "inputs = ['a.yaml', 'c']"),
            ("git/.git/HEAD", "x"),
            ("git/.hidden.yaml", document),
        ],
    );
    let run = |paths: &[&str]| {
        let mut files = Files::new(paths.iter().map(|path| folder.join(path)));
        files.base = folder.clone();
        gather(&files)
            .map(|(sources, _)| {
                let mark = |one: &Source| if one.fault().is_some() { "!" } else { "" };
                let names = sources.iter().map(|one| format!("{}{}", mark(one), one.name));
                names.collect::<Vec<_>>().join(" ")
            })
            .unwrap_or_else(|error| error.to_string())
    };
    let cases: &[(&[&str], &str)] = &[
        (&["one/api.yaml"], "one/api.yaml one/specwright.toml"),
        (&["two/a.yaml"], "two/a.yaml !two/specwright.toml"),
        (&["two/a.yaml", "two/b.json"], "two/a.yaml two/b.json two/specwright.toml"),
        (&["two"], "two/a.yaml two/b.json two/specwright.toml"),
        (&["named/a.yaml"], "named/a.yaml named/specwright.toml"),
        (&["named/c/d.yaml"], "named/c/d.yaml"),
        (&["named/b.yaml"], "named/b.yaml !named/specwright.toml"),
        (&["named"], "named/a.yaml named/c/d.yaml named/specwright.toml"),
        (
            &["one/api.yaml", "two/a.yaml"],
            "one/api.yaml two/a.yaml !one/specwright.toml !two/specwright.toml",
        ),
        (&["git"], "`git` contains no document and no documentation page"),
    ];
    for (paths, expected) in cases {
        assert_eq!(run(paths), *expected, "{paths:?}");
    }
}

#[test]
fn references_do_not_leave_the_root() {
    let folder = folder(
        "leave",
        &[
            (
                "s/api.yaml",
                "a: {$ref: ../up.yml}\nb: {$ref: /etc/passwd}\nc: {$ref: 'https://a/b'}\nd: {$ref: .}",
            ),
            ("up.yml", "a: 1\n"),
            ("t/api.yaml", "a: {$ref: link.yml}\n"),
        ],
    );
    let expected = ["s/api.yaml", "!up.yml", "!/etc/passwd", "!s"];
    assert_eq!(names(&folder, "s/api.yaml", None), expected);
    let expected = ["s/api.yaml", "up.yml", "!/etc/passwd", "!s"];
    assert_eq!(names(&folder, "s/api.yaml", Some(&folder)), expected);
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink("../up.yml", folder.join("t/link.yml")).unwrap();
        assert_eq!(names(&folder, "t/api.yaml", None), ["t/api.yaml", "!t/link.yml"]);
        assert_eq!(names(&folder, "t/api.yaml", Some(&folder)), ["t/api.yaml", "t/link.yml"]);
    }
}
