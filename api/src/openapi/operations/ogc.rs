//! OGC API – Features.

use inovasi_entity::{RESERVED, region};
use inovasi_export::geometry::{POINT, feature};
use inovasi_schema::{Code, DEFAULT_FEATURES, FEATURE_FORMS, Language, MOST_FEATURES};
use serde_json::{Map, Value, json};

use super::lists::merged;
use super::{ALWAYS, Words, kept, operation, plain};
use crate::http::ogc::{CONFORMANCE, OPENAPI};
use crate::openapi::components::responses;
use crate::openapi::rows::{self, reference};
use crate::openapi::{parameters, sample};

const GEOJSON: &str = "application/geo+json";

fn words(id: &str, summary: (&str, &str), description: (&str, &str), language: Language) -> Words {
    Words { tag: "ogc".into(), ..plain(id, summary, description, language) }
}

/// The same answer in another media type.
fn in_media(mut ok: Value, media: &str) -> Value {
    let content = ok["content"]["application/json"].take();
    ok["content"] = json!({ media: content });
    ok
}

fn document(words: Words, ok: Value, language: Language) -> Value {
    let lang = json!({
        "name": "lang", "in": "query", "required": false, "example": "en",
        "description": language.pick("Bahasa judul dan keterangan.", "Language of titles and descriptions."),
        "schema": {"type": "string", "enum": ["en", "id"], "default": "en"},
    });
    operation(words, vec![form(&["json"], language), lang], responses(ok, &ALWAYS, true, language))
}

fn form(allowed: &[&str], language: Language) -> Value {
    json!({
        "name": "f", "in": "query", "required": false, "example": allowed[0],
        "description": language.pick("Bentuk jawaban; bentuk lain tidak ada.", "Form of the answer; there is no other."),
        "schema": {"type": "string", "enum": allowed},
    })
}

/// `GET /ogc`
pub(crate) fn ogc_landing(language: Language) -> Value {
    let words = words(
        "getOgcLanding",
        ("Pintu masuk OGC API – Features", "Landing page of OGC API – Features"),
        (
            "Alamat yang diberikan kepada program peta (QGIS, GDAL): darinya semua yang lain ditemukan.",
            "The address to give to a program that draws maps (QGIS, GDAL): it finds everything else from here.",
        ),
        language,
    );
    let example = json!({
        "title": "Inovasi", "description": "Public-service innovations.",
        "links": [{"rel": "data", "type": "application/json", "title": "Collections", "href": "http://127.0.0.1:8080/ogc/collections"}],
    });
    document(
        words,
        kept(language.pick("Pintu masuk.", "The landing page."), reference("OgcLanding"), example),
        language,
    )
}

/// `GET /ogc/api`
pub(crate) fn ogc_api(language: Language) -> Value {
    let words = words(
        "getOgcDescription",
        ("Perian layanan peta", "Description of the map service"),
        (
            "Dokumen OpenAPI 3.0 yang memuat alamat-alamat OGC saja, untuk program yang belum membaca 3.1.",
            "An OpenAPI 3.0 document of the OGC addresses alone, for programs that do not read 3.1 yet.",
        ),
        language,
    );
    let schema = json!({"type": "object", "maxProperties": 100, "description": language.pick("Dokumen OpenAPI.", "An OpenAPI document.")});
    let ok = kept(language.pick("Dokumennya.", "The document."), schema, Value::Null);
    document(words, in_media(ok, OPENAPI), language)
}

/// `GET /ogc/conformance`
pub(crate) fn ogc_conformance(language: Language) -> Value {
    let words = words(
        "getOgcConformance",
        ("Bagian standar yang dipenuhi", "Parts of the standard that are kept"),
        ("Kelas-kelas kesesuaian standar.", "Conformance classes of the standard."),
        language,
    );
    let schema = json!({
        "type": "object", "required": ["conformsTo"],
        "properties": {"conformsTo": {
            "type": "array", "maxItems": 50, "items": {"type": "string", "maxLength": 500},
            "description": language.pick("Alamat kelas-kelasnya.", "Addresses of the classes."),
        }},
    });
    let ok = kept(language.pick("Kelasnya.", "The classes."), schema, json!({"conformsTo": CONFORMANCE}));
    document(words, ok, language)
}

