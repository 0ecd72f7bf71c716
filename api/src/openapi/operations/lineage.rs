//! Families of innovations.

use inovasi_entity::{Kind, ReplicationStatus, Table, innovation, replication};
use inovasi_schema::{Code, LINEAGE_EDGES, LINEAGE_NODES, Language, MOST_LINEAGE_EDGES, MOST_LINEAGE_NODES};
use serde_json::{Map, Value, json};

use super::lists::merged;
use super::summary::completeness_example;
use super::{ALWAYS, Words, coverage, kept, operation};
use crate::http::tables::alone;
use crate::openapi::components::responses;
use crate::openapi::parameters::listed;
use crate::openapi::rows::reference;

/// An innovation with all that a family can have: one that continues it, one that replicates it, an agency.
const SHOWN: &str = "sipelandukilat-provinsi-kalimantan-utara";

/// The statuses of replications.
fn statuses() -> Vec<&'static str> {
    ReplicationStatus::VOCABULARY.terms.iter().map(|term| term.code).collect()
}

/// `GET /v1/innovations/{id}/lineage`
pub(crate) fn lineage(language: Language) -> Value {
    let words = Words {
        id: "getInnovationLineage".into(),
        tag: innovation::TABLE.path(),
        summary: language.pick("Silsilah satu inovasi", "The family of an innovation").into(),
        description: language
            .pick(
                "Yang diteruskannya, kelanjutannya, dan siapa yang mereplikasi mereka, sebagai simpul dan garis; sama dari inovasi mana pun di dalamnya. Tanpa status dan internal hanya replikasi yang dihitung: dinyatakan sumber, di luar pemerintahannya sendiri.",
                "What it continues, what continues it, and who replicated any of them, as nodes and edges; the same from whichever of its innovations. Without status and internal only replications that count: stated by a source, outside the own government.",
            )
            .into(),
    };
    let ok = kept(language.pick("Silsilahnya.", "The family."), reference("LineageAnswer"), example());
    let codes = [&[Code::NotFound, Code::Gone][..], &ALWAYS].concat();
    let mut responses = responses(ok, &codes, true, language);
    responses["301"] = merged(language);
    operation(words, parameters(language), responses)
}

fn parameters(language: Language) -> Vec<Value> {
    let say = |indonesian: &'static str, english: &'static str| language.pick(indonesian, english);
    let id = json!({
        "name": "id", "in": "path", "required": true, "example": SHOWN,
        "description": say("Pengenal inovasi, tidak pernah berubah.", "Id of the innovation; it never changes."),
        "schema": {"type": "string", "minLength": 1, "maxLength": 200},
    });
    let mut status = listed(
        "status",
        &statuses(),
        "stated,study_visit",
        say("Replikasi dengan status ini, dipisahkan koma.", "Replications of these statuses, between commas."),
    );
    status["schema"]["default"] = "stated".into();
    let mut internal = listed(
        "internal",
        &["true", "false"],
        "true,false",
        say(
            "Replikasi di dalam pemerintahannya sendiri (true), di luarnya (false), atau keduanya, dipisahkan koma.",
            "Replications within the own government (true), outside it (false), or both, between commas.",
        ),
    );
    internal["schema"]["default"] = "false".into();
    vec![id, status, internal, json!({"$ref": "#/components/parameters/lang"})]
}

/// A true answer: the rows of the package that the program carries.
fn example() -> Value {
    let copy = "jempol-pelanduk-kabupaten-banjar";
    let later = "sipelandukilat-smart-provinsi-kalimantan-utara";
    json!({
        "data": {
            "root": SHOWN,
            "nodes": [
                {"id": SHOWN, "kind": "innovation", "label": "Sipelandukilat (Sistem Pelayanan Administrasi Kependudukan untuk Wilayah Perbatasan)"},
                {"id": copy, "kind": "innovation", "label": "Jempol Pelanduk (Jemput Bola Pelayanan Administrasi Kependudukan)"},
                {"id": later, "kind": "innovation", "label": "Sipelandukilat SMART"},
            ],
            "edges": [
                {"from": SHOWN, "to": copy, "kind": "replication", "status": "stated", "year": 2021, "km": 691},
                {"from": SHOWN, "to": later, "kind": "continues", "status": null, "year": null, "km": null},
            ],
        },
        "meta": {"revision": 1, "release": null, "coverage": completeness_example("replication")},
        "links": alone(&format!("/v1/innovations/{SHOWN}/lineage")),
    })
}

