//! The program: command line, and (with the next step) the HTTP face.

mod tables;

pub use tables::tables_document;
