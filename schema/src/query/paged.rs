//! Pages by the index.

use std::collections::HashMap;

use inovasi_entity::Table;
use inovasi_index::{Bound, Index, Key, Rows as Set, TableIndex, Values, walk};
use serde_json::Value as Json;
use sha2::{Digest, Sha256};

use super::{Rows, Wanted, Within, by_id};
use crate::condition::Condition;
use crate::cursor::{Direction, Place};
use crate::error::Error;
use crate::list::{Checked, SortKey};
use crate::row::Object;
use crate::selection::Selection;
use crate::snapshot::Snapshot;

/// The rows of a list in sets that follow each other: by relevance where there is a search, else all in one.
struct Classes(Vec<Set>);

impl Classes {
    fn of(selection: &Selection<'_>, checked: &Checked) -> Self {
        let rows = selection.rows();
        match &selection.found {
            Some(found) if checked.sort.first().is_some_and(|key| key.column.is_none()) => {
                let whole = &rows & &found.whole;
                let titled = (&rows & &found.titled) - &whole;
                let rest = rows - &whole - &titled;
                Self(vec![whole, titled, rest])
            }
            _ => Self(vec![rows]),
        }
    }

    fn len(&self) -> u64 {
        self.0.iter().map(Set::len).sum()
    }

    /// Those of the rows that are in another set.
    fn within(&self, other: &Set) -> Self {
        Self(self.0.iter().map(|set| set & other).collect())
    }

    /// The relevance of a row: 2 for the very title, 1 for all words in titles, 0 for the rest.
    fn relevance(&self, row: u32) -> usize {
        let class = self.0.iter().position(|set| set.contains(row)).unwrap_or(0);
        self.0.len() - 1 - class
    }

