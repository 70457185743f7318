//! JSON: one object, `{"exportedAt", "kind", "rows", "stale", "missing"}`, written piece by piece.

use jiff::Timestamp;
use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};

use super::freshness::{MissingPart, StalePart};
use super::value::Value;
use crate::inventory::RowKind;

/// What comes before the rows.
pub(super) fn begin(now: Timestamp, kind: RowKind) -> serde_json::Result<Vec<u8>> {
    let (now, kind) = (serde_json::to_string(&now)?, serde_json::to_string(&kind)?);
    Ok(format!("{{\"exportedAt\":{now},\"kind\":{kind},\"rows\":[").into_bytes())
}

/// Rows, a line each, with the names of their fields. `first` when none was written before them.
pub(super) fn rows(names: &[&str], rows: &[Vec<Value<'_>>], first: bool) -> serde_json::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    for (index, values) in rows.iter().enumerate() {
        bytes.extend_from_slice(if first && index == 0 { b"\n" } else { b",\n" });
        serde_json::to_writer(&mut bytes, &Row { names, values })?;
    }
    Ok(bytes)
}

/// What comes after the rows.
pub(super) fn end(end: &End<'_>) -> serde_json::Result<Vec<u8>> {
    let object = serde_json::to_string(end)?;
    Ok(format!("\n],{}\n", object.trim_start_matches('{')).into_bytes())
}

/// What the file does not hold, or holds in an older state.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct End<'a> {
    /// What could not be read again.
    pub(super) stale: Stale<'a>,
    /// What was never read.
    pub(super) missing: &'a [MissingPart],
    /// Rows that went while the file was written.
    pub(super) missing_rows: u32,
}

/// What could not be read again.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Stale<'a> {
    /// Rows of it that are in the file.
    pub(super) rows: u32,
    pub(super) parts: &'a [StalePart],
}

struct Row<'a> {
    names: &'a [&'a str],
    values: &'a [Value<'a>],
}

impl Serialize for Row<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.names.len()))?;
        for (name, value) in self.names.iter().zip(self.values) {
            map.serialize_entry(name, value)?;
        }
        map.end()
    }
}
