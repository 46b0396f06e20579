//! Pages of lists: what is requested after each response, and where it ends.

use std::fmt::Write;

use generated::pages::{Client, Error};
use specwright_tests::{Reply, Request, Server};

use crate::wait;

/// Number of items of a list, and of a page.
const ITEMS: usize = 25;
const PAGE: usize = 10;

fn client(server: &Server) -> Client {
    Client::builder()
        .base_url(&format!("{}/v1", server.url()))
        .bearer_token("t0ken")
        .build()
        .unwrap()
}

/// The value of a query parameter, decoded.
fn query(request: &Request, name: &str) -> Option<String> {
    let (_, query) = request.target.split_once('?')?;
    let mut pairs = form_urlencoded::parse(query.as_bytes());
    pairs.find(|(known, _)| known == name).map(|(_, value)| value.into_owned())
}

fn number(request: &Request, name: &str) -> Option<usize> {
    query(request, name).map(|text| text.parse().unwrap())
}

/// A page of items, which are numbered from 1, as a JSON list.
fn page(first: usize, all: usize) -> String {
    let last = all.min(first + PAGE - 1);
    let items: Vec<String> = (first..=last).map(|id| format!(r#"{{"id":{id}}}"#)).collect();
    format!("[{}]", items.join(","))
}

/// Checks that a call gives all items, async and blocking, and returns the targets of the requests.
macro_rules! all {
    ($server:expr, $call:expr) => {{
        let mut ids = Vec::new();
        wait(async {
            let mut items = $call.items();
            while let Some(item) = items.next().await {
                ids.push(item.unwrap().id);
            }
        });
        assert_eq!(ids, (1..=i64::try_from(ITEMS).unwrap()).collect::<Vec<_>>());
        let requests = $server.requests();
        let blocking: Vec<i64> = $call.items_blocking().map(|item| item.unwrap().id).collect();
        assert_eq!(blocking, ids);
        let again = $server.requests();
        assert_eq!(crate::ordered(&requests), crate::ordered(&again));
        for request in &requests {
            assert_eq!(request.header("authorization"), Some("Bearer t0ken"));
        }
        requests.into_iter().map(|request| request.target).collect::<Vec<String>>()
    }};
}

/// A server of a list whose pages begin at the item that `first` returns; `body` makes the response from the page's items
/// and the number of the next page's first item, if there is one.
fn server(
    first: impl Fn(&Request) -> usize + Send + Sync + 'static,
    body: impl Fn(&str, Option<usize>, usize) -> Reply + Send + Sync + 'static,
) -> Server {
    Server::new(move |request| {
        let first = first(request);
        let next = (first + PAGE <= ITEMS).then_some(first + PAGE);
        body(&page(first, ITEMS), next, first)
    })
}

fn ok(body: String) -> Reply {
    Reply::json(200, &body)
}

/// Reads the number behind a letter, such as `t11`.
fn token(request: &Request, name: &str) -> usize {
    query(request, name).map_or(1, |text| text.strip_prefix("t/").unwrap().parse().unwrap())
}

#[test]
fn tokens() {
    let orders = server(
        |request| token(request, "cursor"),
        |items, next, _| {
            let next = next.map_or("null".to_owned(), |next| format!("\"t/{next}\""));
            ok(format!(r#"{{"data":{items},"next_cursor":{next}}}"#))
        },
    );
    let client_ = client(&orders);
    let targets = all!(orders, client_.list_orders().limit(10));
    assert_eq!(
        targets,
        [
            "/v1/orders?limit=10",
            "/v1/orders?limit=10&cursor=t%2F11",
            "/v1/orders?limit=10&cursor=t%2F21"
        ]
    );

    let files = server(
        |request| token(request, "pageToken"),
        |items, next, _| {
            let next = next.map(|next| format!(r#","nextPageToken":"t/{next}""#));
            ok(format!(r#"{{"files":{items}{}}}"#, next.unwrap_or_default()))
        },
    );
    let client_ = client(&files);
    assert_eq!(all!(files, client_.list_files())[2], "/v1/files?pageToken=t%2F21");

    let pods = server(
        |request| token(request, "continue"),
        |items, next, _| {
            let next = next.map_or(String::new(), |next| format!("t/{next}"));
            ok(format!(r#"{{"items":{items},"metadata":{{"continue":"{next}"}}}}"#))
        },
    );
    let client_ = client(&pods);
    assert_eq!(all!(pods, client_.list_pods())[1], "/v1/pods?continue=t%2F11");

    let letters = server(
        |request| token(request, "from"),
        |items, next, _| {
            let next = next.map_or("false".to_owned(), |next| format!("\"t/{next}\""));
            ok(format!(r#"{{"letters":{items},"until":{next}}}"#))
        },
    );
    let client_ = client(&letters);
    let cursor = client_.list_letters().from("t/11").items_blocking();
    assert_eq!(cursor.map(|item| item.unwrap().id).next(), Some(11));
    letters.requests();
    assert_eq!(all!(letters, client_.list_letters())[1], "/v1/letters?from=t%2F11");
}

#[test]
fn tokens_in_headers_and_bodies() {
    let cities = Server::new(|request| match query(request, "cursor").as_deref() {
        None => Reply::new(200, &[("x-next-cursor", "a b")], r#"["x"]"#),
        Some("a b") => Reply::json(200, r#"["y"]"#),
        other => panic!("{other:?}"),
    });
    let items: Result<Vec<String>, _> = client(&cities).list_cities().items_blocking().collect();
    assert_eq!(items.unwrap(), ["x", "y"]);

    let events = Server::new(|request| {
        let body: serde_json::Value = serde_json::from_slice(&request.body).unwrap();
        let first =
            body.get("cursor").map_or(1, |text| usize::try_from(text.as_i64().unwrap()).unwrap());
        let next = (first + PAGE <= ITEMS).then_some(first + PAGE);
        let next = next.map_or("null".to_owned(), |next| next.to_string());
        ok(format!(r#"{{"hits":{},"meta":{{"next":{next}}}}}"#, page(first, ITEMS)))
    });
    let client = client(&events);
    let body = || generated::pages::types::SearchEventsRequest::new().text("é");
    let ids: Vec<i64> =
        client.search_events(body()).items_blocking().map(|item| item.unwrap().id).collect();
    assert_eq!(ids.len(), ITEMS);
    let requests = events.requests();
    assert_eq!(requests[0].text(), r#"{"text":"é"}"#);
    assert_eq!(requests[2].text(), r#"{"text":"é","cursor":21}"#);
    assert!(requests.iter().all(|one| one.header("content-type") == Some("application/json")));
}

#[test]
fn last_items() {
    let after =
        |name: &'static str| move |request: &Request| number(request, name).map_or(1, |id| id + 1);
    let charges = server(after("starting_after"), |items, next, _| {
        ok(format!(r#"{{"object":"list","data":{items},"has_more":{}}}"#, next.is_some()))
    });
    let client_ = client(&charges);
    assert_eq!(
        all!(charges, client_.list_charges()),
        ["/v1/charges", "/v1/charges?starting_after=10", "/v1/charges?starting_after=20"]
    );
    let batches = server(after("after"), |items, next, first| {
        let last = ITEMS.min(first + PAGE - 1);
        ok(format!(
            r#"{{"data":{items},"first_id":"{first}","last_id":"{last}","has_more":{}}}"#,
            next.is_some()
        ))
    });
    let client_ = client(&batches);
    assert_eq!(all!(batches, client_.list_batches())[2], "/v1/batches?after=20");
    // Without a Boolean that ends it, an empty page does.
    let drafts = server(after("since"), |items, _, _| ok(items.to_owned()));
    let client_ = client(&drafts);
    assert_eq!(all!(drafts, client_.list_drafts())[3], "/v1/drafts?since=25");
}

#[test]
fn numbers() {
    let rows = server(
        |request| number(request, "offset").unwrap_or(0) + 1,
        |items, _, _| ok(format!(r#"{{"rows":{items},"total":{ITEMS}}}"#)),
    );
    let client_ = client(&rows);
    assert_eq!(
        all!(rows, client_.list_rows()),
        ["/v1/rows", "/v1/rows?offset=10", "/v1/rows?offset=20"]
    );
    let some = client_.list_rows().offset(20).items_blocking();
    assert_eq!(some.map(|item| item.unwrap().id).collect::<Vec<_>>(), [21, 22, 23, 24, 25]);

    // Some APIs count all items only if they are asked to.
    let rows = server(
        |request| number(request, "offset").unwrap_or(0) + 1,
        |items, _, _| ok(format!(r#"{{"rows":{items},"total":0}}"#)),
    );
    let client_ = client(&rows);
    assert_eq!(all!(rows, client_.list_rows())[3], "/v1/rows?offset=25");

    let places = server(
        |request| number(request, "page").unwrap_or(0) * PAGE + 1,
        |items, _, first| {
            ok(format!(
                r#"{{"places":{items},"meta":{{"page":{},"total_pages":0}}}}"#,
                first / PAGE
            ))
        },
    );
    let client_ = client(&places);
    assert_eq!(
        all!(places, client_.list_places())[1..3],
        ["/v1/places?page=1", "/v1/places?page=2"]
    );

    let tags = Server::new(|request| match number(request, "page").unwrap_or(1) {
        page @ 1..=3 => ok(format!("[\"{page}\"]")),
        _ => ok("[]".to_owned()),
    });
    let client = client(&tags);
    let all: Result<Vec<String>, _> = client.list_tags().per_page(1).items_blocking().collect();
    assert_eq!(all.unwrap(), ["1", "2", "3"]);
    assert_eq!(tags.requests().last().unwrap().target, "/v1/tags?per_page=1&page=4");
    let all: Result<Vec<String>, _> = client.list_tags().page(3).items_blocking().collect();
    assert_eq!(all.unwrap(), ["3"]);
}

#[test]
fn urls() {
    let at = |request: &Request| token(request, "at");
    let calls = server(at, |items, next, _| {
        let next =
            next.map_or("null".to_owned(), |next| format!("\"/v1/calls?PageSize=2&at=t/{next}\""));
        ok(format!(r#"{{"calls":{items},"next_page_uri":{next}}}"#))
    });
    let client_ = client(&calls);
    assert_eq!(
        all!(calls, client_.list_calls().page_size(2)),
        ["/v1/calls?PageSize=2", "/v1/calls?PageSize=2&at=t/11", "/v1/calls?PageSize=2&at=t/21"]
    );
    let users = server(at, |items, next, _| {
        let next = next.map(|next| format!(r#","@odata.nextLink":"?at=t/{next}""#));
        ok(format!(r#"{{"value":{items}{}}}"#, next.unwrap_or_default()))
    });
    let client_ = client(&users);
    assert_eq!(all!(users, client_.list_users().top(10))[1], "/v1/users?at=t/11");
    let vaults = server(at, |items, next, _| {
        let next = next.map_or(String::new(), |next| format!("/v1/vaults?at=t/{next}"));
        ok(format!(r#"{{"value":{items},"nextLink":"{next}"}}"#))
    });
    let client_ = client(&vaults);
    assert_eq!(all!(vaults, client_.list_vaults())[1], "/v1/vaults?at=t/11");
    for (before, after) in [("\"", "\""), ("{\"href\":\"", "\"}")] {
        let articles = server(at, move |items, next, _| {
            let next = next.map_or("null".to_owned(), |next| {
                format!("{before}/v1/articles?at=t/{next}{after}")
            });
            ok(format!(r#"{{"data":{items},"links":{{"next":{next}}}}}"#))
        });
        let client_ = client(&articles);
        assert_eq!(all!(articles, client_.list_articles())[1], "/v1/articles?at=t/11");
    }
    let movies = server(at, |items, next, _| {
        let next = next.map(|next| format!(r#""next":{{"href":"/v1/movies?at=t/{next}"}}"#));
        ok(format!(
            r#"{{"_embedded":{{"movies":{items}}},"_links":{{{}}}}}"#,
            next.unwrap_or_default()
        ))
    });
    let client_ = client(&movies);
    assert_eq!(all!(movies, client_.list_movies())[2], "/v1/movies?at=t/21");
    // What the base URL has in its query is sent with every request.
    let client_ = Client::builder().base_url(&format!("{}/v1?key=k&at=t/1", movies.url()));
    let client_ = client_.bearer_token("t0ken").build().unwrap();
    assert_eq!(all!(movies, client_.list_movies())[1], "/v1/movies?at=t/11&key=k");
}

#[test]
fn links() {
    let repositories = server(
        |request| (number(request, "page").unwrap_or(1) - 1) * PAGE + 1,
        |items, next, _| {
            let mut link = "</v1/repositories?page=1>; rel=\"first\"".to_owned();
            if let Some(next) = next {
                write!(link, ", </v1/repositories?page={}>; rel=\"next\"", next / PAGE + 1)
                    .unwrap();
            }
            Reply::new(200, &[("link", &link)], items)
        },
    );
    let client = client(&repositories);
    assert_eq!(
        all!(repositories, client.list_repositories()),
        ["/v1/repositories", "/v1/repositories?page=2", "/v1/repositories?page=3"]
    );
}

/// Pages are responses, and are requested one by one.
#[test]
fn pages_are_requested_when_they_are_wanted() {
    let server = Server::new(|request| {
        let first = token(request, "cursor");
        ok(format!(r#"{{"data":{},"next_cursor":"t/{}"}}"#, page(first, 1000), first + PAGE))
    });
    let client = client(&server);
    let mut items = client.list_orders().items();
    for id in 1..=11 {
        assert_eq!(wait(items.next()).unwrap().unwrap().id, id);
    }
    assert_eq!(server.requests().len(), 2);
    wait(async {
        let mut pages = client.list_orders().pages();
        let first = pages.next().await.unwrap().unwrap();
        assert_eq!((first.status().as_u16(), first.body().data.len()), (200, PAGE));
        assert_eq!(pages.next().await.unwrap().unwrap().body().data[0].id, 11);
    });
    assert_eq!(server.requests().len(), 2);
    assert_eq!(client.list_orders().pages_blocking().take(2).count(), 2);
    assert_eq!(server.requests().len(), 2);
}

#[test]
fn a_thousand_items() {
    let server = Server::new(|request| {
        let first = token(request, "cursor");
        let next = if first + PAGE <= 1000 {
            format!("\"t/{}\"", first + PAGE)
        } else {
            "null".to_owned()
        };
        ok(format!(r#"{{"data":{},"next_cursor":{next}}}"#, page(first, 1000)))
    });
    let client = client(&server);
    let ids: Vec<i64> =
        client.list_orders().items_blocking().map(|item| item.unwrap().id).collect();
    assert_eq!(ids, (1..=1000).collect::<Vec<_>>());
    assert_eq!(server.requests().len(), 100);
}

/// An empty page is not the last one if it names the next one.
#[test]
fn empty_pages() {
    let server = Server::new(|request| match query(request, "cursor").as_deref() {
        None => ok(r#"{"data":[],"next_cursor":"a"}"#.to_owned()),
        Some("a") => ok(r#"{"data":[{"id":1}],"next_cursor":"b"}"#.to_owned()),
        Some("b") => ok(r#"{"data":[],"next_cursor":"c"}"#.to_owned()),
        _ => ok(r#"{"data":[],"next_cursor":""}"#.to_owned()),
    });
    let client = client(&server);
    let ids: Vec<i64> =
        client.list_orders().items_blocking().map(|item| item.unwrap().id).collect();
    assert_eq!((ids, server.requests().len()), (vec![1], 4));
    let server = Server::always(Reply::json(200, r#"{"rows":[],"total":7}"#));
    assert_eq!(self::client(&server).list_rows().items_blocking().count(), 0);
    assert_eq!(server.requests().len(), 1);
    // An absent list is empty.
    let server = Server::ok("{}");
    assert_eq!(self::client(&server).list_files().items_blocking().count(), 0);
}

/// The error of a list, and the number of items before it; nothing comes after it.
macro_rules! failure {
    ($call:expr) => {{
        let mut items = $call.items_blocking();
        let mut count = 0;
        let error = loop {
            match items.next().unwrap() {
                Ok(_) => count += 1,
                Err(error) => break error,
            }
        };
        assert!(items.next().is_none());
        let same = wait(async {
            let mut items = $call.items();
            loop {
                if let Err(error) = items.next().await.unwrap() {
                    assert!(items.next().await.is_none());
                    break error;
                }
            }
        });
        assert_eq!(same.to_string(), error.to_string());
        (count, error)
    }};
}

#[test]
fn what_comes_twice_is_an_error() {
    let server = Server::ok(r#"{"data":[{"id":1}],"next_cursor":"a"}"#);
    let (count, error) = failure!(client(&server).list_orders());
    assert!(count == 2 && matches!(error, Error::Request(_)), "{error:?}");
    assert!(
        error.to_string().contains("the token of this page is that of an earlier one"),
        "{error}"
    );
    // The caller's own token counts.
    let (count, _) = failure!(client(&server).list_orders().cursor("a"));
    assert_eq!(count, 1);
    let server = Server::ok(r#"{"calls":[{"id":1}],"next_page_uri":"/v1/calls"}"#);
    let (count, error) = failure!(client(&server).list_calls());
    assert!(count == 1 && error.to_string().contains("the URL of this page"), "{error}");
    let server = Server::ok(r#"["a"]"#);
    let (count, error) = failure!(client(&server).list_tags());
    assert!(count == 2 && error.to_string().contains("items of the one before"), "{error}");
    let server = Server::ok(r#"{"data":[{"id":1}],"has_more":true}"#);
    let (count, error) = failure!(client(&server).list_charges());
    assert!(count == 2 && error.to_string().contains("last item"), "{error}");
}

#[test]
fn another_origin_is_an_error() {
    let other = Server::ok("{}");
    for url in [
        format!("{}/v1/calls", other.url()),
        "//a.example/x".into(),
        "ftp://a.example".into(),
        "https://[".into(),
    ] {
        let server = Server::ok(&format!(r#"{{"calls":[{{"id":1}}],"next_page_uri":"{url}"}}"#));
        let (count, error) = failure!(client(&server).list_calls());
        assert!(count == 1 && matches!(error, Error::Request(_)), "{error:?}");
        assert_eq!(server.requests().len(), 2);
    }
    let server = Server::ok(r#"{"calls":[],"next_page_uri":"https://a.example/x?secret=1"}"#);
    let (_, error) = failure!(client(&server).list_calls());
    let text = error.to_string();
    assert!(
        text.contains("the next page is at https://a.example") && !text.contains("secret"),
        "{text}"
    );
    assert!(other.requests().is_empty());
}

#[test]
fn errors_in_the_middle() {
    let server = Server::new(|request| match query(request, "page").as_deref() {
        Some("2") => Reply::json(404, r#"{"message":"gone"}"#),
        _ => Reply::new(200, &[("link", "<?page=2>; rel=next")], r#"[{"id":1}]"#),
    });
    let (count, error) = failure!(client(&server).list_repositories());
    let Error::Api(problem) = error else { panic!("{error:?}") };
    assert_eq!((count, problem.body().message.as_deref()), (1, Some("gone")));
    let server = Server::new(|request| match query(request, "cursor") {
        Some(_) => Reply::json(200, r#"{"data":[{"id":2},{"id":"x"}]}"#),
        None => Reply::json(200, r#"{"data":[{"id":1}],"next_cursor":"a"}"#),
    });
    let (count, error) = failure!(client(&server).list_orders());
    assert!(count == 1 && error.is_decode(), "{error:?}");
    assert!(error.to_string().contains("data[1].id"), "{error}");
    let server = Server::ok(r#"{"data":[{"id":1}],"#);
    assert!(failure!(client(&server).list_orders()).1.is_decode());
}

#[test]
fn operations_without_pages_have_no_methods() {
    let server = Server::ok(r#"["a"]"#);
    let all = client(&server).list_settings().page(1).send_blocking().unwrap();
    assert_eq!(all.body(), &["a"]);
}
