//! Conversion of arguments to values.

use std::collections::BTreeMap;

/// Collects a list and converts its items.
pub fn list<T>(items: impl IntoIterator<Item = impl Into<T>>) -> Vec<T> {
    items.into_iter().map(Into::into).collect()
}

/// Collects a map and converts its keys and values.
pub fn map<T>(
    members: impl IntoIterator<Item = (impl Into<String>, impl Into<T>)>,
) -> BTreeMap<String, T> {
    members.into_iter().map(|(name, value)| (name.into(), value.into())).collect()
}
