//! The page that a reader of a release opens first.

use inovasi_schema::{Language, Snapshot, meta};
use serde_json::Value as Json;

use super::changes::{CHANGE_ROWS, CHANGES};
use super::make::{ReleaseFile, SUMS};

/// Name of that page.
pub const README: &str = "README.md";

/// The page, in both languages, over the other files of the release.
#[must_use]
pub fn readme(snapshot: &Snapshot, version: &str, files: &[ReleaseFile]) -> String {
    let said = meta(snapshot);
    let mut words = format!("# {} · {version}\n\n", text(&said, "title").unwrap_or("Inovasi"));
    if let Some(english) = text(&said, "title_en") {
        words += &format!("*{english}*\n\n");
    }
    words += "[Bahasa Indonesia](#bahasa-indonesia) · [English](#english)\n";
    for language in Language::ALL {
        words += &format!("\n## {}\n\n", language.pick("Bahasa Indonesia", "English"));
        words += &in_words(snapshot, &said, version, files, language);
    }
    words
}

fn text<'a>(said: &'a Json, name: &str) -> Option<&'a str> {
    said[name].as_str().filter(|text| !text.is_empty())
}

fn in_words(snapshot: &Snapshot, said: &Json, version: &str, files: &[ReleaseFile], language: Language) -> String {
    let revision = snapshot.revision();
    let own = || text(said, "description");
    let mut words = String::new();
    if let Some(description) = language.pick(None, text(said, "description_en")).or_else(own) {
        words += &format!("{description}\n\n");
    }
    let (number, created, sum) = (revision.number, &revision.created, &revision.content_sha256);
    words += &language.pick(
        format!(
            "Rilis {version} membekukan revisi {number} katalog, yang paket datanya dibuat pada {created}. Berkas-berkasnya \
             tidak pernah berubah. SHA-256 isi revisi itu: `{sum}`.\n\n"
        ),
        format!(
            "Release {version} freezes revision {number} of the catalogue, whose package was made at {created}. Its files \
             never change. SHA-256 of that revision's content: `{sum}`.\n\n"
        ),
    );
    words += language.pick(
        "Yang tidak ada di sini belum tercatat, dan bukan berarti tidak ada. Sel kosong berarti tidak diketahui, bukan nol.\n\n",
        "What is not here is not recorded, which does not mean that there is none. An empty cell means not known, not zero.\n\n",
    );
    for license in said["licenses"].as_array().into_iter().flatten() {
        let name = text(license, "name").unwrap_or_default();
        let (title, path) = (text(license, "title").unwrap_or(name), text(license, "path").unwrap_or_default());
        words += &language.pick(
            format!("Lisensi data: [{title}]({path}) ({name}).\n\n"),
            format!("Licence of the data: [{title}]({path}) ({name}).\n\n"),
        );
    }
    words += language.pick("Lisensi program: MIT OR Apache-2.0.\n\n", "Licence of the program: MIT OR Apache-2.0.\n\n");
    words += &language.pick(
        format!("Perubahan terhadap rilis sebelumnya: `{CHANGES}`, dan sebagai data `{CHANGE_ROWS}`.\n\n"),
        format!("What changed since the release before: `{CHANGES}`, and as data `{CHANGE_ROWS}`.\n\n"),
    );
    words += &language.pick(
        format!("Untuk memeriksa bahwa berkas-berkas utuh: `sha256sum -c {SUMS}`.\n\n"),
        format!("To see that the files are whole: `sha256sum -c {SUMS}`.\n\n"),
    );
    words += language.pick("| berkas | jenis | baris |\n|---|---|---:|\n", "| file | type | rows |\n|---|---|---:|\n");
    let mut sorted: Vec<&ReleaseFile> = files.iter().collect();
    sorted.sort_by(|one, other| one.name.cmp(&other.name));
    for file in sorted {
        let rows = file.rows.map(|rows| rows.to_string()).unwrap_or_default();
        words += &format!("| `{}` | {} | {rows} |\n", file.name, file.media_type);
    }
    words
}
