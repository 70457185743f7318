//! Rows as the real service now and then sends them, and worse: keys missing or null, numbers as text and text as
//! numbers, objects where lists belong, rows that are no rows.

use serde_json::{Value, json};

/// Leaves the first row alone, so that there is one to be shown, and disturbs the others each in its way.
pub(super) fn disturb(rows: Vec<Value>) -> Vec<Value> {
    let mut disturbed: Vec<Value> = rows
        .into_iter()
        .enumerate()
        .map(|(place, row)| change(place, row))
        .collect();
    if disturbed.len() > 3 {
        disturbed.insert(3, Value::Null);
        disturbed.insert(2, json!("not a row"));
    }
    disturbed
}

fn change(place: usize, mut row: Value) -> Value {
    let Some(fields) = row.as_object_mut() else { return row };
    let mut set = |name: &str, value: Value| {
        fields.insert(name.to_owned(), value);
    };
    match place % 12 {
        1 => set("SourceDiskSize", json!(40)),
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
