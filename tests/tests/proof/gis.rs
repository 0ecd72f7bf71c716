//! OGC API – Features: regions on the map are the regions of the list, all of them, where the package says they are.

use std::collections::HashMap;
use std::sync::Arc;

use axum::body::Body;
use axum::http::Request;
use inovasi_schema::Form;
use serde_json::{Value, json};

use crate::forms_read;
use crate::import::{bundled, edit, read};
use crate::package::root;
use crate::promise_compare::whole;
use crate::service::{Service, services, services_of};

const ITEMS: &str = "/ogc/collections/regions/items";

/// The host that requests name, which stands before every link.
const ORIGIN: &str = "http://maps.example";

async fn ask(service: &Service, uri: &str) -> Value {
    let request = Request::get(uri).header("host", "maps.example").body(Body::empty()).unwrap();
    let (status, _, body) = service.send(request).await;
    assert_eq!(status, 200, "{uri}: {}", String::from_utf8_lossy(&body));
    serde_json::from_slice(&body).unwrap()
}

fn link<'a>(body: &'a Value, rel: &str) -> Option<&'a str> {
    let link = body["links"].as_array().unwrap().iter().find(|link| link["rel"] == rel)?;
    let href = link["href"].as_str().unwrap();
    assert!(link["type"].is_string() && link["title"].is_string(), "{link}");
    Some(href.strip_prefix(ORIGIN).unwrap_or(href))
}

/// All features from an address on, by its links; as many as it says.
async fn walk(service: &Service, uri: &str, rel: &str) -> Vec<Value> {
    let (mut features, mut at) = (Vec::new(), uri.to_owned());
    loop {
        let page = ask(service, &at).await;
        let found = page["features"].as_array().unwrap().clone();
        assert_eq!(page["numberReturned"], found.len(), "{at}");
        features = if rel == "prev" { [found, features].concat() } else { [features, found].concat() };
        match link(&page, rel) {
            Some(next) => at = next.to_owned(),
            None => return features,
        }
        assert!(at.starts_with(ITEMS), "{at}");
    }
}

fn ids(features: &[Value]) -> Vec<&str> {
    features.iter().map(|feature| feature["id"].as_str().unwrap()).collect()
}

/// Where the package says that each region is: longitude and latitude.
fn points() -> HashMap<String, Option<(f64, f64)>> {
    let mut reader = csv::Reader::from_path(root().join("data/regions.csv")).unwrap();
    let rows = reader.deserialize::<HashMap<String, String>>().map(Result::unwrap);
    rows.map(|row| {
        let number = |name: &str| row[name].parse::<f64>().ok();
        (row["id"].clone(), number("longitude").zip(number("latitude")))
    })
    .collect()
}

#[tokio::test]
async fn walks_along_the_links_have_every_region_once_with_all_that_its_row_says() {
    for service in services("gis_walk").await {
        let rows = whole(&service, "/v1/regions?limit=1000").await;
        let points = points();
        for limit in [7, 100, 553, 1000, 50_000] {
            let found = walk(&service, &format!("{ITEMS}?limit={limit}"), "next").await;
            assert_eq!(found.len(), 553, "limit={limit}");
            for (feature, row) in found.iter().zip(&rows) {
                let mut properties = row.clone();
                properties.as_object_mut().unwrap().retain(|name, _| name != "latitude" && name != "longitude");
                assert_eq!(feature["properties"], properties);
                assert_eq!((&feature["type"], &feature["id"]), (&json!("Feature"), &row["id"]));
                let point = points[row["id"].as_str().unwrap()]
                    .map(|(longitude, latitude)| json!({"type": "Point", "coordinates": [longitude, latitude]}));
                assert_eq!(feature["geometry"], point.unwrap_or_default(), "{}", row["id"]);
            }
        }
        assert_eq!(ask(&service, ITEMS).await["numberReturned"], 553, "one page without a limit");
        let last = ask(&service, &format!("{ITEMS}?limit=100")).await;
        let mut at = link(&last, "next").unwrap().to_owned();
        let mut page = ask(&service, &at).await;
        while let Some(next) = link(&page, "next") {
            at = next.to_owned();
            page = ask(&service, &at).await;
        }
        let back = walk(&service, &at, "prev").await;
        assert_eq!(ids(&back), rows.iter().map(|row| row["id"].as_str().unwrap()).collect::<Vec<_>>());
    }
}

