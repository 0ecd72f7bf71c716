//! What is generated and committed is fresh.

use crate::package::root;

#[test]
fn tables_json_is_what_the_declarations_say() {
    let committed = std::fs::read_to_string(root().join("openapi/tables.json")).unwrap();
    let fresh = inovasi::tables_document().unwrap();
    assert!(committed == fresh, "run: cargo run -- tables > openapi/tables.json");
}
