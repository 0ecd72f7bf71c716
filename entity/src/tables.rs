//! The list of the package's tables, in the order in which they reference each other.

use crate::table::Table;

/// Runs a piece of code for the table of a name, with `$entity` standing for its module: the only place where a name
/// becomes a type.
#[macro_export]
macro_rules! with_table {
    ($name:expr, $entity:ident => $body:expr) => {
        match $name {
            "source" => {
                use $crate::source as $entity;
                Some($body)
            }
            "regulation" => {
                use $crate::regulation as $entity;
                Some($body)
            }
            "region" => {
                use $crate::region as $entity;
                Some($body)
            }
            "region_code" => {
                use $crate::region_code as $entity;
                Some($body)
            }
            "region_alias" => {
                use $crate::region_alias as $entity;
                Some($body)
            }
            "region_boundary" => {
                use $crate::region_boundary as $entity;
                Some($body)
            }
            "region_successor" => {
                use $crate::region_successor as $entity;
                Some($body)
            }
            "agency" => {
                use $crate::agency as $entity;
                Some($body)
            }
            "agency_successor" => {
                use $crate::agency_successor as $entity;
                Some($body)
            }
            "innovation" => {
                use $crate::innovation as $entity;
                Some($body)
            }
            "innovation_relation" => {
                use $crate::innovation_relation as $entity;
                Some($body)
            }
            "competition" => {
                use $crate::competition as $entity;
                Some($body)
            }
            "edition" => {
                use $crate::edition as $entity;
                Some($body)
            }
            "edition_regulation" => {
                use $crate::edition_regulation as $entity;
                Some($body)
            }
            "edition_stage" => {
                use $crate::edition_stage as $entity;
                Some($body)
            }
            "tier" => {
                use $crate::tier as $entity;
                Some($body)
            }
            "tier_composition" => {
                use $crate::tier_composition as $entity;
                Some($body)
            }
            "award" => {
                use $crate::award as $entity;
                Some($body)
            }
            "outcome" => {
                use $crate::outcome as $entity;
                Some($body)
            }
            "replication" => {
                use $crate::replication as $entity;
                Some($body)
            }
            "index_score" => {
                use $crate::index_score as $entity;
                Some($body)
            }
            "mandate" => {
                use $crate::mandate as $entity;
                Some($body)
            }
            "code" => {
                use $crate::code as $entity;
                Some($body)
            }
            "evidence" => {
                use $crate::evidence as $entity;
                Some($body)
            }
            _ => None,
        }
    };
}

/// Every table of the package; a table stands after those it references.
pub static TABLES: &[&Table] = &[
    &crate::source::TABLE,
    &crate::regulation::TABLE,
    &crate::region::TABLE,
    &crate::region_code::TABLE,
    &crate::region_alias::TABLE,
    &crate::region_boundary::TABLE,
    &crate::region_successor::TABLE,
    &crate::agency::TABLE,
    &crate::agency_successor::TABLE,
    &crate::innovation::TABLE,
    &crate::innovation_relation::TABLE,
    &crate::competition::TABLE,
    &crate::edition::TABLE,
    &crate::edition_regulation::TABLE,
    &crate::edition_stage::TABLE,
    &crate::tier::TABLE,
    &crate::tier_composition::TABLE,
    &crate::award::TABLE,
    &crate::outcome::TABLE,
    &crate::replication::TABLE,
    &crate::index_score::TABLE,
    &crate::mandate::TABLE,
    &crate::code::TABLE,
    &crate::evidence::TABLE,
];

/// The tables whose rows the program works out of those of the package.
pub static DERIVED: &[&Table] = &[&crate::compliance_row::TABLE, &crate::coverage::TABLE];

/// Every table that can be asked for.
pub fn all_tables() -> impl Iterator<Item = &'static Table> {
    TABLES.iter().chain(DERIVED).copied()
}

/// The table of a singular name.
#[must_use]
pub fn table(name: &str) -> Option<&'static Table> {
    all_tables().find(|table| table.name == name)
}
