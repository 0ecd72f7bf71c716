//! Rows: one file a table, with its columns, closed vocabularies and the one declaration that import, export,
//! documentation and types are made from.

/// Agencies.
pub mod agency;
/// Who took over from which agency.
pub mod agency_successor;
/// Awards.
pub mod award;
/// Changes: what every revision added, changed and took away.
pub mod change;
/// Changes that stand together, and how many they are.
pub mod change_span;
/// Coded values of open codelists.
pub mod code;
/// Compactions: up to which revision only the last change of every row is kept.
pub mod compaction;
/// Competitions.
pub mod competition;
/// The kept promise, by agency and year: worked out, in no package.
pub mod compliance_row;
/// How complete the catalogue is: worked out, in no package.
pub mod coverage;
/// Editions of competitions.
pub mod edition;
/// Regulations of editions.
pub mod edition_regulation;
/// Stages of an edition's funnel.
pub mod edition_stage;
/// Evidence: which source states what.
pub mod evidence;
/// Index scores.
pub mod index_score;
/// Innovations.
pub mod innovation;
/// Relations between innovations.
pub mod innovation_relation;
/// Mandates.
pub mod mandate;
/// Outcomes.
pub mod outcome;
/// Regions.
pub mod region;
/// Other names of regions.
pub mod region_alias;
/// Boundaries of regions.
pub mod region_boundary;
/// Codes of regions.
pub mod region_code;
/// Which region came out of which.
pub mod region_successor;
/// Regulations.
pub mod regulation;
/// Releases: revisions that were frozen as files.
pub mod release;
/// Replications.
pub mod replication;
/// Revisions: one an import that changed something.
pub mod revision;
/// Sources.
pub mod source;
/// Tiers.
pub mod tier;
/// Official composition of tiers.
pub mod tier_composition;

mod address;
mod date;
mod field;
mod hex;
mod json;
mod named;
mod package;
mod table;
mod tables;
mod vocabulary;

pub use address::{database_name, sqlite_address, sqlite_at, sqlite_file};
pub use date::is_partial_date;
pub use field::{CellKind, Field, Role, fields};
pub use hex::hex;
pub use json::{json_row, json_value};
pub use named::named;
pub use package::{PACKAGE_PROFILE, file_schema, table_schema};
pub use table::{Column, Kind, RESERVED, Table};
pub use tables::{DERIVED, TABLES, all_tables, table};
pub use vocabulary::{
    AgencyStatus, AwardStatus, ChangeOperation, ComplianceStatus, Counted, EvidenceRank, RelationKind,
    ReplicationStatus, Scope, SourceKind, Stage, Term, TitleBasis, VOCABULARIES, Vocabulary, YearBasis,
};
