//! Columns that hold JSON.

use rusqlite::Row;
use rusqlite::types::{FromSqlError, Type};
use serde::Serialize;
use serde::de::DeserializeOwned;

pub(super) fn to_json<T: Serialize>(value: &T) -> rusqlite::Result<String> {
    serde_json::to_string(value).map_err(|error| rusqlite::Error::ToSqlConversionFailure(Box::new(error)))
}

pub(super) fn from_json<T: DeserializeOwned>(row: &Row<'_>, index: usize) -> rusqlite::Result<T> {
    let json = row.get_ref(index)?;
    let json = json
        .as_str()
        .map_err(|error: FromSqlError| rusqlite::Error::FromSqlConversionFailure(index, Type::Text, Box::new(error)))?;
    serde_json::from_str(json)
        .map_err(|error| rusqlite::Error::FromSqlConversionFailure(index, Type::Text, Box::new(error)))
}

/// A value that may be missing, and that counts as missing when another version wrote it in another shape.
pub(super) fn tolerant<T: DeserializeOwned>(row: &Row<'_>, index: usize) -> rusqlite::Result<Option<T>> {
    let json: Option<String> = row.get(index)?;
    Ok(json.and_then(|json| serde_json::from_str(&json).ok()))
}
