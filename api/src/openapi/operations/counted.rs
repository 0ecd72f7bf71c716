//! Statistics and suggestions.

use inovasi_schema::{Language, counted_forms};
use serde_json::{Value, json};

use super::summary::completeness_example;
use super::{ALWAYS, OF_FORMS, kept, operation, plain, with_files};
use crate::http::cite::address;
use crate::openapi::components::{header, responses};
use crate::openapi::parameters;
use crate::openapi::rows::reference;

/// `GET /v1/stats`
pub(crate) fn stats(language: Language) -> Value {
    let words = plain(
        "getStats",
        ("Hitung inovasi", "Count innovations"),
        (
            "Jumlah menurut satu sampai tiga dimensi, menurut semua filter inovasi. meta.additive menyatakan apakah baris-barisnya berjumlah meta.totals.",
            "Counts by one to three dimensions, under all filters of innovations. meta.additive says whether the rows add up to meta.totals.",
        ),
        language,
    );
    let example = json!({
        "data": [{"year": 2016, "year_label": "2016", "innovations": 29}],
        "meta": {
            "total": 1, "limit": 1000, "revision": 1, "release": null, "coverage": completeness_example("stats"),
            "additive": true, "totals": {"innovations": 29}, "per": null, "population_date": null,
        },
        "links": {
            "self": "/v1/stats?by=year&year=2016", "next": null, "prev": null, "first": "/v1/stats?by=year&year=2016",
            "cite": address("/v1/stats?by=year&year=2016"),
        },
    });
    let mut ok = kept(language.pick("Statistiknya.", "The statistic."), reference("Stats"), example);
    ok["headers"]["Link"] = header("Link");
    with_files(&mut ok, counted_forms(), language);
    operation(words, parameters::of_stats(language), responses(ok, &OF_FORMS, true, language))
}

/// `GET /v1/suggest`
pub(crate) fn suggest(language: Language) -> Value {
    let words = plain(
        "getSuggestions",
        ("Saran saat mengetik", "Suggestions while typing"),
        (
            "Wilayah, instansi, dan inovasi yang namanya diawali yang sudah diketik; satu huruf keliru dimaafkan.",
            "Regions, agencies and innovations whose names begin with what was typed; one wrong letter is forgiven.",
        ),
        language,
    );
    let example = json!({
        "data": [{"kind": "region", "id": "ID-35.10", "label": "Kabupaten Banyuwangi", "region_id": "ID-35.10"}],
        "meta": {"total": 1, "limit": 10, "revision": 1, "release": null, "coverage": null},
        "links": {
            "self": "/v1/suggest?q=banyuw", "next": null, "prev": null, "first": "/v1/suggest?q=banyuw", "cite": null,
        },
    });
    let ok = kept(language.pick("Sarannya.", "The suggestions."), reference("Suggestions"), example);
    operation(words, parameters::of_suggest(language), responses(ok, &ALWAYS, true, language))
}
