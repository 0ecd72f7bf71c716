//! The law of two faces: the same question gives the same ids, order, total, and the same code and words of an error.

use inovasi_entity::{Column, Kind, Table};
use inovasi_schema::graphql::{camel, pascal};
use inovasi_schema::{listed_tables, sortable};
use serde_json::{Value, json};

use crate::service::{Service, ids_of, services, services_of};

/// One question in both notations.
struct Question {
    /// Query string.
    rest: String,
    /// Value of `filter`.
    filter: Value,
    /// Value of `orderBy`.
    order: Value,
    limit: usize,
}

impl Question {
    fn filtered(column: &Column, said: &str, condition: Value) -> Self {
        let said: String = form(said);
        let filter = json!({ camel(column.name): condition });
        Self { rest: format!("{}={said}", column.name), filter, order: json!([]), limit: 1000 }
    }
}

fn form(said: &str) -> String {
    said.bytes().map(|byte| format!("%{byte:02X}")).collect()
}

/// What a value is in an input object.
fn input(column: &Column, value: &Value) -> Value {
    match (column.kind, value) {
        (Kind::Closed(_), Value::String(code)) => code.to_uppercase().into(),
        (Kind::List(_), Value::Array(codes)) => codes[0].clone(),
        _ => value.clone(),
    }
}

/// What a value is in a query string: a text in quotes, so that nothing in it is read as notation.
fn said(value: &Value) -> String {
    match value {
        Value::Array(codes) => codes[0].as_str().unwrap().to_owned(),
        Value::String(text) => format!("\"{}\"", text.replace('"', "\"\"")),
        other => other.to_string(),
    }
}

/// Every filter of a column that its real values make.
fn of_column(column: &'static Column, values: &[Value]) -> Vec<Question> {
    let mut asked = vec![
        Question::filtered(column, "null", json!({"isNull": true})),
        Question::filtered(column, "!null", json!({"isNull": false})),
    ];
    if let Some(value) = values.first() {
        let (text, value) = (said(value), input(column, value));
        asked.push(Question::filtered(column, &text, json!({"in": [value]})));
        asked.push(Question::filtered(column, &format!("!{text}"), json!({"notIn": [value]})));
        asked.push(Question::filtered(column, &format!("{text},null"), json!({"in": [value, null]})));
        asked.push(Question::filtered(column, &format!("!{text},null"), json!({"notIn": [value, null]})));
        if matches!(column.kind, Kind::Integer { .. } | Kind::Number { .. } | Kind::Date | Kind::PartialDate) {
            let bare = text.trim_matches('"');
            asked.push(Question::filtered(column, &format!("{bare}.."), json!({"gte": value})));
            asked.push(Question::filtered(column, &format!("..{bare}"), json!({"lte": value})));
            asked.push(Question::filtered(column, &format!("{bare}..{bare}"), json!({"gte": value, "lte": value})));
        }
    }
    asked
}

/// Every order of a table, in pages that do not hold it whole.
fn of_sorts(table: &'static Table) -> Vec<Question> {
    let one = |column: &Column, descending: bool| Question {
        rest: format!("sort={}{}", if descending { "-" } else { "" }, column.name),
        filter: json!({}),
        order: json!([{"field": column.name.to_uppercase(), "direction": if descending { "DESC" } else { "ASC" }}]),
        limit: 200,
    };
    sortable(table).flat_map(|column| [one(column, false), one(column, true)]).collect()
}

fn text(table: &Table) -> String {
    let name = pascal(table.name);
    let field = camel(table.plural);
    format!(
        "query($filter: {name}Filter, $order: [{name}Order!], $first: Int, $after: String) {{ list: {field}(filter: \
         $filter, orderBy: $order, first: $first, after: $after) {{ totalCount nodes {{ slug }} pageInfo {{ endCursor \
         hasNextPage }} }} }}"
    )
}

/// Ids and total of a whole walk over REST. No more than the ids is asked for: what rows hold is compared elsewhere.
async fn by_rest(service: &Service, path: &str, question: &Question) -> (Vec<String>, Value) {
    let mut at = format!("{path}?{}&limit={}&fields=id", question.rest, question.limit);
    let mut ids = Vec::new();
    loop {
        let page = service.get(&at).await;
        ids.extend(ids_of(&page));
        match page["links"]["next"].as_str() {
            Some(next) => at = next.to_owned(),
            None => return (ids, page["meta"]["total"].clone()),
        }
    }
}