#[tokio::test]
async fn a_box_has_the_regions_whose_points_lie_in_it() {
    let points = points();
    let within = |west: f64, south: f64, east: f64, north: f64| {
        let lies = |(longitude, latitude): (f64, f64)| {
            let along =
                if west <= east { (west..=east).contains(&longitude) } else { longitude >= west || longitude <= east };
            along && (south..=north).contains(&latitude)
        };
        let mut ids: Vec<&str> =
            points.iter().filter(|(_, point)| point.is_some_and(lies)).map(|(id, _)| id.as_str()).collect();
        ids.sort_unstable();
        ids
    };
    let boxes = [
        (112.0, -8.5, 115.0, -7.0),
        (95.0, -11.0, 141.0, 6.0),
        (-180.0, -90.0, 180.0, 90.0),
        (130.0, -11.0, 100.0, 6.0),
        (170.0, -11.0, -170.0, 6.0),
        (0.0, 0.0, 0.0, 0.0),
        (106.8270, -6.3, 106.8270, -6.0),
        (-1e9, -1e9, 1e9, 1e9),
    ];
    for service in services("gis_bbox").await {
        for (west, south, east, north) in boxes {
            let expected = within(west, south, east, north);
            for said in [
                format!("{west},{south},{east},{north}"),
                format!("{west},{south},-100,{east},{north},9000"),
                format!("{west}%2C%20{south}%2C{east}%2C{north}"),
            ] {
                let page = ask(&service, &format!("{ITEMS}?bbox={said}")).await;
                assert_eq!(ids(page["features"].as_array().unwrap()), expected, "{said}");
                assert_eq!(page["numberMatched"], expected.len(), "{said}");
            }
            let walked = walk(&service, &format!("{ITEMS}?bbox={west},{south},{east},{north}&limit=40"), "next").await;
            assert_eq!(ids(&walked), expected, "{west},{south},{east},{north}");
        }
        // A point on the edge is in.
        let (longitude, latitude) = points["ID-35"].unwrap();
        let page = ask(&service, &format!("{ITEMS}?bbox={longitude},{latitude},{longitude},{latitude}")).await;
        assert_eq!(ids(page["features"].as_array().unwrap()), ["ID-35"]);
    }
}

#[tokio::test]
async fn filters_of_the_list_hold_with_a_box_and_a_time() {
    for service in services("gis_filters").await {
        let list = [
            "level=1",
            "parent_id=ID-35&innovation_count=1..",
            "region=ID-34",
            "q=banyuwangi",
            "kind=!regency",
            "latitude=-8..-7",
            "ids=ID-35,ID-33&level=1",
            "latitude=null",
        ];
        for filter in list {
            let rows = service.get(&format!("/v1/regions?{filter}&limit=1000")).await;
            let expected: Vec<&Value> = rows["data"].as_array().unwrap().iter().map(|row| &row["id"]).collect();
            assert!(!expected.is_empty(), "{filter}");
            for time in ["", "&datetime=2020-01-01T00:00:00Z", "&datetime=../2020-01-01", "&f=json", "&f=geojson"] {
                let page = ask(&service, &format!("{ITEMS}?{filter}{time}")).await;
                let found: Vec<&Value> = page["features"].as_array().unwrap().iter().map(|one| &one["id"]).collect();
                assert_eq!(found, expected, "{filter}{time}");
            }
        }
        // A box and a filter of latitude both hold.
        let both = ask(&service, &format!("{ITEMS}?bbox=95,-8,141,-7&latitude=-7.5..0")).await;
        let one = ask(&service, &format!("{ITEMS}?bbox=95,-7.5,141,-7")).await;
        assert_eq!(both["features"], one["features"]);
        assert!(both["numberMatched"].as_u64().unwrap() > 10);
        let bound = ask(&service, &format!("{ITEMS}?bbox=95,-8,141,-7&limit=3")).await;
        let next = link(&bound, "next").unwrap().replace("-8", "-9");
        service.problem("GET", &next, 400, "invalid_cursor").await;
    }
}

