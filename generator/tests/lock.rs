//! The binary and the file that remembers names.

#![allow(clippy::unwrap_used, reason = "helpers of tests")]

#[allow(dead_code, reason = "tests share it")]
mod command;

use std::fs;

use command::{folder, run, said};
use insta::assert_snapshot;

const ORDERS: &str = "openapi: 3.0.3
info: { title: t, version: '1' }
paths:
  /orders:
    get:
      operationId: listOrders
      parameters: [{ name: state, in: query, schema: { type: string, enum: [open, shipped, lost] } }]
      responses: { '204': { description: d } }
";

#[test]
fn names_are_remembered_compared_and_pruned() {
    let folder = folder("lock", &[("orders.yaml", ORDERS)]);
    let generate = "generate orders.yaml --out out --name orders";
    assert_eq!(run(&folder, generate).exit, 0);
    let lock = || fs::read_to_string(folder.join("names.lock")).unwrap();
    assert_snapshot!(lock(), @r#"
    # The names of generated items, written by specwright. Commit this file: the items keep their names
    # while the description changes. `specwright lock prune` removes the names of items that are gone.
    input = "orders.yaml"

    [items."GET /orders"]
    id = "listOrders"
    method = "list_orders"
    call = "ListOrders"

    [items."GET /orders > state"]
    type = "ListOrdersState"
    shape = "9638089ab1d86345"
    other = "Unknown"
    members."lost" = "Lost"
    members."open" = "Open"
    members."shipped" = "Shipped"
    "#);
    assert_eq!(run(&folder, &format!("{generate} --check")).exit, 0);

    let other =
        ORDERS.replace("listOrders", "list").replace("open, shipped", "OPEN, open, shipped");
    fs::write(folder.join("orders.yaml"), &other).unwrap();
    let check = run(&folder, &format!("{generate} --check"));
    assert!(check.exit == 1 && check.stdout.contains("+++ b/names.lock"), "{}", check.stdout);
    assert_eq!(run(&folder, generate).exit, 0);
    assert!(lock().contains("method = \"list_orders\""), "{}", lock());
    assert!(lock().contains("members.\"open\" = \"Open\""), "{}", lock());

    fs::write(folder.join("orders.yaml"), other.replace("OPEN, ", "")).unwrap();
    assert_eq!(run(&folder, generate).exit, 0);
    assert!(lock().contains("members.\"OPEN\""), "{}", lock());
    let pruned = run(&folder, "lock prune orders.yaml");
    assert_eq!((pruned.exit, pruned.stdout.as_str()), (0, "names.lock written\n"));
    assert!(!lock().contains("members.\"OPEN\""), "{}", lock());
}

#[test]
fn a_broken_file_is_an_error() {
    let lock = "input = 'orders.yaml'\n[items.'GET /orders']\nmethod = 'a b'\n";
    let folder = folder("lock-broken", &[("orders.yaml", ORDERS), ("names.lock", lock)]);
    assert_snapshot!(said(&folder, "generate orders.yaml --out out"), @r"
    exit 2
    --- stderr
    error[SW0050]: `a b` is not a valid name for a method. Correct the line, or delete the file and generate again: names may then change
     --> names.lock:2:8
      |
    2 | [items.'GET /orders']
      |        ^^^^
      |
      = help: correct the line

    1 error; `specwright explain SW0050` explains more
    ");
    assert!(!folder.join("out").exists());
}

#[test]
fn each_description_of_a_folder_has_its_own_file() {
    let folder = folder("lock-two", &[("a.yaml", ORDERS), ("b.yaml", ORDERS)]);
    for (name, lock) in [("a", "names.lock"), ("b", "b.names.lock"), ("a", "names.lock")] {
        assert_eq!(run(&folder, &format!("generate {name}.yaml --out {name}")).exit, 0);
        let text = fs::read_to_string(folder.join(lock)).unwrap();
        assert!(text.contains(&format!("input = \"{name}.yaml\"")), "{text}");
    }
}
