//! Summaries of compliance, and what answers say of their completeness.

use std::sync::LazyLock;

use inovasi_schema::{COUNTED, Language, MOST_STATS, SUMMED_BY, counted_forms, key_of};
use serde_json::{Map, Value, json};

use super::{OF_FORMS, Words, kept, operation, with_files};
use crate::http::cite::address;
use crate::openapi::components::{header, responses};
use crate::openapi::parameters;
use crate::openapi::rows::reference;

/// `GET /v1/compliance/summary`
pub(crate) fn summary(language: Language) -> Value {
    let words = Words {
        id: "getComplianceSummary".into(),
        tag: "compliance".into(),
        summary: language.pick("Ringkasan kewajiban berinovasi", "The duty to innovate in sums").into(),
        description: language
            .pick(
                "Berapa instansi yang wajib dan berapa di antaranya yang terpenuhi menurut catatan, menurut satu atau dua dimensi dan filter compliance, kecuali filter atas yang dihitung (status, basis, innovations). Hanya jenis yang daftarnya lengkap masuk penyebut; recorded_rate adalah batas bawah.",
                "How many agencies were obliged and of how many it is recorded that they met their duty, by one or two dimensions, under the filters of compliance but those of what is counted (status, basis, innovations). Only kinds whose register is complete enter a denominator; recorded_rate is a lower bound.",
            )
            .into(),
    };
    let example = json!({
        "data": [{
            "year": 2016, "year_label": "2016", "obligated": 637, "met": 16, "met_stated": 0, "met_by_edition": 16,
            "recorded_rate": 0.0251,
        }],
        "meta": {
            "total": 1, "limit": 1000, "revision": 1, "release": null,
            "coverage": completeness_example("summary"),
            "totals": {"obligated": 637, "met": 16, "met_stated": 0, "met_by_edition": 16, "recorded_rate": 0.0251},
        },
        "links": {
            "self": "/v1/compliance/summary?by=year&year=2016", "next": null, "prev": null,
            "first": "/v1/compliance/summary?by=year&year=2016",
            "cite": address("/v1/compliance/summary?by=year&year=2016"),
        },
    });
    let mut ok = kept(language.pick("Ringkasannya.", "The summary."), reference("ComplianceSummary"), example);
    ok["headers"]["Link"] = header("Link");
    with_files(&mut ok, counted_forms(), language);
    operation(words, parameters::of_summary(language), responses(ok, &OF_FORMS, true, language))
}

