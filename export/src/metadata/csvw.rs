//! CSV on the Web: what the columns of a CSV file mean, where its readers look for it.
//!
//! A key may only name a table that is described beside it: the keys stand in the description of all files. Of those, the
//! ones that every row has: strict readers refuse an empty cell in a key. `datapackage.json` has all of them.

use inovasi_entity::{CellKind, Field, Kind, Table, all_tables, fields, table};
use serde_json::{Map, Value, json};

use super::about::{About, PUBLISHER};
use super::words::{Words, description, title};

/// Description of one table's file, which is named by its address beside this one.
#[must_use]
pub fn csvw_of(about: &About, of: &'static Table) -> Value {
    let mut said = Map::new();
    said.insert("@context".into(), context());
    said.extend(common(about));
    said.extend(described(of, false));
    said.into()
}

/// Description of the files of all tables, with the keys between them.
#[must_use]
pub fn csvw_group(about: &About) -> Value {
    let mut said = Map::new();
    said.insert("@context".into(), context());
    said.extend(common(about));
    said.insert("dc:title".into(), about.title.json());
    said.insert("dc:description".into(), about.description.json());
    said.insert("tables".into(), all_tables().map(|of| Value::Object(described(of, true))).collect());
    said.into()
}

fn context() -> Value {
    json!(["http://www.w3.org/ns/csvw", {"@language": "id"}])
}

fn common(about: &About) -> Map<String, Value> {
    let mut said = Map::new();
    let licences = about.licences.iter().filter_map(|licence| Some(json!({"@id": licence.path.as_ref()?})));
    said.insert("dc:license".into(), licences.collect());
    said.insert("dc:rights".into(), about.rights().json());
    said.insert("dc:publisher".into(), PUBLISHER.into());
    said.insert("dc:modified".into(), json!({"@value": about.created, "@type": "xsd:dateTime"}));
    said.insert("schema:version".into(), about.version.as_str().into());
    said
}

fn described(of: &'static Table, with_keys: bool) -> Map<String, Value> {
    let fields = fields(of);
    let keys: Vec<Value> = fields.iter().filter(|_| with_keys).filter_map(key).collect();
    let mut schema = json!({"columns": fields.iter().map(column).collect::<Vec<_>>(), "primaryKey": "id"});
    if !keys.is_empty() {
        schema["foreignKeys"] = keys.into();
    }
    let mut said = Map::new();
    said.insert("url".into(), of.file().into());
    said.insert("dc:title".into(), title(of).json());
    said.insert("dc:description".into(), description(of).json());
    said.insert(
        "dialect".into(),
        json!({"encoding": "utf-8", "delimiter": ",", "quoteChar": "\"", "doubleQuote": true, "header": true}),
    );
    said.insert("tableSchema".into(), schema);
    said
}

fn key(field: &Field) -> Option<Value> {
    let Kind::Reference(target) = field.kind else { return None };
    let target = table(target).filter(|_| field.required)?;
    Some(json!({
        "columnReference": field.name,
        "reference": {"resource": target.file(), "columnReference": "id"},
    }))
}

fn column(field: &Field) -> Value {
    let mut said = json!({
        "name": field.name,
        // Readers find a column by one of its titles; the header of the file is one, in no language.
        "titles": {"und": field.name, "id": short(&field.description), "en": short(&field.description_en)},
        "dc:description": Words::both(&field.description, &field.description_en).json(),
        "datatype": datatype(field),
        "null": "",
    });
    // A list is always there, but an empty one is an empty cell.
    if field.cell() == CellKind::List {
        said["separator"] = ";".into();
    } else if field.required {
        said["required"] = true.into();
    }
    said
}

/// A description cut to what a heading holds: its first clause.
fn short(description: &str) -> &str {
    let end = [". ", "; ", ": ", ", "].iter().filter_map(|mark| description.find(mark)).min();
    description.get(..end.unwrap_or(description.len())).unwrap_or(description).trim_end_matches('.')
}

fn datatype(field: &Field) -> Value {
    let matching = |format: &str| json!({"base": "string", "format": format});
    match field.kind {
        _ if field.cell() == CellKind::Instant => "dateTime".into(),
        Kind::Integer { min, max } => json!({"base": "integer", "minimum": min, "maximum": max}),
        Kind::Number { min, max } => json!({"base": "number", "minimum": min, "maximum": max}),
        Kind::Boolean => json!({"base": "boolean", "format": "true|false"}),
        Kind::Date => json!({"base": "date", "format": "yyyy-MM-dd"}),
        Kind::PartialDate => matching("[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?"),
        Kind::Id => matching("[A-Za-z0-9][A-Za-z0-9._-]*"),
        Kind::Closed(vocabulary) => {
            let codes: Vec<&str> = vocabulary.terms.iter().map(|term| term.code).collect();
            matching(&codes.join("|"))
        }
        Kind::Url => "anyURI".into(),
        Kind::Geometry => "json".into(),
        Kind::Text | Kind::Reference(_) | Kind::Code(_) | Kind::List(_) | Kind::References(_) => "string".into(),
    }
}

#[cfg(test)]
mod tests {
    use super::short;

    #[test]
    fn a_heading_is_the_first_clause() {
        assert_eq!(short("Identifier: competition and year, for example `kipp-2016`."), "Identifier");
        assert_eq!(short("Number as printed."), "Number as printed");
        assert_eq!(short(""), "");
    }
}
