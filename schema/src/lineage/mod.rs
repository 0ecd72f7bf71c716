//! The family of an innovation: what it continues and what continues it, and who replicated any of them. Kinship is
//! followed both ways, so that a family is the same whichever of its innovations is asked for.

mod ask;
mod kin;
mod spread;

use std::collections::{BTreeMap, HashSet};

use inovasi_entity::{innovation, replication};
use serde_json::{Value as Json, json};

pub(crate) use ask::LineageQuestion;

use crate::error::Error;
use crate::query::{Wanted, by_id};
use crate::row::Object;
use crate::snapshot::Snapshot;

/// What a node of a family is, in the order of nodes: name, Indonesian, English.
pub const LINEAGE_NODES: [(&str, &str, &str); 4] = [
    ("innovation", "Inovasi di katalog ini.", "An innovation of the catalogue."),
    ("agency", "Instansi yang mereplikasi.", "An agency that replicates."),
    (
        "region",
        "Wilayah yang mereplikasi; instansinya tidak disebut.",
        "A region that replicates; no agency of it is named.",
    ),
    (
        "unnamed",
        "Pihak yang disebut sumber dengan kata lain, misalnya dengan jumlahnya.",
        "Somebody whom a source tells in other words, by their number for example.",
    ),
];

/// What an edge of a family is: name, Indonesian, English.
pub const LINEAGE_EDGES: [(&str, &str, &str); 2] = [
    (
        "replication",
        "Dari inovasi asalnya ke yang mereplikasinya.",
        "From the original innovation to who or what replicates it.",
    ),
    (
        "continues",
        "Dari inovasi terdahulu ke kelanjutannya.",
        "From the earlier innovation to the one that continues it.",
    ),
];

/// Most nodes of a family.
pub const MOST_LINEAGE_NODES: usize = kin::MOST_KIN + spread::MOST_REPLICATIONS;

/// Most edges of a family.
pub const MOST_LINEAGE_EDGES: usize = kin::MOST_TIES + spread::MOST_REPLICATIONS;

/// The status of replications that is shown if nothing is said, and that a relation between innovations has.
const STATED: &str = "stated";

/// A family.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lineage {
    /// Id of the innovation that it all began with.
    pub root: String,
    /// The root first, then by kind and id.
    pub nodes: Vec<LineageNode>,
    /// In the order of what they join.
    pub edges: Vec<LineageEdge>,
    /// How complete the catalogue is, as lists of replications say it.
    pub coverage: Json,
}

/// One of a family.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LineageNode {
    /// Id of its row; where two rows of different tables share one, that of the later kind begins with its kind.
    pub id: String,
    /// One of [`LINEAGE_NODES`].
    pub kind: &'static str,
    /// What it is called; never empty.
    pub label: String,
}

/// What joins two of a family.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LineageEdge {
    /// Id of the node that came first.
    pub from: String,
    /// Id of the node that came of it.
    pub to: String,
    /// One of [`LINEAGE_EDGES`].
    pub kind: &'static str,
    /// How sure a replication is; None for a continuation.
    pub status: Option<&'static str>,
    /// Year of the replication, or of the later innovation.
    pub year: Option<i32>,
    /// Kilometres that a replication went.
    pub km: Option<i32>,
}

impl LineageEdge {
    /// What edges are ordered by: a year that is not known is last, as in every list.
    fn order(&self) -> (&str, &str, &str, Option<&str>, i32, Option<i32>) {
        (&self.from, &self.to, self.kind, self.status, self.year.unwrap_or(i32::MAX), self.km)
    }
}

impl Lineage {
    /// The family as REST answers it.
    #[must_use]
    pub fn json(&self) -> Json {
        let node = |node: &LineageNode| json!({"id": node.id, "kind": node.kind, "label": node.label});
        let edge = |edge: &LineageEdge| {
            json!({
                "from": edge.from, "to": edge.to, "kind": edge.kind, "status": edge.status, "year": edge.year,
                "km": edge.km,
            })
        };
        let (nodes, edges) = (self.nodes.iter().map(node), self.edges.iter().map(edge));
        json!({"root": self.root, "nodes": nodes.collect::<Vec<_>>(), "edges": edges.collect::<Vec<_>>()})
    }
}

