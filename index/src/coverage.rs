//! Coverage: the official number of each edition, tier and group of agencies beside the number that is recorded.

use std::collections::HashMap;

use inovasi_entity::{AwardStatus, code, tier, tier_composition};
use sea_orm::{ActiveEnum, ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter};

use crate::column::{NULL, Values};
use crate::made::{integers, numbers, references, words};
use crate::table::{Index, TableIndex};
use crate::tree::Tree;
use crate::{Ids, Rows};

/// What official numbers stand on: the rows that are not in the index.
pub(crate) struct Official {
    tiers: Vec<tier::Model>,
    compositions: Vec<tier_composition::Model>,
    /// Kinds of root agencies in each group.
    groups: HashMap<String, Vec<String>>,
}

/// One row.
struct Covered {
    id: String,
    edition: u32,
    tier: Option<String>,
    group: Option<String>,
    official: Option<i32>,
    recorded: u64,
    /// Id of the tier that it lies within.
    within: Option<String>,
    held: bool,
}

impl Official {
    pub(crate) async fn read(database: &impl ConnectionTrait) -> Result<Self, DbErr> {
        let groups = code::Entity::find().filter(code::Column::Codelist.eq("agency_group")).all(database).await?;
        let members =
            |members: Option<String>| members.iter().flat_map(|all| all.split(';')).map(str::to_owned).collect();
        Ok(Self {
            tiers: tier::Entity::find().all(database).await?,
            compositions: tier_composition::Entity::find().all(database).await?,
            groups: groups.into_iter().map(|group| (group.code, members(group.members))).collect(),
        })
    }

    /// The table; None where there are no editions.
    pub(crate) fn coverage(self, index: &Index) -> Option<TableIndex> {
        let (editions, competitions) = (index.table("edition")?, index.table("competition")?);
        let makers = index.table("innovation")?.column("agency_id")?;
        let mut rows = Vec::new();
        for edition in (0..).take(editions.ids.len()) {
            let id = editions.ids.id(edition).into_owned();
            let recorded = index.placed(&id, None).len();
            let official = editions.integer("proposals", edition);
            let held = editions.word("held", edition) != Some("false");
            rows.push(Covered { id, edition, tier: None, group: None, official, recorded, within: None, held });
        }
        let honoured = Honoured::of(index)?;
        let mut of_tier: HashMap<&str, (u32, &str, Placed)> = HashMap::new();
        for tier in &self.tiers {
            let Some(edition) = editions.ids.row(&tier.edition_id) else { continue };
            let placed = Placed {
                innovations: index.placed(&tier.edition_id, Some(&tier.code)),
                agencies: honoured.get(tier.edition_id.as_str(), &tier.code),
            };
            rows.push(Covered {
                id: tier.id.clone(),
                edition,
                tier: Some(tier.code.clone()),
                group: None,
                official: tier.size,
                recorded: placed.len(),
                within: tier.within_id.clone(),
                held: true,
            });
            of_tier.insert(&tier.id, (edition, &tier.code, placed));
        }
        for composition in self.compositions.iter().filter(|composition| composition.innovations.is_some()) {
            let Some((edition, tier, placed)) = of_tier.get(composition.tier_id.as_str()) else { continue };
            let kinds = self.groups.get(&composition.agency_group).map_or(&[][..], Vec::as_slice);
            let is_of = |agency: u32| index.root_kind(agency).is_some_and(|kind| kinds.iter().any(|one| one == kind));
            let innovations = placed.innovations.iter().filter(|row| is_of(makers.rank(*row))).count();
            let recorded = innovations + placed.agencies.iter().filter(|row| is_of(*row)).count();
            rows.push(Covered {
                id: composition.id.clone(),
                edition: *edition,
                tier: Some((*tier).to_owned()),
                group: Some(composition.agency_group.clone()),
                official: composition.innovations,
                recorded: recorded as u64,
                within: None,
                held: true,
            });
        }
        rows.sort_by(|a, b| a.id.cmp(&b.id));
        let mut ids = Ids::default();
        rows.iter().for_each(|row| ids.push(&row.id));
        let mut table = TableIndex::new(ids);
        let of = editions.column("competition_id")?;
        let competition = |row: &Covered| Some(of.rank(row.edition)).filter(|rank| *rank != NULL);
        let within = |row: &Covered| table.ids.row(row.within.as_deref()?);
        let columns = [
            ("within", references("coverage", rows.len(), rows.iter().map(within))),
            ("held", words(rows.iter().map(|row| Some(row.held.to_string())))),
            ("competition_id", references("competition", competitions.ids.len(), rows.iter().map(competition))),
            ("edition_id", references("edition", editions.ids.len(), rows.iter().map(|row| Some(row.edition)))),
            ("year", integers(rows.iter().map(|row| editions.integer("year", row.edition)))),
            ("tier", words(rows.iter().map(|row| row.tier.clone()))),
            ("agency_group", words(rows.iter().map(|row| row.group.clone()))),
            ("official", integers(rows.iter().map(|row| row.official))),
            ("recorded", integers(rows.iter().map(|row| i32::try_from(row.recorded).ok()))),
            ("share", numbers(rows.iter().map(share))),
            ("gap", words(rows.iter().map(|row| gap(row).map(|(own, _)| own)))),
            ("gap_en", words(rows.iter().map(|row| gap(row).map(|(_, english)| english)))),
        ];
        table.columns.extend(columns.into_iter().map(|(name, column)| (name.to_owned(), column)));
        Some(table)
    }
}

