//! The questions, each for both servers with the same parameters.

use serde_json::json;

use crate::client::Request;
use crate::world::{Place, World};

/// A request to each server.
pub(crate) struct Pair {
    pub(crate) ours: Request,
    pub(crate) plain: Request,
}

/// Which repetition of how many: each has parameters of its own.
#[derive(Clone, Copy)]
pub(crate) struct Part {
    pub(crate) repetition: u64,
    pub(crate) repetitions: u64,
}

pub(crate) struct Question {
    pub(crate) name: &'static str,
    /// Whether the servers answer the same rows; a search for words and one for pieces of text do not.
    pub(crate) same: bool,
    /// The requests of a number; none when the parameters are used up.
    pub(crate) make: fn(&World, Part, u64) -> Option<Pair>,
}

pub(crate) const QUESTIONS: &[Question] = &[
    Question { name: "one by id with relations", same: true, make: one },
    Question { name: "page of 20: province, sector, years", same: true, make: filtered },
    Question {
        name: "page of 20 near the start",
        same: true,
        make: |world, part, number| beyond(&world.first, part, number),
    },
    Question {
        name: "page of 20 near the end",
        same: true,
        make: |world, part, number| beyond(&world.last, part, number),
    },
    Question { name: "page of 20: two words", same: false, make: words },
    Question { name: "counts by region and year, a province", same: true, make: counts_of_province },
    Question { name: "the same, whole country", same: true, make: counts },
    Question { name: "the same, whole country, no filter", same: true, make: |_, _, _| Some(all_counts("")) },
    Question { name: "page of 20 with five facets", same: true, make: facets },
    Question { name: "agencies of a province, not recorded in a year", same: true, make: not_recorded },
    Question { name: "compliance of the country by year", same: false, make: promise },
    Question { name: "GraphQL: 20 with agency, region, awards", same: true, make: nested },
];

/// Steps over parameters: a prime beyond any count of them, so that every one comes once, in no visible order.
const STEP: u64 = 2_147_483_647;

/// Years that bounds beyond the first or last of the catalogue may have: other parameters, the same question.
const BEFORE: u64 = 60;
const BEYOND: u64 = 70;

impl Part {
    /// The parameters of a number out of `count`; none when this repetition's are used up.
    fn parameters(self, number: u64, count: u64) -> Option<Parameters> {
        let own = count / self.repetitions;
        (number < own).then(|| Parameters((self.repetition * own + number) * (STEP % count) % count))
    }
}

/// A number that is taken apart into several.
struct Parameters(u64);

impl Parameters {
    fn below(&mut self, end: usize) -> usize {
        let end = end as u64;
        let taken = self.0 % end;
        self.0 /= end;
        usize::try_from(taken).unwrap()
    }

    /// Years from 2014–2022 to the same or a later one, up to ones that are to come.
    fn years(&mut self) -> String {
        let from = 2014 + self.below(9);
        format!("{from}..{}", from.max(2016) + self.below(BEYOND as usize))
    }

    /// Years that hold all of the catalogue.
    fn all_years(&mut self) -> String {
        let from = 1946 + self.below(BEFORE as usize);
        format!("{from}..{}", 2025 + self.below(BEYOND as usize))
    }
}

fn count(parts: &[usize]) -> u64 {
    parts.iter().map(|part| *part as u64).product()
}

/// Years that the promise is reckoned for.
const PROMISED: usize = 12;

const YEARS: usize = 9 * BEYOND as usize;
const ALL_YEARS: usize = (BEFORE * BEYOND) as usize;

fn one(world: &World, part: Part, number: u64) -> Option<Pair> {
    let id = &world.ids[part.parameters(number, count(&[world.ids.len()]))?.below(world.ids.len())];
    Some(Pair { ours: Request::Get(format!("/v1/innovations/{id}")), plain: Request::Get(format!("/one/{id}")) })
}

fn filtered(world: &World, part: Part, number: u64) -> Option<Pair> {
    let all = count(&[world.provinces.len(), world.sectors.len(), YEARS]);
    let mut parameters = part.parameters(number, all)?;
    let province = &world.provinces[parameters.below(world.provinces.len())];
    let sector = &world.sectors[parameters.below(world.sectors.len())];
    Some(lists(&format!("region={province}&sector={sector}&year={}", parameters.years())))
}

