//! Parameters of lists: the controls, and one filter a column. What stands here is what the check takes.

use inovasi_entity::{Column, Kind, Table};
use inovasi_schema::{
    COUNTED, DEFAULT_ROWS, DEFAULT_SUGGESTIONS, DELIMITERS, DIMENSIONS, Form, LONGEST_CURSOR, LONGEST_SEARCH,
    LONGEST_VALUE, Language, MEASURES, MOST_RECENT, MOST_ROWS, MOST_STATS, MOST_SUGGESTIONS, PER, RECENT_CONTROLS,
    SUGGESTED, SUMMED_BY, counted_forms, default_rows, default_sort, facets_of, filters, forms, includes, is_searched,
    sortable, summary_without,
};
use serde_json::{Value, json};

use super::rows::described;
use super::sample;

/// All parameters of a list.
pub(crate) fn of_list(table: &'static Table, language: Language) -> Vec<Value> {
    let shared = |name: &str| json!({"$ref": format!("#/components/parameters/{name}")});
    let searched = |names: &[&str]| names.iter().filter(|_| is_searched(table)).map(|name| shared(name)).collect();
    let mut parameters: Vec<Value> = searched(&["q"]);
    parameters.extend([limit(table, language), shared("cursor"), sort(table, language)]);
    parameters.extend(["sample", "seed"].map(shared));
    parameters.extend([fields(table, language), include(table, language), facets(table, language)]);
    parameters.extend::<Vec<Value>>(searched(&["highlight"]));
    parameters.extend([shared("lang"), format(forms(table), language), shared("delimiter")]);
    parameters.extend(of_filters(table, language));
    parameters
}

/// The parameters of a list as the properties of a JSON object.
pub(crate) fn body_of_list(table: &'static Table, language: Language) -> Value {
    let shared = shared(language);
    let single = json!({"type": ["number", "boolean", "null"], "minimum": -1e15, "maximum": 1e15});
    let item = json!({
        "type": ["string", "number", "boolean", "null"], "maxLength": LONGEST_VALUE, "minimum": -1e15, "maximum": 1e15,
    });
    let mut properties = serde_json::Map::new();
    for parameter in of_list(table, language) {
        let name = parameter["$ref"].as_str().and_then(|at| at.rsplit('/').next());
        let parameter = name.map_or(&parameter, |name| &shared[name]);
        let Some(name) = parameter["name"].as_str() else { continue };
        let mut property = if filters(table).any(|column| column.name == name) {
            let many = json!({"type": "array", "minItems": 1, "maxItems": 5000, "items": item});
            json!({"anyOf": [parameter["schema"], single, many]})
        } else {
            parameter["schema"].clone()
        };
        property["description"] = parameter["description"].clone();
        properties.insert(name.to_owned(), property);
    }
    let description = language.pick(
        "Parameter daftar sebagai JSON; larik berarti salah satu nilainya, teks dibaca seperti di alamat.",
        "The parameters of the list as JSON; an array means any of its values, a text is read as in an address.",
    );
    json!({"type": "object", "description": description, "additionalProperties": false, "properties": properties})
}

/// The filters of a table's lists.
pub(crate) fn of_filters(table: &'static Table, language: Language) -> impl Iterator<Item = Value> {
    filters(table).map(move |column| filter(table, column, language))
}

/// All parameters of statistics.
pub(crate) fn of_stats(language: Language) -> Vec<Value> {
    let say = |indonesian: &'static str, english: &'static str| language.pick(indonesian, english);
    let one = format!("-?({}|({})(_per)?)", DIMENSIONS.join("|"), MEASURES.join("|"));
    let mut by = listed(
        "by",
        DIMENSIONS,
        "province,year",
        say("Satu sampai tiga dimensi, dipisahkan koma.", "One to three dimensions, between commas."),
    );
    by["required"] = true.into();
    by["schema"]["pattern"] = format!("^({0})(,({0})){{0,2}}$", DIMENSIONS.join("|")).into();
    let limit = counts_limit(language);
    let mut sort = counts_sort(
        "-innovations",
        say(
            "Dimensi, hitungan, atau (bersama per) angkanya (innovations_per) sebagai pengurut, dipisahkan koma; tanda minus di depan berarti menurun. Tanpa ini menurut dimensi.",
            "Dimensions, measures or (with per) rates (innovations_per) to sort by, between commas; a minus before one means down. Without it, by the dimensions.",
        ),
    );
    sort["schema"]["pattern"] = format!("^{one}(,{one})*$").into();
    let per = json!({
        "name": "per", "in": "query", "required": false, "example": "population",
        "description": say("Menambah angka per sejuta penduduk (bersama by=region atau province) atau per instansi yang tercatat.", "Adds rates per million inhabitants (with by=region or province) or per recorded agency."),
        "schema": {"type": "string", "enum": PER},
    });
    let shared = |name: &str| json!({"$ref": format!("#/components/parameters/{name}")});
    let measure = listed(
        "measure",
        MEASURES,
        "innovations,awards",
        say(
            "Yang dihitung, dipisahkan koma; tanpa ini inovasi.",
            "What is counted, between commas; innovations without it.",
        ),
    );
    let mut parameters = vec![by, measure, per, shared("q"), sort, limit, shared("cursor"), shared("lang")];
    parameters.extend([format(counted_forms(), language), shared("delimiter")]);
    parameters.extend(of_filters(&inovasi_entity::innovation::TABLE, language));
    parameters
}

