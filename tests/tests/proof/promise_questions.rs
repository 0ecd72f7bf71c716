//! Questions of the kept promise: filters and orders find the same rows on both faces, those that the files give.

use inovasi_tests::promise::Reckoned;
use serde_json::{Value, json};

use crate::promise_compare::{
    COMPLIANCE_NODE, RECKONED, belongs_to, compliance_of_node, lies_in, reckoned, same, whole, whole_graphql,
};
use crate::service::services;

/// One question in both notations, and the rows that it means.
struct Question {
    rest: &'static str,
    filter: &'static str,
    keeps: fn(&Reckoned) -> bool,
}

fn is_stated(row: &Reckoned) -> bool {
    matches!(row.basis.as_deref(), Some("initiated" | "implemented"))
}

const QUESTIONS: &[Question] = &[
    Question { rest: "year=2016", filter: "{year: {in: [2016]}}", keeps: |row| row.with_units && row.year == 2016 },
    Question {
        rest: "year=2016&region=ID-35",
        filter: "{year: {gte: 2016, lte: 2016}, region: {within: [\"ID-35\"]}}",
        keeps: |row| row.with_units && row.year == 2016 && lies_in(row, "ID-35"),
    },
    Question {
        rest: "year=2016..2018&region=35.10",
        filter: "{year: {gte: 2016, lte: 2018}, region: {within: [\"35.10\"]}}",
        keeps: |row| row.with_units && (2016..=2018).contains(&row.year) && lies_in(row, "ID-35.10"),
    },
    Question {
        rest: "agency=kota-balikpapan&with_units=true,false",
        filter: "{agency: {within: [\"kota-balikpapan\"]}, withUnits: {in: [true, false]}}",
        keeps: |row| belongs_to(row, "kota-balikpapan"),
    },
    Question {
        rest: "agency=kementerian-hukum-dan-hak-asasi-manusia&with_units=false",
        filter: "{agency: {within: [\"kementerian-hukum-dan-hak-asasi-manusia\"]}, withUnits: {in: [false]}}",
        keeps: |row| !row.with_units && belongs_to(row, "kementerian-hukum-dan-hak-asasi-manusia"),
    },
    Question {
        rest: "agency_id=kementerian-hukum-dan-hak-asasi-manusia",
        filter: "{agencyId: {in: [\"kementerian-hukum-dan-hak-asasi-manusia\"]}}",
        keeps: |row| row.with_units && row.agency == "kementerian-hukum-dan-hak-asasi-manusia",
    },
    Question {
        rest: "agency_kind=hospital,health_centre&status=met",
        filter: "{agencyKind: {in: [\"hospital\", \"health_centre\"]}, status: {in: [MET]}}",
        keeps: |row| {
            row.with_units && row.status == "met" && ["hospital", "health_centre"].contains(&row.kind.as_str())
        },
    },
    Question {
        rest: "enumerated=false&status=met&year=..2016",
        filter: "{enumerated: {in: [false]}, status: {in: [MET]}, year: {lte: 2016}}",
        keeps: |row| row.with_units && row.status == "met" && !row.enumerated && row.year <= 2016,
    },
    Question {
        rest: "enumerated=true&status=not_recorded&year=2025",
        filter: "{enumerated: {in: [true]}, status: {in: [NOT_RECORDED]}, year: {in: [2025]}}",
        keeps: |row| row.with_units && row.status == "not_recorded" && row.enumerated && row.year == 2025,
    },
    Question {
        rest: "with_units=false&innovations=1..",
        filter: "{withUnits: {in: [false]}, innovations: {gte: 1}}",
        keeps: |row| !row.with_units && !row.innovations.is_empty(),
    },
    Question {
        rest: "innovations=2..",
        filter: "{innovations: {gte: 2}}",
        keeps: |row| row.with_units && row.innovations.len() >= 2,
    },
    Question {
        rest: "basis=initiated,implemented&with_units=true,false",
        filter: "{basis: {in: [INITIATED, IMPLEMENTED]}, withUnits: {in: [true, false]}}",
        keeps: is_stated,
    },
    Question {
        rest: "basis=null&year=2023&region=ID-33",
        filter: "{basis: {isNull: true}, year: {in: [2023]}, region: {within: [\"ID-33\"]}}",
        keeps: |row| row.with_units && row.basis.is_none() && row.year == 2023 && lies_in(row, "ID-33"),
    },
    Question {
        rest: "status=not_obligated",
        filter: "{status: {in: [NOT_OBLIGATED]}}",
        keeps: |row| row.with_units && row.status == "not_obligated",
    },
    Question {
        rest: "status=!not_recorded,not_obligated&region=!ID-35",
        filter: "{status: {notIn: [NOT_RECORDED, NOT_OBLIGATED]}, region: {notWithin: [\"ID-35\"]}}",
        keeps: |row| row.with_units && row.status == "met" && !lies_in(row, "ID-35"),
    },
    Question {
        rest: "mandate_id=province-government--96da37e95d&year=2022,2023",
        filter: "{mandateId: {in: [\"province-government--96da37e95d\"]}, year: {in: [2022, 2023]}}",
        keeps: |row| row.with_units && row.kind == "province_government" && [2022, 2023].contains(&row.year),
    },
    Question { rest: "required=null", filter: "{required: {isNull: true}}", keeps: |row| row.required.is_none() },
    Question { rest: "year=..2013", filter: "{year: {lte: 2013}}", keeps: |row| row.year < 2014 },
];