async fn by_graphql(service: &Service, table: &Table, question: &Question) -> (Vec<String>, Value) {
    let (text, mut ids, mut after) = (text(table), Vec::new(), Value::Null);
    loop {
        let variables =
            json!({"filter": question.filter, "order": question.order, "first": question.limit, "after": after});
        let (_, body) = service.post(&json!({"query": text, "variables": variables})).await;
        assert!(body.get("errors").is_none(), "{}: {body}", question.rest);
        let list = &body["data"]["list"];
        ids.extend(list["nodes"].as_array().unwrap().iter().map(|node| node["slug"].as_str().unwrap().to_owned()));
        if list["pageInfo"]["hasNextPage"] == false {
            return (ids, list["totalCount"].clone());
        }
        after = list["pageInfo"]["endCursor"].clone();
    }
}

#[tokio::test]
async fn both_faces_give_the_same_rows_in_the_same_order_with_the_same_total() {
    let services = services_of("parity", &crate::filled::package()).await;
    let mut asked = 0;
    for table in listed_tables() {
        let path = format!("/v1/{}", table.path());
        let rows = services[0].get(&format!("{path}?limit=200")).await["data"].as_array().unwrap().clone();
        let mut questions = of_sorts(table);
        for column in inovasi_schema::filters(table).filter(|column| table.column(column.name).is_some()) {
            let values: Vec<Value> =
                rows.iter().map(|row| row[column.name].clone()).filter(|value| !value.is_null()).collect();
            questions.extend(of_column(column, &values));
        }
        for question in &questions {
            let first = by_rest(&services[0], &path, question).await;
            assert_eq!(first.1, first.0.len(), "{path}?{}", question.rest);
            for (place, service) in services.iter().enumerate() {
                if place > 0 {
                    assert_eq!(by_rest(service, &path, question).await, first, "REST {path}?{}", question.rest);
                }
                assert_eq!(by_graphql(service, table, question).await, first, "GraphQL {path}?{}", question.rest);
            }
            asked += 1;
        }
    }
    assert!(asked > 900, "{asked}");
}

#[tokio::test]
async fn a_negation_and_its_affirmation_are_the_whole() {
    for service in services("negation").await {
        let all = service.get("/v1/innovations?limit=1").await["meta"]["total"].as_u64().unwrap();
        for filter in
            ["sector=health,social", "year=2014..2016", "sdgs=3", "implemented=2014..", "digital=true", "year=null"]
        {
            let (name, said) = filter.split_once('=').unwrap();
            let mut total = 0;
            for uri in [format!("/v1/innovations?{name}={said}"), format!("/v1/innovations?{name}=!{said}")] {
                total += service.get(&uri).await["meta"]["total"].as_u64().unwrap();
            }
            assert_eq!(total, all, "{filter}");
        }
    }
}

#[tokio::test]
async fn partial_dates_match_ranges_that_hold_them_whole() {
    for service in services("dates").await {
        let rows = service.get("/v1/innovations?limit=1000&fields=implemented&implemented=!null").await;
        let dates: Vec<String> = rows["data"]
            .as_array()
            .unwrap()
            .iter()
            .map(|row| row["implemented"].as_str().unwrap().to_owned())
            .collect();
        assert!(dates.iter().any(|date| date.len() == 4) && dates.iter().any(|date| date.len() == 10));
        for (from, to) in
            [("2014", "2016"), ("2015-03", "2015-12"), ("2016-01-01", "2016-12-31"), ("2017-02", "2017-02")]
        {
            let first = |date: &str| format!("{date}{}", &"-01-01"[date.len() - 4..]);
            let last = |date: &str| format!("{date}{}", &"-12-31"[date.len() - 4..]);
            let within = dates.iter().filter(|date| first(date) >= first(from) && last(date) <= last(to)).count();
            let page = service.get(&format!("/v1/innovations?implemented={from}..{to}")).await;
            assert_eq!(page["meta"]["total"], within, "{from}..{to}");
        }
        // A month lies within a range that ends on its last day.
        let leap = service.get("/v1/innovations?implemented=2016-02..2016-02-29").await["meta"]["total"].clone();
        assert_eq!(leap, service.get("/v1/innovations?implemented=2016-02..2016-02").await["meta"]["total"]);
    }
}