/// All parameters of the feed of innovations.
pub(crate) fn of_feed(language: Language) -> Vec<Value> {
    let shared = |name: &str| json!({"$ref": format!("#/components/parameters/{name}")});
    let limit = json!({
        "name": "limit", "in": "query", "required": false, "example": 5,
        "description": language.pick("Jumlah entri sehalaman.", "Entries of a page."),
        "schema": {"type": "integer", "format": "int32", "minimum": 1, "maximum": MOST_RECENT, "default": DEFAULT_ROWS},
    });
    let control = |name: &&str| if *name == "limit" { limit.clone() } else { shared(name) };
    let mut parameters: Vec<Value> = RECENT_CONTROLS.iter().map(control).collect();
    parameters.extend(of_filters(&inovasi_entity::innovation::TABLE, language));
    parameters
}

/// All parameters of summaries of compliance.
pub(crate) fn of_summary(language: Language) -> Vec<Value> {
    let say = |indonesian: &'static str, english: &'static str| language.pick(indonesian, english);
    let said = say("Satu atau dua dimensi, dipisahkan koma.", "One or two dimensions, between commas.");
    let mut by = listed("by", SUMMED_BY, "province,year", said);
    by["required"] = true.into();
    by["schema"]["pattern"] = format!("^({0})(,({0}))?$", SUMMED_BY.join("|")).into();
    let mut sort = counts_sort(
        "-recorded_rate",
        say(
            "Dimensi atau hitungan sebagai pengurut, dipisahkan koma; tanda minus di depan berarti menurun. Tanpa ini menurut dimensi.",
            "Dimensions or counts to sort by, between commas; a minus before one means down. Without it, by the dimensions.",
        ),
    );
    let counts: Vec<&str> = COUNTED.iter().map(|(name, ..)| *name).collect();
    let one = format!("-?({}|{})", SUMMED_BY.join("|"), counts.join("|"));
    sort["schema"]["pattern"] = format!("^{one}(,{one})*$").into();
    let shared = |name: &str| json!({"$ref": format!("#/components/parameters/{name}")});
    let mut parameters = vec![by, sort, counts_limit(language), shared("cursor"), shared("lang")];
    parameters.extend([format(counted_forms(), language), shared("delimiter")]);
    for mut parameter in of_filters(&inovasi_entity::compliance_row::TABLE, language) {
        let name = parameter["name"].as_str().unwrap_or_default().to_owned();
        if summary_without().contains(&name.as_str()) {
            continue;
        }
        if name == "with_units" {
            // One of the two: both would count an agency twice.
            parameter["schema"] = json!({"type": "string", "enum": ["true", "false"], "default": "true"});
            parameter["example"] = "false".into();
        }
        parameters.push(parameter);
    }
    parameters
}

/// Rows of a page of counts.
fn counts_limit(language: Language) -> Value {
    json!({
        "name": "limit", "in": "query", "required": false, "example": 100,
        "description": language.pick("Jumlah baris sehalaman.", "Rows of a page."),
        "schema": {"type": "integer", "format": "int32", "minimum": 1, "maximum": MOST_STATS, "default": 1000},
    })
}

fn counts_sort(example: &str, description: &str) -> Value {
    json!({
        "name": "sort", "in": "query", "required": false, "example": example, "description": description,
        "schema": {"type": "string", "maxLength": LONGEST_VALUE},
    })
}

/// All parameters of suggestions.
pub(crate) fn of_suggest(language: Language) -> Vec<Value> {
    let say = |indonesian: &'static str, english: &'static str| language.pick(indonesian, english);
    vec![
        json!({
            "name": "q", "in": "query", "required": true, "example": "banyuw",
            "description": say("Yang sudah diketik; satu huruf keliru dimaafkan.", "What was typed so far; one wrong letter is forgiven."),
            "schema": {"type": "string", "minLength": 1, "maxLength": LONGEST_SEARCH},
        }),
        listed(
            "kind",
            SUGGESTED,
            "region,agency",
            say("Hanya jenis ini, dipisahkan koma.", "Only these kinds, between commas."),
        ),
        json!({
            "name": "limit", "in": "query", "required": false, "example": 5,
            "description": say("Paling banyak sekian saran.", "At most so many suggestions."),
            "schema": {"type": "integer", "format": "int32", "minimum": 1, "maximum": MOST_SUGGESTIONS, "default": DEFAULT_SUGGESTIONS},
        }),
        json!({"$ref": "#/components/parameters/lang"}),
    ]
}

