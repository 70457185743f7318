//! Table `recipes` of `state.db`: choices for images that are kept under a name. Holds no secret.

use rusqlite::{Connection, OptionalExtension, Transaction, params};

pub(crate) const CREATE: &str = "
CREATE TABLE recipes (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    request_id TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL UNIQUE,
    record TEXT NOT NULL
) STRICT;";

/// What came of keeping a recipe.
pub(crate) enum Put {
    /// It has this number.
    Done(i64),
    /// Another one has its name.
    NameTaken,
    /// There is none of its number.
    Gone,
}

/// Numbers and records, by name.
pub(crate) fn list(connection: &Connection) -> rusqlite::Result<Vec<(i64, String)>> {
    connection
        .prepare_cached("SELECT id, record FROM recipes ORDER BY name")?
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect()
}

/// The record of a recipe.
pub(crate) fn find(connection: &Connection, id: i64) -> rusqlite::Result<Option<String>> {
    connection
        .prepare_cached("SELECT record FROM recipes WHERE id = ?1")?
        .query_row([id], |row| row.get(0))
        .optional()
}

/// Adds a recipe. A repeated `request_id` adds nothing and gives the one it added.
pub(crate) fn insert(
    transaction: &Transaction<'_>,
    request_id: &str,
    name: &str,
    record: &str,
) -> rusqlite::Result<Put> {
    let made: Option<i64> = transaction
        .prepare_cached("SELECT id FROM recipes WHERE request_id = ?1")?
        .query_row([request_id], |row| row.get(0))
        .optional()?;
    if let Some(id) = made {
        return Ok(Put::Done(id));
    }
    if named(transaction, name)?.is_some() {
        return Ok(Put::NameTaken);
    }
    transaction
        .prepare_cached("INSERT INTO recipes (request_id, name, record) VALUES (?1, ?2, ?3)")?
        .execute(params![request_id, name, record])?;
    Ok(Put::Done(transaction.last_insert_rowid()))
}

/// Puts a recipe in the place of the one of that number.
pub(crate) fn replace(transaction: &Transaction<'_>, id: i64, name: &str, record: &str) -> rusqlite::Result<Put> {
    if named(transaction, name)?.is_some_and(|other| other != id) {
        return Ok(Put::NameTaken);
    }
    let changed = transaction
        .prepare_cached("UPDATE recipes SET name = ?2, record = ?3 WHERE id = ?1")?
        .execute(params![id, name, record])?;
    Ok(if changed == 0 { Put::Gone } else { Put::Done(id) })
}

fn named(connection: &Connection, name: &str) -> rusqlite::Result<Option<i64>> {
    connection
        .prepare_cached("SELECT id FROM recipes WHERE name = ?1")?
        .query_row([name], |row| row.get(0))
        .optional()
}

/// Removes a recipe, if there is one.
pub(crate) fn remove(connection: &Connection, id: i64) -> rusqlite::Result<()> {
    connection
        .prepare_cached("DELETE FROM recipes WHERE id = ?1")?
        .execute([id])?;
    Ok(())
}
