//! Innovations by their awards. Filters of awards hold for one and the same award, so awards are kept in groups that are
//! alike in all that a filter can say.

use std::collections::{BTreeMap, BTreeSet};

use crate::Rows;

/// Awards that are alike.
#[derive(Debug, serde::Serialize, serde::Deserialize)]
pub struct AwardGroup {
    /// Id of the competition.
    pub competition: String,
    /// Id of the edition, where it is stated.
    pub edition: Option<String>,
    /// The tier and those that it lies within, by code; none where it is not stated.
    pub tiers: Vec<String>,
    /// Code of the status.
    pub status: String,
    /// The innovations that have such an award.
    pub innovations: Rows,
    /// The awards, as rows of their table; those of agencies are none of these.
    pub awards: Rows,
}

/// The awards of innovations.
#[derive(Debug, Default, serde::Serialize, serde::Deserialize)]
pub struct Awards {
    /// All groups, in order.
    pub groups: Vec<AwardGroup>,
}

/// Competition, edition, tiers, status.
pub(crate) type Alike = (String, Option<String>, Vec<String>, String);

impl Awards {
    /// The groups of awards: each with what it is alike in, its row and its innovation.
    pub(crate) fn of(awards: impl IntoIterator<Item = (Alike, u32, u32)>) -> Self {
        let mut groups: BTreeMap<Alike, (Rows, BTreeSet<u32>)> = BTreeMap::new();
        for (alike, row, innovation) in awards {
            let (awards, innovations) = groups.entry(alike).or_default();
            awards.insert(row);
            innovations.insert(innovation);
        }
        let groups = groups.into_iter().map(|((competition, edition, tiers, status), (awards, innovations))| {
            let innovations = innovations.into_iter().collect();
            AwardGroup { competition, edition, tiers, status, innovations, awards }
        });
        Self { groups: groups.collect() }
    }
}
