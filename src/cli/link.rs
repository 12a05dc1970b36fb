//! `link`: renderings to statements, all columns kept.
