//! What is asked of a statistic, said and checked.

use std::cmp::Ordering;

use inovasi_entity::{Kind, innovation};
use inovasi_index::Index;
use inovasi_lexicon::Query;
use serde_json::Value as Json;

use super::cells::{Axes, Cell};
use super::{MEASURES, StatsRow};
use crate::condition::Condition;
use crate::counting::{CountQuestion, Counting, Faults, check_by, check_limit, check_order, compare_keys};
use crate::cursor::{Direction, Place, binding};
use crate::dimension::{Dimension, dimensions};
use crate::error::{Code, Error};
use crate::list::{check_lang, check_parts, fault, wrong};
use crate::question::Question;
use crate::snapshot::Snapshot;

/// What rates are of.
pub const PER: &[&str] = &["population", "agencies"];

/// Most dimensions.
const MOST_DIMENSIONS: usize = 3;

/// Most keys that cells are ordered by.
const MOST_KEYS: usize = MOST_DIMENSIONS + MEASURES.len();

/// What is taken beside the filters of innovations.
pub(super) static COUNTING: Counting = Counting {
    table: &innovation::TABLE,
    what: "statistics",
    controls: &["by", "measure", "per", "q", "sort", "limit", "cursor", "lang", "format", "delimiter"],
    without: &[],
};

/// The parameters of a statistic beside the filters of innovations.
#[must_use]
pub fn stats_parameters() -> &'static [&'static str] {
    COUNTING.controls
}

/// A statistic that can be counted.
pub(crate) struct Asked {
    pub(crate) by: Vec<Dimension>,
    pub(crate) measures: Vec<&'static str>,
    pub(crate) per: Option<&'static str>,
    pub(crate) conditions: Vec<Condition>,
    pub(crate) search: Option<Query>,
    pub(crate) english: bool,
    pub(crate) limit: u64,
    pub(crate) binding: String,
    pub(crate) place: Option<(Place, Direction)>,
    /// Keys of the order: the place of a dimension, of a measure after them, of a rate after those; and whether it goes
    /// down.
    order: Vec<(usize, bool)>,
}

/// Checks a statistic; every fault at once.
pub(crate) async fn check(snapshot: &Snapshot, question: CountQuestion) -> Result<Asked, Error> {
    let CountQuestion { by, measures, per, limit, list } = question;
    let Question { filter, search, lang, sort, cursor, direction, mut faults, .. } = list;
    let by = check_by(&by, &dimensions(), MOST_DIMENSIONS, &mut faults);
    let measures = check_measures(&measures, &mut faults);
    let per = check_per(per.as_deref(), &by, &mut faults);
    let limit = check_limit(limit.as_deref(), &mut faults);
    let english = check_lang(snapshot, lang.as_deref(), &mut faults);
    let rates = measures.iter().filter(|_| per.is_some()).map(|measure| format!("{measure}_per"));
    let names = by.iter().map(|dimension| dimension.name).chain(measures.iter().copied()).map(str::to_owned);
    let names: Vec<String> = names.chain(rates).collect();
    let order = check_order(&sort, &names, by.len(), &mut faults);
    let (conditions, search) = check_parts(snapshot, &innovation::TABLE, filter, search, &mut faults).await?;
    let said: Vec<String> = conditions.iter().map(Condition::text).collect();
    let names: Vec<&str> = by.iter().map(|dimension| dimension.name).collect();
    let searched = search.as_ref().map(|query| format!("{:?}", query.terms)).unwrap_or_default();
    let binding = binding(&format!("stats|{names:?}|{measures:?}|{order:?}|{said:?}|{searched}"));
    let mut asked = Asked { by, measures, per, conditions, search, english, limit, binding, place: None, order };
    if let Some((parameter, text)) = cursor {
        let kinds: Vec<Kind> = asked.order.iter().map(|(place, _)| asked.kind(*place)).collect();
        match Place::decode(&text, &asked.binding, &kinds) {
            Some((place, said)) => asked.place = Some((place, direction.unwrap_or(said))),
            None if faults.is_empty() => {
                let message = "is not a cursor of this statistic, take it from a page of it";
                faults.push((Code::InvalidCursor, fault(parameter, message, &[], None)));
            }
            None => {}
        }
    }
    if faults.is_empty() { Ok(asked) } else { Err(Error::of(faults)) }
}

