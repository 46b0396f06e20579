//! Rows of the tables of objects.

/// A row of a table: name and presence of a member. Tables contain rows as literals: calls of a `const fn` cost more
/// compile time in a large API than all other uses of rows.
#[derive(Debug, Clone, Copy)]
pub struct Row {
    /// `,"name":`, without escapes.
    pub key: &'static str,
    /// The name as a Rust literal. If it is longer than the quoted name, the name needs escapes.
    pub literal: &'static str,
    /// When the member is present.
    pub presence: Presence,
    /// The only value of the member, if it has a single one.
    pub constant: Option<Constant>,
}

/// The only value of a member or of a variant: a string, an integer or a Boolean.
#[derive(Debug, Clone, Copy)]
pub struct Constant {
    /// The value as text.
    pub value: &'static str,
    /// The value as a Rust literal, which starts with a quote if the value is a string.
    pub literal: &'static str,
}

/// When a member is present, in the words of the tables.
#[allow(non_camel_case_types, reason = "tables are written in lower case")]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Presence {
    /// Always.
    required,
    /// If it has a value.
    optional,
    /// Always; without a value it is `null`.
    nullable,
    /// If it is not absent; it may be `null`.
    field,
    /// If its field is `true`; it has a single value.
    flag,
}

impl Row {
    /// What most rows have in common; the other parts are those of a member without a name.
    pub const MEMBER: Self =
        Self { key: ",\"\":", literal: "\"\"", presence: Presence::required, constant: None };

    /// Returns the member's name.
    #[must_use]
    pub fn name(&self) -> &'static str {
        self.key.get(2..self.key.len().saturating_sub(2)).unwrap_or_default()
    }

    /// Returns `,"name":`, which is how most servers write it, or `None` if the name may need escapes.
    #[inline]
    pub(super) fn plain_key(&self) -> Option<&'static str> {
        (self.literal.len() + 2 == self.key.len()).then_some(self.key)
    }

    pub(super) fn is(&self, name: &str) -> bool {
        self.key.len() == name.len() + 4 && self.name() == name
    }
}

/// Finds the row of a name, starting at `next`: most members come in the order of the table.
pub(super) fn find(rows: &[Row], next: usize, name: &str) -> Option<usize> {
    let (before, behind) = rows.split_at(next.min(rows.len()));
    let is = |row: &Row| row.is(name);
    let found = behind.iter().position(is).map(|at| before.len() + at);
    found.or_else(|| before.iter().position(is))
}