/// The family of an innovation, from a query string's pairs.
///
/// # Errors
/// Every fault of the request at once; `not_found`, `gone`, `unavailable` as for the innovation itself.
pub async fn lineage(snapshot: &Snapshot, id: &str, pairs: &[(String, String)]) -> Result<Lineage, Error> {
    answer(snapshot, id, LineageQuestion::of_pairs(pairs)).await
}

/// The family of an innovation, for what was said. A statement for each step of kinship, three at most beside them.
pub(crate) async fn answer(snapshot: &Snapshot, id: &str, question: LineageQuestion) -> Result<Lineage, Error> {
    let asked = ask::check(snapshot, question)?;
    // First of all, so that an innovation that is not there is told of as in its own detail.
    let row = crate::answer::row(snapshot, &innovation::TABLE, id).await?;
    let family = kin::family(snapshot, &asked, id).await?;
    let others: Vec<String> = family.members.iter().filter(|member| *member != id).cloned().collect();
    let mut rows = by_id(snapshot, &innovation::TABLE, others, &Wanted::only(["title", "title_en"])).await?;
    rows.insert(id.to_owned(), row);
    let mut drawing = Drawing::default();
    for member in &family.members {
        let label = rows.get(member).and_then(|row| title(row, asked.english)).unwrap_or(member);
        drawing.labels.insert((Kind::Innovation, member.clone()), label.to_owned());
    }
    family.draw(&snapshot.index, &mut drawing);
    spread::draw(snapshot, &asked, &family, &mut drawing).await?;
    let coverage = crate::completeness::told(&snapshot.index, &replication::TABLE, &[], asked.english);
    Ok(drawing.finish(family.root(&snapshot.index, id), coverage))
}

/// The title of an innovation in a language.
fn title(row: &Object, english: bool) -> Option<&str> {
    let text = |name: &str| row.get(name).and_then(Json::as_str).filter(|text| !text.is_empty());
    text("title_en").filter(|_| english).or_else(|| text("title"))
}

/// Kinds of nodes, as places in [`LINEAGE_NODES`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    Innovation,
    Agency,
    Region,
    Unnamed,
}

impl Kind {
    fn name(self) -> &'static str {
        LINEAGE_NODES[self as usize].0
    }
}

/// A row that is a node: an id alone may be there in two tables.
type Place = (Kind, String);

/// An edge between rows.
#[derive(Debug)]
struct Line {
    from: Place,
    to: Place,
    kind: &'static str,
    status: Option<&'static str>,
    year: Option<i32>,
    km: Option<i32>,
}

/// A family while it is drawn: what its rows are called, in the order of nodes, and the edges between them.
#[derive(Debug, Default)]
struct Drawing {
    labels: BTreeMap<Place, String>,
    lines: Vec<Line>,
}

impl Drawing {
    /// The family with an id of its own for each node.
    fn finish(self, root: String, coverage: Json) -> Lineage {
        let Self { labels, lines } = self;
        let (mut taken, mut ids) = (HashSet::new(), BTreeMap::new());
        let mut nodes = Vec::with_capacity(labels.len());
        for (place, label) in labels {
            let (kind, mut id) = (place.0, place.1.clone());
            // Innovations come first and keep theirs.
            while !taken.insert(id.clone()) {
                id = format!("{}:{id}", kind.name());
            }
            nodes.push(LineageNode { id: id.clone(), kind: kind.name(), label });
            ids.insert(place, id);
        }
        if let Some(place) = nodes.iter().position(|node| node.id == root) {
            nodes[..=place].rotate_right(1);
        }
        let edge = |line: &Line| {
            let Line { kind, status, year, km, .. } = *line;
            let (from, to) = (ids.get(&line.from)?.clone(), ids.get(&line.to)?.clone());
            Some(LineageEdge { from, to, kind, status, year, km })
        };
        let mut edges: Vec<LineageEdge> = lines.iter().filter_map(edge).collect();
        edges.sort_by(|a, b| a.order().cmp(&b.order()));
        Lineage { root, nodes, edges, coverage }
    }
}