    /// The next rows beyond a place.
    fn walk(&self, keys: &[Key<'_>], from: Option<&From>, backward: bool, limit: usize) -> Vec<u32> {
        let mut out = Vec::new();
        let start = from.map(|from| from.class);
        let mut classes: Vec<(usize, &Set)> = self.0.iter().enumerate().collect();
        if backward {
            classes.reverse();
        }
        for (class, set) in classes {
            let passed = start.is_some_and(|start| if backward { class > start } else { class < start });
            if passed || out.len() >= limit {
                continue;
            }
            let from = from.filter(|_| start == Some(class)).map(|from| from.bounds.as_slice());
            out.extend(walk(set, keys, from, backward, limit - out.len()));
        }
        out
    }
}

/// A place in the index.
struct From {
    class: usize,
    bounds: Vec<Bound>,
}

/// A page of a list; without `wanted` only its count.
pub(crate) async fn page(
    snapshot: &Snapshot,
    table: &'static Table,
    checked: &Checked,
    wanted: bool,
) -> Result<Rows, Error> {
    let index = snapshot.index.clone();
    let own = index.table(table.name).ok_or_else(Error::internal)?;
    let selection = Selection::of(&index, table, &checked.conditions, checked.search.as_ref());
    let classes = Classes::of(&selection.ok_or_else(Error::internal)?, checked);
    let total = Some(classes.len());
    if !wanted {
        return Ok(Rows { total, ..Rows::default() });
    }
    if let Some((most, seed)) = &checked.sample {
        let rows = sample(own, &classes, *most, seed);
        let mut rows = fetch(snapshot, table, own, &[rows], &wanted_of(checked)).await?;
        return Ok(Rows { rows: rows.pop().unwrap_or_default(), total, ..Rows::default() });
    }
    let keys = keys(own, checked);
    let from = place(snapshot, table, own, checked, classes.0.len()).await?;
    let (found, after, before) = cut(&classes, &keys, from.as_ref(), checked);
    let rows =
        fetch(snapshot, table, own, std::slice::from_ref(&found), &wanted_of(checked)).await?.pop().unwrap_or_default();
    let places = rows.iter().zip(&found).map(|(row, number)| place_of(&classes, checked, row, *number)).collect();
    Ok(Rows { rows, places, total, after, before, of: None })
}

/// The numbers of all rows of a list, in its order.
pub(crate) fn ordered(index: &Index, table: &'static Table, checked: &Checked) -> Result<Vec<u32>, Error> {
    let own = index.table(table.name).ok_or_else(Error::internal)?;
    let selection = Selection::of(index, table, &checked.conditions, checked.search.as_ref());
    let classes = Classes::of(&selection.ok_or_else(Error::internal)?, checked);
    Ok(match &checked.sample {
        Some((most, seed)) => sample(own, &classes, *most, seed),
        None => classes.walk(&keys(own, checked), None, false, usize::MAX),
    })
}

pub(super) async fn pages_within(
    snapshot: &Snapshot,
    table: &'static Table,
    checked: &Checked,
    within: Within,
    wanted: bool,
) -> Result<HashMap<String, Rows>, Error> {
    let index = snapshot.index.clone();
    let own = index.table(table.name).ok_or_else(Error::internal)?;
    let column = own.column(within.column.name).ok_or_else(Error::internal)?;
    let Values::Rows(target) = &column.values else { return Err(Error::internal()) };
    let parents = index.table(target).ok_or_else(Error::internal)?;
    let selection = Selection::of(&index, table, &checked.conditions, checked.search.as_ref());
    let classes = Classes::of(&selection.ok_or_else(Error::internal)?, checked);
    let keys = keys(own, checked);
    let from = if wanted { place(snapshot, table, own, checked, classes.0.len()).await? } else { None };
    let (mut pages, mut numbers) = (Vec::new(), Vec::new());
    for parent in &within.parents {
        let rows = parents.ids.row(parent).map(|row| column.rows(row).into_owned()).unwrap_or_default();
        let classes = classes.within(&rows);
        let of = Some(Condition::any_of(within.column, [parent.clone()]));
        let mut page = Rows { total: Some(classes.len()), of, ..Rows::default() };
        if wanted {
            let (found, after, before) = cut(&classes, &keys, from.as_ref(), checked);
            (page.after, page.before) = (after, before);
            numbers.push(found);
        } else {
            numbers.push(Vec::new());
        }
        pages.push(page);
    }
    let lists = fetch(snapshot, table, own, &numbers, &wanted_of(checked)).await?;
    for ((page, rows), numbers) in pages.iter_mut().zip(lists).zip(&numbers) {
        page.places = rows.iter().zip(numbers).map(|(row, number)| place_of(&classes, checked, row, *number)).collect();
        page.rows = rows;
    }
    Ok(within.parents.into_iter().zip(pages).collect())
}

/// The rows of a page, and whether there are more after and before it.
fn cut(classes: &Classes, keys: &[Key<'_>], from: Option<&From>, checked: &Checked) -> (Vec<u32>, bool, bool) {
    let backward = checked.direction == Direction::Backward;
    let limit = usize::try_from(checked.limit).unwrap_or(usize::MAX);
    let mut found = classes.walk(keys, from, backward, limit + 1);
    let more = found.len() > limit;
    found.truncate(limit);
    if backward {
        found.reverse();
        (found, from.is_some(), more)
    } else {
        (found, more, from.is_some())
    }
}

/// The keys of a sort in the index; relevance is told by the classes.
fn keys<'a>(own: &'a TableIndex, checked: &Checked) -> Vec<Key<'a>> {
    let keys = checked.sort.iter().filter_map(|key| key.column.map(|column| (column, key.descending)));
    keys.map(|(column, descending)| {
        let column = own.column(column.name).filter(|_| column.name != "id");
        Key { column, descending }
    })
    .collect()
}

/// The rows of some numbers, list by list, in their order; one statement.
async fn fetch(
    snapshot: &Snapshot,
    table: &'static Table,
    own: &TableIndex,
    lists: &[Vec<u32>],
    wanted: &Wanted,
) -> Result<Vec<Vec<Object>>, Error> {
    let ids: Vec<String> = lists.iter().flatten().map(|row| own.ids.id(*row).into_owned()).collect();
    let mut found = by_id(snapshot, table, ids, wanted).await?;
    let mut row = |number: &u32| found.remove(own.ids.id(*number).as_ref());
    Ok(lists.iter().map(|list| list.iter().filter_map(&mut row).collect()).collect())
}

/// The columns that a page needs: those that are wanted, and those that its cursors hold.
fn wanted_of(checked: &Checked) -> Wanted {
    let keys = checked.sort.iter().filter_map(|key| key.column).map(|column| column.name);
    checked.wanted.clone().and(keys)
}

/// The place of a row: what its cursor holds.
fn place_of(classes: &Classes, checked: &Checked, row: &Object, number: u32) -> Place {
    let key = |key: &SortKey| match key.column {
        Some(column) => row.get(column.name).cloned().unwrap_or(Json::Null),
        None => classes.relevance(number).into(),
    };
    Place(checked.sort.iter().map(key).collect())
}

