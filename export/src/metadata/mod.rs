//! What describes the catalogue to other programs.

pub mod citation;