fn check_measures(said: &[String], faults: &mut Faults) -> Vec<&'static str> {
    let allowed: Vec<String> = MEASURES.iter().map(|name| (*name).to_owned()).collect();
    let mut measures: Vec<&'static str> = Vec::new();
    for name in said {
        match MEASURES.iter().find(|measure| *measure == name) {
            Some(found) if !measures.contains(found) => measures.push(found),
            Some(_) => {
                faults.push((Code::InvalidParameter, fault("measure", &format!("{name:?} is there twice"), &[], None)));
            }
            None => faults.push(wrong("measure", name, &allowed)),
        }
    }
    if said.is_empty() { vec!["innovations"] } else { measures }
}

fn check_per(said: Option<&str>, by: &[Dimension], faults: &mut Faults) -> Option<&'static str> {
    let said = said?;
    let Some(per) = PER.iter().find(|per| **per == said) else {
        let allowed: Vec<String> = PER.iter().map(|per| (*per).to_owned()).collect();
        faults.push(wrong("per", said, &allowed));
        return None;
    };
    if *per == "population" && by.iter().all(|dimension| !["region", "province"].contains(&dimension.name)) {
        let message = "population is known of regions: it goes with by=region or by=province";
        faults.push((Code::InvalidParameter, fault("per", message, &["agencies".into()], None)));
    }
    let of_agencies = ["region", "province", "agency_kind", "agency"];
    if *per == "agencies" && by.iter().all(|dimension| !of_agencies.contains(&dimension.name)) {
        let message = "agencies are of a region and a kind: it goes with by=region, province, agency_kind or agency";
        faults.push((Code::InvalidParameter, fault("per", message, &[], None)));
    }
    Some(per)
}

impl Asked {
    fn kind(&self, place: usize) -> Kind {
        match self.by.get(place) {
            Some(dimension) => dimension.column.kind,
            None if place >= self.by.len() + self.measures.len() => Kind::Number { min: 0.0, max: f64::MAX },
            None => Kind::Integer { min: 0, max: i32::MAX },
        }
    }

    /// Whether the rows add up to the totals: each innovation is in one row, and nothing is counted that rows share.
    pub(super) fn is_additive(&self, index: &Index) -> bool {
        let table = index.table("innovation");
        let many = |dimension: &Dimension| {
            dimension.is_award()
                || table.and_then(|table| table.column(dimension.indexed())).is_none_or(|c| c.is_many())
        };
        let of_agencies = |dimension: &Dimension| ["agency", "agency_kind"].contains(&dimension.name);
        !self.by.iter().any(many) && (!self.measures.contains(&"agencies") || self.by.iter().all(of_agencies))
    }

    /// The cursor of a row.
    pub(crate) fn cursor(&self, row: &StatsRow) -> String {
        Place(self.keys(row)).encode(&self.binding, Direction::Forward)
    }

    /// The values that a row is ordered by.
    pub(super) fn keys(&self, row: &StatsRow) -> Vec<Json> {
        let key = |(place, _): &(usize, bool)| match row.values.get(*place) {
            Some(named) => named.value.clone(),
            None => {
                let measure = place - self.by.len();
                match row.counts.get(measure) {
                    Some(count) => (*count).into(),
                    None => row.counts.get(measure - row.counts.len()).and_then(|count| row.rate(*count)).into(),
                }
            }
        };
        self.order.iter().map(key).collect()
    }

    /// Whether a rate is among the keys of the order.
    pub(super) fn is_by_rate(&self) -> bool {
        self.order.iter().any(|(place, _)| *place >= self.by.len() + self.measures.len())
    }

    /// Whether the order is that of the dimensions, which cells have by themselves.
    pub(super) fn is_by_dimensions(&self) -> bool {
        self.order.iter().zip(0..).all(|(key, place)| *key == (place, false))
    }

    /// What a cell is ordered by, in dimensions and counts, without their values: places along an axis go as values do.
    pub(super) fn key_of(&self, axes: &Axes<'_>, cell: &Cell) -> [u64; MOST_KEYS] {
        let mut keys = [0; MOST_KEYS];
        for (key, (place, descending)) in keys.iter_mut().zip(&self.order) {
            let value = match place.checked_sub(self.by.len()) {
                None => axes.along(*place, cell.place),
                Some(measure) => cell.counts.get(measure).copied(),
            };
            // Null is last both ways.
            *key = match value {
                None => u64::MAX,
                Some(value) if *descending => u64::MAX - 1 - value,
                Some(value) => value,
            };
        }
        keys
    }

    pub(super) fn compare(&self, a: &StatsRow, b: &StatsRow) -> Ordering {
        compare_keys(&self.keys(a), &self.keys(b), &self.order)
    }

    pub(super) fn compare_place(&self, row: &StatsRow, place: &Place) -> Ordering {
        compare_keys(&self.keys(row), &place.0, &self.order)
    }
}
