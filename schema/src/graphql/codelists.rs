//! Root fields that are no lists of rows: codelists, and what the catalogue says of itself.

use std::collections::HashMap;
use std::sync::Arc;

use async_graphql::dynamic::{self, Field, FieldFuture, FieldValue, InputValue, SchemaBuilder, TypeRef};
use async_graphql::{Name, Value};
use inovasi_entity::code;
use serde_json::{Value as Json, json};

use super::failure::failed;
use super::load::Node;
use super::root::Asked;
use super::types::key;
use crate::codelists::{codelist, codelists};
use crate::meta::meta;
use crate::row::Object;
use crate::words::Language;

/// A field of an object whose value is a JSON object: name in GraphQL, name in JSON, type, Indonesian, English.
type Plain = (&'static str, &'static str, &'static str, &'static str, &'static str);

const CODELIST: &[Plain] = &[
    ("name", "id", "String!", "Nama daftar kode.", "Name of the codelist."),
    (
        "closed",
        "closed",
        "Boolean!",
        "Apakah bagian dari program; bila tidak, bagian dari data.",
        "Whether it is part of the program; if not, it is part of the data.",
    ),
    ("codes", "codes", "[Code!]!", "Kode-kodenya, menurut urutannya.", "Its codes, in their order."),
];

const META: &[Plain] = &[
    ("title", "title", "String", "Judul katalog.", "Title of the catalogue."),
    ("titleEn", "title_en", "String", "Judul dalam bahasa Inggris.", "Title in English."),
    ("description", "description", "String", "Isi katalog.", "What the catalogue holds."),
    (
        "descriptionEn",
        "description_en",
        "String",
        "Isi katalog dalam bahasa Inggris.",
        "What the catalogue holds, in English.",
    ),
    ("licenses", "licenses", "[License!]", "Lisensi data.", "Licences of the data."),
    (
        "languages",
        "languages",
        "[String!]",
        "Bahasa paket data, dengan kodenya.",
        "Languages of the package, by their codes.",
    ),
    ("revision", "revision", "Revision!", "Revisi yang menjawab.", "The revision that answers."),
];

const LICENSE: &[Plain] = &[
    ("name", "name", "String", "Kode lisensi.", "Code of the licence."),
    ("title", "title", "String", "Nama lisensi.", "Name of the licence."),
    ("path", "path", "String", "Alamat teks lisensi.", "Address of its text."),
];

const REVISION: &[Plain] = &[
    (
        "number",
        "revision",
        "Int!",
        "Nomor revisi, naik satu setiap impor yang mengubah sesuatu.",
        "Number, one more with every import that changed something.",
    ),
    ("package", "package", "String!", "Nama paket data.", "Name of the package."),
    ("packageVersion", "package_version", "String!", "Versi paket data.", "Version of the package."),
    ("created", "created", "String!", "Saat (UTC) paket data dibuat.", "Instant (UTC) at which the package was made."),
];

/// Registers the types and adds the root fields.
pub(crate) fn register(builder: SchemaBuilder, root: dynamic::Object, language: Language) -> SchemaBuilder {
    let say = |indonesian: &'static str, english: &'static str| language.pick(indonesian, english);
    let root = root
        .field(
            Field::new("codelists", TypeRef::named_nn_list("Codelist"), |ctx| {
                FieldFuture::new(async move {
                    let asked = ctx.data::<Asked>()?;
                    let lists = codelists(&asked.snapshot).await.map_err(|error| failed(&error, &key(&ctx)))?;
                    Ok(Some(FieldValue::list(lists.into_iter().map(FieldValue::owned_any))))
                })
            })
            .description(say("Semua daftar kode.", "All codelists.")),
        )
        .field(
            Field::new("codelist", TypeRef::named("Codelist"), |ctx| {
                FieldFuture::new(async move {
                    let asked = ctx.data::<Asked>()?;
                    let name = ctx.args.try_get("name")?.string()?.to_owned();
                    let codes = codelist(&asked.snapshot, &name).await.map_err(|error| failed(&error, &key(&ctx)))?;
                    let closed = inovasi_entity::VOCABULARIES.iter().any(|list| list.name == name);
                    Ok(Some(FieldValue::owned_any(json!({"id": name, "closed": closed, "codes": codes}))))
                })
            })
            .argument(
                InputValue::new("name", TypeRef::named_nn(TypeRef::STRING))
                    .description(say("Nama daftar kode, misalnya sector.", "Name of the codelist, such as sector.")),
            )
            .description(say(
                "Satu daftar kode dengan label dan definisinya.",
                "One codelist with labels and definitions.",
            )),
        )
        .field(
            Field::new("meta", TypeRef::named_nn("Meta"), |ctx| {
                FieldFuture::new(async move {
                    let mut said = meta(&ctx.data::<Asked>()?.snapshot);
                    said["revision"] = said.clone();
                    Ok(Some(FieldValue::owned_any(said)))
                })
            })
            .description(say(
                "Keterangan katalog: judul, lisensi, revisi.",
                "The catalogue: title, licence, revision.",
            )),
        );
    builder
        .register(root)
        .register(plain("Codelist", say("Daftar kode.", "A codelist."), CODELIST, language))
        .register(plain("Meta", say("Keterangan katalog.", "The catalogue itself."), META, language))
        .register(plain("License", say("Lisensi data.", "A licence of the data."), LICENSE, language))
        .register(plain(
            "Revision",
            say("Keadaan katalog sesudah satu impor.", "The catalogue as one import left it."),
            REVISION,
            language,
        ))
}

fn plain(name: &str, description: &str, fields: &'static [Plain], language: Language) -> dynamic::Object {
    let mut object = dynamic::Object::new(name).description(description);
    for (field, key, kind, indonesian, english) in fields.iter().copied() {
        let resolved = Field::new(field, type_of(kind), move |ctx| {
            let value = ctx.parent_value.downcast_ref::<Json>().and_then(|json| json.get(key));
            // Codes are rows like any other, with an id and without anything beneath.
            let of = if key == "codes" { codes } else { value_of };
            FieldFuture::Value(value.filter(|value| !value.is_null()).map(of))
        });
        object = object.field(resolved.description(language.pick(indonesian, english)));
    }
    object
}

/// A type as it is written in GraphQL.
fn type_of(written: &str) -> TypeRef {
    let required = written.ends_with('!');
    let written = written.trim_end_matches('!');
    match written.strip_prefix('[') {
        Some(inner) if required => TypeRef::named_nn_list_nn(inner.trim_end_matches(']').trim_end_matches('!')),
        Some(inner) => TypeRef::named_nn_list(inner.trim_end_matches(']').trim_end_matches('!')),
        None if required => TypeRef::named_nn(written),
        None => TypeRef::named(written),
    }
}

fn codes<'a>(value: &Json) -> FieldValue<'a> {
    let rows = value.as_array().into_iter().flatten().filter_map(Json::as_object);
    let node = |row: &Object| Node { table: &code::TABLE, row: row.clone(), related: HashMap::new() };
    FieldValue::list(rows.map(|row| FieldValue::owned_any(Arc::new(node(row)))))
}

fn value_of<'a>(value: &Json) -> FieldValue<'a> {
    match value {
        Json::Object(_) => FieldValue::owned_any(value.clone()),
        Json::Array(values) => FieldValue::list(values.iter().map(value_of)),
        Json::String(text) => FieldValue::value(Value::String(text.clone())),
        other => FieldValue::value(Value::from_json(other.clone()).unwrap_or(Value::Enum(Name::new("unknown")))),
    }
}
