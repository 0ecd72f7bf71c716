//! What is asked of a summary, checked.

use std::cmp::Ordering;

use inovasi_entity::{Kind, compliance_row};
use serde_json::Value as Json;

use super::{COUNTED, key_of, summed_by};
use crate::condition::Condition;
use crate::counting::{CountQuestion, Counting, Faults, check_by, check_limit, check_order, compare_keys};
use crate::cursor::{Direction, Place, binding};
use crate::dimension::Dimension;
use crate::error::{Code, Error};
use crate::list::{check_lang, check_parts, fault};
use crate::question::Question;
use crate::row::Object;
use crate::snapshot::Snapshot;

/// What is taken beside the filters of compliance.
pub(crate) static COUNTING: Counting = Counting {
    table: &compliance_row::TABLE,
    what: "summaries of compliance",
    controls: &["by", "sort", "limit", "cursor", "lang", "format", "delimiter"],
    without: &["status", "basis", "innovations"],
};

/// A summary that can be made.
pub(crate) struct Asked {
    pub(crate) by: Vec<Dimension>,
    pub(crate) conditions: Vec<Condition>,
    pub(crate) english: bool,
    pub(crate) limit: u64,
    pub(crate) binding: String,
    pub(crate) place: Option<(Place, Direction)>,
    /// Keys of the order: places among the names, and whether they go down.
    order: Vec<(usize, bool)>,
    /// The keys of a row: dimensions, then counts.
    names: Vec<String>,
}

/// An agency counts once: with its units, unless alone is said.
fn one_way(conditions: &mut Vec<Condition>, faults: &mut Faults) {
    let Some(units) = compliance_row::TABLE.column("with_units") else { return };
    match conditions.iter().find(|condition| condition.column.name == units.name) {
        None => conditions.push(Condition::holds(units)),
        Some(said) if said.is_one() => {}
        Some(_) => {
            let message = "counts an agency twice in a summary: say one of the two";
            let allowed = ["true".to_owned(), "false".to_owned()];
            faults.push((Code::InvalidParameter, fault(units.name, message, &allowed, None)));
        }
    }
}

/// Checks a summary; every fault at once.
pub(crate) async fn check(snapshot: &Snapshot, question: CountQuestion) -> Result<Asked, Error> {
    let CountQuestion { by, limit, list, .. } = question;
    let Question { filter, lang, sort, cursor, direction, mut faults, .. } = list;
    let by = check_by(&by, &summed_by(), 2, &mut faults);
    let limit = check_limit(limit.as_deref(), &mut faults);
    let english = check_lang(snapshot, lang.as_deref(), &mut faults);
    let names: Vec<String> =
        by.iter().map(|dimension| dimension.name).chain(COUNTED.map(|(name, ..)| name)).map(str::to_owned).collect();
    let order = check_order(&sort, &names, by.len(), &mut faults);
    for said in filter.iter().filter(|said| COUNTING.without.contains(&said.column.name)) {
        let message = "would change what is divided by; obligated and met are columns of the summary";
        faults.push((Code::InvalidParameter, fault(said.column.name, message, &[], None)));
    }
    let (mut conditions, _) = check_parts(snapshot, &compliance_row::TABLE, filter, None, &mut faults).await?;
    one_way(&mut conditions, &mut faults);
    let said: Vec<String> = conditions.iter().map(Condition::text).collect();
    let binding = binding(&format!("summary|{names:?}|{order:?}|{said:?}"));
    let mut asked = Asked { by, conditions, english, limit, binding, place: None, order, names };
    if let Some((parameter, text)) = cursor {
        let kinds: Vec<Kind> = asked.order.iter().map(|(place, _)| asked.kind(*place)).collect();
        match Place::decode(&text, &asked.binding, &kinds) {
            Some((place, said)) => asked.place = Some((place, direction.unwrap_or(said))),
            None if faults.is_empty() => {
                let message = "is not a cursor of this summary, take it from a page of it";
                faults.push((Code::InvalidCursor, fault(parameter, message, &[], None)));
            }
            None => {}
        }
    }
    if faults.is_empty() { Ok(asked) } else { Err(Error::of(faults)) }
}

impl Asked {
    fn kind(&self, place: usize) -> Kind {
        match self.by.get(place) {
            Some(dimension) => dimension.column.kind,
            None if self.names.get(place).is_some_and(|name| name == "recorded_rate") => {
                Kind::Number { min: 0.0, max: 1.0 }
            }
            None => Kind::Integer { min: 0, max: i32::MAX },
        }
    }

    /// The values that a row is ordered by.
    pub(super) fn keys(&self, row: &Object) -> Vec<Json> {
        let value = |place: usize| row.get(&key_of(self.names.get(place)?)).cloned();
        self.order.iter().map(|(place, _)| value(*place).unwrap_or_default()).collect()
    }

    pub(super) fn compare(&self, a: &[Json], b: &[Json]) -> Ordering {
        compare_keys(a, b, &self.order)
    }
}
