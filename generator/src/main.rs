//! The command `specwright`.

use std::fs;
use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Parser, Subcommand, ValueEnum};
use specwright::diagnostics::{self, Diagnostics, Severity};
use specwright::read::Source;
use specwright::{Generated, Input, Options, Package};

/// Generates Rust API clients from OpenAPI 3.0 documents or rendered httpdoc pages.
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
        /// Options file (`specwright.toml`).
        #[arg(long)]
        options: Option<PathBuf>,
    },
    /// Print findings, write nothing.
    Check {
        /// As for `generate`.
        #[arg(required = true)]
        inputs: Vec<PathBuf>,
        /// Options file (`specwright.toml`).
        #[arg(long)]
        options: Option<PathBuf>,
    },
    /// Write the OpenAPI document that pages carry.
    Recover {
        /// Pages, or a folder of pages.
        #[arg(required = true)]
        inputs: Vec<PathBuf>,
        /// File to write.
        #[arg(short, long)]
        output: PathBuf,
        /// Options file (`specwright.toml`).
        #[arg(long)]
        options: Option<PathBuf>,
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
    match arguments.command {
        Command::Generate { inputs, out, name, options } => {
            let folder = out.file_name().map(|name| name.to_string_lossy().into_owned());
            let name = crate_name(&name.or(folder).unwrap_or_else(|| "client".to_owned()));
            let mut found = Diagnostics::default();
            let input = input(&inputs, &name, options.as_deref(), &mut found)?;
            let mut generated = specwright::generate(&input, false);
            found.list.append(&mut generated.diagnostics.list);
            generated.diagnostics = found;
            report(&generated.diagnostics, &input.sources, format);
            let Some(package) = specwright::stand_alone(&generated) else {
                return Ok(ExitCode::from(1));
            };
            write(&package, &out)?;
            summary(&generated, &out);
            Ok(exit(&generated.diagnostics))
        }
        Command::Check { inputs, options } => {
            let mut found = Diagnostics::default();
            let input = input(&inputs, "api", options.as_deref(), &mut found)?;
            let mut generated = specwright::generate(&input, false);
            found.list.append(&mut generated.diagnostics.list);
            report(&found, &input.sources, format);
            Ok(exit(&found))
        }
        Command::Recover { inputs, output, options } => {
            let mut found = Diagnostics::default();
            let input = input(&inputs, "api", options.as_deref(), &mut found)?;
            let tree = specwright::recover(&input, &mut found);
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
    found: &mut Diagnostics,
) -> Result<Input, String> {
    let mut sources = Vec::new();
    for file in files(paths)? {
        let bytes = fs::read(&file).map_err(|error| format!("{}: {error}", file.display()))?;
        let shown = file.to_string_lossy().into_owned();
        sources.push(Source::from_bytes(&shown, bytes, sources.len(), found));
    }
    let first_overlay = sources.len();
    let options = match options {
        Some(path) => {
            let text =
                fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))?;
            let options =
                Options::parse(&text).map_err(|error| format!("{}: {error}", path.display()))?;
            for overlay in &options.overlays {
                let file = path.with_file_name(overlay);
                let bytes =
                    fs::read(&file).map_err(|error| format!("{}: {error}", file.display()))?;
                let shown = file.to_string_lossy().into_owned();
                sources.push(Source::from_bytes(&shown, bytes, sources.len(), found));
            }
            options
        }
        None => Options::default(),
    };
    let shown: Vec<String> = paths.iter().map(|path| path.display().to_string()).collect();
    let command = format!("specwright generate {}", shown.join(" "));
    let overlays = sources.len() - first_overlay;
    Ok(Input { name: name.to_owned(), sources, overlays, options, command })
}

/// The files named, and those of the folders named, in the order of their names.
fn files(paths: &[PathBuf]) -> Result<Vec<PathBuf>, String> {
    let mut files = Vec::new();
    for path in paths {
        if !path.is_dir() {
            files.push(path.clone());
            continue;
        }
        let entries = fs::read_dir(path).map_err(|error| format!("{}: {error}", path.display()))?;
        let mut inside: Vec<PathBuf> = entries
            .filter_map(Result::ok)
            .map(|entry| entry.path())
            .filter(|path| path.is_file())
            .collect();
        inside.sort();
        files.extend(inside);
    }
    Ok(files)
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
    let coverage = &generated.coverage;
    let _ = writeln!(
        io::stdout(),
        "{}: {} operations, {} types; {} as JSON, {} left out; {} errors, {} warnings, {} notes",
        out.display(),
        coverage.operations,
        coverage.types,
        coverage.raw,
        coverage.skipped,
        generated.diagnostics.count(Severity::Error),
        generated.diagnostics.count(Severity::Warning),
        generated.diagnostics.count(Severity::Note),
    );
}

fn exit(found: &Diagnostics) -> ExitCode {
    if found.has_errors() { ExitCode::from(1) } else { ExitCode::SUCCESS }
}

/// A name that Cargo takes.
fn crate_name(name: &str) -> String {
    let clean: String = name
        .chars()
        .map(|c| if c.is_ascii_alphanumeric() || c == '_' || c == '-' { c } else { '_' })
        .collect();
    if clean.starts_with(|c: char| c.is_ascii_alphabetic()) {
        clean
    } else {
        format!("api_{clean}")
    }
}
