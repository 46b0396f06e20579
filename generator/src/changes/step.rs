//! Steps between versions.

use semver::{BuildMetadata, Prerelease, Version};

/// A step between versions of a crate, by the rules of Cargo.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[expect(missing_docs, reason = "the names are those of Semantic Versioning")]
#[non_exhaustive]
pub enum Step {
    Patch,
    Minor,
    Major,
}

impl Step {
    /// Returns the name of the step.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Patch => "patch",
            Self::Minor => "minor",
            Self::Major => "major",
        }
    }
}

/// Versions of the crate that the options of both descriptions name.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Versions {
    /// Version of the crate that is generated from the old description.
    pub old: Option<String>,
    /// Version of the crate that is generated from the new description.
    pub new: Option<String>,
}

/// Returns the lowest version after a step. Before 1.0, Cargo takes the minor version for the major one and the patch
/// version for the minor one; 0.0.x versions are compatible with no other.
pub fn after(version: &str, step: Step) -> Option<Version> {
    let old = Version::parse(version).ok()?;
    let mut new = Version { pre: Prerelease::EMPTY, build: BuildMetadata::EMPTY, ..old.clone() };
    // After `2.0.0-rc.1`, the next version is `2.0.0`.
    if !old.pre.is_empty() && precedes(&old, step) {
        return Some(new);
    }
    match (old.major, old.minor, step) {
        (1.., _, Step::Major) => (new.major, new.minor, new.patch) = (old.major + 1, 0, 0),
        (1.., _, Step::Minor) | (0, 1.., Step::Major) => {
            (new.minor, new.patch) = (old.minor + 1, 0);
        }
        _ => new.patch = old.patch + 1,
    }
    Some(new)
}

/// Whether the version that a pre-release precedes is a step of this size.
fn precedes(old: &Version, step: Step) -> bool {
    match (old.major, step) {
        (_, Step::Patch) => true,
        (1.., Step::Minor) | (0, Step::Major) => old.patch == 0,
        (0, Step::Minor) => true,
        (_, Step::Major) => old.minor == 0 && old.patch == 0,
    }
}

/// Whether a version is lower than another one; an invalid one is not.
pub fn is_lower(version: &str, than: &str) -> bool {
    match (Version::parse(version), Version::parse(than)) {
        (Ok(version), Ok(than)) => version < than,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_after_a_step() {
        let cases = [
            ("1.2.3", ["1.2.4", "1.3.0", "2.0.0"]),
            ("0.2.3", ["0.2.4", "0.2.4", "0.3.0"]),
            ("0.0.3", ["0.0.4", "0.0.4", "0.0.4"]),
            ("2.0.0-rc.1", ["2.0.0", "2.0.0", "2.0.0"]),
            ("2.1.0-rc.1", ["2.1.0", "2.1.0", "3.0.0"]),
            ("0.2.1-a+b", ["0.2.1", "0.2.1", "0.3.0"]),
        ];
        for (old, expected) in cases {
            let steps = [Step::Patch, Step::Minor, Step::Major];
            let found = steps.map(|step| after(old, step).unwrap().to_string());
            assert_eq!(found, expected, "{old}");
        }
        assert_eq!(after("1.0", Step::Major), None);
        assert!(is_lower("0.2.9", "0.3.0") && !is_lower("0.3.0", "0.3.0"));
        assert!(!is_lower("latest", "0.3.0"));
    }
}
