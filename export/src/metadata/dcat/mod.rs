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
    datasets.extend(release(about, &mut terms));
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
    let created = json!({"@type": "xsd:dateTime", "@value": about.created});
    let mut said = json!({
        "@id": null,
        "@type": null,
        "dct:title": title.json(),
        "dct:description": description.json(),
        "dct:publisher": reference(&iri(about, "publisher")),
        "dct:issued": created,
        "dct:modified": created,
        "dct:language": languages,
        "dcat:keyword": words(&keywords(None)),
        "dcat:theme": terms.theme(),
        "dct:accessRights": terms.public(),
    });
    if let Some(place) = terms.place(about) {
        said["dct:spatial"] = place;
    }
    if about.contact.is_some() {
        said["dcat:contactPoint"] = reference(&iri(about, "contact"));
    }
    said
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
