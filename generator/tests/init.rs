//! Repositories that `specwright init` sets up, with Cargo run in them as a user runs it.

#![allow(clippy::unwrap_used, reason = "helpers of tests")]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use insta::assert_snapshot;

const PETS: &str = "\
openapi: 3.0.3
info: {title: Pets, version: '1'}
servers: [{url: 'https://pets.example'}]
paths: {/pets: {get: {operationId: listPets, responses: {'204': {description: Done.}}}}}
";

/// The checkout.
fn checkout() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().to_owned()
}

/// A repository outside of the checkout, whose workspace it must not be in; removed in the end.
struct Repository(PathBuf);

impl Drop for Repository {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

impl Repository {
    fn new(name: &str, files: &[(&str, &str)]) -> Self {
        let folder = format!("specwright-init-{name}-{}", std::process::id());
        let folder = std::env::temp_dir().canonicalize().unwrap().join(folder);
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir(&folder).unwrap();
        let repository = Self(folder);
        files.iter().for_each(|(path, text)| repository.write(path, text));
        repository
    }

    fn write(&self, path: &str, text: &str) {
        let path = self.0.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    fn read(&self, path: &str) -> String {
        fs::read_to_string(self.0.join(path)).unwrap()
    }

    fn has(&self, path: &str) -> bool {
        self.0.join(path).exists()
    }

    /// All files but those below `generated/`.
    fn files(&self) -> BTreeMap<String, String> {
        let mut files = BTreeMap::new();
        let mut folders = vec![self.0.clone()];
        while let Some(folder) = folders.pop() {
            for path in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
                let name = path.strip_prefix(&self.0).unwrap().to_string_lossy().into_owned();
                if path.is_dir() {
                    folders.push(path);
                } else if !name.starts_with("generated/") {
                    files.insert(name, fs::read_to_string(path).unwrap());
                }
            }
        }
        files
    }

    fn run(&self, command: &mut Command) -> (i32, String) {
        let output = command.current_dir(&self.0).output().unwrap();
        let text = [output.stderr, output.stdout].concat();
        (output.status.code().unwrap(), String::from_utf8(text).unwrap())
    }

    /// Runs `specwright`. Arguments are parted by spaces.
    fn specwright(&self, arguments: &str) -> (i32, String) {
        let mut command = Command::new(env!("CARGO_BIN_EXE_specwright"));
        self.run(command.args(arguments.split_whitespace()))
    }

    /// Runs `specwright init` with the checkout as the dependency, which must succeed.
    fn init(&self) -> String {
        let mut command = Command::new(env!("CARGO_BIN_EXE_specwright"));
        let (exit, said) = self.run(command.args(["init", "--specwright-path"]).arg(checkout()));
        assert_eq!(exit, 0, "{said}");
        // The versions that are on this machine.
        fs::copy(checkout().join("Cargo.lock"), self.0.join("Cargo.lock")).unwrap();
        said
    }

    /// A run of Cargo with a target folder that the repositories share.
    fn cargo(&self, target: &str) -> Command {
        let mut command = Command::new(env!("CARGO"));
        // Cargo identifies a package by name, version and path below the workspace's root: without a profile of its
        // own, it would take the package of one repository for that of another.
        for package in ["generated", "xtask"] {
            let units = self.0.as_os_str().len();
            let profile = format!("profile.dev.package.{package}.codegen-units={units}");
            command.args(["--config", &profile]);
        }
        command.env("CARGO_NET_OFFLINE", "true").env_remove("CARGO_ENCODED_RUSTFLAGS");
        command.env("CARGO_TARGET_DIR", Path::new(env!("CARGO_TARGET_TMPDIR")).join(target));
        command
    }

    /// Runs `cargo xtask`. What the program is built from is shared with the build of this workspace.
    fn xtask(&self, arguments: &str) -> (i32, String) {
        let shared = Path::new(env!("CARGO_TARGET_TMPDIR")).parent().unwrap();
        let mut command = self.cargo("init");
        command.env("CARGO_BUILD_BUILD_DIR", shared);
        command.env("CARGO_PROFILE_DEV_DEBUG", "line-tables-only");
        self.run(command.arg("xtask").args(arguments.split_whitespace()))
    }

    /// Compiles a package. What generated crates depend on is shared with the tests that compile those.
    fn check(&self, package: &str) {
        let mut command = self.cargo("target");
        command.env("RUSTFLAGS", "-D warnings").args(["check", "--package", package]);
        let (exit, said) = self.run(&mut command);
        assert_eq!(exit, 0, "{said}");
    }

