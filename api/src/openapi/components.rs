//! What operations share: headers, problem responses, envelopes.

use inovasi_schema::graphql::{LONGEST_NAME, LONGEST_QUERY};
use inovasi_schema::{Code, Language};
use serde_json::{Map, Value, json};

use super::{operations, parameters, rows};

/// The components of the document.
pub(crate) fn components(language: Language) -> Value {
    let mut schemas = rows::schemas(language);
    schemas.extend(envelopes(language));
    schemas.extend(operations::summary_schemas(language));
    schemas.extend(operations::cite_schemas(language));
    schemas.extend(operations::lineage_schemas(language));
    schemas.extend(operations::change_schemas(language));
    schemas.extend(operations::dataset_schemas(language));
    schemas.extend(operations::release_schemas(language));
    schemas.extend(operations::ogc_schemas(language));
    let responses: Map<String, Value> = TOLD.iter().map(|code| (component(*code), problem(*code, language))).collect();
    json!({
        "schemas": schemas, "responses": responses, "parameters": parameters::shared(language),
        "headers": headers(language),
    })
}

/// The codes that stand for their status in an operation; others of the same status are told with them.
const TOLD: [Code; 13] = [
    Code::InvalidParameter,
    Code::NotFound,
    Code::Gone,
    Code::MethodNotAllowed,
    Code::NotAcceptable,
    Code::PayloadTooLarge,
    Code::UnsupportedMediaType,
    Code::PreconditionFailed,
    Code::RangeNotSatisfiable,
    Code::UriTooLong,
    Code::TooManyRequests,
    Code::Internal,
    Code::Unavailable,
];

/// Name of the response of a code.
fn component(code: Code) -> String {
    inovasi_schema::graphql::pascal(code.name())
}

/// Responses of an operation: its own 200, and a problem for each code; codes of one status are told together.
pub(crate) fn responses(ok: Value, codes: &[Code], cached: bool, language: Language) -> Value {
    let mut responses = Map::new();
    let mut ok = ok;
    // Where the operator sets a limit, every answer tells what is left.
    for name in ["RateLimit", "RateLimit-Policy"] {
        ok["headers"][name] = header(name);
    }
    responses.insert("200".into(), ok);
    if cached {
        let description = language.pick(
            "Tidak berubah: jawaban yang dipegang penanya masih berlaku.",
            "Not modified: the answer that the caller holds still stands.",
        );
        let headers = json!({
            "ETag": header("ETag"), "Cache-Control": header("Cache-Control"), "X-Request-Id": header("X-Request-Id"),
            "API-Version": header("API-Version"),
        });
        responses.insert("304".into(), json!({"description": description, "headers": headers}));
    }
    for code in codes {
        let reference = json!({"$ref": format!("#/components/responses/{}", component(*code))});
        responses.entry(code.status().to_string()).or_insert(reference);
    }
    responses.into()
}

/// A reference to a header.
pub(crate) fn header(name: &str) -> Value {
    json!({"$ref": format!("#/components/headers/{name}")})
}

