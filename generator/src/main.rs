//! The command `specwright`.

use std::fs;
use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Parser, Subcommand, ValueEnum};
use specwright::diagnostics::{self, Diagnostics, Severity};
use specwright::read::{Files, Source, gather};
use specwright::{Generated, Input, Package};

/// Generates Rust API clients from OpenAPI documents (2.0, 3.0, 3.1, 3.2) or rendered documentation pages.
///
/// Exit codes: 0 done; 1 the input has errors, or nothing could be generated; 2 wrong usage, or a file
/// that cannot be read or written.
#[derive(Parser)]
#[command(version, max_term_width = 100)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
    /// How findings are printed.
    #[arg(long, value_enum, default_value_t = Format::Human, global = true)]
    message_format: Format,
    /// Which document to take where pages carry several: its title, or the page's name for it.
    #[arg(long, value_name = "NAME", global = true)]
    document: Option<String>,
}

#[derive(Clone, Copy, ValueEnum)]
enum Format {
    /// With source lines, for people.
    Human,
    /// One JSON object a line.
    Json,
}

#[derive(Subcommand)]
enum Command {
    /// Write a crate with a client.
    Generate {
        /// An OpenAPI document (YAML or JSON), pages, or a folder of pages.
        #[arg(required = true)]
        inputs: Vec<PathBuf>,
        /// Folder of the crate; made when it is not there.
        #[arg(long)]
        out: PathBuf,
        /// Name of the crate; by default that of the folder.
        #[arg(long)]
        name: Option<String>,
        /// Options file; by default `specwright.toml` of the folder.
        #[arg(long)]
        options: Option<PathBuf>,
        /// Write what became of every operation, parameter, body, response and schema to this file, as JSON.
        #[arg(long)]
        coverage: Option<PathBuf>,
        /// Folder that references to other files must not leave; by default that of the document.
        #[arg(long)]
        root: Option<PathBuf>,
    },
    /// Print findings, write nothing.
    Check {
        /// As for `generate`.
        #[arg(required = true)]
        inputs: Vec<PathBuf>,
        /// Options file; by default `specwright.toml` of the folder.
        #[arg(long)]
        options: Option<PathBuf>,
        /// Folder that references to other files must not leave; by default that of the document.
        #[arg(long)]
        root: Option<PathBuf>,
    },
    /// Write the OpenAPI document that pages carry.
    Recover {
        /// Pages, or a folder of pages.
        #[arg(required = true)]
        inputs: Vec<PathBuf>,
        /// File to write.
        #[arg(short, long)]
        output: PathBuf,
        /// Options file; by default `specwright.toml` of the folder.
        #[arg(long)]
        options: Option<PathBuf>,
        /// Folder that references to other files must not leave; by default that of the document.
        #[arg(long)]
        root: Option<PathBuf>,
    },
    /// Explain a code such as SW0011.
    Explain {
        /// The code.
        code: String,
    },
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    match run(arguments) {
        Ok(code) => code,
        Err(message) => {
            let _ = writeln!(io::stderr(), "error: {message}");
            ExitCode::from(2)
        }
    }
}

