//! `GET /feeds/innovations.atom`: new and changed innovations (RFC 4287), in pages (RFC 5005).

use std::io;

use axum::extract::{OriginalUri, State};
use axum::http::{HeaderMap, Uri};
use axum::response::Response;
use inovasi_entity::innovation;
use inovasi_export::metadata::About;
use inovasi_schema::Page;
use serde_json::{Map, Value};
use sha2::{Digest, Sha256};

use super::about::said;
use super::answer::{self, Ended};
use super::state::Service;
use super::xml::{self, Xml};

/// Media type of a feed.
const ATOM: &str = "application/atom+xml";

/// `GET /feeds/innovations.atom`
pub(crate) async fn innovations(
    State(service): State<Service>,
    OriginalUri(uri): OriginalUri,
    headers: HeaderMap,
) -> Result<Response, Ended> {
    let snapshot = service.catalogue.snapshot().await?;
    let (about, origin) = said(&service, &snapshot, &headers);
    let etag = origin.etag(&snapshot, &uri);
    if let Some(response) = answer::unchanged(&headers, &etag) {
        return Err(Ended::Unchanged(Box::new(origin.told(response))));
    }
    let page = inovasi_schema::recent(&snapshot, &answer::pairs(&uri)).await?;
    let sectors = inovasi_schema::codelist(&snapshot, "sector").await.unwrap_or_default();
    let feed = Feed::new(&about, &page, &sectors, &uri);
    let body = xml::document("feed", &[("xmlns", "http://www.w3.org/2005/Atom"), ("xml:lang", &feed.lang)], |xml| {
        feed.written(xml)
    })?;
    Ok(origin.told(xml::answer(body, "application/atom+xml; charset=utf-8", &etag)))
}

/// A feed as it is to be written.
struct Feed<'a> {
    about: &'a About,
    page: &'a Page,
    sectors: &'a [Value],
    uri: &'a Uri,
    /// Language of labels, and of texts where they are there in it.
    lang: String,
    /// The package's own language; an empty one, as XML has it, where it states none.
    own: &'a str,
}

impl<'a> Feed<'a> {
    fn new(about: &'a About, page: &'a Page, sectors: &'a [Value], uri: &'a Uri) -> Self {
        let own = about.languages.first().map(String::as_str).unwrap_or_default();
        let said = page.said.iter().find(|(name, _)| name == "lang").map(|(_, lang)| lang.clone());
        Self { about, page, sectors, uri, lang: said.unwrap_or_else(|| own.to_owned()), own }
    }

    fn written(&self, xml: &mut Xml) -> io::Result<()> {
        let said: Vec<(String, String)> = self.page.said.iter().filter(|(name, _)| name != "limit").cloned().collect();
        let name = self.about.title.pick(if self.english() { "en" } else { self.about.own_language() });
        let words = if self.english() { "New and changed innovations" } else { "Inovasi yang baru dan berubah" };
        xml::text(xml, "id", &[], &uuid(&[&self.about.package, "feed", &query(&said, None)]))?;
        xml::text(xml, "title", &[], &format!("{words}: {name}"))?;
        let newest = self.page.rows.iter().filter_map(|row| row["updated_at"].as_str()).max();
        xml::text(xml, "updated", &[], newest.unwrap_or(&self.about.created))?;
        xml.create_element("author").write_inner_content(|xml| xml::text(xml, "name", &[], "Inovasi"))?;
        if let Some(licence) = self.about.licence_text() {
            xml::text(xml, "rights", &[], &licence)?;
        }
        let generator = [("uri", format!("{}/", self.about.origin)), ("version", env!("CARGO_PKG_VERSION").to_owned())];
        let generator: Vec<(&str, &str)> = generator.iter().map(|(name, value)| (*name, value.as_str())).collect();
        xml::text(xml, "generator", &generator, "Inovasi")?;
        let here = |cursor| format!("{}{}{}", self.about.origin, self.uri.path(), query(&self.page.said, cursor));
        let link = |xml: &mut Xml, rel: &str, media: &str, address: &str| {
            xml::empty(xml, "link", &[("rel", rel), ("type", media), ("href", address)])
        };
        link(xml, "self", ATOM, &format!("{}{}", self.about.origin, answer::address(self.uri)))?;
        let list = format!("{}/v1/{}{}", self.about.origin, innovation::TABLE.path(), query(&said, None));
        link(xml, "alternate", "application/json", &list)?;
        for path in self.about.licences.iter().filter_map(|licence| licence.path.as_deref()) {
            link(xml, "license", "text/html", path)?;
        }
        link(xml, "first", ATOM, &here(None))?;
        for (rel, cursor) in [("next", &self.page.next), ("previous", &self.page.previous)] {
            if let Some(cursor) = cursor {
                link(xml, rel, ATOM, &here(Some(cursor)))?;
            }
        }
        self.page.rows.iter().try_for_each(|row| self.entry(xml, row))
    }

