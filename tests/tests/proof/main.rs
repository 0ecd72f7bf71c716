//! The proof: what the catalogue promises, tried at its outside, on SQLite and on PostgreSQL.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::print_stderr, reason = "a test fails by panicking")]

mod any;
mod contract;
mod database;
mod files;
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
mod promise;
mod promise_agencies;
mod promise_compare;
mod promise_coverage;
mod promise_family;
mod promise_guide;
mod promise_honest;
mod promise_other;
mod promise_questions;
mod promise_spread;
mod promise_summary;
mod promise_words;
mod release_changes;
mod release_program;
mod release_replay;
mod releases;
mod search;
mod service;
mod stats;
