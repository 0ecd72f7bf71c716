//! The documents that crawlers, harvesters and readers of news look for.

use inovasi_entity::innovation;
use inovasi_schema::{Code, Language};
use serde_json::{Value, json};

use super::{ALWAYS, Words, kept, operation, plain};
use crate::openapi::components::{header, responses};
use crate::openapi::parameters;

/// A 200 with a text of some media type.
fn document(media: &str, description: &str, example: Option<&str>) -> Value {
    let mut ok = kept(description, Value::Null, Value::Null);
    let mut content = json!({"schema": {"type": "string", "maxLength": 50_000_000, "description": description}});
    if let Some(example) = example {
        content["example"] = example.into();
    }
    ok["content"] = json!({ media: content });
    ok
}

/// `GET /robots.txt`
pub(crate) fn robots(language: Language) -> Value {
    let words = plain(
        "getRobots",
        ("Aturan bagi perayap", "Rules for crawlers"),
        (
            "Semuanya boleh dirayapi kecuali yang tidak berujung (RFC 9309).",
            "Everything may be crawled but what has no end (RFC 9309).",
        ),
        language,
    );
    let example = "User-agent: *\nAllow: /\n";
    let ok = document("text/plain", language.pick("Aturannya.", "The rules."), Some(example));
    operation(words, Vec::new(), responses(ok, &ALWAYS, true, language))
}

/// `GET /sitemap.xml`
pub(crate) fn sitemap(language: Language) -> Value {
    let words = plain(
        "getSitemap",
        ("Peta situs", "The map of the site"),
        (
            "Alamat setiap halaman dalam kedua bahasa, dan letak datanya. Lebih dari 50.000 alamat menjadi indeks berisi bagian-bagian.",
            "The address of every page in both languages, and where the data are. More than 50,000 addresses become an index of parts.",
        ),
        language,
    );
    let part = json!({
        "name": "part", "in": "query", "required": false, "example": 1,
        "description": language.pick("Bagian yang disebut indeks.", "A part that the index names."),
        "schema": {"type": "integer", "format": "int32", "minimum": 1, "maximum": 50_000},
    });
    let ok = document("application/xml", language.pick("Petanya.", "The map."), None);
    operation(words, vec![part], responses(ok, &ALWAYS, true, language))
}

/// `GET /llms.txt`
pub(crate) fn llms(language: Language) -> Value {
    let words = plain(
        "getLlms",
        ("Pengantar bagi model bahasa", "An introduction for language models"),
        (
            "Apa ini, cara bertanya, apa yang harus diketahui sebelum mengutip, dan panduannya sebagai teks.",
            "What this is, how to ask, what to know before quoting, and the guides as text.",
        ),
        language,
    );
    let ok = document("text/markdown", language.pick("Pengantarnya.", "The introduction."), None);
    operation(words, Vec::new(), responses(ok, &ALWAYS, true, language))
}

/// `GET /.well-known/api-catalog`
pub(crate) fn api_catalog(language: Language) -> Value {
    let words = plain(
        "getApiCatalog",
        ("Daftar antarmuka", "The interfaces"),
        (
            "REST, GraphQL, dan OGC API - Features sebagai himpunan tautan (RFC 9727): deskripsi, dokumentasi, metadata, keadaan, dan lisensinya.",
            "REST, GraphQL and OGC API - Features as a set of links (RFC 9727): their descriptions, documentation, metadata, state and licence.",
        ),
        language,
    );
    let schema = json!({"type": "object", "maxProperties": 1, "description": language.pick("Himpunan tautan (RFC 9264).", "A set of links (RFC 9264).")});
    let example = json!({"linkset": [{
        "anchor": "https://data.example.org/v1",
        "service-desc": [{"href": "https://data.example.org/openapi.json", "type": "application/json"}],
    }]});
    let mut ok = kept(language.pick("Daftarnya.", "The interfaces."), Value::Null, Value::Null);
    ok["content"] = json!({"application/linkset+json": {"schema": schema, "example": example}});
    ok["headers"]["Link"] = header("Link");
    operation(words, Vec::new(), responses(ok, &ALWAYS, true, language))
}

/// `GET /.well-known/security.txt`
pub(crate) fn security(language: Language) -> Value {
    let words = plain(
        "getSecurity",
        ("Kontak keamanan", "Contact for security"),
        (
            "Kepada siapa celah keamanan dilaporkan (RFC 9116). 404 bila pengelola tidak menyebut kontak.",
            "Whom to tell of a hole (RFC 9116). 404 where the operator names no contact.",
        ),
        language,
    );
    let example = "Contact: mailto:security@example.org\nExpires: 2027-11-19T00:00:00Z\n";
    let ok = document("text/plain", language.pick("Kontaknya.", "The contact."), Some(example));
    let codes = [&[Code::NotFound][..], &ALWAYS].concat();
    operation(words, Vec::new(), responses(ok, &codes, true, language))
}

/// `GET /feeds/innovations.atom`
pub(crate) fn feed(language: Language) -> Value {
    let words = Words {
        id: "getInnovationFeed".into(),
        tag: innovation::TABLE.path(),
        summary: language.pick("Kabar inovasi", "News of innovations").into(),
        description: language
            .pick(
                "Inovasi yang baru dan berubah sebagai umpan Atom (RFC 4287), perubahan terakhir dahulu, menurut semua filter inovasi; halaman berikutnya ada pada tautan next (RFC 5005).",
                "New and changed innovations as an Atom feed (RFC 4287), the newest change first, under all filters of innovations; the link next leads to the next page (RFC 5005).",
            )
            .into(),
    };
    let ok = document("application/atom+xml", language.pick("Umpannya.", "The feed."), None);
    operation(words, parameters::of_feed(language), responses(ok, &ALWAYS, true, language))
}
