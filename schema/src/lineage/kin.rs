//! Kinship between innovations: which continues which, which replicates which. The table of these relations is small
//! and in no index; the database is asked step by step, for all innovations of a step at once.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use inovasi_entity::{RelationKind, innovation_relation};
use inovasi_index::{Index, Tree};
use sea_orm::sea_query::Condition;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use super::ask::Asked;
use super::{Drawing, Kind, Line, STATED};
use crate::error::Error;
use crate::snapshot::Snapshot;

/// Most innovations of a family.
pub(super) const MOST_KIN: usize = 1000;

/// Most relations between them.
pub(super) const MOST_TIES: usize = 10_000;

/// Most relations that one statement reads.
const MOST_READ: u64 = 10_000;

/// Most steps from the innovation that is asked for, a statement each. Real families have two or three.
const MOST_STEPS: usize = 20;

/// One innovation that came of another.
#[derive(Debug)]
struct Tie {
    from: String,
    to: String,
    /// Whether it continues it; else it replicates it.
    continues: bool,
}

/// Innovations that are kin.
#[derive(Debug)]
pub(super) struct Family {
    pub(super) members: BTreeSet<String>,
    ties: Vec<Tie>,
}

/// The kin of an innovation, itself among them.
pub(super) async fn family(snapshot: &Snapshot, asked: &Asked, start: &str) -> Result<Family, Error> {
    let mut members = BTreeSet::from([start.to_owned()]);
    // By id: a relation is met from both its ends.
    let mut ties: BTreeMap<String, Tie> = BTreeMap::new();
    let mut reached = vec![start.to_owned()];
    for _ in 0..MOST_STEPS {
        if reached.is_empty() {
            break;
        }
        let told = relations(snapshot, &reached).await?;
        reached.clear();
        for relation in told.into_iter().filter(|relation| is_shown(&snapshot.index, asked, relation)) {
            if ties.len() >= MOST_TIES {
                break;
            }
            for end in [&relation.innovation_id, &relation.related_id] {
                if members.len() < MOST_KIN && !members.contains(end) {
                    members.insert(end.clone());
                    reached.push(end.clone());
                }
            }
            let continues = relation.kind == RelationKind::Continues;
            ties.insert(relation.id, Tie { from: relation.related_id, to: relation.innovation_id, continues });
        }
    }
    // Beyond the bounds a relation may lead to one that is not shown.
    ties.retain(|_, tie| members.contains(&tie.from) && members.contains(&tie.to));
    Ok(Family { members, ties: ties.into_values().collect() })
}

/// The relations of some innovations, either way. Their kinds are told apart here: the index on kinds, which a database
/// might take, would read the whole table.
async fn relations(snapshot: &Snapshot, of: &[String]) -> Result<Vec<innovation_relation::Model>, Error> {
    let ids = || of.iter().map(String::as_str);
    let either = Condition::any()
        .add(innovation_relation::Column::InnovationId.is_in(ids()))
        .add(innovation_relation::Column::RelatedId.is_in(ids()));
    let found = innovation_relation::Entity::find()
        .filter(either)
        .order_by_asc(innovation_relation::Column::Id)
        .limit(MOST_READ)
        .all(&snapshot.transaction)
        .await?;
    Ok(found)
}

/// Whether a relation makes kin and is shown: a continuation always, a replication as the rows of replications are.
fn is_shown(index: &Index, asked: &Asked, relation: &innovation_relation::Model) -> bool {
    let shown = match relation.kind {
        RelationKind::Continues => true,
        RelationKind::Replicates => asked.statuses.contains(&STATED) && asked.shows(is_internal(index, relation)),
        RelationKind::Related => false,
    };
    shown && relation.innovation_id != relation.related_id
}

/// Whether both innovations are of one government, units counted with those that they belong to.
fn is_internal(index: &Index, relation: &innovation_relation::Model) -> bool {
    let original = government(index, &relation.related_id);
    original.is_some() && original == government(index, &relation.innovation_id)
}

/// The root agency of an innovation.
fn government(index: &Index, innovation: &str) -> Option<u32> {
    let innovations = index.table("innovation")?;
    root_of(index, innovations.reference("agency_id", innovations.ids.row(innovation)?)?)
}

/// The root of an agency.
pub(super) fn root_of(index: &Index, agency: u32) -> Option<u32> {
    Some(Tree::of(index.table("agency")?.column("parent_id")?).root(agency))
}

impl Family {
    /// The innovation that it all began with, seen from one of them: the earliest of those that came of no other.
    pub(super) fn root(&self, index: &Index, start: &str) -> String {
        let mut origins: HashMap<&str, Vec<&str>> = HashMap::new();
        for tie in &self.ties {
            origins.entry(&tie.to).or_default().push(&tie.from);
        }
        let (mut above, mut seen, mut next) = (vec![start], HashSet::from([start]), 0);
        while let Some(one) = above.get(next).copied() {
            next += 1;
            for origin in origins.get(one).into_iter().flatten().copied() {
                if seen.insert(origin) {
                    above.push(origin);
                }
            }
        }
        let first = earliest(index, above.iter().copied().filter(|one| !origins.contains_key(one)));
        // Of innovations that came of each other in a circle none is the first but by its year.
        first.or_else(|| earliest(index, above.iter().copied())).unwrap_or(start).to_owned()
    }

    /// Who replicated what, as the relations have it: the original innovation and the government of the other. A row of
    /// replications may tell the same once more.
    pub(super) fn replicated(&self, index: &Index) -> HashSet<(&str, u32)> {
        let replications = self.ties.iter().filter(|tie| !tie.continues);
        replications.filter_map(|tie| Some((tie.from.as_str(), government(index, &tie.to)?))).collect()
    }

    /// Draws the relations.
    pub(super) fn draw(&self, index: &Index, drawing: &mut Drawing) {
        for tie in &self.ties {
            drawing.lines.push(Line {
                from: (Kind::Innovation, tie.from.clone()),
                to: (Kind::Innovation, tie.to.clone()),
                kind: if tie.continues { "continues" } else { "replication" },
                status: (!tie.continues).then_some(STATED),
                year: year(index, &tie.to),
                km: km(index, tie).filter(|_| !tie.continues),
            });
        }
    }
}

/// The earliest of some innovations; those without a year are last.
fn earliest<'a>(index: &Index, ids: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    ids.min_by_key(|id| {
        let year = year(index, id);
        (year.is_none(), year, *id)
    })
}

/// The year of an innovation.
fn year(index: &Index, id: &str) -> Option<i32> {
    let innovations = index.table("innovation")?;
    innovations.integer("year", innovations.ids.row(id)?)
}

/// Kilometres between the regions of two innovations.
fn km(index: &Index, tie: &Tie) -> Option<i32> {
    let innovations = index.table("innovation")?;
    let region = |id: &str| innovations.reference("region_id", innovations.ids.row(id)?);
    index.km(region(&tie.from)?, region(&tie.to)?)
}
