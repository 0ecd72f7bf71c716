//! The proof: what the catalogue promises, tried at its outside, on SQLite and on PostgreSQL.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::print_stderr, reason = "a test fails by panicking")]

mod contract;
mod database;
mod http;
mod import;
mod package;
mod program;