#[tokio::test]
async fn questions_find_the_same_rows_on_both_faces() {
    for service in services("promise_questions").await {
        for question in QUESTIONS {
            let expected = reckoned(question.keeps);
            let found = whole(&service, &format!("/v1/compliance?limit=400&{}", question.rest)).await;
            same(question.rest, &found, &expected);
            let arguments = format!("filter: {}", question.filter);
            let nodes = whole_graphql(&service, "compliance", &arguments, 400, COMPLIANCE_NODE).await;
            let found: Vec<Value> = nodes.iter().map(compliance_of_node).collect();
            same(question.filter, &found, &expected);
        }
        let found = service.get("/v1/compliance?year=2016&region=ID-35&limit=1000").await;
        let body = json!({"year": 2016, "region": ["ID-35"], "limit": 1000});
        let (status, sent) = service.post_to("/v1/compliance/search", &body).await;
        assert_eq!(status, 200, "{sent}");
        assert_eq!(sent["data"], found["data"], "the same question in a body");
        for (wrong, code) in [
            ("status=kept", "invalid_parameter"),
            ("agency_kind=hospitel", "invalid_parameter"),
            ("enumerated=perhaps", "invalid_parameter"),
            ("region=ID-99", "invalid_parameter"),
            ("statu=met", "unknown_parameter"),
            ("sort=province", "invalid_parameter"),
        ] {
            service.problem("GET", &format!("/v1/compliance?{wrong}"), 400, code).await;
        }
    }
}

#[tokio::test]
async fn orders_are_total_and_the_same_on_both_faces() {
    for service in services("promise_orders").await {
        let of_province = |row: &&Reckoned| row.with_units && lies_in(row, "ID-35");
        let mut rows: Vec<&Reckoned> = RECKONED.iter().filter(of_province).collect();
        let rendered = |rows: &[&Reckoned]| -> Vec<Value> { rows.iter().map(|row| row.json()).collect() };
        let filter = "filter: {region: {within: [\"ID-35\"]}}";
        rows.sort_by_key(|row| (usize::MAX - row.innovations.len(), row.id.clone()));
        let found = whole(&service, "/v1/compliance?region=ID-35&sort=-innovations&limit=300").await;
        same("sort=-innovations", &found, &rendered(&rows));
        let arguments = format!("{filter} orderBy: [{{field: INNOVATIONS, direction: DESC}}]");
        let nodes = whole_graphql(&service, "compliance", &arguments, 300, COMPLIANCE_NODE).await;
        same(&arguments, &nodes.iter().map(compliance_of_node).collect::<Vec<_>>(), &rendered(&rows));
        rows.sort_by(|a, b| a.year.cmp(&b.year).then_with(|| b.agency.cmp(&a.agency)).then_with(|| a.id.cmp(&b.id)));
        let found = whole(&service, "/v1/compliance?region=ID-35&sort=year,-agency_id&limit=300").await;
        same("sort=year,-agency_id", &found, &rendered(&rows));
        let arguments = format!("{filter} orderBy: [{{field: YEAR}}, {{field: AGENCY_ID, direction: DESC}}]");
        let nodes = whole_graphql(&service, "compliance", &arguments, 300, COMPLIANCE_NODE).await;
        same(&arguments, &nodes.iter().map(compliance_of_node).collect::<Vec<_>>(), &rendered(&rows));
    }
}
