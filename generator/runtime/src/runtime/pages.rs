//! Pages of a list, and the items of all pages: async streams and blocking iterators.

use std::fmt;
use std::future::poll_fn;
use std::marker::PhantomData;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::vec::IntoIter;

use futures_core::Stream;

use super::error::{DecodeFailure, Error, Outcome};
use super::exchange::read;
use super::paging::{Pager, Paging, Sent};
use super::wire::Wire;
use super::wire::inside::inside;
use super::{Call, Empty, ResponseBody};

/// Pages of a list: a [`Stream`] of responses. Each page is requested when it is wanted. An error ends the stream: one of
/// a call, or of kind [`Error::Request`] if the next page would have to be requested from another origin, or for the
/// second time.
#[must_use = "a stream does nothing until it is polled"]
pub struct Pages<O, E> {
    pager: Pager,
    kind: PhantomData<fn() -> (O, E)>,
}

impl<O: ResponseBody, E: ResponseBody> Pages<O, E> {
    pub(crate) fn new(call: Call, paging: &'static Paging) -> Self {
        Self { pager: Pager::new(call, paging), kind: PhantomData }
    }

    /// Returns the next page; `None` after the last one, and after an error.
    pub async fn next(&mut self) -> Option<Outcome<O, E>> {
        poll_fn(|context| self.poll(context)).await
    }

    fn poll(&mut self, context: &mut Context<'_>) -> Poll<Option<Outcome<O, E>>> {
        let next = ready!(self.pager.poll(context));
        Poll::Ready(next.map(|next| page::<O, E>(&mut self.pager, next)))
    }
}

impl<O: ResponseBody, E: ResponseBody> Stream for Pages<O, E> {
    type Item = Outcome<O, E>;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.get_mut().poll(context)
    }
}

/// Items of all pages: a [`Stream`]. Each page is requested when its first item is wanted. An error ends the stream, as
/// for [`Pages`].
#[must_use = "a stream does nothing until it is polled"]
pub struct Items<T, E> {
    pager: Pager,
    /// Items of the page that are left.
    left: IntoIter<T>,
    kind: PhantomData<fn() -> E>,
}

impl<T: Wire, E: ResponseBody> Items<T, E> {
    pub(crate) fn new(call: Call, paging: &'static Paging) -> Self {
        Self { pager: Pager::new(call, paging), left: IntoIter::default(), kind: PhantomData }
    }

    /// Returns the next item; `None` after the last one, and after an error.
    pub async fn next(&mut self) -> Option<Result<T, Error<E::Body>>> {
        poll_fn(|context| self.poll(context)).await
    }

    fn poll(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<T, Error<E::Body>>>> {
        loop {
            if let Some(item) = self.left.next() {
                return Poll::Ready(Some(Ok(item)));
            }
            match ready!(self.pager.poll(context)) {
                None => return Poll::Ready(None),
                Some(next) => match items::<T, E>(&mut self.pager, next) {
                    Ok(items) => self.left = items.into_iter(),
                    Err(error) => return Poll::Ready(Some(Err(error))),
                },
            }
        }
    }
}

// An item is not pinned.
impl<T, E> Unpin for Items<T, E> {}

impl<T: Wire, E: ResponseBody> Stream for Items<T, E> {
    type Item = Result<T, Error<E::Body>>;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.get_mut().poll(context)
    }
}

/// Pages of a list: an iterator over responses, which blocks until each page is received. It ends as [`Pages`] does.
#[cfg(feature = "blocking")]
#[must_use = "an iterator does nothing until it is used"]
pub struct BlockingPages<O, E>(Pages<O, E>);

#[cfg(feature = "blocking")]
impl<O: ResponseBody, E: ResponseBody> BlockingPages<O, E> {
    pub(crate) fn new(call: Call, paging: &'static Paging) -> Self {
        Self(Pages::new(call, paging))
    }
}

#[cfg(feature = "blocking")]
impl<O: ResponseBody, E: ResponseBody> Iterator for BlockingPages<O, E> {
    type Item = Outcome<O, E>;

    fn next(&mut self) -> Option<Self::Item> {
        let Pages { pager, .. } = &mut self.0;
        let next = pager.wait()?;
        Some(page::<O, E>(pager, next))
    }
}

/// Items of all pages: an iterator, which blocks until each page is received. It ends as [`Pages`] does.
#[cfg(feature = "blocking")]
#[must_use = "an iterator does nothing until it is used"]
pub struct BlockingItems<T, E>(Items<T, E>);

