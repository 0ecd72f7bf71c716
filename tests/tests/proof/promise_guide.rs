//! The guides of the kept promise and of its coverage tell figures; they are those of the files, and the answers that they
//! show are those of the service.

use inovasi_tests::promise::{Reckoned, coverage, outcome_changes, replication_counts, streaks, summary};
use serde_json::Value;

use crate::promise_compare::{PACKAGE, RECKONED, same};
use crate::service::services;

/// A guide in each language, with the sign between a number and its decimals.
fn guides(name: &str) -> [(String, &'static str); 2] {
    [("en", "."), ("id", ",")].map(|(language, sign)| {
        let path = crate::package::root().join("web/guides").join(language).join(format!("{name}.md"));
        (std::fs::read_to_string(path).unwrap(), sign)
    })
}

/// Fails where a guide does not say these words, wherever its lines end.
fn says(guide: &str, words: &str) {
    let text: Vec<&str> = guide.split_whitespace().collect();
    assert!(text.join(" ").contains(words), "the guide does not say {words:?}");
}

/// The text of the first fence of a kind, and the guide before it.
fn fence<'a>(guide: &'a str, kind: &str) -> (&'a str, &'a str) {
    let (before, after) = guide.split_once(&format!("```{kind}\n")).unwrap();
    (after.split_once("```").unwrap().0.trim_end(), before)
}

/// Fails where the guide has no such line, or none that ends so.
fn has_line(guide: &str, line: &str) {
    assert!(guide.lines().any(|other| other.ends_with(line)), "no line of the guide is or ends in {line:?}");
}

fn cells(values: impl IntoIterator<Item = usize>) -> String {
    values.into_iter().map(|value| format!(" {value} |")).collect()
}

#[test]
fn the_summary_of_the_guide_is_that_of_the_files() {
    let rows: Vec<&Reckoned> = RECKONED.iter().filter(|row| row.with_units).collect();
    for (guide, sign) in guides("promise") {
        for row in summary(&rows, &["year"]) {
            let rate = format!("{:.2} %", row["recorded_rate"].as_f64().unwrap() * 100.0).replace('.', sign);
            let line =
                format!("| {} | {} | {} | {} | {rate} |", row["year"], row["obligated"], row["met"], row["met_stated"]);
            has_line(&guide, &line);
        }
    }
}

#[test]
fn the_worked_example_is_worked_out_right() {
    let of = |year: i32, with_units: bool| {
        let is = |row: &&Reckoned| row.agency == "kabupaten-banyuwangi" && row.year == year;
        RECKONED.iter().filter(is).find(|row| row.with_units == with_units).unwrap()
    };
    let years = [2015, 2016, 2017, 2018, 2019, 2021, 2025];
    for year in (2014..=2025).filter(|year| !years.contains(year)) {
        assert_eq!(of(year, true).innovations.len(), 0, "the guide leaves {year} out");
    }
    let longest = streaks(&RECKONED).into_iter().filter(|(_, streak)| streak.longest >= 5);
    let longest: Vec<(String, Option<(i32, i32)>)> = longest.map(|(agency, streak)| (agency, streak.run)).collect();
    let expected = [("kabupaten-banyuwangi", 2015, 2019), ("provinsi-jawa-timur", 2014, 2018)];
    assert_eq!(longest, expected.map(|(agency, from, to)| (agency.to_owned(), Some((from, to)))));
    for (guide, _) in guides("promise") {
        for with_units in [true, false] {
            has_line(&guide, &format!("|{}", cells(years.map(|year| of(year, with_units).innovations.len()))));
        }
        for (_, from, to) in expected {
            assert!(guide.contains(&format!("{from}–{to}")), "a streak of {from}–{to}");
        }
        let row: Value = serde_json::from_str(fence(&guide, "json").0).unwrap();
        same("the row of the guide", &[row], &[of(2016, true).json()]);
    }
}

