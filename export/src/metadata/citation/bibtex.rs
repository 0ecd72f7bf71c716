//! BibTeX. `@misc`, since classic styles know no `@dataset`; biblatex reads both alike.

use inovasi_schema::Language;

use super::{Citation, PUBLISHER};

/// The months as BibTeX's own names, which styles write in their language.
const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

impl Citation {
    /// The citation as a BibTeX entry.
    #[must_use]
    pub fn bibtex(&self, language: Language) -> String {
        let date = self.day().map_or_else(
            || format!("  year = {{{}}},\n", escaped(&self.date)),
            |(year, month, _)| {
                let month = MONTHS.get(month as usize - 1).copied().unwrap_or("jan");
                format!("  year = {{{year}}},\n  month = {month},\n")
            },
        );
        // Doubled braces keep capitals and whole names: styles lower the one and would split the other.
        format!(
            "@misc{{{key},\n  author = {{{{{PUBLISHER}}}}},\n  title = {{{{{title}}}}},\n{date}  publisher = {{{{{PUBLISHER}}}}},\n  \
             version = {{{version}}},\n  language = {{{language}}},\n  url = {{{url}}},\n  note = {{{note}}},\n}}\n",
            key = self.key(),
            title = escaped(&self.title_in(language)),
            version = escaped(&self.version.text()),
            language = named(self.language(language)),
            url = address(&self.url),
            note = escaped(&self.note(language)),
        )
    }
}

/// A language as BibTeX's styles name it, where they have a name for it.
fn named(code: &str) -> String {
    match code {
        "id" => "indonesian".into(),
        "en" => "english".into(),
        other => escaped(other),
    }
}

/// A text as TeX sets it unaltered. Braces become commands: BibTeX counts them even behind a backslash.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '\\' => out.push_str("\\textbackslash{}"),
            '{' => out.push_str("\\textbraceleft{}"),
            '}' => out.push_str("\\textbraceright{}"),
            '~' => out.push_str("\\textasciitilde{}"),
            '^' => out.push_str("\\textasciicircum{}"),
            '<' => out.push_str("\\textless{}"),
            '>' => out.push_str("\\textgreater{}"),
            '|' => out.push_str("\\textbar{}"),
            '"' => out.push_str("\\textquotedbl{}"),
            '&' | '%' | '$' | '#' | '_' => {
                out.push('\\');
                out.push(letter);
            }
            other => out.push(other),
        }
    }
    out
}

/// An address stands as it is: styles set it with `\url`, which reads it verbatim. What would end it early is encoded.
fn address(url: &str) -> String {
    url.replace('\\', "%5C").replace('{', "%7B").replace('}', "%7D").replace(' ', "%20")
}
