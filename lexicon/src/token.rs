//! The words of a text.

use unicode_normalization::char::is_combining_mark;

use crate::fold::folded;

/// Most characters of a form: words are short, and what is kept for each must be too.
const LONGEST: usize = 100;

/// One word of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    /// The word folded, without apostrophes, at most its first 100 characters: letters and digits alone, at least one.
    pub form: String,
    /// The byte of the text where the word begins.
    pub start: usize,
    /// The byte after its last: `text[start..end]` is the word as it is written.
    pub end: usize,
}

/// The words of a text in their order, which do not overlap.
///
/// A word is a run of letters and digits with their accents. An apostrophe between two letters belongs to it
/// (`Jum'at` is `jumat`); everything else separates (`e-KTP` is `e` and `ktp`).
#[must_use]
pub fn tokens(text: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut chars = text.char_indices().peekable();
    while let Some((start, first)) = chars.next() {
        if !is_base(first) {
            continue;
        }
        let mut end = start + first.len_utf8();
        // Whether the last character, its accents aside, is a letter.
        let mut letter = first.is_alphabetic();
        while let Some((at, next)) = chars.next_if(|(_, next)| continues(*next) || (letter && is_apostrophe(*next))) {
            if is_apostrophe(next) {
                if !chars.peek().is_some_and(|(_, after)| is_base(*after) && after.is_alphabetic()) {
                    break;
                }
            } else if is_base(next) {
                letter = next.is_alphabetic();
            }
            end = at + next.len_utf8();
        }
        let form = form(text.get(start..end).unwrap_or_default());
        if !form.is_empty() {
            tokens.push(Token { form, start, end });
        }
    }
    tokens
}

/// The forms of a text's words, joined by one space: two texts are the same title where these are equal.
#[must_use]
pub fn normalized(text: &str) -> String {
    let forms: Vec<String> = tokens(text).into_iter().map(|token| token.form).collect();
    forms.join(" ")
}

/// The form of a word as written. The compatibility form of some letters has spaces and marks, which no form has.
fn form(word: &str) -> String {
    folded(word.chars()).filter(|c| is_base(*c)).take(LONGEST).collect()
}

/// Whether a character is a letter or digit by itself. U+02BC is a letter to Unicode and an apostrophe to writers;
/// some vowel signs are letters and combine.
fn is_base(c: char) -> bool {
    c.is_alphanumeric() && !is_apostrophe(c) && !is_combining_mark(c)
}

fn continues(c: char) -> bool {
    is_base(c) || is_combining_mark(c)
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '\u{2019}' | '\u{2bc}')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn forms(text: &str) -> Vec<String> {
        tokens(text).into_iter().map(|token| token.form).collect()
    }

    #[test]
    fn apostrophes_join_letters() {
        for (text, expected) in [
            ("Jum'at", vec!["jumat"]),
            ("do’a doʼa", vec!["doa", "doa"]),
            ("Cafe\u{301}'s", vec!["cafes"]),
            ("'kutip' petani'", vec!["kutip", "petani"]),
            ("a''b 1'a a'1", vec!["a", "b", "1", "a", "a", "1"]),
            ("\u{2bc} \u{149}", vec!["n"]),
        ] {
            assert_eq!(forms(text), expected, "{text:?}");
        }
    }

    #[test]
    fn everything_else_separates() {
        assert_eq!(forms("e-KTP, a/b; (SIM_2.0)"), ["e", "ktp", "a", "b", "sim", "2", "0"]);
        assert_eq!(forms("\u{301} \u{0} *-* "), Vec::<String>::new());
        assert_eq!(normalized("  Bang\u{a0}Bang   TUT! "), "bang bang tut");
    }

    #[test]
    fn places_are_those_of_the_text() {
        let text = "Éko, Jum’at";
        let words: Vec<&str> = tokens(text).iter().map(|token| &text[token.start..token.end]).collect();
        assert_eq!(words, ["Éko", "Jum’at"]);
    }

    #[test]
    fn forms_do_not_grow_without_bound() {
        let text = "é".repeat(5000);
        let found = tokens(&text);
        assert_eq!(found.len(), 1);
        assert_eq!((found[0].form.chars().count(), found[0].end), (LONGEST, text.len()));
    }

    proptest! {
        #[test]
        fn any_text_has_words(text in prop_oneof![any::<String>(), "[a-z'’ʼ\u{300}\u{345}½ﷺÉ1 -]{0,30}"]) {
            let mut last = 0;
            for token in tokens(&text) {
                prop_assert!(last <= token.start && token.start < token.end);
                prop_assert!(text.is_char_boundary(token.start) && text.is_char_boundary(token.end));
                let length = token.form.chars().count();
                prop_assert!((1..=LONGEST).contains(&length));
                // A form is a word of its own, and the word as written has the same form anywhere.
                prop_assert_eq!(forms(&token.form), vec![token.form.clone()]);
                prop_assert_eq!(forms(&text[token.start..token.end]), vec![token.form.clone()]);
                last = token.end;
            }
            prop_assert_eq!(normalized(&normalized(&text)), normalized(&text));
        }
    }
}
