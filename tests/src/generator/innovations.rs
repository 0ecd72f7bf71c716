//! Made-up innovations.

use inovasi_entity::{Scope, Stage, TitleBasis, YearBasis, innovation};
use inovasi_lexicon::fold;

use super::agencies::{Maker, root};
use super::facts::Facts;
use super::random::Random;
use super::text::{ending, partial_date, sentence, short_name, slug, title};
use super::vocabulary::Vocabulary;

/// Years and how many innovations of a hundred and two have each: later ones more.
const YEARS: &[(i32, usize)] = &[
    (2014, 3),
    (2015, 4),
    (2016, 6),
    (2017, 7),
    (2018, 8),
    (2019, 9),
    (2020, 9),
    (2021, 10),
    (2022, 11),
    (2023, 12),
    (2024, 12),
    (2025, 11),
];

/// What innovations are made from.
pub(super) struct Innovations<'a> {
    pub(super) facts: &'a Facts,
    pub(super) seed: u64,
    pub(super) makers: &'a [Maker],
    pub(super) instants: &'a [String],
    pub(super) indonesian: Vocabulary,
    pub(super) english: Vocabulary,
}

impl Innovations<'_> {
    /// The innovation of a number, and the stream that its other rows go on with.
    pub(super) fn make(&self, number: usize) -> (innovation::Model, Random) {
        let mut random = Random::new(self.seed, number as u64);
        let random = &mut random;
        // Some agencies make many, most make few; governments themselves come first.
        let maker = &self.makers[random.skewed(self.makers.len())];
        let title = title(random, &self.indonesian, 4, 9);
        let short_name = random.chance(75).then(|| short_name(random, &title));
        let id = self.id(short_name.as_deref().unwrap_or(&title), maker, number);
        let year = random.chance(96).then(|| random.weighted(YEARS));
        let basis = [(YearBasis::CompetitionEdition, 60), (YearBasis::Implemented, 30), (YearBasis::Initiated, 10)];
        let [initiated, trial, implemented] = self.dates(random, year);
        let affairs = codes(random, self.facts.codes("affair"), 3);
        let stage = self.stage(random);
        let model = innovation::Model {
            title_folded: fold(&title),
            title_en: random.chance(12).then(|| sentence(random, &self.english, 4, 9)),
            title,
            title_basis: random.weighted(&[
                (TitleBasis::Official, 92),
                (TitleBasis::Descriptive, 6),
                (TitleBasis::Translated, 2),
            ]),
            short_name,
            summary: random.chance(90).then(|| sentence(random, &self.indonesian, 10, 25)),
            summary_en: random.chance(30).then(|| sentence(random, &self.english, 10, 25)),
            agency_id: maker.id.clone(),
            region_id: self.region(random, maker),
            year,
            year_basis: year.map(|_| random.weighted(&basis)),
            initiated,
            trial,
            implemented,
            stage_checked: stage.filter(|_| random.chance(50)).map(|_| format!("2025-{:02}-15", random.between(1, 12))),
            stage,
            sector: random.chance(97).then(|| one(random, self.facts.codes("sector"))),
            main_affair: affairs.first().cloned().filter(|_| random.chance(70)),
            affairs: joined(affairs),
            sdgs: joined(codes(random, self.facts.codes("sdg"), 3)),
            scope: random.weighted(&[(Some(Scope::Public), 75), (Some(Scope::Internal), 15), (None, 10)]),
            form: random.chance(80).then(|| one(random, self.facts.codes("form"))),
            digital: random.weighted(&[(Some(true), 45), (Some(false), 25), (None, 30)]),
            innovation_type: random.chance(60).then(|| one(random, self.facts.codes("innovation_type"))),
            service_shifts: joined(codes(random, self.facts.codes("service_shift"), 2)),
            updated_at: random.pick(self.instants).clone(),
            id,
        };
        (model, random.clone())
    }

    fn id(&self, name: &str, maker: &Maker, number: usize) -> String {
        let name: Vec<&str> = name.split(' ').take(8).collect();
        format!("{}-{}-{}", slug(&name.join(" ")), root(self.facts, maker.root).id, ending(number))
    }

    /// Mostly the region of its government; for central bodies mostly the whole country.
    fn region(&self, random: &mut Random, maker: &Maker) -> Option<String> {
        let Some(own) = &root(self.facts, maker.root).region else {
            return random.chance(30).then(|| random.pick(&self.facts.regions).clone());
        };
        match self.facts.below.get(own) {
            Some(below) if random.chance(30) => Some(random.pick(below).clone()),
            _ => random.chance(95).then(|| own.clone()),
        }
    }

    fn dates(&self, random: &mut Random, year: Option<i32>) -> [Option<String>; 3] {
        let Some(year) = year else { return [None, None, None] };
        let date = |random: &mut Random, percent, year| random.chance(percent).then(|| partial_date(random, year));
        [date(random, 25, year - 2), date(random, 20, year - 1), date(random, 45, year)]
    }

    fn stage(&self, random: &mut Random) -> Option<Stage> {
        random.weighted(&[
            (Some(Stage::Implemented), 60),
            (Some(Stage::Trial), 12),
            (Some(Stage::Initiative), 8),
            (Some(Stage::Stopped), 6),
            (None, 14),
        ])
    }
}

/// One code of a list, the first ones more often.
pub(super) fn one(random: &mut Random, codes: &[String]) -> String {
    codes[random.skewed(codes.len())].clone()
}

/// Up to `most` different codes of a list.
fn codes(random: &mut Random, list: &[String], most: usize) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for _ in 0..random.below(most + 1) {
        let code = one(random, list);
        if !found.contains(&code) {
            found.push(code);
        }
    }
    found
}

fn joined(codes: Vec<String>) -> Option<String> {
    Some(codes.join(";")).filter(|codes| !codes.is_empty())
}
