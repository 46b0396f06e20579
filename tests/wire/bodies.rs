//! Request bodies but those of several parts.

use chrono::NaiveDate;
use generated::gallery::types::*;
use generated::gallery::{Client, Error, Field};
use specwright_tests::Server;

use crate::{ID, client, exchange, id, sent};

#[test]
fn json() {
    let server = Server::ok("{}");
    let client = client(&server);
    let body = ArtworkInput::new("Häfen \"1\"\n\u{1}", i64::MAX, None)
        .status(ArtworkStatus::V3d)
        .grade(Grade::ValueMinus1)
        .dimensions(Dimensions::new(0.1, 3.0).depth(None::<f64>))
        .tags(["a", "b"])
        .insured_value(1e21);
    let request = sent!(server, client.replace_artwork(id(), body.clone()));
    assert_eq!(request.method, "PUT");
    assert_eq!(request.header("content-type"), Some("application/json"));
    assert_eq!(
        request.text(),
        r#"{"title":"Häfen \"1\"\n\u0001","artist_id":9223372036854775807,"year":null,"status":"3d","grade":-1,"dimensions":{"height":0.1,"width":3,"depth":null},"tags":["a","b"],"insured_value":1e21}"#
            .replace("1e21", &serde_json::json!(1e21).to_string())
    );
    let length = request.body.len().to_string();
    assert_eq!(request.header("content-length"), Some(length.as_str()));
}

