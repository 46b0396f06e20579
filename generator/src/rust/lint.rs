//! Lints that are allowed in generated code.

use std::fmt;

/// A lint by its path.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Lint {
    tool: Option<&'static str>,
    name: &'static str,
}

impl Lint {
    /// A lint or group of rustc.
    pub const fn rustc(name: &'static str) -> Self {
        Self { tool: None, name }
    }

    /// A lint or group of Clippy.
    pub const fn clippy(name: &'static str) -> Self {
        Self { tool: Some("clippy"), name }
    }

    /// A lint or group of rustdoc.
    pub const fn rustdoc(name: &'static str) -> Self {
        Self { tool: Some("rustdoc"), name }
    }

    /// Returns the tool that provides the lint; `None` for rustc.
    pub fn tool(self) -> Option<&'static str> {
        self.tool
    }

    /// Name.
    pub fn name(self) -> &'static str {
        self.name
    }
}

impl fmt::Display for Lint {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.tool {
            Some(tool) => write!(formatter, "{tool}::{}", self.name),
            None => formatter.write_str(self.name),
        }
    }
}

/// Lints that are allowed, with the reason.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Allowance {
    /// Allowed lints.
    pub lints: &'static [Lint],
    /// Reason why they are allowed.
    pub reason: &'static str,
}

impl fmt::Display for Allowance {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("allow(")?;
        for lint in self.lints {
            write!(formatter, "{lint}, ")?;
        }
        write!(formatter, "reason = {:?})", self.reason)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn allowances_show_as_attributes() {
        const LINTS: &[Lint] = &[Lint::rustc("unused"), Lint::clippy("all"), Lint::rustdoc("all")];
        let shown = Allowance { lints: LINTS, reason: "a \"b\"" }.to_string();
        assert_eq!(shown, "allow(unused, clippy::all, rustdoc::all, reason = \"a \\\"b\\\"\")");
    }
}