fn beyond(places: &[Place], part: Part, number: u64) -> Option<Pair> {
    let Place { cursor, year, id } = &places[part.parameters(number, count(&[places.len()]))?.below(places.len())];
    let year = year.map_or_else(String::new, |year| format!("&after_year={year}"));
    Some(Pair {
        ours: Request::Get(format!("/v1/innovations?cursor={cursor}")),
        plain: Request::Get(format!("/list?after_id={id}{year}")),
    })
}

fn words(world: &World, part: Part, number: u64) -> Option<Pair> {
    // One of the more frequent words and any.
    let frequent = 400;
    let mut parameters = part.parameters(number, count(&[frequent, world.words.len()]))?;
    let one = &world.words[parameters.below(frequent)];
    let other = &world.words[parameters.below(world.words.len())];
    Some(lists(&format!("q={one}+{other}")))
}

fn lists(query: &str) -> Pair {
    Pair { ours: Request::Get(format!("/v1/innovations?{query}")), plain: Request::Get(format!("/list?{query}")) }
}

fn counts_of_province(world: &World, part: Part, number: u64) -> Option<Pair> {
    let mut parameters = part.parameters(number, count(&[world.provinces.len(), ALL_YEARS]))?;
    let province = &world.provinces[parameters.below(world.provinces.len())];
    Some(all_counts(&format!("&region={province}&year={}", parameters.all_years())))
}

fn counts(_: &World, part: Part, number: u64) -> Option<Pair> {
    let mut parameters = part.parameters(number, ALL_YEARS as u64)?;
    Some(all_counts(&format!("&year={}", parameters.all_years())))
}

fn all_counts(filter: &str) -> Pair {
    Pair {
        ours: Request::Get(format!("/v1/stats?by=region,year&limit=10000{filter}")),
        plain: Request::Get(format!("/counts?by=region,year{filter}")),
    }
}

fn facets(world: &World, part: Part, number: u64) -> Option<Pair> {
    let mut parameters = part.parameters(number, count(&[world.provinces.len(), YEARS]))?;
    let province = &world.provinces[parameters.below(world.provinces.len())];
    let years = parameters.years();
    Some(lists(&format!("region={province}&year={years}&facets=sector,year,stage,region,agency_kind")))
}

/// Agencies of all kinds but one, so that there are parameters enough.
fn not_recorded(world: &World, part: Part, number: u64) -> Option<Pair> {
    let all = count(&[world.provinces.len(), world.kinds.len(), PROMISED]);
    let mut parameters = part.parameters(number, all)?;
    let province = &world.provinces[parameters.below(world.provinces.len())];
    let kind = &world.kinds[parameters.below(world.kinds.len())];
    let year = 2014 + parameters.below(PROMISED);
    let ours = format!(
        "/v1/compliance?region={province}&year={year}&agency_kind=!{kind}&status=not_recorded&sort=id&limit=20"
    );
    let plain = format!("/not_recorded?region={province}&year={year}&kind={kind}");
    Some(Pair { ours: Request::Get(ours), plain: Request::Get(plain) })
}

fn promise(_: &World, part: Part, number: u64) -> Option<Pair> {
    let years = part.parameters(number, ALL_YEARS as u64)?.all_years();
    let ours = Request::Get(format!("/v1/compliance/summary?by=year&year={years}"));
    Some(Pair { ours, plain: Request::Get(format!("/promise?year={years}")) })
}

fn nested(world: &World, part: Part, number: u64) -> Option<Pair> {
    let all = count(&[world.provinces.len(), world.sectors.len(), YEARS]);
    let mut parameters = part.parameters(number, all)?;
    let province = &world.provinces[parameters.below(world.provinces.len())];
    let sector = &world.sectors[parameters.below(world.sectors.len())];
    let years = parameters.years();
    let (from, to) = years.split_once("..").unwrap();
    let query = "query Q($filter: InnovationFilter) { innovations(first: 20, filter: $filter) { nodes { slug title \
        year agency { slug name kind region { slug name } } awards(first: 20) { nodes { slug tier status } } } } }";
    let bounds = json!({"gte": from.parse::<i32>().unwrap(), "lte": to.parse::<i32>().unwrap()});
    let filter = json!({"region": {"within": [province]}, "sector": {"in": [sector]}, "year": bounds});
    let body = json!({"query": query, "variables": {"filter": filter}}).to_string();
    let plain = format!("/nested?region={province}&sector={sector}&year={years}");
    Some(Pair { ours: Request::Post("/graphql", body), plain: Request::Get(plain) })
}
