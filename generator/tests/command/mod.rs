//! The binary on small inputs.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

/// A document with an error, warnings and notes.
pub const PETS: &str = "\
openapi: 3.0.3
info: {title: Pets, version: '1'}
paths:
  /pets/{petId}:
    get:
      responses:
        '200':
          description: A pet.
          content: {application/json: {schema: {$ref: '#/components/schemas/Pst'}}}
  /pets:
    post:
      operationId: createPet
      parameters: [5]
      responses: {'204': {description: Done.}}
components:
  schemas:
    Pet: {type: object, properties: {name: {type: string}}}
";

/// A document without any finding.
pub const CLEAN: &str = "\
openapi: 3.0.3
info: {title: Pets, version: '1'}
paths: {/pets: {get: {operationId: listPets, responses: {'204': {description: None.}}}}}
";

/// A folder of its own with these files.
pub fn folder(name: &str, files: &[(&str, &str)]) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("cli").join(name);
    let _ = fs::remove_dir_all(&folder);
    for (file, text) in files {
        let path = folder.join(file);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    folder
}

pub struct Run {
    pub exit: i32,
    pub stdout: String,
    pub stderr: String,
}

/// Runs the command in a folder. Arguments are parted by spaces.
pub fn run(folder: &Path, arguments: &str) -> Run {
    let output = Command::new(env!("CARGO_BIN_EXE_specwright"))
        .args(arguments.split_whitespace())
        .current_dir(folder)
        .env_remove("NO_COLOR")
        .output()
        .unwrap();
    Run {
        exit: output.status.code().unwrap(),
        stdout: String::from_utf8(output.stdout).unwrap(),
        stderr: String::from_utf8(output.stderr).unwrap(),
    }
}

/// All that a run says.
pub fn said(folder: &Path, arguments: &str) -> String {
    let Run { exit, stdout, stderr } = run(folder, arguments);
    let mut text = format!("exit {exit}\n");
    for (name, output) in [("stderr", stderr), ("stdout", stdout)] {
        if !output.is_empty() {
            text.push_str(&format!("--- {name}\n{output}"));
        }
    }
    text
}

/// The objects that a run prints.
#[allow(dead_code, reason = "not every test reads JSON")]
pub fn objects(folder: &Path, arguments: &str) -> Vec<Value> {
    let run = run(folder, arguments);
    assert_eq!(run.stderr, "");
    run.stdout.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}
