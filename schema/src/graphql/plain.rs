//! Types that are no rows: codelists, and what the catalogue says of itself.

use async_graphql::dynamic::{Object, SchemaBuilder, TypeRef};
use inovasi_entity::code;
use serde_json::{Map, Value as Json, json};

use super::failure::Failure;
use super::load::{Loading, objects};
use super::plan::Selection;
use super::types::field;
use crate::row::Object as Row;
use crate::snapshot::Snapshot;
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
    (
        "release",
        "release",
        "String",
        "Versi rilis dari revisi itu; null bila belum dirilis.",
        "Version of the release made of that revision; null where none was.",
    ),
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

const RELEASE: &[Plain] = &[
    ("version", "version", "String!", "Versinya, sebuah tanggal.", "Its version, a date."),
    ("revision", "revision", "Int!", "Revisi yang dibekukannya.", "The revision that it freezes."),
    (
        "created",
        "created",
        "String!",
        "Saat (UTC) paket datanya dibuat.",
        "Instant (UTC) at which its package was made.",
    ),
    (
        "contentSha256",
        "content_sha256",
        "String!",
        "SHA-256 isi revisi itu, heksadesimal.",
        "SHA-256 of the revision's content, hexadecimal.",
    ),
    ("files", "files", "[ReleaseFile!]!", "Berkas-berkasnya, menurut nama.", "Its files, by name."),
];

const RELEASE_FILE: &[Plain] = &[
    ("name", "name", "String!", "Nama berkas.", "Name of the file."),
    ("url", "url", "String!", "Alamatnya.", "Its address."),
    (
        "bytes",
        "bytes",
        "Float!",
        "Panjangnya, bilangan bulat; dapat melebihi Int.",
        "Its length, a whole number that may be beyond an Int.",
    ),
    ("sha256", "sha256", "String!", "SHA-256 isinya, heksadesimal.", "SHA-256 of its bytes, hexadecimal."),
    ("mediaType", "media_type", "String!", "Jenis medianya.", "Its media type."),
    (
        "rows",
        "rows",
        "Float",
        "Jumlah baris, bilangan bulat; null bila bukan tabel.",
        "Number of rows, a whole number; null where it is no table.",
    ),
];

/// A type: its name, what it is in Indonesian and English, its fields.
type Type = (&'static str, &'static str, &'static str, &'static [Plain]);

const TYPES: &[Type] = &[
    ("Codelist", "Daftar kode.", "A codelist.", CODELIST),
    ("Meta", "Keterangan katalog.", "The catalogue itself.", META),
    ("License", "Lisensi data.", "A licence of the data.", LICENSE),
    ("Revision", "Keadaan katalog sesudah satu impor.", "The catalogue as one import left it.", REVISION),
    (
        "Release",
        "Satu revisi yang dibekukan menjadi berkas yang tidak pernah berubah.",
        "One revision, frozen as files that never change.",
        RELEASE,
    ),
    ("ReleaseFile", "Berkas sebuah rilis.", "A file of a release.", RELEASE_FILE),
];

/// Registers the types.
pub(crate) fn register(mut builder: SchemaBuilder, language: Language) -> SchemaBuilder {
    for (name, indonesian, english, fields) in TYPES.iter().copied() {
        let mut object = Object::new(name).description(language.pick(indonesian, english));
        for (name, _, kind, indonesian, english) in fields.iter().copied() {
            object = object.field(field(name, type_of(kind), language.pick(indonesian, english)));
        }
        builder = builder.register(object);
    }
    builder
}

/// An object of a type as it is answered.
pub(crate) async fn answer(
    snapshot: &Snapshot,
    name: &str,
    value: &Json,
    selection: &Selection,
) -> Result<Json, Failure> {
    let fields = TYPES.iter().find(|(other, ..)| *other == name).map_or(&[][..], |(.., fields)| *fields);
    let mut object = Map::new();
    for child in selection.merged(name)? {
        let found = fields.iter().find(|(field, ..)| *field == child.name);
        let answered = match found {
            None => name.into(),
            Some((_, key, "[Code!]!", ..)) => codes(snapshot, &value[*key], &child).await?,
            Some((_, key, kind, ..)) => {
                let inner = kind.trim_matches(['[', ']', '!']);
                let of_type = |value| boxed(snapshot, inner, value, &child);
                match &value[*key] {
                    Json::Array(values) if !child.children.is_empty() => {
                        let mut all = Vec::new();
                        for value in values {
                            all.push(of_type(value).await.map_err(|failure| failure.in_list().under(&child))?);
                        }
                        all.into()
                    }
                    one @ Json::Object(_) => of_type(one).await.map_err(|failure| failure.under(&child))?,
                    other => other.clone(),
                }
            }
        };
        object.insert(child.key.clone(), answered);
    }
    Ok(object.into())
}

fn boxed<'a>(snapshot: &'a Snapshot, name: &'a str, value: &'a Json, selection: &'a Selection) -> Loading<'a, Json> {
    Box::pin(answer(snapshot, name, value, selection))
}

/// Codes are rows like any other.
async fn codes(snapshot: &Snapshot, codes: &Json, selection: &Selection) -> Result<Json, Failure> {
    let rows: Vec<&Row> = codes.as_array().into_iter().flatten().filter_map(Json::as_object).collect();
    let answered = objects(snapshot, &code::TABLE, &rows, selection).await;
    Ok(json!(answered.map_err(|failure| failure.in_list().under(selection))?))
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
