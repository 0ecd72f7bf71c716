//! Checks what is said of a column against its declaration and the loaded codelists.

use inovasi_entity::{Column, Kind, is_partial_date, with_table};
use inovasi_lexicon::{region_code, tokens};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QuerySelect, Value};

use super::{Condition, Item, Said};
use crate::error::{Error, ParameterError};
use crate::list::wrong;
use crate::snapshot::Snapshot;

/// Most values of one filter: both databases take them, in one statement of bounded depth.
pub(crate) const MOST_VALUES: usize = 500;

/// Most values of `ids`, which is made for long lists.
pub(crate) const MOST_IDS: usize = 5000;

/// The condition, or everything that is wrong with it.
pub(crate) async fn check(snapshot: &Snapshot, said: Said) -> Result<Result<Condition, Vec<ParameterError>>, Error> {
    let Said { column, none_of, items } = said;
    let most = if column.name == "ids" { MOST_IDS } else { MOST_VALUES };
    if items.len() > most {
        let allowed = [format!("at most {most} values")];
        return Ok(Err(vec![wrong(column.name, &format!("{} values", items.len()), &allowed).1]));
    }
    let known = Known::of(snapshot, column, &items).await?;
    let mut condition = Condition { column, none_of, or_null: false, values: Vec::new(), ranges: Vec::new() };
    let mut faults = Vec::new();
    for item in items {
        match item {
            Item::Null if ["updated_since", "ids"].contains(&column.name) => {
                faults.push(wrong(column.name, "null", &["a value: it is never null".to_owned()]).1);
            }
            Item::Null => condition.or_null = true,
            Item::Value(text) if column.name == "region" => match place(snapshot, &text) {
                Ok(id) => condition.values.push(id.into()),
                Err(fault) => faults.push(fault),
            },
            Item::Value(text) => match known.value(column, &text) {
                Ok(value) => condition.values.push(value),
                Err(allowed) => {
                    let mut fault = wrong(column.name, &text, &allowed).1;
                    if let Kind::Reference(target) = column.kind {
                        fault.suggestion = meant(snapshot, target, &text);
                    }
                    faults.push(fault);
                }
            },
            Item::Range(from, to) => match range(&known, column, from, to) {
                Ok(range) => condition.ranges.push(range),
                Err((text, allowed)) => faults.push(wrong(column.name, &text, &allowed).1),
            },
            Item::Malformed(text, allowed) => faults.push(wrong(column.name, &text, &[allowed.to_owned()]).1),
        }
    }
    if column.name == "updated_since" && (none_of || condition.values.len() > 1) {
        faults.push(wrong(column.name, "a list or a negation", &["one instant".to_owned()]).1);
    }
    Ok(if faults.is_empty() { Ok(condition) } else { Err(faults) })
}

/// The id of the region that a text names by any of its codes.
fn place(snapshot: &Snapshot, text: &str) -> Result<String, ParameterError> {
    let index = &snapshot.index;
    let Some(regions) = index.table("region") else { return Err(wrong("region", text, &[]).1) };
    let readings = match index.places.find(&regions.ids, &region_code(text)) {
        Ok(row) => return Ok(regions.ids.id(row).into_owned()),
        Err(readings) => readings,
    };
    if readings.is_empty() {
        let allowed = "the id or a code of a region: ID-35, 35.10, bps:3510, iso:ID-JI".to_owned();
        let fault = wrong("region", text, &[allowed]).1;
        return Err(ParameterError { suggestion: meant(snapshot, "region", text), ..fault });
    }
    let named = |row: u32| index.names.row("region", row).map_or("", |name| name.label.as_str());
    let candidates: Vec<String> = readings.iter().map(|(system, code, _)| format!("{system}:{code}")).collect();
    let told = readings
        .iter()
        .map(|(system, code, row)| format!("{system}:{code} is {} ({})", regions.ids.id(*row), named(*row)));
    let shown: String = text.chars().take(100).collect();
    let message = format!("{shown:?} names different regions: {}", told.collect::<Vec<_>>().join(", "));
    Err(crate::list::fault("region", &message, &candidates, None))
}

