//! Where the nodes of a tree come from.

use std::collections::BTreeMap;

use crate::diagnostics::Origin;
use crate::document::at::At;
use crate::pointer;

/// The origins of the nodes of a tree, as a tree of what is not where it was: a node without a mark of its own
/// comes from the place of the same name below the origin of the node that contains it.
///
/// Nothing is looked up before an origin is asked for.
#[derive(Debug, Clone, Default)]
pub struct Trail {
    mark: Option<Mark>,
    below: BTreeMap<Box<str>, Trail>,
}

/// The origin of one node.
#[derive(Debug, Clone)]
struct Mark {
    kind: Kind,
    /// `None`: the origin of the node that contains this one.
    origin: Option<Box<Origin>>,
}

/// How a node relates to its origin.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// The node is the one at its origin.
    Moved,
    /// The node is a part of the one at its origin: its members are members of that one.
    Split,
    /// The node was made for the one at its origin, and so was everything in it that has no mark.
    Made,
}

impl Trail {
    /// The trail of a node that comes from an origin.
    pub fn of(kind: Kind, origin: Origin) -> Self {
        let mark = Mark { kind, origin: Some(Box::new(origin)) };
        Self { mark: Some(mark), below: BTreeMap::new() }
    }

    /// The trail of a node that was made for the node which contains it.
    fn made() -> Self {
        Self { mark: Some(Mark { kind: Kind::Made, origin: None }), below: BTreeMap::new() }
    }

    /// The origin of the node at a place.
    pub fn origin(&self, at: &At<'_>) -> Origin {
        self.find(at).origin(at)
    }

    /// The origin of the node at a pointer.
    pub fn origin_of(&self, pointer: &str) -> Origin {
        self.origin(&At::pointer(pointer))
    }

    /// The origin of the node at a place, and how the node relates to it.
    pub fn whence(&self, at: &At<'_>) -> (Origin, Kind) {
        let found = self.find(at);
        (found.origin(at), found.kind)
    }

    /// Notes that the node at a place was made, instead of one that was there or not.
    pub fn make(&mut self, at: &At<'_>, is_new: bool) {
        let made = if is_new { Self::made() } else { Self::of(Kind::Made, self.origin(at)) };
        *self.entry(at) = made;
    }

    /// Notes where the node at a place comes from.
    pub fn put(&mut self, at: &At<'_>, trail: Self) {
        *self.entry(at) = trail;
    }

    /// Notes the origin of the node at a place, and nothing about those below it.
    pub fn mark(&mut self, at: &At<'_>, origin: Origin) {
        let Self { mark, .. } = Self::of(Kind::Moved, origin);
        self.entry(at).mark = mark;
    }

    /// Takes the trail of the node at a place, with its origin.
    pub fn take(&mut self, at: &At<'_>) -> Self {
        let (origin, kind) = self.whence(at);
        let below = self.get_mut(at).map(|trail| std::mem::take(&mut trail.below));
        Self { below: below.unwrap_or_default(), ..Self::of(kind, origin) }
    }

    /// A copy of the trail of the node at a place, with its origin.
    pub fn copy(&self, at: &At<'_>) -> Self {
        let found = self.find(at);
        let below = found.trail.map(|trail| trail.below.clone());
        Self { below: below.unwrap_or_default(), ..Self::of(found.kind, found.origin(at)) }
    }

    /// Takes the trail of a part of the node at a place: of the members `keys`.
    pub fn split<'k>(&mut self, at: &At<'_>, keys: impl Iterator<Item = &'k str>) -> Self {
        let (origin, kind) = self.whence(at);
        let kind = if kind == Kind::Made { Kind::Made } else { Kind::Split };
        let mut part = Self::of(kind, origin);
        if let Some(own) = self.get_mut(at).filter(|own| !own.below.is_empty()) {
            part.below = keys.filter_map(|key| own.below.remove_entry(key)).collect();
        }
        part
    }

    /// Notes that of the elements of the list at a place those remain that had the indices `kept`.
    pub fn renumber(&mut self, at: &At<'_>, kept: &[usize]) {
        for (now, before) in kept.iter().enumerate().filter(|(now, before)| now != *before) {
            let moved = self.take(&at.index(*before));
            self.put(&at.index(now), moved);
        }
    }

    /// Notes the trail of a member or element of the node that this trail is of.
    pub fn insert(&mut self, key: impl Into<Box<str>>, trail: Self) {
        self.below.insert(key.into(), trail);
    }

    fn find<'t>(&'t self, at: &At<'_>) -> Found<'t> {
        let mut found =
            Found { trail: Some(self), base: None, rest: String::new(), kind: Kind::Moved };
        found.enter(self.mark.as_ref());
        at.fold(found, &mut |mut found, key| {
            found.step(key);
            found
        })
    }

    fn get_mut(&mut self, at: &At<'_>) -> Option<&mut Self> {
        at.fold(Some(self), &mut |trail, key| trail?.below.get_mut(key))
    }

    fn entry(&mut self, at: &At<'_>) -> &mut Self {
        at.fold(self, &mut |trail, key| trail.below.entry(key.into()).or_default())
    }
}

