//! A large catalogue (in CI a hundred thousand innovations): walks of every order are complete, and the last page costs what the
//! first does. Slower than the rest of the proof; `INOVASI_TEST_INNOVATIONS` makes it smaller or larger.
#![allow(clippy::unwrap_used, clippy::print_stderr, reason = "a test fails by panicking")]

#[path = "../proof/database.rs"]
mod database;
mod walks;
