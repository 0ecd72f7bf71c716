//! CSL-JSON, as citeproc, Zotero and Pandoc read it.

use inovasi_schema::Language;
use serde_json::{Value, json};

use super::{Citation, PUBLISHER, text};

impl Citation {
    /// The citation as an item of CSL-JSON; a document is an array of them.
    #[must_use]
    pub fn csl(&self, language: Language) -> Value {
        let issued = self.day().map_or_else(
            || json!({"literal": self.date}),
            |(year, month, day)| json!({"date-parts": [[year, month, day]]}),
        );
        let mut item = json!({
            "id": self.key(), "type": "dataset", "title": self.title_in(language),
            "author": [{"literal": PUBLISHER}], "publisher": PUBLISHER, "issued": issued,
            "version": self.version.text(), "URL": self.url, "language": self.language(language), "note": self.note(language),
        });
        if let Some(rows) = self.rows {
            item["dimensions"] = text::rows(rows, language).into();
        }
        item
    }
}