fn headers(language: Language) -> Value {
    let say = |indonesian: &'static str, english: &'static str| language.pick(indonesian, english);
    let text = |description: &str, example: &str, longest: usize| {
        json!({
            "description": description, "schema": {"type": "string", "maxLength": longest}, "example": example,
        })
    };
    json!({
        "ETag": text(say("Penanda jawaban, untuk If-None-Match.", "The answer's validator, for If-None-Match."), "W/\"1-0123456789abcdef\"", 100),
        "Cache-Control": text(say("Boleh disimpan siapa pun, ditanyakan ulang sebelum dipakai.", "Anyone may keep it, and asks again before using it."), "public, max-age=0, must-revalidate", 100),
        "Link": text(say("Halaman pertama, berikut, dan sebelumnya (RFC 8288).", "First, next and previous page (RFC 8288)."), "</v1/innovations?limit=5>; rel=\"first\"", 20_000),
        "Content-Disposition": text(say("Nama berkasnya.", "A name for the file."), "attachment; filename=\"inovasi.bib\"", 300),
        "API-Version": text(say("Versi API.", "Version of the API."), "1", 10),
        "X-Request-Id": text(say("Pengenal permintaan ini, juga di dalam log.", "Id of this request, in the log, too."), "0191f3c2a4b0-1", 100),
        "RateLimit": text(say("Sisa permintaan dan detik sampai utuh kembali; hanya bila pengelola membatasi.", "Requests left, and seconds until all are back; where the operator sets a limit."), "\"client\";r=5999;t=1", 100),
        "RateLimit-Policy": text(say("Permintaan yang boleh dikirim satu klien dalam w detik.", "Requests that one client may send within w seconds."), "\"client\";q=6000;w=60", 100),
        "Allow": text(say("Metode yang diterima.", "Methods that are taken."), "GET, HEAD, OPTIONS", 100),
        "Vary": text(say("Jawaban bergantung pada kepala permintaan ini.", "The answer depends on these request headers."), "accept-encoding", 200),
        "Accept-Ranges": text(say("Bagian berkas dapat diminta, dalam byte.", "Parts of the file can be asked for, in bytes."), "bytes", 20),
        "Content-Range": text(say("Bagian yang dikirim dan panjang seluruhnya; pada 416 panjangnya saja.", "The part that is sent and the length of the whole; with 416 the length alone."), "bytes 0-99/2048", 100),
        "Content-Disposition": text(say("Nama untuk menyimpan berkas.", "Name to save the file under."), "attachment; filename=\"innovations.csv\"", 300),
        "Repr-Digest": text(say("SHA-256 seluruh berkas, juga pada satu bagiannya (RFC 9530).", "SHA-256 of the whole file, with a part of it too (RFC 9530)."), "sha-256=:47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=:", 100),
        "Last-Modified": text(say("Saat paket data revisi itu dibuat.", "When the revision's package was made."), "Tue, 24 Nov 2026 00:00:00 GMT", 40),
        "Location": text(say("Alamat tempat jawabannya.", "Address at which the answer is."), "/v1/releases/2026-11-24", 2000),
        "Content-Length": {
            "description": say("Panjang isi, byte.", "Length of the body, bytes."),
            "schema": {"type": "integer", "format": "int64", "minimum": 0, "maximum": 9_007_199_254_740_991_i64}, "example": 2048,
        },
        "Retry-After": {
            "description": say("Detik sampai sebaiknya dicoba lagi.", "Seconds after which to try again."),
            "schema": {"type": "integer", "format": "int32", "minimum": 1, "maximum": 3600}, "example": 5,
        },
    })
}

fn problem(code: Code, language: Language) -> Value {
    let mut headers = json!({"X-Request-Id": header("X-Request-Id"), "API-Version": header("API-Version")});
    match code {
        Code::Unavailable => headers["Retry-After"] = header("Retry-After"),
        Code::RangeNotSatisfiable => {
            headers["Accept-Ranges"] = header("Accept-Ranges");
            headers["Content-Range"] = header("Content-Range");
        }
        Code::MethodNotAllowed => headers["Allow"] = header("Allow"),
        Code::TooManyRequests => {
            headers["Retry-After"] = header("Retry-After");
            headers["RateLimit"] = header("RateLimit");
            headers["RateLimit-Policy"] = header("RateLimit-Policy");
        }
        _ => {}
    }
    let example = json!({
        "type": code.url(), "title": code.title(), "status": code.status(), "detail": code.meaning(Language::English),
        "instance": "urn:inovasi:request:0191f3c2a4b0-1", "code": code.name(), "errors": [],
    });
    json!({
        "description": code.meaning(language),
        "headers": headers,
        "content": {"application/problem+json": {"schema": rows::reference("Problem"), "example": example}},
    })
}

