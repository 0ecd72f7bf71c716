//! What a citation calls what it cites, in both languages.

use inovasi_entity::Table;
use inovasi_export::metadata::{About, title};
use serde_json::{Map, Value};

use super::address::Target;

/// Columns that hold what a row is called, the first that has something.
const NAMES: [&str; 3] = ["title", "name", "label"];

/// Parameters that choose no rows: they stand in the query, and make no title.
const SHAPES: [&str; 4] = ["lang", "sort", "fields", "include"];

/// Most characters of a filter in a title; the whole question stands in the query.
const LONGEST: usize = 200;

/// A title in the catalogue's own language and in English.
pub(super) type Title = (String, String);

/// The title of what an address is of. What is a part of the catalogue names the catalogue after it.
pub(super) fn of(target: &Target, named: Option<Title>, said: &[(String, String)], about: &About) -> Title {
    let (own, english) = (about.title.pick(about.own_language()), about.title.pick("en"));
    let Some((part, part_en)) = named.or_else(|| of_part(target)) else {
        return (own.to_owned(), english.to_owned());
    };
    let said = filters(said);
    (format!("{part}{said}, {own}"), format!("{part_en}{said}, {english}"))
}

fn of_part(target: &Target) -> Option<Title> {
    let both = |own: &str, english: &str| Some((own.to_owned(), english.to_owned()));
    match target {
        Target::Catalogue | Target::Releases | Target::Datasets => None,
        Target::List(table) | Target::Dataset(Some(table), _) => Some(of_list(table)),
        Target::Detail(table, id) => {
            let (own, english) = of_list(table);
            Some((format!("{own}: {id}"), format!("{english}: {id}")))
        }
        Target::Lineage(id) => Some(of_family(id)),
        Target::Stats => both("Statistik inovasi", "Counts of innovations"),
        Target::Summary => {
            both("Ringkasan pemenuhan kewajiban berinovasi", "Fulfilment of the duty to innovate in sums")
        }
        Target::Codelists => both("Daftar kode", "Codelists"),
        Target::Codelist(name) => Some((format!("Daftar kode {name}"), format!("Codelist {name}"))),
        Target::Dataset(None, file) => both(file, file),
        Target::Release(_, file) => file.as_ref().map(|file| (file.clone(), file.clone())),
    }
}

/// The title of a family, by what the innovation that it began with is called.
pub(super) fn of_family(label: &str) -> Title {
    (format!("Silsilah inovasi: {label}"), format!("The family of the innovation: {label}"))
}

fn of_list(table: &Table) -> Title {
    let title = title(table);
    (title.pick("id").to_owned(), title.pick("en").to_owned())
}

/// What a row is called; None for rows without a name.
pub(super) fn of_row(table: &Table, row: &Map<String, Value>) -> Option<Title> {
    let text = |name: &str| row.get(name).and_then(Value::as_str).filter(|text| !text.is_empty());
    let name = NAMES.into_iter().find(|name| table.column(name).is_some() && text(name).is_some())?;
    let own = text(name)?;
    let english = text(&format!("{name}_en")).unwrap_or(own);
    Some((own.to_owned(), english.to_owned()))
}

/// What was asked for, in words of the API: ` (sector=health, year=2016)`.
fn filters(said: &[(String, String)]) -> String {
    let choosing = said.iter().filter(|(name, _)| !SHAPES.contains(&name.as_str()));
    let mut said: Vec<String> = choosing.map(|(name, value)| format!("{name}={value}")).collect();
    if said.is_empty() {
        return String::new();
    }
    said.sort();
    let said = said.join(", ");
    let cut: String = said.chars().take(LONGEST).collect();
    if cut.len() < said.len() { format!(" ({cut}…)") } else { format!(" ({cut})") }
}