#[test]
fn the_guide_tells_the_true_coverage() {
    let rows: Vec<Value> = coverage(&PACKAGE).into_iter().map(|covered| covered.row).collect();
    let of = |id: &str| rows.iter().find(|row| row["id"] == id).unwrap();
    let group = |code: &str| {
        let is =
            |row: &&Value| row["edition_id"] == "kipp-2017" && row["tier"] == "top-99" && row["agency_group"] == code;
        rows.iter().find(is).unwrap()
    };
    let groups = [
        "ministries",
        "national_agencies",
        "provinces",
        "regencies",
        "cities",
        "state_enterprises",
        "regional_enterprises",
    ];
    for (guide, _) in guides("coverage") {
        for row in groups.iter().map(|code| group(code)).chain([of("kipp-2017--top-99")]) {
            has_line(&guide, &format!(" | {} | {} |", row["official"], row["recorded"]));
        }
    }
    assert_eq!(of("kipp-2014--top-9")["recorded"], 9);
    assert_eq!(of("kipp-2015--top-25")["recorded"], 15);
    assert_eq!((&of("kipp-2016")["official"], &of("kipp-2016")["recorded"]), (&2476.into(), &30.into()));
    // Agencies that an award honours themselves.
    let (honoured, winners) = (of("iga-2023--terinovatif"), of("iga-2017--winner"));
    let (official, recorded) = (&honoured["official"], &honoured["recorded"]);
    assert_eq!((&winners["official"], &of("iga-2017")["recorded"]), (&Value::Null, &0.into()));
    let [(english, _), (indonesian, _)] = guides("coverage");
    says(&english, &format!("{recorded} of the {official} that were *terinovatif* in 2023 are recorded"));
    says(&english, &format!("and {} winners of 2017", winners["recorded"]));
    says(&indonesian, &format!("dari {official} yang *terinovatif* pada 2023 tercatat {recorded}"));
    says(&indonesian, &format!("dari pemenang 2017 tercatat {}", winners["recorded"]));
    let held = |id: &str| PACKAGE.editions.get(id).unwrap().text("held") != Some("false");
    assert!(!held("kipp-2024") && held("kipp-2023"));
    let nowhere = PACKAGE.innovations.rows.iter().filter(|innovation| innovation.text("year").is_none()).count();
    assert_eq!((nowhere, PACKAGE.innovations.rows.len(), PACKAGE.agencies.rows.len()), (129, 435, 942));
}

/// Whether all that is shown of an answer is so; `…` stands for the rest of an object.
fn is_part(shown: &Value, answer: &Value) -> bool {
    match (shown, answer) {
        (Value::Object(shown), Value::Object(answer)) => {
            let is_whole = shown.contains_key("…") || shown.len() == answer.len();
            let mut keys = shown.iter().filter(|(key, _)| *key != "…");
            is_whole && keys.all(|(key, shown)| answer.get(key).is_some_and(|answer| is_part(shown, answer)))
        }
        (Value::Array(shown), Value::Array(answer)) => {
            shown.len() == answer.len() && shown.iter().zip(answer).all(|(shown, answer)| is_part(shown, answer))
        }
        _ => shown == answer,
    }
}

#[tokio::test]
async fn the_answer_that_the_guide_shows_is_that_of_the_service() {
    for service in services("promise_guide").await {
        for (guide, _) in guides("coverage") {
            let (shown, before) = fence(&guide, "json");
            let shown: Value = serde_json::from_str(shown).unwrap();
            // What is asked stands before it.
            let (_, asked) = before.rsplit_once("```api\n").unwrap();
            let uri = asked.lines().next().unwrap();
            let answer = service.get(uri).await;
            assert!(is_part(&shown["meta"], &answer["meta"]), "{uri}: {}", answer["meta"]);
        }
    }
}

#[test]
fn the_sentences_of_the_guide_hold() {
    let of = |keeps: &dyn Fn(&Reckoned) -> bool| RECKONED.iter().filter(|row| row.with_units && keeps(row)).count();
    let in_java = |row: &Reckoned| row.province.as_deref() == Some("ID-35") && row.year == 2016 && row.is_counted();
    assert_eq!(of(&|row| row.year == 2016 && row.is_counted()), 637);
    assert_eq!(of(&|row| row.year == 2016 && row.is_counted() && row.status == "met"), 16);
    let by_edition = |row: &Reckoned| row.status == "met" && row.basis.as_deref() == Some("competition_edition");
    assert_eq!(of(&|row| row.year == 2016 && row.is_counted() && by_edition(row)), 16);
    assert_eq!(of(&|row| row.year == 2016 && row.is_counted() && row.status == "not_recorded"), 621);
    assert_eq!((of(&in_java), of(&|row| in_java(row) && row.status == "not_recorded")), (39, 33));
    let balikpapan = PACKAGE.innovations.rows.iter().filter(|innovation| innovation.is("agency_id", "kota-balikpapan"));
    assert_eq!(balikpapan.count(), 0, "nothing is recorded of Kota Balikpapan, of any year or none");
    let city = PACKAGE.regions.get("ID-64.71").unwrap();
    assert!(city.is("reform_role_model", "true"));
    let of_replication = |id: &str, status: &str| {
        PACKAGE.replications.rows.iter().filter(|row| row.is("innovation_id", id) && row.is("status", status)).count()
    };
    let gaman = "gaman-majapahit-bajak-sambal-terasi-kota-mojokerto";
    assert_eq!(of_replication(gaman, "stated"), 5);
    assert_eq!(replication_counts(&PACKAGE)[gaman], 5);
    assert_eq!(of_replication("laboratorium-kemiskinan-kabupaten-pekalongan", "study_visit"), 15);
    // 90 after less than 50.
    let bounded = outcome_changes(&PACKAGE)["rosi-mandalika-provinsi-nusa-tenggara-barat--3dfcda7da5"];
    assert_eq!(bounded, (None, None));
}