#[test]
fn merge_patch_tells_absent_null_and_value_apart() {
    let server = Server::ok("{}");
    let client = client(&server);
    let patch = |patch: ArtworkPatch| client.update_artwork(id(), patch);
    let request = sent!(server, patch(ArtworkPatch::new()));
    assert_eq!(request.method, "PATCH");
    assert_eq!(request.header("content-type"), Some("application/merge-patch+json"));
    assert_eq!(request.text(), "{}");
    let clear = || ArtworkPatch::new().year(Field::Null).tags(Field::Null).title("T");
    assert_eq!(sent!(server, patch(clear())).text(), r#"{"title":"T","year":null,"tags":null}"#);
    let set = || ArtworkPatch::new().year(1889).location("Room 1").tags(["a"]).status("3d");
    assert_eq!(
        sent!(server, patch(set())).text(),
        r#"{"year":1889,"status":"3d","location":"Room 1","tags":["a"]}"#
    );
    let option = || ArtworkPatch::new().year(None).location(None);
    assert_eq!(sent!(server, patch(option())).text(), r#"{"year":null,"location":null}"#);
}

#[test]
fn numbers_that_json_has_not_are_refused() {
    let server = Server::ok("{}");
    let client = client(&server);
    for number in [f64::NAN, f64::INFINITY] {
        let body = ArtworkPatch::new().dimensions(DimensionsPatch::new(1.0, number));
        let (requests, outcome) = exchange!(server, client.update_artwork(id(), body.clone()));
        let error = outcome.unwrap_err();
        assert!(requests.is_empty() && matches!(error, Error::Request(_)), "{error:?}");
        assert!(error.to_string().contains("$.dimensions.width"), "{error}");
        assert!(serde_json::to_string(&body).is_err());
    }
}

#[test]
fn unions() {
    let server = Server::ok("{}");
    let client = client(&server);
    let card = || client.pay_order(1, CardPayment::new("tok"));
    assert_eq!(sent!(server, card()).text(), r#"{"kind":"card","token":"tok"}"#);
    let invoice = || client.pay_order(1, InvoicePayment::new("BE1").due_in_days(3));
    assert_eq!(
        sent!(server, invoice()).text(),
        r#"{"kind":"invoice","vat_number":"BE1","due_in_days":3}"#
    );
    let unknown = serde_json::json!({"kind": "gold", "grams": [1, 2.5, null]});
    let other = || client.pay_order(1, Payment::Unknown(unknown.clone()));
    assert_eq!(sent!(server, other()).text(), r#"{"kind":"gold","grams":[1,2.5,null]}"#);
    let loan = || client.request_loan(PrivateLoan::new(id(), Buyer::new("Zoë")));
    assert_eq!(
        sent!(server, loan()).text(),
        format!(r#"{{"borrower":"private-person","artwork_id":"{ID}","person":{{"name":"Zoë"}}}}"#)
    );
    let artist = || client.create_artist(Artist::new("A").contact(EmailContact::new("a@b")));
    assert_eq!(sent!(server, artist()).text(), r#"{"name":"A","contact":{"email":"a@b"}}"#);
}

#[test]
fn unions_of_json_kinds() {
    let server = Server::ok("{}");
    let client = client(&server);
    let search = |include: SearchQueryInclude| {
        client.advanced_search(SearchQuery::new("x").include(include).context([1, 2]))
    };
    let request = sent!(server, search("artist".to_owned().into()));
    assert_eq!(request.text(), r#"{"text":"x","include":"artist","context":[1,2]}"#);
    let list = vec!["artist".to_owned(), "artwork".to_owned()];
    let request = sent!(server, search(list.clone().into()));
    assert_eq!(request.text(), r#"{"text":"x","include":["artist","artwork"],"context":[1,2]}"#);
}

#[test]
fn dates_and_maps() {
    let server = Server::ok("{}");
    let client = client(&server);
    let day = NaiveDate::from_ymd_opt(987, 1, 2).unwrap();
    let artist = Artist::new("A").born(day).influences([("b \"é\"", 0.5), ("a", 1.0)]);
    assert_eq!(
        sent!(server, client.create_artist(artist.clone())).text(),
        r#"{"name":"A","born":"0987-01-02","influences":{"a":1,"b \"é\"":0.5}}"#
    );
}

#[test]
fn optional() {
    let server = Server::ok("");
    let client = client(&server);
    let request = sent!(server, client.refund_order(7).idempotency_key("k"));
    assert_eq!((request.method.as_str(), request.body.len()), ("POST", 0));
    assert_eq!(request.header("content-type"), None);
    assert_eq!(request.header("content-length"), Some("0"));
    let request =
        sent!(server, client.refund_order(7).idempotency_key("k").body(RefundOrderRequest::new()));
    assert_eq!(request.text(), "{}");
    let request = sent!(
        server,
        client.refund_order(7).idempotency_key("k").body(RefundOrderRequest::new().amount(12.0))
    );
    assert_eq!(request.text(), r#"{"amount":12}"#);
    let request = sent!(server, client.list_artists());
    assert_eq!((request.header("content-length"), request.header("content-type")), (None, None));
}

#[test]
fn forms() {
    let server = Server::ok("{}");
    let client = client(&server);
    let day = NaiveDate::from_ymd_opt(2024, 5, 1).unwrap();
    let form = OrderForm::new("new & old", day, 2)
        .newsletter(false)
        .voucher(["A 1", "B,2", "c+d"])
        .buyer(Buyer::new("Zoë").email("z@x.example").member(true))
        .options([Option::new("guide").quantity(2), Option::new("map")])
        .language("nl")
        .delivery(OrderFormDelivery::new().street("Kaai 1").city("Gent"));
    let request = sent!(server, client.create_order(form.clone()));
    assert_eq!(request.header("content-type"), Some("application/x-www-form-urlencoded"));
    let expected = [
        "exhibition=new+%26+old&date=2024-05-01&quantity=2&newsletter=false",
        "voucher=A+1&voucher=B%2C2&voucher=c%2Bd",
        "buyer%5Bname%5D=Zo%C3%AB&buyer%5Bemail%5D=z%40x.example&buyer%5Bmember%5D=true",
        "options=%5B%7B%22name%22%3A%22guide%22%2C%22quantity%22%3A2%7D%2C%7B%22name%22%3A%22map%22%7D%5D",
        "language=nl&delivery=%7B%22street%22%3A%22Kaai+1%22%2C%22city%22%3A%22Gent%22%7D",
    ];
    assert_eq!(request.text(), expected.join("&"));
    let form = OrderForm::new("x", day, 0).voucher([""; 0]);
    assert_eq!(
        sent!(server, client.create_order(form.clone())).text(),
        "exhibition=x&date=2024-05-01&quantity=0"
    );
}

#[test]
fn a_form_with_basic_auth() {
    let server = Server::ok("{}");
    let client = Client::builder().base_url(&server.url()).basic_auth("ü", "p:w").build().unwrap();
    let form = IssueTokenRequest::new("password").username("a b").password("~!*'()é");
    let form = form.scope(["read", "write"]);
    let request = sent!(server, client.issue_token(form.clone()));
    assert_eq!(request.header("authorization"), Some("Basic w7w6cDp3"));
    assert_eq!(
        request.text(),
        "grant_type=password&username=a+b&password=%7E%21*%27%28%29%C3%A9&scope=read&scope=write"
    );
}

#[test]
fn text_and_bytes() {
    let server = Server::ok("");
    let client = client(&server);
    let request = sent!(server, client.put_notes(id(), "plain\r\ntext"));
    assert_eq!(
        (request.text(), request.header("content-type")),
        ("plain\r\ntext", Some("text/plain"))
    );
    let request = sent!(server, client.put_notes(id(), "Zoë"));
    assert_eq!(
        (request.text(), request.header("content-type")),
        ("Zoë", Some("text/plain; charset=utf-8"))
    );
    let every: Vec<u8> = (0..=255).collect();
    let request = sent!(server, client.put_scan(id(), every.clone()));
    assert_eq!(request.body, every);
    assert_eq!(request.header("content-type"), Some("application/octet-stream"));
    let large = vec![b'x'; 3 << 20];
    assert_eq!(sent!(server, client.put_scan(id(), large.clone())).body, large);
    assert!(sent!(server, client.put_scan(id(), "")).body.is_empty());
}
