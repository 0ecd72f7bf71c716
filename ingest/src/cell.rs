//! One cell: from text to a value of its column's kind, or the rule that it breaks.

use inovasi_entity::{Column, Kind, RESERVED, is_partial_date};
use sea_orm::Value;

use crate::boundary;

/// A broken rule and its remedy.
pub(crate) type Broken = (String, String);

/// The value of a cell; empty means null.
pub(crate) fn value(column: &Column, text: &str) -> Result<Value, Broken> {
    if text.contains('\0') {
        return Err(("a NUL character".into(), "take it out".into()));
    }
    if text.is_empty() {
        return if column.required {
            Err(("a value is required".into(), "fill the cell".into()))
        } else {
            Ok(null(column.kind))
        };
    }
    let longest = column.kind.longest();
    let too_long = match column.kind {
        Kind::List(_) => text.split(';').any(|code| code.chars().count() > longest),
        _ => text.chars().count() > longest,
    };
    if too_long {
        return Err((format!("longer than {longest} characters"), "shorten it".into()));
    }
    match column.kind {
        Kind::Geometry => boundary::check(text).map(|()| text.into()),
        Kind::Integer { min, max } => match text.parse::<i32>() {
            Ok(number) if (min..=max).contains(&number) && !text.starts_with('+') => Ok(number.into()),
            _ => Err((format!("not a whole number from {min} to {max}"), "write digits only".into())),
        },
        Kind::Number { min, max } => match text.parse::<f64>() {
            Ok(number) if number.is_finite() && (min..=max).contains(&number) => Ok(number.into()),
            _ => Err(("not a number within its bounds".into(), "write digits with a point for decimals".into())),
        },
        Kind::Boolean => match text {
            "true" => Ok(true.into()),
            "false" => Ok(false.into()),
            _ => Err(("not true or false".into(), "write true or false".into())),
        },
        Kind::Date if !(text.len() == 10 && is_partial_date(text)) => {
            Err(("not a date".into(), "write it as 2016-05-20".into()))
        }
        Kind::PartialDate if !is_partial_date(text) => {
            Err(("not a date".into(), "write 2016, 2016-05 or 2016-05-20".into()))
        }
        Kind::Id if !is_id(text) => {
            Err(("not an id".into(), "use letters, digits, dots and hyphens, beginning with a letter or digit".into()))
        }
        Kind::Id if RESERVED.contains(&text) => {
            Err(("an address of the API, /v1/…/search for example".into(), "choose another id".into()))
        }
        Kind::Url if !(text.starts_with("https://") || text.starts_with("http://")) => {
            Err(("not a web address".into(), "begin with https:// or http://".into()))
        }
        Kind::Closed(vocabulary) if !vocabulary.terms.iter().any(|term| term.code == text) => {
            let allowed: Vec<&str> = vocabulary.terms.iter().map(|term| term.code).collect();
            Err((format!("not a value of {}", vocabulary.name), format!("write one of {}", allowed.join(", "))))
        }
        _ => Ok(text.into()),
    }
}

fn null(kind: Kind) -> Value {
    match kind {
        Kind::Integer { .. } => Value::Int(None),
        Kind::Number { .. } => Value::Double(None),
        Kind::Boolean => Value::Bool(None),
        _ => Value::String(None),
    }
}

fn is_id(text: &str) -> bool {
    text.starts_with(|first: char| first.is_ascii_alphanumeric())
        && text.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_'))
}
