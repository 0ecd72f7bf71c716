//! Citations: what was asked, of which version, as people and their reference managers write it. Nothing here knows the
//! clock: every date is the day on which the package of the revision was made, of a release too.

mod bibtex;
mod cff;
mod csl;
mod ris;
mod text;

use inovasi_schema::Language;
use sha2::{Digest, Sha256};

pub use cff::Cff;

use super::about::Licence;

pub use super::about::PUBLISHER;

/// Which state of the catalogue is cited.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Version {
    /// A release: frozen, to be had under its version for ever.
    Release(String),
    /// A revision of which no release was made.
    Revision(i32),
}

impl Version {
    /// The version as programs read it: that of a release, or `revision N`.
    #[must_use]
    pub fn text(&self) -> String {
        match self {
            Self::Release(version) => version.clone(),
            Self::Revision(number) => format!("revision {number}"),
        }
    }
}

/// A citation.
#[derive(Debug, Clone)]
pub struct Citation {
    /// What is cited, in the catalogue's own language.
    pub title: String,
    /// What is cited, in English.
    pub title_en: String,
    /// The state of the catalogue.
    pub version: Version,
    /// Day on which that state was made: `2026-11-24`.
    pub date: String,
    /// Rows of the answer, where there are rows.
    pub rows: Option<u64>,
    /// Licences of the data.
    pub licences: Vec<Licence>,
    /// The catalogue's own language, by its code.
    pub language: String,
    /// Where the release is kept, absolute: what is asked again at [`Self::url`] may be answered from a later one.
    pub release_url: Option<String>,
    /// What was asked: path and parameters in their normal order.
    pub query: String,
    /// Where it can be asked again, absolute.
    pub url: String,
}

/// A form of writing a citation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// A line of text.
    Text,
    /// BibTeX.
    Bibtex,
    /// CSL-JSON.
    Csl,
    /// RIS.
    Ris,
}

impl Form {
    /// All forms.
    pub const ALL: [Self; 4] = [Self::Text, Self::Bibtex, Self::Csl, Self::Ris];

    /// Its name, as `format` takes it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Bibtex => "bibtex",
            Self::Csl => "csl",
            Self::Ris => "ris",
        }
    }

    /// Its media type.
    #[must_use]
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Text => "text/plain; charset=utf-8",
            Self::Bibtex => "application/x-bibtex; charset=utf-8",
            Self::Csl => "application/vnd.citationstyles.csl+json",
            Self::Ris => "application/x-research-info-systems; charset=utf-8",
        }
    }

    /// What its files' names end in.
    #[must_use]
    pub fn extension(self) -> &'static str {
        match self {
            Self::Text => "txt",
            Self::Bibtex => "bib",
            Self::Csl => "json",
            Self::Ris => "ris",
        }
    }
}

impl Citation {
    /// The citation in a form, as a whole document.
    #[must_use]
    pub fn written(&self, form: Form, language: Language) -> String {
        match form {
            Form::Text => self.text(language) + "\n",
            Form::Bibtex => self.bibtex(language),
            Form::Csl => format!("{:#}\n", serde_json::Value::Array(vec![self.csl(language)])),
            Form::Ris => self.ris(language),
        }
    }

    /// A name for the citation, of letters, digits and hyphens: the same question of the same version has the same,
    /// another has another.
    #[must_use]
    pub fn key(&self) -> String {
        let asked = self.query.split('?').next().unwrap_or_default().trim_start_matches("/v1");
        let mut slug = String::new();
        for letter in asked.chars().take(LONGEST_SLUG) {
            if letter.is_ascii_alphanumeric() {
                slug.push(letter.to_ascii_lowercase());
            } else if !slug.is_empty() && !slug.ends_with('-') {
                slug.push('-');
            }
        }
        let slug = if slug.is_empty() { "catalogue" } else { slug.trim_end_matches('-') };
        let version = self.version.text().replace([' ', '.'], "-");
        let hash = inovasi_entity::hex(Sha256::digest(&self.query).iter().take(3));
        format!("inovasi-{slug}-{version}-{hash}")
    }

    /// Code of the language of the title.
    fn language(&self, language: Language) -> &str {
        language.pick(&self.language, "en")
    }

    fn title_in(&self, language: Language) -> String {
        plain(language.pick(&self.title, &self.title_en))
    }

    /// Year, month and day.
    fn day(&self) -> Option<(i32, u32, u32)> {
        let mut parts = self.date.splitn(3, '-');
        let mut part = || parts.next()?.parse::<u32>().ok();
        let (year, month, day) = (part()?, part()?, part()?);
        (1..=12).contains(&month).then_some((i32::try_from(year).ok()?, month, day))
    }

    /// What is said beside the fields that every form has: rows, where the release is kept, licences.
    fn note(&self, language: Language) -> String {
        let rows = self.rows.map(|rows| text::rows(rows, language));
        let release = self.frozen().map(|url| format!("{}: {url}", language.pick("Rilis", "Release")));
        let name = language.pick("Lisensi", "Licence");
        let licences = self.licences.iter().map(|licence| format!("{name}: {}", licence.text()));
        rows.into_iter().chain(release).chain(licences).collect::<Vec<_>>().join(". ")
    }

    /// Where the release is kept, where the address that is cited is no part of it.
    fn frozen(&self) -> Option<&str> {
        self.release_url.as_deref().filter(|release| !self.url.starts_with(release))
    }
}

/// Most characters of a path that a name shows.
const LONGEST_SLUG: usize = 60;

/// A text on one line, without characters that no reader shows.
pub(crate) fn plain(text: &str) -> String {
    let spaced: String = text.chars().map(|letter| if letter.is_control() { ' ' } else { letter }).collect();
    spaced.split_whitespace().collect::<Vec<_>>().join(" ")
}
