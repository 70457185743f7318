//! Malformed rows, as the real service sometimes sends them, and worse: missing or null keys, numbers as text, text as
//! numbers, objects in place of lists, values that are not rows.

use serde_json::{Value, json};

/// Leaves the first row as it is, so that one can be shown, and damages each of the others in a different way.
pub(super) fn damage(rows: Vec<Value>) -> Vec<Value> {
    let mut damaged: Vec<Value> = rows
        .into_iter()
        .enumerate()
        .map(|(place, row)| change(place, row))
        .collect();
    if damaged.len() > 3 {
        damaged.insert(3, Value::Null);
        damaged.insert(2, json!("not a row"));
    }
    damaged
}

fn change(place: usize, mut row: Value) -> Value {
    let Some(fields) = row.as_object_mut() else { return row };
    let mut set = |name: &str, value: Value| {
        fields.insert(name.to_owned(), value);
    };
    match place % 12 {
        1 => {
            let size = fields["SourceDiskSize"]
                .as_str()
                .and_then(|size| size.parse::<u64>().ok());
            fields.insert("SourceDiskSize".to_owned(), json!(size));
        }
        2 => set("Progress", json!(null)),
        3 => set("Tags", json!({})),
        4 => set("Tags", json!("")),
        5 => set("Encrypted", json!("false")),
        6 => set("RetentionDays", json!("30")),
        7 => set("CreationTime", json!("")),
        8 => set("Progress", json!("")),
        9 => set("SomethingNew", json!({ "Nested": [[], {}, null, 1e300] })),
        10 => set("SnapshotName", json!(12_345)),
        11 => {
            for name in ["Status", "SourceDiskType", "Description"] {
                fields.remove(name);
            }
        }
        _ => {}
    }
    row
}