#[tokio::test]
async fn the_documents_lead_to_each_other_and_say_what_is_true() {
    for service in services("gis_documents").await {
        let landing = ask(&service, "/ogc?f=json").await;
        assert!(landing["title"].is_string() && landing["description"].is_string());
        for (rel, path) in [
            ("self", "/ogc"),
            ("service-desc", "/ogc/api"),
            ("service-doc", "/docs/maps"),
            ("conformance", "/ogc/conformance"),
            ("data", "/ogc/collections"),
        ] {
            assert_eq!(link(&landing, rel), Some(path));
            assert_eq!(service.ask("GET", path, None).await.0, 200, "{path}");
        }
        let classes = ask(&service, "/ogc/conformance").await["conformsTo"].clone();
        assert_eq!(classes.as_array().unwrap().len(), 3);
        let collections = ask(&service, "/ogc/collections").await;
        let collection = ask(&service, "/ogc/collections/regions").await;
        assert_eq!(collections["collections"], json!([collection]));
        assert_eq!(link(&collection, "items"), Some(ITEMS));
        let all: Vec<(f64, f64)> = points().into_values().flatten().collect();
        let least = |numbers: &dyn Fn(&(f64, f64)) -> f64| all.iter().map(numbers).fold(f64::INFINITY, f64::min);
        let bounds = [least(&|p| p.0), least(&|p| p.1), -least(&|p| -p.0), -least(&|p| -p.1)];
        assert_eq!(collection["extent"]["spatial"]["bbox"], json!([bounds]));
        assert_eq!(collection["extent"]["temporal"]["interval"], json!([[null, null]]));
        // The description has these addresses and no other, and no reference that leads nowhere.
        let document = ask(&service, "/ogc/api").await;
        assert_eq!((&document["openapi"], &document["servers"]), (&json!("3.0.3"), &json!([{"url": ORIGIN}])));
        let whole: Value = serde_json::from_str(inovasi::openapi_document()).unwrap();
        let ours = whole["paths"].as_object().unwrap().keys().filter(|path| path.starts_with("/ogc"));
        assert_eq!(document["paths"].as_object().unwrap().keys().collect::<Vec<_>>(), ours.collect::<Vec<_>>());
        let text = document.to_string();
        for at in text.split("\"$ref\":\"#").skip(1).filter_map(|rest| rest.split('"').next()) {
            assert!(document.pointer(at).is_some(), "{at}");
        }
        assert!(!text.contains(",\"null\"]") && !text.contains("\"examples\""));
        for path in ["/ogc", "/ogc/collections", "/ogc/collections/regions"] {
            let said = ["en", "id"].map(|lang| format!("{path}?lang={lang}"));
            let [english, indonesian] = [ask(&service, &said[0]).await, ask(&service, &said[1]).await];
            assert_ne!(english, indonesian, "{path}");
        }
    }
}

#[tokio::test]
async fn one_feature_is_the_one_of_the_page() {
    for service in services("gis_one").await {
        let all = ask(&service, &format!("{ITEMS}?limit=1000")).await;
        for feature in all["features"].as_array().unwrap().iter().step_by(50) {
            let id = feature["id"].as_str().unwrap();
            let mut one = ask(&service, &format!("{ITEMS}/{id}")).await;
            assert_eq!(link(&one, "self"), Some(format!("{ITEMS}/{id}").as_str()));
            assert_eq!(link(&one, "collection"), Some("/ogc/collections/regions"));
            assert_eq!(link(&one, "alternate"), Some(format!("/v1/regions/{id}").as_str()));
            one.as_object_mut().unwrap().remove("links");
            assert_eq!(&one, feature);
        }
        service.problem("GET", &format!("{ITEMS}/ID-99"), 404, "not_found").await;
        service.problem("GET", &format!("{ITEMS}/%00"), 404, "not_found").await;
        service.problem("GET", &format!("{ITEMS}/%ff"), 400, "invalid_parameter").await;
        service.problem("GET", &format!("{ITEMS}/ID-35?limit=1"), 400, "unknown_parameter").await;
        service.problem("GET", "/ogc/collections/agencies", 404, "not_found").await;
        service.problem("GET", "/ogc/collections/regions/", 404, "not_found").await;
        let (status, headers, _) = service.ask("GET", "/ogc/", None).await;
        assert_eq!((status.as_u16(), &headers["location"]), (308, &"/ogc".parse().unwrap()));
        service.problem("POST", ITEMS, 405, "method_not_allowed").await;
    }
}

