//! Table `settings` of `state.db`: single values that outlive a run.

use rusqlite::{Connection, OptionalExtension};

pub(crate) const CREATE: &str =
    "CREATE TABLE settings (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID, STRICT;";

/// Whether the practice cloud is open: milliseconds since the epoch of its opening.
pub(crate) const PRACTICE_OPENED_AT: &str = "practice_opened_at";

pub(crate) fn get(connection: &Connection, name: &str) -> rusqlite::Result<Option<String>> {
    connection
        .prepare_cached("SELECT value FROM settings WHERE name = ?1")?
        .query_row([name], |row| row.get(0))
        .optional()
}

pub(crate) fn put(connection: &Connection, name: &str, value: &str) -> rusqlite::Result<()> {
    connection.prepare_cached("INSERT INTO settings (name, value) VALUES (?1, ?2) ON CONFLICT (name) DO UPDATE SET value = excluded.value")?.execute([name, value])?;
    Ok(())
}

pub(crate) fn remove(connection: &Connection, name: &str) -> rusqlite::Result<()> {
    connection
        .prepare_cached("DELETE FROM settings WHERE name = ?1")?
        .execute([name])?;
    Ok(())
}
