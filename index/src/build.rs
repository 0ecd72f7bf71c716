//! Builds the index from the rows of a revision.

use std::collections::HashMap;

use inovasi_entity::{
    Kind, TABLES, Table, VOCABULARIES, code, evidence, named, region_alias, region_code, revision, tier, with_table,
};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, ModelTrait, QueryFilter, QueryOrder, QuerySelect, Value,
};
use serde_json::Value as Json;

use crate::collect::{Collector, Words, hash};
use crate::column::{Column, NULL, Values};
use crate::coverage::Official;
use crate::names::{Name, Names};
use crate::places::Places;
use crate::promise::Years;
use crate::table::{Index, TableIndex, Tiers};
use crate::tree::Tree;
use crate::whole::Kept;
use crate::worked::Bounds;
use crate::{Awards, INDEXED, Ids, Rows, derive, search};

/// Rows read at once.
const CHUNK: u64 = 5000;

impl Index {
    /// The index of what a connection reads; it must read one revision from the first row to the last.
    ///
    /// # Errors
    /// If the database does not answer.
    pub async fn build(database: &impl ConnectionTrait) -> Result<Self, DbErr> {
        let mut building = Building::read(database).await?;
        for table in TABLES.iter().copied().filter(|table| INDEXED.contains(&table.name)) {
            let read = with_table!(table.name, entity => building.table::<entity::Entity, _>(database, table).await?);
            let _: Option<()> = read;
        }
        let Building { mut ids, columns, searches, names, codes, tiers, .. } = building;
        let mut places = Places::default();
        let regions = ids.get("region");
        for code in codes {
            if let Some(row) = regions.and_then(|ids| ids.row(&code.region_id)) {
                places.push(code.system, code.code, row, code.current);
            }
        }
        let mut tables = HashMap::new();
        let mut searches: HashMap<&str, search::Search> = searches.into_iter().collect();
        for (name, columns) in columns {
            let ids = ids.remove(name).unwrap_or_default();
            let all = (0..).take(ids.len()).collect::<Rows>();
            let search = searches.remove(name).unwrap_or_default();
            let hashes = (0..).take(ids.len()).map(|row| hash(&ids.id(row))).collect();
            tables.insert(name.to_owned(), TableIndex { ids, all, hashes, columns, search, kept: Kept::default() });
        }
        let mut index = Self {
            tables,
            tiers,
            hanging: [Vec::new(), Vec::new()],
            awards: Awards::default(),
            names,
            places,
            unlisted: Vec::new(),
        };
        index.unlisted = unlisted(database, &index).await?;
        derive::derive(&mut index, years(database).await?, &Bounds::read(database).await?);
        let official = Official::read(database).await?;
        if let Some(table) = official.coverage(&index) {
            index.tables.insert("coverage".to_owned(), table);
        }
        Ok(index)
    }
}

/// How many rows of each table without a list rest on each source.
async fn unlisted(database: &impl ConnectionTrait, index: &Index) -> Result<Vec<(String, Vec<u32>)>, DbErr> {
    let Some(sources) = index.table("source") else { return Ok(Vec::new()) };
    let mut counts = Vec::new();
    for table in TABLES.iter().filter(|table| table.evidenced && !INDEXED.contains(&table.name)) {
        let stated: Vec<(String, String)> = evidence::Entity::find()
            .select_only()
            .columns([evidence::Column::SourceId, evidence::Column::RowId])
            .filter(evidence::Column::Table.eq(table.name))
            .distinct()
            .into_tuple()
            .all(database)
            .await?;
        let mut of_table = vec![0; sources.ids.len()];
        for row in stated.iter().filter_map(|(source, _)| sources.ids.row(source)) {
            of_table[row as usize] += 1;
        }
        counts.push((table.name.to_owned(), of_table));
    }
    Ok(counts)
}

/// The years that the promise is reckoned for, as the package says.
async fn years(database: &impl ConnectionTrait) -> Result<Option<Years>, DbErr> {
    let revision = revision::Entity::find().order_by_desc(revision::Column::Number).one(database).await?;
    let Some(said) = revision.and_then(|revision| serde_json::from_str::<Json>(&revision.descriptor).ok()) else {
        return Ok(None);
    };
    let year = |name: &str| said[name].as_i64().and_then(|year| i32::try_from(year).ok());
    Ok(year("compliance_from").zip(year("compliance_to")).map(|(from, to)| from..=to))
}

