//! The feed of changes.

use inovasi_entity::{ChangeOperation, TABLES, competition};
use inovasi_schema::{CHANGE_PARAMETERS, DEFAULT_CHANGES, Language, MOST_ROWS};
use serde_json::{Map, Value, json};

use super::releases::sum;
use super::{ALWAYS, kept, operation, plain};
use crate::openapi::components::{header, responses};
use crate::openapi::parameters::{listed, shared};
use crate::openapi::rows::reference;
use crate::openapi::sample;

/// `GET /v1/changes`
pub(crate) fn changes(language: Language) -> Value {
    let words = plain(
        "listChanges",
        ("Perubahan sejak suatu revisi", "What changed since a revision"),
        (
            "Setiap baris yang ditambah, diubah, dihapus, atau digabung sesudah revisi itu, menurut urutan. Ikuti links.next sampai null; meta.revision halaman terakhir adalah since berikutnya. Sesudah compact, dari perubahan sampai meta.compacted_to hanya yang terakhir dari setiap baris yang tersisa, dan yang terakhir pada setiap rilis; salinan dari revisi mana pun tetap menjadi katalog yang sama.",
            "Every row that was added, changed, deleted or merged after that revision, in order. Follow links.next until it is null; meta.revision of the last page is the next since. After a compaction only the last change of every row is left of those up to meta.compacted_to, and the last one at each release; a copy of any revision still comes to the same catalogue.",
        ),
        language,
    );
    let mut ok = kept(language.pick("Satu halaman.", "A page."), reference("ChangeList"), example());
    ok["headers"]["Link"] = header("Link");
    operation(words, parameters(language), responses(ok, &ALWAYS, true, language))
}

fn tables() -> Vec<&'static str> {
    TABLES.iter().map(|table| table.name).collect()
}

fn codes() -> Vec<&'static str> {
    ChangeOperation::VOCABULARY.terms.iter().map(|term| term.code).collect()
}

/// The parameters, in the order in which they are checked.
fn parameters(language: Language) -> Vec<Value> {
    let one = |name: &&str| {
        match *name {
        "since" => json!({
            "name": "since", "in": "query", "required": false, "example": 0,
            "description": language.pick(
                "Revisi yang Anda pegang: yang terjadi sesudahnya. 0: dari awal. Paling besar revisi yang berlaku.",
                "The revision that you have: what happened after it. 0: from the beginning. At most the revision that stands.",
            ),
            "schema": {"type": "integer", "format": "int32", "minimum": 0, "maximum": i32::MAX, "default": 0},
        }),
        "content_sha256" => json!({
            "name": "content_sha256", "in": "query", "required": false,
            "description": language.pick(
                "meta.content_sha256 dari halaman yang memberi Anda since. Bila isi revisi itu di sini lain, misalnya karena katalog dipulihkan dari cadangan, jawabannya 400: ambil lagi seluruhnya dari /v1/datasets. Tanpa ini hal itu tidak diperiksa.",
                "meta.content_sha256 of the page that gave you since. If the content of that revision is another here, for instance since the catalogue was restored from a backup, the answer is 400: take the whole again from /v1/datasets. Without it this is not looked at.",
            ),
            "schema": sum(language.pick("64 digit heksadesimal.", "64 hexadecimal digits.")),
        }),
        "table" => listed(
            "table",
            &tables(),
            "award,competition",
            language.pick("Hanya baris tabel ini, dipisahkan koma.", "Only rows of these tables, between commas."),
        ),
        "op" => listed(
            "op",
            &codes(),
            "added,deleted",
            language.pick("Hanya yang mengalami ini, dipisahkan koma. Sampai meta.compacted_to yang dilihat hanya perubahan yang tersisa: baris yang ditambah lalu diubah di sana changed.", "Only what this happened to, between commas. Up to meta.compacted_to only the changes that are left are looked at: a row that was added and then changed is changed there."),
        ),
        "limit" => {
            let mut limit = shared(language)["limit"].clone();
            limit["schema"]["default"] = DEFAULT_CHANGES.into();
            limit
        }
        _ => json!({"$ref": format!("#/components/parameters/{name}")}),
    }
    };
    CHANGE_PARAMETERS.iter().map(one).collect()
}

/// A true answer: the first change of the package that the program carries to a table.
fn example() -> Value {
    let row = sample::rows(&competition::TABLE).next().unwrap_or_default();
    let before = TABLES.iter().take_while(|table| table.name != competition::TABLE.name);
    let sequence = before.map(|table| sample::count(table, |_| true)).sum::<usize>() + 1;
    let path = "/v1/changes?table=competition&limit=1";
    let next = format!("{path}&cursor=…");
    json!({
        "data": [{
            "revision": 1, "sequence": sequence, "table": competition::TABLE.name, "id": row["id"], "op": "added", "columns": [],
            "row": row, "merged_into": null,
        }],
        "meta": {
            "total": sample::count(&competition::TABLE, |_| true), "limit": 1, "revision": 1, "content_sha256": sample::content_sha256(), "release": null, "coverage": null, "since": 0, "compacted_to": null,
        },
        "links": {"self": path, "next": next, "prev": null, "first": path, "cite": null},
    })
}

