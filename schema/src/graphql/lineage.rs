//! Families of innovations: their types, their field, their answer.

use async_graphql::Value;
use async_graphql::dynamic::{Enum, EnumItem, Field, InputValue, Object, SchemaBuilder, TypeRef};
use serde_json::{Value as Json, json};

use super::counted::object;
use super::failure::Failure;
use super::input::text;
use super::plan::Selection;
use super::types::field;
use crate::error::Error;
use crate::lineage::{self, LINEAGE_EDGES, LINEAGE_NODES, Lineage, LineageQuestion};
use crate::snapshot::Snapshot;
use crate::words::Language;

/// Name of the type of families; `object` names those of nodes and edges after it.
const NAME: &str = "Lineage";

/// The root field.
pub(crate) fn root(language: Language) -> Field {
    let say = |indonesian: &'static str, english: &'static str| language.pick(indonesian, english);
    let argument = |name: &str, kind: TypeRef, indonesian: &'static str, english: &'static str| {
        InputValue::new(name, kind).description(say(indonesian, english))
    };
    let description = say(
        "Silsilah satu inovasi: yang diteruskannya, kelanjutannya, dan siapa yang mereplikasinya.",
        "The family of an innovation: what it continues, what continues it, and who replicated it.",
    );
    field("lineage", TypeRef::named(NAME), description)
        .argument(argument(
            "slug",
            TypeRef::named_nn(TypeRef::STRING),
            "id inovasi itu di REST.",
            "The innovation's id on the REST face.",
        ))
        .argument(argument(
            "status",
            TypeRef::named_nn_list("ReplicationStatus"),
            "Replikasi dengan status ini; bila tidak diisi STATED.",
            "Replications of these statuses; STATED if nothing is said.",
        ))
        .argument(argument(
            "internal",
            TypeRef::named_nn_list(TypeRef::BOOLEAN),
            "Replikasi di dalam pemerintahannya sendiri (true), di luarnya (false), atau keduanya; bila tidak diisi false.",
            "Replications within the own government (true), outside it (false), or both; false if nothing is said.",
        ))
        .argument(argument("lang", TypeRef::named(TypeRef::STRING), "Bahasa label.", "Language of the labels."))
}