fn facets(table: &'static Table, language: Language) -> Value {
    let names: Vec<&str> = facets_of(table).iter().map(|facet| facet.name).collect();
    let description = language.pick(
        "Hitung juga baris setiap nilai, dipisahkan koma; masing-masing menurut semua filter kecuali filternya sendiri.",
        "Also count the rows of every value, between commas; each under all filters but its own.",
    );
    listed("facets", &names, names.first().copied().unwrap_or_default(), description)
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
        "q": {
            "name": "q", "in": "query", "required": false, "example": "lahir procot",
            "description": language.pick(
                "Pencarian: semua kata wajib ada; \"frasa\", -bukan, awalan*. Imbuhan, huruf besar, dan aksen tidak berpengaruh pada kata biasa. Tanpa sort, urutannya menurut relevansi.",
                "A search: all words are required; \"a phrase\", -not, prefix*. Affixes, case and accents do not matter for a bare word. Without sort the order is relevance.",
            ),
            "schema": {"type": "string", "minLength": 1, "maxLength": LONGEST_SEARCH},
        },
        "highlight": {
            "name": "highlight", "in": "query", "required": false,
            "description": language.pick(
                "Tambahkan highlights: teks (HTML) dengan kata yang dicari di dalam mark. Hanya bersama q.",
                "Add highlights: the texts (HTML) with the words that were searched for in mark. With q alone.",
            ),
            "schema": {"type": "boolean", "default": false},
        },
        "sample": {
            "name": "sample", "in": "query", "required": false,
            "description": language.pick(
                "Sekian baris acak sesudah filter, sama selama revisi dan seed sama. Tidak bersama sort, cursor, atau limit.",
                "So many rows by chance after the filters, the same at the same revision and seed. Not with sort, cursor or limit.",
            ),
            "schema": {"type": "integer", "format": "int32", "minimum": 1, "maximum": MOST_ROWS},
        },
        "seed": {
            "name": "seed", "in": "query", "required": false,
            "description": language.pick("Penentu sample. Hanya bersama sample.", "What decides the sample. With sample alone."),
            "schema": {"type": "string", "maxLength": LONGEST_VALUE},
        },
        "lang": {
            "name": "lang", "in": "query", "required": false, "example": "en",
            "description": language.pick(
                "Bahasa label: salah satu bahasa paket data, atau en. Tanpa ini bahasa paket itu sendiri.",
                "Language of labels: one of the package's, or en. Without it, the package's own.",
            ),
            "schema": {"type": "string", "minLength": 2, "maxLength": 20},
        },
        "delimiter": {
            "name": "delimiter", "in": "query", "required": false,
            "description": language.pick(
                "Pemisah sel. Hanya bersama format=csv atau csv-excel.",
                "What stands between cells. With format=csv or csv-excel alone.",
            ),
            "schema": {"type": "string", "enum": DELIMITERS.map(|(name, _)| name), "default": ","},
        },
    })
}

/// The form of the answer.
fn format(forms: impl Iterator<Item = Form>, language: Language) -> Value {
    let names: Vec<&str> = forms.map(Form::name).collect();
    json!({
        "name": "format", "in": "query", "required": false,
        "description": language.pick(
            "Bentuk jawaban; tanpa ini menurut Accept, lalu json. Selain json, jawabannya berkas berisi seluruh hasil, bukan satu halaman: tanpa limit, cursor, include, facets, atau highlight.",
            "The form of the answer; without it what Accept asks for, else json. Any but json is a file of the whole result, not of a page: without limit, cursor, include, facets or highlight.",
        ),
        "schema": {"type": "string", "enum": names, "default": "json"},
    })
}

/// Rows of a page: shared where their number is the usual one.
fn limit(table: &Table, language: Language) -> Value {
    let usual = default_rows(table);
    if usual == DEFAULT_ROWS {
        return json!({"$ref": "#/components/parameters/limit"});
    }
    let mut limit = shared(language)["limit"].clone();
    limit["schema"]["default"] = usual.into();
    limit
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
    let mut columns: Vec<&str> = table.shown().map(|column| column.name).collect();
    if !table.is_derived() {
        columns.push("updated_at");
    }
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

pub(crate) fn listed(name: &str, allowed: &[&str], example: &str, description: &str) -> Value {
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