/// The way to a node, as far as it is followed.
struct Found<'t> {
    trail: Option<&'t Trail>,
    /// The last origin that was met.
    base: Option<&'t Origin>,
    /// Keys from there on.
    rest: String,
    kind: Kind,
}

impl<'t> Found<'t> {
    fn enter(&mut self, mark: Option<&'t Mark>) {
        let Some(mark) = mark else { return };
        self.kind = mark.kind;
        if let Some(origin) = &mark.origin {
            self.base = Some(origin);
            self.rest.clear();
        }
    }

    fn step(&mut self, key: &str) {
        self.trail = self.trail.and_then(|trail| trail.below.get(key));
        match self.trail.and_then(|trail| trail.mark.as_ref()) {
            Some(mark) => self.enter(Some(mark)),
            None if self.kind == Kind::Made => {}
            None => {
                pointer::push(&mut self.rest, key);
                self.kind = Kind::Moved;
            }
        }
    }

    fn origin(&self, at: &At<'_>) -> Origin {
        match self.base {
            // Bytes of a page, which has no pointers: that of the tree tells nodes apart.
            Some(base) if base.offset.is_some() => Origin { pointer: at.text(), ..*base },
            Some(base) => {
                Origin { pointer: format!("{}{}", base.pointer, self.rest), ..*base }
            }
            None => Origin::at(self.rest.clone()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nodes_without_marks_come_from_below_their_parents() {
        let mut trail = Trail::default();
        let root = At::root();
        let root = &root;
        let place = |file: usize, pointer: &str| Origin { file, ..Origin::at(pointer) };
        trail.put(&root.key("a"), Trail::of(Kind::Moved, place(1, "/x/y")));
        trail.put(&root.key("page"), Trail::of(Kind::Moved, Origin { offset: Some(7), ..place(1, "") }));
        trail.make(&root.key("made"), true);
        let a = root.key("a");
        let schema = trail.split(&a, ["type"].into_iter());
        trail.put(&a.key("schema"), schema);
        trail.make(&a.key("schema").key("format"), true);
        for (pointer, file, expected, kind) in [
            ("", 0, "", Kind::Moved),
            ("/b/c", 0, "/b/c", Kind::Moved),
            ("/a/b", 1, "/x/y/b", Kind::Moved),
            ("/a/schema", 1, "/x/y", Kind::Split),
            ("/a/schema/type", 1, "/x/y/type", Kind::Moved),
            ("/a/schema/format", 1, "/x/y", Kind::Made),
            ("/made/b/c", 0, "", Kind::Made),
            ("/page/b", 1, "/page/b", Kind::Moved),
        ] {
            let found = trail.whence(&At::pointer(pointer));
            let offset = pointer.starts_with("/page").then_some(7);
            assert_eq!(found, (Origin { offset, ..place(file, expected) }, kind), "{pointer}");
        }
    }

    #[test]
    fn what_moves_takes_its_trail_along() {
        let mut trail = Trail::default();
        let root = At::root();
        let list = root.key("l");
        trail.put(&list.index(2).key("a"), Trail::of(Kind::Moved, Origin::at("/x")));
        trail.make(&list.index(2).key("b"), true);
        trail.renumber(&list, &[0, 2, 3]);
        let taken = trail.take(&list.index(1));
        trail.put(&root.key("n"), taken);
        for (pointer, expected) in [
            ("/l/0", "/l/0"),
            ("/n", "/l/2"),
            ("/n/a/c", "/x/c"),
            ("/n/b/c", "/l/2"),
            ("/n/d", "/l/2/d"),
            ("/l/2", "/l/3"),
        ] {
            assert_eq!(trail.origin_of(pointer).pointer, expected, "{pointer}");
        }
    }
}
