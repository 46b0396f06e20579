//! The input of a command.

use std::path::{Component, Path, PathBuf};
use std::slice;

use specwright::Input;
use specwright::inputs::{Files, InputError};
use specwright::shell::argument;

use super::arguments::{FindingArguments, InputArguments};
use super::failure::Failure;
use super::report;

/// Reads the files and the options. The command line takes precedence over the options file.
pub fn input(
    arguments: &InputArguments,
    findings: &FindingArguments,
    name: &str,
) -> Result<Input, Failure> {
    let mut files = Files::new(&arguments.inputs);
    files.overlays.clone_from(&arguments.overlay);
    files.options.clone_from(&arguments.options);
    files.root.clone_from(&arguments.root);
    let mut input = Input::read(name, &files).map_err(|error| failure(error, findings))?;
    let options = &mut input.options;
    if let Some(document) = &arguments.document {
        options.document = Some(document.clone());
    }
    options.deny.retain(|code| !findings.allow.contains(code));
    options.allow.retain(|code| !findings.deny.contains(code));
    options.deny.extend_from_slice(&findings.deny);
    options.allow.extend_from_slice(&findings.allow);
    Ok(input)
}

fn failure(error: InputError, findings: &FindingArguments) -> Failure {
    if let InputError::Options { source, problem } = &error {
        let found = problem.diagnostics();
        report::findings(&found, slice::from_ref(&**source), findings, report::Detail::Check);
        return Failure::Reported;
    }
    Failure::Message(match error.help() {
        Some(help) => format!("{error}\n  = help: {help}"),
        None => error.to_string(),
    })
}

/// The command that generates the crate again when run in its folder. Paths are relative to that folder, so that the
/// command does not depend on where the folders are. Options about findings and timings are left out.
pub fn command(arguments: &InputArguments, out: &Path, name: &str) -> String {
    let path = |path: &PathBuf| argument(&relative(path, out)).into_owned();
    let mut words = vec!["specwright".to_owned(), "generate".to_owned()];
    words.extend(arguments.inputs.iter().map(path));
    words.extend(["--out", ".", "--name", name].map(str::to_owned));
    words.extend(arguments.options.iter().flat_map(|one| ["--options".to_owned(), path(one)]));
    words.extend(arguments.overlay.iter().flat_map(|one| ["--overlay".to_owned(), path(one)]));
    words.extend(arguments.root.iter().flat_map(|one| ["--root".to_owned(), path(one)]));
    words.extend(
        arguments
            .document
            .iter()
            .flat_map(|one| ["--document".to_owned(), argument(one).into_owned()]),
    );
    words.join(" ")
}

/// The path relative to a folder, with `/`; the path as it is if they have nothing in common.
pub fn relative(path: &Path, folder: &Path) -> String {
    let parts = |path: &Path| -> Option<Vec<String>> {
        let mut parts = Vec::new();
        for part in std::path::absolute(path).ok()?.components() {
            match part {
                Component::ParentDir => {
                    parts.pop();
                }
                Component::CurDir => {}
                part => parts.push(part.as_os_str().to_string_lossy().into_owned()),
            }
        }
        Some(parts)
    };
    let (Some(to), Some(from)) = (parts(path), parts(folder)) else {
        return path.display().to_string();
    };
    let common = to.iter().zip(&from).take_while(|(to, from)| to == from).count();
    if common == 0 {
        return path.display().to_string();
    }
    let up = std::iter::repeat_n("..", from.len() - common);
    let steps: Vec<&str> = up.chain(to[common..].iter().map(String::as_str)).collect();
    if steps.is_empty() { ".".to_owned() } else { steps.join("/") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_between_folders() {
        let cases = [
            ("api/openapi.yaml", "client", "../api/openapi.yaml"),
            ("openapi.yaml", "out/client", "../../openapi.yaml"),
            ("/a/b/../c.yaml", "/a/d", "../c.yaml"),
            ("/a/d/pages", "/a/d", "pages"),
            ("./docs", "docs", "."),
        ];
        for (path, folder, expected) in cases {
            assert_eq!(relative(Path::new(path), Path::new(folder)), expected, "{path} {folder}");
        }
    }
}
