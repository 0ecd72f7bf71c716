//! `CITATION.cff` of a release, Citation File Format 1.2.0.

use serde_json::Value;

use super::super::about::Licence;
use super::{PUBLISHER, plain};

/// What a `CITATION.cff` says.
#[derive(Debug, Clone)]
pub struct Cff<'a> {
    /// Title, in English: the format has no languages.
    pub title: &'a str,
    /// What the data are, in English.
    pub description: &'a str,
    /// Version of the release.
    pub version: &'a str,
    /// Day of the release: `2026-11-24`.
    pub date: &'a str,
    /// Where it is published, if that is known.
    pub url: Option<&'a str>,
    /// Licences of the data.
    pub licences: &'a [Licence],
    /// Words to find it by.
    pub keywords: &'a [&'a str],
}

impl Cff<'_> {
    /// The file.
    #[must_use]
    pub fn written(&self) -> String {
        let mut out = String::from("cff-version: 1.2.0\n");
        let mut line = |name: &str, value: &str| out.push_str(&format!("{name}: {}\n", quoted(value)));
        line("message", "If you use these data, please cite this release and its version.");
        line("type", "dataset");
        line("title", self.title);
        line("abstract", self.description);
        line("version", self.version);
        line("date-released", self.date);
        // The format takes names of SPDX, and else an address.
        let is_name = |licence: &&Licence| {
            licence.name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b".+-".contains(&byte))
        };
        match self.licences {
            [] => {}
            [only] if is_name(&only) => line("license", &only.name),
            [first, ..] if !self.licences.iter().all(|licence| is_name(&licence)) => {
                first.path.iter().for_each(|path| line("license-url", path));
            }
            several => {
                out.push_str("license:\n");
                out.extend(several.iter().map(|licence| format!("  - {}\n", quoted(&licence.name))));
            }
        }
        let mut line = |name: &str, value: &str| out.push_str(&format!("{name}: {}\n", quoted(value)));
        if let Some(url) = self.url {
            line("url", url);
        }
        // No alias: readers of the format cite it in place of the name.
        out.push_str(&format!("authors:\n  - name: {}\n", quoted(PUBLISHER)));
        if !self.keywords.is_empty() {
            out.push_str("keywords:\n");
            out.extend(self.keywords.iter().map(|word| format!("  - {}\n", quoted(word))));
        }
        out
    }
}

/// A text in double quotes: what JSON writes is YAML, too.
fn quoted(text: &str) -> String {
    Value::String(plain(text)).to_string()
}
