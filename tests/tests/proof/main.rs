//! The proof: what the catalogue promises, tried at its outside, on SQLite and on PostgreSQL.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::print_stderr, reason = "a test fails by panicking")]

mod any;
mod contract;
mod database;
mod filled;
mod filters;
mod graphql;
mod graphql_limits;
mod http;
mod import;
mod index;
mod oracle;
mod package;
mod pages;
mod parity;
mod program;
mod search;
mod service;
mod stats;
