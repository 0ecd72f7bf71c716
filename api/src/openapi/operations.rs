//! Operations: one function each, what it takes and everything it can answer.

use inovasi_entity::Table;
use inovasi_schema::graphql::{LONGEST_NAME, LONGEST_QUERY_IN_ADDRESS, MOST_COST, pascal};
use inovasi_schema::{Code, Language, listed_tables};
use serde_json::{Map, Value, json};

use super::components::{header, responses};
use super::rows::reference;
use super::{parameters, sample};

/// What every operation over the catalogue may answer beside its own.
const ALWAYS: [Code; 5] =
    [Code::InvalidParameter, Code::UriTooLong, Code::TooManyRequests, Code::Internal, Code::Unavailable];

/// An answer with the headers of one that can be kept.
fn kept(description: &str, schema: Value, example: Value) -> Value {
    let headers = json!({
        "ETag": header("ETag"), "Cache-Control": header("Cache-Control"), "Vary": header("Vary"),
        "X-Request-Id": header("X-Request-Id"), "API-Version": header("API-Version"),
    });
    let mut content = json!({"schema": schema});
    if !example.is_null() {
        content["example"] = example;
    }
    json!({"description": description, "headers": headers, "content": {"application/json": content}})
}

struct Words {
    id: String,
    tag: String,
    summary: String,
    description: String,
}

fn operation(words: Words, parameters: Vec<Value>, responses: Value) -> Value {
    json!({
        "operationId": words.id, "tags": [words.tag], "summary": words.summary, "description": words.description,
        "parameters": parameters, "responses": responses,
    })
}

/// `GET /v1/{list}`
pub(crate) fn list(table: &'static Table, language: Language) -> Value {
    let plural = pascal(table.plural);
    let words = Words {
        id: format!("list{plural}"),
        tag: table.path(),
        summary: language.pick(format!("Daftar {}", table.plural), format!("List {}", table.plural)),
        description: language.pick(
            format!("{} Setiap kolom adalah filter; kolom yang berbeda berlaku bersama.", table.description),
            format!("{} Every column is a filter; different columns hold at once.", table.description_en),
        ),
    };
    let path = format!("/v1/{}", table.path());
    let row = sample::rows(table).next().unwrap_or_default();
    let example = json!({
        "data": [row],
        "meta": {"total": 1, "limit": 20, "revision": 1, "release": null, "coverage": null},
        "links": {"self": path, "next": null, "prev": null, "first": path},
    });
    let description = language.pick("Satu halaman.", "A page.");
    let mut ok = kept(description, reference(&format!("{}List", pascal(table.name))), example);
    ok["headers"]["Link"] = header("Link");
    operation(words, parameters::of_list(table, language), responses(ok, &ALWAYS, true, language))
}

/// `GET /v1/{list}/{id}`
pub(crate) fn detail(table: &'static Table, language: Language) -> Value {
    let name = pascal(table.name);
    let words = Words {
        id: format!("get{name}"),
        tag: table.path(),
        summary: language.pick(format!("Satu baris {}", table.plural), format!("One row of {}", table.plural)),
        description: language.pick(
            format!("{} Dengan semua yang terkait dan sumbernya.", table.description),
            format!("{} With everything related to it, and its sources.", table.description_en),
        ),
    };
    let id = sample::id(table);
    let parameter = json!({
        "name": "id", "in": "path", "required": true, "example": id,
        "description": language.pick("Pengenal baris, tidak pernah berubah.", "Id of the row; it never changes."),
        "schema": {"type": "string", "minLength": 1, "maxLength": 200},
    });
    let example = json!({
        "data": sample::detail(table), "meta": {"revision": 1, "release": null, "cut": []},
        "links": {"self": format!("/v1/{}/{id}", table.path())},
    });
    let ok = kept(language.pick("Barisnya.", "The row."), reference(&format!("{name}Detail")), example);
    let codes = [&[Code::NotFound, Code::Gone][..], &ALWAYS].concat();
    operation(words, vec![parameter], responses(ok, &codes, true, language))
}

fn plain(id: &str, summary: (&str, &str), description: (&str, &str), language: Language) -> Words {
    Words {
        id: id.into(),
        tag: "catalogue".into(),
        summary: language.pick(summary.0, summary.1).into(),
        description: language.pick(description.0, description.1).into(),
    }
}

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
        "links": {"self": "/v1/codelists", "next": null, "prev": null, "first": "/v1/codelists"},
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

const FIRST: &str = "{ innovations(first: 2, filter: {sector: {in: [\"health\"]}}) { totalCount nodes { slug title agency { name } } } }";

