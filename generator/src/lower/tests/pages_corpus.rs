//! How many operations of real documents have pages.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use crate::api::{Api, Location, NextPage, Operation, Type};
use crate::diagnostics::{Diagnostics, Origin};
use crate::document;
use crate::inputs::{Files, Input};
use crate::lower::pages::{POSITIONS, SIZES, canonical, list};
use crate::lower::{lower, paginate};
use crate::tests::shared;

fn api(path: &Path) -> Option<Api> {
    let mut sources = Input::read("api", &Files::new([path])).ok()?.sources;
    let mut found = Diagnostics::default();
    let tree = document::bundle(&mut sources, &mut found)?;
    let options = (&crate::Options::default(), &Origin::default());
    let (document, _) = document::document(tree, options, &mut found)?;
    let mut api = lower(&document, &Origin::default(), &mut found);
    paginate(&mut api, options, &mut found, &mut Diagnostics::default());
    Some(api)
}

fn documents(folder: &Path, out: &mut Vec<PathBuf>) {
    let mut paths: Vec<PathBuf> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    for path in paths {
        if path.is_dir() { documents(&path, out) } else { out.push(path) }
    }
}

/// Whether a query parameter says where a page begins. `start` and `from` do if there is also one for the size.
fn is_page_like(operation: &Operation) -> bool {
    let queries = || operation.parameters.iter().filter(|one| one.location == Location::Query);
    let is_number =
        |ty: &Type| matches!(ty, Type::Int32 | Type::Int64 | Type::UInt64 | Type::Double);
    let has_size = queries().any(|one| SIZES.contains(&canonical(&one.name).as_str()));
    queries().any(|one| {
        let name = canonical(&one.name);
        POSITIONS.contains(&name.as_str())
            || matches!(name.as_str(), "start" | "from") && has_size && is_number(&one.ty)
    })
}

#[test]
#[ignore = "reads ../shared, which is no part of the repository"]
fn pages_of_real_documents() {
    let root = shared().join("corpus/dev");
    let mut paths = Vec::new();
    documents(&root, &mut paths);
    let mut ways: BTreeMap<String, usize> = BTreeMap::new();
    let (mut like, mut lists, mut found) = (0, 0, 0);
    for path in paths {
        let name = path.strip_prefix(&root).unwrap().display().to_string();
        let Some(api) = api(&path) else { continue };
        for operation in &api.operations {
            let is_like = is_page_like(operation);
            if !is_like && operation.pagination.is_none() {
                continue;
            }
            let has_list = list::body(operation).is_ok_and(|body| list::only(&api, body).is_ok());
            let way = match &operation.pagination {
                None => if has_list { "-" } else { "- no list" }.to_owned(),
                Some(one) => match &one.paging.next {
                    NextPage::Token(..) => "token",
                    NextPage::LastItem(..) => "last item",
                    NextPage::Page(..) | NextPage::PageAfter(..) => "page number",
                    NextPage::Offset(..) => "offset",
                    NextPage::Url(..) => "URL",
                    NextPage::Link => "Link",
                }
                .to_owned(),
            };
            println!(
                "{way}\t{name}\t{} {}\t{:?}",
                operation.method,
                operation.path,
                operation.pagination.as_ref().map(|one| (&one.items, &one.paging))
            );
            like += usize::from(is_like);
            lists += usize::from(is_like && has_list);
            found += usize::from(is_like && operation.pagination.is_some());
            *ways.entry(way).or_default() += 1;
        }
    }
    println!("{like} page-like, {lists} of them with a list, {found} found: {ways:?}");
    assert!(found * 10 >= like * 6, "{found} of {like}");
}
