//! Reads a search text.

use crate::query::{Query, QueryFault, Term, What};
use crate::token::tokens;

/// Most terms of a search; each costs a look into every list of rows.
const MOST_TERMS: usize = 30;

/// Straight, and as text processors make them.
const QUOTES: [char; 3] = ['"', '“', '”'];

const NOTHING: QueryFault =
    QueryFault { message: "it has no letter or digit", allowed: "at least one word of letters or digits" };
const UNCLOSED: QueryFault =
    QueryFault { message: "a double quote is not closed", allowed: "a phrase between two double quotes" };
const NUL: QueryFault =
    QueryFault { message: "it has the character NUL", allowed: "words, phrases in double quotes, -word and word*" };
const TOO_MANY: QueryFault = QueryFault { message: "it has more than 30 terms", allowed: "at most 30 different terms" };

impl Query {
    /// Reads a search text.
    ///
    /// Words stand between white space and are all required. `"some words"` is a phrase; `-` at the beginning of a word
    /// or quote excludes it; `*` at the end of a word makes it a prefix. A word that has punctuation within is several
    /// (`e-KTP` is `e` and `ktp`); where it is excluded, it is a phrase of whole words, `*` or not, since to exclude
    /// each of them would leave out too much. Other punctuation says nothing.
    ///
    /// # Errors
    /// A [`QueryFault`] where the text has no letter or digit, an unclosed double quote, the character NUL, or more
    /// than 30 different terms.
    pub fn parse(text: &str) -> Result<Self, QueryFault> {
        if text.contains('\0') {
            return Err(NUL);
        }
        let mut query = Self { terms: Vec::new(), written: Some(Vec::new()) };
        let mut rest = text.trim_start();
        // Whether what comes next stands at the beginning or after white space: only there does a hyphen exclude.
        let mut fresh = true;
        while !rest.is_empty() {
            let excluded = rest.strip_prefix('-').filter(|_| fresh);
            let negated = excluded.is_some();
            rest = excluded.unwrap_or(rest);
            if let Some(inside) = rest.strip_prefix(QUOTES) {
                let (phrase, after) = inside.split_once(QUOTES).ok_or(UNCLOSED)?;
                query.phrase(negated, forms(phrase));
                rest = after;
            } else {
                let end = rest.find(|c: char| c.is_whitespace() || QUOTES.contains(&c)).unwrap_or(rest.len());
                let (word, after) = rest.split_at(end);
                query.word(negated, word);
                rest = after;
            }
            if query.terms.len() > MOST_TERMS {
                return Err(TOO_MANY);
            }
            let next = rest.trim_start();
            fresh = next.len() < rest.len();
            rest = next;
        }
        if query.terms.is_empty() { Err(NOTHING) } else { Ok(query) }
    }

    fn word(&mut self, negated: bool, word: &str) {
        let mut forms = forms(word);
        if negated && forms.len() > 1 {
            return self.phrase(true, forms);
        }
        let prefix = if word.ends_with('*') { forms.pop() } else { None };
        for form in forms {
            if let Some(written) = &mut self.written {
                written.push(form.clone());
            }
            self.push(negated, What::Word(form));
        }
        if let Some(prefix) = prefix {
            self.written = None;
            self.push(negated, What::Prefix(prefix));
        }
    }

    fn phrase(&mut self, negated: bool, forms: Vec<String>) {
        if forms.is_empty() {
            return;
        }
        if let Some(written) = &mut self.written {
            written.extend_from_slice(&forms);
        }
        self.push(negated, What::Phrase(forms));
    }

    fn push(&mut self, negated: bool, what: What) {
        if negated {
            self.written = None;
        }
        let term = Term { negated, what };
        // One more than allowed is enough to be refused.
        if self.terms.len() <= MOST_TERMS && !self.terms.contains(&term) {
            self.terms.push(term);
        }
    }
}

fn forms(text: &str) -> Vec<String> {
    tokens(text).into_iter().map(|token| token.form).collect()
}

#[cfg(test)]
mod tests;
