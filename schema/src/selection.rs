//! The rows that conditions and a search select, out of the index.

use inovasi_entity::Table;
use inovasi_index::{AwardGroup, Found, Index, Rows, TableIndex};
use inovasi_lexicon::Query;
use sea_orm::Value;

use crate::condition::Condition;
use crate::filter::{AWARD, indexed};
use crate::meeting::Meeting;

/// What is selected, kept apart by condition, so that a facet can leave its own out.
pub(crate) struct Selection<'a> {
    index: &'a Index,
    table: &'a TableIndex,
    /// The filter and the rows that meet it.
    conditions: Vec<(&'static str, Meeting<'a>)>,
    award: Vec<&'a Condition>,
    /// Rows that no facet leaves out: those of the row that a list is within.
    within: Option<Rows>,
    /// What a search found.
    pub(crate) found: Option<Found>,
}

impl<'a> Selection<'a> {
    /// Reads conditions and a search off the index; None for a table that is not in it.
    pub(crate) fn of(
        index: &'a Index,
        table: &Table,
        conditions: &'a [Condition],
        search: Option<&Query>,
    ) -> Option<Self> {
        let own = index.table(table.name)?;
        let is_award = |condition: &&Condition| table.name == "innovation" && AWARD.contains(&condition.column.name);
        let plain = conditions.iter().filter(|condition| !is_award(condition));
        Some(Self {
            index,
            table: own,
            conditions: plain.map(|condition| (condition.column.name, Meeting::of(condition, index, own))).collect(),
            award: conditions.iter().filter(is_award).collect(),
            within: None,
            found: search.map(|query| own.search.find(query, &own.all)),
        })
    }

    /// The same, of some rows alone.
    pub(crate) fn set_within(&mut self, rows: Rows) {
        self.within = Some(rows);
    }

    /// The rows that all conditions select.
    pub(crate) fn rows(&self) -> Rows {
        let rows = self.without(None);
        if self.award.is_empty() { rows } else { rows & self.awarded(None) }
    }

    /// The rows that all conditions select but that of a facet.
    pub(crate) fn rows_but(&self, facet: &'static str) -> Rows {
        let rows = self.without(Some(facet));
        let others = self.award.iter().any(|condition| condition.column.name != facet);
        if others { rows & self.awarded(Some(facet)) } else { rows }
    }

    /// Whether a facet leaves nothing out, so that its rows are those of the list.
    pub(crate) fn leaves_all(&self, facet: &'static str) -> bool {
        !self.conditions.iter().any(|(name, _)| same(facet, name)) && (self.award.is_empty() || !AWARD.contains(&facet))
    }

    /// The conditions that a facet does not leave out. It counts one column; the filter that means it and all below it
    /// is its own, too.
    fn kept(&self, facet: Option<&'static str>) -> impl Iterator<Item = &(&'static str, Meeting<'a>)> {
        self.conditions.iter().filter(move |(name, _)| !facet.is_some_and(|facet| same(facet, name)))
    }

