//! The limits of a text before it is parsed: words and signs, and brackets, since the parser goes down one call a bracket.

use super::{MOST_TOKENS, beyond};
use crate::error::Error;

/// Brackets within each other: the parser goes down one call a bracket.
const MOST_BRACKETS: u64 = 50;
/// Brackets within each other, those within strings counted, too: a second line of defence where our reading of a text
/// and the parser's should ever differ.
const MOST_BRACKETS_OF_ALL: u64 = 250;

/// Refuses a text of too many words and signs, or nested deeper than a parser goes down; before it is parsed.
pub(crate) fn check_text(text: &str) -> Result<(), Error> {
    let (mut tokens, mut open, mut deepest) = (0, 0_u64, 0);
    let mut characters = text.chars().peekable();
    while let Some(c) = characters.next() {
        match c {
            '#' => while characters.next_if(|c| *c != '\n').is_some() {},
            '"' => {
                tokens += 1;
                string(&mut characters);
            }
            '{' | '[' | '(' => {
                tokens += 1;
                open += 1;
                deepest = deepest.max(open);
            }
            '}' | ']' | ')' => {
                tokens += 1;
                open = open.saturating_sub(1);
            }
            c if c.is_alphanumeric() || c == '_' => {
                tokens += 1;
                while characters.next_if(|c| c.is_alphanumeric() || *c == '_').is_some() {}
            }
            c if c.is_whitespace() || c == ',' || c == '\u{feff}' => {}
            _ => tokens += 1,
        }
    }
    let limits = [
        ("tokens", tokens, MOST_TOKENS, "words and signs", "shorten the text or use fragments"),
        ("depth", deepest, MOST_BRACKETS, "brackets within each other", "ask in two steps"),
        ("depth", deepest_of_all(text), MOST_BRACKETS_OF_ALL, "brackets within each other", "use variables"),
    ];
    let faults: Vec<_> = limits.iter().filter_map(|limit| beyond(*limit)).collect();
    if faults.is_empty() { Ok(()) } else { Err(Error::of(faults)) }
}

fn deepest_of_all(text: &str) -> u64 {
    let (mut open, mut deepest) = (0_u64, 0);
    for byte in text.bytes() {
        match byte {
            b'{' | b'[' | b'(' => {
                open += 1;
                deepest = deepest.max(open);
            }
            b'}' | b']' | b')' => open = open.saturating_sub(1),
            _ => {}
        }
    }
    deepest
}

type Characters<'a> = std::iter::Peekable<std::str::Chars<'a>>;

/// Reads to the end of a string that has begun; within it nothing counts. A line ends a plain string, and three quotes
/// without an end are an empty string and the beginning of a plain one: the parser reads them so, and what stands behind
/// must not hide.
fn string(characters: &mut Characters<'_>) {
    let mut rest = characters.clone();
    if rest.next() == Some('"') {
        *characters = rest.clone();
        if rest.next() != Some('"') {
            return;
        }
        if let Some(after) = block(rest.clone()) {
            *characters = after;
            return;
        }
        *characters = rest;
    }
    while let Some(c) = characters.next() {
        match c {
            '\\' => {
                characters.next();
            }
            '"' | '\n' | '\r' => return,
            _ => {}
        }
    }
}

/// What stands behind the end of a block string; None if it has none.
fn block(mut characters: Characters<'_>) -> Option<Characters<'_>> {
    fn three<'a>(characters: &Characters<'a>) -> Option<Characters<'a>> {
        let mut ahead = characters.clone();
        (0..3).all(|_| ahead.next() == Some('"')).then_some(ahead)
    }
    loop {
        if let Some(after) = three(&characters) {
            return Some(after);
        }
        if characters.next()? == '\\'
            && let Some(after) = three(&characters)
        {
            characters = after;
        }
    }
}
