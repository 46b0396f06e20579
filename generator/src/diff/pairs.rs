//! Pairs of what is the same in two lists.

use std::collections::{HashMap, VecDeque};

/// Pairs of two lists, by index.
#[derive(Debug)]
pub struct Pairs {
    /// For every new item, the old one.
    olds: Vec<Option<usize>>,
    /// For every old item, whether it has a new one.
    is_paired: Vec<bool>,
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

/// Name of an item by which it is paired; `None` if it has none.
pub type Key<'k, T> = &'k dyn Fn(&T) -> Option<String>;

/// Finds the pairs: items with the same first key, then, among the rest, items with the same second one, and so on. Items
/// with equal keys are paired in their order.
pub fn pairs<T>(old: &[T], new: &[T], keys: &[Key<'_, T>]) -> Pairs {
    let mut pairs = Pairs { olds: vec![None; new.len()], is_paired: vec![false; old.len()] };
    for key in keys {
        pairs.by(old, new, key);
    }
    pairs
}

impl Pairs {
    /// Whether an old item has no new one.
    pub fn is_removed(&self, old: usize) -> bool {
        !self.is_paired[old]
    }

    /// Returns the old items without a new one.
    pub fn removed(&self) -> impl Iterator<Item = usize> {
        (0..self.is_paired.len()).filter(|index| self.is_removed(*index))
    }

    /// Pairs two items that have no key in common, if neither of them is paired.
    pub fn join(&mut self, old: usize, new: usize) {
        if self.is_removed(old) && self.olds[new].is_none() {
            self.is_paired[old] = true;
            self.olds[new] = Some(old);
        }
    }

    fn by<T>(&mut self, old: &[T], new: &[T], key: Key<'_, T>) {
        let mut free: HashMap<String, VecDeque<usize>> = HashMap::new();
        for (index, item) in old.iter().enumerate().filter(|(index, _)| !self.is_paired[*index]) {
            if let Some(key) = key(item) {
                free.entry(key).or_default().push_back(index);
            }
        }
        for (found, item) in self.olds.iter_mut().zip(new).filter(|(found, _)| found.is_none()) {
            let free = key(item).and_then(|key| free.get_mut(&key));
            if let Some(index) = free.and_then(VecDeque::pop_front) {
                self.is_paired[index] = true;
                *found = Some(index);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_used_in_their_order() {
        let old = [("a", 1), ("b", 2), ("c", 3), ("d", 4), ("d", 5)];
        let new = [("b", 1), ("x", 3), ("y", 2), ("d", 6), ("d", 7), ("d", 8)];
        let name = |item: &(&str, i32)| Some(item.0.to_owned());
        let number = |item: &(&str, i32)| Some(item.1.to_string());
        let mut pairs = pairs(&old, &new, &[&name, &number]);
        let found: Vec<_> = pairs.matched().collect();
        assert_eq!(found, [(1, 0), (2, 1), (3, 3), (4, 4)]);
        assert_eq!(pairs.old_of(2), None);
        assert_eq!(pairs.removed().collect::<Vec<_>>(), [0]);
        pairs.join(1, 5);
        pairs.join(0, 2);
        assert_eq!((pairs.old_of(5), pairs.old_of(2)), (None, Some(0)));
        assert_eq!(pairs.removed().count(), 0);
    }
}
