//! The catalogue itself, its codelists, its documents, the state of the service.

use inovasi_schema::{Code, Language, listed_tables};
use serde_json::{Map, Value, json};

use super::{ALWAYS, Words, kept, operation, plain};
use crate::http::cite::address;
use crate::openapi::components::{header, responses};
use crate::openapi::rows::reference;

/// `GET /v1`
pub(crate) fn entry(language: Language) -> Value {
    let words = plain(
        "getEntry",
        ("Pintu masuk API", "Entry of the API"),
        (
            "Judul, lisensi, revisi, jumlah baris, dan alamat semua daftar.",
            "Title, licence, revision, counts, and the addresses of all lists.",
        ),
        language,
    );
    let text = |longest: usize| json!({"type": ["string", "null"], "maxLength": longest});
    let counts: Map<String, Value> = listed_tables()
        .map(|table| {
            (table.plural.into(), json!({"type": "integer", "format": "int64", "minimum": 0, "maximum": 1_000_000_000}))
        })
        .collect();
    let schema = json!({
        "type": "object", "required": ["title", "licenses", "revision", "counts", "links"],
        "properties": {
            "title": text(300), "title_en": text(300), "description": text(2000), "description_en": text(2000),
            "licenses": {"type": "array", "maxItems": 20, "items": {"type": "object", "maxProperties": 10, "additionalProperties": {"type": "string", "maxLength": 500}}},
            "languages": {"type": "array", "maxItems": 50, "items": {"type": "string", "maxLength": 20}},
            "release": text(40), "revision": {"type": "integer", "format": "int32", "minimum": 1, "maximum": 2_147_483_647},
            "package": text(200), "package_version": text(100), "created": {"type": "string", "format": "date-time", "maxLength": 40},
            "counts": {"type": "object", "properties": counts},
            "links": {"type": "object", "maxProperties": 100, "additionalProperties": {"type": "string", "maxLength": 200}},
        },
    });
    let ok = kept(language.pick("Katalog ini.", "The catalogue."), described(schema, language), Value::Null);
    operation(words, Vec::new(), responses(ok, &ALWAYS, true, language))
}

/// Properties whose names say all get a description from their name's own schema title.
fn described(mut schema: Value, language: Language) -> Value {
    let words = [
        ("title", "Judul katalog.", "Title of the catalogue."),
        ("title_en", "Judul dalam bahasa Inggris.", "Title in English."),
        ("description", "Isi katalog.", "What the catalogue holds."),
        ("description_en", "Isi katalog dalam bahasa Inggris.", "What the catalogue holds, in English."),
        ("licenses", "Lisensi data: name, title, path.", "Licences of the data: name, title, path."),
        ("languages", "Bahasa paket data.", "Languages of the package."),
        ("release", "Rilis yang dijawab, atau null.", "The release that is answered from, or null."),
        ("revision", "Revisi katalog.", "Revision of the catalogue."),
        ("package", "Nama paket data.", "Name of the package."),
        ("package_version", "Versi paket data.", "Version of the package."),
        ("created", "Saat (UTC) paket data dibuat.", "Instant (UTC) at which the package was made."),
        ("counts", "Jumlah baris setiap daftar.", "Rows of every list."),
        ("links", "Alamat setiap daftar dan dokumen.", "Addresses of every list and document."),
        ("id", "Nama daftar kode.", "Name of the codelist."),
        ("closed", "Apakah bagian dari program.", "Whether it is part of the program."),
        ("url", "Alamat kode-kodenya.", "Address of its codes."),
        ("status", "Keadaannya.", "Its state."),
    ];
    if let Some(properties) = schema["properties"].as_object_mut() {
        for (name, property) in properties {
            if let Some((_, indonesian, english)) = words.iter().find(|(word, ..)| word == name) {
                property["description"] = language.pick(*indonesian, *english).into();
            }
        }
    }
    schema
}

fn list_of(items: Value, most: u64, language: Language) -> Value {
    json!({
        "type": "object", "required": ["data", "meta", "links"],
        "properties": {
            "data": {"type": "array", "maxItems": most, "items": items, "description": language.pick("Isinya, seluruhnya.", "All of it.")},
            "meta": reference("ListMeta"), "links": reference("ListLinks"),
        },
    })
}

/// `GET /v1/codelists`
pub(crate) fn codelists(language: Language) -> Value {
    let words = plain(
        "listCodelists",
        ("Semua daftar kode", "All codelists"),
        (
            "Nama setiap daftar kode; kode-kodenya ada di alamat masing-masing.",
            "The name of every codelist; its codes are at its address.",
        ),
        language,
    );
    let item = json!({
        "type": "object", "required": ["id", "closed", "url"],
        "properties": {"id": {"type": "string", "maxLength": 100}, "closed": {"type": "boolean"}, "url": {"type": "string", "maxLength": 300}},
    });
    let example = json!({
        "data": [{"id": "sector", "closed": false, "url": "/v1/codelists/sector"}],
        "meta": {"total": 1, "limit": 1, "revision": 1, "release": null, "coverage": null},
        "links": {
            "self": "/v1/codelists", "next": null, "prev": null, "first": "/v1/codelists",
            "cite": address("/v1/codelists"),
        },
    });
    let ok =
        kept(language.pick("Semuanya.", "All of them."), list_of(described(item, language), 1000, language), example);
    operation(words, Vec::new(), responses(ok, &ALWAYS, true, language))
}

