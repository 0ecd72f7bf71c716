//! schema.org `Dataset` in JSON-LD, for search engines: stands in the front page.

use inovasi_entity::{Table, all_tables};
use serde_json::{Value, json};

use super::about::{About, PUBLISHER};
use super::files::{files, name};
use super::words::{description, keywords, title};

/// The catalogue, the dataset of the whole and one for every table, in the language of the page they stand in.
#[must_use]
pub fn schema_org(about: &About, language: &str) -> Value {
    let mut graph = vec![catalog(about, language), dataset(about, None, language)];
    graph.extend(all_tables().map(|table| dataset(about, Some(table), language)));
    json!({"@context": "https://schema.org/", "@graph": graph})
}

/// A document as it may stand in a page's `script` element: no text of it can end the element or begin a comment.
#[must_use]
pub fn script(document: &Value) -> String {
    let mut text = String::new();
    for sign in document.to_string().chars() {
        match sign {
            '<' | '>' | '&' | '\u{2028}' | '\u{2029}' => text.push_str(&format!("\\u{:04x}", u32::from(sign))),
            sign => text.push(sign),
        }
    }
    text
}

fn catalog(about: &About, language: &str) -> Value {
    let mut said = json!({
        "@id": about.at("/#catalog"),
        "@type": "DataCatalog",
        "name": about.title.pick(language),
        "description": about.description.pick(language),
        "url": about.at("/"),
        "publisher": publisher(about),
        "copyrightNotice": about.rights().pick(language),
        "dataset": reference(&about.at("/#dataset")),
    });
    said["license"] = licences(about);
    said
}

fn publisher(about: &About) -> Value {
    let mut publisher =
        json!({"@id": about.at("/#publisher"), "@type": "Organization", "name": PUBLISHER, "url": about.at("/")});
    if let Some(contact) = &about.contact {
        let (key, said) = match contact.strip_prefix("mailto:") {
            Some(email) => ("email", email),
            None => ("url", contact.as_str()),
        };
        publisher["contactPoint"] = json!({"@type": "ContactPoint", key: said});
    }
    publisher
}

fn reference(id: &str) -> Value {
    json!({"@id": id})
}

fn licences(about: &About) -> Value {
    let all = about.licences.iter().map(|licence| licence.path.as_deref().unwrap_or(&licence.name).into());
    let mut all: Vec<Value> = all.collect();
    if all.len() == 1 { all.remove(0) } else { all.into() }
}

/// A dataset; without a table, that of the whole catalogue.
fn dataset(about: &About, table: Option<&'static Table>, language: &str) -> Value {
    let words: Vec<String> = keywords(table).iter().map(|words| words.pick(language).to_owned()).collect();
    let files = files(about, table).into_iter().map(|file| {
        json!({
            "@type": "DataDownload", "name": file.label(), "encodingFormat": file.media_type(),
            "contentUrl": about.file(&name(table, file)),
        })
    });
    let mut said = json!({
        "@type": "Dataset",
        "inLanguage": about.languages,
        "keywords": words,
        "isAccessibleForFree": true,
        "license": licences(about),
        "copyrightNotice": about.rights().pick(language),
        "creator": reference(&about.at("/#publisher")),
        "publisher": reference(&about.at("/#publisher")),
        "dateModified": about.created,
        "version": about.version,
        "distribution": files.collect::<Vec<_>>(),
    });
    match table {
        Some(table) => of_table(&mut said, about, table, language),
        None => of_all(&mut said, about, language),
    }
    if let Some(place) = &about.holdings.place {
        let own = about.languages.first().is_some_and(|own| own == language);
        let name = place.name_en.as_ref().filter(|_| !own && language == "en").unwrap_or(&place.name);
        said["spatialCoverage"] = json!({"@type": "Country", "name": name});
    }
    said
}

fn of_table(said: &mut Value, about: &About, table: &'static Table, language: &str) {
    said["@id"] = about.at(&format!("/#{}", table.plural)).into();
    said["name"] = format!("{}: {}", title(table).pick(language), about.title.pick(language)).into();
    said["description"] = description(table).followed_by(&about.description).pick(language).into();
    said["identifier"] = format!("{}/{}", about.package, table.plural).into();
    said["isPartOf"] = reference(&about.at("/#dataset"));
    let listed = inovasi_schema::is_listed(table);
    said["url"] = about.at(&if listed { format!("/docs/rest/{}", table.path()) } else { "/docs/data".into() }).into();
    said["variableMeasured"] = table.shown().map(|column| Value::from(column.name)).collect();
    if let Some(rows) = about.rows(table) {
        let unit = if language == "id" { "baris" } else { "rows" };
        said["size"] = format!("{rows} {unit}").into();
    }
    covers(said, about.years_of(table));
}

fn of_all(said: &mut Value, about: &About, language: &str) {
    said["@id"] = about.at("/#dataset").into();
    said["name"] = about.title.pick(language).into();
    said["description"] = about.description.pick(language).into();
    said["identifier"] = about.package.as_str().into();
    said["url"] = about.at("/").into();
    said["includedInDataCatalog"] = reference(&about.at("/#catalog"));
    said["hasPart"] = all_tables().map(|table| reference(&about.at(&format!("/#{}", table.plural)))).collect();
    said["variableMeasured"] = all_tables().map(|table| Value::from(title(table).pick(language))).collect();
    covers(said, about.years());
}

fn covers(said: &mut Value, years: Option<(i64, i64)>) {
    if let Some((first, last)) = years {
        said["temporalCoverage"] = format!("{first:04}/{last:04}").into();
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::script;

    #[test]
    fn no_text_ends_the_element() {
        let said = script(&json!({"a": "</script><!-- & \u{2028}"}));
        assert_eq!(said, "{\"a\":\"\\u003c/script\\u003e\\u003c!-- \\u0026 \\u2028\"}");
        assert!(serde_json::from_str::<serde_json::Value>(&said).is_ok());
    }
}
