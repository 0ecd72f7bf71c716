//! Marks the words of a search in the texts of a row.

use inovasi_entity::{Kind, Table};
use inovasi_lexicon::{Query, Token, What, stems, tokens};
use serde_json::{Map, Value as Json};

use crate::row::Object;

/// The texts of a row that have a word of the search, by column: HTML, with the words in `<mark>`.
pub(crate) fn highlights(table: &Table, query: &Query, row: &Object) -> Map<String, Json> {
    let texts = table.columns.iter().filter(|column| matches!(column.kind, Kind::Text));
    let marked = texts
        .filter_map(|column| Some((column.name.to_owned(), marked(query, row.get(column.name)?.as_str()?)?.into())));
    marked.collect()
}

/// A text with its words marked; None where it has none.
fn marked(query: &Query, text: &str) -> Option<String> {
    let words = tokens(text);
    let mut hits = vec![false; words.len()];
    for term in query.terms.iter().filter(|term| !term.negated) {
        mark(&term.what, &words, &mut hits);
    }
    hits.iter().any(|hit| *hit).then(|| {
        let (mut html, mut at) = (String::new(), 0);
        for (word, _) in words.iter().zip(&hits).filter(|(_, hit)| **hit) {
            escape(text.get(at..word.start).unwrap_or_default(), &mut html);
            html.push_str("<mark>");
            escape(text.get(word.start..word.end).unwrap_or_default(), &mut html);
            html.push_str("</mark>");
            at = word.end;
        }
        escape(text.get(at..).unwrap_or_default(), &mut html);
        html
    })
}

fn mark(what: &What, words: &[Token], hits: &mut [bool]) {
    match what {
        What::Word(form) => {
            let wanted = stems(form);
            for (word, hit) in words.iter().zip(hits) {
                *hit |= word.form == *form || stems(&word.form).iter().zip(&wanted).any(|(a, b)| a == b);
            }
        }
        What::Prefix(beginning) => {
            for (word, hit) in words.iter().zip(hits) {
                *hit |= word.form.starts_with(beginning);
            }
        }
        What::Phrase(forms) => {
            for start in 0..words.len().saturating_sub(forms.len().saturating_sub(1)) {
                if words[start..].iter().zip(forms).all(|(word, form)| word.form == *form) {
                    hits[start..start + forms.len()].fill(true);
                }
            }
        }
    }
}

fn escape(text: &str, html: &mut String) {
    for c in text.chars() {
        match c {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            '"' => html.push_str("&quot;"),
            '\'' => html.push_str("&#39;"),
            _ => html.push(c),
        }
    }
}