/// The schemas of a family.
pub(crate) fn lineage_schemas(language: Language) -> Map<String, Value> {
    let say = |indonesian: &'static str, english: &'static str| language.pick(indonesian, english);
    let object = |description: &str, properties: Value| {
        let required: Vec<&String> = properties.as_object().map(|map| map.keys().collect()).unwrap_or_default();
        json!({"type": "object", "description": description, "required": required, "properties": properties})
    };
    let text = |longest: usize, description: &str| json!({"type": "string", "minLength": 1, "maxLength": longest, "description": description});
    let rows = |most: usize, name: &str, description: &str| json!({"type": "array", "maxItems": most, "items": reference(name), "description": description});
    let node = object(
        say("Satu simpul silsilah.", "One of a family."),
        json!({
            "id": text(LONGEST_ID, say("id barisnya; bila dua jenis simpul ber-id sama, yang kemudian diawali jenisnya dan titik dua.", "Id of the row; where two kinds of nodes share one, the later begins with its kind and a colon.")),
            "kind": of_names(&LINEAGE_NODES, language),
            "label": text(20_000, say("Sebutannya.", "What it is called.")),
        }),
    );
    let statuses: Vec<Option<&str>> = statuses().into_iter().map(Some).chain([None]).collect();
    let edge = object(
        say("Satu garis silsilah, dari yang asal.", "What joins two of a family, from the origin on."),
        json!({
            "from": text(LONGEST_ID, say("id simpul asalnya.", "Id of the node that came first.")),
            "to": text(LONGEST_ID, say("id simpul tujuannya.", "Id of the node that came of it.")),
            "kind": of_names(&LINEAGE_EDGES, language),
            "status": {"type": ["string", "null"], "enum": statuses, "description": say("Kepastian replikasinya; null untuk kelanjutan.", "How sure a replication is; null for a continuation.")},
            "year": number(&replication::TABLE, "year", say("Tahun replikasinya, atau tahun inovasi yang kemudian; null: tidak diketahui.", "Year of the replication, or of the later innovation; null: not known.")),
            "km": number(&replication::TABLE, "km", say("Jarak lurus kedua wilayah, kilometer; null: tidak diketahui, atau bukan replikasi.", "Distance between the two regions as the crow flies, kilometres; null: not known, or no replication.")),
        }),
    );
    let family = object(
        say("Silsilah satu inovasi.", "The family of an innovation."),
        json!({
            "root": text(LONGEST_ID, say("id inovasi yang mengawali semuanya.", "Id of the innovation that it all began with.")),
            "nodes": rows(MOST_LINEAGE_NODES, "LineageNode", say("Simpulnya: awalnya dahulu, lalu menurut jenis dan id.", "Its nodes: the root first, then by kind and id.")),
            "edges": rows(MOST_LINEAGE_EDGES, "LineageEdge", say("Garis-garisnya.", "What joins them.")),
        }),
    );
    let meta = object(
        say("Tentang silsilah.", "About the family."),
        json!({
            "revision": {"type": "integer", "format": "int64", "minimum": 0, "maximum": 1_000_000_000, "description": say("Revisi katalog yang menjawab.", "Revision of the catalogue that answers.")},
            "release": {"type": ["string", "null"], "maxLength": 40, "description": say("Rilis yang dijawab, atau null.", "The release that is answered from, or null.")},
            "coverage": coverage(),
        }),
    );
    let answer = object(
        say("Silsilah satu inovasi, dengan keterangannya.", "The family of an innovation, and about it."),
        json!({"data": reference("Lineage"), "meta": reference("LineageMeta"), "links": reference("SelfLink")}),
    );
    let made = [
        ("LineageAnswer", answer),
        ("Lineage", family),
        ("LineageNode", node),
        ("LineageEdge", edge),
        ("LineageMeta", meta),
    ];
    made.into_iter().map(|(name, schema)| (name.to_owned(), schema)).collect()
}

/// Most characters of the id of a node: that of a row, its kind before it where need be.
const LONGEST_ID: usize = 220;

/// One of some names, each with its meaning.
fn of_names(names: &[(&str, &str, &str)], language: Language) -> Value {
    let known: Vec<&str> = names.iter().map(|(name, ..)| *name).collect();
    let meanings = names.iter().map(|(name, own, english)| format!("{name}: {}", language.pick(own, english)));
    json!({"type": "string", "enum": known, "description": meanings.collect::<Vec<_>>().join(" ")})
}

/// A whole number within the bounds of a column, or null.
fn number(table: &Table, column: &str, description: &str) -> Value {
    let (min, max) = match table.shown().find(|own| own.name == column).map(|column| column.kind) {
        Some(Kind::Integer { min, max }) => (min, max),
        _ => (i32::MIN, i32::MAX),
    };
    json!({"type": ["integer", "null"], "format": "int32", "minimum": min, "maximum": max, "description": description})
}
