//! The promise in sums: field, types, answer.

use async_graphql::Value;
use async_graphql::dynamic::{Enum, EnumItem, Field, InputObject, InputValue, Object, SchemaBuilder, TypeRef};
use serde_json::{Value as Json, json};

use super::answers::{count_question, object_with};
use super::completeness::{completeness, completeness_field};
use super::fields::counted_arguments;
use crate::dimension::Dimension;
use crate::error::Error;
use crate::graphql::failure::Failure;
use crate::graphql::names::camel;
use crate::graphql::plan::Selection;
use crate::graphql::types::field;
use crate::snapshot::Snapshot;
use crate::summary::{self, COUNTED, COUNTING, key_of, summed_by};
use crate::words::Language;

/// Name of the type of summaries; its rows, totals, dimensions and orders are named after it.
const NAME: &str = "ComplianceSummary";

/// The root field.
pub(crate) fn root(language: Language) -> Field {
    let description = language.pick(
        "Kewajiban berinovasi dalam angka, menurut satu atau dua dimensi.",
        "The duty to innovate in sums, by one or two dimensions.",
    );
    let by = language.pick("Satu atau dua dimensi.", "One or two dimensions.");
    let kind = TypeRef::named_nn_list_nn(format!("{NAME}Dimension"));
    let filter = language.pick("Syarat atas baris-barisnya.", "What the rows of compliance must be.");
    let summary = field("complianceSummary", TypeRef::named(NAME), description)
        .argument(InputValue::new("by", kind).description(by))
        .argument(InputValue::new("filter", TypeRef::named("ComplianceRowFilter")).description(filter));
    counted_arguments(summary, &format!("{NAME}Order"), language)
}

/// Registers types and enums.
pub(crate) fn register(builder: SchemaBuilder, language: Language) -> SchemaBuilder {
    let say = |indonesian: &'static str, english: &'static str| language.pick(indonesian, english);
    let mut row = Object::new(format!("{NAME}Row")).description(say("Satu baris ringkasan.", "A row of a summary."));
    let mut names = Enum::new(format!("{NAME}Dimension")).description(say("Dimensi ringkasan.", "A dimension."));
    let mut orders = Enum::new(format!("{NAME}OrderField"))
        .description(say("Pengurut ringkasan.", "What a summary can be ordered by."));
    for Dimension { name, column, .. } in summed_by() {
        let described = say(column.description, column.description_en);
        let kind = if name == "year" { TypeRef::INT } else { TypeRef::STRING };
        let label = language.pick(format!("Sebutan {name}."), format!("What {name} is called."));
        row = row.field(field(camel(&key_of(name)), TypeRef::named(kind), described)).field(field(
            camel(&format!("{name}_label")),
            TypeRef::named(TypeRef::STRING),
            label,
        ));
        names = names.item(EnumItem::new(name.to_uppercase()).description(described));
        orders = orders.item(EnumItem::new(name.to_uppercase()).description(described));
    }
    let mut totals = Object::new(format!("{NAME}Totals")).description(say(
        "Jumlah atas semua jenis yang daftarnya lengkap.",
        "The sums over all kinds whose register is complete.",
    ));
    for (name, indonesian, english) in COUNTED {
        let described = say(indonesian, english);
        let kind = if name == "recorded_rate" { TypeRef::FLOAT } else { TypeRef::INT };
        row = row.field(field(camel(name), TypeRef::named(kind), described));
        totals = totals.field(field(camel(name), TypeRef::named(kind), described));
        orders = orders.item(EnumItem::new(name.to_uppercase()).description(described));
    }
    let order = InputObject::new(format!("{NAME}Order"))
        .description(say("Satu kunci pengurutan.", "One key of an order."))
        .field(
            InputValue::new("field", TypeRef::named_nn(format!("{NAME}OrderField")))
                .description(say("Kuncinya.", "The key.")),
        )
        .field(
            InputValue::new("direction", TypeRef::named_nn("OrderDirection"))
                .description(say("Arahnya.", "Its direction."))
                .default_value(Value::Enum(async_graphql::Name::new("ASC"))),
        );
    let required = |name: &str| TypeRef::named_nn(name);
    let summary = Object::new(NAME)
        .description(say("Ringkasan, atau satu halamannya.", "A summary, or a page of it."))
        .field(field("rows", TypeRef::named_nn_list_nn(format!("{NAME}Row")), say("Barisnya.", "Its rows.")))
        .field(field("totalCount", required(TypeRef::INT), say("Jumlah barisnya.", "How many rows there are.")))
        .field(field("totals", required(&format!("{NAME}Totals")), say("Jumlah keseluruhan.", "The sums of all.")))
        .field(field("pageInfo", required("PageInfo"), say("Letak halaman ini.", "Where the page stands.")))
        .field(completeness_field(language));
    let types = [row, totals, summary];
    let builder = types.into_iter().fold(builder, SchemaBuilder::register);
    builder.register(names).register(orders).register(order)
}

/// Answers a summary.
pub(crate) async fn answer(snapshot: &Snapshot, field: &Selection) -> Result<Json, Failure> {
    let fails = |error: Error| Failure::at(field, error);
    let asked = summary::check(snapshot, count_question(COUNTING.table, &field.arguments)).await.map_err(fails)?;
    let (found, asked) = summary::answer(snapshot, asked).await.map_err(fails)?;
    let (start, end) = found.ends.unzip();
    let json = json!({
        "rows": found.rows, "total_count": found.total, "totals": found.totals,
        "page_info": {
            "has_next_page": found.next.is_some(), "has_previous_page": found.previous.is_some(),
            "start_cursor": start, "end_cursor": end,
        },
    });
    let ready = completeness(snapshot, COUNTING.table, &asked.conditions, &field.children, asked.english).await;
    let ready = ready.map_err(|failure| failure.under(field))?;
    object_with(NAME, &json, field, &ready).map_err(|failure| failure.under(field))
}
