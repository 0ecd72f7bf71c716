//! Filters that reach beyond a table's own columns: both notations, both databases, and the laws that they keep.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use crate::service::{Service, ids_of, services};

async fn ids(service: &Service, filter: &str) -> BTreeSet<String> {
    ids_of(&service.get(&format!("/v1/innovations?limit=1000&{filter}")).await).into_iter().collect()
}

/// Filters in both notations: query string, GraphQL.
const BOTH: &[(&str, &str)] = &[
    ("region=ID-35", "region: {within: [\"ID-35\"]}"),
    ("region=35", "region: {within: [\"ID-35\"]}"),
    ("region=bps:3510", "region: {within: [\"ID-35.10\"]}"),
    ("region=iso:ID-JI", "region: {within: [\"iso:ID-JI\"]}"),
    ("region=ID-35.10,ID-64", "region: {within: [\"35.10\", \"ID-64\"]}"),
    ("region=!ID-35", "region: {notWithin: [\"ID-35\"]}"),
    ("region=null", "region: {isNull: true}"),
    ("region=!null", "region: {isNull: false}"),
    ("agency=kabupaten-banyuwangi", "agency: {within: [\"kabupaten-banyuwangi\"]}"),
    ("agency=!kabupaten-banyuwangi", "agency: {notWithin: [\"kabupaten-banyuwangi\"]}"),
    ("agency_kind=hospital,health_centre", "agencyKind: {in: [\"hospital\", \"health_centre\"]}"),
    ("sdg=3", "sdg: {in: [\"3\"]}"),
    ("affair=!null", "affair: {isNull: false}"),
    ("service_shift=null", "serviceShift: {isNull: true}"),
    ("competition=kipp", "competition: {in: [\"kipp\"]}"),
    ("competition=!kipp", "competition: {notIn: [\"kipp\"]}"),
    ("edition=kipp-2016", "edition: {in: [\"kipp-2016\"]}"),
    ("edition=null", "edition: {isNull: true}"),
    (
        "edition=kipp-2015,kipp-2016&tier=top-99",
        "edition: {in: [\"kipp-2015\", \"kipp-2016\"]}, tier: {in: [\"top-99\"]}",
    ),
    ("tier=!top-99", "tier: {notIn: [\"top-99\"]}"),
    ("edition=kipp-2016&tier=!top-35", "edition: {in: [\"kipp-2016\"]}, tier: {notIn: [\"top-35\"]}"),
    ("award_status=finalist", "awardStatus: {in: [FINALIST]}"),
    ("award_status=null", "awardStatus: {isNull: true}"),
    ("competition=unpsa&award_status=!awarded", "competition: {in: [\"unpsa\"]}, awardStatus: {notIn: [AWARDED]}"),
    ("replicated=true", "replicated: {in: [true]}"),
    ("replicated=false&has_outcome=true", "replicated: {in: [false]}, hasOutcome: {in: [true]}"),
    ("source=s013", "source: {in: [\"s013\"]}"),
    ("source=!s013", "source: {notIn: [\"s013\"]}"),
    ("updated_since=2020-01-01", "updatedSince: \"2020-01-01\""),
    ("updated_since=2999-01-01T00:00:00Z", "updatedSince: \"2999-01-01T00:00:00Z\""),
    (
        "ids=lahir-procot-pulang-bawa-akta-kabupaten-banyuwangi,none",
        "ids: [\"lahir-procot-pulang-bawa-akta-kabupaten-banyuwangi\", \"none\"]",
    ),
    (
        "q=kesehatan%20-ibu&region=ID-35&year=2014..2018",
        "q: \"kesehatan -ibu\", region: {within: [\"ID-35\"]}, year: {gte: 2014, lte: 2018}",
    ),
];

#[tokio::test]
async fn both_notations_give_the_same_rows_in_the_same_order() {
    let services = services("filters").await;
    let mut some = 0;
    for (rest, graphql) in BOTH {
        let page = services[0].get(&format!("/v1/innovations?limit=1000&{rest}")).await;
        let ids = ids_of(&page);
        some += usize::from(!ids.is_empty());
        for service in &services {
            let page = service.get(&format!("/v1/innovations?limit=1000&{rest}")).await;
            assert_eq!((ids_of(&page), &page["meta"]["total"]), (ids.clone(), &json!(ids.len())), "{rest}");
            let text =
                format!("{{ innovations(first: 1000, filter: {{{graphql}}}) {{ totalCount nodes {{ slug }} }} }}");
            let answer = service.query(&text).await;
            let nodes = answer["innovations"]["nodes"].as_array().unwrap();
            let slugs: Vec<&str> = nodes.iter().map(|node| node["slug"].as_str().unwrap()).collect();
            assert_eq!(slugs, ids, "{graphql}");
            assert_eq!(answer["innovations"]["totalCount"], ids.len(), "{graphql}");
            // In pages, too.
            assert_eq!(service.walk(&format!("/v1/innovations?limit=9&{rest}"), "next").await.0, ids, "{rest}");
        }
    }
    assert!(some >= BOTH.len() - 4, "{some} filters found rows");
}

