//! DCAT-AP 3.0.1 in JSON-LD: what harvesters of open-data portals read.
//!
//! Every term that is named is described, too, as far as the profile's shapes ask for it, so that the document is sound
//! without anything loaded beside it. What nobody has stated is left out: who the operator is, how long the service will
//! stand, the box around the country.

mod dataset;
mod service;
mod terms;

use inovasi_entity::all_tables;
use serde_json::{Value, json};

use super::about::{About, PUBLISHER};
use super::words::{Words, keywords};
use dataset::{dataset, release, whole};
use terms::Terms;

/// The catalogue, its datasets with their distributions, its services, and the terms they use.
#[must_use]
pub fn catalog(about: &About) -> Value {
    let mut terms = Terms::default();
    let mut datasets = vec![whole(about, &mut terms)];
    datasets.extend(about.releases.iter().filter_map(|frozen| release(frozen, &mut terms)));
    datasets.extend(all_tables().map(|table| dataset(about, table, &mut terms)));
    let services = service::services(about, &mut terms);
    let mut catalog = described(about, &mut terms, about.title.clone(), description(about));
    let own = json!({
        "@id": iri(about, "catalog"),
        "@type": "dcat:Catalog",
        "dct:license": terms.licence(about),
        "dct:rights": {"@type": "dct:RightsStatement", "rdfs:label": about.rights().json()},
        "foaf:homepage": page(&about.at("/")),
        "dcat:themeTaxonomy": terms.themes(),
        "dcat:dataset": datasets,
        "dcat:service": services,
    });
    extend(&mut catalog, own);
    let mut graph = vec![catalog, publisher(about)];
    graph.extend(contact(about));
    graph.extend(terms.described());
    json!({"@context": context(), "@graph": graph})
}

/// The vocabularies; in the document itself, so that a reader loads nothing.
fn context() -> Value {
    json!({
        "adms": "http://www.w3.org/ns/adms#",
        "dcat": "http://www.w3.org/ns/dcat#",
        "dct": "http://purl.org/dc/terms/",
        "foaf": "http://xmlns.com/foaf/0.1/",
        "owl": "http://www.w3.org/2002/07/owl#",
        "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
        "skos": "http://www.w3.org/2004/02/skos/core#",
        "vcard": "http://www.w3.org/2006/vcard/ns#",
        "xsd": "http://www.w3.org/2001/XMLSchema#",
    })
}

/// The name of a thing that the document describes.
fn iri(about: &About, name: &str) -> String {
    about.at(&format!("/catalog.jsonld#{name}"))
}

fn reference(iri: &str) -> Value {
    json!({"@id": iri})
}

/// A page for people.
fn page(address: &str) -> Value {
    json!({"@id": address, "@type": "foaf:Document"})
}

/// A document that is named by its title.
fn titled(address: &str, title: &Words) -> Value {
    json!({"@id": address, "@type": "foaf:Document", "dct:title": title.json()})
}

/// What the catalogue holds; its title where the package says no more.
fn description(about: &About) -> Words {
    if about.description.is_empty() { about.title.clone() } else { about.description.clone() }
}

/// What catalogue and datasets have in common.
fn described(about: &About, terms: &mut Terms, title: Words, description: Words) -> Value {
    let languages: Vec<Value> = about.languages.iter().filter_map(|code| terms.language(code)).collect();
    let mut said = json!({
        "@id": null,
        "@type": null,
        "dct:title": title.json(),
        "dct:description": description.json(),
        "dct:publisher": reference(&iri(about, "publisher")),
        "dct:modified": instant(&about.created),
        "dct:language": languages,
        "dcat:keyword": words(&keywords(None)),
        "dcat:theme": terms.theme(),
        "dct:accessRights": terms.public(),
    });
    if let Some(first) = about.first.as_ref().filter(|first| **first <= about.created) {
        said["dct:issued"] = instant(first);
    }
    if let Some(place) = terms.place(about) {
        said["dct:spatial"] = place;
    }
    if about.contact.is_some() {
        said["dcat:contactPoint"] = reference(&iri(about, "contact"));
    }
    said
}

fn instant(instant: &str) -> Value {
    json!({"@type": "xsd:dateTime", "@value": instant})
}

fn words(all: &[Words]) -> Value {
    all.iter().flat_map(|words| words.json().as_array().cloned().unwrap_or_default()).collect()
}

/// Adds properties to a node; those that stand are replaced.
fn extend(node: &mut Value, more: Value) {
    if let (Value::Object(node), Value::Object(more)) = (node, more) {
        node.extend(more);
    }
}

fn publisher(about: &About) -> Value {
    json!({
        "@id": iri(about, "publisher"), "@type": "foaf:Agent", "foaf:name": PUBLISHER,
        "foaf:homepage": reference(&about.at("/")),
    })
}

fn contact(about: &About) -> Option<Value> {
    let address = about.contact.as_deref()?;
    let property = if address.starts_with("mailto:") { "vcard:hasEmail" } else { "vcard:hasURL" };
    let mut contact = json!({"@id": iri(about, "contact"), "@type": "vcard:Kind", "vcard:fn": PUBLISHER});
    contact[property] = reference(address);
    Some(contact)
}

#[cfg(test)]
mod tests {
    use inovasi_entity::revision;

    use super::catalog;
    use crate::metadata::{About, Holdings, Place};

    fn about(descriptor: &str) -> About {
        let revision = revision::Model {
            number: 3,
            package: "inovasi-tl".into(),
            package_version: "2".into(),
            created: "2026-11-24T12:00:00Z".into(),
            content_sha256: String::new(),
            bundled: false,
            descriptor: descriptor.into(),
        };
        About::new(&revision, Holdings::default(), "https://a.test")
    }

    #[test]
    fn a_release_is_a_dataset_of_its_own() {
        let about = about("{\"languages\": [\"en\"], \"title\": \"Innovations\"}");
        let frozen = about.clone().with_release(Some("2026-11-24".into()));
        let said = catalog(&About { releases: vec![frozen.clone()], ..frozen }).to_string();
        assert!(said.contains("\"https://a.test/v1/releases/2026-11-24/inovasi.zip\""));
        assert!(
            said.contains("\"dcat:hasCurrentVersion\":{\"@id\":\"https://a.test/catalog.jsonld#release-2026-11-24\"}")
        );
        assert!(!catalog(&about).to_string().contains("/v1/releases"));
    }

    #[test]
    fn a_package_of_another_country_has_its_own_place_language_and_licence() {
        let mut about = about(
            "{\"languages\": [\"pt\"], \"title\": \"Inovações\", \"licenses\": [{\"name\": \"X-1\", \"path\": \"https://x.test/1\"}]}",
        );
        let place = Place { name: "Timor-Leste".into(), name_en: None, iso_code: Some("TL".into()) };
        about.holdings.place = Some(place);
        let said = catalog(&about).to_string();
        assert!(said.contains("authority/country/TLS") && said.contains("authority/language/POR"));
        assert!(said.contains("https://x.test/1") && !said.contains("CC_BY_4_0") && !said.contains("IDN"));
        assert!(said.contains("Data: X-1."));
    }

    #[test]
    fn a_package_that_says_little_is_described_all_the_same() {
        let said = catalog(&about("{}"));
        let catalog = &said["@graph"][0];
        assert_eq!(catalog["dct:title"][0]["@value"], "inovasi-tl");
        assert_eq!(catalog["dct:description"][0]["@value"], "inovasi-tl");
        assert!(catalog.get("dct:spatial").is_none() && catalog["dct:license"].as_array().is_some_and(Vec::is_empty));
        assert!(said.to_string().contains("no licence is stated"));
    }
}
