//! Citations.

use inovasi_entity::innovation;
use inovasi_export::metadata::citation::Form;
use inovasi_schema::{Code, Language};
use serde_json::{Map, Value, json};

use super::{ALWAYS, kept, operation, plain};
use crate::http::LONGEST_ADDRESS;
use crate::openapi::components::{header, responses};
use crate::openapi::rows::reference;
use crate::openapi::sample;

/// An address that the example cites.
const CITED: &str = "/v1/innovations?sector=health&year=2016";

/// `GET /v1/cite`
pub(crate) fn cite(language: Language) -> Value {
    let words = plain(
        "getCitation",
        ("Kutip satu alamat", "Cite an address"),
        (
            "Kutipan jawaban satu alamat katalog ini: daftar dengan filternya, rincian, statistik, ringkasan, silsilah, daftar kode, berkas data, rilis, atau seluruhnya. Versi, tanggal, jumlah baris, dan pertanyaannya tertulis; yang keliru pada alamat itu dijawab seperti alamat itu sendiri menjawabnya.",
            "The citation of what an address of this catalogue answers: a list with its filters, a detail, a statistic, a summary, a family, a codelist, a file of data, a release, or the whole. Version, date, number of rows and the question stand in it; what is wrong with the address is answered as the address itself would.",
        ),
        language,
    );
    let mut ok = kept(language.pick("Kutipannya.", "The citation."), reference("CitationAnswer"), example());
    for form in Form::ALL {
        let media = form.media_type().split(';').next().unwrap_or_default();
        let schema = match form {
            Form::Csl => json!({
                "type": "array", "maxItems": 1, "items": csl(language),
                "description": language.pick("Dokumen CSL-JSON.", "A document of CSL-JSON."),
            }),
            _ => text(LONGEST_ADDRESS * 2, language.pick("Dokumennya.", "The document.")),
        };
        ok["content"][media] = json!({"schema": schema});
    }
    ok["headers"]["Content-Disposition"] = header("Content-Disposition");
    let codes = [&[Code::NotFound, Code::Gone][..], &ALWAYS].concat();
    operation(words, parameters(language), responses(ok, &codes, true, language))
}

fn parameters(language: Language) -> Vec<Value> {
    let forms: Vec<&str> = Form::ALL.into_iter().map(Form::name).chain(["json"]).collect();
    vec![
        json!({
            "name": "url", "in": "query", "required": true, "example": "/v1/innovations?sector=health",
            "description": language.pick("Alamat yang dikutip: lengkap, atau dari garis miring pertama; disandikan (percent-encoded).", "The address that is cited: whole, or from its first slash; percent-encoded."),
            "schema": {"type": "string", "minLength": 1, "maxLength": LONGEST_ADDRESS},
        }),
        json!({
            "name": "format", "in": "query", "required": false, "example": "bibtex",
            "description": language.pick("Satu bentuk sebagai dokumen tersendiri; json berisi semuanya.", "One form as a document of its own; json has them all."),
            "schema": {"type": "string", "enum": forms, "default": "json"},
        }),
        json!({
            "name": "lang", "in": "query", "required": false, "example": "en",
            "description": language.pick("Bahasa judul dan keterangan.", "Language of title and notes."),
            "schema": {"type": "string", "enum": ["id", "en"], "default": "id"},
        }),
    ]
}

/// A true answer, made as the service makes it; a test compares.
fn example() -> Value {
    let rows = sample::count(&innovation::TABLE, |row| row["sector"] == "health" && row["year"] == 2016);
    let cited = crate::http::cite::example(CITED, rows);
    json!({
        "data": cited, "meta": {"revision": 1, "release": null},
        "links": {"self": crate::http::cite::address(CITED)},
    })
}

fn text(longest: usize, description: &str) -> Value {
    json!({"type": "string", "maxLength": longest, "description": description})
}

fn csl(language: Language) -> Value {
    json!({"type": "object", "maxProperties": 20, "description": language.pick("Butir CSL-JSON.", "An item of CSL-JSON.")})
}

/// `links.cite`.
pub(crate) fn cite_link(language: Language) -> Value {
    json!({
        "type": ["string", "null"], "maxLength": LONGEST_ADDRESS,
        "description": language.pick(
            "Alamat kutipan jawaban ini; null bila tidak dapat dikutip atau terlalu panjang.",
            "Where this answer is cited; null where it is nothing to cite, or too long.",
        ),
    })
}

/// The schemas of a citation.
pub(crate) fn cite_schemas(language: Language) -> Map<String, Value> {
    let say = |indonesian: &'static str, english: &'static str| language.pick(indonesian, english);
    let object = |description: &str, properties: Value| {
        let required: Vec<&String> = properties.as_object().map(|map| map.keys().collect()).unwrap_or_default();
        json!({"type": "object", "description": description, "required": required, "properties": properties})
    };
    let long = LONGEST_ADDRESS * 2;
    let citation = object(
        say("Kutipan dalam setiap bentuk.", "A citation in every form."),
        json!({
            "text": text(long, say("Sebaris teks.", "A line of text, in Indonesian.")),
            "text_en": text(long, say("Sebaris teks bahasa Inggris.", "A line of text, in English.")),
            "bibtex": text(long, say("Untuk LaTeX.", "For LaTeX.")),
            "csl": csl(language),
            "ris": text(long, say("Untuk EndNote, Mendeley, Zotero.", "For EndNote, Mendeley, Zotero.")),
            "version": text(40, say("Versi rilis, atau revision N.", "Version of the release, or revision N.")),
            "date": text(40, say("Tanggal paket data versi itu dibuat.", "Day on which the package of that version was made.")),
            "rows": {
                "type": ["integer", "null"], "format": "int64", "minimum": 0, "maximum": 1_000_000_000,
                "description": say("Jumlah baris jawabannya, bila berupa baris.", "Rows of the answer, where it has rows."),
            },
            "query": text(LONGEST_ADDRESS, say("Yang ditanyakan: jalur, lalu parameter menurut namanya.", "What was asked: the path, then the parameters in the order of their names.")),
            "url": text(LONGEST_ADDRESS, say("Alamat lengkapnya.", "Its whole address.")),
            "release_url": {
                "type": ["string", "null"], "maxLength": LONGEST_ADDRESS,
                "description": say("Tempat berkas rilis itu disimpan; null bila revisinya tidak dirilis.", "Where the files of that release are kept; null where no release was made of the revision."),
            },
        }),
    );
    let meta = object(
        say("Tentang kutipan.", "About the citation."),
        json!({
            "revision": {"type": "integer", "format": "int64", "minimum": 0, "maximum": 1_000_000_000, "description": say("Revisi katalog yang menjawab.", "Revision of the catalogue that answers.")},
            "release": {"type": ["string", "null"], "maxLength": 40, "description": say("Rilis yang dijawab, atau null.", "The release that is answered from, or null.")},
        }),
    );
    let links = object(
        say("Alamat kutipan.", "Address of the citation."),
        json!({"self": text(LONGEST_ADDRESS, say("Alamat ini.", "This address."))}),
    );
    let answer = object(
        say("Satu kutipan.", "A citation, and about it."),
        json!({"data": reference("Citation"), "meta": reference("CitationMeta"), "links": reference("CitationLinks")}),
    );
    let made = [("Citation", citation), ("CitationMeta", meta), ("CitationLinks", links), ("CitationAnswer", answer)];
    made.into_iter().map(|(name, schema)| (name.to_owned(), schema)).collect()
}
