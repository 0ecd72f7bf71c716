//! What rows can be counted by: facets of every list, dimensions of statistics.

use inovasi_entity::{Column, Kind, Table};
use inovasi_index::{Index, Name, Values};
use serde_json::Value as Json;

use crate::filter::{AWARD, filter, indexed};
use crate::list::is_listed;

/// One thing to count by.
#[derive(Debug, Clone, Copy)]
pub struct Dimension {
    /// Its name in a request.
    pub name: &'static str,
    /// The declaration of the column or filter that it counts.
    pub column: &'static Column,
    /// Whether it counts the awards of innovations.
    award: bool,
}

/// The province of an innovation's region; no filter, since `region` takes a province, too.
static PROVINCE: Column = Column {
    name: "province",
    kind: Kind::Reference("region"),
    required: false,
    description: "Provinsi dari wilayah itu; kosong untuk seluruh negeri.",
    description_en: "Province of that region; null for the whole country.",
};

/// The region of an agency in compliance, which has no such column: its rows are of agencies.
static REGION: Column = Column {
    name: "region_id",
    kind: Kind::Reference("region"),
    required: false,
    description: "Wilayah instansinya sendiri; kosong untuk instansi pusat.",
    description_en: "Region of the agency itself; null for central ones.",
};

/// Names that stand for a column of another name.
const SHORT: &[(&str, &str)] = &[("region", "region_id"), ("agency", "agency_id")];

/// The column of replications that names both regions.
const REGION_PAIR: &str = "region_pair";

/// The dimensions of statistics over innovations, as the contract names them.
pub const DIMENSIONS: &[&str] = &[
    "year",
    "region",
    "province",
    "agency_kind",
    "agency",
    "sector",
    "stage",
    "scope",
    "sdg",
    "affair",
    "competition",
    "edition",
    "tier",
    "service_shift",
    "year_basis",
];

/// Facets of innovations beside the dimensions.
const MORE: &[&str] =
    &["award_status", "form", "innovation_type", "digital", "title_basis", "main_affair", "replicated", "has_outcome"];

/// Facets of compliance beside its columns; its summaries are by the first three and the year.
pub(crate) const OF_COMPLIANCE: &[&str] = &["region", "province", "agency_kind", "enumerated"];

/// The dimension of a name.
pub(crate) fn dimension(table: &'static Table, name: &'static str) -> Option<Dimension> {
    if name == PROVINCE.name {
        return Some(Dimension { name, column: &PROVINCE, award: false });
    }
    if table.name == "compliance_row" && name == "region" {
        return Some(Dimension { name, column: &REGION, award: false });
    }
    let of = SHORT.iter().find(|(short, _)| *short == name).map_or(name, |(_, long)| long);
    let column = table.column(of).or_else(|| filter(table, name))?;
    Some(Dimension { name, column, award: AWARD.contains(&name) })
}

/// The dimensions of statistics over innovations.
#[must_use]
pub fn dimensions() -> Vec<Dimension> {
    let table = &inovasi_entity::innovation::TABLE;
    DIMENSIONS.iter().filter_map(|name| dimension(table, name)).collect()
}

/// The facets of a table's lists.
#[must_use]
pub fn facets(table: &'static Table) -> Vec<Dimension> {
    if table.name == "innovation" {
        let names = DIMENSIONS.iter().chain(MORE);
        return names.filter_map(|name| dimension(table, name)).collect();
    }
    if !is_listed(table) {
        return Vec::new();
    }
    let counted = |column: &&'static Column| match column.kind {
        Kind::Code(_) | Kind::Closed(_) | Kind::Boolean | Kind::List(_) => true,
        Kind::Reference(target) => target != "innovation",
        Kind::Integer { .. } => ["year", "level"].contains(&column.name),
        Kind::Text => column.name == REGION_PAIR,
        _ => false,
    };
    let own = table.shown().filter(counted).map(|column| Dimension { name: column.name, column, award: false });
    let reaching = OF_COMPLIANCE.iter().filter(|_| table.name == "compliance_row");
    own.chain(reaching.filter_map(|name| dimension(table, name))).collect()
}

impl Dimension {
    /// Whether it counts awards of innovations.
    pub(crate) fn is_award(&self) -> bool {
        self.award
    }

    /// The column of the index that it counts.
    pub(crate) fn indexed(&self) -> &'static str {
        indexed(self.column.name)
    }

    /// A value as it is answered.
    pub(crate) fn value(&self, index: &Index, values: &Values, rank: u32) -> Json {
        match values {
            Values::Integers(numbers) => numbers.get(rank as usize).copied().into(),
            Values::Words(words) if matches!(self.column.kind, Kind::Boolean) => {
                words.get(rank as usize).map(|word| word == "true").into()
            }
            Values::Words(words) => words.get(rank as usize).map(String::as_str).into(),
            Values::Rows(table) => index.table(table).map(|table| table.ids.id(rank)).into(),
            Values::Numbers(_) | Values::Texts { .. } => Json::Null,
        }
    }

    /// What a value is called: the name of its row or code, else the value itself.
    pub(crate) fn label(&self, index: &Index, value: &Json, english: bool) -> String {
        let text = |value: &Json| match value {
            Json::String(text) => text.clone(),
            Json::Null => self.without(english).to_owned(),
            other => other.to_string(),
        };
        let Json::String(id) = value else { return text(value) };
        if self.name == REGION_PAIR {
            return pair_label(index, id, english);
        }
        let name = match self.column.kind {
            Kind::Reference(table) => {
                index.table(table).and_then(|rows| rows.ids.row(id)).and_then(|row| index.names.row(table, row))
            }
            Kind::Code(list) | Kind::List(list) => index.names.code(list, id),
            Kind::Closed(list) => index.names.code(list.name, id),
            _ => None,
        };
        name.map_or_else(|| text(value), |name| named(name, english).to_owned())
    }
}

impl Dimension {
    /// The label of rows without a value.
    fn without(&self, english: bool) -> &'static str {
        match (self.name, english) {
            _ if self.award && english => "none",
            _ if self.award => "tidak ada",
            ("region" | "province" | "region_id", true) => "whole country or not known",
            ("region" | "province" | "region_id", false) => "seluruh negeri atau tidak diketahui",
            (_, true) => "not known",
            (_, false) => "tidak diketahui",
        }
    }
}

/// What a pair of regions is called.
fn pair_label(index: &Index, pair: &str, english: bool) -> String {
    let name = |id: &str| {
        let row = index.table("region").and_then(|regions| regions.ids.row(id));
        let name = row.and_then(|row| index.names.row("region", row));
        name.map_or_else(|| id.to_owned(), |name| named(name, english).to_owned())
    };
    pair.split("--").map(name).collect::<Vec<_>>().join(" > ")
}

/// A name in a language.
pub(crate) fn named(name: &Name, english: bool) -> &str {
    name.label_en.as_deref().filter(|_| english).unwrap_or(&name.label)
}
