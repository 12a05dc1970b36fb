//! Whether a test shall write what it would else compare with.

/// Whether the variable `name` asks for it. A run that nobody watches must compare: where `CI` is set this fails.
pub fn asked(name: &str) -> bool {
    let set = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    assert!(!(set(name) && set("CI")), "{name} is set where CI is: recorded results are rewritten by hand, not there");
    set(name)
}
