//! RIS, as EndNote, Mendeley and Zotero read it: a tag a line, lines ended by CR and LF.

use inovasi_schema::Language;

use super::{Citation, PUBLISHER, plain};

impl Citation {
    /// The citation as a record of RIS.
    #[must_use]
    pub fn ris(&self, language: Language) -> String {
        let (year, date) = self.day().map_or_else(
            || (self.date.clone(), self.date.clone()),
            |(year, month, day)| (year.to_string(), format!("{year:04}/{month:02}/{day:02}/")),
        );
        let lines = [
            ("TY", "DATA".to_owned()),
            ("AU", PUBLISHER.to_owned()),
            ("TI", self.title_in(language)),
            ("PY", year),
            ("DA", date),
            ("PB", PUBLISHER.to_owned()),
            ("ET", self.version.text()),
            ("LA", self.language(language).to_owned()),
            ("N1", self.note(language)),
            ("UR", self.url.clone()),
            ("ID", self.key()),
        ];
        let mut out: String = lines.iter().map(|(tag, value)| format!("{tag}  - {}\r\n", plain(value))).collect();
        out.push_str("ER  - \r\n");
        out
    }
}
