//! Fills a database: the package, then the made-up rows in one transaction, then their revision.

use inovasi_entity::{agency, award, evidence, innovation, outcome, replication, revision};
use inovasi_ingest::{Package, current};
use sea_orm::{
    ConnectionTrait, DatabaseConnection, DatabaseTransaction, DbBackend, DbErr, EntityTrait, Set, TransactionTrait,
};
use serde_json::Value as Json;
use sha2::{Digest, Sha256};

use super::agencies::{self, Maker, Units};
use super::attached::evidence;
use super::batch::Batch;
use super::facts::Facts;
use super::indexes;
use super::innovations::Innovations;
use super::vocabulary::Vocabulary;

/// Name of the package of made-up rows.
const NAME: &str = "generated";

/// Raised when the same size and seed give other rows than before.
const VERSION: u32 = 1;

/// Innovations for each unit.
const INNOVATIONS_A_UNIT: usize = 10;

/// Memory of SQLite for pages while it is filled: keys come in no order.
const SQLITE_CACHE: &str = "PRAGMA cache_size = -262144";

/// When made-up rows were changed last, beside the package's own instant.
const INSTANTS: &[&str] = &["2025-01-15T00:00:00Z", "2025-07-01T06:30:00Z", "2026-02-10T12:00:00Z"];

/// How many innovations, and the seed of their rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Size {
    /// Innovations in the whole catalogue, those of the package among them.
    pub innovations: usize,
    /// Seed of all that is made up.
    pub seed: u64,
}

/// What was made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Generated {
    /// The revision that stands.
    pub revision: i32,
    /// Rows in all tables that were made up.
    pub rows: usize,
}

impl Size {
    /// That many innovations, with the seed that the measurements use.
    #[must_use]
    pub fn of(innovations: usize) -> Self {
        Self { innovations, seed: 20_251_124 }
    }

    /// What the revision says it is made of.
    fn content(self, package: &str) -> String {
        let said = format!("{NAME} {VERSION} {} {} {package}", self.innovations, self.seed);
        inovasi_entity::hex(&Sha256::digest(said))
    }
}

/// Whether a migrated database holds the catalogue of this package and size already.
///
/// # Errors
/// If the database cannot be read.
pub async fn holds(database: &DatabaseConnection, size: Size) -> Result<bool, DbErr> {
    let Some(standing) = current(database).await? else { return Ok(false) };
    let before = revision::Entity::find_by_id(standing.number - 1).one(database).await?;
    Ok(before.is_some_and(|package| standing.content_sha256 == size.content(&package.content_sha256)))
}

/// Fills a migrated, empty database with a package and made-up rows on top, up to a number of innovations. Memory does
/// not grow with them but for the ids of the units.
///
/// # Errors
/// If the database refuses, or the package has nothing to stand on.
pub async fn generate(database: &DatabaseConnection, package: &Package, size: Size) -> Result<Generated, DbErr> {
    inovasi_ingest::write(database, package, |_, _, _| {}).await?;
    let standing = current(database).await?.ok_or_else(|| DbErr::Custom("the package made no revision".into()))?;
    let revision = standing.number + 1;
    let facts = Facts::read(database, standing).await?;
    let transaction = database.begin().await?;
    if transaction.get_database_backend() == DbBackend::Sqlite {
        transaction.execute_unprepared(SQLITE_CACHE).await?;
    }
    let aside = indexes::put_aside(&transaction).await?;
    let rows = Filling { facts: &facts, transaction: &transaction, size }.fill().await?;
    aside.restore(&transaction).await?;
    revision::Entity::insert(made_of(&facts.standing, size)).exec_without_returning(&transaction).await?;
    transaction.commit().await?;
    // Both planners choose well only with statistics; SQL that is measured must not lack them.
    database.execute_unprepared("ANALYZE").await?;
    Ok(Generated { revision, rows })
}

/// What rows are made from and where they go.
struct Filling<'a> {
    facts: &'a Facts,
    transaction: &'a DatabaseTransaction,
    size: Size,
}

