//! `specs/` to `generated/`.

use std::path::Path;

use specwright::repository::{Mode, Repository};

pub fn run(root: &Path, apis: &[String], check: bool) -> Result<(), String> {
    let mode = if check { Mode::Check } else { Mode::Write };
    let report = Repository::new(root).reporting_only(apis).generate(mode);
    eprint!("{}", report.findings);
    print!("{}", report.output);
    report.result
}
