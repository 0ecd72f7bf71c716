//! The files of a package, as they are.

use std::collections::HashMap;
use std::error::Error;
use std::path::Path;

use serde_json::Value;

/// One row of a file.
#[derive(Debug)]
pub struct Row(HashMap<String, String>);

impl Row {
    /// The cell of a column; none where it is empty.
    #[must_use]
    pub fn text(&self, column: &str) -> Option<&str> {
        // A column that is not there is a slip of the proof, and must not read as an empty one.
        let Some(cell) = self.0.get(column) else { panic!("no column {column}") };
        Some(cell.as_str()).filter(|cell| !cell.is_empty())
    }

    /// The cell of the id.
    #[must_use]
    pub fn id(&self) -> &str {
        self.text("id").unwrap_or_default()
    }

    /// Whether a cell is this text.
    #[must_use]
    pub fn is(&self, column: &str, text: &str) -> bool {
        self.text(column) == Some(text)
    }

    /// A cell as a whole number.
    #[must_use]
    pub fn number(&self, column: &str) -> Option<i32> {
        let text = self.text(column)?;
        let Ok(number) = text.parse() else { panic!("{column}: {text:?} is no whole number") };
        Some(number)
    }

    /// A cell as a number.
    #[must_use]
    pub fn real(&self, column: &str) -> Option<f64> {
        let text = self.text(column)?;
        let Ok(number) = text.parse() else { panic!("{column}: {text:?} is no number") };
        Some(number)
    }
}

/// All rows of a file, found by their ids, too.
#[derive(Debug)]
pub struct Table {
    /// The rows in the order of the file.
    pub rows: Vec<Row>,
    places: HashMap<String, usize>,
}

impl Table {
    fn read(file: &[u8]) -> Result<Self, Box<dyn Error>> {
        let mut reader = csv::Reader::from_reader(file);
        let mut rows = Vec::new();
        for row in reader.deserialize::<HashMap<String, String>>() {
            rows.push(Row(row?));
        }
        let places = rows.iter().enumerate().map(|(place, row)| (row.id().to_owned(), place)).collect();
        Ok(Self { rows, places })
    }

    /// The row of an id.
    #[must_use]
    pub fn get(&self, id: &str) -> Option<&Row> {
        self.rows.get(*self.places.get(id)?)
    }

    /// A row and all above it, the root last; `up` is the column that names the row above.
    #[must_use]
    pub fn chain(&self, id: Option<&str>, up: &str) -> Vec<&Row> {
        let mut chain = Vec::new();
        let mut at = id.and_then(|id| self.get(id));
        while let Some(row) = at {
            chain.push(row);
            at = row.text(up).and_then(|id| self.get(id));
        }
        chain
    }
}

/// The tables that the promise is reckoned from.
#[derive(Debug)]
pub struct Package {
    /// First year of the reckoning.
    pub from: i32,
    /// Last year of the reckoning.
    pub to: i32,
    /// Agencies.
    pub agencies: Table,
    /// Innovations.
    pub innovations: Table,
    /// Regions.
    pub regions: Table,
    /// Duties.
    pub mandates: Table,
    /// Editions of competitions.
    pub editions: Table,
    /// Tiers of editions.
    pub tiers: Table,
    /// Official numbers of tiers by group of agencies.
    pub compositions: Table,
    /// What innovations and agencies reached.
    pub awards: Table,
    /// Replications.
    pub replications: Table,
    /// Relations between innovations.
    pub relations: Table,
    /// Measured results.
    pub outcomes: Table,
    /// Coded values.
    pub codes: Table,
}

impl Package {
    /// The bundled package.
    ///
    /// # Errors
    /// If a file cannot be read.
    pub fn bundled() -> Result<Self, Box<dyn Error>> {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../data");
        Self::of(|name| Ok(std::fs::read(folder.join(name))?))
    }

    /// The package of some files, each by its name.
    ///
    /// # Errors
    /// If a file cannot be read.
    pub fn of(file: impl Fn(&str) -> Result<Vec<u8>, Box<dyn Error>>) -> Result<Self, Box<dyn Error>> {
        let described: Value = serde_json::from_slice(&file("datapackage.json")?)?;
        let year = |name: &str| -> Result<i32, Box<dyn Error>> {
            let year = described[name].as_i64().ok_or_else(|| format!("datapackage.json has no {name}"))?;
            Ok(i32::try_from(year)?)
        };
        let table = |name: &str| Table::read(&file(&format!("{name}.csv"))?);
        Ok(Self {
            from: year("compliance_from")?,
            to: year("compliance_to")?,
            agencies: table("agencies")?,
            innovations: table("innovations")?,
            regions: table("regions")?,
            mandates: table("mandates")?,
            editions: table("editions")?,
            tiers: table("tiers")?,
            compositions: table("tier_compositions")?,
            awards: table("awards")?,
            replications: table("replications")?,
            relations: table("innovation_relations")?,
            outcomes: table("outcomes")?,
            codes: table("codelists")?,
        })
    }

    /// The agency without one above it that an agency belongs to.
    #[must_use]
    pub fn root(&self, agency: &str) -> Option<&Row> {
        self.agencies.chain(Some(agency), "parent_id").pop()
    }
}
