//! Codelists: the closed vocabularies of the program and the open ones of the package.

use inovasi_entity::{VOCABULARIES, Vocabulary, code};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use serde_json::{Value as Json, json};

use crate::error::{Code, Error};
use crate::row::{Object, object};
use crate::snapshot::Snapshot;
use crate::spelling::nearest;

/// Names of all codelists, in order, each with whether it is closed.
///
/// # Errors
/// If the database does not answer.
pub async fn codelist_names(snapshot: &Snapshot) -> Result<Vec<(String, bool)>, Error> {
    let open: Vec<String> = code::Entity::find()
        .select_only()
        .column(code::Column::Codelist)
        .distinct()
        .into_tuple()
        .all(&snapshot.transaction)
        .await?;
    let mut names: Vec<(String, bool)> = VOCABULARIES.iter().map(|list| (list.name.to_owned(), true)).collect();
    names.extend(open.into_iter().map(|name| (name, false)));
    names.sort();
    Ok(names)
}

/// Every codelist with its codes; one statement.
///
/// # Errors
/// If the database does not answer.
pub async fn codelists(snapshot: &Snapshot) -> Result<Vec<Json>, Error> {
    let mut lists: Vec<(String, bool, Vec<Json>)> =
        VOCABULARIES.iter().map(|list| (list.name.to_owned(), true, closed(list))).collect();
    let all = code::Entity::find()
        .order_by_asc(code::Column::Codelist)
        .order_by_asc(code::Column::Position)
        .all(&snapshot.transaction)
        .await?;
    for model in all {
        let row = Json::Object(object::<code::Entity>(&code::TABLE, &model)?);
        match lists.iter_mut().find(|(name, ..)| *name == model.codelist) {
            Some((_, _, codes)) => codes.push(row),
            None => lists.push((model.codelist, false, vec![row])),
        }
    }
    lists.sort_by(|(a, ..), (b, ..)| a.cmp(b));
    Ok(lists.into_iter().map(|(name, closed, codes)| json!({"id": name, "closed": closed, "codes": codes})).collect())
}

/// Those codes of the closed vocabularies that have some ids.
pub(crate) fn closed_codes(ids: &[String]) -> Vec<Object> {
    let all = VOCABULARIES.iter().flat_map(closed);
    let has = |code: &Json| code.get("id").and_then(Json::as_str).is_some_and(|id| ids.iter().any(|other| other == id));
    all.filter(has).filter_map(|code| if let Json::Object(row) = code { Some(row) } else { None }).collect()
}

/// The codes of a closed vocabulary, shaped as rows.
fn closed(list: &Vocabulary) -> Vec<Json> {
    let terms = list.terms.iter().zip(1..).map(|(term, position)| {
        json!({
            "id": format!("{}--{}", list.name, term.code), "codelist": list.name, "code": term.code,
            "label": term.label, "label_en": term.label_en, "definition": term.definition,
            "definition_en": term.definition_en, "parent": null, "members": null, "position": position,
        })
    });
    terms.collect()
}

/// The codes of a codelist, in its order.
///
/// # Errors
/// `not_found` with the nearest name; `unavailable`.
pub async fn codelist(snapshot: &Snapshot, name: &str) -> Result<Vec<Json>, Error> {
    if let Some(list) = VOCABULARIES.iter().find(|list| list.name == name) {
        return Ok(closed(list));
    }
    if name.contains('\0') {
        return Err(Error::new(Code::NotFound, "no codelist has a NUL in its name"));
    }
    let rows = code::Entity::find()
        .filter(code::Column::Codelist.eq(name))
        .order_by_asc(code::Column::Position)
        .all(&snapshot.transaction)
        .await?;
    if rows.is_empty() {
        let names = codelist_names(snapshot).await?;
        let hint = nearest(name, names.iter().map(|(name, _)| name.as_str()));
        let hint = hint.map(|hint| format!(", did you mean {hint}")).unwrap_or_default();
        return Err(Error::new(Code::NotFound, format!("no codelist {name:?}{hint}; /v1/codelists lists them")));
    }
    rows.iter().map(|row| Ok(Json::Object(object::<code::Entity>(&code::TABLE, row)?))).collect()
}
