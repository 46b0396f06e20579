//! `specwright init`.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Args, ValueEnum};
use specwright::Package;
use specwright::repository::{COMMAND, PACKAGE, SPECS};
use specwright::shell::argument;
use specwright::write;
use toml_edit::InlineTable;

use super::failure::Failure;
use super::input::relative;
use super::print::out;
use super::workspace::{self, Workspace};

/// Set up a repository: folder `specs/`, crate `generated`, task `cargo xtask generate`.
///
/// The task writes the crate from the descriptions in `specs/`; with `--check` it fails, with a diff, if the
/// crate is not up to date. The crate and the task become members of the workspace in DIR; a package in DIR
/// becomes the root of one. The alias is added to `.cargo/config.toml`. The rest of these files stays
/// as it is, and no file is overwritten: if one is in the way, nothing is written.
#[derive(Args)]
#[command(after_help = AFTER_HELP)]
pub struct Arguments {
    /// Root of the repository; created if it does not exist.
    #[arg(value_name = "DIR", default_value = ".")]
    folder: PathBuf,
    /// Depend on specwright in a folder, such as a checkout, instead of the release in the registry.
    #[arg(long, value_name = "DIR", conflicts_with = "specwright_git")]
    specwright_path: Option<PathBuf>,
    /// Depend on specwright in a Git repository, instead of the release in the registry.
    #[arg(long, value_name = "URL")]
    specwright_git: Option<String>,
    /// Continuous integration service to write a workflow for.
    #[arg(long, value_enum, value_name = "CI", default_value_t = Ci::Github)]
    ci: Ci,
}

const AFTER_HELP: &str = "\
Examples:
  specwright init
  specwright init my-repository --specwright-git https://git.example.com/specwright
  specwright init --specwright-path ../specwright --ci none

Without an xtask, `specwright generate --check` does the same for one crate. If the repository has an
xtask already, add the dependency `specwright` to it, and a task that prints the report of
`specwright::repository::Repository::new(root).generate(Mode::Write)`, or of `Mode::Check`.";

/// Continuous integration services.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Ci {
    /// Write `.github/workflows/generated.yml`, for GitHub Actions, if DIR is the root of the repository.
    Github,
    /// Write no workflow.
    None,
}

const ALIAS: &str = "run --quiet --package xtask --";

/// The files to write, and the reasons against it.
#[derive(Default)]
struct Plan {
    /// Files by path below the root.
    files: Package,
    /// Existing files among them, with a description of the addition.
    additions: Vec<(&'static str, &'static str)>,
    /// Reasons why nothing can be written.
    obstacles: Vec<String>,
}

pub fn run(arguments: &Arguments) -> Result<ExitCode, Failure> {
    let root = &arguments.folder;
    if root.exists() && !root.is_dir() {
        return Err(Failure::Message(format!("`{}` is not a folder", root.display())));
    }
    if let Some(around) = Workspace::around(root) {
        let (root, around) = (root.display(), around.manifest.display().to_string());
        return Err(Failure::Message(format!(
            "`{root}` is in the workspace of `{around}`; nothing was written. Run `specwright init` in the \
             folder of that file, or add `{root}` to `workspace.exclude` there"
        )));
    }
    let plan = plan(arguments)?;
    if !plan.obstacles.is_empty() {
        let obstacles = plan.obstacles.join("\n  ");
        return Err(Failure::Message(format!(
            "nothing was written, since init overwrites nothing:\n  {obstacles}\n\
             Move these away; if the repository has an xtask already, see `specwright init --help`."
        )));
    }
    write::replace(&plan.files, root)
        .map_err(|error| format!("`{}` cannot be set up: {error}", root.display()))?;
    out(&summary(&plan, root));
    if arguments.specwright_path.is_none() && arguments.specwright_git.is_none() {
        out(&format!(
            "xtask/Cargo.toml depends on specwright {} in the registry; to depend on another source, use \
             `--specwright-path` or `--specwright-git`.\n",
            env!("CARGO_PKG_VERSION")
        ));
    }
    Ok(ExitCode::SUCCESS)
}

fn plan(arguments: &Arguments) -> Result<Plan, Failure> {
    let root = &arguments.folder;
    let mut plan = Plan::default();
    for folder in [PACKAGE, "xtask"] {
        if root.join(folder).exists() {
            plan.obstacles.push(format!("`{folder}/` exists already"));
        }
    }
    if root.join(SPECS).exists() && !root.join(SPECS).is_dir() {
        plan.obstacles.push(format!("`{SPECS}` is not a folder"));
    }
    if root.join(".cargo/config").exists() {
        plan.obstacles.push(
            "`.cargo/config` is an old name of this file: rename it to `.cargo/config.toml`"
                .to_owned(),
        );
    }
    let members = [PACKAGE, "xtask"];
    plan.add(root, "Cargo.toml", "members `generated` and `xtask` of the workspace", |text| {
        workspace::with_members(text, &members)
    })?;
    plan.add(root, ".cargo/config.toml", "alias `xtask`", |text| {
        workspace::with_alias(text, "xtask", ALIAS)
    })?;
    let dependency = dependency(arguments)?;
    let mut new = vec![
        ("xtask/Cargo.toml", format!("{}{dependency}", include_str!("init/xtask.toml"))),
        ("xtask/src/main.rs", include_str!("init/xtask.rs").to_owned()),
    ];
    let mut extra = vec![
        (".gitignore", "/target\n"),
        ("specs/README.md", include_str!("init/specs.md")),
        ("specs/specwright.toml.example", include_str!("init/options.toml")),
    ];
    if arguments.ci == Ci::Github && !is_below_repository(root) {
        extra.push((".github/workflows/generated.yml", include_str!("init/workflow.yml")));
    }
    // The repository may have these files; they are then left as they are.
    extra.retain(|(path, _)| !root.join(path).exists());
    new.extend(extra.into_iter().map(|(path, text)| (path, text.to_owned())));
    plan.files.extend(new.into_iter().map(|(path, text)| (path.to_owned(), text)));
    // Cargo builds the task only if every member of the workspace exists, so the crate is written first, without an API.
    let package = specwright::together(PACKAGE, Vec::new(), COMMAND);
    plan.files.extend(package.into_iter().map(|(path, text)| (format!("{PACKAGE}/{path}"), text)));
    Ok(plan)
}

