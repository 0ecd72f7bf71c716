//! What was said of a list, in either face's notation; nothing is checked yet.

use inovasi_entity::Table;

use crate::condition::{self, Said};
use crate::cursor::Direction;
use crate::error::{Code, ParameterError};
use crate::filter::filter;
use crate::form::{DELIMITERS, Form, forms};
use crate::list::{fault, is_searched, unknown, wrong};

/// Parameters of a list beside its columns.
pub const CONTROLS: &[&str] = &[
    "q",
    "sort",
    "limit",
    "cursor",
    "sample",
    "seed",
    "fields",
    "include",
    "facets",
    "highlight",
    "lang",
    "format",
    "delimiter",
];

/// Most rows of a page.
pub const MOST_ROWS: u64 = 1000;

/// Rows of a page if nothing is said.
pub const DEFAULT_ROWS: u64 = 20;

/// Rows a page of a list whose rows are counts, each short, if nothing is said.
const DEFAULT_COUNTS: u64 = 1000;

/// Rows a page of a table's list if nothing is said.
#[must_use]
pub fn default_rows(table: &Table) -> u64 {
    if table.is_derived() { DEFAULT_COUNTS } else { DEFAULT_ROWS }
}

/// Most characters of one value of a parameter; a longer list of alternatives repeats the key.
pub const LONGEST_VALUE: usize = 1000;

/// Most characters of a cursor: it holds the values that the list is sorted by.
pub const LONGEST_CURSOR: usize = 20_000;

/// Most characters of the name of a parameter that is looked at.
pub(crate) const LONGEST_NAME: usize = 100;

/// Facets of a list at once.
pub const MOST_FACETS: usize = 20;

/// Most characters of a search.
pub const LONGEST_SEARCH: usize = 500;

/// A question to one list.
#[derive(Debug)]
pub(crate) struct Question {
    pub(crate) filter: Vec<Said>,
    /// The text that is searched for.
    pub(crate) search: Option<String>,
    /// So many rows, chosen by the seed.
    pub(crate) sample: Option<u64>,
    pub(crate) seed: Option<String>,
    /// Names of facets.
    pub(crate) facets: Vec<String>,
    /// Language of labels.
    pub(crate) lang: Option<String>,
    /// Whether the words that were searched for are marked.
    pub(crate) highlight: bool,
    /// The parameter that said the number of rows.
    pub(crate) limited: Option<&'static str>,
    /// Whether the newest change is first, whatever else is said of the order.
    pub(crate) newest: bool,
    /// Columns and whether they go down.
    pub(crate) sort: Vec<(String, bool)>,
    pub(crate) limit: u64,
    /// The cursor, and the parameter that gave it.
    pub(crate) cursor: Option<(&'static str, String)>,
    /// The way to walk; None where the cursor itself says it.
    pub(crate) direction: Option<Direction>,
    /// Whether the rows of the whole list are counted.
    pub(crate) counted: bool,
    /// Everything wrong that the notation alone shows.
    pub(crate) faults: Vec<(Code, ParameterError)>,
}

impl Default for Question {
    fn default() -> Self {
        Self {
            filter: Vec::new(),
            search: None,
            sample: None,
            seed: None,
            facets: Vec::new(),
            lang: None,
            highlight: false,
            limited: None,
            newest: false,
            sort: Vec::new(),
            limit: DEFAULT_ROWS,
            cursor: None,
            direction: None,
            counted: true,
            faults: Vec::new(),
        }
    }
}

/// What a row shows.
#[derive(Debug, Default)]
pub(crate) struct Shape {
    pub(crate) fields: Option<String>,
    pub(crate) include: Option<String>,
}

impl Question {
    /// Reads a query string's pairs.
    pub(crate) fn of_pairs(table: &'static Table, pairs: &[(String, String)]) -> (Self, Shape) {
        let (mut question, mut shape) = (Self { limit: default_rows(table), ..Self::default() }, Shape::default());
        let mut seen: Vec<&str> = Vec::new();
        for (name, value) in pairs {
            if CONTROLS.contains(&name.as_str()) && seen.contains(&name.as_str()) {
                question.faults.push((Code::InvalidParameter, fault(name, "is there twice", &[], None)));
            }
            if name.chars().count() > LONGEST_NAME {
                let shown: String = name.chars().take(LONGEST_NAME).collect();
                question
                    .faults
                    .push((Code::UnknownParameter, fault(&shown, "is no parameter of this list", &[], None)));
                continue;
            }
            let longest = if name == "cursor" { LONGEST_CURSOR } else { LONGEST_VALUE };
            let length = value.chars().count();
            if length > longest {
                let allowed = [format!("at most {longest} characters; repeat a filter's key for more values")];
                question.faults.push(wrong(name, &format!("{length} characters"), &allowed));
                continue;
            }
            match name.as_str() {
                "q" | "highlight" if !is_searched(table) => question.faults.push(unknown(table, name)),
                "limit" => question.set_limit("limit", value),
                "cursor" => question.cursor = Some(("cursor", value.clone())),
                "sort" => question.sort = value.split(',').map(sort_key).collect(),
                "fields" => shape.fields = Some(value.clone()),
                "include" => shape.include = Some(value.clone()),
                "q" => question.search = Some(value.clone()),
                "sample" => question.set_sample("sample", value),
                "seed" => question.seed = Some(value.clone()),
                "facets" => question.facets = value.split(',').map(str::to_owned).collect(),
                "lang" => question.lang = Some(value.clone()),
                "highlight" => question.set_highlight(value),
                "format" => question.check_format(forms(table), value),
                "delimiter" => question.check_delimiter(value),
                _ => match filter(table, name) {
                    Some(_) if seen.contains(&name.as_str()) => {}
                    Some(column) => {
                        let values: Vec<&str> =
                            pairs.iter().filter(|(other, _)| other == name).map(|(_, value)| value.as_str()).collect();
                        question.filter.push(condition::of_text(column, &values));
                    }
                    None => question.faults.push(unknown(table, name)),
                },
            }
            if !seen.contains(&name.as_str()) {
                seen.push(name);
            }
        }
        (question, shape)
    }

