//! The rows of compliance: every agency in every year, alone and with its units.

use serde_json::{Value, json};

use super::package::{Package, Row};

/// One agency in one year.
#[derive(Debug, Clone)]
pub struct Reckoned {
    /// Identifier.
    pub id: String,
    /// The agency.
    pub agency: String,
    /// The year.
    pub year: i32,
    /// How many innovations the year asks for.
    pub required: Option<i32>,
    /// Innovations of the year, in order of id.
    pub innovations: Vec<String>,
    /// `met`, `not_recorded` or `not_obligated`.
    pub status: &'static str,
    /// Where met: the basis of the year that decides.
    pub basis: Option<String>,
    /// Whether innovations of units count.
    pub with_units: bool,
    /// The mandate.
    pub mandate: Option<String>,
    /// Whether the register of the mandate's kind is complete; no column of the row.
    pub enumerated: bool,
    /// Kind of the agency; no column of the row.
    pub kind: String,
    /// The agency and all above it; no column of the row.
    pub agencies: Vec<String>,
    /// The agency's region and all above it; no column of the row.
    pub regions: Vec<String>,
    /// The province that the region is or lies in; no column of the row.
    pub province: Option<String>,
}

impl Reckoned {
    /// The row as the catalogue answers it.
    #[must_use]
    pub fn json(&self) -> Value {
        json!({
            "id": self.id,
            "agency_id": self.agency,
            "year": self.year,
            "required": self.required,
            "innovations": self.innovations.len(),
            "innovation_ids": self.innovations,
            "status": self.status,
            "basis": self.basis,
            "with_units": self.with_units,
            "mandate_id": self.mandate,
        })
    }

    /// Whether the row counts for a rate: the agency was obligated, and all agencies of its kind are known.
    #[must_use]
    pub fn is_counted(&self) -> bool {
        self.enumerated && self.status != "not_obligated"
    }
}

/// An innovation that has a year.
struct Made<'a> {
    id: &'a str,
    year: i32,
    basis: Option<&'a str>,
    /// Its agency and all above that one.
    agencies: Vec<&'a str>,
}

/// All rows, in the order of the list: the latest year first, then by agency, then by id.
#[must_use]
pub fn compliance(package: &Package) -> Vec<Reckoned> {
    let mut made = Vec::new();
    for innovation in &package.innovations.rows {
        if let Some(year) = innovation.number("year") {
            let agencies = package.agencies.chain(innovation.text("agency_id"), "parent_id");
            let agencies = agencies.iter().map(|agency| agency.id()).collect();
            made.push(Made { id: innovation.id(), year, basis: innovation.text("year_basis"), agencies });
        }
    }
    let mut rows = Vec::new();
    for agency in &package.agencies.rows {
        for year in package.from..=package.to {
            for with_units in [true, false] {
                rows.push(row(package, &made, agency, year, with_units));
            }
        }
    }
    rows.sort_by(|a, b| b.year.cmp(&a.year).then_with(|| a.agency.cmp(&b.agency)).then_with(|| a.id.cmp(&b.id)));
    rows
}

fn row(package: &Package, made: &[Made<'_>], agency: &Row, year: i32, with_units: bool) -> Reckoned {
    let mut counted: Vec<&Made<'_>> = Vec::new();
    for one in made.iter().filter(|one| one.year == year) {
        let own = one.agencies.first() == Some(&agency.id());
        if own || with_units && one.agencies.contains(&agency.id()) {
            counted.push(one);
        }
    }
    counted.sort_by_key(|one| one.id);
    let mandate = mandate(package, agency, year);
    let required = mandate.and_then(|mandate| mandate.number("required"));
    let enough = usize::try_from(required.unwrap_or_default()).unwrap_or_default();
    let status = if mandate.is_none() || !existed(agency, year, !counted.is_empty()) {
        "not_obligated"
    } else if counted.len() >= enough {
        "met"
    } else {
        "not_recorded"
    };
    let basis = if status == "met" { deciding(&counted, enough) } else { None };
    let regions = package.regions.chain(agency.text("region_id"), "parent_id");
    Reckoned {
        id: format!("{}--{year}{}", agency.id(), if with_units { "" } else { "--own" }),
        agency: agency.id().to_owned(),
        year,
        required,
        innovations: counted.iter().map(|one| one.id.to_owned()).collect(),
        status,
        basis: basis.map(str::to_owned),
        with_units,
        mandate: mandate.map(|mandate| mandate.id().to_owned()),
        enumerated: mandate.is_some_and(|mandate| mandate.is("enumerated", "true")),
        kind: agency.text("kind").unwrap_or_default().to_owned(),
        agencies: ids(&package.agencies.chain(Some(agency.id()), "parent_id")),
        province: regions.iter().find(|region| region.is("level", "1")).map(|region| region.id().to_owned()),
        regions: ids(&regions),
    }
}

fn ids(rows: &[&Row]) -> Vec<String> {
    rows.iter().map(|row| row.id().to_owned()).collect()
}

/// The mandate of the agency's own kind in a year: of several the one that asks for most, then the smallest id.
fn mandate<'a>(package: &'a Package, agency: &Row, year: i32) -> Option<&'a Row> {
    let mut best: Option<&Row> = None;
    for mandate in &package.mandates.rows {
        let begun = mandate.number("from_year").is_some_and(|from| from <= year);
        let open = mandate.number("to_year").is_none_or(|to| to >= year);
        if !begun || !open || mandate.text("agency_kind") != agency.text("kind") {
            continue;
        }
        let better = best.is_none_or(|best| {
            let (one, other) = (mandate.number("required"), best.number("required"));
            one > other || one == other && mandate.id() < best.id()
        });
        if better {
            best = Some(mandate);
        }
    }
    best
}

/// Whether the agency was there on 1 January of a year. A date that is not known leaves it open; but one that is gone,
/// nobody says since when, was there only in years in which something of it is recorded.
fn existed(agency: &Row, year: i32, recorded: bool) -> bool {
    let year_of = |date: &str| date.get(..4).and_then(|year| year.parse::<i32>().ok());
    let begun = match agency.text("active_from") {
        None => true,
        Some(from) => year_of(from).is_some_and(|from| from < year) || from == format!("{year}-01-01"),
    };
    let lasting = match agency.text("active_to") {
        Some(to) => year_of(to).is_some_and(|to| to >= year),
        None => recorded || !agency.is("status", "former"),
    };
    begun && lasting
}

/// The basis of the innovation with which the number is reached, the strongest bases taken first.
fn deciding<'a>(counted: &[&Made<'a>], enough: usize) -> Option<&'a str> {
    let mut bases = Vec::new();
    for basis in [Some("implemented"), Some("initiated"), Some("competition_edition"), None] {
        bases.extend(counted.iter().map(|one| one.basis).filter(|other| *other == basis));
    }
    assert_eq!(bases.len(), counted.len(), "a basis of a year is none of the three");
    bases.get(enough.checked_sub(1)?).copied().flatten()
}
