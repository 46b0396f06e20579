//! Values on the heap.

use std::fmt;
use std::hash::{Hash, Hasher};
use std::ops::{Deref, DerefMut};

use super::{DecodeError, EncodeError, Field, Look, Reader, Wire, Writer};

/// A value on the heap, like `Box`: types that contain each other need one between them. `&*` borrows the value,
/// [`Boxed::into_inner`] returns it.
///
/// It is `Send` and `Sync` whatever `T` is, because only values that are can be put in. So rustc does not
/// look at `T` to find that out: what a call returns can move to another thread however deep its types are nested,
/// without a `recursion_limit`, and checking that costs little.
pub struct Boxed<T>(Box<dyn Hold<T>>);

/// The trait object is what ends the search: its own bounds are all that counts.
trait Hold<T>: Send + Sync {
    fn value(&self) -> &T;
    fn value_mut(&mut self) -> &mut T;
    fn into_value(self: Box<Self>) -> T;
}

struct Held<T>(T);

impl<T: Send + Sync> Hold<T> for Held<T> {
    fn value(&self) -> &T {
        &self.0
    }

    fn value_mut(&mut self) -> &mut T {
        &mut self.0
    }

    fn into_value(self: Box<Self>) -> T {
        self.0
    }
}

impl<T: Send + Sync + 'static> Boxed<T> {
    /// Puts a value on the heap.
    #[must_use]
    pub fn new(value: T) -> Self {
        Self(Box::new(Held(value)))
    }
}

impl<T> Boxed<T> {
    /// Returns the value.
    #[must_use]
    pub fn into_inner(self) -> T {
        self.0.into_value()
    }
}

impl<T> Deref for Boxed<T> {
    type Target = T;

    fn deref(&self) -> &T {
        self.0.value()
    }
}

impl<T> DerefMut for Boxed<T> {
    fn deref_mut(&mut self) -> &mut T {
        self.0.value_mut()
    }
}

impl<T> AsRef<T> for Boxed<T> {
    fn as_ref(&self) -> &T {
        self
    }
}

impl<T: Send + Sync + 'static> From<T> for Boxed<T> {
    fn from(value: T) -> Self {
        Self::new(value)
    }
}

impl<T: Send + Sync + 'static> From<T> for Field<Boxed<T>> {
    fn from(value: T) -> Self {
        Self::Value(Boxed::new(value))
    }
}

impl<T: Clone + Send + Sync + 'static> Clone for Boxed<T> {
    fn clone(&self) -> Self {
        Self::new(T::clone(self))
    }
}

impl<T: Default + Send + Sync + 'static> Default for Boxed<T> {
    fn default() -> Self {
        Self::new(T::default())
    }
}

impl<T: fmt::Debug> fmt::Debug for Boxed<T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        T::fmt(self, formatter)
    }
}

impl<T: PartialEq> PartialEq for Boxed<T> {
    fn eq(&self, other: &Self) -> bool {
        T::eq(self, other)
    }
}

impl<T: Eq> Eq for Boxed<T> {}

impl<T: Hash> Hash for Boxed<T> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        T::hash(self, state);
    }
}

impl<T: Wire + Send + Sync + 'static> Wire for Boxed<T> {
    fn decode(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
        T::decode(reader).map(Self::new)
    }

    fn encode(&self, writer: &mut Writer) -> Result<(), EncodeError> {
        T::encode(self, writer)
    }

    fn absent() -> Option<Self> {
        T::absent().map(Self::new)
    }

    fn is_absent(&self) -> bool {
        T::is_absent(self)
    }

    fn fit(look: &mut Look<'_>) -> Option<u32> {
        T::fit(look)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_boxed_value_behaves_like_the_value() {
        let mut boxed = Boxed::new("a".to_owned());
        boxed.push('b');
        let copy = boxed.clone();
        assert_eq!((boxed.len(), format!("{boxed:?}").as_str()), (2, "\"ab\""));
        assert_eq!(boxed, copy);
        assert_eq!(copy.into_inner(), "ab");
        assert_eq!(Boxed::from(1), Boxed::new(1));
        assert_eq!(Field::<Boxed<i64>>::from(1), Field::Value(Boxed::new(1)));
    }

    fn is_send<T: Send + Sync>(_: Option<T>) -> bool {
        true
    }

    #[test]
    fn a_box_is_send_without_a_look_at_the_type() {
        assert!(is_send(None::<Boxed<std::rc::Rc<u8>>>));
    }
}