fn run(arguments: Arguments) -> Result<ExitCode, String> {
    let format = arguments.message_format;
    let document = arguments.document;
    match arguments.command {
        Command::Generate { inputs, out, name, options, coverage, root } => {
            let folder = out.file_name().map(|name| name.to_string_lossy().into_owned());
            let name = crate_name(&name.or(folder).unwrap_or_else(|| "client".to_owned()));
            let mut input = input(&inputs, &name, options.as_deref(), root.as_deref())?;
            input.options.document = document.or(input.options.document.take());
            let generated = specwright::generate(&mut input, None);
            report(&generated.diagnostics, &input.sources, format);
            let Some(package) = specwright::stand_alone(&generated) else {
                return Ok(ExitCode::from(1));
            };
            write(&package, &out)?;
            if let Some(path) = coverage {
                let rows = &generated.coverage.rows;
                let text = serde_json::to_string_pretty(rows).map_err(|error| error.to_string())?;
                fs::write(&path, text).map_err(|error| format!("{}: {error}", path.display()))?;
            }
            summary(&generated, &out);
            Ok(exit(&generated.diagnostics))
        }
        Command::Check { inputs, options, root } => {
            let mut input = input(&inputs, "api", options.as_deref(), root.as_deref())?;
            input.options.document = document.or(input.options.document.take());
            let found = specwright::generate(&mut input, None).diagnostics;
            report(&found, &input.sources, format);
            Ok(exit(&found))
        }
        Command::Recover { inputs, output, options, root } => {
            let mut found = Diagnostics::default();
            let mut input = input(&inputs, "api", options.as_deref(), root.as_deref())?;
            input.options.document = document.or(input.options.document.take());
            let tree = specwright::recover(&mut input, &mut found);
            report(&found, &input.sources, format);
            let Some(tree) = tree else { return Ok(ExitCode::from(1)) };
            let text = serde_yaml::to_string(&tree).map_err(|error| error.to_string())?;
            fs::write(&output, text).map_err(|error| format!("{}: {error}", output.display()))?;
            Ok(exit(&found))
        }
        Command::Explain { code } => {
            let known =
                diagnostics::CODES.iter().find(|known| known.id.eq_ignore_ascii_case(&code));
            let Some(known) = known else {
                return Err(format!("no code `{code}`; codes are SW and four digits"));
            };
            let mut out = io::stdout();
            let text = format!(
                "{} ({}): {}\n\n{}\n",
                known.id,
                known.severity.as_str(),
                known.title,
                known.explanation
            );
            out.write_all(text.as_bytes()).map_err(|error| error.to_string())?;
            Ok(ExitCode::SUCCESS)
        }
    }
}

fn input(
    paths: &[PathBuf],
    name: &str,
    options: Option<&Path>,
    root: Option<&Path>,
) -> Result<Input, String> {
    let (sources, options) = gather(&Files { paths, options, root, base: Path::new("") })?;
    let shown: Vec<String> = paths.iter().map(|path| path.display().to_string()).collect();
    let command = format!("specwright generate {}", shown.join(" "));
    Ok(Input { name: name.to_owned(), sources, options, command })
}

fn write(package: &Package, out: &Path) -> Result<(), String> {
    specwright::write::write(package, out)
        .map(|_| ())
        .map_err(|error| format!("{}: {error}", out.display()))
}

fn report(found: &Diagnostics, sources: &[Source], format: Format) {
    let text = match format {
        Format::Json => diagnostics::render_json(found, sources),
        Format::Human => diagnostics::render_human(found, sources, io::stderr().is_terminal()),
    };
    let _ = io::stderr().write_all(text.as_bytes());
}

fn summary(generated: &Generated, out: &Path) {
    let _ = write!(
        io::stdout(),
        "{}: {} errors, {} warnings, {} notes\n{}",
        out.display(),
        generated.diagnostics.count(Severity::Error),
        generated.diagnostics.count(Severity::Warning),
        generated.diagnostics.count(Severity::Note),
        generated.coverage.table(),
    );
}

fn exit(found: &Diagnostics) -> ExitCode {
    if found.has_errors() { ExitCode::from(1) } else { ExitCode::SUCCESS }
}

/// A name that Cargo takes and that is none of the crates that generated code uses.
fn crate_name(name: &str) -> String {
    let words: Vec<String> = name
        .split(|c: char| !c.is_ascii_alphanumeric() && c != '-')
        .map(|word| word.trim_matches('-').to_ascii_lowercase())
        .filter(|word| !word.is_empty())
        .collect();
    let clean = words.join("_");
    if !clean.starts_with(|c: char| c.is_ascii_alphabetic()) {
        format!("api_{clean}")
    } else if specwright::is_reserved_crate_name(&clean) {
        format!("{clean}_client")
    } else {
        clean
    }
}
