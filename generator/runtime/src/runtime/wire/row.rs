//! Rows of the tables of objects.

/// A row of a table: a member's name and presence. A plain literal, because a call for each row of a large API takes the
/// compiler longer than all else that rows are for.
#[derive(Debug, Clone, Copy)]
pub struct Row {
    /// `,"name":`, without escapes.
    pub key: &'static str,
    /// The name as a Rust literal: longer than the name and its quotes where that needs escapes.
    pub literal: &'static str,
    /// When the member is there.
    pub presence: Presence,
}

/// When a member is there, in the words of the tables.
#[allow(non_camel_case_types, reason = "tables are written in lower case")]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Presence {
    /// Always.
    required,
    /// When it has a value.
    optional,
    /// Always; without a value it is `null`.
    nullable,
    /// When it is not absent; it may be `null`.
    field,
}

impl Row {
    /// The member's name.
    #[must_use]
    pub fn name(&self) -> &'static str {
        self.key.get(2..self.key.len().saturating_sub(2)).unwrap_or_default()
    }

    /// `,"name":`, which most servers write as well; nothing where the name may need escapes.
    #[inline]
    pub(super) fn plain_key(&self) -> Option<&'static str> {
        (self.literal.len() + 2 == self.key.len()).then_some(self.key)
    }

    pub(super) fn is(&self, name: &str) -> bool {
        self.key.len() == name.len() + 4 && self.name() == name
    }
}

/// The row of a name, looked for from `next` on: most members come in the order of the table.
pub(super) fn find(rows: &[Row], next: usize, name: &str) -> Option<usize> {
    let (before, behind) = rows.split_at(next.min(rows.len()));
    let is = |row: &Row| row.is(name);
    let found = behind.iter().position(is).map(|at| before.len() + at);
    found.or_else(|| before.iter().position(is))
}