/// `GET /ogc/collections`
pub(crate) fn ogc_collections(language: Language) -> Value {
    let words = words(
        "listOgcCollections",
        ("Kumpulan di peta", "Collections of the map"),
        ("Semua kumpulan: wilayah.", "All collections: the regions."),
        language,
    );
    let example = json!({"links": [], "collections": [collection_example()]});
    document(words, kept(language.pick("Semuanya.", "All of them."), reference("OgcCollections"), example), language)
}

/// `GET /ogc/collections/regions`
pub(crate) fn ogc_collection(language: Language) -> Value {
    let words = words(
        "getOgcRegions",
        ("Kumpulan wilayah", "The collection of regions"),
        (
            "Judul, letak, dan sistem koordinat kumpulan wilayah.",
            "Title, extent and coordinate system of the collection of regions.",
        ),
        language,
    );
    let ok = kept(language.pick("Kumpulannya.", "The collection."), reference("OgcCollection"), collection_example());
    document(words, ok, language)
}

fn collection_example() -> Value {
    json!({
        "id": "regions", "title": "Regions", "description": region::TABLE.description_en, "itemType": "feature",
        "crs": ["http://www.opengis.net/def/crs/OGC/1.3/CRS84"],
        "extent": {
            "spatial": {"bbox": [[95.33118, -10.6887, 140.8147, 5.83976]], "crs": "http://www.opengis.net/def/crs/OGC/1.3/CRS84"},
            "temporal": {"interval": [[null, null]]},
        },
        "links": [{"rel": "items", "type": GEOJSON, "title": "Its features", "href": "http://127.0.0.1:8080/ogc/collections/regions/items"}],
    })
}

/// `GET /ogc/collections/regions/items`
pub(crate) fn ogc_items(language: Language) -> Value {
    let words = words(
        "listOgcRegions",
        ("Wilayah sebagai fitur peta", "Regions as features of a map"),
        (
            "Satu halaman wilayah: letaknya satu titik di dalam wilayah, sifatnya kolom-kolom wilayah. Setiap filter daftar wilayah berlaku di sini.",
            "A page of regions: the place of each is one point inside it, its properties are the columns of regions. Every filter of the list of regions works here.",
        ),
        language,
    );
    let shared = |name: &str| json!({"$ref": format!("#/components/parameters/{name}")});
    let coordinate = json!({"type": "number", "format": "double", "minimum": -1e9, "maximum": 1e9});
    let box_of = json!({
        "name": "bbox", "in": "query", "required": false, "style": "form", "explode": false, "example": [112, -8.5, 115, -7],
        "description": language.pick(
            "Kotak di peta dalam derajat: barat, selatan, timur, utara; atau enam angka dengan ketinggian, yang diabaikan. Barat yang lebih besar daripada timur melewati garis tanggal. Wilayah tanpa titik tidak termasuk.",
            "A box on the map in degrees: west, south, east, north; or six numbers with heights, which are ignored. A west greater than the east crosses the date line. Regions without a point are in no box.",
        ),
        "schema": {"type": "array", "minItems": 4, "maxItems": 6, "items": coordinate},
    });
    let datetime = json!({
        "name": "datetime", "in": "query", "required": false, "example": "2024-01-01T00:00:00Z/..",
        "description": language.pick(
            "Saat atau rentang waktu (RFC 3339). Wilayah tidak punya waktu, jadi semuanya cocok.",
            "An instant or a span of time (RFC 3339). Regions have no time, so all of them match.",
        ),
        "schema": {"type": "string", "minLength": 1, "maxLength": 100},
    });
    let limit = json!({
        "name": "limit", "in": "query", "required": false, "style": "form", "explode": false, "example": 100,
        "description": language.pick(
            format!("Jumlah fitur sehalaman; lebih dari {MOST_FEATURES} berarti {MOST_FEATURES}."),
            format!("Features of a page; more than {MOST_FEATURES} means {MOST_FEATURES}."),
        ),
        "schema": {"type": "integer", "format": "int32", "minimum": 1, "maximum": i32::MAX, "default": DEFAULT_FEATURES},
    });
    let mut all = vec![box_of, datetime, limit, shared("cursor"), shared("q"), form(FEATURE_FORMS, language)];
    all.extend(parameters::of_filters(&region::TABLE, language));
    let example = json!({
        "type": "FeatureCollection", "numberMatched": 1, "numberReturned": 1,
        "links": [], "features": [feature_example()],
    });
    let mut ok = kept(language.pick("Satu halaman.", "A page."), reference("RegionFeatures"), example);
    ok["headers"]["Link"] = crate::openapi::components::header("Link");
    operation(words, all, responses(in_media(ok, GEOJSON), &ALWAYS, true, language))
}

