//! What a file of a listing must hold: the rows that its JSON pages have, and the names of what they refer to.

use std::collections::HashMap;

use axum::body::Body;
use axum::http::{HeaderMap, Request};
use inovasi_entity::{CellKind, Role, Table, fields, table};
use inovasi_schema::{Form, counted_forms, forms, listed_tables};
use serde_json::{Value, json};

use crate::service::Service;

/// A question to a list, or to what counts.
#[derive(Debug, Clone)]
pub(crate) struct Listing {
    pub(crate) path: String,
    /// Query string; its own text of a body where it is posted.
    pub(crate) query: String,
    pub(crate) body: Option<Value>,
}

/// What a file must hold.
pub(crate) struct Truth {
    pub(crate) names: Vec<String>,
    pub(crate) kinds: Vec<CellKind>,
    pub(crate) rows: Vec<Vec<Value>>,
    /// Id and point of every row, where rows have a place.
    pub(crate) places: Vec<(Value, Value)>,
}

impl Listing {
    pub(crate) fn get(path: &str, query: &str) -> Self {
        Self { path: format!("/v1/{path}"), query: query.to_owned(), body: None }
    }

    pub(crate) fn post(path: &str, body: Value) -> Self {
        Self { path: format!("/v1/{path}/search"), query: String::new(), body: Some(body) }
    }

    pub(crate) fn table(&self) -> Option<&'static Table> {
        let path = self.path.trim_start_matches("/v1/").trim_end_matches("/search");
        listed_tables().find(|table| table.path() == path)
    }

    pub(crate) fn forms(&self) -> Vec<Form> {
        let all: Vec<Form> = self.table().map_or_else(|| counted_forms().collect(), |table| forms(table).collect());
        all.into_iter().filter(|form| *form != Form::Json).collect()
    }

    fn address(&self, more: &str) -> String {
        let parts: Vec<&str> = [self.query.as_str(), more].into_iter().filter(|part| !part.is_empty()).collect();
        format!("{}?{}", self.path, parts.join("&"))
    }

    /// The file of a form.
    pub(crate) async fn file(&self, service: &Service, form: Form, delimiter: Option<&str>) -> (HeaderMap, Vec<u8>) {
        let request = match &self.body {
            None => {
                let delimiter = delimiter.map(|said| format!("&delimiter={said}")).unwrap_or_default();
                Request::get(self.address(&format!("format={}{delimiter}", form.name()))).body(Body::empty())
            }
            Some(body) => {
                let mut body = body.clone();
                body["format"] = form.name().into();
                if let Some(said) = delimiter {
                    body["delimiter"] = said.into();
                }
                let request = Request::post(&self.path).header("content-type", "application/json");
                request.body(Body::from(body.to_string()))
            }
        };
        let (status, headers, body) = service.send(request.unwrap()).await;
        assert_eq!(status, 200, "{self:?} {form:?}: {}", String::from_utf8_lossy(&body));
        (headers, body)
    }

    /// All rows of the JSON pages.
    async fn rows(&self, service: &Service) -> Vec<Value> {
        let (mut rows, mut at) = (Vec::new(), self.address("limit=1000"));
        if let Some(body) = &self.body {
            at.clone_from(&self.path);
            let mut body = body.clone();
            body["limit"] = 1000.into();
            loop {
                let (status, mut page) = service.post_to(&at, &body).await;
                assert_eq!(status, 200, "{self:?}: {page}");
                rows.append(page["data"].as_array_mut().unwrap());
                let Some(next) = page["links"]["next"].as_str() else { return rows };
                next.clone_into(&mut at);
            }
        }
        if self.query.contains("sample=") {
            at = self.address("");
        }
        loop {
            let mut page = service.get(&at).await;
            rows.append(page["data"].as_array_mut().unwrap());
            let Some(next) = page["links"]["next"].as_str() else { return rows };
            next.clone_into(&mut at);
        }
    }

    /// What its files must hold.
    pub(crate) async fn truth(&self, service: &Service, called: &Called) -> Truth {
        let rows = self.rows(service).await;
        let is_english = self.query.contains("lang=en") || self.body.as_ref().is_some_and(|body| body["lang"] == "en");
        let Some(table) = self.table() else { return Truth::counted(rows) };
        let kept: Option<Vec<&str>> = self.query.split('&').find_map(|part| part.strip_prefix("fields=")).map(|said| {
            let named = said.split(',').chain(["id"]);
            named.collect()
        });
        let mut fields = fields(table);
        if let Some(kept) = &kept {
            fields.retain(|field| kept.contains(&of(field.role).unwrap_or(field.name.as_ref())));
        }
        let cell = |row: &Value, name: &str, role: Role| match role {
            Role::Label(column, target) => called.label(target.name, &row[column.name], is_english),
            _ => {
                assert!(row.as_object().unwrap().contains_key(name), "{name} in {row}");
                row[name].clone()
            }
        };
        let cells = |row: &Value| fields.iter().map(|field| cell(row, field.name.as_ref(), field.role)).collect();
        let place = |row: &Value| (row["id"].clone(), called.place(table, &row["id"]));
        Truth {
            names: fields.iter().map(|field| field.name.to_string()).collect(),
            kinds: fields.iter().map(inovasi_entity::Field::cell).collect(),
            rows: rows.iter().map(cells).collect(),
            places: rows.iter().map(place).collect(),
        }
    }
}

