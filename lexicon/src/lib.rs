//! Words: text as the catalogue compares it.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// A text folded for comparison and order: compatibility form, lower case, without accents.
#[must_use]
pub fn fold(text: &str) -> String {
    text.nfkd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    #[test]
    fn case_and_accents_do_not_matter() {
        assert_eq!(super::fold("Café ＡＢＣ"), "cafe abc");
    }
}