/// Where a cursor's place is in the index.
async fn place(
    snapshot: &Snapshot,
    table: &'static Table,
    own: &TableIndex,
    checked: &Checked,
    classes: usize,
) -> Result<Option<From>, Error> {
    let Some(Place(said)) = &checked.place else { return Ok(None) };
    let last = checked.sort.iter().zip(said).find(|(key, _)| key.column.is_some_and(|column| column.name == "id"));
    let row = last.and_then(|(_, id)| id.as_str()).and_then(|id| own.ids.row(id));
    let mut from = From { class: 0, bounds: Vec::new() };
    for (key, value) in checked.sort.iter().zip(said) {
        match key.column {
            None => {
                let relevance = value.as_u64().and_then(|value| usize::try_from(value).ok()).unwrap_or(0);
                from.class = (classes - 1).saturating_sub(relevance);
            }
            Some(column) => from.bounds.push(bound(snapshot, table, own, column.name, value, row).await?),
        }
    }
    Ok(Some(from))
}

async fn bound(
    snapshot: &Snapshot,
    table: &'static Table,
    own: &TableIndex,
    name: &str,
    value: &Json,
    row: Option<u32>,
) -> Result<Bound, Error> {
    let of = |found: Result<u32, u32>| found.map_or_else(Bound::Before, Bound::At);
    let text = value.as_str().unwrap_or_default();
    if name == "id" {
        return Ok(of(own.ids.find(text)));
    }
    let column = own.column(name).ok_or_else(Error::internal)?;
    Ok(match (&column.values, value) {
        (_, Json::Null) => Bound::Null,
        (Values::Integers(_), number) => {
            of(column.integer(number.as_i64().and_then(|number| i32::try_from(number).ok()).unwrap_or_default()))
        }
        (Values::Numbers(_), number) => of(column.number(number.as_f64().unwrap_or_default())),
        (Values::Words(_), Json::Bool(flag)) => of(column.word(&flag.to_string())),
        (Values::Words(_), _) => of(column.word(text)),
        (Values::Rows(target), _) => of(snapshot.index.table(target).map_or(Err(0), |target| target.ids.find(text))),
        (Values::Texts { .. }, _) => match row.filter(|row| column.text(text).contains(*row)) {
            Some(row) => Bound::At(column.rank(row)),
            None => among_texts(snapshot, table, own, name, text).await?,
        },
    })
}

/// The place of a text that its row no longer has: texts are not in the index, so that some are read, each halving
/// what is left.
async fn among_texts(
    snapshot: &Snapshot,
    table: &'static Table,
    own: &TableIndex,
    name: &str,
    text: &str,
) -> Result<Bound, Error> {
    let column = own.column(name).ok_or_else(Error::internal)?;
    let key = inovasi_lexicon::fold;
    let wanted = key(text);
    let (mut low, mut high) = (0, column.distinct());
    while low < high {
        let middle = low + (high - low) / 2;
        let one = column.rows(middle).min().unwrap_or(0);
        let rows = by_id(snapshot, table, vec![own.ids.id(one).into_owned()], &Wanted::ALL).await?;
        let found = rows.values().next().and_then(|row| row.get(name)?.as_str().map(key));
        match found.unwrap_or_default().cmp(&wanted) {
            std::cmp::Ordering::Less => low = middle + 1,
            std::cmp::Ordering::Equal => return Ok(Bound::At(middle)),
            std::cmp::Ordering::Greater => high = middle,
        }
    }
    Ok(Bound::Before(low))
}

/// So many rows, those whose hash of seed and id is smallest, in that order.
fn sample(own: &TableIndex, classes: &Classes, most: u64, seed: &str) -> Vec<u32> {
    let seed = Sha256::digest(seed.as_bytes()).iter().take(8).fold(0_u64, |all, byte| all << 8 | u64::from(*byte));
    let hash = |row: u32| mix(seed ^ own.hash(row));
    let mut hashed: Vec<(u64, u32)> = classes.0.iter().flatten().map(|row| (hash(row), row)).collect();
    let most = usize::try_from(most).unwrap_or(usize::MAX).min(hashed.len());
    if most > 0 && most < hashed.len() {
        hashed.select_nth_unstable(most - 1);
        hashed.truncate(most);
    }
    hashed.sort_unstable();
    hashed.into_iter().map(|(_, row)| row).collect()
}

/// Spreads the bits of a number (the finalizer of splitmix64).
fn mix(number: u64) -> u64 {
    let number = (number ^ (number >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let number = (number ^ (number >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    number ^ (number >> 31)
}