#[derive(Default)]
struct Building {
    ids: HashMap<&'static str, Ids>,
    columns: HashMap<&'static str, HashMap<String, Column>>,
    searches: Vec<(&'static str, search::Search)>,
    names: Names,
    codes: Vec<region_code::Model>,
    aliases: HashMap<String, Vec<String>>,
    tiers: Tiers,
}

impl Building {
    /// Reads the small tables that are looked up while the others are read.
    async fn read(database: &impl ConnectionTrait) -> Result<Self, DbErr> {
        let mut building = Self { codes: region_code::Entity::find().all(database).await?, ..Self::default() };
        for alias in region_alias::Entity::find().order_by_asc(region_alias::Column::Id).all(database).await? {
            building.aliases.entry(alias.region_id).or_default().push(alias.alias);
        }
        for tier in tier::Entity::find().all(database).await? {
            building.tiers.rows.insert(tier.id, (tier.edition_id, tier.code, tier.within_id));
        }
        for list in VOCABULARIES {
            let terms = list.terms.iter().map(|term| {
                let label_en = Some(term.label_en.to_owned());
                (term.code.to_owned(), Name { label: term.label.to_owned(), label_en, others: Vec::new() })
            });
            building.names.codes.insert(list.name.to_owned(), terms.collect());
        }
        for code in code::Entity::find().order_by_asc(code::Column::Position).all(database).await? {
            let name = Name { label: code.label, label_en: code.label_en, others: Vec::new() };
            building.names.codes.entry(code.codelist).or_default().push((code.code, name));
        }
        Ok(building)
    }

    /// Reads a table: ids, columns, names and words.
    async fn table<E: EntityTrait, C: ConnectionTrait>(
        &mut self,
        database: &C,
        table: &'static Table,
    ) -> Result<(), DbErr> {
        let declared = table.columns;
        let mut collectors: Vec<Option<Collector>> = declared.iter().map(Collector::new).collect();
        let columns: Vec<E::Column> =
            declared.iter().map(|column| named::<E>(column.name)).collect::<Result<_, _>>()?;
        let (id, updated) = (named::<E>("id")?, named::<E>("updated_at")?);
        let (mut ids, mut instants, mut instant_ranks) = (Ids::default(), Words::default(), Vec::new());
        let (mut names, mut words) = (Vec::new(), search::Collector::default());
        let mut last: Option<String> = None;
        loop {
            let mut select = E::find().order_by_asc(id).limit(CHUNK);
            if let Some(last) = &last {
                select = select.filter(id.gt(last.as_str()));
            }
            let models = select.all(database).await?;
            for model in &models {
                let row = u32::try_from(ids.len()).unwrap_or(NULL);
                let values: Vec<Value> = columns.iter().map(|column| model.get(*column)).collect();
                let texts = Texts { table, values: &values };
                ids.push(texts.get("id").unwrap_or_default());
                let name = self.name(&texts);
                words.push(row, titles(&texts, &name), self.others(&texts));
                names.extend(name);
                if let Value::String(Some(instant)) = model.get(updated) {
                    instant_ranks.push(instants.number(&instant));
                }
                for (collector, value) in collectors.iter_mut().zip(values) {
                    if let Some(collector) = collector {
                        collector.push(value);
                    }
                }
            }
            match models.last().map(|model| model.get(id)) {
                Some(Value::String(Some(id))) if models.len() as u64 == CHUNK => last = Some(id),
                _ => break,
            }
        }
        let count = ids.len();
        self.ids.insert(table.name, ids);
        self.names.rows.insert(table.name.to_owned(), names);
        self.searches.push((table.name, words.finish()));
        let mut made = HashMap::new();
        for (column, collector) in declared.iter().zip(collectors) {
            made.extend(collector.map(|collector| (column.name.to_owned(), collector.finish(&self.ids))));
        }
        let (instants, ranks) = instants.ranked();
        for rank in &mut instant_ranks {
            *rank = ranks[*rank as usize];
        }
        let distinct = instants.len();
        made.insert("updated_at".to_owned(), Column::one(Values::Words(instants), distinct, instant_ranks));
        if table.evidenced {
            made.insert("source".to_owned(), self.sources(database, table, count).await?);
        }
        self.columns.insert(table.name, made);
        Ok(())
    }

