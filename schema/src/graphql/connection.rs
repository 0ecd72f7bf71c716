//! Pages of lists as they are answered.

use inovasi_entity::Table;
use serde_json::{Map, Value as Json};

use super::counted::{COMPLETENESS, asked_facets, completeness_of_each, facets_answer, highlights_answer};
use super::failure::Failure;
use super::input::question;
use super::load::{split, wanted};
use super::names::pascal;
use super::plan::Selection;
use crate::cursor::Direction;
use crate::error::Error;
use crate::facets;
use crate::highlight::highlights;
use crate::list::{Checked, check, check_facets, check_lang};
use crate::query::{self, Rows, Wanted};
use crate::question::Shape;
use crate::row::Object;
use crate::snapshot::Snapshot;

/// The page of a whole list.
pub(crate) async fn whole(snapshot: &Snapshot, table: &'static Table, field: &Selection) -> Result<Json, Failure> {
    let (checked, wanted) = asked(snapshot, table, field).await?;
    let page = query::page(snapshot, table, &checked, wanted).await.map_err(|error| Failure::at(field, error))?;
    let pages = answers(snapshot, table, field, &checked, &[&page]).await?;
    Ok(pages.into_iter().next().unwrap_or_default())
}

/// What a field asks of a list: the checked question, and whether any of its rows are wanted.
pub(crate) async fn asked(
    snapshot: &Snapshot,
    table: &'static Table,
    field: &Selection,
) -> Result<(Checked, bool), Failure> {
    let selects = |name: &[&str]| field.children.iter().any(|child| name.contains(&child.name.as_str()));
    let mut question = question(table, &field.arguments);
    question.counted = selects(&["totalCount"]);
    let checked = check(snapshot, table, question, &Shape::default()).await;
    let (mut checked, _) = checked.map_err(|error| Failure::at(field, error))?;
    checked.wanted = columns(table, field);
    Ok((checked, selects(&["nodes", "edges", "pageInfo"])))
}

/// The columns that are selected of a list's rows; all where texts are marked.
fn columns(table: &'static Table, field: &Selection) -> Wanted {
    let edges = || field.children.iter().filter(|child| child.name == "edges").flat_map(|edges| &edges.children);
    if edges().any(|child| child.name == "highlights") {
        return Wanted::ALL;
    }
    let nodes = field.children.iter().filter(|child| child.name == "nodes");
    let nodes: Vec<Selection> = nodes.chain(edges().filter(|child| child.name == "node")).cloned().collect();
    wanted(table, &nodes)
}

/// Pages as they are answered; what is beneath their rows is loaded for all of them at once.
pub(crate) async fn answers(
    snapshot: &Snapshot,
    table: &'static Table,
    field: &Selection,
    checked: &Checked,
    pages: &[&Rows],
) -> Result<Vec<Json>, Failure> {
    let name = format!("{}Connection", pascal(table.name));
    let lists: Vec<&[Object]> = pages.iter().map(|page| page.rows.as_slice()).collect();
    let mut answers: Vec<Map<String, Json>> = vec![Map::new(); pages.len()];
    for child in field.merged(&name).map_err(|failure| failure.under(field))? {
        let values: Vec<Json> = match child.name.as_str() {
            "nodes" => {
                let split = split(snapshot, table, &lists, &child).await;
                let split = split.map_err(|failure| failure.in_list().under(&child).under(field))?;
                split.into_iter().map(Json::Array).collect()
            }
            "edges" => {
                let split = edges(snapshot, table, &child, checked, pages, &lists).await;
                split.map_err(|failure| failure.in_list().under(&child).under(field))?
            }
            "pageInfo" => {
                let info = pages.iter().map(|page| page_info(page, &child, checked)).collect::<Result<_, _>>();
                info.map_err(|failure: Failure| failure.under(&child).under(field))?
            }
            "facets" => facets(snapshot, table, checked, pages, &child).map_err(|failure| failure.under(field))?,
            COMPLETENESS => {
                // A list within a row is of that row: of an edition, for example.
                let of_page = |page: &&Rows| checked.conditions.iter().chain(&page.of).cloned().collect();
                let answers: Vec<_> = pages.iter().map(of_page).collect();
                let told = completeness_of_each(snapshot, table, &answers, &child, checked.english).await;
                told.map_err(|failure| failure.under(&child).under(field))?
            }
            "totalCount" => pages.iter().map(|page| page.total.unwrap_or(0).into()).collect(),
            _ => pages.iter().map(|_| name.as_str().into()).collect(),
        };
        for (answer, value) in answers.iter_mut().zip(values) {
            answer.insert(child.key.clone(), value);
        }
    }
    Ok(answers.into_iter().map(Json::Object).collect())
}

