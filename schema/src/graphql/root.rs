//! Root fields, as the schema has them.

use async_graphql::dynamic::{Field, InputValue, Interface, InterfaceField, Object, SchemaBuilder, TypeRef};
use inovasi_entity::Table;

use super::counted;
use super::input::list_arguments;
use super::lineage;
use super::names::{camel, pascal};
use super::plain;
use super::types::field;
use crate::list::listed_tables;
use crate::words::Language;

/// Registers the root and the interface of all rows.
pub(crate) fn register(builder: SchemaBuilder, language: Language) -> SchemaBuilder {
    let say = |indonesian: &'static str, english: &'static str| language.pick(indonesian, english);
    let id = say("Pengenal unik di seluruh tabel.", "Id unique across all tables.");
    let node = Interface::new("Node")
        .description(say("Baris yang dapat diambil lewat id-nya.", "A row that can be fetched by its id."))
        .field(InterfaceField::new("id", TypeRef::named_nn(TypeRef::ID)).description(id));
    let ids = say("Paling banyak 1000 id.", "At most 1000 ids.");
    let in_order = say(
        "Baris-baris lewat id-nya, menurut urutan id; null untuk yang tidak ada.",
        "Rows by their ids, in the order of the ids; null for one that is not there.",
    );
    let name = say("Nama daftar kode, misalnya sector.", "Name of the codelist, such as sector.");
    let one_list = say("Satu daftar kode dengan label dan definisinya.", "One codelist with labels and definitions.");
    let mut root = Object::new("Query")
        .description(say("Semua yang dapat ditanyakan.", "Everything that can be asked."))
        .field(
            field("node", TypeRef::named("Node"), say("Satu baris lewat id-nya.", "One row by its id."))
                .argument(InputValue::new("id", TypeRef::named_nn(TypeRef::ID)).description(id)),
        )
        .field(
            field("nodes", TypeRef::named_list("Node"), in_order)
                .argument(InputValue::new("ids", TypeRef::named_nn_list_nn(TypeRef::ID)).description(ids)),
        );
    for table in listed_tables() {
        root = root.field(plural(table, language));
        // A word that has no plural names the list.
        if table.name != table.plural {
            root = root.field(single(table, language));
        }
    }
    let root = counted::root(language).into_iter().fold(root, Object::field).field(lineage::root(language));
    let root = root
        .field(field("codelists", TypeRef::named_nn_list("Codelist"), say("Semua daftar kode.", "All codelists.")))
        .field(
            field("codelist", TypeRef::named("Codelist"), one_list)
                .argument(InputValue::new("name", TypeRef::named_nn(TypeRef::STRING)).description(name)),
        )
        .field(field(
            "releases",
            TypeRef::named_nn_list_nn("Release"),
            say("Semua rilis, yang terbaru lebih dahulu.", "All releases, the newest first."),
        ))
        .field(field(
            "meta",
            TypeRef::named_nn("Meta"),
            say("Keterangan katalog: judul, lisensi, revisi.", "The catalogue: title, licence, revision."),
        ));
    let builder = plain::register(builder.register(node).register(root), language);
    lineage::register(counted::register(builder, language), language)
}

fn single(table: &'static Table, language: Language) -> Field {
    let slug = language.pick("id baris itu di REST.", "The row's id on the REST face.");
    let description = language.pick(table.description, table.description_en);
    field(camel(table.name), TypeRef::named(pascal(table.name)), description)
        .argument(InputValue::new("slug", TypeRef::named_nn(TypeRef::STRING)).description(slug))
}

fn plural(table: &'static Table, language: Language) -> Field {
    let description = language.pick(
        format!("{} Daftar seluruhnya, berhalaman.", table.description),
        format!("{} All of them, in pages.", table.description_en),
    );
    let kind = TypeRef::named(format!("{}Connection", pascal(table.name)));
    list_arguments(field(camel(table.plural), kind, description), table, language)
}
