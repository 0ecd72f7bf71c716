//! The true rows that generated ones stand on, read from the database.

use std::collections::HashMap;

use inovasi_entity::{agency, code, edition, innovation, region, revision, source, tier};
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder};

/// A root agency: a government or a central body.
pub(super) struct Root {
    pub(super) id: String,
    /// Name without "Pemerintah".
    pub(super) name: String,
    pub(super) region: Option<String>,
}

/// An edition with its tiers.
pub(super) struct Edition {
    pub(super) id: String,
    pub(super) competition: String,
    pub(super) year: i32,
    pub(super) tiers: Vec<String>,
}

/// All of them.
pub(super) struct Facts {
    pub(super) standing: revision::Model,
    pub(super) governments: Vec<Root>,
    pub(super) centres: Vec<Root>,
    /// Regions below the country.
    pub(super) regions: Vec<String>,
    /// Regions of each province.
    pub(super) below: HashMap<String, Vec<String>>,
    pub(super) editions: Vec<Edition>,
    pub(super) sources: Vec<String>,
    /// Innovations that stand.
    pub(super) innovations: usize,
    codes: HashMap<String, Vec<String>>,
}

impl Facts {
    pub(super) async fn read(database: &impl ConnectionTrait, standing: revision::Model) -> Result<Self, DbErr> {
        let roots = agency::Entity::find().filter(agency::Column::ParentId.is_null()).order_by_asc(agency::Column::Id);
        let (mut governments, mut centres) = (Vec::new(), Vec::new());
        for root in roots.all(database).await? {
            let of = if root.kind.ends_with("_government") { &mut governments } else { &mut centres };
            let name = root.name.strip_prefix("Pemerintah ").unwrap_or(&root.name).to_owned();
            of.push(Root { id: root.id, name, region: root.region_id });
        }
        let (mut regions, mut below) = (Vec::new(), HashMap::<_, Vec<_>>::new());
        for region in region::Entity::find().order_by_asc(region::Column::Id).all(database).await? {
            if let Some(parent) = region.parent_id {
                below.entry(parent).or_default().push(region.id.clone());
                regions.push(region.id);
            }
        }
        let mut codes = HashMap::<_, Vec<_>>::new();
        for code in code::Entity::find().order_by_asc(code::Column::Position).all(database).await? {
            codes.entry(code.codelist).or_default().push(code.code);
        }
        let sources = source::Entity::find().order_by_asc(source::Column::Id).all(database).await?;
        let facts = Self {
            standing,
            governments,
            centres,
            regions,
            below,
            editions: editions(database).await?,
            sources: sources.into_iter().map(|source| source.id).collect(),
            innovations: usize::try_from(innovation::Entity::find().count(database).await?).unwrap_or_default(),
            codes,
        };
        let enough = [facts.governments.len(), facts.centres.len(), facts.editions.len(), facts.sources.len()];
        if enough.contains(&0) {
            let needs =
                "generated rows stand on governments, central bodies, editions and sources: the package has none";
            return Err(DbErr::Custom(needs.into()));
        }
        Ok(facts)
    }

    /// The codes of a codelist in order; one empty code where the package has no such list.
    pub(super) fn codes(&self, list: &str) -> &[String] {
        static NONE: [String; 1] = [String::new()];
        self.codes.get(list).map_or(&NONE, Vec::as_slice)
    }
}

async fn editions(database: &impl ConnectionTrait) -> Result<Vec<Edition>, DbErr> {
    let mut tiers = HashMap::<_, Vec<_>>::new();
    for tier in tier::Entity::find().order_by_asc(tier::Column::Id).all(database).await? {
        tiers.entry(tier.edition_id).or_default().push(tier.code);
    }
    let held = edition::Entity::find().filter(edition::Column::Held.eq(true)).order_by_asc(edition::Column::Id);
    let editions = held.all(database).await?.into_iter().map(|edition| Edition {
        tiers: tiers.remove(&edition.id).unwrap_or_default(),
        id: edition.id,
        competition: edition.competition_id,
        year: edition.year,
    });
    Ok(editions.collect())
}