    fn is_formatted(&self) {
        let mut command = Command::new(env!("CARGO"));
        let (exit, said) = self.run(command.args(["fmt", "--all", "--check"]));
        assert_eq!(exit, 0, "{said}");
    }
}

#[test]
fn a_repository_is_set_up_and_follows_its_documents() {
    let repository = Repository::new("empty", &[]);
    assert_snapshot!(repository.init(), @r"
created  .cargo/config.toml
created  .github/workflows/generated.yml
created  .gitignore
created  Cargo.toml
created  specs/README.md
created  specs/specwright.toml.example
created  xtask/Cargo.toml
created  xtask/src/main.rs
created  generated/ (a crate without an API)

Next:
  mkdir specs/petstore                  # becomes the module `generated::petstore`
  cp /path/to/openapi.yaml specs/petstore/
  cargo xtask generate
  cargo check
Commit `specs/` and `generated/` together, and let CI run `cargo xtask generate --check`.
");
    let dependency = repository.read("xtask/Cargo.toml");
    assert!(dependency.contains("specwright = { path = \"../"), "{dependency}");

    let (exit, said) = repository.xtask("generate");
    assert_eq!(exit, 1, "{said}");
    assert!(
        said.starts_with("error: specs/ contains no API yet. Create a folder for it"),
        "{said}"
    );
    assert_eq!(repository.xtask("generat").0, 2);

    repository.write("specs/pet-store/openapi.yaml", PETS);
    let (exit, said) = repository.xtask("generate");
    assert_eq!(exit, 0, "{said}");
    assert!(said.starts_with("pet_store\n") && said.contains("\ngenerated: "), "{said}");
    assert_eq!(repository.xtask("generate --check"), (0, String::new()));

    repository.write("specs/pet-store/openapi.yaml", &PETS.replace("listPets", "allPets"));
    let before = repository.read("generated/src/pet_store/operations/pets.rs");
    let (exit, said) = repository.xtask("generate --check");
    assert_eq!(exit, 1, "{said}");
    assert!(said.contains("error: generated/ is not up to date: run `cargo xtask generate`\n"));
    assert!(said.contains("\n--- a/generated/src/pet_store/operations/pets.rs\n"), "{said}");
    // The operation keeps the name that `names.lock` remembers.
    assert!(said.contains("\n+    id: \"allPets\",\n"), "{said}");
    assert!(said.contains("\n--- a/specs/pet-store/names.lock\n"), "{said}");
    assert_eq!(repository.read("generated/src/pet_store/operations/pets.rs"), before);

    assert_eq!(repository.xtask("generate").0, 0);
    assert_eq!(repository.xtask("generate --check").0, 0);
    repository.check("generated");
    repository.is_formatted();

    let before = repository.files();
    let (exit, said) = repository.specwright("init");
    assert_eq!(exit, 2);
    assert!(said.contains("  `generated/` exists already\n  `xtask/` exists already\n"), "{said}");
    assert_eq!(repository.files(), before);
}

#[test]
fn a_workspace_gets_members_and_keeps_all_else() {
    let manifest = "\
[workspace] # all of it
resolver = \"3\"
members = [
    # What we ship.
    \"app\", # first
]

[workspace.lints.rust]
missing_docs = \"deny\"
";
    let config = "[build] # mine\njobs = 2\n\n[alias]\nc = \"check\"\n";
    let app = "[package]\nname = \"app\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n[dependencies]\n\
               generated = { path = \"../generated\" }\n";
    let main = "fn main() {\n    let client = generated::pets::Client::builder().build();\n    \
                drop(client.map(|client| client.list_pets()));\n}\n";
    let repository = Repository::new(
        "workspace",
        &[
            ("Cargo.toml", manifest),
            (".cargo/config.toml", config),
            (".gitignore", "target\n"),
            ("app/Cargo.toml", app),
            ("app/src/main.rs", main),
            ("specs/pets/openapi.yaml", PETS),
            ("specs/pets/specwright.toml", "datetime = \"jiff\"\n"),
        ],
    );
    let before = repository.files();
    let said = repository.init();
    assert!(said.contains("changed  Cargo.toml: members `generated` and `xtask`"), "{said}");
    assert!(said.contains("changed  .cargo/config.toml: alias `xtask`\n"), "{said}");
    let list = "    \"app\", # first\n    \"generated\",\n    \"xtask\",\n]";
    let expected = manifest.replace("    \"app\", # first\n]", list);
    assert_eq!(repository.read("Cargo.toml"), expected);
    let alias = "xtask = \"run --quiet --package xtask --\"\n";
    assert_eq!(repository.read(".cargo/config.toml"), format!("{config}{alias}"));
    for (path, text) in &before {
        let is_edited = ["Cargo.toml", ".cargo/config.toml"].contains(&path.as_str());
        assert!(is_edited || repository.read(path) == *text, "{path}");
    }
    let (exit, said) = repository.xtask("generate");
    assert_eq!(exit, 0, "{said}");
    assert_eq!(repository.xtask("generate --check"), (0, String::new()));
    repository.check("app");
    repository.is_formatted();
}

#[test]
fn a_package_becomes_the_root_of_a_workspace() {
    let manifest =
        "[package]\nname = \"mine\" # the name\nversion = \"0.1.0\"\nedition = \"2024\"\n";
    let repository =
        Repository::new("package", &[("Cargo.toml", manifest), ("src/lib.rs", "//! Mine.\n")]);
    repository.init();
    let workspace = "\n[workspace]\nmembers = [\"generated\", \"xtask\"]\n";
    assert_eq!(repository.read("Cargo.toml"), format!("{manifest}{workspace}"));
    let (exit, said) = repository.run(repository.cargo("init").args([
        "metadata",
        "--no-deps",
        "--format-version=1",
    ]));
    assert_eq!(exit, 0, "{said}");
    for member in ["mine", "generated", "xtask"] {
        assert!(said.contains(&format!("\"name\":\"{member}\"")), "{member}: {said}");
    }
}

#[test]
fn nothing_is_overwritten() {
    type Files = &'static [(&'static str, &'static str)];
    // Names, files that are there, arguments, and a part of the message.
    let cases: &[(&str, Files, &str, &str)] = &[
        ("xtask", &[("xtask/src/main.rs", "mine")], "init", "`xtask/` exists already"),
        ("crate", &[("generated/x", "mine")], "init", "`generated/` exists already"),
        (
            "alias",
            &[(".cargo/config.toml", "alias.xtask = 'run -p tasks'\n")],
            "init",
            "`.cargo/config.toml`: there is another alias `xtask`",
        ),
        ("old", &[(".cargo/config", "")], "init", "`.cargo/config` is an old name"),
        ("broken", &[("Cargo.toml", "[workspace\n")], "init", "`Cargo.toml`: TOML parse error"),
        (
            "excluded",
            &[("Cargo.toml", "[workspace]\nexclude = ['xtask']\n")],
            "init",
            "`xtask` is listed in `workspace.exclude`",
        ),
        (
            "inside",
            &[("Cargo.toml", "[workspace]\nmembers = []\n")],
            "init new",
            "`new` is in the workspace of `",
        ),
        ("file", &[("new", "mine")], "init new", "`new` is not a folder"),
        (
            "path",
            &[("other/Cargo.toml", "[package]\nname = 'other'\n")],
            "init --specwright-path other",
            "`other` is neither a checkout of specwright nor its package",
        ),
    ];
    for (name, files, arguments, expected) in cases {
        let repository = Repository::new(name, files);
        let before = repository.files();
        let (exit, said) = repository.specwright(arguments);
        assert_eq!(exit, 2, "{name}: {said}");
        assert!(said.contains(expected), "{name}: {said}");
        assert_eq!(repository.files(), before, "{name}");
        assert!(!repository.has("specs"), "{name}");
    }
}

#[test]
fn a_folder_of_a_repository_and_other_sources_of_specwright() {
    let repository = Repository::new(
        "below",
        &[
            (".git/HEAD", ""),
            ("Cargo.toml", "[workspace]\nmembers = []\nexclude = ['api']\n"),
            ("api/README.md", "mine"),
        ],
    );
    let (exit, said) = repository.specwright("init api --specwright-git https://git.example/sw");
    assert_eq!(exit, 0, "{said}");
    assert!(said.contains("\n  cd api\n"), "{said}");
    // Workflows below the root of a repository are not read.
    assert!(!repository.has("api/.github") && repository.has("api/generated/src/lib.rs"));
    let dependency = "specwright = { git = \"https://git.example/sw\" }\n";
    assert!(repository.read("api/xtask/Cargo.toml").ends_with(dependency));

    let repository = Repository::new("registry", &[]);
    assert_eq!(repository.specwright("init new/one --ci none").0, 0);
    let dependency = format!("specwright = \"{}\"\n", env!("CARGO_PKG_VERSION"));
    assert!(repository.read("new/one/xtask/Cargo.toml").ends_with(&dependency));
    assert!(!repository.has("new/one/.github"));
}