fn graphql(id: &str, language: Language) -> Words {
    Words {
        id: id.into(),
        tag: "graphql".into(),
        summary: language.pick("Pertanyaan GraphQL", "A GraphQL question").into(),
        description: language
            .pick(
                "Menurut spesifikasi GraphQL-over-HTTP. Skemanya ada di /schema.graphql, panduannya di /docs/graphql. Kesalahan memakai kode yang sama dengan REST, di extensions.code.",
                "By the GraphQL-over-HTTP specification. The schema is at /schema.graphql, a guide at /docs/graphql. Errors have the same codes as on the REST face, in extensions.code.",
            )
            .into(),
    }
}

fn graphql_responses(safe: bool, codes: &[Code], language: Language) -> Value {
    let example = json!({
        "data": {"innovations": {"totalCount": 1}}, "extensions": {"cost": {"requested": 1, "limit": MOST_COST}},
    });
    let answer = |description: &str, example: &Value| {
        let mut content = json!({"schema": reference("GraphqlAnswer")});
        if !example.is_null() {
            content["example"] = example.clone();
        }
        let headers = json!({
            "X-Request-Id": header("X-Request-Id"), "API-Version": header("API-Version"), "Vary": header("Vary"),
        });
        let content = json!({"application/json": content, "application/graphql-response+json": content});
        json!({"description": description, "headers": headers, "content": content})
    };
    let mut ok = answer(language.pick("Jawabannya.", "The answer."), &example);
    if safe {
        ok["headers"]["ETag"] = header("ETag");
        ok["headers"]["Cache-Control"] = header("Cache-Control");
    }
    let mut responses = responses(ok, codes, safe, language);
    // What is no request, or is refused, is told as GraphQL tells errors.
    let refused = [
        (true, "400", "Bukan permintaan GraphQL, atau melewati batas.", "No GraphQL request, or one beyond a limit."),
        (
            true,
            "404",
            "Sidik kueri tidak dikenal; kirim beserta teksnya.",
            "The hash of a query is not known; send it with its text.",
        ),
        (safe, "405", "Mutasi; katalog hanya dibaca.", "A mutation; the catalogue is read-only."),
        (!safe, "413", "Isi terlalu panjang.", "The body is too long."),
        (!safe, "415", "Isi bukan application/json.", "The body is not application/json."),
    ];
    for (_, status, indonesian, english) in refused.iter().filter(|(is, ..)| *is) {
        responses[*status] = answer(language.pick(indonesian, english), &Value::Null);
    }
    if safe {
        responses["405"]["headers"]["Allow"] = header("Allow");
    }
    responses
}

/// What both ways of asking may answer in REST's words: what befell before the request was read.
const GRAPHQL: [Code; 5] =
    [Code::NotAcceptable, Code::UriTooLong, Code::TooManyRequests, Code::Internal, Code::Unavailable];

/// `GET /graphql`
pub(crate) fn graphql_get(language: Language) -> Value {
    let text = |name: &str, longest: usize, indonesian: &str, english: &str| {
        json!({
            "name": name, "in": "query", "required": false, "description": language.pick(indonesian, english),
            "schema": {"type": "string", "maxLength": longest},
        })
    };
    let object = |name: &str, indonesian: &str, english: &str| {
        json!({
            "name": name, "in": "query", "required": false, "description": language.pick(indonesian, english),
            "content": {"application/json": {"schema": {"type": "object"}}},
        })
    };
    let mut query = text(
        "query",
        LONGEST_QUERY_IN_ADDRESS,
        "Teks pertanyaan; boleh tidak ada bila sidiknya ada di extensions.",
        "The text of the question; may be missing where extensions has its hash.",
    );
    query["example"] = FIRST.into();
    let parameters = vec![
        query,
        text(
            "operationName",
            LONGEST_NAME,
            "Operasi yang dimaksud, bila teksnya punya beberapa.",
            "Which operation is meant, where the text has several.",
        ),
        object("variables", "Nilai variabel, sebagai objek JSON.", "Values of variables, as a JSON object."),
        object(
            "extensions",
            "Perluasan, sebagai objek JSON: persistedQuery.",
            "Extensions, as a JSON object: persistedQuery.",
        ),
    ];
    operation(graphql("queryGraphql", language), parameters, graphql_responses(true, &GRAPHQL, language))
}

/// `POST /graphql`
pub(crate) fn graphql_post(language: Language) -> Value {
    let mut said =
        operation(graphql("postGraphql", language), Vec::new(), graphql_responses(false, &GRAPHQL, language));
    said["requestBody"] = json!({
        "required": true,
        "description": language.pick("Pertanyaannya.", "The question."),
        "content": {"application/json": {"schema": reference("GraphqlRequest"), "example": {"query": FIRST}}},
    });
    said
}
