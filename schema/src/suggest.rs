//! Suggestions while somebody types: regions, agencies and innovations whose names begin so, one wrong letter forgiven.

use inovasi_entity::Table;
use inovasi_index::{Key, Name, Rows, Search, TableIndex, walk};
use inovasi_lexicon::{normalized, tokens};
use serde_json::Value as Json;

use crate::dimension::named;
use crate::error::{Code, Error, ParameterError};
use crate::list::{check_lang, fault, wrong};
use crate::query::{Wanted, by_id};
use crate::question::LONGEST_SEARCH;
use crate::snapshot::Snapshot;

/// Kinds of suggestions, in the order of equals.
pub const SUGGESTED: &[&str] = &["region", "agency", "innovation"];

/// Most suggestions.
pub const MOST_SUGGESTIONS: u64 = 50;

/// Suggestions if nothing is said.
pub const DEFAULT_SUGGESTIONS: u64 = 10;

/// Rows of a kind that are weighed; those beyond it are told by more letters.
const WEIGHED: usize = 500;

/// Letters that a word needs before a wrong one is forgiven.
const FORGIVEN: usize = 4;

/// One suggestion.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suggestion {
    /// `region`, `agency` or `innovation`.
    pub kind: &'static str,
    /// Id of the row.
    pub id: String,
    /// What it is called.
    pub label: String,
    /// Where it is.
    pub region_id: Option<String>,
}

