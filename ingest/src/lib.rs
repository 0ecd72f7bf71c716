//! Intake: reads a data package, checks it whole, writes it in one transaction. The only writer of the catalogue.

mod archive;
mod boundary;
mod cell;
mod fault;
mod package;
mod read;
mod references;
mod write;

pub use fault::{Fault, Faults};
pub use package::Package;
pub use write::{Outcome, counts, current, only_bundled, open, write, write_and};