/// The id of the row that a text may mean: an id in other letters or nearly so, or a name.
fn meant(snapshot: &Snapshot, target: &str, text: &str) -> Option<String> {
    let table = snapshot.index.table(target)?;
    let lower = text.to_lowercase();
    let id = [lower.clone(), lower.to_uppercase(), format!("{text}0"), format!("ID-{text}0")];
    if let Some(row) = id.iter().find_map(|id| table.ids.row(id)) {
        return Some(table.ids.id(row).into_owned());
    }
    // Hyphens separate the words of an id as blanks do those of a name.
    let words: Vec<String> = tokens(text).into_iter().map(|token| token.form).take(MOST_WORDS).collect();
    let whole = table.search.whole(&words.join(" "));
    let begun = |near: bool| {
        let sets = words.iter().map(|word| table.search.begun(word, near && word.len() > 3));
        sets.reduce(|all, set| all & set).unwrap_or_default()
    };
    let rows = [whole, begun(false), begun(true)].into_iter().find(|rows| !rows.is_empty())?;
    let length = |row: &u32| snapshot.index.names.row(target, *row).map_or(0, |name| name.label.len());
    let row = rows.iter().take(MOST_MEANT).min_by_key(|row| (length(row), *row))?;
    Some(table.ids.id(row).into_owned())
}

/// Words of a text that are looked for among names.
const MOST_WORDS: usize = 6;

/// Rows that are weighed for a suggestion.
const MOST_MEANT: usize = 1000;

/// Whether a text is a day or an instant in UTC.
fn is_instant(text: &str) -> bool {
    let (day, time) = text.split_once('T').map_or((text, None), |(day, time)| (day, Some(time)));
    let two = |text: &str, below: u32| {
        text.len() == 2 && text.bytes().all(|b| b.is_ascii_digit()) && text.parse::<u32>().is_ok_and(|n| n < below)
    };
    let is_time = |time: &str| {
        let Some(time) = time.strip_suffix('Z') else { return false };
        let parts: Vec<&str> = time.split(':').collect();
        matches!(parts.as_slice(), [h, m, s] if two(h, 24) && two(m, 60) && two(s, 60))
    };
    day.len() == 10 && is_partial_date(day) && time.is_none_or(is_time)
}

type Range = (Option<Value>, Option<Value>);

fn range(
    known: &Known,
    column: &'static Column,
    from: Option<String>,
    to: Option<String>,
) -> Result<Range, (String, Vec<String>)> {
    let said = || format!("{}..{}", from.as_deref().unwrap_or_default(), to.as_deref().unwrap_or_default());
    let bound = |text: &Option<String>| match text {
        Some(text) => known.value(column, text).map(Some).map_err(|allowed| (text.clone(), allowed)),
        None => Ok(None),
    };
    let (lower, upper) = (bound(&from)?, bound(&to)?);
    let backward = match (&lower, &upper) {
        (Some(Value::Int(Some(a))), Some(Value::Int(Some(b)))) => a > b,
        (Some(Value::Double(Some(a))), Some(Value::Double(Some(b)))) => a > b,
        (Some(Value::String(Some(a))), Some(Value::String(Some(b)))) => first_day(a) > last_day(b),
        _ => false,
    };
    if backward {
        return Err((said(), vec!["a range whose first bound is not beyond its second".into()]));
    }
    let dated = matches!(column.kind, Kind::Date | Kind::PartialDate);
    let day = |value: Option<Value>, day: fn(&str) -> String| match value {
        Some(Value::String(Some(text))) if dated => Some(day(&text).into()),
        other => other,
    };
    Ok((day(lower, first_day), day(upper, last_day)))
}

