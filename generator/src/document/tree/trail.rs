//! Origins of the nodes of a tree.

use std::collections::BTreeMap;

use crate::diagnostics::Origin;
use crate::document::at::At;
use crate::pointer;

/// Origins of the nodes of a tree, as a tree of marks for nodes that are not where they were. A node without a mark
/// comes from the member of the same name at the origin of its parent.
///
/// Origins are only computed on request.
#[derive(Debug, Clone, Default)]
pub struct Trail {
    mark: Option<Mark>,
    below: BTreeMap<Box<str>, Trail>,
}

/// The origin of one node.
#[derive(Debug, Clone)]
struct Mark {
    kind: Kind,
    /// `None` for the origin of the parent.
    origin: Option<Box<Origin>>,
}

/// Relation of a node to its origin.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// The node is the one at its origin.
    Moved,
    /// The node is a part of the one at its origin: its members are members of that one.
    Split,
    /// The node was made for the one at its origin, and so were all nodes in it without a mark.
    Made,
    /// The node is the one at its origin with another value: nodes in it were made, unless they have a mark.
    Replaced,
}

impl Trail {
    /// Creates the trail of a node that comes from an origin.
    pub fn of(kind: Kind, origin: Origin) -> Self {
        let mark = Mark { kind, origin: Some(Box::new(origin)) };
        Self { mark: Some(mark), below: BTreeMap::new() }
    }

    /// Creates the trail of a node that was made for its parent.
    fn made() -> Self {
        Self { mark: Some(Mark { kind: Kind::Made, origin: None }), below: BTreeMap::new() }
    }

    /// Returns the origin of the node at a position. The origin of a node that was made is unique: the place of the
    /// node that it was made for, followed by keys that do not exist there.
    pub fn origin(&self, at: &At<'_>) -> Origin {
        let found = self.find(at);
        found.origin(at, found.rest.len())
    }

    /// Returns the origin of the node at a pointer.
    pub fn origin_of(&self, pointer: &str) -> Origin {
        self.origin(&At::pointer(pointer))
    }

    /// Returns the place of the node from which the one at a position comes or for which it was made, and their
    /// relation.
    pub fn whence(&self, at: &At<'_>) -> (Origin, Kind) {
        let found = self.find(at);
        (found.origin(at, found.real), found.kind)
    }

    /// Records that a node was added at a position, made for its parent.
    pub fn make(&mut self, at: &At<'_>) {
        *self.entry(at) = Self::made();
    }

    /// Records that the node at a position has another value.
    pub fn replace(&mut self, at: &At<'_>) {
        let (origin, kind) = self.whence(at);
        let kind = if kind == Kind::Moved { Kind::Replaced } else { Kind::Made };
        *self.entry(at) = Self::of(kind, origin);
    }

    /// Records that the node with this trail replaces another. If it was made for the other, it becomes the other with
    /// another value.
    pub fn instead_of(mut self, other: &Self) -> Self {
        if let (Some(mark), Some(Mark { kind: Kind::Moved, origin })) =
            (&mut self.mark, &other.mark)
            && mark.kind == Kind::Made
            && mark.origin == *origin
        {
            mark.kind = Kind::Replaced;
        }
        self
    }

    /// Records the trail of the node at a position.
    pub fn put(&mut self, at: &At<'_>, trail: Self) {
        *self.entry(at) = trail;
    }

    /// Records the origin of the node at a position, and keeps the marks below it.
    pub fn mark(&mut self, at: &At<'_>, origin: Origin) {
        let Self { mark, .. } = Self::of(Kind::Moved, origin);
        self.entry(at).mark = mark;
    }

    /// Takes the trail of the node at a position, with its origin.
    pub fn take(&mut self, at: &At<'_>) -> Self {
        let (origin, kind) = self.whence(at);
        let below = self.get_mut(at).map(|trail| std::mem::take(&mut trail.below));
        Self { below: below.unwrap_or_default(), ..Self::of(kind, origin) }
    }

    /// Copies the trail of the node at a position, with its origin.
    pub fn copy(&self, at: &At<'_>) -> Self {
        let found = self.find(at);
        let below = found.trail.map(|trail| trail.below.clone()).unwrap_or_default();
        Self { below, ..Self::of(found.kind, found.origin(at, found.real)) }
    }

    /// Takes the trail of a part of the node at a position: of the members `keys`.
    pub fn split<'k>(&mut self, at: &At<'_>, keys: impl Iterator<Item = &'k str>) -> Self {
        let (origin, kind) = self.whence(at);
        let kind = match kind {
            Kind::Moved | Kind::Split => Kind::Split,
            Kind::Made | Kind::Replaced => Kind::Made,
        };
        let mut part = Self::of(kind, origin);
        if let Some(own) = self.get_mut(at).filter(|own| !own.below.is_empty()) {
            part.below = keys.filter_map(|key| own.below.remove_entry(key)).collect();
        }
        part
    }

    /// Records that only the elements with the indices `kept` remain in the list at a position.
    pub fn renumber(&mut self, at: &At<'_>, kept: &[usize]) {
        for (now, before) in kept.iter().enumerate().filter(|(now, before)| now != *before) {
            let moved = self.take(&at.index(*before));
            self.put(&at.index(now), moved);
        }
    }

    /// Records the trail of a member or element of the node with this trail.
    pub fn insert(&mut self, key: impl Into<Box<str>>, mut trail: Self) {
        // A node that was made for the same node as its parent gets its origin from the parent.
        if let (Some(mark), Some(own)) = (&mut trail.mark, &self.mark)
            && matches!(mark.kind, Kind::Made | Kind::Split)
            && mark.origin == own.origin
        {
            mark.origin = None;
        }
        self.below.insert(key.into(), trail);
    }

    fn find<'t>(&'t self, at: &At<'_>) -> Found<'t> {
        let mut found = Found {
            trail: Some(self),
            base: None,
            rest: String::new(),
            real: 0,
            kind: Kind::Moved,
        };
        if let Some(mark) = &self.mark {
            found.kind = mark.kind;
            found.base = mark.origin.as_deref();
        }
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

/// Path to a node, up to the keys followed so far.
struct Found<'t> {
    trail: Option<&'t Trail>,
    /// Last origin on the path.
    base: Option<&'t Origin>,
    /// Keys after that origin.
    rest: String,
    /// Length of the part of `rest` that leads to an existing node.
    real: usize,
    kind: Kind,
}