/// The schemas of the feed.
pub(crate) fn change_schemas(language: Language) -> Map<String, Value> {
    let say = |indonesian: &'static str, english: &'static str| language.pick(indonesian, english);
    let object = |description: &str, properties: Value| {
        let required: Vec<&String> = properties.as_object().map(|map| map.keys().collect()).unwrap_or_default();
        json!({"type": "object", "description": description, "required": required, "properties": properties})
    };
    let number = |least: i32, description: &str| json!({"type": "integer", "format": "int32", "minimum": least, "maximum": i32::MAX, "description": description});
    let count = |description: &str| json!({"type": "integer", "format": "int64", "minimum": 0, "maximum": 1_000_000_000, "description": description});
    let release = json!({
        "type": ["string", "null"], "maxLength": 40,
        "description": say("Rilis yang dijawab, atau null.", "The release that is answered from, or null."),
    });
    let terms = ChangeOperation::VOCABULARY.terms.iter();
    let meanings: Vec<String> =
        terms.map(|term| format!("{}: {}", term.code, say(term.definition, term.definition_en))).collect();
    let change = object(
        say("Yang terjadi pada satu baris dalam satu revisi.", "What a revision did to one row."),
        json!({
            "revision": number(1, say("Revisi yang melakukannya.", "The revision that did it.")),
            "sequence": number(1, say("Urutan di dalam revisi itu; boleh berlompatan.", "Order within that revision; there may be gaps.")),
            "table": {"type": "string", "enum": tables(), "description": say("Tabel barisnya, dalam bentuk tunggal.", "Table of the row, singular.")},
            "id": {"type": "string", "minLength": 1, "maxLength": 200, "description": say("id barisnya.", "Id of the row.")},
            "op": {"type": "string", "enum": codes(), "description": meanings.join(" ")},
            "columns": {
                "type": "array", "maxItems": 200, "items": {"type": "string", "maxLength": 100},
                "description": say(
                    "Kolom yang berubah. Sesudah compact juga yang diubah oleh perubahan yang digabung ke sini. Kosong bila barisnya dihapus atau digabung, dan bila barisnya baru, kecuali perubahan tentang baris yang pernah ada digabung ke sini.",
                    "The columns that changed. After a compaction also those of the changes that were joined into this one. Empty where the row was deleted or merged, and where it is new, unless changes of a row that had been there were joined into this one.",
                ),
            },
            "row": {
                "type": ["object", "null"], "maxProperties": 200,
                "description": say(
                    "Seluruh baris sesudahnya; pada deleted dan merged baris sebagaimana adanya dulu, dengan updated_at null. Bentuknya seperti pada daftar tabelnya, tanpa kolom yang dihitung program.",
                    "The whole row afterwards; with deleted and merged the row as it was, updated_at null. Its shape is that of its table's list, without the columns that the program works out.",
                ),
            },
            "merged_into": {"type": ["string", "null"], "maxLength": 200, "description": say("Pada merged: id baris yang menggantikannya.", "With merged: id of the row that took its place.")},
        }),
    );
    let meta = object(
        say("Tentang halaman perubahan.", "About a page of changes."),
        json!({
            "total": count(say("Jumlah perubahan sejak revisi itu menurut filter, tepat.", "Changes since that revision under the filters, exact.")),
            "limit": count(say("Jumlah perubahan sehalaman.", "Changes of a page.")),
            "revision": count(say("Revisi yang berlaku; pada halaman terakhir: since yang berikutnya.", "The revision that stands; on the last page: the next since.")),
            "content_sha256": sum(say("SHA-256 isi revisi itu: content_sha256 berikutnya, di samping since.", "SHA-256 of the content of that revision: the next content_sha256, beside since.")),
            "release": release,
            "coverage": {"type": "null", "description": say("Selalu null.", "Always null.")},
            "since": number(0, say("Revisi yang disebut penanya.", "The revision that the caller named.")),
            "compacted_to": {
                "type": ["integer", "null"], "format": "int32", "minimum": 1, "maximum": i32::MAX,
                "description": say("Sampai revisi ini hanya perubahan terakhir setiap baris yang disimpan, dan yang terakhir pada setiap rilis; null: semua disimpan.", "Up to this revision only the last change of every row is kept, and the last one at each release; null: all are kept."),
            },
        }),
    );
    let list = object(
        say("Satu halaman perubahan.", "A page of changes."),
        json!({
            "data": {"type": "array", "maxItems": MOST_ROWS, "items": reference("Change"), "description": say("Perubahannya, menurut revision lalu sequence.", "The changes, by revision, then sequence.")},
            "meta": reference("ChangeMeta"), "links": reference("ListLinks"),
        }),
    );
    let made = [("ChangeList", list), ("Change", change), ("ChangeMeta", meta)];
    made.into_iter().map(|(name, schema)| (name.to_owned(), schema)).collect()
}