/// First day of a year, month or day.
fn first_day(date: &str) -> String {
    format!("{date}{}", "-01-01".get(date.len().saturating_sub(4)..).unwrap_or_default())
}

/// Last day of a year, month or day. Every month ends in a 31st here, as in the statement that it is compared in, so
/// that the last real day of a month must become one, too.
fn last_day(date: &str) -> String {
    let last = |month: &str, year: u32| match month {
        "02" if year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400)) => "29",
        "02" => "28",
        "04" | "06" | "09" | "11" => "30",
        _ => "31",
    };
    match (date.get(..4).and_then(|year| year.parse().ok()), date.get(5..7), date.get(8..10)) {
        (Some(year), Some(month), Some(day)) if day == last(month, year) => format!("{}-31", &date[..7]),
        _ => format!("{date}{}", "-12-31".get(date.len().saturating_sub(4)..).unwrap_or_default()),
    }
}

/// What the database knows of a column's values, looked up once a filter.
enum Known {
    /// The codes of its list.
    Codes(Vec<String>),
    /// Those of the ids said that exist, and the table they are of.
    Ids(&'static str, Vec<String>),
    /// Nothing: the value itself is checked.
    Nothing,
}

impl Known {
    async fn of(snapshot: &Snapshot, column: &'static Column, items: &[Item]) -> Result<Self, Error> {
        match column.kind {
            Kind::Code(list) | Kind::List(list) => {
                let codes = snapshot.index.names.codes(list);
                Ok(Self::Codes(codes.iter().map(|(code, _)| code.clone()).collect()))
            }
            Kind::Reference(target) => {
                let said = items.iter().filter_map(|item| match item {
                    Item::Value(text) if !text.contains('\0') => Some(text.as_str()),
                    _ => None,
                });
                if let Some(table) = snapshot.index.table(target) {
                    let known = said.filter(|id| table.ids.row(id).is_some()).map(str::to_owned);
                    return Ok(Self::Ids(target, known.collect()));
                }
                let ids = with_table!(target, entity => {
                    entity::Entity::find()
                        .select_only()
                        .column(entity::Column::Id)
                        .filter(entity::Column::Id.is_in(said))
                        .into_tuple()
                        .all(&snapshot.transaction)
                        .await?
                });
                Ok(Self::Ids(target, ids.unwrap_or_default()))
            }
            _ => Ok(Self::Nothing),
        }
    }

    /// The value of a text, or what is allowed instead.
    fn value(&self, column: &'static Column, text: &str) -> Result<Value, Vec<String>> {
        if text.contains('\0') {
            return Err(vec!["text without NUL".into()]);
        }
        match (self, column.kind) {
            (Self::Codes(codes), _) if codes.iter().all(|code| code != text) => Err(codes.clone()),
            (Self::Ids(target, ids), _) if ids.iter().all(|id| id != text) => {
                Err(vec![format!("the id of a row of {target}")])
            }
            _ if column.name == "updated_since" && !is_instant(text) => {
                Err(vec!["2026-01-31".into(), "2026-01-31T00:00:00Z".into()])
            }
            (_, Kind::Integer { min, max }) => {
                text.parse::<i32>().map(Value::from).map_err(|_| vec![format!("{min}..{max}")])
            }
            (_, Kind::Number { .. }) => match text.parse::<f64>() {
                Ok(number) if number.is_finite() => Ok(number.into()),
                _ => Err(vec!["a number".into()]),
            },
            (_, Kind::Boolean) => {
                text.parse::<bool>().map(Value::from).map_err(|_| vec!["true".into(), "false".into()])
            }
            (_, Kind::Date | Kind::PartialDate) if !is_partial_date(text) => {
                Err(vec!["2016".into(), "2016-05".into(), "2016-05-20".into()])
            }
            (_, Kind::Closed(list)) if list.terms.iter().all(|term| term.code != text) => {
                Err(list.terms.iter().map(|term| term.code.to_owned()).collect())
            }
            _ => Ok(text.into()),
        }
    }
}
