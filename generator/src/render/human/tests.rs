use super::*;
use crate::diagnostics::Origin;

fn shown(text: &str, pointer: &str) -> String {
    let mut diagnostics = Diagnostics::default();
    diagnostics.report_with_help("SW0011", &Origin::at(pointer), "wrong", "mend it");
    let how = Presentation::default();
    render(&diagnostics, &[Source::new("api.json", text)], how)
}

#[test]
fn a_line_with_its_key() {
    let expected = "\
warning[SW0011]: wrong
 --> api.json:2:2
  |
2 |  \"b\": 1}
  |  ^^^ /b
  |
  = help: mend it

";
    assert_eq!(shown("{\"a\": 0,\n \"b\": 1}", "/b"), expected);
    assert_eq!(shown("{\"a\": 0,\r\n \"b\": 1}\r\n", "/b"), expected);
}

#[test]
fn tabs_and_wide_characters() {
    let expected = "\
warning[SW0011]: wrong
 --> api.json:2:10
  |
2 |     \"äöü\": {\"b\": \"世界\"}}
  |             ^^^ /äöü/b
  |
  = help: mend it

";
    assert_eq!(shown("{\n\t\"äöü\": {\"b\": \"世界\"}}", "/äöü/b"), expected);
}

#[test]
fn a_long_line_is_cut_and_keeps_its_column() {
    let items = "\"ä\",".repeat(5_000);
    let text = format!("{{\"a\":[{items}\"x\"],\"b\":[{items}0]}}");
    let shown = shown(&text, "/b");
    assert!(shown.contains("api.json:1:20012"), "{shown}");
    assert!(shown.contains("^^^ /b") && !shown.contains(":::"), "{shown}");
    assert!(
        shown.contains("| …") && shown.contains("\"b\":[\"ä\",") && shown.contains("…\n"),
        "{shown}"
    );
    assert!(shown.lines().all(|line| line.chars().count() < 200), "{shown}");
}

#[test]
fn texts_do_not_steer_the_terminal() {
    let mut diagnostics = Diagnostics::default();
    let origin = Origin::at("/\u{9b}2J\u{1b}[0m");
    let text = "a\u{1b}[31m\n\u{202e}b\u{7}";
    diagnostics.report_with_help("SW0011", &origin, text, text);
    let sources = [Source::new("a\u{1b}.json", "{\"\u{9b}2J\u{1b}[0m\": \"\u{202e}\u{7}\"}")];
    let shown = render_human(&diagnostics, &sources, false);
    let steers = |c: char| (c.is_control() && c != '\n') || c == '\u{202e}';
    assert!(!shown.contains(steers), "{shown:?}");
    diagnostics.report("SW0011", &Origin::at("/x".repeat(5_000)), "y".repeat(5_000));
    let shown = render_human(&diagnostics, &sources, false);
    assert!(shown.lines().all(|line| line.chars().count() < 700), "{shown}");
}

fn many(how: Presentation) -> String {
    let mut diagnostics = Diagnostics::default();
    for (code, count) in [("SW0010", 3), ("SW0024", 4), ("SW0023", 1_250), ("SW0026", 1)] {
        for _ in 0..count {
            diagnostics.report(code, &Origin::at("/a"), "m");
        }
    }
    render(&diagnostics, &[Source::new("api.json", "{\"a\": 0}")], how)
}

#[test]
fn many_are_counted() {
    let how = Presentation { limit: Some(2), ..Presentation::default() };
    let shown = many(how);
    let heads = |shown: &str| {
        let lines = shown.lines().filter(|line| line.contains("SW"));
        lines.map(str::to_owned).collect::<Vec<_>>()
    };
    let note = "note[SW0023]: m";
    let warning = "warning[SW0024]: m";
    let error = "error[SW0010]: m";
    let expected = [
        note,
        note,
        "… and 1,248 more SW0023 (operation without operationId); `--all` shows all",
        "note[SW0026]: m",
        warning,
        warning,
        "… and 2 more SW0024 (path parameter not declared); `--all` shows all",
        error,
        error,
        error,
    ];
    assert_eq!(heads(&shown), expected);
    let counted = many(Presentation { count_notes: true, ..how });
    let expected = "\
note[SW0023]: operation without operationId: 1,250 times, first at api.json:1:2
note[SW0026]: m (api.json:1:2)

warning[SW0024]: m
";
    assert_eq!(&counted[..expected.len()], expected);
    assert_eq!(heads(&many(Presentation::default())).len(), 1_258);
}
