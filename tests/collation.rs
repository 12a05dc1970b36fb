//! Collation of invented sets: the order of the renderings never changes the table.

#[path = "../examples/collation/orders.rs"]
mod orders;
#[allow(dead_code, reason = "the example uses more of it")]
#[path = "../examples/collation/sets.rs"]
mod sets;

/// 200 sets in 50 orders each.
#[test]
fn the_order_of_renderings_changes_no_table() {
    orders::check(200, 50, 1);
}
