//! Lists and details of tables.

use inovasi_entity::{RESERVED, Table};
use inovasi_schema::graphql::pascal;
use inovasi_schema::{Code, Language, default_rows, forms};
use serde_json::{Value, json};

use super::releases::moved;
use super::summary::completeness_example;
use super::{ALWAYS, OF_FORMS, Words, kept, operation, with_files};
use crate::http::cite::address;
use crate::http::tables::alone;
use crate::openapi::components::{header, responses};
use crate::openapi::rows::reference;
use crate::openapi::{parameters, sample};

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
        "meta": about(table),
        "links": {"self": path, "next": null, "prev": null, "first": path, "cite": address(&path)},
    });
    let description = language.pick("Satu halaman.", "A page.");
    let mut ok = kept(description, reference(&format!("{}List", pascal(table.name))), example);
    ok["headers"]["Link"] = header("Link");
    with_files(&mut ok, forms(table), language);
    operation(words, parameters::of_list(table, language), responses(ok, &OF_FORMS, true, language))
}

/// About a page of one row.
fn about(table: &Table) -> Value {
    json!({
        "total": 1, "limit": default_rows(table), "revision": 1, "release": null,
        "coverage": completeness_example(table.name),
    })
}

/// `POST /v1/{list}/search`
pub(crate) fn search(table: &'static Table, language: Language) -> Value {
    let name = pascal(table.name);
    let words = Words {
        id: format!("search{}", pascal(table.plural)),
        tag: table.path(),
        summary: language.pick(format!("Cari {}", table.plural), format!("Search {}", table.plural)),
        description: language.pick(
            "Daftar yang sama untuk filter yang terlalu panjang bagi alamat: parameternya sebagai JSON; ids sampai 5000. Alamat pada links diminta dengan POST dan isi yang sama.".to_owned(),
            "The same list for filters too long for an address: its parameters as JSON; ids up to 5,000. Addresses in links are asked with POST and the same body.".to_owned(),
        ),
    };
    let example = json!({
        "data": [sample::rows(table).next().unwrap_or_default()],
        "meta": about(table),
        "links": {
            "self": format!("/v1/{}/search", table.path()), "next": null, "prev": null,
            "first": format!("/v1/{}/search", table.path()),
            "cite": address(&format!("/v1/{}?ids={}&limit=5", table.path(), sample::id(table))),
        },
    });
    let mut ok = kept(language.pick("Satu halaman.", "A page."), reference(&format!("{name}List")), example);
    for header in ["ETag", "Cache-Control"] {
        if let Some(headers) = ok["headers"].as_object_mut() {
            headers.remove(header);
        }
    }
    ok["headers"]["Link"] = header("Link");
    with_files(&mut ok, forms(table), language);
    let codes = [&[Code::UnsupportedMediaType, Code::PayloadTooLarge][..], &OF_FORMS].concat();
    let cursor = json!({"$ref": "#/components/parameters/cursor"});
    let mut operation = operation(words, vec![cursor], responses(ok, &codes, false, language));
    operation["requestBody"] = json!({
        "required": true, "description": language.pick("Parameternya.", "Its parameters."),
        "content": {"application/json": {"schema": reference(&format!("{name}Search")), "example": {"ids": [sample::id(table)], "limit": 5}}},
    });
    operation
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
        "schema": {"type": "string", "minLength": 1, "maxLength": 200, "not": {"enum": RESERVED}},
    });
    let example = json!({
        "data": sample::detail(table),
        "meta": {
            "revision": 1, "release": null, "coverage": completeness_example(&format!("{}_detail", table.name)), "cut": [],
        },
        "links": alone(&format!("/v1/{}/{id}", table.path())),
    });
    let ok = kept(language.pick("Barisnya.", "The row."), reference(&format!("{name}Detail")), example);
    // 405 is of the address search, which is no id.
    let codes = [&[Code::NotFound, Code::Gone, Code::MethodNotAllowed][..], &ALWAYS].concat();
    let mut responses = responses(ok, &codes, true, language);
    responses["301"] = merged(language);
    operation(words, vec![parameter], responses)
}

/// The answer of a row that was merged.
pub(super) fn merged(language: Language) -> Value {
    moved(language.pick(
        "Barisnya digabung: alamat baris yang menggantikannya.",
        "The row was merged: the address of the one that took its place.",
    ))
}
