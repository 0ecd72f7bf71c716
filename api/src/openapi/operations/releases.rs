//! Releases and their files.

use inovasi_schema::{Code, Language};
use serde_json::{Map, Value, json};

use super::{ALWAYS, kept, operation, plain};
use crate::http::LONGEST_CONDITION;
use crate::openapi::components::{header, responses};
use crate::openapi::rows::reference;

/// Version and file of the examples.
const SHOWN: (&str, &str) = ("2026-11-24", "innovations.csv");

/// Sum of the examples.
const SUM: &str = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

/// Longest file; beyond it programs lose digits.
const LONGEST: i64 = 9_007_199_254_740_991;

/// `GET /v1/releases`
pub(crate) fn releases(language: Language) -> Value {
    let words = plain(
        "listReleases",
        ("Semua rilis", "All releases"),
        (
            "Setiap rilis, yang terbaru lebih dahulu. Sebuah rilis membekukan satu revisi menjadi berkas yang tidak pernah berubah, sehingga dapat dirujuk.",
            "Every release, the newest first. A release freezes one revision as files that never change, so that it can be cited.",
        ),
        language,
    );
    let example = json!({
        "data": [summary()],
        "meta": {"total": 1, "limit": 1, "revision": 1, "release": SHOWN.0, "coverage": null},
        "links": {
            "self": "/v1/releases", "next": null, "prev": null, "first": "/v1/releases",
            "cite": "/v1/cite?url=/v1/releases",
        },
    });
    let ok = kept(language.pick("Semuanya.", "All of them."), reference("Releases"), example);
    operation(words, Vec::new(), responses(ok, &ALWAYS, true, language))
}

/// `GET /v1/releases/{version}`
pub(crate) fn release(language: Language) -> Value {
    let words = plain(
        "getRelease",
        ("Satu rilis", "One release"),
        (
            "Revisi yang dibekukannya dan setiap berkasnya, dengan panjang, SHA-256, dan jumlah barisnya. latest mengalihkan ke rilis terbaru.",
            "The revision that it freezes and each of its files, with length, SHA-256 and number of rows. latest redirects to the newest one.",
        ),
        language,
    );
    let mut one = summary();
    one["files"] = json!([{
        "name": SHOWN.1, "url": format!("/v1/releases/{}/{}", SHOWN.0, SHOWN.1), "bytes": 2048, "sha256": SUM,
        "media_type": "text/csv; charset=utf-8", "rows": 435,
    }]);
    let example = json!({
        "data": one, "meta": {"revision": 1, "release": SHOWN.0, "coverage": null},
        "links": {
            "self": format!("/v1/releases/{}", SHOWN.0), "cite": format!("/v1/cite?url=/v1/releases/{}", SHOWN.0),
        },
    });
    let ok = kept(language.pick("Rilisnya.", "The release."), reference("ReleaseAnswer"), example);
    let codes = [&[Code::NotFound][..], &ALWAYS].concat();
    let mut responses = responses(ok, &codes, true, language);
    responses["307"] = newest(language);
    operation(words, vec![version(language)], responses)
}

/// `GET /v1/releases/{version}/{file}`
pub(crate) fn release_file(language: Language) -> Value {
    let words = plain(
        "getReleaseFile",
        ("Satu berkas rilis", "A file of a release"),
        (
            "Byte berkas itu persis seperti disimpan, tidak pernah dimampatkan, boleh disimpan selamanya. Satu bagian dapat diminta dengan Range; bila beberapa bagian diminta sekaligus, seluruh berkas yang dijawab. HEAD menyebut panjangnya.",
            "The bytes of the file exactly as they are kept, never compressed, to be cached for ever. A part can be asked for with Range; where several parts are asked for at once, the whole file is answered. HEAD tells the length.",
        ),
        language,
    );
    let file = json!({
        "name": "file", "in": "path", "required": true, "example": SHOWN.1,
        "description": language.pick("Nama berkas, seperti di daftar rilis itu.", "Name of the file, as the release lists it."),
        "schema": {"type": "string", "minLength": 1, "maxLength": 200},
    });
    let codes = [&[Code::NotFound, Code::PreconditionFailed, Code::RangeNotSatisfiable][..], &ALWAYS].concat();
    let whole = bytes(language.pick("Berkasnya.", "The file."), false);
    let mut responses = responses(whole, &codes, true, language);
    responses["206"] = bytes(language.pick("Bagian yang diminta dengan Range.", "The part that Range asks for."), true);
    responses["307"] = newest(language);
    let headers = responses["304"]["headers"].as_object_mut();
    if let Some(headers) = headers {
        headers.extend(["Last-Modified", "Accept-Ranges"].map(|name| (name.to_owned(), header(name))));
    }
    operation(words, [vec![version(language), file], conditions(language)].concat(), responses)
}

