//! The codebook: what every table, column and code means, for people; Markdown, made of the tables' declarations.

use std::fmt::Write;

use inovasi_entity::{CellKind, Field, Kind, Role, Table, all_tables, fields, table};
use inovasi_schema::Language;
use serde_json::Value;

use super::about::About;
use super::codebook_words::{NOT_CLAIMED, READING};
use super::words::{description, title};

/// The codebook of a revision in a language. `codelists` is every codelist with its codes, as `inovasi_schema::codelists`
/// gives them.
#[must_use]
pub fn codebook(about: &About, codelists: &[Value], language: Language) -> String {
    let mut book = Book { text: String::new(), language, about };
    book.head();
    book.heading("Cara membaca berkas", "How to read the files");
    book.bullets(READING);
    book.heading("Yang tidak dinyatakan katalog ini", "What the catalogue does not claim");
    book.bullets(NOT_CLAIMED);
    book.heading("Tabel", "Tables");
    book.contents();
    for table in all_tables() {
        book.table(table);
    }
    book.heading("Daftar kode", "Codelists");
    for list in codelists {
        book.codelist(list);
    }
    book.text
}

struct Book<'a> {
    text: String,
    language: Language,
    about: &'a About,
}

impl Book<'_> {
    fn say<'b>(&self, indonesian: &'b str, english: &'b str) -> &'b str {
        self.language.pick(indonesian, english)
    }

    fn line(&mut self, line: &str) {
        self.text.push_str(line);
        self.text.push('\n');
    }

    fn heading(&mut self, indonesian: &str, english: &str) {
        let heading = format!("\n## {}\n", self.say(indonesian, english));
        self.line(&heading);
    }

    fn bullets(&mut self, all: &[(&str, &str)]) {
        for (indonesian, english) in all {
            let bullet = format!("- {}", self.say(indonesian, english));
            self.line(&bullet);
        }
    }

    /// A row of a table of Markdown.
    fn row<'b>(&mut self, cells: impl IntoIterator<Item = &'b str>) {
        let cells: Vec<String> = cells.into_iter().map(cell).collect();
        self.line(&format!("| {} |", cells.join(" | ")));
    }

    fn header<const N: usize>(&mut self, cells: [&str; N]) {
        self.row(cells);
        self.line(&format!("|{}", "---|".repeat(N)));
    }

    fn head(&mut self) {
        let code = self.language.code();
        let (title, what) = (self.about.title.pick(code).to_owned(), self.about.description.pick(code).to_owned());
        let book = self.say("Buku kode", "Codebook");
        self.line(&format!("# {book}: {title}\n"));
        if !what.is_empty() {
            self.line(&format!("{what}\n"));
        }
        let about = self.about;
        self.header([self.say("hal", "what"), self.say("nilai", "value")]);
        self.row([self.say("paket", "package"), &format!("{} {}", about.package, about.version)]);
        self.row([self.say("revisi", "revision"), &about.revision.to_string()]);
        self.row([self.say("dibuat", "made"), &about.created]);
        if let Some(release) = &about.release {
            self.row([self.say("rilis", "release"), release]);
        }
        if let Some((first, last)) = about.compliance {
            self.row([self.say("tahun kewajiban", "years of the promise"), &format!("{first}–{last}")]);
        }
        self.row([self.say("lisensi", "licence"), about.rights().pick(code)]);
    }

    fn contents(&mut self) {
        let rows = self.say("baris", "rows");
        self.header([self.say("tabel", "table"), rows, self.say("satu baris adalah", "a row is")]);
        for table in all_tables() {
            let link = format!("[`{0}`](#{0})", table.plural);
            let count = self.about.rows(table).map(|rows| rows.to_string()).unwrap_or_default();
            self.row([&link, &count, description(table).pick(self.language.code())]);
        }
    }

    fn table(&mut self, of: &'static Table) {
        let code = self.language.code();
        self.line(&format!("\n### {}\n", of.plural));
        let origin = if of.is_derived() {
            self.say(
                " Dihitung program; tidak ada di paket yang diimpor.",
                " Worked out by the program; in no package that is imported.",
            )
        } else {
            ""
        };
        let what = format!("**{}.** {}{origin}", title(of).pick(code), description(of).pick(code));
        self.line(&format!("{what}\n"));
        self.header([
            self.say("kolom", "column"),
            self.say("tipe", "type"),
            self.say("wajib", "required"),
            self.say("arti", "meaning"),
        ]);
        for field in fields(of) {
            let required = if field.required { self.say("ya", "yes") } else { "" };
            let meaning = self.language.pick(&field.description, &field.description_en);
            let derived = matches!(field.role, Role::Worked(_)) && !of.is_derived();
            let derived = if derived { self.say(" *(turunan)*", " *(derived)*") } else { "" };
            self.row([&format!("`{}`", field.name), &self.kind(&field), required, &format!("{meaning}{derived}")]);
        }
    }

    fn kind(&self, field: &Field) -> String {
        let list = |name: &str| format!("[`{name}`](#{name})");
        let rows = |name: &str| table(name).map_or_else(String::new, |table| list(table.plural));
        match field.kind {
            _ if field.cell() == CellKind::Instant => self.say("saat", "instant").to_owned(),
            Kind::Id => self.say("pengenal", "id").to_owned(),
            Kind::Text => self.say("teks", "text").to_owned(),
            Kind::Url => self.say("alamat web", "web address").to_owned(),
            Kind::Integer { min, max } => format!("{} {min}–{max}", self.say("bilangan bulat", "integer")),
            Kind::Number { min, max } => format!("{} {min}–{max}", self.say("bilangan", "number")),
            Kind::Geometry => "GeoJSON".to_owned(),
            Kind::Boolean => "true, false".to_owned(),
            Kind::Date => self.say("tanggal", "date").to_owned(),
            Kind::PartialDate => self.say("tanggal, bisa sebagian", "date, or a part of it").to_owned(),
            Kind::Reference(name) => format!("{} {}", self.say("pengenal di", "id in"), rows(name)),
            Kind::References(name) => format!("{} {}", self.say("daftar pengenal di", "list of ids in"), rows(name)),
            Kind::Code(name) => format!("{} {}", self.say("kode", "code"), list(name)),
            Kind::List(name) => format!("{} {}", self.say("daftar kode", "list of codes"), list(name)),
            Kind::Closed(vocabulary) => format!("{} {}", self.say("kode", "code"), list(vocabulary.name)),
        }
    }

    fn codelist(&mut self, list: &Value) {
        let name = list["id"].as_str().unwrap_or_default();
        self.line(&format!("\n### {name}\n"));
        let kind = if list["closed"] == true {
            self.say(
                "Bagian dari program: sama di setiap katalog.",
                "Part of the program: the same in every catalogue.",
            )
        } else {
            self.say("Bagian dari data katalog ini.", "Part of this catalogue's data.")
        };
        self.line(&format!("{kind}\n"));
        self.header([self.say("kode", "code"), "label", self.say("arti", "meaning")]);
        for code in list["codes"].as_array().into_iter().flatten() {
            let own = |key: &str| code[key].as_str();
            let english = |key: &str| code[format!("{key}_en")].as_str();
            // A code that has no English text is called by its own.
            let said = |key: &str| self.language.pick(own(key), english(key).or(own(key))).unwrap_or_default();
            let mut meaning = said("definition").to_owned();
            if let Some(parent) = own("parent") {
                let within = self.say("Bagian dari", "Within");
                let _ = write!(meaning, " {within} `{parent}`.");
            }
            let (code, label) = (format!("`{}`", own("code").unwrap_or_default()), said("label").to_owned());
            self.row([&code, &label, meaning.trim_start()]);
        }
    }
}

/// A text as a cell: on one line, and no sign in it ends the cell.
fn cell(text: &str) -> String {
    text.replace('|', "\\|").replace(['\n', '\r'], " ")
}

#[cfg(test)]
mod tests {
    use super::cell;

    #[test]
    fn a_cell_stays_a_cell() {
        assert_eq!(cell("a | b\nc"), "a \\| b c");
    }
}
