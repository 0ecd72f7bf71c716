//! A citation as a line of text.

use inovasi_schema::Language;

use super::{Citation, PUBLISHER, Version, plain};

const MONTHS: [(&str, &str); 12] = [
    ("Januari", "January"),
    ("Februari", "February"),
    ("Maret", "March"),
    ("April", "April"),
    ("Mei", "May"),
    ("Juni", "June"),
    ("Juli", "July"),
    ("Agustus", "August"),
    ("September", "September"),
    ("Oktober", "October"),
    ("November", "November"),
    ("Desember", "December"),
];

impl Citation {
    /// The citation as a line: who, when, what, which version and where it is kept, how many rows, under which licence,
    /// where.
    #[must_use]
    pub fn text(&self, language: Language) -> String {
        let day = self.day();
        let year = day.map_or_else(|| self.date.clone(), |(year, ..)| year.to_string());
        let date = day.map_or_else(
            || self.date.clone(),
            |(year, month, day)| {
                let name = MONTHS.get(month as usize - 1).map_or("", |(own, english)| language.pick(own, english));
                format!("{day} {name} {year}")
            },
        );
        let version = match &self.version {
            Version::Release(version) => format!("{} {version}", language.pick("Rilis", "Release")),
            Version::Revision(number) => format!("{} {number}", language.pick("Revisi", "Revision")),
        };
        let kept = self.frozen().map(|url| format!(" ({url})")).unwrap_or_default();
        let rows = self.rows.map(|count| format!(", {}", rows(count, language))).unwrap_or_default();
        let licences: Vec<&str> = self.licences.iter().map(|licence| licence.name.as_str()).collect();
        let licences = if licences.is_empty() { String::new() } else { format!(" {}.", plain(&licences.join(", "))) };
        let kind = language.pick("kumpulan data", "data set");
        let title = self.title_in(language);
        format!("{PUBLISHER} ({year}). {title} [{kind}]. {version}{kept}, {date}{rows}.{licences} {}", self.url)
    }
}

/// A number of rows in words: `29.090 baris`, `29,090 rows`.
pub(super) fn rows(count: u64, language: Language) -> String {
    let digits = count.to_string();
    let mut grouped = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            grouped.push(language.pick('.', ','));
        }
        grouped.push(digit);
    }
    let unit = language.pick("baris", if count == 1 { "row" } else { "rows" });
    format!("{grouped} {unit}")
}
