//! A cell as text.

use std::borrow::Cow;

use serde_json::Value;

/// A cell as text: nothing for null, the parts of a list between semicolons.
pub(crate) fn text(cell: &Value) -> Cow<'_, str> {
    match cell {
        Value::Null => "".into(),
        Value::String(text) => text.into(),
        Value::Array(parts) => {
            let parts: Vec<Cow<'_, str>> = parts.iter().map(text).collect();
            parts.join(";").into()
        }
        other => other.to_string().into(),
    }
}