/// Wrong filters in both notations, and the parameter at fault.
const WRONG: &[(&str, &str)] = &[
    ("region=1101", "region: {within: [\"1101\"]}"),
    ("region=91", "region: {within: [\"91\"]}"),
    ("region=atlantis", "region: {within: [\"atlantis\"]}"),
    ("region=bps:9999", "region: {within: [\"bps:9999\"]}"),
    ("agency=kabupaten-banyuwang", "agency: {within: [\"kabupaten-banyuwang\"]}"),
    ("agency_kind=hospitl", "agencyKind: {in: [\"hospitl\"]}"),
    ("tier=top-9999", "tier: {in: [\"top-9999\"]}"),
    ("edition=kipp-1999", "edition: {in: [\"kipp-1999\"]}"),
    ("source=s99999", "source: {in: [\"s99999\"]}"),
    ("updated_since=yesterday", "updatedSince: \"yesterday\""),
    ("updated_since=2026-02-30", "updatedSince: \"2026-02-30\""),
];

#[tokio::test]
async fn both_notations_refuse_with_the_same_words() {
    for service in services("filter_refusals").await {
        for (rest, graphql) in WRONG {
            let problem = service.problem("GET", &format!("/v1/innovations?{rest}"), 400, "invalid_parameter").await;
            let (_, body) = service
                .post(&json!({"query": format!("{{ innovations(filter: {{{graphql}}}) {{ totalCount }} }}")}))
                .await;
            let error = &body["errors"][0]["extensions"]["errors"][0];
            assert_eq!(error["message"], problem["errors"][0]["message"], "{rest}: {body}");
            assert_eq!(error["allowed"], problem["errors"][0]["allowed"], "{rest}: {body}");
        }
        // An ambiguous code names its candidates; each of them is taken.
        let problem = service.problem("GET", "/v1/innovations?region=1101", 400, "invalid_parameter").await;
        let candidates = problem["errors"][0]["allowed"].as_array().unwrap();
        assert!(candidates.len() >= 2, "{problem}");
        for candidate in candidates {
            service.get(&format!("/v1/innovations?region={}", candidate.as_str().unwrap())).await;
        }
        // What may be meant is told: other letters, what spreadsheets make of a code, a name.
        for (said, meant) in [
            ("region=id-35", "ID-35"),
            ("region=35.1", "ID-35.10"),
            ("region=Jawa%20Timur", "ID-35"),
            ("region=DKI%20Jakarta", "ID-31"),
            ("agency=banyuwangi", "kabupaten-banyuwangi"),
            ("agency=kabupaten-banyuwamgi", "kabupaten-banyuwangi"),
        ] {
            let problem = service.problem("GET", &format!("/v1/innovations?{said}"), 400, "invalid_parameter").await;
            assert_eq!(problem["errors"][0]["suggestion"], meant, "{said}: {problem}");
        }
        let problem = service.problem("GET", "/v1/innovations/search", 405, "method_not_allowed").await;
        assert!(problem["detail"].as_str().unwrap().contains("POST"));
        // An old code leads to the region of today: Merauke was 91.01 and is in Papua Selatan since 2022.
        let old = service.get("/v1/regions?region=bps:9401").await;
        assert_eq!(old["data"][0]["id"], "ID-93.01");
    }
}

#[tokio::test]
async fn a_filter_and_its_negation_are_the_whole() {
    for service in services("complements").await {
        let all = ids(&service, "").await;
        for filter in [
            "region=ID-35",
            "agency=kabupaten-banyuwangi",
            "agency_kind=hospital",
            "sdg=3",
            "affair=null",
            "competition=kipp",
            "edition=kipp-2016",
            "edition=null",
            "tier=top-99",
            "award_status=awarded",
            "award_status=null",
            "replicated=true",
            "has_outcome=true",
            "source=s013",
            "sector=health",
            "year=2014..2016",
        ] {
            let (name, said) = filter.split_once('=').unwrap();
            let some = ids(&service, filter).await;
            let others = ids(&service, &format!("{name}=!{said}")).await;
            assert!(some.is_disjoint(&others), "{filter}");
            assert_eq!(some.len() + others.len(), all.len(), "{filter}");
        }
        let years: usize = ids(&service, "year=2014..2016").await.len();
        let mut sum = 0;
        for year in 2014..=2016 {
            sum += ids(&service, &format!("year={year}")).await.len();
        }
        assert_eq!(years, sum);
    }
}

