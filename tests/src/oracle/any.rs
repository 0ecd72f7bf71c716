//! Questions by chance, over what a catalogue knows.

use std::collections::HashMap;

use inovasi_entity::{VOCABULARIES, agency, code, competition, edition, region, source};
use sea_orm::{ConnectionTrait, DbErr, EntityTrait, QueryOrder, QuerySelect};

use super::ask::{Ask, Cell, Filter};
use crate::generator::Random;

/// Filters of ids and codes, each with where its values are from, and whether a row may have none.
const CODED: &[(&str, &str, bool)] = &[
    ("region", "region", true),
    ("agency", "agency", false),
    ("agency_kind", "agency_kind", false),
    ("sector", "sector", true),
    ("affair", "affair", true),
    ("sdg", "sdg", true),
    ("service_shift", "service_shift", true),
    ("stage", "stage", true),
    ("scope", "scope", true),
    ("form", "form", true),
    ("innovation_type", "innovation_type", true),
    ("year_basis", "year_basis", true),
    ("title_basis", "title_basis", false),
    ("main_affair", "affair", true),
    ("competition", "competition", true),
    ("edition", "edition", true),
    ("tier", "tier", true),
    ("award_status", "award_status", true),
    ("source", "source", false),
    ("region_id", "region", true),
    ("agency_id", "agency", false),
];

/// Columns that lists are ordered by.
const SORTS: &[&str] =
    &["year", "title", "short_name", "sector", "stage", "implemented", "digital", "agency_id", "summary"];

/// What counts and facets are by.
const DIMENSIONS: &[&str] = &[
    "year",
    "region",
    "province",
    "agency_kind",
    "agency",
    "sector",
    "stage",
    "scope",
    "sdg",
    "affair",
    "competition",
    "edition",
    "tier",
    "service_shift",
    "year_basis",
];

/// The values that filters may have.
#[derive(Debug)]
pub struct Known(HashMap<String, Vec<String>>);

impl Known {
    /// Reads codes and ids.
    ///
    /// # Errors
    /// If the database refuses.
    pub async fn read(database: &impl ConnectionTrait) -> Result<Self, DbErr> {
        let mut known: HashMap<String, Vec<String>> = HashMap::new();
        for code in code::Entity::find().order_by_asc(code::Column::Id).all(database).await? {
            known.entry(code.codelist).or_default().push(code.code);
        }
        for list in VOCABULARIES {
            known.insert(list.name.into(), list.terms.iter().map(|term| term.code.into()).collect());
        }
        macro_rules! ids {
            ($($entity:ident)*) => {$(
                let ids = $entity::Entity::find().select_only().column($entity::Column::Id);
                let ids = ids.order_by_asc($entity::Column::Id).into_tuple().all(database).await?;
                known.insert(stringify!($entity).into(), ids);
            )*};
        }
        ids!(agency competition edition region source);
        Ok(Self(known))
    }

    /// A question of up to three filters, in some order.
    pub fn ask(&self, random: &mut Random) -> Ask {
        let mut ask = Ask::all();
        for _ in 0..random.below(4) {
            let filter = self.filter(random);
            if ask.filters.iter().all(|other| other.name != filter.name) {
                ask.filters.push(filter);
            }
        }
        if random.chance(60) {
            let (first, second) = (*random.pick(SORTS), *random.pick(SORTS));
            ask.sort = vec![(first, random.chance(50))];
            if first != second {
                ask.sort.push((second, random.chance(50)));
            }
        }
        ask
    }

    /// One or two dimensions.
    pub fn dimensions(&self, random: &mut Random) -> Vec<&'static str> {
        let (first, second) = (*random.pick(DIMENSIONS), *random.pick(DIMENSIONS));
        if first == second || random.chance(40) { vec![first] } else { vec![first, second] }
    }

    fn filter(&self, random: &mut Random) -> Filter {
        let none_of = random.chance(25);
        let (name, cells) = match random.below(10) {
            0 => ("year", years(random)),
            1 => ("implemented", vec![dates(random)]),
            2 => {
                let name = *random.pick(&["digital", "replicated", "has_outcome"]);
                let null = Some(Cell::Null).filter(|_| name == "digital" && random.chance(30));
                (name, [Cell::Flag(random.chance(50))].into_iter().chain(null).collect())
            }
            _ => self.coded(random),
        };
        Filter { name, none_of, cells }
    }

    fn coded(&self, random: &mut Random) -> (&'static str, Vec<Cell>) {
        let (name, of, may_lack) = *random.pick(CODED);
        let mut cells: Vec<Cell> = Vec::new();
        for _ in 0..random.below(3) + 1 {
            let known = self.0.get(of).filter(|known| !known.is_empty());
            let cell = known.map_or(Cell::Null, |known| random.pick(known).as_str().into());
            if !cells.contains(&cell) {
                cells.push(cell);
            }
        }
        if may_lack && random.chance(20) && !cells.contains(&Cell::Null) {
            if random.chance(40) {
                cells.clear();
            }
            cells.push(Cell::Null);
        }
        (name, cells)
    }
}

fn years(random: &mut Random) -> Vec<Cell> {
    let from = random.between(2013, 2026);
    let to = random.between(from, 2027);
    let ranges = [Cell::Between(Some(from), Some(to)), Cell::Between(Some(from), None), Cell::Between(None, Some(to))];
    let null = Some(Cell::Null).filter(|_| random.chance(20));
    let one = Some(Cell::Number(random.between(2012, 2026))).filter(|_| random.chance(20));
    [random.pick(&ranges).clone()].into_iter().chain(null).chain(one).collect()
}

fn dates(random: &mut Random) -> Cell {
    let from = format!("{}-{:02}", random.between(2014, 2022), random.between(1, 12));
    Cell::Dates(Some(from), random.chance(70).then(|| random.between(2022, 2025).to_string()))
}