/// A wrong question in both notations: query string, arguments of `innovations`.
const WRONG: &[(&str, &str)] = &[
    ("sector=helth", "filter: {sector: {in: [\"helth\"]}}"),
    ("sector=helth,sosial", "filter: {sector: {in: [\"helth\", \"sosial\"]}}"),
    ("sector=!helth", "filter: {sector: {notIn: [\"helth\"]}}"),
    ("agency_id=kota-surabay", "filter: {agencyId: {in: [\"kota-surabay\"]}}"),
    ("region_id=ID-99&sector=helth", "filter: {sector: {in: [\"helth\"]}, regionId: {in: [\"ID-99\"]}}"),
    ("implemented=garbage", "filter: {implemented: {in: [\"garbage\"]}}"),
    ("implemented=2016..2014", "filter: {implemented: {gte: \"2016\", lte: \"2014\"}}"),
    ("year=2016..2014", "filter: {year: {gte: 2016, lte: 2014}}"),
    ("sdgs=18", "filter: {sdgs: {in: [\"18\"]}}"),
    ("title=%00", "filter: {title: {in: [\"\\u0000\"]}}"),
    ("sort=year,year", "orderBy: [{field: YEAR}, {field: YEAR}]"),
];

#[tokio::test]
async fn both_faces_refuse_with_the_same_code_and_words() {
    for service in services("refusals").await {
        for (rest, graphql) in WRONG {
            let (status, _, body) = service.ask("GET", &format!("/v1/innovations?{rest}"), None).await;
            assert_eq!(status, 400, "{rest}");
            let problem: Value = serde_json::from_slice(&body).unwrap();
            let query = format!("{{ innovations({graphql}) {{ totalCount }} }}");
            let (_, body) = service.post(&json!({ "query": query })).await;
            let error = &body["errors"][0];
            assert_eq!(error["extensions"]["code"], problem["code"], "{rest}: {body}");
            assert_eq!(error["path"], json!(["innovations"]));
            // The same words, each parameter as callers of the face say it.
            let renamed = |fault: &Value| {
                let name = fault["parameter"].as_str().unwrap();
                let name = if name == "sort" { "orderBy".into() } else { camel(name) };
                json!({"parameter": name, "message": fault["message"], "allowed": fault["allowed"], "suggestion": fault["suggestion"]})
            };
            let faults: Vec<Value> = problem["errors"].as_array().unwrap().iter().map(renamed).collect();
            assert_eq!(error["extensions"]["errors"], json!(faults), "{rest}");
            assert_eq!(error["extensions"]["parameter"], faults[0]["parameter"]);
        }
        for (rest, graphql) in
            [("limit=0", "first: 0"), ("limit=1001", "first: 1001"), ("cursor=abc", "after: \"abc\"")]
        {
            let problem: Value =
                serde_json::from_slice(&service.ask("GET", &format!("/v1/innovations?{rest}"), None).await.2).unwrap();
            let (_, body) =
                service.post(&json!({"query": format!("{{ innovations({graphql}) {{ nodes {{ id }} }} }}")})).await;
            let error = &body["errors"][0]["extensions"];
            assert_eq!(
                (&error["code"], &error["errors"][0]["message"]),
                (&problem["code"], &problem["errors"][0]["message"])
            );
        }
        let absent: Value = serde_json::from_slice(&service.ask("GET", "/v1/innovations/nope", None).await.2).unwrap();
        let (_, body) = service.post(&json!({"query": "{ innovation(slug: \"nope\") { title } }"})).await;
        assert_eq!(body["errors"][0]["message"], absent["detail"]);
        assert_eq!(body["errors"][0]["extensions"]["code"], absent["code"]);
    }
}

#[tokio::test]
async fn a_cursor_of_one_face_is_a_cursor_of_the_other() {
    for service in services("cursors").await {
        let first = service.get("/v1/innovations?sector=health&limit=3").await;
        let next = service.get(first["links"]["next"].as_str().unwrap()).await;
        let text = "query($after: String) { innovations(first: 3, after: $after, filter: {sector: {in: [\"health\"]}}) { \
                    nodes { slug } pageInfo { startCursor endCursor } } }";
        let next_query = first["links"]["next"].as_str().unwrap();
        let cursor = next_query.split("cursor=").nth(1).unwrap();
        let (_, body) = service.post(&json!({"query": text, "variables": {"after": cursor}})).await;
        let nodes = body["data"]["innovations"]["nodes"].as_array().unwrap();
        let slugs: Vec<String> = nodes.iter().map(|node| node["slug"].as_str().unwrap().to_owned()).collect();
        assert_eq!(slugs, ids_of(&next));
        let end = body["data"]["innovations"]["pageInfo"]["endCursor"].as_str().unwrap();
        let third = service.get(&format!("/v1/innovations?sector=health&limit=3&cursor={end}")).await;
        assert_eq!(ids_of(&third), ids_of(&service.get(next["links"]["next"].as_str().unwrap()).await));
    }
}