/// The headers that a request for a part of a file has. Those that compare what is held (`If-Match`, `If-None-Match` and their
/// dates) go with every answer as HTTP has them, and are no parameters of one.
pub(super) fn conditions(language: Language) -> Vec<Value> {
    let one = |name: &str, example: &str, description: &str| {
        json!({
            "name": name, "in": "header", "required": false, "example": example, "description": description,
            "schema": {"type": "string", "maxLength": LONGEST_CONDITION},
        })
    };
    vec![
        one(
            "Range",
            "bytes=0-99",
            language.pick(
                "Bagian yang diminta, dalam byte: awal-akhir, awal-, atau -panjang dari belakang.",
                "The part that is asked for, in bytes: first-last, first-, or -length from the end.",
            ),
        ),
        one(
            "If-Range",
            &format!("\"{SUM}\""),
            language.pick(
                "ETag berkas yang bagiannya sudah dipegang; bila berkasnya lain, seluruhnya yang dijawab.",
                "ETag of the file of which a part is held; if the file is another, it is answered whole.",
            ),
        ),
    ]
}

pub(super) fn bytes(description: &str, part: bool) -> Value {
    let mut headers = Map::new();
    for name in [
        "ETag",
        "Last-Modified",
        "Cache-Control",
        "Accept-Ranges",
        "Content-Length",
        "Content-Disposition",
        "Repr-Digest",
        "X-Request-Id",
        "API-Version",
    ] {
        headers.insert(name.into(), header(name));
    }
    if part {
        headers.insert("Content-Range".into(), header("Content-Range"));
    }
    // The media type is that of the file.
    let schema = json!({"type": "string", "format": "binary", "maxLength": LONGEST, "description": description});
    json!({"description": description, "headers": headers, "content": {"*/*": {"schema": schema, "example": "id,title"}}})
}

fn newest(language: Language) -> Value {
    moved(language.pick("latest: alamat rilis terbaru.", "latest: the address of the newest release."))
}

/// An answer that leads to another address.
pub(super) fn moved(description: &str) -> Value {
    let headers = ["Location", "Cache-Control", "X-Request-Id", "API-Version"];
    let headers: Map<String, Value> = headers.into_iter().map(|name| (name.to_owned(), header(name))).collect();
    json!({"description": description, "headers": headers})
}

fn version(language: Language) -> Value {
    json!({
        "name": "version", "in": "path", "required": true, "example": SHOWN.0,
        "description": language.pick("Versi rilis, atau latest.", "Version of the release, or latest."),
        "schema": {"type": "string", "minLength": 1, "maxLength": 40},
    })
}

/// The schema of a SHA-256.
pub(super) fn sum(description: &str) -> Value {
    json!({"type": "string", "pattern": "^[0-9a-f]{64}$", "minLength": 64, "maxLength": 64, "description": description})
}

fn summary() -> Value {
    json!({
        "version": SHOWN.0, "revision": 1, "created": "2026-11-24T00:00:00Z", "content_sha256": SUM, "file_count": 120,
        "bytes": 8_000_000, "url": format!("/v1/releases/{}", SHOWN.0),
    })
}