/// `GET /ogc/collections/regions/items/{id}`
pub(crate) fn ogc_item(language: Language) -> Value {
    let words = words(
        "getOgcRegion",
        ("Satu wilayah sebagai fitur peta", "One region as a feature of a map"),
        ("Wilayah dengan titiknya dan kolom-kolomnya.", "The region with its point and its columns."),
        language,
    );
    let id = json!({
        "name": "id", "in": "path", "required": true, "example": sample::id(&region::TABLE),
        "description": language.pick("Pengenal wilayah.", "Id of the region."),
        "schema": {"type": "string", "minLength": 1, "maxLength": 200, "not": {"enum": RESERVED}},
    });
    let ok = kept(language.pick("Fiturnya.", "The feature."), reference("RegionFeature"), feature_example());
    let codes = [&[Code::NotFound, Code::Gone][..], &ALWAYS].concat();
    let parameters = vec![id, form(FEATURE_FORMS, language)];
    let mut responses = responses(in_media(ok, GEOJSON), &codes, true, language);
    responses["301"] = merged(language);
    operation(words, parameters, responses)
}

fn feature_example() -> Value {
    let row = sample::rows(&region::TABLE).next();
    row.and_then(|row| row.as_object().cloned()).map_or(Value::Null, |row| feature(row, None).into())
}

