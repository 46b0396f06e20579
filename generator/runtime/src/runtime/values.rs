//! Conversion of arguments to values.

use std::collections::BTreeMap;

/// Setters for values that may be missing.
pub trait Maybe: Sized {
    /// Passes the value of an `Option`, if there is one, to a setter: `call.maybe(limit, ListOrders::limit)`.
    #[must_use = "setters return the value"]
    fn maybe<V>(self, value: Option<V>, set: impl FnOnce(Self, V) -> Self) -> Self {
        match value {
            Some(value) => set(self, value),
            None => self,
        }
    }
}

impl<T> Maybe for T {}

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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::runtime::Field;

    #[derive(Debug, Default, PartialEq)]
    struct Call {
        name: Field<String>,
        tags: Field<Vec<String>>,
        limit: Field<i64>,
    }

    impl Call {
        fn name(mut self, value: impl Into<Field<String>>) -> Self {
            self.name = value.into();
            self
        }

        fn tags(mut self, value: impl Into<Field<Vec<String>>>) -> Self {
            self.tags = value.into();
            self
        }

        fn limit(mut self, value: impl Into<Field<i64>>) -> Self {
            self.limit = value.into();
            self
        }
    }

    #[test]
    fn values_that_may_be_missing() {
        let call = |name: Option<&str>, limit: Option<i64>| {
            Call::default().maybe(name, Call::name).maybe(limit, Call::limit)
        };
        assert_eq!(call(None, None), Call::default());
        assert_eq!(call(Some("a"), Some(1)), Call::default().name("a").limit(1));
    }

    #[test]
    fn what_becomes_a_member_with_three_states() {
        let text = |text: &str| Field::Value(text.to_owned());
        assert_eq!(Call::default().name("a").name, text("a"));
        assert_eq!(Call::default().name("a".to_owned()).name, text("a"));
        assert_eq!(Call::default().name(Some("a".to_owned())).name, text("a"));
        assert_eq!(Call::default().name(None).name, Field::Null);
        assert_eq!(Call::default().tags(["a"]).tags, Field::Value(vec!["a".to_owned()]));
        assert_eq!(Call::default().tags(vec![]).tags, Field::Value(vec![]));
    }
}
