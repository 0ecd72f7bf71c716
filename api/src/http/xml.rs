//! XML of ours: well-formed whatever the texts hold.

use std::io;

use axum::http::{HeaderValue, header};
use axum::response::Response;
use inovasi_schema::{Code, Error};
use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesText, Event};

use super::answer;
use super::problem::Problem;

/// Where a document is written to.
pub(crate) type Xml = Writer<Vec<u8>>;

/// A document with one element at its root, which `inner` fills.
pub(crate) fn document(
    root: &str,
    attributes: &[(&str, &str)],
    inner: impl FnOnce(&mut Xml) -> io::Result<()>,
) -> Result<Vec<u8>, Problem> {
    let mut writer = Writer::new(Vec::new());
    let written = writer.write_event(Event::Decl(BytesDecl::new("1.0", Some("utf-8"), None))).and_then(|()| {
        writer.create_element(root).with_attributes(attributes.iter().copied()).write_inner_content(inner).map(|_| ())
    });
    // Writing to memory does not fail.
    written.map_err(|_| Problem(Error::new(Code::Internal, "a fault of ours, it was logged with the request id")))?;
    Ok(writer.into_inner())
}

/// An element with a text.
pub(crate) fn text(xml: &mut Xml, name: &str, attributes: &[(&str, &str)], text: &str) -> io::Result<()> {
    let text = readable(text);
    xml.create_element(name).with_attributes(attributes.iter().copied()).write_text_content(BytesText::new(&text))?;
    Ok(())
}

/// An element without content.
pub(crate) fn empty(xml: &mut Xml, name: &str, attributes: &[(&str, &str)]) -> io::Result<()> {
    let attributes: Vec<(&str, String)> = attributes.iter().map(|(name, value)| (*name, readable(value))).collect();
    let attributes = attributes.iter().map(|(name, value)| (*name, value.as_str()));
    xml.create_element(name).with_attributes(attributes).write_empty()?;
    Ok(())
}

/// A text without the characters that XML 1.0 has no way to write, not even escaped.
fn readable(text: &str) -> String {
    let is_there = |letter: &char| matches!(letter, '\t' | '\n' | '\r' | '\u{20}'..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..);
    text.chars().filter(is_there).collect()
}

/// The answer with a document.
pub(crate) fn answer(body: Vec<u8>, media: &'static str, etag: &str) -> Response {
    let mut response = answer::with_validators(Response::new(body.into()), etag);
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static(media));
    response
}
