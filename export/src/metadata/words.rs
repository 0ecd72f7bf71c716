//! Texts in more than one language, and what tables are called.

use inovasi_entity::Table;
use serde_json::{Value, json};

/// A text in each of its languages, by their codes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Words(Vec<(String, String)>);

impl Words {
    /// The texts that are there; the first of a language counts.
    pub(crate) fn of<'a>(said: impl IntoIterator<Item = (&'a str, Option<&'a str>)>) -> Self {
        let mut words: Vec<(String, String)> = Vec::new();
        for (language, text) in said {
            if let Some(text) = text.filter(|text| !text.is_empty())
                && words.iter().all(|(other, _)| other != language)
            {
                words.push((language.to_owned(), text.to_owned()));
            }
        }
        Self(words)
    }

    /// A text of the program's own, in Indonesian and English.
    pub(crate) fn both(indonesian: &str, english: &str) -> Self {
        Self::of([("id", Some(indonesian)), ("en", Some(english))])
    }

    /// Whether no text is there.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The text in a language, else the first.
    #[must_use]
    pub fn pick(&self, language: &str) -> &str {
        let found = self.0.iter().find(|(code, _)| code == language).or_else(|| self.0.first());
        found.map_or("", |(_, text)| text)
    }

    /// As JSON-LD says it: a text with its language each.
    pub(crate) fn json(&self) -> Value {
        self.0.iter().map(|(language, text)| json!({"@language": language, "@value": text})).collect()
    }

    /// Each text followed by another, in the languages of this one.
    pub(crate) fn followed_by(&self, other: &Self) -> Self {
        let joined = |(language, text): &(String, String)| {
            let both = [text.as_str(), other.pick(language)].join(" ");
            (language.clone(), both.trim().to_owned())
        };
        Self(self.0.iter().map(joined).collect())
    }
}

/// What a table is called, by its singular name.
const TITLES: &[(&str, &str, &str)] = &[
    ("source", "Sumber katalog", "Sources of the catalogue"),
    ("regulation", "Peraturan tentang inovasi", "Regulations on innovation"),
    ("region", "Wilayah", "Regions"),
    ("region_code", "Kode wilayah", "Codes of regions"),
    ("region_alias", "Nama lain wilayah", "Other names of regions"),
    ("region_successor", "Pemekaran dan penggabungan wilayah", "Successors of regions"),
    ("region_boundary", "Batas wilayah", "Boundaries of regions"),
    ("agency", "Instansi", "Public agencies"),
    ("agency_successor", "Penerus instansi", "Successors of agencies"),
    ("innovation", "Inovasi pelayanan publik", "Public-service innovations"),
    ("innovation_relation", "Hubungan antarinovasi", "Relations between innovations"),
    ("competition", "Lomba inovasi", "Innovation competitions"),
    ("edition", "Edisi lomba inovasi", "Editions of innovation competitions"),
    ("edition_regulation", "Peraturan penyelenggaraan lomba", "Regulations of editions"),
    ("edition_stage", "Tahap seleksi lomba", "Stages of editions"),
    ("tier", "Tingkat penghargaan", "Tiers of awards"),
    ("tier_composition", "Susunan resmi tingkat penghargaan", "Official composition of tiers"),
    ("award", "Hasil lomba inovasi", "Results of innovation competitions"),
    ("outcome", "Hasil terukur inovasi", "Measured outcomes of innovations"),
    ("replication", "Replikasi inovasi", "Replications of innovations"),
    ("index_score", "Skor indeks inovasi wilayah", "Innovation index scores of regions"),
    ("mandate", "Kewajiban berinovasi", "Duties to innovate"),
    ("code", "Daftar kode", "Codelists"),
    ("evidence", "Bukti", "Evidence"),
    ("compliance_row", "Pemenuhan kewajiban berinovasi", "Fulfilment of the duty to innovate"),
    ("coverage", "Kelengkapan katalog", "Completeness of the catalogue"),
];

/// What a table is called, in Indonesian and English.
#[must_use]
pub fn title(table: &Table) -> Words {
    match TITLES.iter().find(|(name, ..)| *name == table.name) {
        Some((_, indonesian, english)) => Words::both(indonesian, english),
        None => Words::both(table.plural, table.plural),
    }
}

/// What a row of a table is.
pub(crate) fn description(table: &Table) -> Words {
    Words::both(table.description, table.description_en)
}

/// What the catalogue is found by.
pub(crate) const KEYWORDS: &[(&str, &str)] = &[
    ("inovasi", "innovation"),
    ("pelayanan publik", "public services"),
    ("instansi pemerintah", "public agencies"),
    ("data terbuka", "open data"),
];

/// What a table, or all of them, is found by: one text a language each.
pub(crate) fn keywords(table: Option<&Table>) -> Vec<Words> {
    let mut words: Vec<Words> = KEYWORDS.iter().map(|(indonesian, english)| Words::both(indonesian, english)).collect();
    if let Some(table) = table {
        let title = title(table);
        words.push(Words::both(&title.pick("id").to_lowercase(), &title.pick("en").to_lowercase()));
    }
    words
}

#[cfg(test)]
mod tests {
    use inovasi_entity::all_tables;

    use super::{TITLES, Words};

    #[test]
    fn every_table_has_a_title_in_both_languages() {
        for table in all_tables() {
            assert!(TITLES.iter().any(|(name, ..)| *name == table.name), "{}", table.name);
        }
        assert_eq!(TITLES.len(), all_tables().count());
    }

    #[test]
    fn an_english_catalogue_says_its_title_once() {
        let words = Words::of([("en", Some("Innovations")), ("en", Some("The innovations"))]);
        assert_eq!((words.pick("id"), words.pick("en")), ("Innovations", "Innovations"));
    }
}