/// Registers types and enums.
pub(crate) fn register(builder: SchemaBuilder, language: Language) -> SchemaBuilder {
    let say = |indonesian: &'static str, english: &'static str| language.pick(indonesian, english);
    let required = |name: &str| TypeRef::named_nn(name);
    let of_names = |name: &str, description: &str, names: &[(&'static str, &'static str, &'static str)]| {
        let item = |(name, indonesian, english): &(&'static str, &'static str, &'static str)| {
            EnumItem::new(name.to_uppercase()).description(language.pick(*indonesian, *english))
        };
        names.iter().map(item).fold(Enum::new(name).description(description), Enum::item)
    };
    let node_kinds = of_names("LineageNodeKind", say("Jenis simpul.", "What a node is."), &LINEAGE_NODES);
    let edge_kinds = of_names("LineageEdgeKind", say("Jenis garis.", "What an edge is."), &LINEAGE_EDGES);
    let node = Object::new("LineageNode")
        .description(say("Satu simpul silsilah.", "One of a family."))
        .field(field(
            "slug",
            required(TypeRef::STRING),
            say(
                "id barisnya di REST; bila dua jenis simpul ber-id sama, yang kemudian diawali jenisnya dan titik dua.",
                "The row's id on the REST face; where two kinds of nodes share one, the later begins with its kind and a colon.",
            ),
        ))
        .field(field("kind", required("LineageNodeKind"), say("Jenisnya.", "What it is.")))
        .field(field("label", required(TypeRef::STRING), say("Sebutannya.", "What it is called.")));
    let year = say(
        "Tahun replikasinya, atau tahun inovasi yang kemudian; null: tidak diketahui.",
        "Year of the replication, or of the later innovation; null: not known.",
    );
    let km = say(
        "Jarak lurus kedua wilayah, kilometer; null: tidak diketahui, atau bukan replikasi.",
        "Distance between the two regions as the crow flies, kilometres; null: not known, or no replication.",
    );
    let status =
        say("Kepastian replikasinya; null untuk kelanjutan.", "How sure a replication is; null for a continuation.");
    let edge = Object::new("LineageEdge")
        .description(say("Satu garis silsilah, dari yang asal.", "What joins two of a family, from the origin on."))
        .field(field(
            "from",
            required(TypeRef::STRING),
            say("slug simpul asalnya.", "Slug of the node that came first."),
        ))
        .field(field(
            "to",
            required(TypeRef::STRING),
            say("slug simpul tujuannya.", "Slug of the node that came of it."),
        ))
        .field(field("kind", required("LineageEdgeKind"), say("Jenisnya.", "What it is.")))
        .field(field("status", TypeRef::named("ReplicationStatus"), status))
        .field(field("year", TypeRef::named(TypeRef::INT), year))
        .field(field("km", TypeRef::named(TypeRef::INT), km));
    let root = say("slug inovasi yang mengawali semuanya.", "Slug of the innovation that it all began with.");
    let family = Object::new(NAME)
        .description(say("Silsilah satu inovasi.", "The family of an innovation."))
        .field(field("root", required(TypeRef::STRING), root))
        .field(field(
            "nodes",
            TypeRef::named_nn_list_nn("LineageNode"),
            say(
                "Simpulnya: awalnya dahulu, lalu menurut jenis dan slug.",
                "Its nodes: the root first, then by kind and slug.",
            ),
        ))
        .field(field("edges", TypeRef::named_nn_list_nn("LineageEdge"), say("Garis-garisnya.", "What joins them.")));
    let builder = [node, edge, family].into_iter().fold(builder, SchemaBuilder::register);
    builder.register(node_kinds).register(edge_kinds)
}

/// Answers a family.
pub(crate) async fn answer(snapshot: &Snapshot, field: &Selection) -> Result<Json, Failure> {
    let given = |name: &str| field.arguments.get(name).filter(|value| **value != Value::Null);
    let values = |name: &str| match given(name) {
        Some(Value::List(values)) => values.iter().map(|value| text(value).to_lowercase()).collect(),
        // GraphQL takes one value for a list of one.
        Some(one) => vec![text(one).to_lowercase()],
        None => Vec::new(),
    };
    let question = LineageQuestion {
        status: values("status"),
        internal: values("internal"),
        lang: given("lang").map(text),
        faults: Vec::new(),
    };
    let slug = given("slug").map(text).unwrap_or_default();
    let mut family = lineage::answer(snapshot, &slug, question.clone()).await;
    // A row that was merged is the one that took its place.
    if let Some(end) = family.as_ref().err().and_then(Error::moved).map(str::to_owned) {
        family = lineage::answer(snapshot, &end, question).await;
    }
    let family = family.map_err(|error| Failure::at(field, error))?;
    object(NAME, &told(&family), field).map_err(|failure| failure.under(field))
}

/// A family as `object` reads it: ids are slugs here, and kinds are values of enums.
fn told(family: &Lineage) -> Json {
    let node =
        |node: &lineage::LineageNode| json!({"slug": node.id, "kind": node.kind.to_uppercase(), "label": node.label});
    let edge = |edge: &lineage::LineageEdge| {
        json!({
            "from": edge.from, "to": edge.to, "kind": edge.kind.to_uppercase(),
            "status": edge.status.map(str::to_uppercase), "year": edge.year, "km": edge.km,
        })
    };
    let (nodes, edges) = (family.nodes.iter().map(node), family.edges.iter().map(edge));
    json!({"root": family.root, "nodes": nodes.collect::<Vec<_>>(), "edges": edges.collect::<Vec<_>>()})
}
