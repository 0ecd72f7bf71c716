//! Cursors: opaque places in an ordered list, bound to its filter and sort.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use inovasi_entity::Kind;
use sea_orm::Value;
use serde_json::{Value as Json, json};
use sha2::{Digest, Sha256};

/// Direction of a walk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Direction {
    Forward,
    Backward,
}

/// A place in an order: the keys of the row beside it.
#[derive(Debug, Clone)]
pub(crate) struct Place(pub(crate) Vec<Json>);

/// A short hash that binds a cursor to its list: table, filter and sort.
pub(crate) fn binding(of: &str) -> String {
    inovasi_entity::hex(Sha256::digest(of.as_bytes()).iter().take(6))
}

impl Place {
    /// The cursor of the place; `direction` is the way to walk where nothing else says it.
    pub(crate) fn encode(&self, binding: &str, direction: Direction) -> String {
        let forward = direction == Direction::Forward;
        URL_SAFE_NO_PAD.encode(json!([1, binding, forward, self.0]).to_string())
    }

    /// The place and the way to walk; None if the cursor is not ours or is bound to another list.
    pub(crate) fn decode(text: &str, binding: &str, keys: &[Kind]) -> Option<(Self, Direction)> {
        let bytes = URL_SAFE_NO_PAD.decode(text).ok()?;
        let parts: Vec<Json> = serde_json::from_slice(&bytes).ok()?;
        let [version, bound, forward, Json::Array(found)] = parts.as_slice() else { return None };
        if version != 1 || bound != binding || found.len() != keys.len() {
            return None;
        }
        found.iter().zip(keys).map(|(key, kind)| key_value(key, kind)).collect::<Option<Vec<_>>>()?;
        let direction = if forward.as_bool()? { Direction::Forward } else { Direction::Backward };
        Some((Self(found.clone()), direction))
    }
}

/// A key as a database value of the kind that `like` has; None where it does not fit.
pub(crate) fn key_value(json: &Json, kind: &Kind) -> Option<Option<Value>> {
    if json.is_null() {
        return Some(None);
    }
    let value = match kind {
        Kind::Integer { .. } => Value::Int(Some(i32::try_from(json.as_i64()?).ok()?)),
        Kind::Number { .. } => Value::Double(Some(json.as_f64()?)),
        Kind::Boolean => Value::Bool(Some(json.as_bool()?)),
        _ => json.as_str().filter(|text| !text.contains('\0'))?.into(),
    };
    Some(Some(value))
}