#[cfg(feature = "blocking")]
impl<T: Wire, E: ResponseBody> BlockingItems<T, E> {
    pub(crate) fn new(call: Call, paging: &'static Paging) -> Self {
        Self(Items::new(call, paging))
    }
}

#[cfg(feature = "blocking")]
impl<T: Wire, E: ResponseBody> Iterator for BlockingItems<T, E> {
    type Item = Result<T, Error<E::Body>>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(item) = self.0.left.next() {
                return Some(Ok(item));
            }
            let next = self.0.pager.wait()?;
            match items::<T, E>(&mut self.0.pager, next) {
                Ok(items) => self.0.left = items.into_iter(),
                Err(error) => return Some(Err(error)),
            }
        }
    }
}

/// Decodes a page, and prepares the request of the next one.
fn page<O: ResponseBody, E: ResponseBody>(
    pager: &mut Pager,
    (call, outcome): Sent,
) -> Outcome<O, E> {
    let raw = outcome.as_ref().ok().cloned();
    let page = read::<O, E>(call, outcome);
    pager.follow(raw.as_ref().filter(|_| page.is_ok()));
    page
}

/// Decodes the items of a page, and prepares the request of the next one.
fn items<T: Wire, E: ResponseBody>(
    pager: &mut Pager,
    (call, outcome): Sent,
) -> Result<Vec<T>, Error<E::Body>> {
    let raw = outcome.as_ref().ok().cloned();
    let items = read::<Empty, E>(call, outcome).and_then(|_| {
        let Some(raw) = &raw else { return Ok(None) };
        let items = raw.content().and_then(|body| {
            let is_empty = body.iter().all(u8::is_ascii_whitespace);
            if is_empty { Ok(None) } else { inside::<Vec<T>>(body, pager.items()) }
        });
        items.map_err(|reason| {
            let response = raw.clone().of(Some(call));
            let failure = DecodeFailure { operation: call.operation, response, reason };
            Error::Decode(Box::new(failure))
        })
    });
    pager.follow(raw.as_ref().filter(|_| items.is_ok()));
    items.map(Option::unwrap_or_default)
}

macro_rules! show {
    ($($(#[$condition:meta])? $name:ident,)*) => {
        $(
            $(#[$condition])?
            impl<A, E> fmt::Debug for $name<A, E> {
                fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                    formatter.write_str(concat!(stringify!($name), "(..)"))
                }
            }
        )*
    };
}
show! {
    Pages,
    Items,
    #[cfg(feature = "blocking")] BlockingPages,
    #[cfg(feature = "blocking")] BlockingItems,
}

/// Implements the methods of a call whose response is a page of a list, for a struct with a field `call`, by a row such as
/// `ListOrders => Order, Json<Orders>, Json<Problem>: token("cursor", "/next").items("/data")`, whose last part is an
/// expression of [`Paging`].
macro_rules! paged {
    ($ty:ident => $item:ty, $ok:ty, $error:ty: $next:ident($($place:expr),*) $(.$step:ident($($value:expr),*))*) => {
        impl $ty {
            const PAGING: runtime::paging::Paging =
                runtime::paging::Paging::$next($($place),*)$(.$step($($value),*))*;

            /// Returns the pages of the list as a stream of responses. The first one is that of this call; each of the
            /// others is requested when it is wanted.
            pub fn pages(self) -> runtime::pages::Pages<$ok, $error> {
                runtime::pages::Pages::new(self.call, &Self::PAGING)
            }

            /// Returns the items of all pages as a stream. Each page is requested when its first item is wanted.
            pub fn items(self) -> runtime::pages::Items<$item, $error> {
                runtime::pages::Items::new(self.call, &Self::PAGING)
            }

            /// Returns the pages of the list as an iterator over responses, which blocks until each page is received.
            #[cfg(feature = "blocking")]
            pub fn pages_blocking(self) -> runtime::pages::BlockingPages<$ok, $error> {
                runtime::pages::BlockingPages::new(self.call, &Self::PAGING)
            }

            /// Returns the items of all pages as an iterator, which blocks until each page is received.
            #[cfg(feature = "blocking")]
            pub fn items_blocking(self) -> runtime::pages::BlockingItems<$item, $error> {
                runtime::pages::BlockingItems::new(self.call, &Self::PAGING)
            }
        }
    };
}
pub(crate) use paged;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::runtime::{Json, Undocumented};

    #[test]
    fn streams_can_be_sent_and_moved() {
        fn check<S: Stream + Send + Unpin>() {}
        check::<Pages<Json<String>, Undocumented>>();
        check::<Items<String, Undocumented>>();
    }
}
