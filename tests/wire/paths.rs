//! Path parameters.

use generated::gallery::types::Point;
use specwright_tests::Server;

use crate::{ID, client, exchange, id, sent};

#[test]
fn every_kind() {
    let server = Server::ok("{}");
    let client = client(&server);
    let artwork = sent!(server, client.get_artwork(id()));
    assert_eq!((artwork.method.as_str(), artwork.target), ("GET", format!("/artworks/{ID}")));
    assert_eq!(sent!(server, client.get_artist(-7)).target, "/artists/-7");
    assert_eq!(sent!(server, client.get_artist(i64::MAX)).target, format!("/artists/{}", i64::MAX));
    let thumbnail = sent!(server, client.get_thumbnail(id(), 640, 480));
    assert_eq!(thumbnail.target, format!("/artworks/{ID}/thumbnails/640x480"));
    let season = sent!(server, client.list_exhibitions_by_season("spring"));
    assert_eq!(season.target, "/exhibitions/by-season/spring");
    let season = sent!(server, client.list_exhibitions_by_season("late/early"));
    assert_eq!(season.target, "/exhibitions/by-season/late%2Fearly");
}

#[test]
fn styles() {
    let server = Server::ok("{}");
    let client = client(&server);
    let area = Point::new(1, -2);
    let call = || client.draw_floor_plan(2, [1, 2], ["walls", "doors;x"], area.clone());
    assert_eq!(
        sent!(server, call()).target,
        "/floor-plans.2/rooms/1,2/layers;layers=walls;layers=doors%3Bx;area=x,1,y,-2"
    );
    let labelled = area.clone().label("a,b");
    let call = || client.draw_floor_plan(-1, [7], ["", "b/c"], labelled.clone());
    assert_eq!(
        sent!(server, call()).target,
        "/floor-plans.-1/rooms/7/layers;layers;layers=b%2Fc;area=x,1,y,-2,label,a%2Cb"
    );
    // `null` is no value.
    let unlabelled = area.label(None::<String>);
    let call = || client.draw_floor_plan(0, [0], ["a"], unlabelled.clone());
    assert_eq!(
        sent!(server, call()).target,
        "/floor-plans.0/rooms/0/layers;layers=a;area=x,1,y,-2"
    );
}

#[test]
fn an_empty_list_is_no_segment() {
    let server = Server::ok("{}");
    let client = client(&server);
    let call = || client.draw_floor_plan(2, [], ["a"], Point::new(1, 2));
    let (requests, outcome) = exchange!(server, call());
    assert!(requests.is_empty() && outcome.unwrap_err().to_string().contains("`rooms`"));
}

#[test]
fn texts_never_leave_their_segment() {
    let server = Server::ok("{}");
    let client = client(&server);
    for (name, segment) in [
        ("../x?y#z", "..%2Fx%3Fy%23z"),
        ("A/1889 7", "A%2F1889%207"),
        ("a%2Fb", "a%252Fb"),
        ("%2e%2e", "%252e%252e"),
        ("Zoë 日本", "Zo%C3%AB%20%E6%97%A5%E6%9C%AC"),
        ("a\\b", "a%5Cb"),
        ("a\r\nHost: evil", "a%0D%0AHost%3A%20evil"),
        ("a;b=c,d&e+f:g@h", "a%3Bb%3Dc%2Cd%26e%2Bf%3Ag%40h"),
        ("-._~", "-._~"),
        ("{name}", "%7Bname%7D"),
        ("...", "..."),
    ] {
        let target = sent!(server, client.find_artist_by_name(name)).target;
        assert_eq!(target, format!("/artists/by-name/{segment}"), "{name:?}");
        let target = sent!(server, client.export_artwork(name)).target;
        assert_eq!(target, format!("/artworks/{segment}.json"), "{name:?}");
    }
}

#[test]
fn what_would_be_another_path_is_not_sent() {
    let server = Server::ok("{}");
    let client = client(&server);
    for name in ["", ".", ".."] {
        let (requests, outcome) = exchange!(server, client.find_artist_by_name(name));
        assert!(requests.is_empty(), "{requests:?}");
        let error = outcome.unwrap_err();
        assert!(matches!(error, generated::gallery::Error::Request(_)), "{error:?}");
        assert!(error.to_string().contains("`name`"), "{error}");
    }
}