    /// The sources of each row, from its evidence.
    async fn sources<C: ConnectionTrait>(
        &self,
        database: &C,
        table: &'static Table,
        count: usize,
    ) -> Result<Column, DbErr> {
        let none = Ids::default();
        let own = self.ids.get(table.name).unwrap_or(&none);
        let sources = self.ids.get("source").unwrap_or(&none);
        let mut cells: Vec<Vec<u32>> = vec![Vec::new(); count];
        let mut last = String::new();
        loop {
            let stated: Vec<(String, String, String)> = evidence::Entity::find()
                .select_only()
                .columns([evidence::Column::Id, evidence::Column::RowId, evidence::Column::SourceId])
                .filter(evidence::Column::Table.eq(table.name))
                .filter(evidence::Column::Id.gt(last.as_str()))
                .order_by_asc(evidence::Column::Id)
                .limit(CHUNK)
                .into_tuple()
                .all(database)
                .await?;
            for (_, row, source) in &stated {
                if let (Some(row), Some(source)) = (own.row(row), sources.row(source)) {
                    cells[row as usize].push(source);
                }
            }
            match stated.into_iter().next_back() {
                Some((id, ..)) => last = id,
                None => break,
            }
        }
        for cell in &mut cells {
            cell.sort_unstable();
            cell.dedup();
        }
        Ok(Column::many(Values::Rows("source".to_owned()), sources.len(), &cells))
    }

    /// What a row of a table with names is called.
    fn name(&self, texts: &Texts<'_>) -> Option<Name> {
        let owned = |name: &str| texts.get(name).map(str::to_owned);
        let others = ["acronym", "short_name"].iter().filter_map(|name| owned(name));
        match texts.table.name {
            "region" => {
                let aliases = self.aliases.get(texts.get("id")?).into_iter().flatten().cloned();
                let others = others.chain(aliases).collect();
                Some(Name { label: owned("name")?, label_en: owned("name_en"), others })
            }
            "agency" | "competition" => {
                Some(Name { label: owned("name")?, label_en: owned("name_en"), others: others.collect() })
            }
            "edition" => {
                let of = self.reference("competition", texts.get("competition_id")?)?;
                let year = texts.table.columns.iter().zip(texts.values).find(|(column, _)| column.name == "year");
                let Some((_, Value::Int(Some(year)))) = year else { return None };
                let with = |name: &str| format!("{name} {year}");
                let label = of.others.first().unwrap_or(&of.label);
                let label_en = of.others.first().or(of.label_en.as_ref()).map(|name| with(name));
                Some(Name { label: with(label), label_en, others: Vec::new() })
            }
            "source" => Some(Name { label: owned("title").unwrap_or_default(), ..Name::default() }),
            _ => None,
        }
    }

    fn reference(&self, table: &'static str, id: &str) -> Option<&Name> {
        self.names.row(table, self.ids.get(table)?.row(id)?)
    }

    /// The texts that are searched beside titles: the row's own, and the names of its agency, root agency and region.
    fn others<'a>(&'a self, texts: &Texts<'a>) -> Vec<&'a str> {
        let innovation = texts.table.name == "innovation";
        let is_title = |name: &str| TITLES.contains(&name);
        let own = texts.table.columns.iter().zip(texts.values).filter_map(|(column, value)| match value {
            Value::String(Some(text)) if matches!(column.kind, Kind::Text) && !is_title(column.name) => {
                Some(text.as_str())
            }
            _ => None,
        });
        let mut found: Vec<&str> = own.collect();
        if let Some(region) = texts.get("region_id").and_then(|id| self.reference("region", id)) {
            found.extend(region.all());
        }
        if let Some(agency) = texts.get("agency_id").and_then(|id| self.ids.get("agency")?.row(id)) {
            let parents = self.columns.get("agency").and_then(|columns| columns.get("parent_id"));
            let root = parents.filter(|_| innovation).map_or(agency, |parents| Tree::of(parents).root(agency));
            let rows = if root == agency { vec![agency] } else { vec![agency, root] };
            for row in rows {
                found.extend(self.names.row("agency", row).into_iter().flat_map(Name::all));
            }
        }
        found
    }
}

/// Columns that are titles and short names.
const TITLES: &[&str] = &["title", "title_en", "short_name", "name", "name_en", "acronym"];

fn titles<'a>(texts: &Texts<'a>, name: &'a Option<Name>) -> Vec<&'a str> {
    let own = TITLES.iter().filter_map(|name| texts.get(name));
    let own: Vec<&str> = own.collect();
    let named = name.iter().flat_map(Name::all).filter(|text| !own.contains(text));
    own.iter().copied().chain(named).collect()
}

/// The values of a row, by name.
struct Texts<'a> {
    table: &'static Table,
    values: &'a [Value],
}

impl<'a> Texts<'a> {
    fn get(&self, name: &str) -> Option<&'a str> {
        let place = self.table.columns.iter().position(|column| column.name == name)?;
        match self.values.get(place) {
            Some(Value::String(Some(text))) => Some(text),
            _ => None,
        }
    }
}