#[tokio::test]
async fn what_is_wrong_is_said_all_at_once() {
    for service in services("gis_faults").await {
        let cases = [
            ("bbox=1,2,3", "bbox"),
            ("bbox=1,2,3,x", "bbox"),
            ("bbox=1,9,3,4", "bbox"),
            ("bbox=", "bbox"),
            ("bbox=1,2,3,4&bbox=1,2,3,4", "bbox"),
            ("datetime=yesterday", "datetime"),
            ("datetime=2024-12-31/2024-01-01", "datetime"),
            ("limit=0", "limit"),
            ("limit=-1", "limit"),
            ("limit=ten", "limit"),
            ("f=html", "f"),
            ("level=one", "level"),
            ("cursor=zzz", "cursor"),
        ];
        for (query, parameter) in cases {
            let uri = format!("{ITEMS}?{query}");
            let code = if parameter == "cursor" { "invalid_cursor" } else { "invalid_parameter" };
            let problem = service.problem("GET", &uri, 400, code).await;
            assert_eq!(problem["errors"][0]["parameter"], parameter, "{uri}: {problem}");
            assert_eq!(problem["errors"].as_array().unwrap().len(), 1, "{uri}: {problem}");
        }
        for name in ["boundingbox", "sort", "fields", "include", "crs", "bbox-crs", "filter"] {
            let problem = service.problem("GET", &format!("{ITEMS}?{name}=1"), 400, "unknown_parameter").await;
            assert!(problem["errors"][0]["allowed"].as_array().unwrap().contains(&json!("bbox")), "{problem}");
        }
        let problem = service.problem("GET", &format!("{ITEMS}?bbox=1&limit=0&q="), 400, "invalid_parameter").await;
        let names: Vec<&Value> = problem["errors"].as_array().unwrap().iter().map(|one| &one["parameter"]).collect();
        assert!(names.contains(&&json!("bbox")) && names.contains(&&json!("limit")), "{problem}");
        for path in ["/ogc", "/ogc/api", "/ogc/conformance", "/ogc/collections", "/ogc/collections/regions"] {
            service.problem("GET", &format!("{path}?limit=1"), 400, "unknown_parameter").await;
            service.problem("GET", &format!("{path}?f=html"), 400, "invalid_parameter").await;
        }
    }
}

#[tokio::test]
async fn answers_are_kept_and_head_is_get_without_a_body() {
    let paths = [
        ("/ogc", "application/json"),
        ("/ogc/api", "application/vnd.oai.openapi+json;version=3.0"),
        ("/ogc/conformance", "application/json"),
        ("/ogc/collections", "application/json"),
        ("/ogc/collections/regions", "application/json"),
        (ITEMS, "application/geo+json"),
        ("/ogc/collections/regions/items/ID-35", "application/geo+json"),
    ];
    for service in services("gis_kept").await {
        for (path, media) in paths {
            let (status, headers, body) = service.ask("GET", path, None).await;
            assert_eq!((status.as_u16(), headers["content-type"].to_str().unwrap()), (200, media), "{path}");
            let vary: Vec<&str> = headers.get_all("vary").iter().map(|value| value.to_str().unwrap()).collect();
            assert!(vary.join(",").contains("host"), "{path}: {vary:?}");
            let etag = headers["etag"].to_str().unwrap();
            let (status, kept, nothing) = service.ask("GET", path, Some(etag)).await;
            assert_eq!((status.as_u16(), nothing.len()), (304, 0), "{path}");
            assert_eq!(kept["etag"], etag);
            assert!(kept.get_all("vary").iter().any(|value| value.to_str().unwrap().contains("host")), "{path}");
            let (status, head, nothing) = service.ask("HEAD", path, None).await;
            assert_eq!((status.as_u16(), nothing.len()), (200, 0), "{path}");
            for name in ["content-type", "etag", "cache-control"] {
                assert_eq!(head.get(name), headers.get(name), "{path}: {name}");
            }
            // The same again is the same to the byte; of another host it is another answer.
            assert_eq!(service.ask("GET", path, None).await.2, body, "{path}");
            let other = Request::get(path).header("host", "other.example").header("if-none-match", etag);
            let (status, _, _) = service.send(other.body(Body::empty()).unwrap()).await;
            assert_eq!(status, 200, "{path}");
        }
        let page = ask(&service, ITEMS).await;
        assert!(page.get("timeStamp").is_none(), "it would be the instant of the answer");
    }
}

