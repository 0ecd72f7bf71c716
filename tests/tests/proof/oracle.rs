//! The index against plain SQL that was written apart from it: a thousand random questions over a made-up catalogue.

use inovasi_tests::generator::{Random, Size, generate};
use inovasi_tests::oracle::{self, Ask, Cell, Filter};
use sea_orm::{ConnectionTrait, Statement};
use serde_json::Value;

use crate::database::each;
use crate::service::{Service, ids_of};

/// Innovations of the catalogue.
const INNOVATIONS: usize = 4000;

/// Questions of each database.
const QUESTIONS: usize = 1000;

/// Values that a filter can be asked with, taken from the rows themselves.
struct Values(Vec<(&'static str, Vec<Cell>)>);

impl Values {
    async fn of(service: &Service) -> Self {
        let columns = [
            ("region", "SELECT DISTINCT region_id FROM innovation WHERE region_id IS NOT NULL ORDER BY 1 LIMIT 60"),
            ("region_id", "SELECT DISTINCT region_id FROM innovation WHERE region_id IS NOT NULL ORDER BY 1 LIMIT 40"),
            ("agency", "SELECT DISTINCT agency_id FROM innovation ORDER BY 1 LIMIT 60"),
            ("agency_kind", "SELECT DISTINCT kind FROM agency ORDER BY 1"),
            ("sector", "SELECT DISTINCT sector FROM innovation WHERE sector IS NOT NULL ORDER BY 1"),
            ("stage", "SELECT DISTINCT stage FROM innovation WHERE stage IS NOT NULL ORDER BY 1"),
            ("year_basis", "SELECT DISTINCT year_basis FROM innovation WHERE year_basis IS NOT NULL ORDER BY 1"),
            ("title", "SELECT title FROM innovation ORDER BY id LIMIT 30"),
            ("short_name", "SELECT short_name FROM innovation WHERE short_name IS NOT NULL ORDER BY id LIMIT 30"),
            ("source", "SELECT DISTINCT source_id FROM evidence WHERE \"table\" = 'innovation' ORDER BY 1 LIMIT 40"),
            ("competition", "SELECT DISTINCT competition_id FROM award ORDER BY 1"),
            ("edition", "SELECT DISTINCT edition_id FROM award WHERE edition_id IS NOT NULL ORDER BY 1"),
            ("tier", "SELECT DISTINCT tier FROM award WHERE tier IS NOT NULL ORDER BY 1"),
            ("award_status", "SELECT DISTINCT status FROM award ORDER BY 1"),
            (
                "implemented",
                "SELECT DISTINCT implemented FROM innovation WHERE implemented IS NOT NULL ORDER BY 1 LIMIT 40",
            ),
        ];
        let mut values: Vec<(&'static str, Vec<Cell>)> = vec![
            ("sdg", (1..=17).map(|goal| Cell::from(goal.to_string())).collect()),
            ("year", (2013..=2025).map(Cell::from).collect()),
            ("digital", vec![Cell::from(true), Cell::from(false)]),
            ("replicated", vec![Cell::from(true), Cell::from(false)]),
            ("has_outcome", vec![Cell::from(true), Cell::from(false)]),
        ];
        let database = &service.database.connection;
        for (name, sql) in columns {
            let statement = Statement::from_string(database.get_database_backend(), sql);
            let rows = database.query_all_raw(statement).await.unwrap();
            values
                .push((name, rows.iter().map(|row| Cell::from(row.try_get_by_index::<String>(0).unwrap())).collect()));
        }
        Self(values)
    }

    fn filter(&self, random: &mut Random) -> Filter {
        let (name, values) = &self.0[random.below(self.0.len())];
        let mut cells: Vec<Cell> = Vec::new();
        for _ in 0..=random.below(3) {
            let cell = values[random.below(values.len())].clone();
            if !cells.contains(&cell) {
                cells.push(cell);
            }
        }
        if *name == "year" && random.below(2) == 0 {
            let from = 2013 + i32::try_from(random.below(8)).unwrap();
            cells = vec![Cell::Between(Some(from), Some(from + 3))];
        }
        if *name == "implemented" && random.below(2) == 0 {
            cells = vec![Cell::Dates(Some("2016".into()), Some("2019-06".into()))];
        }
        // Flags are never without a value; sources of a row neither.
        if !["replicated", "has_outcome", "source"].contains(name) && random.below(5) == 0 {
            cells.push(Cell::Null);
        }
        Filter { name, none_of: random.below(3) == 0, cells }
    }
}

#[tokio::test]
async fn the_index_and_plain_sql_agree_on_random_questions() {
    let package = inovasi::bundled_package().unwrap();
    for database in each("oracle").await {
        generate(&database.connection, &package, Size::of(INNOVATIONS)).await.unwrap();
        let service = Service::over(database).await;
        let values = Values::of(&service).await;
        let mut random = Random::new(42, 0);
        let (mut some, mut wrong) = (0, Vec::new());
        let sorts =
            ["year", "title", "year_basis", "sector", "agency_id", "region_id", "implemented", "stage", "digital"];
        for _ in 0..QUESTIONS {
            let mut ask = Ask { limit: Some(1 + random.below(60) as u64), ..Ask::all() };
            for _ in 0..random.below(4) {
                let filter = values.filter(&mut random);
                if ask.filters.iter().all(|other| other.name != filter.name) {
                    ask.filters.push(filter);
                }
            }
            if random.below(2) == 0 {
                let mut sort = Vec::new();
                for _ in 0..=random.below(2) {
                    let name = sorts[random.below(sorts.len())];
                    if sort.iter().all(|(other, _)| *other != name) {
                        sort.push((name, random.below(2) == 0));
                    }
                }
                ask.sort = sort;
            }
            let page = service.get(&format!("/v1/innovations?{}", ask.query())).await;
            let (ids, total) = oracle::list(&service.database.connection, &ask).await.unwrap();
            some += usize::from(total > 0);
            if ids_of(&page) != ids || page["meta"]["total"] != total {
                wrong.push(format!(
                    "{}: {} rows of {}, SQL has {total}",
                    ask.query(),
                    ids_of(&page).len(),
                    page["meta"]["total"]
                ));
            }
        }
        assert!(wrong.is_empty(), "{} of {QUESTIONS}:\n{}", wrong.len(), wrong.join("\n"));
        assert!(some > QUESTIONS / 3, "{some} found rows");
        facets_agree(&service, &values, &mut random).await;
    }
}

/// Facets and statistics, each by its own SQL.
async fn facets_agree(service: &Service, values: &Values, random: &mut Random) {
    let names = ["sector", "year", "stage", "region", "agency_kind", "sdg", "edition", "tier", "competition"];
    for _ in 0..40 {
        let mut ask = Ask::all();
        for _ in 0..random.below(3) {
            let filter = values.filter(random);
            if ask.filters.iter().all(|other| other.name != filter.name) {
                ask.filters.push(filter);
            }
        }
        let name = names[random.below(names.len())];
        let page = service.get(&format!("/v1/innovations?limit=1&facets={name}&{}", ask.query())).await;
        let text = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
        let mut found: Vec<(String, u64)> = page["facets"][name]
            .as_array()
            .unwrap()
            .iter()
            .map(|one| (text(&one["value"]), one["count"].as_u64().unwrap()))
            .collect();
        let counted = oracle::facet(&service.database.connection, &ask, name).await.unwrap();
        let mut expected: Vec<(String, u64)> =
            counted.into_iter().map(|(value, count)| (value.unwrap_or_else(|| "null".into()), count)).collect();
        found.sort();
        expected.sort();
        assert_eq!(found, expected, "{name}: {}", ask.query());
        statistics_agree(service, &ask, name, names[random.below(names.len())]).await;
    }
}

/// A statistic by two dimensions, by its own SQL.
async fn statistics_agree(service: &Service, ask: &Ask, one: &str, other: &str) {
    if one == other {
        return;
    }
    let by = [one, other];
    let filters = Ask { sort: Vec::new(), ..ask.clone() }.query();
    let stats = service.get(&format!("/v1/stats?by={one},{other}&limit=10000&{filters}")).await;
    let text = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    let row = |row: &Value| (by.map(|name| text(&row[name])), row["innovations"].as_u64().unwrap());
    let mut found: Vec<([String; 2], u64)> = stats["data"].as_array().unwrap().iter().map(row).collect();
    let counted = oracle::count_by(&service.database.connection, ask, &by).await.unwrap();
    let value = |values: &[Option<String>], place: usize| values[place].clone().unwrap_or_else(|| "null".into());
    let mut expected: Vec<([String; 2], u64)> =
        counted.iter().map(|(values, count)| ([value(values, 0), value(values, 1)], *count)).collect();
    found.sort();
    expected.sort();
    assert_eq!(found, expected, "{by:?}: {filters}");
}
