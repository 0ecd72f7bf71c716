//! Who is obliged in which year, and what its recorded innovations make of it.

use super::kept::Counts;
use super::{Reckoned, Status};
use crate::column::Values;
use crate::table::{Index, TableIndex};

/// A mandate, read.
struct Mandate<'a> {
    row: u32,
    kind: &'a str,
    from: i32,
    to: Option<i32>,
    required: u32,
}

/// The mandates beside the agencies that they may cover.
pub(super) struct Duties<'a> {
    agencies: &'a TableIndex,
    /// For each kind of agency, by the rank of the kind.
    mandates: Vec<Vec<Mandate<'a>>>,
}

/// The duty of one agency in one year.
pub(super) struct Duty {
    mandate: Option<(u32, u32)>,
    presence: Presence,
}

/// Whether an agency was there on the first of January.
enum Presence {
    There,
    NotThere,
    /// It is no more, and nobody says since when: it was there where an innovation says so.
    IfRecorded,
}

impl<'a> Duties<'a> {
    pub(super) fn of(index: &'a Index, agencies: &'a TableIndex) -> Option<Self> {
        let Values::Words(kinds) = &agencies.column("kind")?.values else { return None };
        let mandates = index.table("mandate")?;
        let read = |row: u32| {
            Some(Mandate {
                row,
                kind: mandates.word("agency_kind", row)?,
                from: mandates.integer("from_year", row)?,
                to: mandates.integer("to_year", row),
                required: mandates.integer("required", row)?.try_into().ok()?,
            })
        };
        let of_kind = |kind: &String| {
            let all = (0..).take(mandates.ids.len()).filter_map(read);
            all.filter(|mandate| mandate.kind == kind).collect()
        };
        Some(Self { agencies, mandates: kinds.iter().map(of_kind).collect() })
    }

    pub(super) fn in_year(&self, agency: u32, year: i32) -> Duty {
        let kind = self.agencies.column("kind").map_or(u32::MAX, |kinds| kinds.rank(agency));
        let covering = self.mandates.get(kind as usize).into_iter().flatten();
        let covering = covering.filter(|mandate| mandate.from <= year && mandate.to.is_none_or(|to| year <= to));
        // Of several the one that asks for most, then the first by id.
        let mandate = covering.min_by_key(|mandate| (std::cmp::Reverse(mandate.required), mandate.row));
        Duty { mandate: mandate.map(|mandate| (mandate.row, mandate.required)), presence: self.presence(agency, year) }
    }

    /// Dates may be partial: a year alone says that it began or ended somewhen in that year.
    fn presence(&self, agency: u32, year: i32) -> Presence {
        let began = self.agencies.word("active_from", agency);
        let began = began.is_none_or(|date| year_of(date) < year || date == format!("{year:04}-01-01"));
        let ended = self.agencies.word("active_to", agency);
        if !began || ended.is_some_and(|date| year_of(date) < year) {
            return Presence::NotThere;
        }
        let former = self.agencies.word("status", agency) == Some("former");
        if former && ended.is_none() { Presence::IfRecorded } else { Presence::There }
    }
}

fn year_of(date: &str) -> i32 {
    date.get(..4).and_then(|year| year.parse().ok()).unwrap_or(i32::MIN)
}

impl Duty {
    /// What the innovations of the year make of it.
    pub(super) fn reckon(&self, counts: Counts) -> Reckoned {
        let innovations: u32 = counts.iter().sum();
        let there = match self.presence {
            Presence::There => true,
            Presence::NotThere => false,
            Presence::IfRecorded => innovations > 0,
        };
        let status = match self.mandate {
            Some((_, required)) if there && innovations >= required => Status::Met,
            Some(_) if there => Status::NotRecorded,
            _ => Status::NotObligated,
        };
        let basis = match (status, self.mandate) {
            (Status::Met, Some((_, required))) => deciding(counts, required),
            _ => None,
        };
        Reckoned { innovations, mandate: self.mandate.map(|(row, _)| row), status, basis }
    }
}

/// The basis of the last innovation that is needed, the strongest taken first; None where its basis is not known.
fn deciding(counts: Counts, required: u32) -> Option<usize> {
    let mut left = required;
    for (basis, count) in counts.iter().enumerate() {
        if *count >= left {
            return Some(basis).filter(|basis| *basis < super::kept::BASES.len());
        }
        left -= count;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::{Duty, Presence, Status, deciding};

    #[test]
    fn the_last_innovation_that_is_needed_decides() {
        assert_eq!(deciding([0, 1, 5, 0], 1), Some(1));
        assert_eq!(deciding([0, 1, 5, 0], 2), Some(2));
        assert_eq!(deciding([0, 0, 0, 3], 1), None);
    }

    #[test]
    fn an_agency_that_is_no_more_is_obliged_where_an_innovation_is_recorded() {
        let duty = Duty { mandate: Some((7, 1)), presence: Presence::IfRecorded };
        assert_eq!(duty.reckon([0; 4]).status, Status::NotObligated);
        assert_eq!(duty.reckon([0, 0, 1, 0]).status, Status::Met);
    }
}