/// The column that a label is of.
fn of(role: Role) -> Option<&'static str> {
    if let Role::Label(column, _) = role { Some(column.name) } else { None }
}

impl Truth {
    /// Counts are taken as they are answered: their rows have labels of their own.
    fn counted(rows: Vec<Value>) -> Self {
        let names: Vec<String> = match rows.first() {
            Some(row) => row.as_object().unwrap().keys().cloned().collect(),
            None => Vec::new(),
        };
        let cells = |row: Value| if let Value::Object(row) = row { row.into_iter().unzip() } else { panic!("{row}") };
        let rows = rows.into_iter().map(cells).map(|(keys, cells): (Vec<String>, Vec<Value>)| {
            assert_eq!(keys, names);
            cells
        });
        let rows = rows.collect();
        Self { kinds: vec![CellKind::Text; names.len()], names, rows, places: Vec::new() }
    }
}

/// All rows that are referred to, as their own lists have them.
pub(crate) struct Called(HashMap<&'static str, HashMap<String, Value>>);

impl Called {
    pub(crate) async fn of(service: &Service) -> Self {
        let mut all = HashMap::new();
        for table in listed_tables().filter(|table| !table.is_derived()) {
            let rows = Listing::get(&table.path(), "").rows(service).await;
            let by_id = rows.into_iter().map(|row| (row["id"].as_str().unwrap().to_owned(), row)).collect();
            all.insert(table.name, by_id);
        }
        Self(all)
    }

    fn row(&self, table: &str, id: &Value) -> Option<&Value> {
        let row = self.0[table].get(id.as_str()?);
        assert!(row.is_some(), "{table} {id}");
        row
    }

    /// What the row that an id names is called.
    pub(crate) fn label(&self, of: &str, id: &Value, english: bool) -> Value {
        let Some(row) = self.row(of, id) else { return Value::Null };
        if of == "edition" {
            let competition = self.row("competition", &row["competition_id"]).unwrap();
            let name = competition["acronym"].as_str().or(competition["name"].as_str()).unwrap();
            return format!("{name} {}", row["year"]).into();
        }
        let title = table(of).unwrap().title().unwrap().name;
        let english = Some(&row[format!("{title}_en")]).filter(|label| english && label.is_string());
        english.unwrap_or(&row[title]).clone()
    }

    /// The point of a row: its own, or that of its region.
    fn place(&self, of: &Table, id: &Value) -> Value {
        let region = match self.0.get(of.name).and_then(|rows| rows.get(id.as_str().unwrap())) {
            Some(row) if of.name == "region" => Some(row),
            Some(row) => self.row("region", &row["region_id"]),
            None => None,
        };
        match region {
            Some(region) if !region["latitude"].is_null() => {
                json!({"type": "Point", "coordinates": [region["longitude"], region["latitude"]]})
            }
            _ => Value::Null,
        }
    }
}
