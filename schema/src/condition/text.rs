//! The notation of a query string: `a,b`, `!a,b`, `null`, `1..5`, `"literal"`.

use std::collections::HashSet;

use inovasi_entity::Column;

use super::{Item, Said, has_range};

/// What the values of one parameter say; commas and repetition are alternatives, a leading `!` makes all of them
/// *none of*.
pub(crate) fn of_text(column: &'static Column, values: &[&str]) -> Said {
    let none_of = !values.is_empty() && values.iter().all(|value| value.starts_with('!'));
    let (mut items, mut seen) = (Vec::new(), HashSet::new());
    for value in values {
        let value = if none_of { &value[1..] } else { value };
        for part in split(value) {
            let item = item(column, part);
            if seen.insert(item.clone()) {
                items.push(item);
            }
        }
    }
    Said { column, none_of, items }
}

/// One part between commas.
struct Part {
    text: String,
    /// Whether any of it stood in double quotes.
    literal: bool,
    /// Whether its quotes are closed.
    closed: bool,
}

fn item(column: &Column, part: Part) -> Item {
    let Part { text, literal, closed } = part;
    if !closed {
        return Item::Malformed(text, "a value whose double quotes are closed");
    }
    if literal {
        return Item::Value(text);
    }
    if text == "null" {
        return Item::Null;
    }
    if text.starts_with('!') {
        return Item::Malformed(text, "one ! before the whole list, or the value in double quotes");
    }
    match text.split_once("..").filter(|_| has_range(column)) {
        Some(("", "")) => Item::Malformed(text, "a range with at least one bound: 1..5, 1.., ..5"),
        Some((from, to)) => {
            let bound = |bound: &str| Some(bound.to_owned()).filter(|bound| !bound.is_empty());
            Item::Range(bound(from), bound(to))
        }
        None => Item::Value(text),
    }
}

/// The parts between commas; within double quotes commas are part of the value, and two double quotes are one.
fn split(said: &str) -> Vec<Part> {
    let (mut parts, mut part, mut quoted, mut literal) = (Vec::new(), String::new(), false, false);
    let mut characters = said.chars().peekable();
    while let Some(c) = characters.next() {
        match c {
            '"' if quoted && characters.peek() == Some(&'"') => {
                characters.next();
                part.push('"');
            }
            '"' => {
                quoted = !quoted;
                literal = true;
            }
            ',' if !quoted => {
                parts.push(Part { text: std::mem::take(&mut part), literal, closed: true });
                literal = false;
            }
            _ => part.push(c),
        }
    }
    parts.push(Part { text: part, literal, closed: !quoted });
    parts
}
