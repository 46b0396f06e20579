//! `specs/` to `generated/`.

use std::fs;
use std::path::{Path, PathBuf};

use specwright::render::ReportFormat;
use specwright::repository::{Mode, Repository};

pub fn run(
    root: &Path,
    apis: &[String],
    check: bool,
    base: Option<PathBuf>,
    file: Option<&Path>,
) -> Result<(), String> {
    let mode = if check { Mode::Check } else { Mode::Write };
    let report = Repository::new(root).reporting_only(apis).compared_with(base).generate(mode);
    eprint!("{}", report.findings);
    print!("{}", report.output);
    if let Some(file) = file {
        fs::write(file, ReportFormat::of_file(file).render_all(&report.changes))
            .map_err(|error| format!("{}: {error}", file.display()))?;
    } else {
        print!("{}", ReportFormat::Terminal.render_all(&report.changes));
    }
    report.result
}
