//! Which rows, in what order, how many: an index of one revision, in memory. It answers filters, orders, counts, facets,
//! statistics and search without the database, which then gives the rows of a page by their ids.
//!
//! Rows of a table are numbered in the order of their ids. A column keeps its distinct values in order, and for each row
//! the place (rank) of its value among them; sets of rows are compressed bitmaps. So every kind of filter is a union and
//! intersection of sets, every order is an order of ranks, and nothing of a request walks the table.

mod automaton;
mod awards;
mod build;
mod collect;
mod column;
mod coverage;
mod derive;
mod groups;
mod ids;
mod leftover;
mod made;
mod names;
mod narrow;
mod order;
mod packed;
mod places;
mod postings;
mod promise;
mod regions;
mod search;
mod spread;
mod stemmed;
mod store;
mod stored;
mod table;
mod tally;
mod tree;
mod whole;
mod worked;
mod written;

pub use awards::{AwardGroup, Awards};
pub use column::{Column, NULL, Values};
pub use ids::Ids;
pub use leftover::{is_gone, remove_leftovers};
pub use names::{Name, Names};
pub use order::{Bound, Key, walk};
pub use places::Places;
pub use search::{Found, Search};
pub use table::{Index, TableIndex};
pub use tally::Cells;
pub use tree::Tree;
pub use whole::WholeCell;

pub use roaring::MultiOps;

/// Rows of a table, by their numbers.
pub type Rows = roaring::RoaringBitmap;

/// The tables that are indexed: those with a public list.
pub const INDEXED: &[&str] = &[
    "innovation",
    "agency",
    "region",
    "competition",
    "edition",
    "award",
    "outcome",
    "replication",
    "index_score",
    "regulation",
    "mandate",
    "source",
    "compliance_row",
    "coverage",
];
