//! What is asked of a statistic, said and checked.

use std::cmp::Ordering;

use inovasi_entity::{Kind, innovation};
use inovasi_index::Index;
use inovasi_lexicon::Query;
use serde_json::Value as Json;

use super::cells::{Axes, Cell};
use super::{MEASURES, StatsRow};
use crate::condition::Condition;
use crate::cursor::{Direction, Place, binding};
use crate::dimension::{DIMENSIONS, Dimension, dimensions};
use crate::error::{Code, Error, ParameterError};
use crate::filter::{filter, filters};
use crate::list::{check_lang, check_parts, fault, wrong};
use crate::question::{LONGEST_CURSOR, LONGEST_NAME, LONGEST_VALUE, Question};
use crate::snapshot::Snapshot;
use crate::spelling::nearest;

/// Most rows of a statistic in one answer.
pub const MOST_STATS: u64 = 10_000;

/// Rows of a statistic if nothing is said.
const DEFAULT_STATS: u64 = 1000;

/// What rates are of.
pub const PER: &[&str] = &["population", "agencies"];

/// Most dimensions.
const MOST_DIMENSIONS: usize = 3;

/// Most keys that cells are ordered by.
const MOST_KEYS: usize = MOST_DIMENSIONS + MEASURES.len();

/// Parameters beside the filters of innovations.
const CONTROLS: &[&str] = &["by", "measure", "per", "q", "sort", "limit", "cursor", "lang"];

/// The parameters of a statistic beside the filters of innovations.
#[must_use]
pub fn stats_parameters() -> &'static [&'static str] {
    CONTROLS
}

/// A statistic as it was said.
#[derive(Debug, Default)]
pub(crate) struct StatsQuestion {
    pub(crate) by: Vec<String>,
    pub(crate) measures: Vec<String>,
    pub(crate) per: Option<String>,
    pub(crate) limit: Option<String>,
    /// Filters, search, sort, cursor, language.
    pub(crate) list: Question,
}

