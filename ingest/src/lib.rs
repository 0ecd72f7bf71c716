//! Intake: reads a data package, checks it whole, writes it in one transaction. The only writer of the catalogue.

mod archive;
mod boundary;
mod cell;
mod compact;
mod fault;
mod package;
mod read;
mod record;
mod references;
mod release;
mod write;

pub use compact::{Compacted, compact};
pub use fault::{Fault, Faults};
pub use package::Package;
pub use release::{Recorded, Unrecorded, record_release, released};
pub use write::{Outcome, counts, current, look, only_bundled, open, write, write_and};
