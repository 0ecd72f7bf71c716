//! The files of the revision that stands.

use inovasi_export::dataset::dataset_files;
use inovasi_schema::{Code, Language};
use serde_json::{Map, Value, json};

use super::releases::{bytes, conditions};
use super::{ALWAYS, kept, operation, plain};
use crate::openapi::components::{header, responses};
use crate::openapi::rows::reference;

/// `GET /v1/datasets`
pub(crate) fn datasets(language: Language) -> Value {
    let words = plain(
        "listDatasets",
        ("Semua tabel sebagai berkas", "All tables as files"),
        (
            "Setiap tabel dengan jumlah baris, bagian terisi setiap kolom, dan alamat berkasnya; baris terakhir adalah seluruh katalog.",
            "Every table with its rows, the filled share of every column, and the addresses of its files; the last row is the whole catalogue.",
        ),
        language,
    );
    let example = json!({
        "data": [{
            "id": "tiers", "table": "tier", "description": "Jenjang.", "description_en": "A tier.", "rows": 30,
            "columns": [{"name": "id", "filled": 1.0}],
            "files": [{"name": "tiers.csv", "url": "/v1/datasets/tiers.csv", "media_type": "text/csv; charset=utf-8; header=present"}],
        }],
        "meta": {"total": 1, "limit": 1, "revision": 1, "release": null, "coverage": null},
        "links": {
            "self": "/v1/datasets", "next": null, "prev": null, "first": "/v1/datasets",
            "cite": "/v1/cite?url=/v1/datasets",
        },
    });
    let ok = kept(language.pick("Semuanya.", "All of them."), reference("Datasets"), example);
    operation(words, Vec::new(), responses(ok, &ALWAYS, true, language))
}

/// `GET /v1/datasets/{file}`
pub(crate) fn dataset_file(language: Language) -> Value {
    let words = plain(
        "getDatasetFile",
        ("Satu berkas katalog", "A file of the catalogue"),
        (
            "Sebuah tabel, seluruh paket data, atau basis data SQLite dari revisi yang berlaku, dibuat sekali tiap revisi. Byte-nya persis seperti disimpan; satu bagian dapat diminta dengan Range. HEAD menyebut panjangnya. Kolomnya sama dengan kolom unduhan daftar.",
            "A table, the whole data package, or an SQLite database of the revision that stands, made once a revision. The bytes are as they are kept; a part can be asked for with Range. HEAD tells the length. Its columns are those of a download of the list.",
        ),
        language,
    );
    let names: Vec<String> = dataset_files().into_iter().map(|file| file.name).collect();
    let file = json!({
        "name": "file", "in": "path", "required": true, "example": "innovations.csv",
        "description": language.pick("Nama berkas.", "Name of the file."),
        "schema": {"type": "string", "enum": names},
    });
    let codes = [&[Code::NotFound, Code::PreconditionFailed, Code::RangeNotSatisfiable][..], &ALWAYS].concat();
    let mut whole = bytes(language.pick("Berkasnya.", "The file."), false);
    whole["headers"]["Link"] = header("Link");
    let mut responses = responses(whole, &codes, true, language);
    responses["206"] = bytes(language.pick("Bagian yang diminta dengan Range.", "The part that Range asks for."), true);
    if let Some(headers) = responses["304"]["headers"].as_object_mut() {
        headers.extend(["Last-Modified", "Accept-Ranges"].map(|name| (name.to_owned(), header(name))));
    }
    operation(words, [vec![file], conditions(language)].concat(), responses)
}

/// The schemas of datasets.
pub(crate) fn dataset_schemas(language: Language) -> Map<String, Value> {
    let say = |indonesian: &'static str, english: &'static str| language.pick(indonesian, english);
    let object = |description: &str, properties: Value| {
        let required: Vec<&String> = properties.as_object().map(|map| map.keys().collect()).unwrap_or_default();
        json!({"type": "object", "description": description, "required": required, "properties": properties})
    };
    let text = |longest: usize, description: &str| json!({"type": "string", "minLength": 1, "maxLength": longest, "description": description});
    let column = object(
        say("Satu kolom.", "A column."),
        json!({
            "name": text(100, say("Namanya.", "Its name.")),
            "filled": {"type": ["number", "null"], "format": "double", "minimum": 0, "maximum": 1, "description": say("Bagian baris yang berisi nilai; null bila tabel kosong.", "The share of rows with a value; null where the table is empty.")},
        }),
    );
    let file = object(
        say("Satu berkas.", "A file."),
        json!({
            "name": text(200, say("Namanya.", "Its name.")), "url": text(300, say("Alamatnya.", "Its address.")),
            "media_type": text(200, say("Jenis medianya.", "Its media type.")),
        }),
    );
    let dataset = object(
        say("Satu tabel, atau seluruh katalog.", "A table, or the whole catalogue."),
        json!({
            "id": text(100, say("Nama jamak tabel, atau inovasi.", "Plural of the table, or inovasi.")),
            "table": {"type": ["string", "null"], "maxLength": 100, "description": say("Nama tunggal tabel; null untuk seluruh katalog.", "Singular of the table; null for the whole catalogue.")},
            "description": text(2000, say("Isinya.", "What a row is.")),
            "description_en": text(2000, say("Isinya, dalam bahasa Inggris.", "What a row is, in English.")),
            "rows": {"type": "integer", "format": "int64", "minimum": 0, "maximum": 9_007_199_254_740_991_i64, "description": say("Jumlah baris.", "Number of rows.")},
            "columns": {"type": "array", "maxItems": 200, "items": column, "description": say("Kolom berkasnya, berurutan.", "The columns of its files, in order.")},
            "files": {"type": "array", "maxItems": 20, "items": file, "description": say("Berkas-berkasnya.", "Its files.")},
        }),
    );
    let list = object(
        say("Semua tabel.", "All tables."),
        json!({
            "data": {"type": "array", "maxItems": 1000, "items": reference("Dataset"), "description": say("Isinya, seluruhnya.", "All of it.")},
            "meta": reference("ListMeta"), "links": reference("ListLinks"),
        }),
    );
    [("Dataset", dataset), ("Datasets", list)].map(|(name, schema)| (name.to_owned(), schema)).into_iter().collect()
}
