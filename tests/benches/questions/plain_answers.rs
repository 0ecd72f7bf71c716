//! Answers of the plain server, in the form that the service gives them.

use std::collections::HashMap;

use inovasi_entity::{
    Table, agency, award, evidence, innovation, innovation_relation, json_row, named, outcome, region, replication,
    source,
};
use inovasi_tests::oracle;
use sea_orm::{ColumnTrait, DbErr, EntityTrait, ModelTrait, QueryFilter, QueryOrder};
use serde_json::{Map, Value as Json, json};

use crate::plain::{Plain, Said, after, ask};

/// A row with its columns in the order of the declaration.
fn object<E: EntityTrait>(table: &Table, model: &E::Model) -> Result<Map<String, Json>, DbErr> {
    let values = table.columns.iter().map(|column| Ok(model.get(named::<E>(column.name)?)));
    let values = values.collect::<Result<Vec<_>, DbErr>>()?;
    let mut object = json_row(table, &values);
    if let sea_orm::Value::String(updated) = model.get(named::<E>("updated_at")?) {
        object.insert("updated_at".into(), updated.into());
    }
    Ok(object)
}

fn objects<E: EntityTrait>(table: &Table, models: &[E::Model]) -> Result<Json, DbErr> {
    let rows = models.iter().map(|model| Ok(Json::Object(object::<E>(table, model)?)));
    Ok(Json::Array(rows.collect::<Result<_, DbErr>>()?))
}

/// The rows of a table of which a column has one of some values, by id.
async fn of<E: EntityTrait>(
    plain: &Plain,
    column: E::Column,
    values: impl IntoIterator<Item = &str>,
) -> Result<Vec<E::Model>, DbErr> {
    let rows = E::find().filter(column.is_in(values)).order_by_asc(named::<E>("id")?);
    rows.all(&plain.database).await
}

/// A row and all that is related to it.
pub(crate) async fn one(plain: &Plain, id: &str) -> Result<Json, DbErr> {
    let found = innovation::Entity::find_by_id(id).one(&plain.database).await?;
    let found = found.ok_or_else(|| DbErr::RecordNotFound(id.to_owned()))?;
    let mut row = object::<innovation::Entity>(&innovation::TABLE, &found)?;
    let agency = of::<agency::Entity>(plain, agency::Column::Id, [found.agency_id.as_str()]).await?;
    row.insert("agency".into(), objects::<agency::Entity>(&agency::TABLE, &agency)?[0].take());
    let region = of::<region::Entity>(plain, region::Column::Id, found.region_id.as_deref()).await?;
    row.insert(
        "region".into(),
        objects::<region::Entity>(&region::TABLE, &region)?.get_mut(0).map_or(Json::Null, Json::take),
    );
    macro_rules! many {
        ($($name:literal $entity:ident $column:ident)*) => {$(
            let rows = of::<$entity::Entity>(plain, $entity::Column::$column, [id]).await?;
            row.insert($name.into(), objects::<$entity::Entity>(&$entity::TABLE, &rows)?);
        )*};
    }
    many! {
        "innovation_relations" innovation_relation InnovationId
        "innovation_relations_by_related" innovation_relation RelatedId
        "awards" award InnovationId
        "outcomes" outcome InnovationId
        "replications" replication InnovationId
    }
    let stated = evidence::Entity::find()
        .filter(evidence::Column::Table.eq("innovation"))
        .filter(evidence::Column::RowId.eq(id))
        .order_by_asc(evidence::Column::Id)
        .all(&plain.database)
        .await?;
    row.insert("evidence".into(), objects::<evidence::Entity>(&evidence::TABLE, &stated)?);
    let sources = stated.iter().map(|stated| stated.source_id.as_str());
    let sources = of::<source::Entity>(plain, source::Column::Id, sources).await?;
    row.insert("sources".into(), objects::<source::Entity>(&source::TABLE, &sources)?);
    Ok(json!({"data": row}))
}

