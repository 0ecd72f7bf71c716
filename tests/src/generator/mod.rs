//! A plausible catalogue of any size, made up for tests and load: **no generated row is a fact**, and none is ever part
//! of a package. The regions, governments, competitions, editions, tiers, codes and sources are the true ones of the
//! package that is given; units, innovations and all that hangs on them are made. The same package, size and seed give
//! the same rows, on both databases.

mod agencies;
mod attached;
mod batch;
mod facts;
mod fill;
mod indexes;
mod innovations;
mod random;
mod text;
mod vocabulary;
mod words;

pub use fill::{Generated, Size, generate, holds};
pub use random::Random;
pub use vocabulary::Vocabulary;