impl<'t> Found<'t> {
    fn step(&mut self, key: &str) {
        self.trail = self.trail.and_then(|trail| trail.below.get(key));
        match self.trail.and_then(|trail| trail.mark.as_ref()) {
            Some(mark) => {
                if let Some(origin) = &mark.origin {
                    self.base = Some(origin);
                    self.rest.clear();
                    self.real = 0;
                }
                self.kind = mark.kind;
                if matches!(mark.kind, Kind::Split | Kind::Made) {
                    pointer::push(&mut self.rest, key);
                }
            }
            None if matches!(self.kind, Kind::Made | Kind::Replaced) => {
                self.kind = Kind::Made;
                pointer::push(&mut self.rest, key);
            }
            None => {
                self.rest.truncate(self.real);
                pointer::push(&mut self.rest, key);
                self.real = self.rest.len();
                self.kind = Kind::Moved;
            }
        }
    }

    fn origin(&self, at: &At<'_>, keys: usize) -> Origin {
        let rest = self.rest.get(..keys).unwrap_or_default();
        match self.base {
            // A page has byte offsets and no pointers, so the pointer in the tree identifies the node.
            Some(base) if base.offset.is_some() => Origin { pointer: at.text(), ..*base },
            Some(base) => Origin { pointer: format!("{}{rest}", base.pointer), ..*base },
            None => Origin::at(rest),
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
        trail.put(
            &root.key("page"),
            Trail::of(Kind::Moved, Origin { offset: Some(7), ..place(1, "") }),
        );
        trail.make(&root.key("made"));
        let a = root.key("a");
        let schema = trail.split(&a, ["type"].into_iter());
        trail.put(&a.key("schema"), schema);
        trail.make(&a.key("schema").key("format"));
        trail.replace(&root.key("b").key("null"));
        for (pointer, file, whence, kind, origin) in [
            ("", 0, "", Kind::Moved, ""),
            ("/b/c", 0, "/b/c", Kind::Moved, "/b/c"),
            ("/b/null", 0, "/b/null", Kind::Replaced, "/b/null"),
            ("/b/null/c", 0, "/b/null", Kind::Made, "/b/null/c"),
            ("/a/b", 1, "/x/y/b", Kind::Moved, "/x/y/b"),
            ("/a/schema", 1, "/x/y", Kind::Split, "/x/y/schema"),
            ("/a/schema/type", 1, "/x/y/type", Kind::Moved, "/x/y/type"),
            ("/a/schema/format", 1, "/x/y", Kind::Made, "/x/y/schema/format"),
            ("/made/b/c", 0, "", Kind::Made, "/made/b/c"),
            ("/page/b", 1, "/page/b", Kind::Moved, "/page/b"),
        ] {
            let offset = pointer.starts_with("/page").then_some(7);
            let expected = |pointer: &str| Origin { offset, ..place(file, pointer) };
            let at = At::pointer(pointer);
            assert_eq!(trail.whence(&at), (expected(whence), kind), "{pointer}");
            assert_eq!(trail.origin(&at), expected(origin), "{pointer}");
        }
    }

    #[test]
    fn what_is_made_is_named_after_its_place() {
        let (root, made) = (At::root(), || Trail::of(Kind::Made, Origin::at("/x")));
        let (mut trail, mut content, mut media) = (Trail::default(), made(), made());
        media.insert("schema", Trail::of(Kind::Split, Origin::at("/x")));
        content.insert("json", media);
        trail.put(&root.key("content"), content);
        for (pointer, whence, origin) in [
            ("/content", "/x", "/x/content"),
            ("/content/json", "/x", "/x/content/json"),
            ("/content/json/schema", "/x", "/x/content/json/schema"),
            ("/content/json/schema/type", "/x/type", "/x/type"),
        ] {
            let at = At::pointer(pointer);
            assert_eq!(trail.whence(&at).0.pointer, whence, "{pointer}");
            assert_eq!(trail.origin(&at).pointer, origin, "{pointer}");
        }
    }

    #[test]
    fn what_moves_takes_its_trail_along() {
        let mut trail = Trail::default();
        let root = At::root();
        let list = root.key("l");
        trail.put(&list.index(2).key("a"), Trail::of(Kind::Moved, Origin::at("/x")));
        trail.make(&list.index(2).key("b"));
        trail.renumber(&list, &[0, 2, 3]);
        let taken = trail.take(&list.index(1));
        trail.put(&root.key("n"), taken);
        for (pointer, expected) in [
            ("/l/0", "/l/0"),
            ("/n", "/l/2"),
            ("/n/a/c", "/x/c"),
            ("/n/b/c", "/l/2/b/c"),
            ("/n/d", "/l/2/d"),
            ("/l/2", "/l/3"),
        ] {
            assert_eq!(trail.origin_of(pointer).pointer, expected, "{pointer}");
        }
    }
}
