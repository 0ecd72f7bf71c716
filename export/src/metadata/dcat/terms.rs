//! The terms that the document names, each described once: shapes ask for the class of what a property names.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::metadata::about::About;
use crate::metadata::authority::{country, language, licence, scheme, term};
use crate::metadata::files::File;
use crate::metadata::words::Words;

/// Terms by their addresses.
#[derive(Default)]
pub(super) struct Terms(BTreeMap<String, Value>);

impl Terms {
    /// The descriptions of all terms that were named, in order.
    pub(super) fn described(self) -> impl Iterator<Item = Value> {
        self.0.into_values()
    }

    /// Names a term, and describes it where that was not done before.
    fn name(&mut self, iri: &str, class: &str, label: &str, text: &Value) -> Value {
        self.0.entry(iri.to_owned()).or_insert_with(|| {
            let mut described = json!({"@id": iri, "@type": class});
            described[label] = text.clone();
            described
        });
        json!({"@id": iri})
    }

    pub(super) fn language(&mut self, code: &str) -> Option<Value> {
        let iri = language(code)?;
        Some(self.name(&iri, "dct:LinguisticSystem", "rdfs:label", &code.into()))
    }

    /// The country; without a code that harvesters know, a place with its name alone.
    pub(super) fn place(&mut self, about: &About) -> Option<Value> {
        let place = about.holdings.place.as_ref()?;
        let name =
            Words::of([(about.own_language(), Some(place.name.as_str())), ("en", place.name_en.as_deref())]).json();
        match place.iso_code.as_deref().and_then(country) {
            Some(iri) => Some(self.name(&iri, "dct:Location", "skos:prefLabel", &name)),
            None => Some(json!({"@type": "dct:Location", "skos:prefLabel": name})),
        }
    }

    /// The first licence of the data; the profile takes one.
    pub(super) fn licence(&mut self, about: &About) -> Value {
        let Some(first) = about.licences.first() else { return json!([]) };
        let Some(iri) = licence(first) else {
            return json!({"@type": "dct:LicenseDocument", "rdfs:label": first.label()});
        };
        let named = self.name(&iri, "dct:LicenseDocument", "rdfs:label", &first.label().into());
        if let Some(described) = self.0.get_mut(&iri) {
            described["dct:identifier"] = first.name.as_str().into();
            if let Some(path) = first.path.as_ref().filter(|path| **path != iri) {
                described["owl:sameAs"] = json!({"@id": path});
            }
        }
        if first.name.starts_with("CC-BY-") {
            let label = json!([
                {"@language": "id", "@value": "Wajib menyebut sumber"}, {"@language": "en", "@value": "Attribution"},
            ]);
            let kind =
                self.name("http://purl.org/adms/licencetype/Attribution", "skos:Concept", "skos:prefLabel", &label);
            if let Some(described) = self.0.get_mut(&iri) {
                described["dct:type"] = kind;
            }
        }
        named
    }

    pub(super) fn themes(&mut self) -> Value {
        let title = Words::both("Tema data", "Data themes").json();
        self.name(&scheme("data-theme"), "skos:ConceptScheme", "dct:title", &title)
    }

    pub(super) fn theme(&mut self) -> Value {
        let label = Words::both("Pemerintah dan sektor publik", "Government and public sector").json();
        let iri = term("data-theme", "GOVE");
        let named = self.name(&iri, "skos:Concept", "skos:prefLabel", &label);
        if let Some(described) = self.0.get_mut(&iri) {
            described["skos:inScheme"] = json!({"@id": scheme("data-theme")});
        }
        named
    }

    pub(super) fn public(&mut self) -> Value {
        let label = Words::both("Terbuka bagi semua", "Open to all").json();
        self.name(&term("access-right", "PUBLIC"), "dct:RightsStatement", "rdfs:label", &label)
    }

    /// Without a label: CKAN's reader would take that for the term itself.
    pub(super) fn irregular(&mut self) -> Value {
        let iri = term("frequency", "IRREG");
        self.0.entry(iri.clone()).or_insert_with(|| json!({"@id": iri, "@type": "dct:Frequency"}));
        json!({"@id": iri})
    }

    pub(super) fn standard(&mut self, iri: &str, title: &str) -> Value {
        self.name(iri, "dct:Standard", "dct:title", &title.into())
    }

    pub(super) fn format(&mut self, file: File) -> Value {
        self.name(&file.format(), "dct:MediaTypeOrExtent", "rdfs:label", &file.label().into())
    }

    pub(super) fn media_type(&mut self, file: File) -> Option<Value> {
        let iri = file.registered()?;
        Some(self.name(&iri, "dct:MediaType", "rdfs:label", &file.media_type().into()))
    }
}