#[tokio::test]
async fn award_filters_hold_for_one_award_and_tiers_nest() {
    for service in services("one_award").await {
        let awards = service.get("/v1/awards?limit=1000&innovation_id=!null").await["data"].as_array().unwrap().clone();
        let with = |edition: &str, tiers: &[&str]| -> BTreeSet<String> {
            let is = |award: &&Value| {
                award["edition_id"] == edition
                    && award["status"] == "awarded"
                    && tiers.iter().any(|tier| award["tier"] == *tier)
            };
            awards.iter().filter(is).map(|award| award["innovation_id"].as_str().unwrap().to_owned()).collect()
        };
        // In 2016 the Top 35 lies within the Top 99.
        let wide = ids(&service, "edition=kipp-2016&tier=top-99").await;
        let narrow = ids(&service, "edition=kipp-2016&tier=top-35").await;
        assert_eq!(narrow, with("kipp-2016", &["top-35"]));
        assert_eq!(wide, with("kipp-2016", &["top-99", "top-35"]));
        assert!(!narrow.is_empty() && narrow.is_subset(&wide) && narrow != wide);
        assert_eq!(
            ids(&service, "edition=kipp-2016&award_status=awarded").await,
            ids(&service, "edition=kipp-2016").await
        );
    }
}

#[tokio::test]
async fn long_filters_are_taken_as_json() {
    for service in services("posted").await {
        let all = ids_of(&service.get("/v1/innovations?limit=1000").await);
        let mut asked: Vec<String> = all.iter().step_by(2).cloned().collect();
        asked.extend((0..4500).map(|n| format!("absent-{n}")));
        let body =
            json!({"ids": asked, "limit": 50, "sort": ["title"], "fields": ["title", "year"], "facets": "sector"});
        let (mut found, mut at) = (Vec::new(), "/v1/innovations/search".to_owned());
        loop {
            let (status, page) = service.post_to(&at, &body).await;
            assert_eq!(status, 200, "{page}");
            assert_eq!(page["meta"]["total"], all.len().div_ceil(2));
            found.extend(ids_of(&page));
            match page["links"]["next"].as_str() {
                Some(next) => at = next.to_owned(),
                None => break,
            }
        }
        let expected: BTreeSet<String> = all.iter().step_by(2).cloned().collect();
        assert_eq!(found.len(), expected.len());
        assert_eq!(found.into_iter().collect::<BTreeSet<_>>(), expected);
        // The same grammar, the same answer as in an address.
        let (_, page) = service
            .post_to(
                "/v1/innovations/search",
                &json!({"sector": ["health", "social"], "year": "2014..2016", "digital": null}),
            )
            .await;
        let same = service.get("/v1/innovations?sector=health,social&year=2014..2016&digital=null").await;
        assert_eq!((&page["data"], &page["meta"]), (&same["data"], &same["meta"]));
        for (body, code) in [
            (json!({"sectr": "health"}), "unknown_parameter"),
            (json!({"sector": {"in": ["health"]}}), "invalid_parameter"),
            (json!(["health"]), "invalid_parameter"),
            (json!({"sector": "helth"}), "invalid_parameter"),
            (json!({"ids": []}), "invalid_parameter"),
        ] {
            let (status, problem) = service.post_to("/v1/innovations/search", &body).await;
            assert_eq!((status.as_u16(), &problem["code"]), (400, &json!(code)), "{body}");
        }
    }
}

#[tokio::test]
async fn a_sample_is_the_same_for_its_seed() {
    let services = services("samples").await;
    let first = ids_of(&services[0].get("/v1/innovations?sample=20&seed=a&sector=health").await);
    assert_eq!(first.len(), 20);
    for service in &services {
        let page = service.get("/v1/innovations?sample=20&seed=a&sector=health").await;
        assert_eq!(ids_of(&page), first);
        assert_eq!(page["links"]["next"], Value::Null);
        assert_ne!(ids_of(&service.get("/v1/innovations?sample=20&seed=b&sector=health").await), first);
        assert_eq!(ids_of(&service.get("/v1/innovations?sample=7&seed=a&sector=health").await), first[..7]);
        let text = "{ innovations(sample: 20, seed: \"a\", filter: {sector: {in: [\"health\"]}}) { nodes { slug } } }";
        let answer = service.query(text).await;
        let slugs: Vec<&str> =
            answer["innovations"]["nodes"].as_array().unwrap().iter().map(|n| n["slug"].as_str().unwrap()).collect();
        assert_eq!(slugs, first);
        for wrong in ["sample=0", "sample=1001", "sample=5&sort=year", "sample=5&limit=3", "seed=a"] {
            service.problem("GET", &format!("/v1/innovations?{wrong}"), 400, "invalid_parameter").await;
        }
    }
}