/// Schemas of the answers.
pub(crate) fn ogc_schemas(language: Language) -> Map<String, Value> {
    let say = |indonesian: &'static str, english: &'static str| language.pick(indonesian, english);
    let text =
        |description: &str, longest: usize| json!({"type": "string", "maxLength": longest, "description": description});
    let maybe = |description: &str| json!({"type": ["string", "null"], "maxLength": 2_000, "description": description});
    let many = |items: Value, most: u64, description: &str| json!({"type": "array", "maxItems": most, "items": items, "description": description});
    let count = |description: &str| json!({"type": "integer", "format": "int64", "minimum": 0, "maximum": 1_000_000_000, "description": description});
    let object = |description: &str, properties: Value| {
        let required: Vec<&String> = properties.as_object().map(|map| map.keys().collect()).unwrap_or_default();
        json!({"type": "object", "description": description, "required": required, "properties": properties})
    };
    let links = || many(reference("OgcLink"), 20, say("Alamat yang terkait.", "Addresses that belong to it."));
    let degrees = json!({"type": "number", "format": "double", "minimum": -180, "maximum": 180});
    let pair = json!({"type": "array", "minItems": 4, "maxItems": 4, "items": degrees});
    let ends =
        json!({"type": "array", "minItems": 2, "maxItems": 2, "items": {"type": ["string", "null"], "maxLength": 40}});
    let extent = json!({
        "type": "object", "description": say("Letak semuanya.", "Where they are, all together."),
        "properties": {
            "spatial": object(say("Kotak yang memuat semua titik.", "The box around all points."), json!({
                "bbox": many(pair, 1, say("Barat, selatan, timur, utara.", "West, south, east, north.")),
                "crs": text(say("Sistem koordinatnya.", "Its coordinate system."), 200),
            })),
            "temporal": object(say("Waktunya: tidak terbatas.", "Its time: without bounds."), json!({
                "interval": many(ends, 1, say("Dari dan sampai; null: terbuka.", "From and to; null: open.")),
            })),
        },
    });
    let mut geometry = object(
        say(
            "Titik di dalam wilayah, WGS 84; null bila tidak diketahui.",
            "A point inside the region, WGS 84; null where none is known.",
        ),
        json!({
            "type": {"type": "string", "enum": ["Point"], "description": say("Jenisnya.", "Its type.")},
            "coordinates": {"type": "array", "minItems": 2, "maxItems": 2, "items": degrees, "description": say("Bujur, lintang.", "Longitude, latitude.")},
        }),
    );
    geometry["type"] = json!(["object", "null"]);
    let mut columns = rows::columns(&region::TABLE, language);
    columns.retain(|name, _| !POINT.contains(&name.as_str()));
    let mut feature = object(
        say("Wilayah sebagai fitur peta.", "A region as a feature of a map."),
        json!({
            "type": {"type": "string", "enum": ["Feature"], "description": say("Jenisnya.", "Its type.")},
            "id": text(say("Pengenal wilayah.", "Id of the region."), 200),
            "geometry": geometry,
            "properties": {"type": "object", "description": say("Kolom-kolom wilayah.", "The columns of the region."), "required": ["id"], "properties": columns},
        }),
    );
    feature["properties"]["links"] = links();
    let collection = object(
        say("Satu kumpulan fitur.", "A collection of features."),
        json!({
            "id": text(say("Pengenalnya.", "Its id."), 100), "title": text(say("Judulnya.", "Its title."), 200),
            "description": text(say("Isinya.", "What it holds."), 2_000),
            "itemType": {"type": "string", "enum": ["feature"], "description": say("Jenis isinya.", "What its items are.")},
            "crs": many(json!({"type": "string", "maxLength": 200}), 10, say("Sistem koordinat jawaban.", "Coordinate systems of answers.")),
            "extent": extent, "links": links(),
        }),
    );
    let mut page = object(
        say("Satu halaman fitur.", "A page of features."),
        json!({
            "type": {"type": "string", "enum": ["FeatureCollection"], "description": say("Jenisnya.", "Its type.")},
            "numberMatched": count(say("Jumlah fitur menurut filter.", "Features that the filters select.")),
            "numberReturned": count(say("Jumlah fitur halaman ini.", "Features of this page.")),
            "features": many(reference("RegionFeature"), MOST_FEATURES, say("Fitur-fiturnya.", "The features.")),
        }),
    );
    page["properties"]["links"] = links();
    let landing = object(
        say("Pintu masuk.", "The landing page."),
        json!({
            "title": maybe(say("Judul katalog.", "Title of the catalogue.")),
            "description": maybe(say("Isi katalog.", "What the catalogue holds.")), "links": links(),
        }),
    );
    let collections = object(
        say("Semua kumpulan.", "All collections."),
        json!({"links": links(), "collections": many(reference("OgcCollection"), 10, say("Kumpulannya.", "The collections."))}),
    );
    let link = object(
        say("Satu alamat.", "An address."),
        json!({
            "rel": text(say("Hubungannya.", "How it belongs."), 100), "type": text(say("Jenis medianya.", "Its media type."), 200),
            "title": text(say("Sebutannya.", "What it is called."), 500), "href": text(say("Alamatnya.", "The address."), 20_000),
        }),
    );
    let all = [
        ("OgcLink", link),
        ("OgcLanding", landing),
        ("OgcCollection", collection),
        ("OgcCollections", collections),
        ("RegionFeature", feature),
        ("RegionFeatures", page),
    ];
    all.into_iter().map(|(name, schema)| (name.to_owned(), schema)).collect()
}