impl Filling<'_> {
    /// Makes and writes all rows but the revision; tells how many.
    async fn fill(&self) -> Result<usize, DbErr> {
        let instants = [self.facts.standing.created.as_str()].into_iter().chain(INSTANTS.iter().copied());
        let instants: Vec<String> = instants.map(str::to_owned).collect();
        let count = self.size.innovations.saturating_sub(self.facts.innovations);
        let mut stated = Batch::<evidence::Entity>::new(self.transaction);
        let (makers, agencies) = self.units(count / INNOVATIONS_A_UNIT, &instants, &mut stated).await?;
        let of = Innovations {
            facts: self.facts,
            seed: self.size.seed,
            makers: &makers,
            instants: &instants,
            indonesian: Vocabulary::indonesian(),
            english: Vocabulary::english(),
        };
        Ok(agencies + self.innovations(&of, count, &mut stated).await? + stated.finish().await?)
    }

    async fn units(
        &self,
        count: usize,
        instants: &[String],
        stated: &mut Batch<'_, evidence::Entity>,
    ) -> Result<(Vec<Maker>, usize), DbErr> {
        let mut agencies = Batch::<agency::Entity>::new(self.transaction);
        let mut makers = agencies::roots(self.facts);
        let mut units = Units::new(self.facts, self.size.seed);
        for number in 0..count {
            let (unit, maker, mut random) = units.make(number, instants);
            stated.push(&evidence(&mut random, self.facts, "agency", &unit.id, &unit.updated_at)).await?;
            agencies.push(&unit).await?;
            makers.push(maker);
        }
        Ok((makers, agencies.finish().await?))
    }

    async fn innovations(
        &self,
        of: &Innovations<'_>,
        count: usize,
        stated: &mut Batch<'_, evidence::Entity>,
    ) -> Result<usize, DbErr> {
        let mut innovations = Batch::<innovation::Entity>::new(self.transaction);
        let mut awards = Batch::<award::Entity>::new(self.transaction);
        let mut outcomes = Batch::<outcome::Entity>::new(self.transaction);
        let mut replications = Batch::<replication::Entity>::new(self.transaction);
        for number in 0..count {
            let (made, mut random) = of.make(number);
            let random = &mut random;
            stated.push(&evidence(random, self.facts, "innovation", &made.id, &made.updated_at)).await?;
            for award in of.awards(random, &made) {
                stated.push(&evidence(random, self.facts, "award", &award.id, &award.updated_at)).await?;
                awards.push(&award).await?;
            }
            if let Some(outcome) = of.outcome(random, &made.id) {
                stated.push(&evidence(random, self.facts, "outcome", &outcome.id, &outcome.updated_at)).await?;
                outcomes.push(&outcome).await?;
            }
            if let Some(replication) = of.replication(random, &made.id) {
                let (id, instant) = (&replication.id, &replication.updated_at);
                stated.push(&evidence(random, self.facts, "replication", id, instant)).await?;
                replications.push(&replication).await?;
            }
            innovations.push(&made).await?;
        }
        let hanging = awards.finish().await? + outcomes.finish().await? + replications.finish().await?;
        Ok(innovations.finish().await? + hanging)
    }
}

/// The revision of made-up rows: what the package says of itself, but for its title and name.
fn made_of(standing: &revision::Model, size: Size) -> revision::ActiveModel {
    let mut descriptor: Json = serde_json::from_str(&standing.descriptor).unwrap_or_default();
    descriptor["title"] = "Baris buatan untuk uji dan beban: tidak satu pun fakta".into();
    descriptor["title_en"] = "Rows made up for tests and load: none is a fact".into();
    revision::ActiveModel {
        number: Set(standing.number + 1),
        package: Set(NAME.into()),
        package_version: Set(format!("{VERSION}.{}.{}", size.innovations, size.seed)),
        created: Set(standing.created.clone()),
        content_sha256: Set(size.content(&standing.content_sha256)),
        bundled: Set(false),
        descriptor: Set(descriptor.to_string()),
    }
}
