//! Who replicated the innovations of a family, as the table of replications has it.

use std::collections::HashMap;

use inovasi_entity::replication;
use inovasi_index::{Index, Rows, TableIndex};
use serde_json::Value as Json;

use super::ask::Asked;
use super::kin::{Family, root_of};
use super::{Drawing, Kind, Line, Place};
use crate::dimension::named;
use crate::error::Error;
use crate::query::{Wanted, by_id};
use crate::row::Object;
use crate::snapshot::Snapshot;

/// Most replications of a family, the first by id: more than anybody has counted of one.
pub(super) const MOST_REPLICATIONS: usize = 10_000;

/// Draws the replications of some innovations that are asked for. One statement at most: for those whose words alone
/// say who replicates.
pub(super) async fn draw(
    snapshot: &Snapshot,
    asked: &Asked,
    family: &Family,
    drawing: &mut Drawing,
) -> Result<(), Error> {
    let index = snapshot.index.clone();
    let own = index.table("replication").ok_or_else(Error::internal)?;
    let innovations = index.table("innovation").ok_or_else(Error::internal)?;
    let rows = shown(own, asked, family.members.iter().filter_map(|id| innovations.ids.row(id)));
    let drawn = family.replicated(&index);
    // What a relation between innovations draws already is not drawn once more.
    let again = |row: &u32| {
        let original = own.reference("innovation_id", *row).map(|original| innovations.ids.id(original));
        let government = own.reference("agency_id", *row).and_then(|agency| root_of(&index, agency));
        original.zip(government).is_some_and(|(original, government)| drawn.contains(&(original.as_ref(), government)))
    };
    let rows: Vec<u32> = rows.iter().filter(|row| !again(row)).take(MOST_REPLICATIONS).collect();
    let places: Vec<Option<(Place, String)>> = rows.iter().map(|row| place(&index, own, *row, asked.english)).collect();
    let bare = rows.iter().zip(&places).filter(|(_, place)| place.is_none());
    let bare: Vec<String> = bare.map(|(row, _)| own.ids.id(*row).into_owned()).collect();
    let wanted = Wanted::only(["replicated_by", "count"]);
    let told: HashMap<String, Object> = by_id(snapshot, &replication::TABLE, bare, &wanted).await?;
    for (row, place) in rows.into_iter().zip(places) {
        let Some(original) = own.reference("innovation_id", row) else { continue };
        let (to, label) = place.unwrap_or_else(|| {
            let id = own.ids.id(row).into_owned();
            let label = told_label(told.get(&id), asked.english);
            ((Kind::Unnamed, id), label)
        });
        drawing.labels.insert(to.clone(), label);
        drawing.lines.push(Line {
            from: (Kind::Innovation, innovations.ids.id(original).into_owned()),
            to,
            kind: "replication",
            status: asked.statuses.iter().copied().find(|status| own.word("status", row) == Some(*status)),
            year: own.integer("year", row),
            km: own.integer("km", row),
        });
    }
    Ok(())
}

/// The replications of some innovations that are asked for.
fn shown(own: &TableIndex, asked: &Asked, innovations: impl Iterator<Item = u32>) -> Rows {
    let Some(of) = own.column("innovation_id") else { return Rows::new() };
    of.rows_of(innovations) & having(own, "status", &asked.statuses) & having(own, "internal", &asked.internal)
}

/// The rows that have any of some words in a column.
fn having(table: &TableIndex, column: &str, words: &[&str]) -> Rows {
    let Some(column) = table.column(column) else { return Rows::new() };
    column.rows_of(words.iter().filter_map(|word| column.word(word).ok()))
}

/// Who replicates, and what it is called: the agency that is named, else the region; None where only words say it.
fn place(index: &Index, own: &TableIndex, row: u32, english: bool) -> Option<(Place, String)> {
    let of = |kind: Kind, column: &str| {
        let named_row = own.reference(column, row)?;
        let id = index.table(kind.name())?.ids.id(named_row).into_owned();
        let name = index.names.row(kind.name(), named_row).map(|name| named(name, english));
        let label = name.filter(|name| !name.is_empty()).unwrap_or(&id).to_owned();
        Some(((kind, id), label))
    };
    of(Kind::Agency, "agency_id").or_else(|| of(Kind::Region, "region_id"))
}

/// Who replicates in a source's own words, with their number where it is known and the words leave it out.
fn told_label(row: Option<&Object>, english: bool) -> String {
    let words = row.and_then(|row| row.get("replicated_by")?.as_str()).filter(|words| !words.is_empty());
    let count = row.and_then(|row| row.get("count").and_then(Json::as_i64));
    match (words, count) {
        (Some(words), Some(count)) if !says(words, count) => format!("{words} ({count})"),
        (Some(words), _) => words.to_owned(),
        (None, Some(count)) if english => format!("{count} not named"),
        (None, Some(count)) => format!("{count} pihak yang tidak disebut namanya"),
        (None, None) if english => "not named".to_owned(),
        (None, None) => "pihak yang tidak disebut namanya".to_owned(),
    }
}

/// Whether a text has a number in digits, which may be set off in thousands.
fn says(text: &str, number: i64) -> bool {
    let plain = text.replace(['.', ','], "");
    plain.split(|c: char| !c.is_ascii_digit()).any(|digits| digits.parse::<i64>() == Ok(number))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::told_label;

    #[test]
    fn a_number_is_added_where_the_words_leave_it_out() {
        let label = |words: Option<&str>, count: Option<i64>, english| {
            told_label(json!({"replicated_by": words, "count": count}).as_object(), english)
        };
        assert_eq!(label(Some("15 pemerintah daerah lain"), Some(15), true), "15 pemerintah daerah lain");
        assert_eq!(label(Some("16 provinsi dan 8 kota"), Some(24), true), "16 provinsi dan 8 kota (24)");
        assert_eq!(label(Some("1.200 desa"), Some(1200), false), "1.200 desa");
        assert_eq!(label(Some("daerah lain"), None, false), "daerah lain");
        assert_eq!((label(None, Some(3), true), told_label(None, true)), ("3 not named".into(), "not named".into()));
    }
}