/// A square around the point 112, -7, as a cell of a table.
const SQUARE: &str = r#"{"type":"Polygon","coordinates":[[[111,-8],[113,-8],[113,-6],[111,-6],[111,-8]]]}"#;

/// The bundled package with boundaries: id, region, geometry, date.
fn with_boundaries(rows: &[[&str; 4]]) -> HashMap<String, Vec<u8>> {
    let mut files = bundled();
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(["id", "region_id", "geometry", "date"]).unwrap();
    for row in rows {
        writer.write_record(row).unwrap();
    }
    files.insert("region_boundaries.csv".into(), writer.into_inner().unwrap());
    edit(&mut files, "datapackage.json", |text| {
        let mut package: Value = serde_json::from_str(text).unwrap();
        let resource = json!({"name": "region_boundaries", "path": "region_boundaries.csv"});
        package["resources"].as_array_mut().unwrap().push(resource);
        package.to_string()
    });
    edit(&mut files, "evidence.csv", |text| {
        let header: Vec<&str> = text.lines().next().unwrap().split(',').collect();
        let row = |id: &str| {
            let cell = |name: &&str| match *name {
                "id" => format!("boundary-{id}"),
                "table" => "region_boundary".to_owned(),
                "row_id" => id.to_owned(),
                "source_id" => "s001".to_owned(),
                "rank" => "preferred".to_owned(),
                _ => String::new(),
            };
            header.iter().map(cell).collect::<Vec<_>>().join(",") + "\n"
        };
        text.to_owned() + &rows.iter().map(|[id, ..]| row(id)).collect::<String>()
    });
    files
}