    /// How many of the rows are in each cell along some columns, off the counts of the whole table: these are looked
    /// through instead of so many rows, if that is less work and every condition is decided by columns with one value a
    /// row. In the order of the cells.
    pub(crate) fn off_whole(&self, facet: Option<&'static str>, columns: &[&'static str]) -> Option<Vec<(u64, u64)>> {
        let rows = self.kept(facet).map(|(_, meeting)| meeting.len()).min().unwrap_or(self.table.all.len());
        let few = rows < self.table.all.len() / PART_OF_TABLE;
        if few || !self.award.is_empty() || self.within.is_some() || self.found.is_some() {
            return None;
        }
        let mut all = columns.to_vec();
        let mut beyond = 1;
        for (name, _) in self.kept(facet) {
            let column = decided_by(self.table, name)?;
            if !all.contains(&column) {
                beyond *= u64::from(self.table.column(column)?.distinct()) + 1;
                all.push(column);
            }
        }
        let cells = self.table.whole(&all)?;
        if cells.len() as u64 * ROWS_A_CELL > rows {
            return None;
        }
        let kept: Vec<&Meeting<'_>> = self.kept(facet).map(|(_, meeting)| meeting).collect();
        let mut counted: Vec<(u64, u64)> = Vec::new();
        for cell in cells.iter().filter(|cell| kept.iter().all(|meeting| meeting.has(cell.row))) {
            let place = cell.place / beyond;
            match counted.last_mut().filter(|(last, _)| *last == place) {
                Some((_, count)) => *count += cell.count,
                None => counted.push((place, cell.count)),
            }
        }
        Some(counted)
    }

    fn without(&self, facet: Option<&'static str>) -> Rows {
        let all = &self.table.all;
        let (known, ranges): (Vec<&Meeting<'_>>, Vec<&Meeting<'_>>) =
            self.kept(facet).map(|(_, meeting)| meeting).partition(|meeting| meeting.is_set());
        let mut sets: Vec<&Rows> = known.iter().map(|meeting| meeting.rows(all)).collect();
        sets.extend(self.found.as_ref().map(|found| &found.rows));
        sets.extend(&self.within);
        sets.sort_by_key(|rows| rows.len());
        let mut ranges = ranges.into_iter();
        let Some(first) = sets.first().copied().or_else(|| Some(ranges.next()?.rows(all))) else { return all.clone() };
        let rows = sets.iter().skip(1).fold(first.clone(), |rows, other| rows & *other);
        ranges.fold(rows, |rows, meeting| meeting.among(rows, all))
    }

    /// The groups of awards that are looked at: those of the status that is said; if none is, awards proper, as soon as
    /// another award filter or the facet asks for one. The facet of the status itself leaves that default out, too.
    fn base(&self, facet: Option<&str>) -> impl Iterator<Item = &'a AwardGroup> {
        let status = self.award.iter().any(|condition| condition.column.name == STATUS);
        let asked = |condition: &&Condition| condition.column.name != STATUS && !condition.none_of;
        let others = facet.is_some_and(|facet| AWARD.contains(&facet)) || self.award.iter().any(asked);
        let only = !status && others && facet != Some(STATUS);
        self.index.awards.groups.iter().filter(move |group| !only || group.status == AWARDED)
    }

    /// The groups of awards that every award filter takes, but that of a facet; those that say *none of* aside.
    pub(crate) fn groups(&self, facet: Option<&'static str>) -> Vec<&'a AwardGroup> {
        let said: Vec<&&Condition> =
            self.award.iter().filter(|condition| !condition.none_of && Some(condition.column.name) != facet).collect();
        self.base(facet).filter(|group| said.iter().all(|condition| takes(condition, Some(group)))).collect()
    }

    /// Innovations without an award of those that are looked at: they count as having one of no competition, edition,
    /// tier or status.
    pub(crate) fn without_award(&self, facet: Option<&str>) -> Rows {
        without(&self.table.all, self.base(facet))
    }

    /// The innovations that the award filters select: one award that all of them take, and for each that says *none of*
    /// no award that it names, whatever the others say. So a filter and its negation are the whole, and a filter more
    /// never adds rows.
    fn awarded(&self, facet: Option<&'static str>) -> Rows {
        let said = || self.award.iter().filter(move |condition| Some(condition.column.name) != facet);
        let (negated, positive): (Vec<&&Condition>, Vec<&&Condition>) = said().partition(|condition| condition.none_of);
        let mut rows = if positive.is_empty() { self.table.all.clone() } else { Rows::new() };
        if !positive.is_empty() {
            self.groups(facet).iter().for_each(|group| rows |= &group.innovations);
            if positive.iter().all(|condition| takes(condition, None)) {
                rows |= self.without_award(facet);
            }
        }
        for condition in negated {
            let awarded = |group: &&AwardGroup| condition.column.name == STATUS || group.status == AWARDED;
            let base = || self.index.awards.groups.iter().filter(awarded);
            for group in base().filter(|group| takes(condition, Some(group))) {
                rows -= &group.innovations;
            }
            if takes(condition, None) {
                rows -= without(&self.table.all, base());
            }
        }
        rows
    }
}

/// The filter of the status, and the one that counts by default.
const STATUS: &str = "award_status";
const AWARDED: &str = "awarded";

/// What part of a table is few rows: counting all of it once would not soon pay.
const PART_OF_TABLE: u64 = 4;

/// Rows that are counted one by one in the time in which a cell of the whole table is looked at.
const ROWS_A_CELL: u64 = 16;

/// The column with one value a row, or none, by which a filter takes a row or not.
fn decided_by(table: &TableIndex, filter: &'static str) -> Option<&'static str> {
    let column = match indexed(filter) {
        "region" => "region_id",
        "agency" => "agency_id",
        other => other,
    };
    table.column(column).filter(|column| !column.is_many()).map(|_| column)
}

fn without<'a>(all: &Rows, groups: impl Iterator<Item = &'a AwardGroup>) -> Rows {
    groups.fold(all.clone(), |rows, group| rows - &group.innovations)
}

/// Whether a filter is a facet's own: it means the same column, or all below it; that of a province is the region.
fn same(facet: &'static str, filter: &'static str) -> bool {
    let column = |name| match indexed(name) {
        "region" => "region_id",
        "agency" => "agency_id",
        other => other,
    };
    column(facet) == column(filter) || (facet == "province" && column(filter) == "region_id")
}

/// Whether a condition takes an award, or the lack of one; a negation is read as what it negates.
fn takes(condition: &Condition, group: Option<&AwardGroup>) -> bool {
    let text = |value: &Value| if let Value::String(Some(text)) = value { Some(text.clone()) } else { None };
    let said: Vec<String> = condition.values.iter().filter_map(text).collect();
    let has = |value: Option<&str>| value.map_or(condition.or_null, |value| said.iter().any(|said| said == value));
    let Some(group) = group else { return condition.or_null };
    match condition.column.name {
        "competition" => has(Some(&group.competition)),
        "edition" => has(group.edition.as_deref()),
        "tier" if group.tiers.is_empty() => condition.or_null,
        "tier" => group.tiers.iter().any(|tier| said.contains(tier)),
        _ => has(Some(&group.status)),
    }
}
