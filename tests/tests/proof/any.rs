//! Any request whatever is answered or refused, never a fault of ours; and both faces agree on random questions.

use inovasi_schema::{DIMENSIONS, MEASURES, filters, listed_tables, sortable};
use serde_json::json;

use crate::service::{ids_of, services};

/// Numbers that are the same in every run.
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.next() % end as u64).unwrap()
    }

    fn of<'a, T>(&mut self, all: &'a [T]) -> &'a T {
        let place = self.below(all.len());
        &all[place]
    }
}

/// Pieces that the grammars know, and pieces that none knows.
const PIECES: &[&str] = &[
    "health",
    "ID-35",
    "35.10",
    "bps:3510",
    "iso:",
    ":",
    "2014",
    "..",
    "2016",
    "null",
    "!",
    "\"",
    ",",
    "-",
    "*",
    "layanan",
    "kipp",
    "kipp-2016",
    "top-99",
    "true",
    "s013",
    " ",
    "%",
    "_",
    "\\",
    "'",
    ";",
    "--",
    "\u{0}",
    "\u{301}",
    "é",
    "🦀",
    "\u{202e}",
    "999999999999999999999",
    "-1",
    "1e308",
    "NaN",
    "2026-02-30",
    "a",
    "year",
    "title",
    "id",
    "sector",
    "awards",
    "(",
    ")",
    "[",
    "{",
    "}",
    "\n",
    "\t",
    "İ",
    "ß",
    "ﬁ",
    "\u{feff}",
    "zzzz",
    "..5",
    "5..",
    "!null",
    "null,null",
    "english",
    "en",
    "id",
];

fn value(chance: &mut Chance) -> String {
    (0..=chance.below(5)).map(|_| *chance.of(PIECES)).collect()
}

fn form(said: &str) -> String {
    form_urlencoded::byte_serialize(said.as_bytes()).collect()
}

#[tokio::test]
async fn any_query_string_is_answered_or_refused() {
    for service in services("any").await {
        let mut chance = Chance(7);
        let (mut answered, mut refused) = (0, 0);
        let controls = [
            "q",
            "sort",
            "limit",
            "cursor",
            "sample",
            "seed",
            "fields",
            "include",
            "facets",
            "highlight",
            "lang",
            "nonsense",
        ];
        for _ in 0..1500 {
            let tables: Vec<_> = listed_tables().collect();
            let table = *chance.of(&tables);
            let names: Vec<&str> = filters(table).map(|column| column.name).chain(controls).collect();
            let mut path = format!("/v1/{}", table.path());
            let mut pairs: Vec<String> = Vec::new();
            match chance.below(6) {
                0 => {
                    path = "/v1/stats".into();
                    pairs.push(format!("by={}", chance.of(DIMENSIONS)));
                    if chance.below(2) == 0 {
                        pairs.push(format!("measure={}", chance.of(MEASURES)));
                    }
                }
                1 => {
                    path = "/v1/suggest".into();
                    pairs.push(format!("q={}", form(&value(&mut chance))));
                }
                2 => {
                    path = "/ogc/collections/regions/items".into();
                    let name = *chance.of(&["bbox", "datetime", "limit", "level", "f"]);
                    pairs.push(format!("{name}={}", form(&value(&mut chance))));
                }
                _ => {}
            }
            for _ in 0..chance.below(4) {
                let name = *chance.of(&names);
                pairs.push(format!("{name}={}", form(&value(&mut chance))));
            }
            let uri = format!("{path}?{}", pairs.join("&"));
            let (status, headers, body) = service.ask("GET", &uri, None).await;
            match status.as_u16() {
                200 => answered += 1,
                400 => {
                    assert_eq!(headers["content-type"], "application/problem+json", "{uri}");
                    refused += 1;
                }
                other => panic!("{other}: {uri}: {}", String::from_utf8_lossy(&body)),
            }
            serde_json::from_slice::<serde_json::Value>(&body).unwrap();
        }
        assert!(answered > 200 && refused > 500, "{answered} answered, {refused} refused");
    }
}

#[tokio::test]
async fn random_searches_and_filters_are_the_same_on_both_faces() {
    let services = services("any_faces").await;
    let words = [
        "layanan",
        "kesehatan",
        "ibu",
        "desa",
        "service",
        "\"rumah sakit\"",
        "-kota",
        "pasien",
        "lap*",
        "online",
        "izin",
        "anak",
    ];
    let mut chance = Chance(11);
    let table = inovasi_entity::table("innovation").unwrap();
    let sorts: Vec<&str> = sortable(table).map(|column| column.name).collect();
    for _ in 0..150 {
        let q: Vec<&str> = (0..=chance.below(2)).map(|_| *chance.of(&words)).collect();
        let (from, to) = (2012 + chance.below(6), 2018 + chance.below(6));
        let region = *chance.of(&["ID-35", "ID-33", "ID-31", "ID-73.71"]);
        let sort = *chance.of(&sorts);
        let descending = chance.below(2) == 0;
        let rest = format!(
            "q={}&year=!{from}..{to}&region=!{region}&sort={}{sort}&limit=1000",
            form(&q.join(" ")),
            if descending { "-" } else { "" }
        );
        let first = services[0].get(&format!("/v1/innovations?{rest}")).await;
        let variables = json!({
            "q": q.join(" "),
            "order": [{"field": sort.to_uppercase(), "direction": if descending { "DESC" } else { "ASC" }}],
            "region": [region],
        });
        // A range has no negation in GraphQL but its two sides and null.
        let text = "query($q: String, $order: [InnovationOrder!], $region: [String]) { innovations(first: 1000, orderBy: $order, \
                    filter: {q: $q, region: {notWithin: $region}}) { nodes { slug year } } }";
        for service in &services {
            assert_eq!(ids_of(&service.get(&format!("/v1/innovations?{rest}")).await), ids_of(&first), "{rest}");
            let (_, body) = service.post(&json!({"query": text, "variables": variables})).await;
            let nodes = body["data"]["innovations"]["nodes"].as_array().unwrap();
            let outside = |node: &&serde_json::Value| {
                node["year"].as_u64().is_none_or(|year| year < from as u64 || year > to as u64)
            };
            let slugs: Vec<&str> = nodes.iter().filter(outside).map(|node| node["slug"].as_str().unwrap()).collect();
            assert_eq!(slugs, ids_of(&first), "{rest}");
        }
    }
}