/// `GET /v1/codelists/{name}`
pub(crate) fn codelist(language: Language) -> Value {
    let words = plain(
        "getCodelist",
        ("Kode-kode satu daftar", "The codes of one codelist"),
        (
            "Setiap kode dengan label dan definisi dalam kedua bahasa, menurut urutannya.",
            "Every code with label and definition in both languages, in its order.",
        ),
        language,
    );
    let parameter = json!({
        "name": "name", "in": "path", "required": true, "example": "sector",
        "description": language.pick("Nama daftar kode.", "Name of the codelist."),
        "schema": {"type": "string", "minLength": 1, "maxLength": 100},
    });
    let ok =
        kept(language.pick("Kode-kodenya.", "Its codes."), list_of(reference("Code"), 10_000, language), Value::Null);
    let codes = [&[Code::NotFound][..], &ALWAYS].concat();
    operation(words, vec![parameter], responses(ok, &codes, true, language))
}

/// `GET /healthz`
pub(crate) fn health(language: Language) -> Value {
    let words = plain(
        "getHealth",
        ("Apakah program hidup", "Whether the program lives"),
        (
            "Menjawab selama program berjalan, juga bila basis data tidak terjangkau.",
            "Answers as long as the program runs, also while the database cannot be reached.",
        ),
        language,
    );
    let schema =
        json!({"type": "object", "required": ["status"], "properties": {"status": {"type": "string", "enum": ["ok"]}}});
    let ok = state(language.pick("Hidup.", "It lives."), described(schema, language), json!({"status": "ok"}));
    operation(words, Vec::new(), responses(ok, &ALWAYS, false, language))
}

/// `GET /readyz`
pub(crate) fn ready(language: Language) -> Value {
    let words = plain(
        "getReadiness",
        ("Apakah katalog terbaca", "Whether the catalogue can be read"),
        (
            "503 selama basis data tidak terjangkau atau katalog masih kosong.",
            "503 while the database cannot be reached or the catalogue is empty.",
        ),
        language,
    );
    let schema = json!({
        "type": "object", "required": ["status", "revision"],
        "properties": {"status": {"type": "string", "enum": ["ready"]}, "revision": {"type": "integer", "format": "int32", "minimum": 1, "maximum": 2_147_483_647}},
    });
    let ok = state(
        language.pick("Terbaca.", "It can be read."),
        described(schema, language),
        json!({"status": "ready", "revision": 1}),
    );
    operation(words, Vec::new(), responses(ok, &ALWAYS, false, language))
}

fn state(description: &str, schema: Value, example: Value) -> Value {
    let headers = json!({"X-Request-Id": header("X-Request-Id"), "API-Version": header("API-Version")});
    json!({"description": description, "headers": headers, "content": {"application/json": {"schema": schema, "example": example}}})
}

/// `GET /openapi.json`
pub(crate) fn openapi(language: Language) -> Value {
    let words = plain(
        "getOpenapi",
        ("Dokumen ini", "This document"),
        ("Dokumen OpenAPI 3.1 dari perutean itu sendiri.", "The OpenAPI 3.1 document, made of the routing itself."),
        language,
    );
    let schema = json!({"type": "object", "maxProperties": 100, "description": language.pick("Dokumen OpenAPI.", "An OpenAPI document.")});
    let ok = kept(language.pick("Dokumennya.", "The document."), schema, Value::Null);
    operation(words, vec![lang(language)], responses(ok, &ALWAYS, true, language))
}

/// `GET /schema.graphql`
pub(crate) fn sdl(language: Language) -> Value {
    let words = Words {
        tag: "graphql".into(),
        ..plain(
            "getGraphqlSchema",
            ("Skema GraphQL", "The GraphQL schema"),
            (
                "Semua tipe, kolom, dan argumen dengan keterangannya.",
                "All types, fields and arguments with their descriptions.",
            ),
            language,
        )
    };
    let schema = json!({"type": "string", "maxLength": 5_000_000, "description": language.pick("Skema dalam SDL.", "The schema in its definition language.")});
    let mut ok = kept(language.pick("Skemanya.", "The schema."), Value::Null, Value::Null);
    ok["content"] =
        json!({"text/plain": {"schema": schema, "example": "type Query { innovation(slug: String!): Innovation }"}});
    operation(words, vec![lang(language)], responses(ok, &ALWAYS, true, language))
}

fn lang(language: Language) -> Value {
    json!({
        "name": "lang", "in": "query", "required": false, "example": "en",
        "description": language.pick("Bahasa keterangan.", "Language of the descriptions."),
        "schema": {"type": "string", "enum": ["en", "id"], "default": "en"},
    })
}
