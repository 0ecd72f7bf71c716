//! Language: what can be asked of the catalogue, how it is checked, and the queries that answer it. No HTTP.

mod answer;
mod boundaries;
mod changes;
mod code;
mod codelists;
mod completeness;
mod condition;
mod counting;
mod cursor;
mod dimension;
mod error;
mod facets;
mod features;
mod filled;
mod filter;
mod form;
/// GraphQL: the other face of the same questions.
pub mod graphql;
mod highlight;
mod include;
mod lineage;
mod list;
mod meeting;
mod meta;
mod net_changes;
mod query;
mod question;
mod recent;
mod relation;
mod releases;
mod row;
mod selection;
mod snapshot;
mod spelling;
mod stats;
mod suggest;
mod summary;
mod supports;
mod walk;
mod words;

pub use answer::{Detail, Page, count, detail, list};
pub use boundaries::boundaries;
pub use changes::{CHANGE_PARAMETERS, Changes, DEFAULT_CHANGES, changes, compacted_to};
pub use codelists::{codelist, codelist_names, codelists};
pub use counting::{CountedRows, MOST_STATS, counted_forms};
pub use dimension::{DIMENSIONS, Dimension, facets as facets_of};
pub use error::{Code, Error, ParameterError};
pub use facets::Facet;
pub use features::{DEFAULT_FEATURES, FEATURE_CONTROLS, FEATURE_FORMS, MOST_FEATURES, extent, feature, features};
pub use filled::{Filled, filled};
pub use filter::{filters, reaching};
pub use form::{DELIMITERS, Form, MOST_XLSX_ROWS, forms, has_place};
pub use include::{Cut, NESTED, of_lists as includes};
pub use lineage::{
    LINEAGE_EDGES, LINEAGE_NODES, Lineage, LineageEdge, LineageNode, MOST_LINEAGE_EDGES, MOST_LINEAGE_NODES, lineage,
};
pub use list::{LISTED, default_sort, is_listed, is_searched, listed_tables, sortable, unlisted};
pub use meta::meta;
pub use net_changes::{NetChange, net_changes};
pub use question::{
    CONTROLS, DEFAULT_ROWS, LONGEST_CURSOR, LONGEST_SEARCH, LONGEST_VALUE, MOST_FACETS, MOST_ROWS, default_rows,
};
pub use recent::{MOST_RECENT, RECENT_CONTROLS, recent};
pub use relation::{Relation, RelationKind, relations};
pub use releases::{History, LATEST, Release, history, release, releases};
pub use snapshot::{Catalogue, Place, Snapshot, index_file, keep_index};
pub use spelling::nearest;
pub use stats::{MEASURES, Named, PER, Stats, StatsRow, Written, stats, stats_file, stats_parameters};
pub use suggest::{DEFAULT_SUGGESTIONS, MOST_SUGGESTIONS, SUGGEST_PARAMETERS, SUGGESTED, Suggestion, suggest};
pub use summary::{COUNTED, SUMMED_BY, Summary, key_of, summary, summary_file, summary_parameters, summary_without};
pub use walk::{Cells, Planned, Walk, plan, walk_whole};
pub use words::Language;
