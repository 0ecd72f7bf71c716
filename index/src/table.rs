//! A table in the index, and the index of all.

use std::collections::HashMap;

use crate::whole::Kept;
use crate::{Awards, Column, Ids, Names, Places, Rows, Search};

/// One table.
#[derive(Debug)]
pub struct TableIndex {
    /// The ids of its rows.
    pub ids: Ids,
    /// All rows.
    pub all: Rows,
    /// A hash of each id, for samples.
    pub hashes: Vec<u64>,
    /// Its columns by name, and those that are derived for filters and statistics (`derive`).
    pub columns: HashMap<String, Column>,
    /// The words of its texts.
    pub search: Search,
    /// Counts of all its rows that were asked for.
    pub(crate) kept: Kept,
}

/// The index of one revision.
#[derive(Debug)]
pub struct Index {
    /// Tiers of editions and what they lie within.
    pub(crate) tiers: Tiers,
    pub(crate) tables: HashMap<String, TableIndex>,
    /// Outcomes of each innovation, and replications that count.
    pub(crate) hanging: [Vec<u32>; 2],
    /// The awards of innovations.
    pub awards: Awards,
    /// Names of rows and codes.
    pub names: Names,
    /// Codes of regions.
    pub places: Places,
}

impl Index {
    /// A table that is indexed.
    #[must_use]
    pub fn table(&self, name: &str) -> Option<&TableIndex> {
        self.tables.get(name)
    }

    /// How many outcomes an innovation has.
    #[must_use]
    pub fn outcomes(&self, innovation: u32) -> u64 {
        self.hanging[0].get(innovation as usize).copied().unwrap_or(0).into()
    }

    /// How many replications that count an innovation has.
    #[must_use]
    pub fn replications(&self, innovation: u32) -> u64 {
        self.hanging[1].get(innovation as usize).copied().unwrap_or(0).into()
    }
}

impl TableIndex {
    /// A column.
    #[must_use]
    pub fn column(&self, name: &str) -> Option<&Column> {
        self.columns.get(name)
    }
}

/// The tiers of all editions.
#[derive(Debug, Default, serde::Serialize, serde::Deserialize)]
pub(crate) struct Tiers {
    /// Id of each tier, with its edition, its code and the id of the one that it lies within.
    pub(crate) rows: HashMap<String, (String, String, Option<String>)>,
}

impl Tiers {
    /// A tier and those it lies within, by code, the nearest first; of a tier of no stated edition only itself.
    pub(crate) fn nested(&self, edition: Option<&str>, tier: Option<&str>) -> Vec<String> {
        let Some(tier) = tier else { return Vec::new() };
        let mut codes = vec![tier.to_owned()];
        let same = |(own, code, _): &&(String, String, Option<String>)| Some(own.as_str()) == edition && code == tier;
        let mut at = self.rows.values().find(same);
        // Imports refuse tiers within themselves.
        while let Some(wider) = at.and_then(|(.., within)| self.rows.get(within.as_deref()?)) {
            if codes.contains(&wider.1) {
                break;
            }
            codes.push(wider.1.clone());
            at = Some(wider);
        }
        codes
    }
}
