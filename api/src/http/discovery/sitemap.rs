//! `/sitemap.xml`: every page in both languages, and where the data are. Beyond what one file may hold it is an index of
//! parts of itself.

use std::io;

use axum::extract::{OriginalUri, State};
use axum::http::{HeaderMap, Uri};
use axum::response::Response;
use inovasi_schema::{Error, Language};

use crate::http::answer::{self, Ended};
use crate::http::origin::origin;
use crate::http::problem::Problem;
use crate::http::state::Service;
use crate::http::xml::{self, Xml};
use crate::pages;

/// Most addresses of one file, as the protocol has it.
const MOST: usize = 50_000;

/// What is not a page, and changes with the revision.
const DATA: &[&str] = &["/v1", "/v1/datasets", "/v1/releases", "/catalog.jsonld", "/datapackage.json"];

/// One address, absolute.
struct Entry {
    address: String,
    /// When it changed, where that is known.
    changed: Option<String>,
    /// The same in each language: its code and address.
    languages: Vec<(&'static str, String)>,
}

/// `GET /sitemap.xml`
pub(crate) async fn sitemap(
    State(service): State<Service>,
    OriginalUri(uri): OriginalUri,
    headers: HeaderMap,
) -> Result<Response, Ended> {
    let part = part(&uri)?;
    let origin = origin(&service, &headers);
    let snapshot = service.catalogue.snapshot().await?;
    let etag = origin.etag(&snapshot, &uri);
    if let Some(response) = answer::unchanged(&headers, &etag) {
        return Err(Ended::Unchanged(Box::new(origin.told(response))));
    }
    let entries = entries(origin.as_str(), &snapshot.revision().created);
    let body = written(&entries, part, MOST, origin.as_str())?;
    Ok(origin.told(xml::answer(body, "application/xml; charset=utf-8", &etag)))
}

/// The part that is asked for, counting from 1.
fn part(uri: &Uri) -> Result<Option<usize>, Error> {
    let mut part = None;
    for (name, value) in answer::pairs(uri) {
        if name != "part" {
            return Err(Error::unknown(&name, &["part"]));
        }
        let number = value.parse().ok().filter(|number| *number > 0);
        part = Some(number.ok_or_else(|| Error::wrong("part", &value, &["a number from 1, as the index names it"]))?);
    }
    Ok(part)
}

/// Every address, in order. What changed in a page is not known: it is not said.
fn entries(origin: &str, created: &str) -> Vec<Entry> {
    let mut entries: Vec<Entry> = DATA
        .iter()
        .map(|path| Entry {
            address: format!("{origin}{path}"),
            changed: Some(created.to_owned()),
            languages: Vec::new(),
        })
        .collect();
    for path in pages::addresses() {
        let of = |language: Language| (language.code(), format!("{origin}{path}?lang={}", language.code()));
        let languages = Language::ALL.map(of);
        for (_, address) in &languages {
            let languages = languages.to_vec();
            entries.push(Entry { address: address.clone(), changed: None, languages });
        }
    }
    entries
}

/// The file of all addresses; where one file cannot hold them, a part of them, or the index of the parts.
fn written(entries: &[Entry], part: Option<usize>, most: usize, origin: &str) -> Result<Vec<u8>, Problem> {
    let parts = entries.len().div_ceil(most);
    match part {
        None if parts > 1 => xml::document("sitemapindex", &[("xmlns", SITEMAP)], |xml| {
            for part in 1..=parts {
                let address = format!("{origin}/sitemap.xml?part={part}");
                xml.create_element("sitemap").write_inner_content(|xml| xml::text(xml, "loc", &[], &address))?;
            }
            Ok(())
        }),
        Some(part) if part > parts => {
            let allowed = format!("1..{parts}");
            Err(Problem(Error::wrong("part", &part.to_string(), &[&allowed])))
        }
        _ => {
            let first = part.map_or(0, |part| (part - 1) * most);
            let some = entries.iter().skip(first).take(most);
            let names = [("xmlns", SITEMAP), ("xmlns:xhtml", "http://www.w3.org/1999/xhtml")];
            xml::document("urlset", &names, |xml| some.into_iter().try_for_each(|entry| one(xml, entry)))
        }
    }
}

const SITEMAP: &str = "http://www.sitemaps.org/schemas/sitemap/0.9";

fn one(xml: &mut Xml, entry: &Entry) -> io::Result<()> {
    xml.create_element("url").write_inner_content(|xml| {
        xml::text(xml, "loc", &[], &entry.address)?;
        if let Some(changed) = &entry.changed {
            xml::text(xml, "lastmod", &[], changed)?;
        }
        for (language, address) in &entry.languages {
            xml::empty(xml, "xhtml:link", &[("rel", "alternate"), ("hreflang", language), ("href", address)])?;
        }
        Ok(())
    })?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::{entries, written};

    #[test]
    fn what_one_file_cannot_hold_is_an_index_of_parts() {
        let origin = "https://example.org";
        let all = entries(origin, "2026-11-24T12:00:00Z");
        let text = |part, most| String::from_utf8(written(&all, part, most, origin).ok().unwrap_or_default());
        let locations = |text: &str| text.matches("<loc>").count();
        let whole = text(None, all.len()).unwrap_or_default();
        assert!(whole.contains("<urlset") && locations(&whole) == all.len());
        let index = text(None, all.len() - 1).unwrap_or_default();
        assert!(index.contains("<sitemapindex") && locations(&index) == 2);
        let parts = [text(Some(1), all.len() - 1), text(Some(2), all.len() - 1)];
        let parts: Vec<usize> = parts.iter().flatten().map(|part| locations(part)).collect();
        assert_eq!(parts, [all.len() - 1, 1]);
        assert!(written(&all, Some(3), all.len() - 1, origin).is_err());
    }
}
