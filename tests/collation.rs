//! Collation of invented sets: the order of the renderings never changes the table.

#[path = "../examples/collation/orders.rs"]
mod orders;
#[allow(dead_code, reason = "the example uses more of it")]
#[path = "../examples/collation/sets.rs"]
mod sets;

/// `cargo run --release --example collation -- orders` checks ten thousand orders.
#[test]
fn the_order_of_renderings_changes_no_table() {
    orders::check(40, 10, 1);
}
