//! Columns that no table has, for filters, facets and statistics: what stands above a row, what hangs on it.

use std::collections::HashMap;

use crate::awards::{Alike, Awards};
use crate::column::{Column, NULL, Values};
use crate::made::references;
use crate::promise::{Promise, Years, compliance, streaks};
use crate::regions::regions;
use crate::table::{Index, TableIndex};
use crate::tree::Tree;
use crate::worked::{Bounds, worked};

/// Level of a province.
const PROVINCE: i32 = 1;

/// Adds the derived columns to every table.
pub(crate) fn derive(index: &mut Index, years: Option<Years>, bounds: &Bounds) {
    let closures: Vec<(String, &'static str, Column)> =
        index.tables.iter().flat_map(|(name, table)| closures(index, name, table)).collect();
    for (table, name, column) in closures {
        index.add(&table, name, column);
    }
    index.hanging = hanging(index);
    let of_innovations: Vec<(&'static str, Column)> = innovations(index);
    for (name, column) in of_innovations {
        index.add("innovation", name, column);
    }
    index.awards = awards(index);
    for (name, column) in regions(index) {
        index.add("region", name, column);
    }
    for (table, name, column) in worked(index, bounds) {
        index.add(table, name, column);
    }
    let promise = Promise::of(index, years);
    let agencies = index.table("agency").map_or(0, |table| table.ids.len());
    for (name, column) in streaks(&promise, agencies) {
        index.add("agency", name, column);
    }
    if let Some(table) = compliance(index, &promise) {
        index.tables.insert("compliance_row".to_owned(), table);
    }
}

/// `region` and `agency`: the row's own and all above it. A region or an agency is its own.
fn closures(index: &Index, name: &str, table: &TableIndex) -> Vec<(String, &'static str, Column)> {
    let mut made = Vec::new();
    for (derived, own) in [("region", "region_id"), ("agency", "agency_id")] {
        let Some(target) = index.table(derived) else { continue };
        let Some(parents) = target.column("parent_id") else { continue };
        let tree = Tree::of(parents);
        let own = table.column(own);
        if own.is_none() && name != derived {
            continue;
        }
        let cell = |row: u32| match own.map(|own| own.rank(row)).filter(|_| name != derived) {
            Some(NULL) => Vec::new(),
            Some(own) => tree.above(own).collect(),
            None => tree.above(row).collect(),
        };
        let cells: Vec<Vec<u32>> = (0..).take(table.ids.len()).map(cell).collect();
        made.push((name.to_owned(), derived, Column::many(Values::Rows(derived.to_owned()), target.ids.len(), &cells)));
    }
    made
}

fn innovations(index: &Index) -> Vec<(&'static str, Column)> {
    let mut made = Vec::new();
    let (Some(table), Some(agencies)) = (index.table("innovation"), index.table("agency")) else { return made };
    let rows = || (0..).take(table.ids.len());
    made.extend(provinces(index, table).map(|column| ("province", column)));
    if let (Some(own), Some(kinds)) = (table.column("agency_id"), agencies.column("kind"))
        && let Values::Words(words) = &kinds.values
    {
        let ranks = rows().map(|row| kinds.rank(own.rank(row))).collect();
        made.push(("agency_kind", Column::one(Values::Words(words.clone()), words.len(), ranks)));
    }
    let flag = |name: &'static str, rows_with: &dyn Fn(u32) -> bool| {
        let words = vec!["false".to_owned(), "true".to_owned()];
        (name, Column::one(Values::Words(words), 2, rows().map(|row| u32::from(rows_with(row))).collect()))
    };
    made.push(flag("has_outcome", &|row| index.outcomes(row) > 0));
    made.push(flag("replicated", &|row| index.replications(row) > 0));
    made
}

/// The province of each row's region.
pub(crate) fn provinces(index: &Index, table: &TableIndex) -> Option<Column> {
    let regions = index.table("region")?;
    let tree = Tree::of(regions.column("parent_id")?);
    let is_province = |region: &u32| regions.integer("level", *region) == Some(PROVINCE);
    let of_row = |row| tree.above(table.reference("region_id", row)?).find(is_province);
    Some(references("region", regions.ids.len(), (0..).take(table.ids.len()).map(of_row)))
}

/// How many outcomes and how many replications that count each innovation has.
fn hanging(index: &Index) -> [Vec<u32>; 2] {
    let count = index.table("innovation").map_or(0, |table| table.ids.len());
    let mut hanging = [vec![0; count], vec![0; count]];
    let outcomes = index.table("outcome").map(|table| table.all.clone()).unwrap_or_default();
    let sets = [("outcome", outcomes), ("replication", index.counted_replications())];
    for ((name, rows), counts) in sets.iter().zip(&mut hanging) {
        let Some(of) = index.table(name).and_then(|table| table.column("innovation_id")) else { continue };
        for row in rows {
            if let Some(count) = counts.get_mut(of.rank(row) as usize) {
                *count += 1;
            }
        }
    }
    hanging
}

impl Index {
    /// The replications that count by default: stated, and not within one government.
    #[must_use]
    pub fn counted_replications(&self) -> crate::Rows {
        let Some(table) = self.table("replication") else { return crate::Rows::new() };
        let rows = |name: &str, word: &str| {
            let column = table.column(name)?;
            Some(column.rows(column.word(word).ok()?).into_owned())
        };
        match (rows("status", "stated"), rows("internal", "false")) {
            (Some(stated), Some(external)) => stated & external,
            _ => crate::Rows::new(),
        }
    }
}

fn awards(index: &Index) -> Awards {
    let (Some(table), Some(editions)) = (index.table("award"), index.table("edition")) else {
        return Awards::default();
    };
    let competitions = index.table("competition").map(|table| &table.ids);
    let id = |column: &str, ids: Option<&crate::Ids>, row: u32| {
        let rank = table.column(column).map_or(NULL, |column| column.rank(row));
        ids.filter(|_| rank != NULL).map(|ids| ids.id(rank).into_owned())
    };
    let word = |column: &str, row: u32| {
        let column = table.column(column)?;
        let Values::Words(words) = &column.values else { return None };
        words.get(column.rank(row) as usize).cloned()
    };
    let innovation = |row: u32| {
        let rank = table.column("innovation_id").map_or(NULL, |column| column.rank(row));
        Some(rank).filter(|rank| *rank != NULL)
    };
    let mut known: HashMap<(Option<String>, Option<String>), Vec<String>> = HashMap::new();
    let rows = (0..).take(table.ids.len()).filter_map(|row| {
        let innovation = innovation(row)?;
        let edition = id("edition_id", Some(&editions.ids), row);
        let tier = word("tier", row);
        let tiers = known
            .entry((edition.clone(), tier.clone()))
            .or_insert_with(|| index.tiers.nested(edition.as_deref(), tier.as_deref()))
            .clone();
        let alike: Alike = (id("competition_id", competitions, row)?, edition, tiers, word("status", row)?);
        Some((alike, row, innovation))
    });
    Awards::of(rows)
}