    fn entry(&self, xml: &mut Xml, row: &Map<String, Value>) -> io::Result<()> {
        let id = row["id"].as_str().unwrap_or_default();
        xml.create_element("entry").write_inner_content(|xml| {
            xml::text(xml, "id", &[], &uuid(&[&self.about.package, innovation::TABLE.name, id]))?;
            if let Some((lang, title)) = self.own_or_english(row, "title") {
                xml::text(xml, "title", &[("xml:lang", lang)], title)?;
            }
            xml::text(xml, "updated", &[], row["updated_at"].as_str().unwrap_or(&self.about.created))?;
            let author = row["agency"]["name"].as_str().unwrap_or("Inovasi");
            xml.create_element("author").write_inner_content(|xml| xml::text(xml, "name", &[], author))?;
            let address = format!("{}/v1/{}/{id}", self.about.origin, innovation::TABLE.path());
            xml::empty(xml, "link", &[("rel", "alternate"), ("type", "application/json"), ("href", &address)])?;
            if let Some(code) = row["sector"].as_str() {
                let sector = self.sectors.iter().find(|sector| sector["code"] == code);
                let label = sector.and_then(|sector| self.label(sector)).unwrap_or(code);
                let scheme = format!("{}/v1/codelists/sector", self.about.origin);
                xml::empty(xml, "category", &[("term", code), ("scheme", &scheme), ("label", label)])?;
            }
            if let Some((lang, summary)) = self.own_or_english(row, "summary") {
                xml::text(xml, "summary", &[("xml:lang", lang)], summary)?;
            }
            Ok(())
        })?;
        Ok(())
    }

    fn english(&self) -> bool {
        self.lang != self.own
    }

    fn label<'b>(&self, code: &'b Value) -> Option<&'b str> {
        let english = code["label_en"].as_str().filter(|_| self.english());
        english.or_else(|| code["label"].as_str())
    }

    /// A text of a row with its language: that of the feed, else the one that is there.
    fn own_or_english<'b>(&'b self, row: &'b Map<String, Value>, name: &str) -> Option<(&'b str, &'b str)> {
        let text = |name: &str| row.get(name).and_then(Value::as_str).filter(|text| !text.is_empty());
        let english = text(&format!("{name}_en")).map(|text| ("en", text));
        let own = text(name).map(|text| (self.own, text));
        if self.english() { english.or(own) } else { own.or(english) }
    }
}

/// The query of these pairs and a cursor, with its mark.
fn query(said: &[(String, String)], cursor: Option<&str>) -> String {
    let mut query = form_urlencoded::Serializer::new(String::new());
    query.extend_pairs(said);
    if let Some(cursor) = cursor {
        query.append_pair("cursor", cursor);
    }
    let query = query.finish();
    if query.is_empty() { query } else { format!("?{query}") }
}

/// A name that is the same for ever and wherever the catalogue is served: a UUID made of what it names (RFC 9562,
/// version 8).
fn uuid(of: &[&str]) -> String {
    let digest = Sha256::digest(of.join("\n"));
    let mut bytes: Vec<u8> = digest.iter().take(16).copied().collect();
    if let [_, _, _, _, _, _, version, _, variant, ..] = bytes.as_mut_slice() {
        *version = *version & 0x0f | 0x80;
        *variant = *variant & 0x3f | 0x80;
    }
    let hex = inovasi_entity::hex(&bytes);
    let part = |from: usize, to: usize| hex.get(from..to).unwrap_or_default();
    format!("urn:uuid:{}-{}-{}-{}-{}", part(0, 8), part(8, 12), part(12, 16), part(16, 20), part(20, 32))
}
