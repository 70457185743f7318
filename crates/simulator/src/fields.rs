//! What a successful answer says: fields of a JSON object, and the rows of a long listing already written as JSON.

use serde_json::{Map, Value};

/// Fields of a successful answer, without RequestId.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Fields {
    map: Map<String, Value>,
    rows: Option<Rows>,
}

/// `{plural: {singular: [...]}}`, written without building a tree for every row.
#[derive(Debug, Clone, PartialEq)]
struct Rows {
    plural: &'static str,
    singular: &'static str,
    json: String,
}

impl Fields {
    pub(crate) fn insert(&mut self, name: impl Into<String>, value: impl Into<Value>) {
        self.map.insert(name.into(), value.into());
    }

    /// Adds a listing; `json` is an array.
    pub(crate) fn set_rows(&mut self, plural: &'static str, singular: &'static str, json: String) {
        self.rows = Some(Rows { plural, singular, json });
    }

    /// The object alone. Rows are read back into it.
    pub(crate) fn into_map(mut self) -> Map<String, Value> {
        if let Some(rows) = self.rows {
            let array = serde_json::from_str(&rows.json).unwrap_or_default();
            let listing = Map::from_iter([(rows.singular.to_owned(), array)]);
            self.map.insert(rows.plural.to_owned(), Value::Object(listing));
        }
        self.map
    }

    /// The object as JSON text.
    pub(crate) fn into_json(self) -> String {
        let mut json = Value::Object(self.map).to_string();
        if let Some(rows) = self.rows {
            json.pop();
            let comma = if json.len() > 1 { "," } else { "" };
            json.push_str(&format!(
                "{comma}\"{}\":{{\"{}\":{}}}}}",
                rows.plural, rows.singular, rows.json
            ));
        }
        json
    }
}

/// The fields of a `json!` object literal.
pub(crate) fn fields(value: Value) -> Fields {
    let map = match value {
        Value::Object(map) => map,
        _ => Map::new(),
    };
    Fields { map, rows: None }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::fields;

    #[test]
    fn rows_written_ahead_read_the_same_in_both_forms() {
        for head in [json!({}), json!({ "NextToken": "a\"b" })] {
            let mut page = fields(head);
            page.set_rows("Disks", "Disk", r#"[{"DiskId":"d-1"},{}]"#.to_owned());
            let text: Value = serde_json::from_str(&page.clone().into_json()).unwrap_or_default();
            assert_eq!(text, Value::Object(page.into_map()));
            assert_eq!(text["Disks"]["Disk"][0]["DiskId"], "d-1");
        }
    }
}
