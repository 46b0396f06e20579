//! How the pages of a list follow each other: from a response to the next request.

use std::borrow::Cow;
use std::collections::HashSet;
use std::future::Future;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::task::{Context, Poll, ready};

use super::call_info::CallInfo;
use super::error::Failure;
use super::transport::BoxFuture;
use super::transport::Waiting;
use super::wire::inside::text_inside;
use super::wire::{Shape, text_of};
use super::{Call, Operation, RawResponse, link_header};

/// How the pages of an operation follow each other, as the API description says.
///
/// An input is the name of a query parameter, or a JSON Pointer (RFC 6901) into the body of the request. A place is a JSON
/// Pointer into the body of the response, or the name of one of its headers.
#[derive(Debug, Clone, Copy)]
pub struct Paging {
    next: Next,
    items: &'static str,
    /// Place of a Boolean, and the value that it has where more pages follow.
    more: Option<(&'static str, bool)>,
    /// Place of the number of pages, or of items.
    total: Option<&'static str>,
}

/// What the next request differs in.
#[derive(Debug, Clone, Copy)]
enum Next {
    /// An input is the token at a place.
    Token(&'static str, &'static str),
    /// An input is a member of the last item.
    LastItem(&'static str, &'static str),
    /// An input is a page number; the first page has this one.
    Page(&'static str, i64),
    /// An input is the page number at a place, plus one.
    PageAfter(&'static str, &'static str),
    /// An input is the number of items before the page, plus the number of the first item.
    Offset(&'static str, i64),
    /// The URL is that at a place.
    Url(&'static str),
    /// The URL is that of the header `Link` with the relation `next` (RFC 8288).
    Link,
}

impl Paging {
    const fn new(next: Next) -> Self {
        Self { next, items: "", more: None, total: None }
    }

    /// Every response has the token of the next page, except for the last one.
    #[must_use]
    pub const fn token(input: &'static str, place: &'static str) -> Self {
        Self::new(Next::Token(input, place))
    }

    /// The next page follows the last item, which is named by one of its members, a JSON Pointer.
    #[must_use]
    pub const fn last_item(input: &'static str, member: &'static str) -> Self {
        Self::new(Next::LastItem(input, member))
    }

    /// Pages are numbered from `first` on, up to the page before an empty one.
    #[must_use]
    pub const fn page(input: &'static str, first: i64) -> Self {
        Self::new(Next::Page(input, first))
    }

    /// Pages are numbered, and every response has the number of its page.
    #[must_use]
    pub const fn page_after(input: &'static str, place: &'static str) -> Self {
        Self::new(Next::PageAfter(input, place))
    }

    /// Items are numbered from `first` on, up to an empty page.
    #[must_use]
    pub const fn offset(input: &'static str, first: i64) -> Self {
        Self::new(Next::Offset(input, first))
    }

    /// Every response has the URL of the next page, except for the last one.
    #[must_use]
    pub const fn url(place: &'static str) -> Self {
        Self::new(Next::Url(place))
    }

    /// Every response links to the next page, except for the last one.
    #[must_use]
    pub const fn link() -> Self {
        Self::new(Next::Link)
    }

    /// Sets the place of the list in the body, which is the list itself by default.
    #[must_use]
    pub const fn items(mut self, pointer: &'static str) -> Self {
        self.items = pointer;
        self
    }

    /// Sets the place of a Boolean that is `value` where more pages follow.
    #[must_use]
    pub const fn more(mut self, place: &'static str, value: bool) -> Self {
        self.more = Some((place, value));
        self
    }

    /// Sets the place of the number of pages, or of items if pages begin at the number of an item.
    #[must_use]
    pub const fn total(mut self, place: &'static str) -> Self {
        self.total = Some(place);
        self
    }
}

/// A request of a page, and its outcome.
pub(super) type Sent = (CallInfo, Result<RawResponse, Failure>);

/// Sends the requests of pages, one after the other.
pub(super) struct Pager {
    paging: &'static Paging,
    operation: &'static Operation,
    /// The next request; `None` at the end.
    call: Option<Call>,
    /// The request that is being sent.
    sending: Option<BoxFuture<'static, Sent>>,
    /// Why the next request cannot be sent.
    failure: Option<Failure>,
    /// Number of the page, or of its first item, where requests count.
    position: Option<i64>,
    /// Hashes of the tokens and URLs of all pages.
    seen: HashSet<u64>,
    /// Hash of the items of the page before, where requests count.
    before: Option<u64>,
}

impl Pager {
    pub fn new(call: Call, paging: &'static Paging) -> Self {
        let mut pager = Self {
            paging,
            operation: call.operation,
            call: None,
            sending: None,
            failure: None,
            position: None,
            seen: HashSet::new(),
            before: None,
        };
        match paging.next {
            Next::Token(input, _) | Next::LastItem(input, _) => {
                pager.seen.extend(call.input(input).map(hash));
            }
            Next::Page(input, first) | Next::Offset(input, first) => {
                let given = call.input(input).and_then(|text| text.parse().ok());
                pager.position = Some(given.unwrap_or(first));
            }
            Next::Url(_) | Next::Link => {
                pager.seen.extend(call.address().map(|url| hash(url.as_str())));
            }
            Next::PageAfter(..) => {}
        }
        pager.call = Some(call);
        pager
    }

    /// Returns the place of the list in the body.
    pub fn items(&self) -> &'static str {
        self.paging.items
    }

    /// Sends the next request; `None` at the end.
    pub fn poll(&mut self, context: &mut Context<'_>) -> Poll<Option<Sent>> {
        if let Some(failure) = self.failure.take() {
            return Poll::Ready(Some((self.info(), Err(failure))));
        }
        let sent = match (&mut self.sending, &self.call) {
            (Some(sending), _) => ready!(sending.as_mut().poll(context)),
            (None, None) => return Poll::Ready(None),
            (sending @ None, Some(call)) => {
                let sending = sending.insert(Box::pin(call.clone().exchange(Waiting::Task)));
                ready!(sending.as_mut().poll(context))
            }
        };
        self.sending = None;
        Poll::Ready(Some(self.ended(sent)))
    }

    /// Sends the next request and waits for the response; `None` at the end.
    #[cfg(feature = "blocking")]
    pub fn wait(&mut self) -> Option<Sent> {
        if let Some(failure) = self.failure.take() {
            return Some((self.info(), Err(failure)));
        }
        let call = self.call.clone()?;
        let shared = call.shared.clone();
        let sent = shared.transports.wait(call.exchange(Waiting::Thread));
        let sent = sent.unwrap_or_else(|failure| (self.info(), Err(failure)));
        Some(self.ended(sent))
    }

    /// Describes a request that is not sent.
    fn info(&self) -> CallInfo {
        CallInfo { operation: self.operation, retries: 0 }
    }

    /// Ends the list if a request has no response.
    fn ended(&mut self, sent: Sent) -> Sent {
        if sent.1.is_err() {
            self.call = None;
        }
        sent
    }

    /// Prepares the request of the page that follows a response. An error, for which `response` is `None`, ends the list.
    pub fn follow(&mut self, response: Option<&RawResponse>) {
        let call = self.call.take().zip(response);
        match call.map(|(call, response)| self.next(call, response)) {
            Some(Ok(next)) => self.call = next,
            Some(Err(why)) => self.failure = Some(Failure::Request(why)),
            None => {}
        }
    }

    /// Returns the request of the page that follows a response; `None` if that is the last one.
    fn next(&mut self, mut call: Call, response: &RawResponse) -> Result<Option<Call>, String> {
        let body = std::str::from_utf8(response.body()).unwrap_or_default();
        let paging = self.paging;
        let read = |place: &str| read(response, body, place);
        let number = |place: &str| read(place)?.parse::<i64>().ok();
        if let Some((place, value)) = paging.more {
            let opposite = if value { "false" } else { "true" };
            if read(place).is_some_and(|text| text == opposite) {
                return Ok(None);
            }
        }
        let total = paging.total.and_then(number);
        match paging.next {
            Next::Token(input, place) => {
                let json = json(response, body, place);
                // Numbers of pages and items that some APIs send behind the last page.
                let is_last = matches!(json.as_ref(), "false" | "0" | "-1");
                let Some(token) = read(place).filter(|_| !is_last) else { return Ok(None) };
                self.once(&token, "token")?;
                call.set_input(input, &json)?;
            }
            Next::LastItem(input, member) => {
                let items = list(body, paging.items);
                let member = items.last().and_then(|item| text_inside(item, member));
                let Some(text) = member.and_then(text_of) else { return Ok(None) };
                self.once(&text, "last item")?;
                call.set_input(input, member.unwrap_or_default())?;
            }
            Next::Page(input, first) => {
                let page = self.position.unwrap_or(first);
                let before = page.saturating_sub(first);
                let is_last = |total: i64| total > 0 && before >= total - 1;
                if !self.has_changed(body)? || total.is_some_and(is_last) {
                    return Ok(None);
                }
                let next = page.saturating_add(1);
                self.position = Some(next);
                call.set_input(input, &next.to_string())?;
            }
            Next::PageAfter(input, place) => {
                let Some(page) = number(place) else { return Ok(None) };
                let is_last = |total: i64| total > 0 && page >= total;
                if !self.has_changed(body)? || total.is_some_and(is_last) {
                    return Ok(None);
                }
                self.once(&page.to_string(), "page number")?;
                call.set_input(input, &page.saturating_add(1).to_string())?;
            }
            Next::Offset(input, first) => {
                let count = i64::try_from(list(body, paging.items).len()).unwrap_or(i64::MAX);
                let next = self.position.unwrap_or(first).saturating_add(count);
                // Some APIs count all items only if they are asked to, and say 0 if not.
                let is_last = |total: i64| total >= count && next.saturating_sub(first) >= total;
                if !self.has_changed(body)? || total.is_some_and(is_last) {
                    return Ok(None);
                }
                self.position = Some(next);
                call.set_input(input, &next.to_string())?;
            }
            Next::Url(place) => {
                // In JSON:API, a link may be an object.
                let url = read(&format!("{place}/href")).or_else(|| read(place));
                let Some(url) = url.filter(|url| !url.starts_with('{')) else { return Ok(None) };
                self.go_to(&mut call, &url)?;
            }
            Next::Link => {
                let Some(url) = link_header::target(response.headers(), "next") else {
                    return Ok(None);
                };
                self.go_to(&mut call, &url)?;
            }
        }
        Ok(Some(call))
    }

    /// Changes the URL of a request, if it is another one of the same origin: credentials are for that.
    fn go_to(&mut self, call: &mut Call, url: &str) -> Result<(), String> {
        let here = call.address().map_err(|_| "the URL of the page is not known".to_owned())?;
        let mut next = here
            .join(url)
            .map_err(|error| format!("the URL of the next page is not valid: {error}"))?;
        if next.origin() != here.origin() {
            return Err(format!(
                "the next page is at {}, but the client's credentials are for {}",
                next.origin().ascii_serialization(),
                here.origin().ascii_serialization()
            ));
        }
        next.set_fragment(None);
        // A user name or password comes from the server, not from the caller.
        let _ = next.set_username("");
        let _ = next.set_password(None);
        self.once(next.as_str(), "URL")?;
        call.go_to(next);
        Ok(())
    }

    /// Fails if a page would be requested for the second time.
    fn once(&mut self, text: &str, what: &str) -> Result<(), String> {
        if self.seen.insert(hash(text)) {
            return Ok(());
        }
        Err(format!(
            "the {what} of this page is that of an earlier one, so the pages would never end"
        ))
    }

    /// Returns whether a page has items. Fails if it has those of the page before.
    fn has_changed(&mut self, body: &str) -> Result<bool, String> {
        if list(body, self.paging.items).is_empty() {
            return Ok(false);
        }
        let items = text_inside(body, self.paging.items).map(hash);
        if items == self.before {
            return Err(
                "the page has the items of the one before, so the pages would never end".to_owned()
            );
        }
        self.before = items;
        Ok(true)
    }
}

/// Returns the text at a place of a response, unless it is empty.
fn read<'a>(response: &'a RawResponse, body: &'a str, place: &str) -> Option<Cow<'a, str>> {
    let text = if place.starts_with('/') {
        text_of(text_inside(body, place)?)?
    } else {
        Cow::Borrowed(response.headers().get(place)?.to_str().ok()?.trim())
    };
    (!text.is_empty()).then_some(text)
}

/// Returns the value at a place of a response as JSON.
fn json<'a>(response: &'a RawResponse, body: &'a str, place: &str) -> Cow<'a, str> {
    if place.starts_with('/') {
        return Cow::Borrowed(text_inside(body, place).unwrap_or("null"));
    }
    let text = read(response, body, place).unwrap_or_default();
    Cow::Owned(serde_json::Value::from(text.as_ref()).to_string())
}

/// Returns the JSON texts of the items at a pointer.
fn list<'a>(body: &'a str, pointer: &str) -> Vec<&'a str> {
    match text_inside(body, pointer).map(Shape::of) {
        Some(Shape::List(items)) => items,
        _ => Vec::new(),
    }
}

fn hash(text: impl AsRef<str>) -> u64 {
    let mut hasher = DefaultHasher::new();
    text.as_ref().hash(&mut hasher);
    hasher.finish()
}
