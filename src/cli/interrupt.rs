//! Ctrl-C and termination: what is half written is removed, then the program ends as the signal asks.

use crate::report::output::remove_unfinished;

/// Ends the program with 128 and the number of the signal, as shells do: 130 after Ctrl-C, 143 after termination.
#[allow(clippy::exit)]
fn end(signal: i32) -> ! {
    remove_unfinished();
    std::process::exit(128 + signal)
}

/// Watches for SIGINT and SIGTERM. SIGHUP is left alone, for the sake of `nohup`.
#[cfg(unix)]
pub(super) fn watch() {
    use signal_hook::consts::{SIGINT, SIGTERM};
    // Where signals cannot be watched, they end the program all the same, less tidily.
    let Ok(mut signals) = signal_hook::iterator::Signals::new([SIGINT, SIGTERM]) else { return };
    std::thread::spawn(move || signals.forever().next().map(|signal| end(signal)));
}

/// Watches for Ctrl-C.
#[cfg(not(unix))]
pub(super) fn watch() {
    const SIGINT: i32 = 2;
    let _ = ctrlc::set_handler(|| end(SIGINT));
}
