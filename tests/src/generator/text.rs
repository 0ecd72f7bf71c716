//! Titles, sentences, short names and slugs out of words.

use inovasi_lexicon::fold;

use super::random::Random;
use super::vocabulary::Vocabulary;
use super::words::{PLACE_BEGINNINGS, PLACE_ENDS};

/// Digits of a number in an id.
const DIGITS: &[u8; 36] = b"0123456789abcdefghijklmnopqrstuvwxyz";

/// Words with capitals, from `from` to `to` of them.
pub(super) fn title(random: &mut Random, words: &Vocabulary, from: i32, to: i32) -> String {
    let mut title = String::new();
    for _ in 0..random.between(from, to) {
        if !title.is_empty() {
            title.push(' ');
        }
        push_capitalised(&mut title, words.word(random));
    }
    title
}

/// A sentence of `from` to `to` words.
pub(super) fn sentence(random: &mut Random, words: &Vocabulary, from: i32, to: i32) -> String {
    let mut sentence = String::new();
    for place in 0..random.between(from, to) {
        if place == 0 {
            push_capitalised(&mut sentence, words.word(random));
        } else {
            sentence.push(' ');
            sentence.push_str(words.word(random));
        }
    }
    sentence.push('.');
    sentence
}

fn push_capitalised(text: &mut String, word: &str) {
    let mut characters = word.chars();
    text.extend(characters.next().map(|first| first.to_ascii_uppercase()));
    text.push_str(characters.as_str());
}

/// An acronym such as innovations go by, from the first letters of the words of a title.
pub(super) fn short_name(random: &mut Random, title: &str) -> String {
    let before = random.weighted(&[
        ("", 50),
        ("SI ", 18),
        ("E-", 10),
        ("SIM ", 8),
        ("GERAI ", 5),
        ("LAPAK ", 5),
        ("KLINIK ", 4),
    ]);
    let mut name = before.to_owned();
    for word in title.split(' ').take(3) {
        let letters = random.below(2) + 2;
        name.extend(word.chars().take(letters).map(|letter| letter.to_ascii_uppercase()));
    }
    name
}

/// A place that does not exist.
pub(super) fn place(random: &mut Random) -> String {
    let mut one = |of: &'static str| {
        let words: Vec<&str> = of.split(' ').collect();
        *random.pick(&words)
    };
    format!("{}{}", one(PLACE_BEGINNINGS), one(PLACE_ENDS))
}

/// A text as part of an id.
pub(super) fn slug(text: &str) -> String {
    let mut slug = String::new();
    for character in fold(text).chars() {
        if character.is_ascii_alphanumeric() {
            slug.push(character);
        } else if !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
    }
    slug.truncate(slug.trim_end_matches('-').len());
    slug
}

/// A number as the end of an id, which makes it the only one.
pub(super) fn ending(mut number: usize) -> String {
    let mut digits = Vec::new();
    while number > 0 || digits.is_empty() {
        digits.push(char::from(DIGITS[number % DIGITS.len()]));
        number /= DIGITS.len();
    }
    digits.iter().rev().collect()
}

/// Ten hexadecimal digits, as ids of rows without a name end in.
pub(super) fn ten_digits(random: &mut Random) -> String {
    format!("{:010x}", random.number() >> 24)
}

/// A year, a month or a day of it.
pub(super) fn partial_date(random: &mut Random, year: i32) -> String {
    match random.weighted(&[(0, 50), (1, 20), (2, 30)]) {
        0 => year.to_string(),
        1 => format!("{year}-{:02}", random.between(1, 12)),
        _ => format!("{year}-{:02}-{:02}", random.between(1, 12), random.between(1, 28)),
    }
}
