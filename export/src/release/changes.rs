//! The change log of a release against the one before: as data, and in words.

use std::io::{self, Write};

use inovasi_entity::{ChangeOperation, TABLES, Table, Term};
use inovasi_schema::{Error, Language, NetChange, Release, Snapshot, net_changes};
use sea_orm::ActiveEnum;
use serde_json::{Map, Value as Json, json};

/// Name of the file of changes as data: a JSON object a line.
pub const CHANGE_ROWS: &str = "changes.ndjson";

/// Name of the file of changes in words.
pub const CHANGES: &str = "CHANGES.md";

/// Rows that the words name of each table and kind of change; the data have all.
const MOST_NAMED: usize = 50;

/// Kinds of changes, with the words for them.
const KINDS: &[Term] = ChangeOperation::VOCABULARY.terms;

/// Why the changes are not told.
#[derive(Debug, thiserror::Error)]
pub enum Untold {
    /// The database does not answer.
    #[error(transparent)]
    Query(#[from] Error),
    /// The file cannot be written.
    #[error("the change log cannot be written: {0}")]
    Write(#[from] io::Error),
}

/// What the words tell of a table: of each kind of change how many, and the first of them.
struct Told {
    table: &'static Table,
    kinds: Vec<(&'static Term, u64, Vec<NetChange>)>,
}

/// Writes the changes of a snapshot's revision since a release as data, in the order of tables and ids, and gives them in
/// words, with their number. Without a release before there are none.
///
/// # Errors
/// If the database does not answer, or the file cannot be written.
pub async fn changes(
    snapshot: &Snapshot,
    version: &str,
    before: Option<&Release>,
    data: &mut (impl Write + Send),
) -> Result<(String, u64), Untold> {
    let mut all = Vec::new();
    if let Some(before) = before {
        for table in TABLES {
            all.push(of_table(snapshot, table, before.revision, data).await?);
        }
    }
    data.flush()?;
    let count = all.iter().flat_map(|told| &told.kinds).map(|(_, count, _)| count).sum();
    let mut words =
        String::from("# Perubahan · Changes\n\n[Bahasa Indonesia](#bahasa-indonesia) · [English](#english)\n");
    for language in Language::ALL {
        let heading = language.pick("Bahasa Indonesia", "English");
        words += &format!("\n## {heading}\n\n");
        match before {
            None => words += &first(version, language),
            Some(before) => words += &in_words(snapshot, version, before, &all, language),
        }
    }
    Ok((words, count))
}

async fn of_table(
    snapshot: &Snapshot,
    table: &'static Table,
    since: i32,
    data: &mut (impl Write + Send),
) -> Result<Told, Untold> {
    let mut told = Told { table, kinds: KINDS.iter().map(|kind| (kind, 0, Vec::new())).collect() };
    let mut after: Option<String> = None;
    while let Some((changes, last)) = net_changes(snapshot, table, since, after.as_deref()).await? {
        for change in changes {
            serde_json::to_writer(&mut *data, &line(table, &change)).map_err(io::Error::from)?;
            data.write_all(b"\n")?;
            let code = change.operation.to_value();
            let of_kind = told.kinds.iter_mut().find(|(kind, ..)| kind.code == code);
            if let Some((_, count, named)) = of_kind {
                *count += 1;
                if named.len() < MOST_NAMED {
                    named.push(change);
                }
            }
        }
        after = Some(last);
    }
    Ok(told)
}

/// A change as data, with the names that `/v1/changes` has.
fn line(table: &Table, change: &NetChange) -> Json {
    json!({
        "table": table.name, "id": change.id, "op": change.operation.to_value(), "columns": change.columns,
        "row": change.row, "merged_into": change.merged_into,
    })
}

fn first(version: &str, language: Language) -> String {
    language.pick(
        format!("Rilis {version} adalah rilis pertama: tidak ada rilis sebelumnya untuk dibandingkan.\n"),
        format!("Release {version} is the first one: there is none before it to compare with.\n"),
    )
}

fn in_words(snapshot: &Snapshot, version: &str, before: &Release, all: &[Told], language: Language) -> String {
    let (now, then) = (snapshot.revision().number, before.revision);
    let mut words = language.pick(
        format!("Rilis {version} (revisi {now}) dibandingkan dengan rilis {} (revisi {then}).", before.version),
        format!("Release {version} (revision {now}) compared with release {} (revision {then}).", before.version),
    );
    let any = |told: &&Told| told.kinds.iter().any(|(_, count, _)| *count > 0);
    let touched: Vec<&Told> = all.iter().filter(any).collect();
    if touched.is_empty() {
        words += language.pick(" Tidak ada baris yang berubah.\n", " No row changed.\n");
        return words;
    }
    words += &language.pick(
        format!(" Semua perubahan ada sebagai data di `{CHANGE_ROWS}`.\n\n"),
        format!(" All changes are there as data in `{CHANGE_ROWS}`.\n\n"),
    );
    let names: Vec<String> = KINDS.iter().map(|kind| language.pick(kind.label, kind.label_en).to_lowercase()).collect();
    words += &format!("| {} | {} |\n|---|---:|---:|---:|---:|\n", language.pick("tabel", "table"), names.join(" | "));
    for told in &touched {
        let counts: Vec<String> = told.kinds.iter().map(|(_, count, _)| count.to_string()).collect();
        words += &format!("| `{}` | {} |\n", told.table.plural, counts.join(" | "));
    }
    for told in touched {
        words += &format!(
            "\n### {}\n\n{}\n",
            told.table.plural,
            language.pick(told.table.description, told.table.description_en)
        );
        for (kind, count, named) in told.kinds.iter().filter(|(_, count, _)| *count > 0) {
            words += &format!("\n#### {} ({count})\n\n", language.pick(kind.label, kind.label_en));
            for change in named {
                words += &said(change, language);
            }
            let left = count - named.len() as u64;
            if left > 0 {
                words += &language.pick(format!("- dan {left} lagi\n"), format!("- and {left} more\n"));
            }
        }
    }
    words
}

/// One row in words: its id, what it is called, which columns differ, what it is part of now.
fn said(change: &NetChange, language: Language) -> String {
    let mut words = format!("- `{}`", change.id);
    if let Some(called) = called(&change.row, language) {
        words += &format!(": {called}");
    }
    if !change.columns.is_empty() {
        let columns: Vec<String> = change.columns.iter().map(|name| format!("`{name}`")).collect();
        words += &format!(" ({})", columns.join(", "));
    }
    if let Some(other) = &change.merged_into {
        words += &format!(" → `{other}`");
    }
    words + "\n"
}

/// What a row is called, on one line and without what Markdown would read as its own.
fn called(row: &Map<String, Json>, language: Language) -> Option<String> {
    let text = |name: String| row.get(&name).and_then(Json::as_str).filter(|text| !text.is_empty());
    let names = ["title", "name", "label"];
    let in_english = || names.iter().find_map(|name| text(format!("{name}_en")));
    let own = || names.iter().find_map(|name| text((*name).to_owned()));
    let called = language.pick(None, in_english()).or_else(own)?;
    let plain = called.split_whitespace().collect::<Vec<_>>().join(" ");
    Some(plain.chars().flat_map(|one| if "\\`*_[]<>#|".contains(one) { vec!['\\', one] } else { vec![one] }).collect())
}