impl Plan {
    /// Plans an edit of a file, which need not exist.
    fn add(
        &mut self,
        root: &Path,
        path: &'static str,
        what: &'static str,
        edit: impl Fn(&str) -> Result<Option<String>, String>,
    ) -> Result<(), Failure> {
        let existing = match fs::read_to_string(root.join(path)) {
            Ok(text) => Some(text),
            Err(error) if error.kind() == ErrorKind::NotFound => None,
            Err(error) => {
                return Err(Failure::Message(format!("`{path}` cannot be read: {error}")));
            }
        };
        match edit(existing.as_deref().unwrap_or_default()) {
            Ok(None) => {}
            Ok(Some(text)) => {
                self.files.insert(path.to_owned(), text);
                self.additions.extend(existing.map(|_| (path, what)));
            }
            Err(error) => {
                let error = error.trim_end().replace('\n', "\n    ");
                self.obstacles.push(format!("`{path}`: {error}"));
            }
        }
        Ok(())
    }
}

/// Whether a folder is inside a repository whose root is another folder: workflows are only read at the root.
fn is_below_repository(folder: &Path) -> bool {
    let folder = std::path::absolute(folder).unwrap_or_default();
    let root = folder.ancestors().find(|folder| folder.join(".git").exists());
    root.is_some_and(|root| root != folder)
}

/// The dependency on specwright in the manifest of the xtask.
fn dependency(arguments: &Arguments) -> Result<String, String> {
    let mut table = InlineTable::new();
    if let Some(path) = &arguments.specwright_path {
        let package = package_folder(path)?;
        table.insert("path", relative(&package, &arguments.folder.join("xtask")).into());
    } else if let Some(url) = &arguments.specwright_git {
        table.insert("git", url.as_str().into());
    } else {
        return Ok(format!("specwright = {:?}\n", env!("CARGO_PKG_VERSION")));
    }
    Ok(format!("specwright = {table}\n"))
}

/// The folder of the package specwright: `path` itself, or `generator` in a checkout.
fn package_folder(path: &Path) -> Result<PathBuf, String> {
    let is_package = |folder: &PathBuf| {
        let manifest = workspace::document(&folder.join("Cargo.toml"));
        let name = manifest.get("package").and_then(|package| package.get("name"));
        name.and_then(|name| name.as_str()) == Some(env!("CARGO_PKG_NAME"))
    };
    [path.to_owned(), path.join("generator")].into_iter().find(is_package).ok_or_else(|| {
        format!("`{}` is neither a checkout of specwright nor its package", path.display())
    })
}

/// Lists the changes and the next commands.
fn summary(plan: &Plan, root: &Path) -> String {
    let mut text = String::new();
    let added = |path: &str| plan.additions.iter().find(|(added, _)| *added == path);
    let of_package = format!("{PACKAGE}/");
    for path in plan.files.keys().filter(|path| !path.starts_with(&of_package)) {
        match added(path) {
            Some((_, what)) => text.push_str(&format!("changed  {path}: {what}\n")),
            None => text.push_str(&format!("created  {path}\n")),
        }
    }
    text.push_str(&format!("created  {of_package} (a crate without an API)\n\nNext:\n"));
    if root != Path::new(".") {
        text.push_str(&format!("  cd {}\n", argument(&root.display().to_string())));
    }
    text.push_str(
        "  mkdir specs/petstore                  # becomes the module `generated::petstore`\n\
        \x20 cp /path/to/openapi.yaml specs/petstore/\n\
        \x20 cargo xtask generate\n\
        \x20 cargo check\n\
         Commit `specs/` and `generated/` together, and let CI run `cargo xtask generate --check`.\n",
    );
    text
}

#[cfg(test)]
mod tests {
    use specwright::Options;

    /// Every line of the example is a valid option with a valid value.
    #[test]
    fn options_of_the_example_are_valid() {
        let example = include_str!("init/options.toml");
        let is_option =
            |line: &str| line.strip_prefix('#').is_some_and(|rest| !rest.starts_with(' '));
        let options: Vec<&str> =
            example.lines().filter(|line| is_option(line)).map(|line| &line[1..]).collect();
        assert!(options.len() > 15);
        let options = Options::parse(&options.join("\n")).unwrap();
        assert_eq!(options.rename.len(), 1);
    }
}