#[tokio::test]
async fn boundaries_that_a_package_brings_are_told_for_their_regions() {
    let newer = SQUARE.replace("111", "110");
    let rows = [
        ["ID-35--2020", "ID-35", SQUARE, "2020"],
        ["ID-35--2024", "ID-35", &newer, "2024-05"],
        ["ID-33", "ID-33", SQUARE, ""],
    ];
    let package = read(&with_boundaries(&rows)).unwrap();
    for service in services_of("gis_boundaries", &package).await {
        let catalogue = inovasi_schema::Catalogue::open(&service.database.url).await.unwrap();
        let snapshot = catalogue.snapshot().await.unwrap();
        let asked = ["ID-35", "ID-33", "ID-34"].map(str::to_owned).to_vec();
        let found = inovasi_schema::boundaries(&snapshot, asked).await.unwrap();
        let expected = [("ID-35", newer.as_str()), ("ID-33", SQUARE)];
        assert_eq!(found, expected.map(|(id, text)| (id.to_owned(), text.to_owned())).into());
        let detail = service.get("/v1/regions/ID-35").await;
        let nested = detail["data"]["region_boundaries"].as_array().unwrap();
        assert_eq!(nested.iter().map(|row| &row["date"]).collect::<Vec<_>>(), [&json!("2020"), &json!("2024-05")]);
        assert_eq!(nested[1]["geometry"], json!(newer));
        let told = service.query("{ region(slug: \"ID-33\") { regionBoundaries { nodes { geometry } } } }").await;
        assert_eq!(told["region"]["regionBoundaries"]["nodes"], json!([{"geometry": SQUARE}]));
        // The map service has points alone, so that a box is what it says.
        let one = ask(&service, &format!("{ITEMS}/ID-35")).await;
        assert_eq!(one["geometry"]["type"], "Point");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn long_boundaries_are_held_a_few_at_a_time() {
    // Four that are long, and more than are read at once.
    let long = format!("{SQUARE}{}", " ".repeat(3_000_000));
    let regions = ["11", "12", "13", "14", "15", "16", "17", "18", "19", "21"].map(|code| format!("ID-{code}"));
    let geometry = |place: usize| if place.is_multiple_of(3) { long.as_str() } else { SQUARE };
    let rows: Vec<[&str; 4]> =
        regions.iter().enumerate().map(|(place, id)| [id.as_str(), id.as_str(), geometry(place), ""]).collect();
    let package = read(&with_boundaries(&rows)).unwrap();
    for service in services_of("gis_long", &package).await {
        let catalogue = inovasi_schema::Catalogue::open(&service.database.url).await.unwrap();
        let snapshot = Arc::new(catalogue.snapshot().await.unwrap());
        let mut walk = inovasi_schema::walk_whole(snapshot, &inovasi_entity::region_boundary::TABLE);
        let mut sizes = Vec::new();
        loop {
            sizes.push(walk.next().await.unwrap().len());
            if sizes.ends_with(&[0]) {
                break;
            }
        }
        assert!(sizes.iter().sum::<usize>() == 10 && sizes.iter().all(|size| *size <= 8), "{sizes:?}");
        // A page of the feed ends before it is too long, and the next one goes on.
        for filter in ["", "&table=region_boundary", "&table=region_boundary&table=tier&op=added"] {
            let uri = format!("/v1/changes?limit=1000{filter}");
            let whole = crate::changes::walk(&service, &uri).await;
            let ids: Vec<&str> = whole
                .iter()
                .filter(|change| change["table"] == "region_boundary")
                .map(|change| change["id"].as_str().unwrap())
                .collect();
            assert_eq!(ids, regions.each_ref().map(String::as_str), "{filter}");
            assert!(filter.is_empty() || crate::changes::walk_back(&service, &uri).await == whole, "{filter}");
        }
        let page = service.get("/v1/changes?table=region_boundary&limit=1000").await;
        let rows = page["data"].as_array().unwrap().len();
        assert!((1..10).contains(&rows) && page.to_string().len() < 9 << 20, "{rows} rows");
        // No cell of a sheet holds a boundary: the column is left out, where an empty cell would say that there is none.
        let file = async |name: &str| service.ask("GET", &format!("/v1/datasets/{name}"), None).await.2;
        let csv = forms_read::read(Form::Csv, b',', &file("region_boundaries.csv").await);
        let sheet = forms_read::read(Form::Xlsx, b',', &file("region_boundaries.xlsx").await);
        let without: Vec<&String> = csv.names.iter().filter(|name| *name != "geometry").collect();
        assert_eq!(sheet.names.iter().collect::<Vec<_>>(), without);
        assert_eq!(csv.names.len(), without.len() + 1);
        let place = csv.names.iter().position(|name| name == "geometry").unwrap();
        assert!(csv.rows.iter().enumerate().all(|(row, cells)| cells[place] == geometry(row)));
        for (sheet, csv) in sheet.rows.iter().zip(&csv.rows) {
            assert_eq!(sheet[..2], csv[..2]);
        }
    }
}

#[test]
fn a_boundary_that_is_none_is_refused_with_its_row_and_a_remedy() {
    let open = SQUARE.replace(",[111,-8]]", "]");
    let swapped = SQUARE.replace("111", "-8").replace("113", "-6").replace("-8]", "111]");
    let long = format!("{SQUARE}{}", " ".repeat(5_000_000));
    let cases: [(&str, &str); 5] = [
        (&open, "not closed"),
        (&swapped, "latitude of 111"),
        ("POINT(1 2)", "not GeoJSON"),
        (r#"{"type":"Point","coordinates":[112,-7]}"#, "not GeoJSON of type Polygon or MultiPolygon"),
        (&long, "longer than 5000000 characters"),
    ];
    for (text, rule) in cases {
        let faults = read(&with_boundaries(&[["ID-33", "ID-33", text, ""]])).unwrap_err();
        assert_eq!(faults.len(), 1, "{faults:?}");
        let start = "region_boundaries.csv, row 2, column geometry, value ";
        assert!(faults[0].starts_with(start) && faults[0].contains(rule), "{}", faults[0]);
        assert!(faults[0].len() < 700 && faults[0].contains("; "), "{}", faults[0]);
    }
    let faults = read(&with_boundaries(&[["x", "ID-999", SQUARE, ""]])).unwrap_err();
    assert!(faults[0].contains("no row of regions.csv has this id"), "{faults:?}");
}
