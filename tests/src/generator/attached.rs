//! What hangs on made-up rows: awards, outcomes, replications, and the evidence of each.

use inovasi_entity::{AwardStatus, EvidenceRank, ReplicationStatus, award, evidence, innovation, outcome, replication};

use super::facts::Facts;
use super::innovations::{Innovations, one};
use super::random::Random;
use super::text::{sentence, ten_digits, title};

/// How many awards an innovation has: four of ten have one or two.
const AWARDS: &[(usize, usize)] = &[(0, 60), (1, 30), (2, 10)];

const STATUSES: &[(AwardStatus, usize)] = &[
    (AwardStatus::Awarded, 70),
    (AwardStatus::Finalist, 10),
    (AwardStatus::Nominee, 6),
    (AwardStatus::Entry, 7),
    (AwardStatus::Presented, 2),
    (AwardStatus::PassedAdministration, 2),
    (AwardStatus::AwardedUnconfirmed, 2),
    (AwardStatus::Unstated, 1),
];

impl Innovations<'_> {
    /// The awards of an innovation.
    pub(super) fn awards(&self, random: &mut Random, of: &innovation::Model) -> Vec<award::Model> {
        let count = random.weighted(AWARDS);
        let mut awards: Vec<award::Model> = Vec::new();
        while awards.len() < count {
            let award = self.award(random, of);
            if awards.iter().all(|other| other.edition_id != award.edition_id) {
                awards.push(award);
            }
        }
        awards
    }

    fn award(&self, random: &mut Random, of: &innovation::Model) -> award::Model {
        let (first, other) = (random.pick(&self.facts.editions), random.pick(&self.facts.editions));
        // Rather an edition that the innovation was there for.
        let edition = if of.year.is_some_and(|year| first.year < year) { other } else { first };
        let dated = random.chance(98);
        let tier =
            (dated && !edition.tiers.is_empty() && random.chance(85)).then(|| random.pick(&edition.tiers).clone());
        award::Model {
            id: format!("{}--{}", of.id, ten_digits(random)),
            competition_id: edition.competition.clone(),
            edition_id: dated.then(|| edition.id.clone()),
            innovation_id: Some(of.id.clone()),
            agency_id: None,
            as_stated: tier.as_ref().filter(|_| random.chance(50)).map(|tier| tier.replace('-', " ")),
            tier,
            group: random.chance(30).then(|| one(random, self.facts.codes("award_group"))),
            category: random.chance(20).then(|| title(random, &self.indonesian, 1, 4)),
            category_en: None,
            status: random.weighted(STATUSES),
            updated_at: random.pick(self.instants).clone(),
        }
    }

    /// An outcome, which one innovation of ten has.
    pub(super) fn outcome(&self, random: &mut Random, innovation: &str) -> Option<outcome::Model> {
        if !random.chance(10) {
            return None;
        }
        let (before, after) = (random.between(1, 10_000), random.between(1, 10_000));
        let said = random.chance(80);
        Some(outcome::Model {
            id: format!("{innovation}--{}", ten_digits(random)),
            innovation_id: Some(innovation.to_owned()),
            agency_id: None,
            indicator: sentence(random, &self.indonesian, 3, 7),
            indicator_en: random.chance(40).then(|| sentence(random, &self.english, 3, 7)),
            value_before: said.then(|| before.to_string()),
            value_after: Some(after.to_string()),
            number_before: said.then(|| f64::from(before)),
            number_after: Some(f64::from(after)),
            unit: Some(one(random, self.facts.codes("unit"))),
            period: random.chance(50).then(|| format!("{}–{}", random.between(2013, 2019), random.between(2020, 2025))),
            period_en: None,
            claimed_by: random.chance(80).then(|| one(random, self.facts.codes("claimant"))),
            note: None,
            note_en: None,
            updated_at: random.pick(self.instants).clone(),
        })
    }

    /// A replication, which eight innovations of a hundred have.
    pub(super) fn replication(&self, random: &mut Random, innovation: &str) -> Option<replication::Model> {
        if !random.chance(8) {
            return None;
        }
        let way = random.below(3);
        Some(replication::Model {
            id: format!("{innovation}--{}", ten_digits(random)),
            innovation_id: innovation.to_owned(),
            agency_id: (way == 0).then(|| random.pick(&self.facts.governments).id.clone()),
            region_id: (way < 2).then(|| random.pick(&self.facts.regions).clone()),
            replicated_by: (way == 2).then(|| "beberapa kabupaten".to_owned()),
            count: (way == 2).then(|| random.between(2, 40)),
            year: random.chance(60).then(|| random.between(2015, 2025)),
            status: random.weighted(&[
                (ReplicationStatus::Stated, 75),
                (ReplicationStatus::Planned, 8),
                (ReplicationStatus::Commitment, 5),
                (ReplicationStatus::StudyVisit, 12),
            ]),
            internal: random.chance(10),
            note: None,
            note_en: None,
            updated_at: random.pick(self.instants).clone(),
        })
    }
}

/// The one row of evidence of a made-up row: that a true source states it is as made up as the row.
pub(super) fn evidence(
    random: &mut Random,
    facts: &Facts,
    table: &str,
    row: &str,
    updated_at: &str,
) -> evidence::Model {
    evidence::Model {
        id: format!("{row}--{}", ten_digits(random)),
        table: table.to_owned(),
        row_id: row.to_owned(),
        column: None,
        value: None,
        source_id: random.pick(&facts.sources).clone(),
        rank: EvidenceRank::Preferred,
        note: None,
        note_en: None,
        updated_at: updated_at.to_owned(),
    }
}