/// The schemas of releases.
pub(crate) fn release_schemas(language: Language) -> Map<String, Value> {
    let say = |indonesian: &'static str, english: &'static str| language.pick(indonesian, english);
    let object = |description: &str, properties: &Value| {
        let required: Vec<&String> = properties.as_object().map(|map| map.keys().collect()).unwrap_or_default();
        json!({"type": "object", "description": description, "required": required, "properties": properties})
    };
    let text = |longest: usize, description: &str| json!({"type": "string", "minLength": 1, "maxLength": longest, "description": description});
    let count = |description: &str| json!({"type": "integer", "format": "int64", "minimum": 0, "maximum": LONGEST, "description": description});
    let revision = |description: &str| json!({"type": "integer", "format": "int32", "minimum": 1, "maximum": 2_147_483_647, "description": description});
    let of_release = json!({
        "version": text(40, say("Versinya: tanggal paket datanya, dengan nomor bila tanggal itu sudah dipakai.", "Its version: the date of its package, with a number where that date was taken.")),
        "revision": revision(say("Revisi yang dibekukannya.", "The revision that it freezes.")),
        "created": {"type": "string", "format": "date-time", "maxLength": 40, "description": say("Saat (UTC) paket datanya dibuat.", "Instant (UTC) at which its package was made.")},
        "content_sha256": sum(say("SHA-256 isi revisi itu.", "SHA-256 of that revision's content.")),
        "file_count": count(say("Jumlah berkasnya.", "How many files it has.")),
        "bytes": count(say("Panjang semua berkasnya.", "Length of all its files.")),
        "url": text(300, say("Alamatnya.", "Its address.")),
    });
    let mut with_files = of_release.clone();
    with_files["files"] = json!({"type": "array", "maxItems": 10_000, "items": reference("ReleaseFile"), "description": say("Berkas-berkasnya, menurut nama.", "Its files, by name.")});
    let file = json!({
        "name": text(200, say("Nama berkas.", "Name of the file.")),
        "url": text(600, say("Alamatnya.", "Its address.")),
        "bytes": count(say("Panjangnya.", "Its length.")),
        "sha256": sum(say("SHA-256 isinya.", "SHA-256 of its bytes.")),
        "media_type": text(200, say("Jenis medianya.", "Its media type.")),
        "rows": {"type": ["integer", "null"], "format": "int64", "minimum": 0, "maximum": LONGEST, "description": say("Jumlah baris; null bila bukan tabel.", "Number of rows; null where it is no table.")},
    });
    let meta = json!({
        "revision": revision(say("Revisi katalog yang menjawab.", "Revision of the catalogue that answers.")),
        "release": {"type": ["string", "null"], "maxLength": 40, "description": say("Rilis dari revisi itu, atau null.", "The release made of that revision, or null.")},
        "coverage": {"type": "null", "description": say("Selalu null: sebuah rilis memuat semuanya.", "Always null: a release holds everything.")},
    });
    let links = json!({
        "self": text(300, say("Alamat ini.", "This address.")),
        "cite": {"type": ["string", "null"], "maxLength": 1_000, "description": say("Alamat sitasinya, atau null.", "Address of its citation, or null.")},
    });
    let answer =
        json!({"data": reference("Release"), "meta": reference("ReleaseMeta"), "links": reference("ReleaseLinks")});
    let list = json!({
        "data": {"type": "array", "maxItems": 100_000, "items": reference("ReleaseSummary"), "description": say("Isinya, seluruhnya.", "All of it.")},
        "meta": reference("ListMeta"), "links": reference("ListLinks"),
    });
    let made = [
        ("Releases", object(say("Semua rilis.", "All releases."), &list)),
        ("ReleaseSummary", object(say("Satu rilis.", "One release."), &of_release)),
        ("ReleaseAnswer", object(say("Satu rilis, dengan keterangannya.", "One release, and about it."), &answer)),
        ("Release", object(say("Satu rilis dengan berkas-berkasnya.", "One release with its files."), &with_files)),
        ("ReleaseFile", object(say("Berkas sebuah rilis.", "A file of a release."), &file)),
        ("ReleaseMeta", object(say("Tentang jawaban.", "About the answer."), &meta)),
        ("ReleaseLinks", object(say("Alamat yang berkaitan.", "Addresses that belong to it."), &links)),
    ];
    made.into_iter().map(|(name, schema)| (name.to_owned(), schema)).collect()
}
