//! Pages of lists.

use super::context::Plan;
use super::doc;
use super::types::Site;
use crate::api::{self, InRequest, InResponse, NextPage};
use crate::rust::{Ident, Pages, PagesArgument, PagesStep, Part};

/// Methods of calls that read a list page by page.
pub const METHODS: &[&str] = &["pages", "items", "pages_blocking", "items_blocking"];

impl Plan<'_> {
    /// Plans how a call reads its list page by page, if it does.
    pub fn pages(&mut self, operation: &api::Operation) -> Option<Pages> {
        let pagination = operation.pagination.as_ref()?;
        self.parts.insert(Part::Pages);
        let item = self.ty(&pagination.item, Site::Operations);
        let api::Paging { next, more, total } = &pagination.paging;
        let mut steps = vec![first_step(next)];
        if !pagination.items.is_empty() {
            steps.push(step("items", [text(&pagination.items)]));
        }
        if let Some((place, value)) = more {
            steps.push(step("more", [in_response(place), PagesArgument::Boolean(*value)]));
        }
        if let Some(place) = total {
            steps.push(step("total", [in_response(place)]));
        }
        Some(Pages { item, steps })
    }
}

fn first_step(next: &NextPage) -> PagesStep {
    match next {
        NextPage::Token(input, place) => step("token", [in_request(input), in_response(place)]),
        NextPage::LastItem(input, member) => step("last_item", [in_request(input), text(member)]),
        NextPage::Page(input, first) => {
            step("page", [in_request(input), PagesArgument::Integer(*first)])
        }
        NextPage::PageAfter(input, place) => {
            step("page_after", [in_request(input), in_response(place)])
        }
        NextPage::Offset(input, first) => {
            step("offset", [in_request(input), PagesArgument::Integer(*first)])
        }
        NextPage::Url(place) => step("url", [in_response(place)]),
        NextPage::Link => step("link", []),
    }
}

fn step<const N: usize>(name: &'static str, arguments: [PagesArgument; N]) -> PagesStep {
    PagesStep { name, arguments: arguments.into() }
}

fn text(text: &str) -> PagesArgument {
    PagesArgument::Text(text.to_owned())
}

fn in_request(input: &InRequest) -> PagesArgument {
    match input {
        InRequest::Query(name) | InRequest::Body(name) => text(name),
    }
}

fn in_response(place: &InResponse) -> PagesArgument {
    match place {
        InResponse::Body(name) | InResponse::Header(name) => text(name),
    }
}

/// Says in the documentation of a method how its pages follow each other.
pub fn sentence(pagination: &api::Pagination, call: &Ident) -> String {
    let place = |place: &InResponse| match place {
        InResponse::Body(pointer) => format!("{} of the page before", member(pointer)),
        InResponse::Header(name) => format!("the header `{}` of the page before", doc::code(name)),
    };
    let input = |input: &InRequest| match input {
        InRequest::Query(name) => format!("`{}`", doc::code(name)),
        InRequest::Body(pointer) => format!("{} of the body", member(pointer)),
    };
    let how = match &pagination.paging.next {
        NextPage::Token(name, token) => format!("{} is {}", input(name), place(token)),
        NextPage::LastItem(name, pointer) => {
            format!("{} is {} of the last item", input(name), member(pointer))
        }
        NextPage::Page(name, first) => format!("{} counts pages from {first}", input(name)),
        NextPage::PageAfter(name, page) => {
            format!("{} is one more than {}", input(name), place(page))
        }
        NextPage::Offset(name, first) => format!("{} counts items from {first}", input(name)),
        NextPage::Url(url) => format!("the URL is {}", place(url)),
        NextPage::Link => "the URL is that of the header `Link`".to_owned(),
    };
    let call = call.as_str();
    format!(
        "[`items`]({call}::items) and [`pages`]({call}::pages) request one page after the other: {how}."
    )
}

/// Shows the member at a JSON Pointer, such as `metadata.continue`.
fn member(pointer: &str) -> String {
    let names = pointer.split('/').skip(1).map(|name| name.replace("~1", "/").replace("~0", "~"));
    format!("`{}`", doc::code(&names.collect::<Vec<_>>().join(".")))
}
