//! Query parameters.

use chrono::{NaiveDate, TimeZone, Utc};
use generated::gallery::types::{
    ArtworkStatus, Condition, ExhibitionFilter, PageRequest, Point, Season,
};
use specwright_tests::Server;

use crate::{client, sent};

/// The query string, without the question mark.
macro_rules! query {
    ($server:expr, $call:expr) => {{
        let target = sent!($server, $call).target;
        target.split_once('?').map(|(_, query)| query.to_owned()).unwrap_or_default()
    }};
}

#[test]
fn scalars() {
    let server = Server::ok(r#"{"items":[]}"#);
    let client = client(&server);
    let list = || client.list_artworks();
    assert_eq!(sent!(server, list()).target, "/artworks");
    assert_eq!(query!(server, list().q("still life")), "q=still%20life");
    assert_eq!(query!(server, list().q("")), "q=");
    assert_eq!(
        query!(server, list().q("a&b=c#d?e/f+g%h;i'j\"k")),
        "q=a%26b%3Dc%23d%3Fe%2Ff%2Bg%25h%3Bi%27j%22k"
    );
    assert_eq!(query!(server, list().q("Zoë\n日本")), "q=Zo%C3%AB%0A%E6%97%A5%E6%9C%AC");
    assert_eq!(
        query!(server, list().limit(-5).cursor(i64::MIN)),
        "limit=-5&cursor=-9223372036854775808"
    );
    assert_eq!(query!(server, list().min_price(0.1)), "min_price=0.1");
    assert_eq!(query!(server, list().min_price(1e300)), "min_price=1e%2B300");
    assert_eq!(query!(server, list().on_display(false)), "on_display=false");
    assert_eq!(query!(server, list().top(3)), "%24top=3");
}

#[test]
fn enums_also_with_values_nobody_knows() {
    let server = Server::ok(r#"{"items":[]}"#);
    let client = client(&server);
    let list = || client.list_artworks();
    assert_eq!(query!(server, list().filter_status(ArtworkStatus::NA)), "filter%5Bstatus%5D=N%2FA");
    assert_eq!(query!(server, list().filter_status(ArtworkStatus::Empty)), "filter%5Bstatus%5D=");
    assert_eq!(query!(server, list().r#type("fresco & relief")), "type=fresco%20%26%20relief");
    assert_eq!(query!(server, list().sort_by("-title")), "sort-by=-title");
    assert_eq!(query!(server, client.get_artist(1).detail(2)), "detail=2");
    assert_eq!(query!(server, client.get_artist(1).detail(-9)), "detail=-9");
}

#[test]
fn lists() {
    let server = Server::ok(r#"{"items":[]}"#);
    let client = client(&server);
    let list = || client.list_artworks();
    assert_eq!(query!(server, list().tag(["oil", "a,b", ""])), "tag=oil&tag=a%2Cb&tag=");
    assert_eq!(query!(server, list().tag([""; 0])), "");
    assert_eq!(query!(server, list().fields(["id", "a,b"])), "fields=id,a%2Cb");
    assert_eq!(query!(server, list().fields([""; 0])), "");
    let list = || client.list_exhibitions();
    assert_eq!(query!(server, list().room([1, 2, 3])), "room=1%202%203");
    assert_eq!(query!(server, list().theme(["a b", "c|d"])), "theme=a%20b%7Cc%7Cd");
    assert_eq!(query!(server, list().theme([""; 0]).room([7])), "room=7");
}

#[test]
fn objects() {
    let server = Server::ok("[]");
    let client = client(&server);
    let list = || client.list_exhibitions();
    let page = PageRequest::new().number(2).size(50);
    assert_eq!(query!(server, list().page(page.clone())), "number=2&size=50");
    assert_eq!(query!(server, list().page(PageRequest::new())), "");
    let filter = ExhibitionFilter::new().city("Ghent & Aalst").free(true).season(Season::Winter);
    assert_eq!(
        query!(server, list().filter(filter.clone())),
        "filter%5Bcity%5D=Ghent%20%26%20Aalst&filter%5Bfree%5D=true&filter%5Bseason%5D=winter"
    );
    let condition = Condition::new("title", "a\"b&c");
    assert_eq!(
        query!(server, list().r#where(condition.clone())),
        "where=%7B%22field%22%3A%22title%22%2C%22equals%22%3A%22a%5C%22b%26c%22%7D"
    );
    let at = Point::new(1, 2).label("a,b");
    let call = || client.draw_floor_plan(1, [1], ["a"], Point::new(0, 0)).at(at.clone());
    assert_eq!(query!(server, call()), "at=x,1,y,2,label,a%2Cb");
}

#[test]
fn reserved_characters_stay_where_they_may() {
    let server = Server::ok("[]");
    let client = client(&server);
    let plan =
        |source: &str| client.draw_floor_plan(1, [1], ["a"], Point::new(0, 0)).source(source);
    for (source, query) in [
        ("https://a.example/b?c=d", "https://a.example/b?c=d"),
        ("a&b#c", "a%26b%23c"),
        ("a+b c", "a%2Bb%20c"),
        ("[x]", "%5Bx%5D"),
        ("100%", "100%25"),
        ("a%2Fb%zz%", "a%2Fb%25zz%25"),
        ("é", "%C3%A9"),
    ] {
        assert_eq!(query!(server, plan(source)), format!("source={query}"), "{source}");
    }
}

#[test]
fn dates() {
    let server = Server::ok("[]");
    let client = client(&server);
    let day = NaiveDate::from_ymd_opt(2024, 2, 9).unwrap();
    let time = Utc.with_ymd_and_hms(2024, 2, 9, 13, 5, 7).unwrap();
    let call = || client.list_exhibitions().open_on(day).updated_since(time);
    assert_eq!(query!(server, call()), "open_on=2024-02-09&updated_since=2024-02-09T13%3A05%3A07Z");
    let required = || client.attendance_report(day, day).legacy(true);
    assert_eq!(query!(server, required()), "from=2024-02-09&until=2024-02-09&legacy=true");
}

#[test]
fn what_has_no_form_is_not_sent() {
    let server = Server::ok("[]");
    let client = client(&server);
    let year = NaiveDate::from_ymd_opt(12345, 1, 1).unwrap();
    let errors = [
        client.list_artworks().min_price(f64::NAN).send_blocking().unwrap_err().to_string(),
        client.list_artworks().min_price(f64::INFINITY).send_blocking().unwrap_err().to_string(),
        client.list_exhibitions().open_on(year).send_blocking().unwrap_err().to_string(),
    ];
    assert!(server.requests().is_empty());
    assert!(errors[0].contains("`min_price`") && errors[0].contains("NaN"), "{errors:?}");
    assert!(errors[2].contains("12345"), "{errors:?}");
}

#[test]
fn parameters_of_the_caller() {
    let server = Server::ok(r#"{"items":[]}"#);
    let client = client(&server);
    let call = || client.list_artworks().q("a").with_query("debug mode", "1&2");
    assert_eq!(query!(server, call()), "q=a&debug%20mode=1%262");
}
