//! Guides and error pages: Markdown of ours, its examples made runnable.

use axum::extract::Path;
use axum::extract::rejection::PathRejection;
use axum::http::HeaderMap;
use axum::response::Response;
use include_dir::{Dir, include_dir};
use inovasi_schema::{Code, Language};
use maud::{Markup, html};
use pulldown_cmark::{Alignment, CodeBlockKind, CowStr, Event, Options, Parser, Tag, TagEnd, html as markdown};

use super::answer;
use super::example::{Question, example};
use crate::pages::shell::{self, Visit, made, missing};

static GUIDES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/../web/guides");

/// The guides in the order in which they are read.
const NAMES: &[&str] = &[
    "first-answer",
    "filters",
    "finding",
    "counting",
    "promise",
    "coverage",
    "downloads",
    "maps",
    "paging",
    "changes",
    "graphql",
    "errors",
    "stability",
    "data",
    "citing",
];

/// One guide or error page.
pub(crate) struct Guide {
    pub(crate) name: &'static str,
    pub(crate) title: &'static str,
    /// What its reader gets: its first sentence.
    pub(crate) promise: &'static str,
    pub(crate) text: &'static str,
}

fn read(name: &'static str, file: &str, language: Language) -> Option<Guide> {
    let text = GUIDES.get_file(format!("{}/{file}.md", language.code()))?.contents_utf8()?;
    let (title, rest) = text.split_once('\n')?;
    let promise = rest.trim_start().split("\n\n").next()?;
    Some(Guide { name, title: title.trim_start_matches('#').trim(), promise, text })
}

/// All guides of a language.
pub(crate) fn guides(language: Language) -> impl Iterator<Item = Guide> {
    NAMES.iter().filter_map(move |name| read(name, name, language))
}

/// All error pages of a language.
pub(crate) fn errors(language: Language) -> impl Iterator<Item = Guide> {
    Code::ALL.iter().filter_map(move |code| read(code.name(), &format!("errors/{}", code.name()), language))
}

/// `GET /docs/{guide}`, and with `.md` after it the guide as text
pub(crate) async fn page(visit: Visit, headers: HeaderMap, name: Result<Path<String>, PathRejection>) -> Response {
    let name = name.map(|Path(name)| name).unwrap_or_default();
    if let Some(guide) = guides(visit.language).find(|guide| name.strip_suffix(".md") == Some(guide.name)) {
        return shell::as_text(&headers, guide.text);
    }
    match guides(visit.language).find(|guide| guide.name == name) {
        Some(guide) => answer(&visit, &headers, guide.title, render(&visit, guide.text)),
        None => missing(&visit, visit.say("Panduan itu tidak ada.", "There is no such guide.")),
    }
}

/// `GET /docs/errors/{code}`
pub(crate) async fn error(visit: Visit, headers: HeaderMap, code: Result<Path<String>, PathRejection>) -> Response {
    let name = code.map(|Path(code)| code).unwrap_or_default();
    let Some(code) = Code::ALL.iter().find(|code| code.name() == name) else {
        return missing(&visit, visit.say("Kode kesalahan itu tidak ada.", "There is no such error code."));
    };
    let text = errors(visit.language).find(|guide| guide.name == name);
    let body = html! {
        @match text {
            Some(guide) => (render(&visit, guide.text)),
            None => { h1 { (code.name()) } p { (code.meaning(visit.language)) } }
        }
        p class="quiet" { "HTTP " (code.status()) " · " (code.title()) }
    };
    answer(&visit, &headers, code.name(), body)
}

/// Markdown as markup: fences of examples become runnable, tables scroll in themselves, links keep the language.
fn render(visit: &Visit, text: &str) -> Markup {
    let mut events: Vec<Event<'_>> = Vec::new();
    let mut fence: Option<(String, String)> = None;
    for event in Parser::new_ext(text, Options::ENABLE_TABLES) {
        match event {
            Event::Start(Tag::CodeBlock(kind)) => {
                let name = if let CodeBlockKind::Fenced(name) = kind { name.to_string() } else { String::new() };
                fence = Some((name, String::new()));
            }
            Event::Text(said) if fence.is_some() => {
                if let Some((_, text)) = &mut fence {
                    text.push_str(&said);
                }
            }
            Event::End(TagEnd::CodeBlock) => {
                let (name, text) = fence.take().unwrap_or_default();
                events.push(Event::Html(CowStr::from(block(visit, &name, text.trim_end()).into_string())));
            }
            Event::Start(Tag::Table(alignment)) => {
                let label = visit.say("Tabel", "Table");
                let open = format!("<div class=\"scroll\" role=\"group\" tabindex=\"0\" aria-label=\"{label}\">");
                events.push(Event::Html(open.into()));
                // An alignment would be a style in an element, which the pages' policy forbids.
                events.push(Event::Start(Tag::Table(vec![Alignment::None; alignment.len()])));
            }
            Event::End(TagEnd::Table) => {
                events.push(Event::End(TagEnd::Table));
                events.push(Event::Html("</div>".into()));
            }
            Event::Start(Tag::Link { link_type, dest_url, title, id }) => {
                let ours = !dest_url.contains(':') && !dest_url.starts_with("/v1") && !dest_url.starts_with('#');
                let dest_url = if ours { CowStr::from(visit.to(&dest_url)) } else { dest_url };
                events.push(Event::Start(Tag::Link { link_type, dest_url, title, id }));
            }
            other => events.push(other),
        }
    }
    let mut text = String::new();
    markdown::push_html(&mut text, events.into_iter());
    made(text)
}

fn block(visit: &Visit, name: &str, text: &str) -> Markup {
    match name {
        "api" | "api-error" => example(visit, Question::Rest(text)),
        "graphql" | "graphql-error" => example(visit, Question::Graphql(text)),
        _ => html! {
            pre tabindex="0" role="group" aria-label=(visit.say("Contoh", "Example")) { code { (text) } }
        },
    }
}

/// The runnable examples of all guides, for the test that runs them: fence and text.
#[must_use]
pub fn examples() -> Vec<(String, String)> {
    let all = Language::ALL.into_iter().flat_map(|language| guides(language).chain(errors(language)));
    let mut found = Vec::new();
    for guide in all {
        let mut fence: Option<String> = None;
        for event in Parser::new_ext(guide.text, Options::ENABLE_TABLES) {
            match event {
                Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(name))) => fence = Some(name.to_string()),
                Event::Text(text) => {
                    if let Some(name) =
                        fence.take().filter(|name| name.starts_with("api") || name.starts_with("graphql"))
                    {
                        found.push((name, text.trim_end().to_owned()));
                    }
                }
                _ => {}
            }
        }
    }
    found
}