impl StatsQuestion {
    /// Reads a query string's pairs.
    pub(crate) fn of_pairs(pairs: &[(String, String)]) -> Self {
        let own = |name: &str| ["by", "measure", "per", "limit"].contains(&name);
        let table = &innovation::TABLE;
        let mut asked = Self::default();
        let mut faults = Vec::new();
        let mut rest = Vec::new();
        for (name, value) in pairs {
            let longest = if name == "cursor" { LONGEST_CURSOR } else { LONGEST_VALUE };
            if name.chars().count() > LONGEST_NAME {
                let shown: String = name.chars().take(LONGEST_NAME).collect();
                let message = "is no parameter of statistics";
                faults.push((Code::UnknownParameter, fault(&shown, message, &[], None)));
            } else if own(name) && pairs.iter().filter(|(other, _)| other == name).count() > 1 {
                faults.push((Code::InvalidParameter, fault(name, "is there twice", &[], None)));
            } else if own(name) && value.chars().count() > longest {
                faults.push(wrong(name, "a long value", &[format!("at most {longest} characters")]));
            } else if !own(name) && !CONTROLS.contains(&name.as_str()) && filter(table, name).is_none() {
                let allowed: Vec<String> = CONTROLS
                    .iter()
                    .copied()
                    .chain(filters(table).map(|column| column.name))
                    .map(str::to_owned)
                    .collect();
                let suggestion = nearest(name, allowed.iter().map(String::as_str));
                faults
                    .push((Code::UnknownParameter, fault(name, "is no parameter of statistics", &allowed, suggestion)));
            } else {
                let list = || value.split(',').map(str::to_owned).collect();
                match name.as_str() {
                    "by" => asked.by = list(),
                    "measure" => asked.measures = list(),
                    "per" => asked.per = Some(value.clone()),
                    "limit" => asked.limit = Some(value.clone()),
                    _ => rest.push((name.clone(), value.clone())),
                }
            }
        }
        let (question, _) = Question::of_pairs(table, &rest);
        asked.list = question;
        faults.append(&mut asked.list.faults);
        asked.list.faults = faults;
        asked
    }
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
pub(crate) async fn check(snapshot: &Snapshot, question: StatsQuestion) -> Result<Asked, Error> {
    let StatsQuestion { by, measures, per, limit, list } = question;
    let Question { filter, search, lang, sort, cursor, direction, mut faults, .. } = list;
    let by = check_by(&by, &mut faults);
    let measures = check_measures(&measures, &mut faults);
    let per = check_per(per.as_deref(), &by, &mut faults);
    let limit = match limit.as_deref().map(|limit| (limit, limit.parse())) {
        None => DEFAULT_STATS,
        Some((_, Ok(limit @ 1..=MOST_STATS))) => limit,
        Some((said, _)) => {
            faults.push(wrong("limit", said, &[format!("1..{MOST_STATS}")]));
            DEFAULT_STATS
        }
    };
    let english = check_lang(snapshot, lang.as_deref(), &mut faults);
    let order = check_order(&sort, &by, &measures, per.is_some(), &mut faults);
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

type Faults = Vec<(Code, ParameterError)>;

fn check_by(said: &[String], faults: &mut Faults) -> Vec<Dimension> {
    let allowed: Vec<String> = DIMENSIONS.iter().map(|name| (*name).to_owned()).collect();
    let mut by: Vec<Dimension> = Vec::new();
    if said.is_empty() {
        faults.push((Code::InvalidParameter, fault("by", "is missing: name one to three dimensions", &allowed, None)));
    } else if said.len() > MOST_DIMENSIONS {
        faults.push(wrong("by", &format!("{} dimensions", said.len()), &["one to three dimensions".into()]));
    }
    for name in said.iter().take(MOST_DIMENSIONS) {
        match dimensions().into_iter().find(|dimension| dimension.name == name) {
            Some(found) if by.iter().all(|other| other.name != found.name) => by.push(found),
            Some(_) => {
                faults.push((Code::InvalidParameter, fault("by", &format!("{name:?} is there twice"), &[], None)))
            }
            None => faults.push(wrong("by", name, &allowed)),
        }
    }
    by
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

/// The order: what is said, then the dimensions that are not, in the order of `by`.
fn check_order(
    said: &[(String, bool)],
    by: &[Dimension],
    measures: &[&'static str],
    rated: bool,
    faults: &mut Faults,
) -> Vec<(usize, bool)> {
    let rates = measures.iter().filter(|_| rated).map(|measure| format!("{measure}_per"));
    let names = by.iter().map(|dimension| dimension.name).chain(measures.iter().copied()).map(str::to_owned);
    let names: Vec<String> = names.chain(rates).collect();
    let mut order: Vec<(usize, bool)> = Vec::new();
    for (name, descending) in said {
        match names.iter().position(|other| other == name) {
            Some(place) if order.iter().all(|(other, _)| *other != place) => order.push((place, *descending)),
            Some(_) => {
                faults.push((Code::InvalidParameter, fault("sort", &format!("{name:?} is there twice"), &[], None)));
            }
            None => {
                faults.push(wrong("sort", name, &names));
            }
        }
    }
    for place in 0..by.len() {
        if order.iter().all(|(other, _)| *other != place) {
            order.push((place, false));
        }
    }
    order
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
        self.compare_keys(&self.keys(a), &self.keys(b))
    }

    pub(super) fn compare_place(&self, row: &StatsRow, place: &Place) -> Ordering {
        self.compare_keys(&self.keys(row), &place.0)
    }

    fn compare_keys(&self, a: &[Json], b: &[Json]) -> Ordering {
        let pairs = a.iter().zip(b).zip(&self.order);
        let one = |((a, b), (_, descending)): ((&Json, &Json), &(usize, bool))| {
            // Null is last both ways.
            match (a.is_null(), b.is_null()) {
                (true, true) => Ordering::Equal,
                (true, false) => Ordering::Greater,
                (false, true) => Ordering::Less,
                (false, false) if *descending => compare(b, a),
                (false, false) => compare(a, b),
            }
        };
        pairs.map(one).fold(Ordering::Equal, Ordering::then)
    }
}

fn compare(a: &Json, b: &Json) -> Ordering {
    match (a.as_i64(), b.as_i64()) {
        (Some(a), Some(b)) => a.cmp(&b),
        _ if a.is_number() => a.as_f64().unwrap_or_default().total_cmp(&b.as_f64().unwrap_or_default()),
        _ => a.as_str().unwrap_or_default().cmp(b.as_str().unwrap_or_default()),
    }
}
