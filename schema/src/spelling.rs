//! The nearest right spelling of a word.

/// The word of `allowed` nearest to `word`, if one is near.
#[must_use]
pub fn nearest<'a>(word: &str, allowed: impl IntoIterator<Item = &'a str>) -> Option<String> {
    let word = word.to_lowercase();
    let scored = allowed.into_iter().map(|candidate| (strsim::damerau_levenshtein(&word, candidate), candidate));
    let (distance, best) = scored.min_by_key(|(distance, _)| *distance)?;
    (distance <= 1 + word.chars().count() / 3).then(|| best.to_owned())
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn near_words_are_found_and_far_ones_are_not() {
        assert_eq!(nearest("helth", ["health", "social"]).as_deref(), Some("health"));
        assert_eq!(nearest("zzz", ["health", "social"]), None);
    }
}
