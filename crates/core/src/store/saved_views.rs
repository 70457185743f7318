//! Table `saved_views` of `state.db`: views that were kept under a name.

use rusqlite::{Connection, params};

pub(crate) const CREATE: &str = "
CREATE TABLE saved_views (
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    record TEXT NOT NULL,
    PRIMARY KEY (kind, name)
) WITHOUT ROWID, STRICT;";

/// Puts a record under a name.
pub(crate) fn put(connection: &Connection, kind: &str, name: &str, record: &str) -> rusqlite::Result<()> {
    connection
        .prepare_cached("INSERT OR REPLACE INTO saved_views (kind, name, record) VALUES (?1, ?2, ?3)")?
        .execute(params![kind, name, record])?;
    Ok(())
}

/// Names and records of a kind, by name.
pub(crate) fn of_kind(connection: &Connection, kind: &str) -> rusqlite::Result<Vec<(String, String)>> {
    connection
        .prepare_cached("SELECT name, record FROM saved_views WHERE kind = ?1 ORDER BY name")?
        .query_map([kind], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect()
}

/// Removes a record, if there is one.
pub(crate) fn remove(connection: &Connection, kind: &str, name: &str) -> rusqlite::Result<()> {
    connection
        .prepare_cached("DELETE FROM saved_views WHERE kind = ?1 AND name = ?2")?
        .execute([kind, name])?;
    Ok(())
}
