//! Pairs of what is the same in two lists.

use std::collections::{HashMap, VecDeque};
use std::hash::Hash;

/// Pairs of two lists, by index.
#[derive(Debug)]
pub struct Pairs {
    /// For every new item, the old one.
    olds: Vec<Option<usize>>,
    /// Old items without a new one.
    pub removed: Vec<usize>,
}

impl Pairs {
    /// Returns the old item of a new one.
    pub fn old_of(&self, new: usize) -> Option<usize> {
        self.olds[new]
    }

    /// Returns the pairs of an old and a new item, in the order of the new ones.
    pub fn matched(&self) -> impl Iterator<Item = (usize, usize)> {
        let olds = self.olds.iter().enumerate();
        olds.filter_map(|(new, old)| old.map(|old| (old, new)))
    }
}

/// Finds the pairs: items of the same name, and then, among the rest, items of the same identity. Items of equal names are
/// paired in their order.
pub fn pairs<T, N: Eq + Hash, I: Eq + Hash>(
    old: &[T],
    new: &[T],
    name: impl Fn(&T) -> N,
    identity: impl Fn(&T) -> Option<I>,
) -> Pairs {
    let mut pairs = Pairs { olds: vec![None; new.len()], removed: Vec::new() };
    let mut is_paired = vec![false; old.len()];
    pairs.by(old, new, &mut is_paired, |item| Some(name(item)));
    pairs.by(old, new, &mut is_paired, identity);
    pairs.removed = (0..old.len()).filter(|index| !is_paired[*index]).collect();
    pairs
}

impl Pairs {
    fn by<T, K: Eq + Hash>(
        &mut self,
        old: &[T],
        new: &[T],
        is_paired: &mut [bool],
        key: impl Fn(&T) -> Option<K>,
    ) {
        let mut free: HashMap<K, VecDeque<usize>> = HashMap::new();
        for (index, item) in old.iter().enumerate().filter(|(index, _)| !is_paired[*index]) {
            if let Some(key) = key(item) {
                free.entry(key).or_default().push_back(index);
            }
        }
        for (found, item) in self.olds.iter_mut().zip(new).filter(|(found, _)| found.is_none()) {
            let free = key(item).and_then(|key| free.get_mut(&key));
            if let Some(index) = free.and_then(VecDeque::pop_front) {
                is_paired[index] = true;
                *found = Some(index);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_come_before_identities() {
        let old = [("a", 1), ("b", 2), ("c", 3), ("d", 4), ("d", 5)];
        let new = [("b", 1), ("x", 3), ("y", 2), ("d", 6), ("d", 7), ("d", 8)];
        let pairs = pairs(&old, &new, |item| item.0, |item| Some(item.1));
        let found: Vec<_> = pairs.matched().collect();
        assert_eq!(found, [(1, 0), (2, 1), (3, 3), (4, 4)]);
        assert_eq!((pairs.old_of(2), pairs.removed), (None, vec![0]));
    }
}
