//! Datasets: one a table, one of the whole catalogue, one of each release; each with its files.

use inovasi_entity::{Table, all_tables};
use inovasi_schema::Form;
use serde_json::{Value, json};

use super::terms::Terms;
use super::{described, description, extend, instant, iri, page, reference, titled, words};
use crate::metadata::about::About;
use crate::metadata::files::{File, files, name};
use crate::metadata::words::{self as say, Words, keywords, title};

/// Name of the dataset of the whole catalogue.
const WHOLE: &str = "all";

/// The dataset of a table.
pub(super) fn dataset(about: &About, table: &'static Table, terms: &mut Terms) -> Value {
    let what = say::description(table).followed_by(&description(about));
    let mut dataset = described(about, terms, title(table), what);
    let list = inovasi_schema::is_listed(table).then(|| format!("/docs/rest/{}", table.path()));
    let own = json!({
        "@id": iri(about, table.plural),
        "dct:identifier": format!("{}/{}", about.package, table.plural),
        "dcat:keyword": words(&keywords(Some(table))),
        "dct:isPartOf": reference(&iri(about, WHOLE)),
        "dcat:landingPage": page(&about.at(list.as_deref().unwrap_or("/docs/data"))),
        "dcat:distribution": distributions(about, Some(table), "/v1/datasets", terms),
    });
    extend(&mut dataset, common(about, "", terms));
    extend(&mut dataset, own);
    with_years(dataset, about.years_of(table))
}

/// The dataset of the whole catalogue.
pub(super) fn whole(about: &About, terms: &mut Terms) -> Value {
    let mut dataset = described(about, terms, about.title.clone(), description(about));
    let parts: Vec<Value> = all_tables().map(|table| reference(&iri(about, table.plural))).collect();
    let own = json!({
        "@id": iri(about, WHOLE),
        "dct:identifier": about.package,
        "dct:hasPart": parts,
        "dcat:landingPage": page(&about.at("/docs/data")),
        "dcat:distribution": distributions(about, None, "/v1/datasets", terms),
    });
    extend(&mut dataset, common(about, "", terms));
    extend(&mut dataset, own);
    let of_release = |version: &String| reference(&iri(about, &format!("release-{version}")));
    if let Some(version) = &about.release {
        dataset["dcat:hasCurrentVersion"] = of_release(version);
    }
    let versions: Vec<Value> =
        about.releases.iter().filter_map(|frozen| frozen.release.as_ref()).map(of_release).collect();
    if !versions.is_empty() {
        dataset["dcat:hasVersion"] = versions.into();
    }
    with_years(dataset, about.years())
}

/// A release: the same as it was, kept for good.
pub(super) fn release(about: &About, terms: &mut Terms) -> Option<Value> {
    let version = about.release.as_deref()?;
    let kept = Words::both(
        "Rilis ini tidak pernah berubah dan dapat dikutip.",
        "This release never changes and can be cited.",
    );
    let name = about.title.followed_by(&Words::both(version, version));
    let mut dataset = described(about, terms, name, description(about).followed_by(&kept));
    let base = format!("/v1/releases/{version}");
    let own = json!({
        "@id": iri(about, &format!("release-{version}")),
        "dct:identifier": format!("{}/{version}", about.package),
        "dcat:version": version,
        "dcat:isVersionOf": reference(&iri(about, WHOLE)),
        "dct:issued": instant(&about.created),
        "dcat:landingPage": page(&about.at(&base)),
        "dcat:distribution": distributions(about, None, &base, terms),
    });
    extend(&mut dataset, common(about, &base, terms));
    extend(&mut dataset, own);
    Some(with_years(dataset, about.years()))
}

/// What every dataset says; its codebooks stand beneath an address.
fn common(about: &About, base: &str, terms: &mut Terms) -> Value {
    let revision = about.revision;
    let notes = Words::both(&format!("Revisi {revision} katalog."), &format!("Revision {revision} of the catalogue."));
    let codebooks = [("id", "Buku kode"), ("en", "Codebook")].map(|(language, title)| {
        let title = Words::of([(language, Some(title))]);
        titled(&about.at(&format!("{base}/codebook.{language}.md")), &title)
    });
    json!({
        "@type": "dcat:Dataset",
        "dcat:version": about.version,
        "adms:versionNotes": notes.json(),
        "dct:accrualPeriodicity": terms.irregular(),
        "foaf:page": codebooks,
    })
}

/// The years that its rows are of; left out where they have none.
fn with_years(mut dataset: Value, years: Option<(i64, i64)>) -> Value {
    if let Some((first, last)) = years {
        let day = |day: String| json!({"@type": "xsd:date", "@value": day});
        dataset["dct:temporal"] = json!({
            "@type": "dct:PeriodOfTime",
            "dcat:startDate": day(format!("{first:04}-01-01")), "dcat:endDate": day(format!("{last:04}-12-31")),
        });
    }
    dataset
}

fn distributions(about: &About, table: Option<&'static Table>, base: &str, terms: &mut Terms) -> Value {
    files(about, table).into_iter().map(|file| distribution(about, table, file, base, terms)).collect()
}

fn distribution(about: &About, table: Option<&'static Table>, file: File, base: &str, terms: &mut Terms) -> Value {
    let address = about.at(&format!("{base}/{}", name(table, file)));
    let of = table.map_or_else(|| about.title.clone(), title);
    let standards = file.standards().iter().map(|(iri, title)| terms.standard(iri, title));
    let standards: Vec<Value> = standards.collect();
    let mut said = json!({
        "@id": format!("{address}#file"),
        "@type": "dcat:Distribution",
        "dct:title": of.followed_by(&Words::both(&format!("({})", file.label()), &format!("({})", file.label()))).json(),
        "dct:description": file.description().json(),
        "dcat:accessURL": reference(&about.at(base)),
        "dcat:downloadURL": reference(&address),
        "dct:format": terms.format(file),
        "dct:license": terms.licence(about),
        "dct:rights": {"@type": "dct:RightsStatement", "rdfs:label": about.rights().json()},
        "dct:modified": instant(&about.created),
        "dct:conformsTo": standards,
    });
    if let Some(media_type) = terms.media_type(file) {
        said["dcat:mediaType"] = media_type;
    }
    if let (File::Rows(Form::Csv), Some(table)) = (file, table) {
        let metadata = about.at(&format!("{base}/{}.csv-metadata.json", table.plural));
        said["foaf:page"] =
            titled(&metadata, &Words::both("Keterangan kolom (CSVW)", "Description of the columns (CSVW)"));
    }
    said
}
