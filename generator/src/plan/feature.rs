//! Cargo features of groups of operations.

use super::context::Plan;
use super::manifest::OWN_FEATURES;

impl Plan<'_> {
    /// Returns the feature that enables a group, if groups have features.
    pub fn feature(&self, group: &str) -> Option<String> {
        self.layout.group_features.then(|| feature_name(group))
    }

    /// Returns the feature that enables a module of types: that of the only group that needs it.
    pub fn feature_of_types(&self, module: &str) -> Option<String> {
        let users = self.modules.users.get(module)?;
        match users.len() {
            1 => self.feature(users.first()?),
            _ => None,
        }
    }

    /// Returns the features of groups, in the order of the groups.
    pub fn group_features(&self) -> Vec<String> {
        let mut features: Vec<String> = Vec::new();
        for group in &self.modules.groups {
            features.extend(self.feature(group).filter(|feature| !features.contains(feature)));
        }
        features
    }
}

/// Names the feature of a group; other features have some names already.
fn feature_name(group: &str) -> String {
    if OWN_FEATURES.contains(&group) { format!("{group}_group") } else { group.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn groups_do_not_take_the_names_of_other_features() {
        assert_eq!(feature_name("orders"), "orders");
        assert_eq!(feature_name("full"), "full_group");
    }
}
