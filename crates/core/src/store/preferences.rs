//! Tables `preferences` and `certificates` of `state.db`: what was set for the whole program. Hold no secret.

use rusqlite::{Connection, OptionalExtension, params};

pub(crate) const CREATE: &str = "
CREATE TABLE preferences (
    name TEXT NOT NULL PRIMARY KEY,
    record TEXT NOT NULL
) WITHOUT ROWID, STRICT;
CREATE TABLE certificates (
    position INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    record TEXT NOT NULL,
    der BLOB NOT NULL
) STRICT;";

/// Puts a record under a name.
pub(crate) fn put(connection: &Connection, name: &str, record: &str) -> rusqlite::Result<()> {
    connection
        .prepare_cached("INSERT OR REPLACE INTO preferences (name, record) VALUES (?1, ?2)")?
        .execute([name, record])?;
    Ok(())
}

/// The record of a name.
pub(crate) fn find(connection: &Connection, name: &str) -> rusqlite::Result<Option<String>> {
    connection
        .prepare_cached("SELECT record FROM preferences WHERE name = ?1")?
        .query_row([name], |row| row.get(0))
        .optional()
}

/// Keeps a certificate. One that is there already stays as it is.
pub(crate) fn put_certificate(connection: &Connection, id: &str, record: &str, der: &[u8]) -> rusqlite::Result<()> {
    connection
        .prepare_cached("INSERT OR IGNORE INTO certificates (id, record, der) VALUES (?1, ?2, ?3)")?
        .execute(params![id, record, der])?;
    Ok(())
}

/// Records and bytes of all certificates, in the order of their adding.
pub(crate) fn certificates(connection: &Connection) -> rusqlite::Result<Vec<(String, Vec<u8>)>> {
    connection
        .prepare_cached("SELECT record, der FROM certificates ORDER BY position")?
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect()
}

/// Removes a certificate. `false` when there is none of that id.
pub(crate) fn remove_certificate(connection: &Connection, id: &str) -> rusqlite::Result<bool> {
    let removed = connection
        .prepare_cached("DELETE FROM certificates WHERE id = ?1")?
        .execute([id])?;
    Ok(removed > 0)
}
