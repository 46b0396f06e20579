//! The user's choice of findings that are errors, and of findings that are not shown.

use std::str::FromStr;

use super::code::{Code, Severity};
use super::list::Diagnostics;
use crate::closest::closest;

/// Names for all codes of a severity.
const GROUPS: &[(&str, Severity)] = &[("notes", Severity::Note), ("warnings", Severity::Warning)];

/// The codes and groups that a user denies, and the codes that a user allows.
#[derive(Debug, Clone, Copy, Default)]
pub struct Levels<'a> {
    /// Codes, `warnings` or `notes` whose findings are errors. `notes` includes warnings.
    pub deny: &'a [String],
    /// Codes whose notes and warnings are not shown. Errors always are.
    pub allow: &'a [String],
}

impl Levels<'_> {
    /// Turns denied findings into errors and removes allowed ones. Naming a code takes precedence over naming its
    /// group, and denying a code over allowing it.
    pub fn apply(self, diagnostics: &mut Diagnostics) {
        let names = |list: &[String], code: Code| {
            list.iter().any(|name| name.eq_ignore_ascii_case(code.id()))
        };
        diagnostics.list.retain_mut(|found| {
            let code = found.code();
            if names(self.deny, code) {
                found.severity = Severity::Error;
            } else if names(self.allow, code) {
                return code.severity() == Severity::Error;
            } else if self.deny.iter().any(|name| group(name).is_some_and(|s| s <= code.severity()))
            {
                found.severity = Severity::Error;
            }
            true
        });
    }
}

fn group(name: &str) -> Option<Severity> {
    GROUPS.iter().find(|(group, _)| *group == name).map(|(_, severity)| *severity)
}

/// Returns the code that a user names, in capitals.
///
/// # Errors
///
/// If there is no such code; the message suggests the closest one.
pub fn known_code(name: &str) -> Result<String, String> {
    name.parse::<Code>().map(|code| code.id().to_owned())
}

impl FromStr for Code {
    type Err = String;

    fn from_str(name: &str) -> Result<Self, String> {
        Self::of(name).ok_or_else(|| unknown(name, &[]))
    }
}

/// Returns the code, or the group of codes, that a user names.
///
/// # Errors
///
/// If there is no such code or group; the message suggests the closest one.
pub fn known_code_or_group(name: &str) -> Result<String, String> {
    match GROUPS.iter().find(|(group, _)| *group == name) {
        Some((group, _)) => Ok((*group).to_owned()),
        None => match Code::of(name) {
            Some(code) => Ok(code.id().to_owned()),
            None => Err(unknown(name, GROUPS)),
        },
    }
}

fn unknown(name: &str, groups: &[(&str, Severity)]) -> String {
    let digits: String = name.chars().filter(char::is_ascii_digit).collect();
    // Users write the number alone, or with another prefix.
    let numbered = digits.parse().ok().map(|number: u16| format!("SW{number:04}"));
    let known = |id: &String| Code::of(id).is_some();
    let names =
        groups.iter().map(|(group, _)| *group).chain(Code::ALL.iter().map(|code| code.id()));
    let meant = numbered.filter(known).or_else(|| closest(name, names).map(str::to_owned));
    let all = "`specwright explain` lists all codes";
    match meant {
        Some(meant) => format!("there is no code `{name}`; did you mean `{meant}`? {all}"),
        None => format!("there is no code `{name}`; {all}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostics::origin::Origin;

    /// The remaining codes of an error, a warning and a note; errors are marked with `!`.
    fn left(deny: &[&str], allow: &[&str]) -> String {
        let mut diagnostics = Diagnostics::default();
        for code in ["SW0010", "SW0011", "SW0023"] {
            diagnostics.report(code, &Origin::default(), "m");
        }
        let [deny, allow] = [deny, allow]
            .map(|list| list.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>());
        Levels { deny: &deny, allow: &allow }.apply(&mut diagnostics);
        let mark = |severity| if severity == Severity::Error { "!" } else { "" };
        let shown =
            diagnostics.list.iter().map(|d| format!("{}{}", d.code().id(), mark(d.severity)));
        shown.collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn denied_and_allowed() {
        let cases: &[(&[&str], &[&str], &str)] = &[
            (&[], &[], "SW0010! SW0011 SW0023"),
            (&["SW0023"], &[], "SW0010! SW0011 SW0023!"),
            (&["warnings"], &[], "SW0010! SW0011! SW0023"),
            (&["notes"], &[], "SW0010! SW0011! SW0023!"),
            (&["notes"], &["SW0023", "SW0010"], "SW0010! SW0011!"),
            (&["SW0023"], &["SW0023", "SW0011"], "SW0010! SW0023!"),
        ];
        for (deny, allow, expected) in cases {
            assert_eq!(left(deny, allow), *expected, "deny {deny:?} allow {allow:?}");
        }
    }

    #[test]
    fn names_of_codes() {
        let cases = [
            ("SW0011", Ok("SW0011")),
            ("sw0011", Ok("SW0011")),
            ("warnings", Ok("warnings")),
            ("11", Err("did you mean `SW0011`?")),
            ("SWO011", Err("did you mean `SW0011`?")),
            ("warning", Err("did you mean `warnings`?")),
            ("xyz", Err("there is no code `xyz`; `specwright explain` lists all codes")),
        ];
        for (name, expected) in cases {
            match (known_code_or_group(name), expected) {
                (Ok(code), Ok(expected)) => assert_eq!(code, expected),
                (Err(message), Err(part)) => assert!(message.contains(part), "{message}"),
                (found, _) => panic!("{name}: {found:?}"),
            }
        }
        assert!(known_code("warnings").is_err());
    }
}