/// The schemas of a summary, and of `meta.coverage`.
pub(crate) fn summary_schemas(language: Language) -> Map<String, Value> {
    let say = |indonesian: &'static str, english: &'static str| language.pick(indonesian, english);
    let count = |most: u64, description: &str| json!({"type": "integer", "format": "int64", "minimum": 0, "maximum": most, "description": description});
    let rows = |most: u64, name: &str, description: &str| json!({"type": "array", "maxItems": most, "items": reference(name), "description": description});
    let release = json!({
        "type": ["string", "null"], "maxLength": 40,
        "description": say("Rilis yang dijawab, atau null.", "The release that is answered from, or null."),
    });
    let counts: Map<String, Value> =
        COUNTED.iter().map(|(name, own, english)| (name.to_string(), counted(name, say(own, english)))).collect();
    let mut row = json!({
        "type": "object", "properties": counts, "required": counts.keys().collect::<Vec<_>>(),
        "description": say("Satu baris ringkasan: nilai dimensi yang diminta dengan sebutannya, lalu jumlahnya.", "A row of a summary: the values of the dimensions asked for with their labels, then the sums."),
    });
    for name in SUMMED_BY {
        let described = language.pick(format!("Nilai {name}."), format!("Value of {name}."));
        row["properties"][key_of(name)] = if *name == "year" {
            json!({"type": ["integer", "null"], "format": "int32", "minimum": 1, "maximum": 9999, "description": described})
        } else {
            json!({"type": ["string", "null"], "maxLength": 200, "description": described})
        };
        let label = language.pick(format!("Sebutan {name}."), format!("What {name} is called."));
        row["properties"][format!("{name}_label")] =
            json!({"type": "string", "maxLength": 10_000, "description": label});
    }
    let totals = json!({
        "type": "object", "properties": counts, "required": counts.keys().collect::<Vec<_>>(),
        "description": say("Jumlah atas semua jenis yang daftarnya lengkap.", "The sums over all kinds whose register is complete."),
    });
    let meta = json!({
        "type": "object", "description": say("Tentang ringkasan.", "About the summary."),
        "required": ["total", "limit", "revision", "release", "coverage", "totals"],
        "properties": {
            "total": count(1_000_000_000, say("Jumlah baris ringkasan.", "Rows of the whole summary.")),
            "limit": count(1_000_000_000, say("Jumlah baris sehalaman.", "Rows of a page.")),
            "revision": count(1_000_000_000, say("Revisi katalog yang menjawab.", "Revision of the catalogue that answers.")),
            "release": release, "coverage": coverage(), "totals": totals,
        },
    });
    let summary = json!({
        "type": "object", "required": ["data", "meta", "links"],
        "description": say("Satu halaman ringkasan.", "A page of a summary."),
        "properties": {
            "data": rows(MOST_STATS, "ComplianceSummaryRow", say("Barisnya.", "Its rows.")),
            "meta": reference("ComplianceSummaryMeta"), "links": reference("ListLinks"),
        },
    });
    let complete = json!({
        "type": "object", "required": ["rows", "sentence"],
        "description": say("Kelengkapan katalog untuk pertanyaan ini.", "How complete the catalogue is for the question."),
        "properties": {
            "rows": rows(200, "Coverage", say("Edisi dan tingkat yang tersentuh pertanyaannya. Daftar compliance dan ringkasannya selalu menyebut edisi pada tahun-tahunnya; di tempat lain kosong bila tidak ada filter yang membatasinya: semuanya ada di /v1/coverage.", "The editions and tiers that the question touches. Lists of compliance and its summaries always name the editions of their years; elsewhere it is empty where no filter narrows them: all are at /v1/coverage.")),
            "sentence": {"type": "string", "maxLength": 2_000, "description": say("Kelengkapannya dalam satu kalimat.", "How complete it is, in a sentence.")},
        },
    });
    let made = [
        ("ComplianceSummary", summary),
        ("ComplianceSummaryRow", row),
        ("ComplianceSummaryMeta", meta),
        ("Completeness", complete),
    ];
    made.into_iter().map(|(name, schema)| (name.to_owned(), schema)).collect()
}

fn counted(name: &str, description: &str) -> Value {
    match name {
        "recorded_rate" => json!({
            "type": ["number", "null"], "format": "double", "minimum": 0, "maximum": 1, "description": description,
        }),
        "obligated" => json!({
            "type": ["integer", "null"], "format": "int64", "minimum": 0, "maximum": 1_000_000_000,
            "description": description,
        }),
        _ => json!({
            "type": "integer", "format": "int64", "minimum": 0, "maximum": 1_000_000_000, "description": description,
        }),
    }
}

/// What answers say of completeness, as the service says it; a test says so.
static SAID: LazyLock<Value> =
    LazyLock::new(|| serde_json::from_str(include_str!("../worked.json")).unwrap_or_default());

/// What an answer says of completeness: that of a list by the name of its table, with `_detail` that of a row, or that of
/// `stats` or `summary`. Null where nothing is said.
pub(crate) fn completeness_example(of: &str) -> Value {
    let is_of = |said: &&Value| said["of"].as_array().is_some_and(|all| all.iter().any(|one| one == of));
    let found = SAID["completeness"].as_array().into_iter().flatten().find(is_of);
    found.map(|found| found["said"].clone()).unwrap_or_default()
}

/// `meta.coverage`.
pub(crate) fn coverage() -> Value {
    json!({"oneOf": [reference("Completeness"), {"type": "null"}]})
}
