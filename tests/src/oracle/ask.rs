//! A question over innovations, in the terms of the contract.

/// One alternative of a filter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cell {
    /// This text, code or id.
    Text(String),
    /// This number.
    Number(i32),
    /// Yes or no.
    Flag(bool),
    /// A number between two bounds, both allowed.
    Between(Option<i32>, Option<i32>),
    /// A date that lies wholly between two bounds, both allowed.
    Dates(Option<String>, Option<String>),
    /// No value.
    Null,
}

/// What one parameter says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Filter {
    /// Name of the parameter.
    pub name: &'static str,
    /// Whether rows that match any cell are wanted, or those that match none.
    pub none_of: bool,
    /// The alternatives.
    pub cells: Vec<Cell>,
}

/// What is asked; all filters hold.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Ask {
    /// The filters, each name once.
    pub filters: Vec<Filter>,
    /// Texts that titles, short names or summaries contain, each of them, folded. Coarser than the product's search: a
    /// piece of a word is enough, affixes count, names of agencies and regions are not looked at.
    pub contained: Vec<String>,
    /// Columns of the order, each with whether it goes down; ids follow.
    pub sort: Vec<(&'static str, bool)>,
    /// Most rows; none for all.
    pub limit: Option<u64>,
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Cell {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<i32> for Cell {
    fn from(number: i32) -> Self {
        Self::Number(number)
    }
}

impl From<bool> for Cell {
    fn from(flag: bool) -> Self {
        Self::Flag(flag)
    }
}

impl Ask {
    /// Everything, in the list's own order: the latest year first.
    #[must_use]
    pub fn all() -> Self {
        Self { sort: vec![("year", true)], ..Self::default() }
    }

    /// And a filter: any of these.
    #[must_use]
    pub fn any_of<C: Into<Cell>>(mut self, name: &'static str, cells: impl IntoIterator<Item = C>) -> Self {
        self.filters.push(Filter { name, none_of: false, cells: cells.into_iter().map(Into::into).collect() });
        self
    }

    /// And a filter: none of these.
    #[must_use]
    pub fn none_of<C: Into<Cell>>(mut self, name: &'static str, cells: impl IntoIterator<Item = C>) -> Self {
        self.filters.push(Filter { name, none_of: true, cells: cells.into_iter().map(Into::into).collect() });
        self
    }

    /// And a filter: a number between two bounds.
    #[must_use]
    pub fn between(self, name: &'static str, from: Option<i32>, to: Option<i32>) -> Self {
        self.any_of(name, [Cell::Between(from, to)])
    }

    /// So many rows.
    #[must_use]
    pub fn first(mut self, limit: u64) -> Self {
        self.limit = Some(limit);
        self
    }

    /// In this order.
    #[must_use]
    pub fn sorted(mut self, sort: &[(&'static str, bool)]) -> Self {
        self.sort = sort.to_vec();
        self
    }

    /// The same as a query string of the list, without its `?`. Texts that are contained are no part of it.
    #[must_use]
    pub fn query(&self) -> String {
        let mut query = String::new();
        for filter in &self.filters {
            let cells: Vec<String> = filter.cells.iter().map(notation).collect();
            let not = if filter.none_of { "!" } else { "" };
            push(&mut query, filter.name, &format!("{not}{}", cells.join(",")));
        }
        if self.sort != [("year", true)] && !self.sort.is_empty() {
            let keys: Vec<String> =
                self.sort.iter().map(|(name, down)| format!("{}{name}", if *down { "-" } else { "" })).collect();
            push(&mut query, "sort", &keys.join(","));
        }
        if let Some(limit) = self.limit {
            push(&mut query, "limit", &limit.to_string());
        }
        query
    }
}

/// A cell as the query string writes it; text in quotes, so that no sign in it means anything.
fn notation(cell: &Cell) -> String {
    let side = |bound: &Option<i32>| bound.map(|bound| bound.to_string()).unwrap_or_default();
    let word = |text: &str| {
        !text.is_empty() && text != "null" && text.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_.".contains(&b))
    };
    match cell {
        Cell::Text(text) if word(text) && !text.contains("..") => text.clone(),
        Cell::Text(text) => format!("\"{}\"", text.replace('"', "\"\"")),
        Cell::Number(number) => number.to_string(),
        Cell::Flag(flag) => flag.to_string(),
        Cell::Between(from, to) => format!("{}..{}", side(from), side(to)),
        Cell::Dates(from, to) => {
            format!("{}..{}", from.as_deref().unwrap_or_default(), to.as_deref().unwrap_or_default())
        }
        Cell::Null => "null".to_owned(),
    }
}

/// Adds a parameter; what a query string does not take as it is becomes hexadecimal.
fn push(query: &mut String, name: &str, value: &str) {
    if !query.is_empty() {
        query.push('&');
    }
    query.push_str(name);
    query.push('=');
    for byte in value.bytes() {
        if byte.is_ascii_alphanumeric() || b"-_.,!".contains(&byte) {
            query.push(char::from(byte));
        } else {
            query.push_str(&format!("%{byte:02X}"));
        }
    }
}
