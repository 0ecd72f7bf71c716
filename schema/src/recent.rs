//! What changed last: the innovations in the order in which readers of news want them.

use inovasi_entity::{Column, Kind, innovation};

use crate::cursor::Direction;
use crate::error::{Error, ParameterError};
use crate::filter::{filter, filters};
use crate::include;
use crate::list::check;
use crate::question::{LONGEST_NAME, Question};
use crate::snapshot::Snapshot;
use crate::{Code, Page, query};

/// What is taken beside the filters of innovations.
pub const RECENT_CONTROLS: &[&str] = &["q", "limit", "cursor", "lang"];

/// Most entries at once.
pub const MOST_RECENT: u64 = 100;

/// The column that tells when a row changed; it is in the index, but in no declaration.
pub(crate) static UPDATED: Column = Column {
    name: "updated_at",
    kind: Kind::Text,
    required: true,
    description: "Saat (UTC) paket data yang terakhir mengubah baris ini dibuat.",
    description_en: "Instant (UTC) at which the package that last changed the row was created.",
};

/// Innovations, the newest change first, each with its agency; filtered as their list is.
///
/// # Errors
/// Every fault of the request at once, in the words of the list; `unavailable`.
pub async fn recent(snapshot: &Snapshot, pairs: &[(String, String)]) -> Result<Page, Error> {
    let table = &innovation::TABLE;
    let (foreign, own): (Vec<_>, Vec<_>) = pairs.iter().cloned().partition(|(name, _)| is_foreign(name));
    let (mut question, mut shape) = Question::of_pairs(table, &own);
    let allowed: Vec<String> =
        RECENT_CONTROLS.iter().copied().chain(filters(table).map(|column| column.name)).map(str::to_owned).collect();
    for (name, _) in foreign {
        let fault = ParameterError::unknown(&name, "is no parameter of this feed", &allowed);
        question.faults.push((Code::UnknownParameter, fault));
    }
    // The list's own words on a wrong limit name the list's bounds.
    question.faults.retain(|(_, fault)| fault.parameter != "limit" || fault.allowed.is_empty());
    for (_, value) in own.iter().filter(|(name, _)| name == "limit") {
        if !value.parse().is_ok_and(|limit: u64| (1..=MOST_RECENT).contains(&limit)) {
            question.faults.push(crate::list::wrong("limit", value, &[format!("1..{MOST_RECENT}")]));
        }
    }
    question.newest = true;
    shape.include = Some("agency".into());
    let (checked, shape) = check(snapshot, table, question, &shape).await?;
    let mut page = query::page(snapshot, table, &checked, true).await?;
    include::add(snapshot, table, &mut page.rows, &shape.include).await?;
    let cursor = |place: Option<&crate::cursor::Place>, direction| Some(place?.encode(&checked.binding, direction));
    Ok(Page {
        next: cursor(page.places.last().filter(|_| page.after), Direction::Forward),
        previous: cursor(page.places.first().filter(|_| page.before), Direction::Backward),
        rows: page.rows,
        facets: Vec::new(),
        total: page.total.unwrap_or(0),
        limit: checked.limit,
        said: pairs.iter().filter(|(name, _)| name != "cursor").cloned().collect(),
        coverage: serde_json::Value::Null,
    })
}

/// Whether a name is none of the feed's: its list would name what the feed does not take.
fn is_foreign(name: &str) -> bool {
    // A name that is too long to be any is told so as every list tells it.
    let known = RECENT_CONTROLS.contains(&name) || filter(&innovation::TABLE, name).is_some();
    !known && name.chars().count() <= LONGEST_NAME
}
