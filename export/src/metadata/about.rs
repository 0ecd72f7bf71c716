//! What the documents are made of: a revision, what it holds, and where it is served.

use std::collections::BTreeMap;

use inovasi_entity::{Kind, Table, revision, table};
use inovasi_schema::History;
use serde_json::Value;

use super::words::Words;

/// Who publishes the catalogue: its maintainers, no person.
pub const PUBLISHER: &str = "Inovasi";

/// Licence of the program; the data have their own.
pub const CODE_LICENCE: &str = "MIT OR Apache-2.0";

/// A licence of the data.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Licence {
    /// Short name, `CC-BY-4.0`.
    pub name: String,
    /// Its text.
    pub path: Option<String>,
    /// Its title.
    pub title: Option<String>,
}

/// The country that the catalogue is of: the one region that stands above all others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// Name in the catalogue's own language.
    pub name: String,
    /// Name in English.
    pub name_en: Option<String>,
    /// ISO 3166 code of two letters.
    pub iso_code: Option<String>,
}

/// What a revision holds, as counted.
#[derive(Debug, Clone, Default)]
pub struct Holdings {
    /// Rows of each table, by singular name.
    pub rows: BTreeMap<&'static str, u64>,
    /// First and last year of the tables whose rows have one.
    pub years: BTreeMap<&'static str, (i64, i64)>,
    /// The country, if there is one.
    pub place: Option<Place>,
}

/// Everything that the documents say of a revision.
#[derive(Debug, Clone)]
pub struct About {
    /// Public address of the service, without a slash at its end.
    pub origin: String,
    /// Number of the revision.
    pub revision: i32,
    /// When its package was made, UTC.
    pub created: String,
    /// Name of the package.
    pub package: String,
    /// Version of the package.
    pub version: String,
    /// Title of the catalogue.
    pub title: Words,
    /// What it holds.
    pub description: Words,
    /// Licences of the data.
    pub licences: Vec<Licence>,
    /// Languages of the package, its own first.
    pub languages: Vec<String>,
    /// First and last year of the reckoning of the promise.
    pub compliance: Option<(i64, i64)>,
    /// Version of the release made of the revision.
    pub release: Option<String>,
    /// When the first revision of the catalogue was made, where that is told.
    pub first: Option<String>,
    /// The newest releases, each as the revision that it froze said of itself, the newest first.
    pub releases: Vec<About>,
    /// What it holds, as counted.
    pub holdings: Holdings,
    /// Address at which the operator is reached: a web address or `mailto:`.
    pub contact: Option<String>,
    /// Everything that the package says of itself but its resources.
    pub descriptor: Value,
}

/// The language of a package that states none, as BCP 47 has it.
const UNDETERMINED: &str = "und";

impl About {
    /// What a revision says of itself, and what was counted.
    #[must_use]
    pub fn new(revision: &revision::Model, holdings: Holdings, origin: &str) -> Self {
        let descriptor: Value = serde_json::from_str(&revision.descriptor).unwrap_or_default();
        let languages: Vec<String> = texts(&descriptor["languages"]);
        let own = languages.first().map_or(UNDETERMINED, String::as_str);
        let said = |key: &str| {
            let english = descriptor[format!("{key}_en")].as_str();
            Words::of([(own, descriptor[key].as_str()), ("en", english)])
        };
        let title = said("title");
        let year = |key: &str| descriptor[key].as_i64();
        Self {
            origin: origin.to_owned(),
            revision: revision.number,
            created: revision.created.clone(),
            package: revision.package.clone(),
            version: revision.package_version.clone(),
            // A package need not have a title; it has a name.
            title: if title.is_empty() { Words::of([(own, Some(revision.package.as_str()))]) } else { title },
            description: said("description"),
            licences: licences(&descriptor),
            compliance: year("compliance_from").zip(year("compliance_to")),
            release: None,
            first: None,
            releases: Vec::new(),
            holdings,
            contact: None,
            languages,
            descriptor,
        }
    }

    /// With the release that was made of the revision.
    #[must_use]
    pub fn with_release(self, release: Option<String>) -> Self {
        Self { release, ..self }
    }

    /// With what stands before the revision.
    #[must_use]
    pub fn with_history(self, history: &History) -> Self {
        let of_release = |(version, revision): &(String, revision::Model)| {
            // What an earlier revision held is not counted again.
            let same = revision.number == self.revision;
            let holdings = if same { self.holdings.clone() } else { Holdings::default() };
            let frozen = Self::new(revision, holdings, &self.origin);
            frozen.with_contact(self.contact.clone()).with_release(Some(version.clone()))
        };
        let releases = history.releases.iter().map(of_release).collect();
        Self { first: history.first.clone(), releases, ..self }
    }