    /// Takes the number of rows from the parameter that says it.
    pub(crate) fn set_limit(&mut self, parameter: &'static str, value: &str) {
        match value.parse() {
            Ok(limit @ 1..=MOST_ROWS) => (self.limit, self.limited) = (limit, Some(parameter)),
            _ => self.faults.push(wrong(parameter, value, &[format!("1..{MOST_ROWS}")])),
        }
    }

    /// Takes the number of rows of a sample.
    pub(crate) fn set_sample(&mut self, parameter: &str, value: &str) {
        match value.parse() {
            Ok(rows @ 1..=MOST_ROWS) => self.sample = Some(rows),
            _ => self.faults.push(wrong(parameter, value, &[format!("1..{MOST_ROWS}")])),
        }
    }

    /// Finds fault with a form that is not to be had; which it is, the one who makes the answer reads off the pairs.
    pub(crate) fn check_format(&mut self, forms: impl Iterator<Item = Form>, value: &str) {
        let allowed: Vec<String> = forms.map(|form| form.name().to_owned()).collect();
        if allowed.iter().all(|name| name != value) {
            self.faults.push(wrong("format", value, &allowed));
        }
    }

    fn check_delimiter(&mut self, value: &str) {
        if DELIMITERS.iter().all(|(name, _)| *name != value) {
            self.faults.push(wrong("delimiter", value, &DELIMITERS.map(|(name, _)| name.to_owned())));
        }
    }

    fn set_highlight(&mut self, value: &str) {
        match value.parse() {
            Ok(highlight) => self.highlight = highlight,
            Err(_) => self.faults.push(wrong("highlight", value, &["true".into(), "false".into()])),
        }
    }
}

fn sort_key(part: &str) -> (String, bool) {
    part.strip_prefix('-').map_or((part.to_owned(), false), |name| (name.to_owned(), true))
}