/// A page with its total, and facets if any are asked for.
pub(crate) async fn list(plain: &Plain, said: &Said) -> Result<Json, DbErr> {
    let ask = ask(said);
    let total = oracle::total(&plain.database, &ask).await?;
    let rows = oracle::page(&plain.database, &ask, after(said).as_ref()).await?;
    let rows = objects::<innovation::Entity>(&innovation::TABLE, &rows)?;
    let mut answer = json!({"data": rows, "meta": {"total": total}});
    for facet in said.get("facets").into_iter().flat_map(|facets| facets.split(',')) {
        let counts = oracle::facet(&plain.database, &ask, facet).await?;
        let values = counts.iter().map(|(value, count)| {
            let value = value.as_deref();
            json!({"value": typed(facet, value), "label": label(plain, facet, value), "count": count})
        });
        answer["facets"][facet] = values.collect();
    }
    Ok(answer)
}

/// Counts by dimensions.
pub(crate) async fn counts(plain: &Plain, said: &Said) -> Result<Json, DbErr> {
    let by: Vec<&str> = said.get("by").into_iter().flat_map(|by| by.split(',')).collect();
    let mut counts = oracle::count_by(&plain.database, &ask(said), &by).await?;
    counts.sort_unstable();
    let rows = counts.iter().map(|(values, count)| {
        let mut row = Map::new();
        for (name, value) in by.iter().zip(values) {
            row.insert((*name).into(), typed(name, value.as_deref()));
            row.insert(format!("{name}_label"), label(plain, name, value.as_deref()).into());
        }
        row.insert("innovations".into(), (*count).into());
        Json::Object(row)
    });
    Ok(json!({"data": rows.collect::<Json>()}))
}

/// 20 rows with agency, its region and awards, as GraphQL gives them.
pub(crate) async fn nested(plain: &Plain, said: &Said) -> Result<Json, DbErr> {
    let rows = oracle::page(&plain.database, &ask(said), None).await?;
    let agencies =
        of::<agency::Entity>(plain, agency::Column::Id, rows.iter().map(|row| row.agency_id.as_str())).await?;
    let regions = agencies.iter().filter_map(|agency| agency.region_id.as_deref());
    let regions = of::<region::Entity>(plain, region::Column::Id, regions).await?;
    let ids = rows.iter().map(|row| row.id.as_str());
    let awards = of::<award::Entity>(plain, award::Column::InnovationId, ids).await?;
    let agencies: HashMap<&str, &agency::Model> = agencies.iter().map(|agency| (agency.id.as_str(), agency)).collect();
    let regions: HashMap<&str, &region::Model> = regions.iter().map(|region| (region.id.as_str(), region)).collect();
    let nodes = rows.iter().map(|row| {
        let of = agencies[row.agency_id.as_str()];
        let region = of.region_id.as_deref().map(|id| json!({"slug": id, "name": regions[id].name}));
        let awards = awards.iter().filter(|award| award.innovation_id.as_deref() == Some(&row.id)).map(|award| {
            let status = serde_json::to_value(sea_orm::ActiveEnum::to_value(&award.status)).unwrap_or_default();
            let status = status.as_str().map(str::to_ascii_uppercase);
            json!({"slug": award.id, "tier": award.tier, "status": status})
        });
        json!({
            "slug": row.id, "title": row.title, "year": row.year,
            "agency": {"slug": of.id, "name": of.name, "kind": of.kind, "region": region},
            "awards": {"nodes": awards.collect::<Json>()},
        })
    });
    Ok(json!({"data": {"innovations": {"nodes": nodes.collect::<Json>()}}}))
}

/// A value as the service answers it.
fn typed(name: &str, value: Option<&str>) -> Json {
    match value {
        Some(year) if name == "year" => year.parse::<i32>().ok().into(),
        value => value.into(),
    }
}

/// What a value is called.
fn label<'a>(plain: &'a Plain, name: &str, value: Option<&'a str>) -> &'a str {
    let Some(value) = value else { return "tidak diketahui" };
    match name {
        "region" => plain.regions.get(value).map_or(value, String::as_str),
        "year" => value,
        "stage" => {
            let terms = inovasi_entity::Stage::VOCABULARY.terms;
            terms.iter().find(|term| term.code == value).map_or(value, |term| term.label)
        }
        name => plain.codes.get(&(name.to_owned(), value.to_owned())).map_or(value, String::as_str),
    }
}