    /// With the address at which the operator is reached.
    #[must_use]
    pub fn with_contact(self, contact: Option<String>) -> Self {
        Self { contact, ..self }
    }

    /// The package's own language; `und` where it states none.
    #[must_use]
    pub fn own_language(&self) -> &str {
        self.languages.first().map_or(UNDETERMINED, String::as_str)
    }

    /// The licences of the data, as people read them; None where none is stated.
    #[must_use]
    pub fn licence_text(&self) -> Option<String> {
        said(&self.licences)
    }

    /// An address of the service.
    pub(crate) fn at(&self, path: &str) -> String {
        format!("{}{path}", self.origin)
    }

    /// Address of a dataset's file.
    pub(crate) fn file(&self, name: &str) -> String {
        self.at(&format!("/v1/datasets/{name}"))
    }

    /// First and last year of the innovations and of the editions they competed in.
    pub(crate) fn years(&self) -> Option<(i64, i64)> {
        joined(["innovation", "edition"].iter().filter_map(|name| self.holdings.years.get(name).copied()))
    }

    /// First and last year that the rows of a table are of: their own, else those of the rows that each of them belongs
    /// to. A stage of a competition has no year, but its edition has.
    pub(crate) fn years_of(&self, of: &Table) -> Option<(i64, i64)> {
        if let Some(own) = self.holdings.years.get(of.name) {
            return Some(*own);
        }
        let targets = of.columns.iter().filter(|column| column.required).filter_map(|column| match column.kind {
            Kind::Reference(target) if target != of.name => table(target),
            _ => None,
        });
        joined(targets.filter_map(|target| self.years_of(target)))
    }

    /// Rows of a table.
    pub(crate) fn rows(&self, table: &Table) -> Option<u64> {
        self.holdings.rows.get(table.name).copied()
    }

    /// Both licences in one sentence a language.
    pub(crate) fn rights(&self) -> Words {
        let data: Vec<&str> = self.licences.iter().map(|licence| licence.name.as_str()).collect();
        let data = data.join(", ");
        let data = |none: &str| if data.is_empty() { none.to_owned() } else { data.clone() };
        Words::both(
            &format!("Data: {}. Kode program: {CODE_LICENCE}.", data("lisensi tidak dinyatakan")),
            &format!("Data: {}. Code of the program: {CODE_LICENCE}.", data("no licence is stated")),
        )
    }
}

impl Licence {
    fn read(said: &Value) -> Option<Self> {
        let text = |key: &str| said[key].as_str().map(str::to_owned);
        let name = text("name").or_else(|| text("title")).or_else(|| text("path"))?;
        Some(Self { name, path: text("path"), title: text("title") })
    }

    /// Its name, and where its text is.
    #[must_use]
    pub fn text(&self) -> String {
        let path = self.path.as_deref().filter(|path| *path != self.name);
        path.map_or_else(|| self.name.clone(), |path| format!("{}, {path}", self.name))
    }

    /// What it is called in full.
    #[must_use]
    pub fn label(&self) -> &str {
        self.title.as_deref().unwrap_or(&self.name)
    }
}

fn licences(descriptor: &Value) -> Vec<Licence> {
    descriptor["licenses"].as_array().into_iter().flatten().filter_map(Licence::read).collect()
}

fn said(licences: &[Licence]) -> Option<String> {
    let all: Vec<String> = licences.iter().map(Licence::text).collect();
    (!all.is_empty()).then(|| all.join("; "))
}

/// The licences that a revision's package states, as people read them; None where it states none.
#[must_use]
pub fn licence_text(revision: &revision::Model) -> Option<String> {
    let descriptor: Value = serde_json::from_str(&revision.descriptor).unwrap_or_default();
    said(&licences(&descriptor))
}

/// From the first to the last of some years.
fn joined(all: impl Iterator<Item = (i64, i64)>) -> Option<(i64, i64)> {
    all.reduce(|(first, last), (from, to)| (first.min(from), last.max(to)))
}

fn texts(value: &Value) -> Vec<String> {
    value.as_array().into_iter().flatten().filter_map(Value::as_str).map(str::to_owned).collect()
}
