//! Changes between two versions of an API, as values. `diff` finds them, `render` prints them.

mod change;
mod level;
mod rust;
mod step;
mod subject;
mod wire;

pub use change::{Change, Direction, Place};
pub use level::Level;
pub use rust::{Effect, ItemKind, RustChange};
pub use step::{Step, Versions};
pub use subject::{Kind, Subject};
pub use wire::{Aspect, WireChange};

/// All changes between two versions of an API.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Changes {
    /// The changes: those that break callers, additions, and those of the wire alone. Within a level they are in the order of
    /// the new document, followed by what it no longer has.
    pub list: Vec<Change>,
    /// Number of items of which only the documentation has changed.
    pub texts: usize,
    /// Versions of the crate, if the options name them.
    pub versions: Option<Versions>,
}

impl Changes {
    /// Returns the step between versions that the changes require; `None` if nothing has changed.
    pub fn step(&self) -> Option<Step> {
        if self.count(Level::Breaking) > 0 {
            Some(Step::Major)
        } else if self.count(Level::Addition) > 0 {
            Some(Step::Minor)
        } else if !self.list.is_empty() || self.texts > 0 {
            Some(Step::Patch)
        } else {
            None
        }
    }

    /// Returns the number of changes of a level.
    pub fn count(&self, level: Level) -> usize {
        self.list.iter().filter(|change| change.level() == level).count()
    }

    /// Returns the lowest version that the changes allow, if the old version is known.
    pub fn required_version(&self) -> Option<String> {
        let old = self.versions.as_ref()?.old.as_deref()?;
        Some(step::after(old, self.step()?)?.to_string())
    }

    /// Whether the new version is lower than the changes require.
    pub fn is_version_behind(&self) -> bool {
        let new = self.versions.as_ref().and_then(|versions| versions.new.as_deref());
        match (self.required_version(), new) {
            (Some(required), Some(new)) => step::is_lower(new, &required),
            _ => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_version_is_compared_with_the_one_that_is_required() {
        let versions = |old: &str, new: &str| {
            let (old, new) = (Some(old.to_owned()), Some(new.to_owned()));
            Changes { versions: Some(Versions { old, new }), texts: 1, ..Changes::default() }
        };
        assert_eq!(versions("1.2.3", "1.2.3").required_version().as_deref(), Some("1.2.4"));
        assert!(versions("1.2.3", "1.2.3").is_version_behind());
        assert!(!versions("1.2.3", "1.2.4").is_version_behind());
        assert!(!versions("1.2.3", "2.0.0").is_version_behind());
        let unchanged = Changes { texts: 0, ..versions("1.2.3", "1.2.3") };
        assert_eq!((unchanged.step(), unchanged.is_version_behind()), (None, false));
    }
}