fn envelopes(language: Language) -> Map<String, Value> {
    let say = |indonesian: &'static str, english: &'static str| language.pick(indonesian, english);
    let count = |description: &str| json!({"type": "integer", "format": "int64", "minimum": 0, "maximum": 1_000_000_000, "description": description});
    let link = |description: &str| json!({"type": ["string", "null"], "maxLength": 20_000, "description": description});
    let text =
        |description: &str, longest: usize| json!({"type": "string", "maxLength": longest, "description": description});
    let maybe = |description: &str, longest: usize| json!({"type": ["string", "null"], "maxLength": longest, "description": description});
    let cite = operations::cite_link(language);
    let release = maybe(say("Rilis yang dijawab, atau null.", "The release that is answered from, or null."), 40);
    let revision = count(say("Revisi katalog yang menjawab.", "Revision of the catalogue that answers."));
    let object = |description: &str, properties: Value| {
        let required: Vec<&String> = properties.as_object().map(|map| map.keys().collect()).unwrap_or_default();
        json!({"type": "object", "description": description, "required": required, "properties": properties})
    };
    let meta = object(
        say("Tentang daftar.", "About the list."),
        json!({
            "total": count(say("Jumlah baris seluruh daftar menurut filter, tepat.", "Rows of the whole filtered list, exact.")),
            "limit": count(say("Jumlah baris sehalaman.", "Rows of a page.")),
            "revision": revision, "release": release,
            "coverage": operations::coverage(),
        }),
    );
    let links = object(
        say("Alamat halaman-halaman daftar.", "Addresses of the list's pages."),
        json!({
            "self": text(say("Halaman ini.", "This page."), 20_000),
            "next": link(say("Halaman berikut, atau null.", "The next page, or null.")),
            "prev": link(say("Halaman sebelumnya, atau null.", "The page before, or null.")),
            "first": text(say("Halaman pertama.", "The first page."), 20_000),
            "cite": cite,
        }),
    );
    let cut = object(
        say(
            "Hubungan yang barisnya lebih banyak daripada yang disertakan.",
            "A relation with more rows than are nested.",
        ),
        json!({
            "relation": text(say("Namanya.", "Its name."), 100), "total": count(say("Jumlah barisnya.", "How many rows it has.")),
            "url": maybe(say("Alamat daftar semuanya.", "Address of the list of all of them."), 2_000),
        }),
    );
    let fault = object(
        say("Yang salah pada satu parameter.", "What is wrong with one parameter."),
        json!({
            "parameter": text(say("Namanya.", "Its name."), 16_384), "message": text(say("Kesalahannya.", "What is wrong."), 1_000),
            "allowed": {"type": "array", "maxItems": 100, "items": {"type": "string", "maxLength": 1_000}, "description": say("Yang diterima; paling banyak seratus.", "What is allowed; at most a hundred.")},
            "suggestion": maybe(say("Ejaan benar yang terdekat.", "The nearest right spelling."), 1_000),
        }),
    );
    let mut problem = object(
        say("Kesalahan (RFC 9457).", "A problem (RFC 9457)."),
        json!({
            "type": text(say("Halaman yang menjelaskan kode ini.", "The page that explains the code."), 200),
            "title": text(say("Judul kode ini.", "Title of the code."), 200),
            "status": {"type": "integer", "format": "int32", "minimum": 400, "maximum": 599, "description": say("Status HTTP.", "HTTP status.")},
            "detail": text(say("Kesalahan kali ini.", "What went wrong this time."), 40_000),
            "instance": maybe(say("Pengenal permintaan ini.", "Id of this request."), 200),
            "code": {"type": "string", "enum": Code::ALL.iter().map(|code| code.name()).collect::<Vec<_>>(), "description": say("Kode tetap, untuk program.", "Fixed code, for programs.")},
            "errors": {"type": "array", "maxItems": 50, "items": rows::reference("ParameterError"), "description": say("Semua parameter yang salah.", "Every parameter at fault.")},
        }),
    );
    problem["properties"]["tombstone"] = json!({
        "type": "object", "description": say("Baris yang dihapus atau digabung, pada 410.", "The row that was deleted or merged, with 410."), "maxProperties": 10,
    });
    let detail = object(
        say("Tentang rincian.", "About the detail."),
        json!({
            "revision": revision, "release": release, "coverage": operations::coverage(),
            "cut": {"type": "array", "maxItems": 50, "items": rows::reference("Cut"), "description": say("Hubungan yang tidak disertakan seluruhnya.", "Relations that are not nested whole.")},
        }),
    );
    let this = object(
        say("Alamat rincian.", "Address of the detail."),
        json!({"self": text(say("Alamat ini.", "This address."), 20_000), "cite": cite}),
    );
    let free = |description: &str| json!({"type": ["object", "null"], "description": description});
    let mut request = object(
        say("Pertanyaan GraphQL.", "A GraphQL question."),
        json!({
            "query": text(say("Teksnya; sidiknya saja boleh menurut protokol kueri tersimpan.", "Its text; the protocol of persisted queries takes its hash alone."), LONGEST_QUERY),
            "operationName": maybe(say("Operasi yang dimaksud.", "Which operation is meant."), LONGEST_NAME),
            "variables": free(say("Nilai variabel.", "Values of variables.")),
            "extensions": free(say("Perluasan: persistedQuery.", "Extensions: persistedQuery.")),
        }),
    );
    request["required"] = json!(["query"]);
    let mut answer = object(
        say("Jawaban GraphQL.", "A GraphQL answer."),
        json!({
            "data": free(say("Jawabannya; tidak ada bila permintaan ditolak.", "The answer; missing where the request was refused.")),
            "errors": {"type": "array", "maxItems": 1000, "description": say("Kesalahan; extensions.code memuat kodenya.", "Errors; extensions.code has the code."), "items": {"type": "object", "required": ["message"], "properties": {"message": text(say("Kesalahannya.", "What went wrong."), 40_000)}}},
            "extensions": free(say("Biaya permintaan dan batasnya, di cost.", "The cost of the request and its limits, in cost.")),
        }),
    );
    answer["required"] = json!([]);
    let facet = object(
        say("Satu nilai dan jumlah barisnya.", "A value and how many rows have it."),
        json!({
            "value": {"type": ["string", "integer", "boolean", "null"], "maxLength": 1_000, "minimum": -1_000_000_000, "maximum": 1_000_000_000, "description": say("Nilainya; null: tidak diketahui.", "The value; null: not known.")},
            "label": text(say("Sebutannya.", "What it is called."), 10_000), "count": count(say("Jumlah barisnya.", "How many rows have it.")),
        }),
    );
    let mut stats_meta = object(
        say("Tentang statistik.", "About the statistic."),
        json!({
            "total": count(say("Jumlah baris statistik.", "Rows of the whole statistic.")),
            "limit": count(say("Jumlah baris sehalaman.", "Rows of a page.")),
            "revision": revision, "release": release,
            "coverage": operations::coverage(),
            "additive": {"type": "boolean", "description": say("Apakah baris-barisnya berjumlah totals.", "Whether the rows add up to totals.")},
            "totals": {"type": "object", "maxProperties": 10, "additionalProperties": count(""), "description": say("Jumlah semua yang dipilih filter, masing-masing sekali.", "The counts of all that the filters select, each once.")},
            "per": {"type": ["string", "null"], "enum": ["population", "agencies", null], "description": say("Pembaginya.", "What counts are divided by.")},
            "population_date": maybe(say("Tanggal jumlah penduduk.", "Date of the population."), 10),
        }),
    );
    if let Some(total) = stats_meta.pointer_mut("/properties/totals/additionalProperties/description") {
        *total = say("Jumlahnya.", "The count.").into();
    }
    let suggestion = object(
        say("Satu saran.", "A suggestion."),
        json!({
            "kind": {"type": "string", "enum": inovasi_schema::SUGGESTED, "description": say("Jenisnya.", "What it is.")},
            "id": text(say("id barisnya.", "Id of the row."), 200), "label": text(say("Sebutannya.", "What it is called."), 20_000),
            "region_id": maybe(say("Wilayahnya.", "The region where it is."), 200),
        }),
    );
    let mut stats_row = json!({
        "type": "object", "description": say("Satu baris statistik: nilai dimensi yang diminta dengan sebutannya, lalu hitungannya.", "A row of a statistic: the values of the dimensions asked for with their labels, then the counts."),
        "properties": {},
    });
    for name in inovasi_schema::DIMENSIONS {
        let described = language.pick(format!("Nilai {name}."), format!("Value of {name}."));
        stats_row["properties"][*name] = if *name == "year" {
            json!({"type": ["integer", "null"], "format": "int32", "minimum": 1, "maximum": 9999, "description": described})
        } else {
            maybe(&described, 200)
        };
        let label = language.pick(format!("Sebutan {name}."), format!("What {name} is called."));
        stats_row["properties"][format!("{name}_label")] = text(&label, 10_000);
    }
    for name in inovasi_schema::MEASURES {
        stats_row["properties"][*name] = count(&language.pick(format!("Jumlah {name}."), format!("Number of {name}.")));
        stats_row["properties"][format!("{name}_per")] = json!({
            "type": ["number", "null"], "format": "double", "minimum": 0, "maximum": 1_000_000_000,
            "description": language.pick(format!("{name} dibagi menurut per; null bila pembaginya tidak diketahui."), format!("{name} divided by per; null where the divisor is not known.")),
        });
    }
    let listed = |description: &str, items: &str, most: u64, meta: &str| {
        object(
            description,
            json!({
                "data": {"type": "array", "maxItems": most, "items": rows::reference(items), "description": say("Isinya.", "Its rows.")},
                "meta": rows::reference(meta), "links": rows::reference("ListLinks"),
            }),
        )
    };
    let made = [
        ("Facet", facet),
        (
            "Stats",
            listed(
                say("Satu halaman statistik.", "A page of a statistic."),
                "StatsRow",
                inovasi_schema::MOST_STATS,
                "StatsMeta",
            ),
        ),
        ("StatsRow", stats_row),
        ("StatsMeta", stats_meta),
        ("Suggestion", suggestion),
        (
            "Suggestions",
            listed(say("Saran.", "Suggestions."), "Suggestion", inovasi_schema::MOST_SUGGESTIONS, "ListMeta"),
        ),
        ("GraphqlRequest", request),
        ("GraphqlAnswer", answer),
        ("ListMeta", meta),
        ("ListLinks", links),
        ("Cut", cut),
        ("ParameterError", fault),
        ("Problem", problem),
        ("DetailMeta", detail),
        ("SelfLink", this),
    ];
    made.into_iter().map(|(name, schema)| (name.to_owned(), schema)).collect()
}