/// Who is placed in a tier: innovations, and agencies that an award honours themselves.
struct Placed {
    innovations: Rows,
    agencies: Rows,
}

impl Placed {
    fn len(&self) -> u64 {
        self.innovations.len() + self.agencies.len()
    }
}

/// The agencies that awards honour themselves, by edition and tier.
struct Honoured(HashMap<(String, String), Rows>);

impl Honoured {
    fn of(index: &Index) -> Option<Self> {
        let (awards, editions) = (index.table("award")?, index.table("edition")?);
        let (agency, edition) = (awards.column("agency_id")?, awards.column("edition_id")?);
        let of_innovations = awards.column("innovation_id")?;
        let (counted, mut honoured) = (counted(), HashMap::<_, Rows>::new());
        for row in of_innovations.null() {
            let ranks = [agency.rank(row), edition.rank(row)];
            let status = awards.word("status", row);
            if ranks.contains(&NULL) || !counted.iter().any(|counted| Some(counted.as_str()) == status) {
                continue;
            }
            let edition = editions.ids.id(ranks[1]).into_owned();
            for tier in index.tiers.nested(Some(&edition), awards.word("tier", row)) {
                honoured.entry((edition.clone(), tier)).or_default().insert(ranks[0]);
            }
        }
        Some(Self(honoured))
    }

    fn get(&self, edition: &str, tier: &str) -> Rows {
        self.0.get(&(edition.to_owned(), tier.to_owned())).cloned().unwrap_or_default()
    }
}

/// The statuses that place somebody in a tier.
fn counted() -> [String; 2] {
    [AwardStatus::Awarded, AwardStatus::Finalist].map(|status| status.to_value())
}

fn share(row: &Covered) -> Option<f64> {
    let official = row.official.filter(|official| *official > 0)?;
    // Counts are far below 2^53.
    #[allow(clippy::cast_precision_loss, reason = "counts are small")]
    let share = row.recorded as f64 / f64::from(official);
    Some((share * 10_000.0).round() / 10_000.0)
}

/// What is missing, in a sentence of each language.
fn gap(row: &Covered) -> Option<(String, String)> {
    let recorded = row.recorded;
    let are = if recorded == 1 { "is" } else { "are" };
    let Some(official) = row.official else {
        let told = match (row.held, row.tier.is_none()) {
            (false, _) => ("Lomba tidak diadakan.".to_owned(), "The competition was not held.".to_owned()),
            (true, true) => (
                format!("Jumlah resmi tidak diketahui, {recorded} inovasi tercatat."),
                format!("The official number is not known; innovations recorded: {recorded}."),
            ),
            (true, false) => (
                format!("Jumlah resmi tidak diketahui, {recorded} tercatat."),
                format!("The official number is not known, {recorded} {are} recorded."),
            ),
        };
        return Some(told);
    };
    let missing = u64::try_from(official).ok()?.checked_sub(recorded).filter(|missing| *missing > 0)?;
    Some(if row.tier.is_none() {
        (
            format!("{recorded} inovasi tercatat dari {official} proposal yang diterima."),
            format!("Of {official} proposals received, {recorded} {are} recorded."),
        )
    } else {
        (
            format!("{recorded} dari {official} tercatat, {missing} belum."),
            format!("{recorded} of {official} {are} recorded, {missing} not."),
        )
    })
}

impl Index {
    /// The innovations with an award of an edition: in a tier or one within it as winners or finalists; without a tier by
    /// any status.
    fn placed(&self, edition: &str, tier: Option<&str>) -> Rows {
        let counted = counted();
        let fits = |group: &&crate::AwardGroup| {
            group.edition.as_deref() == Some(edition)
                && tier.is_none_or(|tier| group.tiers.iter().any(|own| own == tier) && counted.contains(&group.status))
        };
        self.awards.groups.iter().filter(fits).fold(Rows::new(), |rows, group| rows | &group.innovations)
    }

    /// The kind of the root of an agency.
    fn root_kind(&self, agency: u32) -> Option<&str> {
        let agencies = self.table("agency")?;
        let kinds = agencies.column("kind")?;
        let Values::Words(words) = &kinds.values else { return None };
        let root = Tree::of(agencies.column("parent_id")?).root(Some(agency).filter(|agency| *agency != NULL)?);
        words.get(kinds.rank(root) as usize).map(String::as_str)
    }
}
