//! How many innovations have each value, or each combination of values.

use inovasi_entity::AwardStatus;
use sea_orm::{ConnectionTrait, DbErr};

use super::ask::{Ask, Cell, Filter};
use super::awards;
use super::conditions::{self, LISTS};
use super::sql::Sql;

/// Values of the dimensions as text, none where there is no value; and how many innovations have them.
pub type Count = (Vec<Option<String>>, u64);

/// Each region with the province that it is or lies in.
const PROVINCES: &str = " LEFT JOIN (WITH RECURSIVE up(region, at) AS (SELECT id, id FROM region UNION \
    SELECT up.region, region.parent_id FROM up JOIN region ON region.id = up.at WHERE region.parent_id IS NOT NULL) \
    SELECT up.region AS of, up.at AS province FROM up JOIN region ON region.id = up.at WHERE region.level = 1) \
    provinces ON provinces.of = innovation.region_id";

/// Each tier of an edition with itself and the tiers that it lies within.
const TIERS: &str = " LEFT JOIN (WITH RECURSIVE up(edition, tier, code, within_id) AS (SELECT edition_id, code, code, \
    within_id FROM tier UNION SELECT up.edition, up.tier, tier.code, tier.within_id FROM up JOIN tier \
    ON tier.id = up.within_id AND tier.edition_id = up.edition) SELECT edition, tier, code FROM up) tiers \
    ON tiers.edition = award.edition_id AND tiers.tier = award.tier";

/// How many innovations of a question there are by one or several dimensions: `year`, `region` (its own), `province`,
/// `agency`, `agency_kind`, `sdg`, `affair`, `service_shift`, `competition`, `edition`, `tier` (and those it lies
/// within), `award_status`, `replicated`, `has_outcome`, or a column. In no order; without empty combinations.
///
/// # Errors
/// If the database refuses.
pub async fn count_by(database: &impl ConnectionTrait, ask: &Ask, by: &[&str]) -> Result<Vec<Count>, DbErr> {
    let of_award = |name: &&str| ["competition", "edition", "tier", "award_status"].contains(name);
    let columns: Vec<String> = by.iter().map(|name| column(name)).collect();
    let aliased: Vec<String> =
        columns.iter().enumerate().map(|(place, column)| format!("{column} AS v{place}")).collect();
    let counted = if by.iter().any(of_award) { "COUNT(DISTINCT innovation.id)" } else { "COUNT(*)" };
    let mut sql = Sql::new(database, &format!("SELECT {}, {counted} AS n FROM innovation", aliased.join(", ")));
    if by.contains(&"province") {
        sql.push(PROVINCES);
    }
    if by.contains(&"agency_kind") {
        sql.push(" LEFT JOIN agency ON agency.id = innovation.agency_id");
    }
    if by.iter().any(of_award) {
        sql.push(" LEFT JOIN award ON award.innovation_id = innovation.id AND ");
        awards::looked_at(&mut sql, ask, by.iter().any(|name| of_award(name) && *name != "award_status"));
        if by.contains(&"tier") {
            sql.push(TIERS);
        }
    }
    for (name, list, codelist) in LISTS.iter().filter(|(name, ..)| by.contains(name)) {
        sql.push(&format!(" LEFT JOIN code code_{name} ON code_{name}.codelist = '{codelist}' AND "));
        sql.holds(&format!("(';' || innovation.{list} || ';')"), |sql| {
            sql.push(&format!("(';' || code_{name}.code || ';')"));
        });
    }
    conditions::push(&mut sql, ask);
    sql.push(" GROUP BY ").push(&columns.join(", "));
    let rows = database.query_all_raw(sql.finish()).await?;
    rows.iter()
        .map(|row| {
            let values = (0..by.len()).map(|place| row.try_get("", &format!("v{place}"))).collect::<Result<_, _>>()?;
            let count: i64 = row.try_get("", "n")?;
            Ok((values, count.unsigned_abs()))
        })
        .collect()
}

/// How many innovations have each value of a dimension under all filters but its own, most first, then by value.
///
/// # Errors
/// If the database refuses.
pub async fn facet(database: &impl ConnectionTrait, ask: &Ask, of: &str) -> Result<Vec<(Option<String>, u64)>, DbErr> {
    let own = |name: &str| {
        let long = |name: &str| LISTS.iter().find(|(short, ..)| *short == name).map(|(_, column, _)| *column);
        name == of || name.strip_suffix("_id") == Some(of) || (long(name).is_some() && long(name) == long(of))
    };
    let mut ask = ask.clone();
    let said = ask.filters.len();
    ask.filters.retain(|filter| !own(filter.name));
    if of == "award_status" && ask.filters.len() < said {
        // Whoever says a status looks at others than the usual one: all of them are counted.
        let all = AwardStatus::VOCABULARY.terms.iter().map(|term| Cell::from(term.code));
        ask.filters.push(Filter { name: "award_status", none_of: false, cells: all.chain([Cell::Null]).collect() });
    }
    let counts = count_by(database, &ask, &[of]).await?;
    let mut counts: Vec<(Option<String>, u64)> =
        counts.into_iter().map(|(mut values, count)| (values.pop().flatten(), count)).collect();
    counts.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| (a.0.is_none(), &a.0).cmp(&(b.0.is_none(), &b.0))));
    Ok(counts)
}

/// A dimension as a text of SQL.
fn column(name: &str) -> String {
    let flag = |among: &str| format!("CASE WHEN innovation.id IN ({among}) THEN 'true' ELSE 'false' END");
    match name {
        "year" => "CAST(innovation.year AS TEXT)".into(),
        "digital" => "CASE WHEN innovation.digital THEN 'true' WHEN NOT innovation.digital THEN 'false' END".into(),
        "region" | "agency" => format!("innovation.{name}_id"),
        "province" => "provinces.province".into(),
        "agency_kind" => "agency.kind".into(),
        "competition" | "edition" => format!("award.{name}_id"),
        "tier" => "COALESCE(tiers.code, award.tier)".into(),
        "award_status" => "award.status".into(),
        "replicated" => flag("SELECT innovation_id FROM replication WHERE status = 'stated' AND internal = FALSE"),
        "has_outcome" => flag("SELECT innovation_id FROM outcome WHERE innovation_id IS NOT NULL"),
        name if LISTS.iter().any(|(list, ..)| *list == name) => format!("code_{name}.code"),
        name => format!("innovation.{name}"),
    }
}
