//! Text without the differences that a reader does not mean.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// A text folded for comparison and order: compatibility form, lower case, without accents.
#[must_use]
pub fn fold(text: &str) -> String {
    folded(text.chars()).collect()
}

/// The folded characters of a text, made as they are asked for.
pub(crate) fn folded(text: impl Iterator<Item = char>) -> impl Iterator<Item = char> {
    text.nfkd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase)
}

#[cfg(test)]
mod tests {
    #[test]
    fn case_and_accents_do_not_matter() {
        assert_eq!(super::fold("Café ＡＢＣ"), "cafe abc");
    }
}
