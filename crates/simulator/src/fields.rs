//! The content of a successful answer: fields of a JSON object, and the rows of a long listing already written as JSON.

use serde::{Serialize, Serializer as _};
use serde_json::{Map, Value};

/// Fields of a successful answer, without RequestId.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Fields {
    map: Map<String, Value>,
    /// The beginning of the object as JSON text, for a long listing: building a value for every row would be slow.
    rows: Option<Vec<u8>>,
}

/// Room for one row of a listing; the larger ones of an account's snapshots have about 800 bytes.
const ROW_BYTES: usize = 1_024;

impl Fields {
    pub(crate) fn insert(&mut self, name: impl Into<String>, value: impl Into<Value>) {
        self.map.insert(name.into(), value.into());
    }

    /// Adds the listing `{plural: {singular: [...]}}`.
    pub(crate) fn set_rows<T: Serialize>(
        &mut self,
        plural: &'static str,
        singular: &'static str,
        rows: impl ExactSizeIterator<Item = T>,
    ) {
        let mut json = Vec::with_capacity((rows.len() + 1) * ROW_BYTES);
        json.extend_from_slice(format!("{{\"{plural}\":{{\"{singular}\":").as_bytes());
        // Writing to memory cannot fail, and no row has a key that is not text.
        let _ = serde_json::Serializer::new(&mut json).collect_seq(rows);
        json.push(b'}');
        self.rows = Some(json);
    }

    /// The object alone. Rows are read back into it.
    pub(crate) fn into_map(self) -> Map<String, Value> {
        let Some(mut rows) = self.rows else { return self.map };
        rows.push(b'}');
        let mut map: Map<String, Value> = serde_json::from_slice(&rows).unwrap_or_default();
        map.extend(self.map);
        map
    }

    /// The object as JSON text.
    pub(crate) fn into_json(self) -> Vec<u8> {
        let mut json = self.rows.unwrap_or_default();
        let start = json.len();
        // As above.
        let _ = serde_json::to_writer(&mut json, &self.map);
        // The rows are the beginning of an object, and the map goes on with it.
        if start > 0 && self.map.is_empty() {
            json.truncate(start);
            json.push(b'}');
        } else if let Some(brace) = json.get_mut(start).filter(|_| start > 0) {
            *brace = b',';
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
            page.set_rows("Disks", "Disk", [json!({ "DiskId": "d-1" }), json!({})].iter());
            let text: Value = serde_json::from_slice(&page.clone().into_json()).unwrap_or_default();
            assert_eq!(text, Value::Object(page.into_map()));
            assert_eq!(text["Disks"]["Disk"][0]["DiskId"], "d-1");
        }
    }
}
