//! Texts that break readers and writers: what a spreadsheet would run, delimiters, quotes, ends of lines, signs of control.
//! Each comes back as it is; in csv-excel with an apostrophe before what would be run. The titles are made up, for tests.

use std::collections::HashMap;

use inovasi_schema::Form;
use serde_json::{Value, json};

use crate::forms_read::read;
use crate::forms_truth::Listing;
use crate::import::{bundled, edit, read as package};
use crate::service::services_of;

/// Titles, and as csv-excel has them.
pub(crate) const ODD: [(&str, &str); 26] = [
    ("=1+1", "'=1+1"),
    ("=HYPERLINK(\"https://example.org\",\"klik\")", "'=HYPERLINK(\"https://example.org\",\"klik\")"),
    ("+62 21 500", "'+62 21 500"),
    ("-2+3+cmd|' /C calc'!A0", "'-2+3+cmd|' /C calc'!A0"),
    ("@SUM(1,2)", "'@SUM(1,2)"),
    ("\t=1+1", "'\t'=1+1"),
    ("\r=1+1", "'\r'=1+1"),
    ("\n=1+1", "'\n'=1+1"),
    ("＝1＋1", "'＝1＋1"),
    ("a;=1+1;b", "a;'=1+1;b"),
    ("a,=1+1,b", "a,'=1+1,b"),
    ("a\t=1+1", "a\t'=1+1"),
    ("dua\nbaris", "dua\nbaris"),
    ("dua\r\nbaris", "dua\r\nbaris"),
    ("\"kutip\"", "\"kutip\""),
    ("satu \"dua\", tiga; empat", "satu \"dua\", tiga; empat"),
    ("\"", "\""),
    (" spasi di tepi ", " spasi di tepi "),
    ("😀 — “é” ‏ערב‏", "😀 — “é” ‏ערב‏"),
    ("\u{1}\u{b}\u{1f}\u{7f}", "\u{1}\u{b}\u{1f}\u{7f}"),
    ("_x0041_ _x000D_", "_x0041_ _x000D_"),
    ("<b>&amp;]]></b>", "<b>&amp;]]></b>"),
    ("\u{feff}tanda", "\u{feff}tanda"),
    ("null", "null"),
    ("35.10", "35.10"),
    ("007", "007"),
];

/// The bundled package with such titles, and the ids of their rows in order.
pub(crate) fn odd_package() -> (HashMap<String, Vec<u8>>, Vec<String>) {
    let mut files = bundled();
    let mut ids = Vec::new();
    let mut writer = csv::Writer::from_writer(Vec::new());
    let mut reader = csv::Reader::from_reader(files["innovations.csv"].as_slice());
    let headers = reader.headers().unwrap().clone();
    writer.write_record(&headers).unwrap();
    for (place, row) in reader.records().enumerate() {
        let mut row: Vec<String> = row.unwrap().iter().map(str::to_owned).collect();
        if let Some((title, _)) = ODD.get(place) {
            row[1] = (*title).into();
            ids.push(row[0].clone());
        }
        writer.write_record(&row).unwrap();
    }
    let changed = String::from_utf8(writer.into_inner().unwrap()).unwrap();
    edit(&mut files, "innovations.csv", |_| changed.clone());
    (files, ids)
}

#[tokio::test(flavor = "multi_thread")]
async fn odd_texts_come_back_as_they_are() {
    let (files, ids) = odd_package();
    let listing = Listing::get("innovations", &format!("ids={}&fields=title", ids.join("&ids=")));
    for service in services_of("forms_odd", &package(&files).unwrap()).await {
        let page = service.get(&format!("{}?{}&limit=1000", listing.path, listing.query)).await;
        let titles: HashMap<String, Value> = page["data"]
            .as_array()
            .unwrap()
            .iter()
            .map(|row| (row["id"].as_str().unwrap().to_owned(), row["title"].clone()))
            .collect();
        for (id, (title, _)) in ids.iter().zip(ODD) {
            assert_eq!(titles[id], title, "JSON");
        }
        for form in listing.forms() {
            let delimiters: &[(&str, u8)] = match form {
                Form::Csv | Form::CsvExcel => &[(",", b','), ("%3B", b';'), ("tab", b'\t')],
                _ => &[("", b',')],
            };
            for (said, delimiter) in delimiters {
                let said = Some(*said).filter(|said| !said.is_empty());
                let (_, file) = listing.file(&service, form, said).await;
                let known = read(form, *delimiter, &file);
                assert_eq!(known.names, ["id", "title"]);
                let found: HashMap<&str, &Value> =
                    known.rows.iter().map(|row| (row[0].as_str().unwrap(), &row[1])).collect();
                assert_eq!(found.len(), ODD.len());
                for (id, (title, safe)) in ids.iter().zip(ODD) {
                    let expected = if form == Form::CsvExcel { safe } else { title };
                    assert_eq!(*found[id.as_str()], json!(expected), "{form:?} {said:?}");
                }
            }
        }
    }
}