async fn edges(
    snapshot: &Snapshot,
    table: &'static Table,
    field: &Selection,
    checked: &Checked,
    pages: &[&Rows],
    lists: &[&[Object]],
) -> Result<Vec<Json>, Failure> {
    let name = format!("{}Edge", pascal(table.name));
    let mut edges: Vec<Vec<Map<String, Json>>> = lists.iter().map(|list| vec![Map::new(); list.len()]).collect();
    for child in field.merged(&name)? {
        let values: Vec<Vec<Json>> = match child.name.as_str() {
            "node" => split(snapshot, table, lists, &child).await.map_err(|failure| failure.under(&child))?,
            "highlights" => {
                let marked = |row: &Object| match &checked.search {
                    Some(query) => highlights_answer(Some(&highlights(table, query, row)), &child),
                    None => highlights_answer(None, &child),
                };
                let marked = lists.iter().map(|list| list.iter().map(marked).collect());
                marked.collect::<Result<_, _>>().map_err(|failure: Failure| failure.under(&child))?
            }
            "cursor" => pages.iter().map(|page| cursors(page, checked).collect()).collect(),
            _ => lists.iter().map(|list| vec![Json::from(name.as_str()); list.len()]).collect(),
        };
        for (edge, value) in edges.iter_mut().flatten().zip(values.into_iter().flatten()) {
            edge.insert(child.key.clone(), value);
        }
    }
    Ok(edges.into_iter().map(|list| list.into_iter().map(Json::Object).collect()).collect())
}

/// The facets that a field asks for, list by list.
fn facets(
    snapshot: &Snapshot,
    table: &'static Table,
    checked: &Checked,
    pages: &[&Rows],
    field: &Selection,
) -> Result<Vec<Json>, Failure> {
    let (names, lang) = asked_facets(field);
    let mut faults = Vec::new();
    let dimensions = check_facets("fields", table, &names, &mut faults);
    let english = check_lang(snapshot, lang.as_deref(), &mut faults);
    if !faults.is_empty() {
        return Err(Failure::at(field, Error::of(faults)));
    }
    let within: Vec<_> = pages.iter().map(|page| page.of.clone()).collect();
    let counted = facets::facets(snapshot, table, checked, &within, &dimensions, english);
    let counted = counted.map_err(|error| Failure::at(field, error))?;
    let answers = counted.iter().map(|facets| facets_answer(facets, field));
    answers.collect::<Result<_, _>>().map_err(|failure: Failure| failure.in_list().under(field))
}

fn cursors<'a>(page: &'a Rows, checked: &'a Checked) -> impl DoubleEndedIterator<Item = Json> + 'a {
    page.places.iter().map(|place| place.encode(&checked.binding, Direction::Forward).into())
}

fn page_info(page: &Rows, field: &Selection, checked: &Checked) -> Result<Json, Failure> {
    let fields = field.merged("PageInfo")?.into_iter().map(|child| {
        let value = match child.name.as_str() {
            "hasNextPage" => page.after.into(),
            "hasPreviousPage" => page.before.into(),
            "startCursor" => cursors(page, checked).next().unwrap_or_default(),
            "endCursor" => cursors(page, checked).next_back().unwrap_or_default(),
            _ => "PageInfo".into(),
        };
        (child.key, value)
    });
    Ok(Json::Object(fields.collect()))
}
