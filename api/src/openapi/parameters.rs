//! Parameters of lists: the controls, and one filter a column. What stands here is what the check takes.

use inovasi_entity::{Column, Kind, Table};
use inovasi_schema::{
    DEFAULT_ROWS, LONGEST_CURSOR, LONGEST_VALUE, Language, MOST_ROWS, default_sort, includes, sortable,
};
use serde_json::{Value, json};

use super::rows::described;
use super::sample;

/// All parameters of a list.
pub(crate) fn of_list(table: &'static Table, language: Language) -> Vec<Value> {
    let mut parameters = vec![
        json!({"$ref": "#/components/parameters/limit"}),
        json!({"$ref": "#/components/parameters/cursor"}),
        sort(table, language),
        fields(table, language),
        include(table, language),
    ];
    parameters.extend(table.columns.iter().map(|column| filter(table, column, language)));
    parameters
}

/// The controls that are the same on every list.
pub(crate) fn shared(language: Language) -> Value {
    let limit = language.pick("Jumlah baris sehalaman.", "Rows of a page.");
    let cursor = language.pick(
        "Letak di dalam daftar, diambil dari links.next atau links.prev; hanya berlaku untuk filter dan urutan yang sama.",
        "A place in the list, taken from links.next or links.prev; it holds for the same filter and sort only.",
    );
    json!({
        "limit": {
            "name": "limit", "in": "query", "required": false, "description": limit, "example": 5,
            "schema": {"type": "integer", "format": "int32", "minimum": 1, "maximum": MOST_ROWS, "default": DEFAULT_ROWS},
        },
        "cursor": {
            "name": "cursor", "in": "query", "required": false, "description": cursor,
            "schema": {"type": "string", "minLength": 1, "maxLength": LONGEST_CURSOR, "pattern": "^[A-Za-z0-9_-]+$"},
        },
    })
}

fn sort(table: &'static Table, language: Language) -> Value {
    let columns: Vec<&str> = sortable(table).map(|column| column.name).collect();
    let default = default_sort(table);
    let description = language.pick(
        "Kolom pengurut, dipisahkan koma; tanda minus di depan berarti menurun. Baris tanpa nilai selalu di akhir, dan urutan selalu diakhiri id. Kolom",
        "Columns to sort by, between commas; a minus before one means down. Rows without a value are last in both directions, and every order ends in id. Columns",
    );
    let one = format!("-?({})", columns.join("|"));
    json!({
        "name": "sort", "in": "query", "required": false, "example": default,
        "description": format!("{description}: {}.", columns.join(", ")),
        "schema": {"type": "string", "default": default, "maxLength": LONGEST_VALUE, "pattern": format!("^{one}(,{one})*$")},
    })
}

fn fields(table: &'static Table, language: Language) -> Value {
    let mut columns: Vec<&str> = table.columns.iter().map(|column| column.name).collect();
    columns.push("updated_at");
    let description = language.pick(
        "Hanya kolom ini, dipisahkan koma; id selalu ada.",
        "Only these columns, between commas; id is always there.",
    );
    listed("fields", &columns, columns.iter().copied().nth(1).unwrap_or("id"), description)
}

fn include(table: &'static Table, language: Language) -> Value {
    let names = includes(table);
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let description = language.pick(
        "Baris terkait yang disertakan di dalam setiap baris, dipisahkan koma; paling banyak 100 baris tiap hubungan.",
        "Related rows to nest in every row, between commas; at most 100 rows of a relation.",
    );
    // A table that nothing leads from still has the parameter, and says that it takes nothing.
    listed("include", &names, names.last().copied().unwrap_or_default(), description)
}

fn listed(name: &str, allowed: &[&str], example: &str, description: &str) -> Value {
    let one = format!("({})", allowed.join("|"));
    let mut parameter = json!({
        "name": name, "in": "query", "required": false,
        "description": format!("{description} {}.", allowed.join(", ")),
        "schema": {"type": "string", "maxLength": LONGEST_VALUE, "pattern": format!("^{one}(,{one})*$")},
    });
    if !example.is_empty() {
        parameter["example"] = example.into();
    }
    parameter
}

/// The filter of a column: alternatives, negation, null, ranges, as its kind allows.
fn filter(table: &'static Table, column: &Column, language: Language) -> Value {
    let one = match column.kind {
        Kind::Integer { .. } => Some("-?[0-9]{1,9}".to_owned()),
        Kind::Number { .. } => Some("-?[0-9]{1,15}(\\.[0-9]{1,9})?".to_owned()),
        Kind::Boolean => Some("true|false".to_owned()),
        Kind::Date | Kind::PartialDate => Some("[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?".to_owned()),
        Kind::Closed(list) => Some(list.terms.iter().map(|term| term.code).collect::<Vec<_>>().join("|")),
        _ => None,
    };
    let ranged = matches!(column.kind, Kind::Integer { .. } | Kind::Number { .. } | Kind::Date | Kind::PartialDate);
    let mut schema = json!({"type": "string", "maxLength": LONGEST_VALUE});
    if let Some(one) = one {
        let one = format!("\"[^\"]*\"|{one}");
        let one = if ranged { format!("({one})|({one})\\.\\.|\\.\\.({one})|({one})\\.\\.({one})") } else { one };
        schema["pattern"] = format!("^!?({one}|null)(,({one}|null))*$").into();
    }
    let hint = language.pick(
        "Beberapa nilai dipisahkan koma: salah satu; ! di depan: tidak satu pun; null: tanpa nilai.",
        "Several values between commas: any of them; a leading !: none of them; null: without a value.",
    );
    let range = match (ranged, language) {
        (true, Language::Indonesian) => " Rentang: a..b, a.., ..b.",
        (true, Language::English) => " Ranges: a..b, a.., ..b.",
        (false, _) => "",
    };
    let mut parameter = json!({
        "name": column.name, "in": "query", "required": false,
        "description": format!("{} {hint}{range}", described(column, language)),
        "schema": schema,
    });
    let example = match sample::value(table, column.name) {
        Some(Value::Array(values)) => values.first().cloned(),
        // A value with a comma or a quote would have to stand in quotes: no example for a first look.
        Some(Value::String(text)) if text.contains([',', '"', '!']) || text.contains("..") => None,
        Some(Value::String(text)) => Some(text.into()),
        Some(other) => Some(other.to_string().into()),
        None => None,
    };
    if let Some(example) = example {
        parameter["example"] = example;
    }
    parameter
}