/// What was said of suggestions.
#[derive(Debug, Default)]
pub(crate) struct SuggestQuestion {
    pub(crate) q: Option<String>,
    pub(crate) kinds: Vec<String>,
    pub(crate) limit: Option<(&'static str, String)>,
    pub(crate) lang: Option<String>,
    pub(crate) faults: Vec<(Code, ParameterError)>,
}

/// Parameters of suggestions.
pub const SUGGEST_PARAMETERS: &[&str] = &["q", "kind", "limit", "lang"];

/// Suggestions for a query string's pairs.
///
/// # Errors
/// Every fault of the request at once.
pub async fn suggest(snapshot: &Snapshot, pairs: &[(String, String)]) -> Result<Vec<Suggestion>, Error> {
    let mut question = SuggestQuestion::default();
    for (place, (name, value)) in pairs.iter().enumerate() {
        if SUGGEST_PARAMETERS.contains(&name.as_str()) && pairs[..place].iter().any(|(other, _)| other == name) {
            question.faults.push((Code::InvalidParameter, fault(name, "is there twice", &[], None)));
        }
        match name.as_str() {
            "q" => question.q = Some(value.clone()),
            "kind" => question.kinds = value.split(',').map(str::to_owned).collect(),
            "limit" => question.limit = Some(("limit", value.clone())),
            "lang" => question.lang = Some(value.clone()),
            _ => {
                let Error { code, errors, .. } = Error::unknown(name, SUGGEST_PARAMETERS);
                question.faults.extend(errors.into_iter().map(|error| (code, error)));
            }
        }
    }
    answer(snapshot, question).await
}

/// Suggestions for what was said.
pub(crate) async fn answer(snapshot: &Snapshot, question: SuggestQuestion) -> Result<Vec<Suggestion>, Error> {
    let SuggestQuestion { q, kinds, limit, lang, mut faults } = question;
    let english = check_lang(snapshot, lang.as_deref(), &mut faults);
    let allowed: Vec<String> = SUGGESTED.iter().map(|kind| (*kind).to_owned()).collect();
    for kind in kinds.iter().filter(|kind| !allowed.contains(kind)) {
        faults.push(wrong("kind", kind, &allowed));
    }
    let limit = match limit.as_ref().map(|(name, limit)| (name, limit, limit.parse())) {
        None => DEFAULT_SUGGESTIONS,
        Some((_, _, Ok(limit @ 1..=MOST_SUGGESTIONS))) => limit,
        Some((name, said, _)) => {
            faults.push(wrong(name, said, &[format!("1..{MOST_SUGGESTIONS}")]));
            DEFAULT_SUGGESTIONS
        }
    };
    let q = q.unwrap_or_default();
    if q.contains('\0') {
        faults.push(wrong("q", &q, &["text without NUL".into()]));
    }
    let words: Vec<String> = tokens(&q).into_iter().map(|token| token.form).collect();
    if words.is_empty() || words.len() > 30 || q.chars().count() > LONGEST_SEARCH {
        let allowed = format!("one to thirty words, at most {LONGEST_SEARCH} characters");
        faults.push(wrong("q", &q, &[allowed]));
    }
    if !faults.is_empty() {
        return Err(Error::of(faults));
    }
    let mut weighed = Vec::new();
    for (order, kind) in (0..).zip(SUGGESTED).filter(|(_, kind)| kinds.is_empty() || kinds.iter().any(|k| k == *kind)) {
        let Some(table) = inovasi_entity::table(kind) else { continue };
        for (weight, suggestion) in of_kind(snapshot, table, kind, &words, english).await? {
            weighed.push((std::cmp::Reverse(weight), order, suggestion.label.chars().count(), suggestion));
        }
    }
    weighed.sort_by(|a, b| (a.0, a.1, a.2, &a.3.id).cmp(&(b.0, b.1, b.2, &b.3.id)));
    let limit = usize::try_from(limit).unwrap_or(usize::MAX);
    Ok(weighed.into_iter().take(limit).map(|(.., suggestion)| suggestion).collect())
}

/// The suggestions of one kind, each with its weight: 3 for the very name, 2 for a name that begins so, 1 for words
/// that begin so, 0 for those with a wrong letter.
async fn of_kind(
    snapshot: &Snapshot,
    table: &'static Table,
    kind: &'static str,
    words: &[String],
    english: bool,
) -> Result<Vec<(u8, Suggestion)>, Error> {
    let index = snapshot.index.clone();
    let own = index.table(kind).ok_or_else(Error::internal)?;
    let text = words.join(" ");
    let exact = begun(&own.search, own, words, false);
    let near = if exact.is_empty() { begun(&own.search, own, words, true) } else { Rows::new() };
    let whole = own.search.whole(&text);
    let order = own.column("year").map(|year| Key { column: Some(year), descending: true });
    let keys: Vec<Key<'_>> = order.into_iter().chain([Key { column: None, descending: false }]).collect();
    let mut rows = walk(&whole, &keys, None, false, WEIGHED);
    for row in walk(&(exact | near), &keys, None, false, WEIGHED) {
        if !whole.contains(row) {
            rows.push(row);
        }
    }
    let names = names(snapshot, table, own, kind, &rows).await?;
    let places = own.column("region_id");
    let regions = index.table("region");
    let place = |row: u32| {
        if kind == "region" {
            return Some(own.ids.id(row).into_owned());
        }
        let region = places.and_then(|places| places.ranks(row).next())?;
        regions.map(|regions| regions.ids.id(region).into_owned())
    };
    let weigh = |row: u32, name: &Name| {
        let called = || [&name.label].into_iter().chain(&name.label_en).chain(&name.others);
        if whole.contains(row) {
            3
        } else if called().any(|name| normalized(name).starts_with(&text)) {
            2
        } else {
            u8::from(words.iter().all(|word| called().any(|name| has(name, word))))
        }
    };
    let suggestion = |(row, name): (&u32, &Name)| {
        let label = named(name, english).to_owned();
        let id = own.ids.id(*row).into_owned();
        (weigh(*row, name), Suggestion { kind, id, label, region_id: place(*row) })
    };
    Ok(rows.iter().zip(&names).map(suggestion).collect())
}

fn has(name: &str, beginning: &str) -> bool {
    tokens(name).iter().any(|token| token.form.starts_with(beginning))
}

/// The rows whose names have every word, or a longer one that begins so.
fn begun(search: &Search, own: &TableIndex, words: &[String], near: bool) -> Rows {
    let mut rows = own.all.clone();
    for word in words {
        rows &= search.begun(word, near && word.chars().count() >= FORGIVEN);
    }
    rows
}

/// What rows are called: innovations by title and short name, which are in the database alone.
async fn names(
    snapshot: &Snapshot,
    table: &'static Table,
    own: &TableIndex,
    kind: &str,
    rows: &[u32],
) -> Result<Vec<Name>, Error> {
    if kind != "innovation" {
        let name = |row: &u32| snapshot.index.names.row(table.name, *row).cloned().unwrap_or_default();
        return Ok(rows.iter().map(name).collect());
    }
    let ids: Vec<String> = rows.iter().map(|row| own.ids.id(*row).into_owned()).collect();
    let wanted = Wanted::only(["title", "title_en", "short_name"]);
    let found = by_id(snapshot, table, ids, &wanted).await?;
    let name = |row: &u32| {
        let Some(object) = found.get(own.ids.id(*row).as_ref()) else { return Name::default() };
        let text = |name: &str| object.get(name).and_then(Json::as_str).map(str::to_owned);
        let title = text("title").unwrap_or_default();
        let short = text("short_name");
        let within = |short: &String| normalized(&title).contains(&normalized(short));
        let with = |title: String| match short.as_ref().filter(|short| !within(short)) {
            Some(short) => format!("{short}: {title}"),
            None => title,
        };
        Name {
            label: with(title.clone()),
            label_en: text("title_en").map(with),
            others: [Some(title.clone()), short.clone()].into_iter().flatten().collect(),
        }
    };
    Ok(rows.iter().map(name).collect())
}
