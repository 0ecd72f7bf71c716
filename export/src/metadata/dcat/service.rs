//! Services: the faces that answer questions.

use inovasi_entity::{Table, all_tables};
use serde_json::{Value, json};

use super::terms::Terms;
use super::{described, extend, iri, page, reference};
use crate::metadata::about::About;
use crate::metadata::words::Words;

/// One face of the catalogue.
struct Face {
    name: &'static str,
    title: (&'static str, &'static str),
    description: (&'static str, &'static str),
    endpoint: &'static str,
    /// Where its contract stands.
    contract: &'static str,
    /// Where people read of it.
    guide: &'static str,
    /// The standard that it follows: address and title.
    standard: (&'static str, &'static str),
    /// Whether it answers from a table.
    serves: fn(&Table) -> bool,
}

const FACES: [Face; 3] = [
    Face {
        name: "rest",
        title: ("API REST", "REST API"),
        description: (
            "Daftar, rincian, hitungan, dan unduhan menurut syarat; baca saja, tanpa kunci.",
            "Lists, details, counts and downloads by any filter; read only, without a key.",
        ),
        endpoint: "/v1",
        contract: "/openapi.json",
        guide: "/docs/rest",
        standard: ("https://spec.openapis.org/oas/v3.1.0", "OpenAPI Specification 3.1.0"),
        serves: |_| true,
    },
    Face {
        name: "graphql",
        title: ("API GraphQL", "GraphQL API"),
        description: (
            "Pertanyaan yang sama dalam GraphQL: satu permintaan, tepat kolom yang diminta.",
            "The same questions in GraphQL: one request, exactly the fields that are asked for.",
        ),
        endpoint: "/graphql",
        contract: "/schema.graphql",
        guide: "/docs/graphql",
        standard: ("https://spec.graphql.org/October2021/", "GraphQL Specification, October 2021"),
        serves: |_| true,
    },
    Face {
        name: "ogc",
        title: ("API OGC: Features", "OGC API - Features"),
        description: (
            "Wilayah dengan jumlah inovasi, instansi, penghargaan, hasil, dan replikasinya, untuk program peta.",
            "Regions with their numbers of innovations, agencies, awards, outcomes and replications, for map programs.",
        ),
        endpoint: "/ogc",
        contract: "/ogc/api",
        guide: "/docs/maps",
        standard: ("http://www.opengis.net/doc/IS/ogcapi-features-1/1.0", "OGC API - Features - Part 1: Core"),
        serves: |table| table.name == "region",
    },
];

/// The services with what they serve.
pub(super) fn services(about: &About, terms: &mut Terms) -> Vec<Value> {
    FACES.iter().map(|face| service(about, face, terms)).collect()
}

fn service(about: &About, face: &Face, terms: &mut Terms) -> Value {
    let (indonesian, english) = face.title;
    let title = Words::both(indonesian, english);
    let (indonesian, english) = face.description;
    let mut service = described(about, terms, title, Words::both(indonesian, english));
    let served = all_tables().filter(|table| (face.serves)(table));
    let served: Vec<Value> = served.map(|table| reference(&iri(about, table.plural))).collect();
    let (standard, named) = face.standard;
    let own = json!({
        "@id": iri(about, face.name),
        "@type": "dcat:DataService",
        "dcat:endpointURL": reference(&about.at(face.endpoint)),
        "dcat:endpointDescription": reference(&about.at(face.contract)),
        "dct:conformsTo": terms.standard(standard, named),
        "dct:license": terms.licence(about),
        "dcat:landingPage": page(&about.at(face.guide)),
        "dcat:servesDataset": served,
    });
    extend(&mut service, own);
    service
}
