//! Table `address_book` of `state.db`: accounts to share images with, by name. Holds no secret.

use rusqlite::{Connection, OptionalExtension, Row, params};

pub(crate) const CREATE: &str = "
CREATE TABLE address_book (
    uid TEXT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    note TEXT NOT NULL
) WITHOUT ROWID, STRICT;";

/// An entry as it is stored.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct AddressBookRow {
    /// Digits alone.
    pub(crate) uid: String,
    pub(crate) name: String,
    pub(crate) note: String,
}

fn row(row: &Row<'_>) -> rusqlite::Result<AddressBookRow> {
    Ok(AddressBookRow {
        uid: row.get(0)?,
        name: row.get(1)?,
        note: row.get(2)?,
    })
}

/// All entries, by name.
pub(crate) fn all(connection: &Connection) -> rusqlite::Result<Vec<AddressBookRow>> {
    connection
        .prepare_cached("SELECT uid, name, note FROM address_book ORDER BY name COLLATE NOCASE, name, uid")?
        .query_map([], row)?
        .collect()
}

/// The entry of an id.
pub(crate) fn find(connection: &Connection, uid: &str) -> rusqlite::Result<Option<AddressBookRow>> {
    connection
        .prepare_cached("SELECT uid, name, note FROM address_book WHERE uid = ?1")?
        .query_row([uid], row)
        .optional()
}

/// Puts an entry in the place of that with its id.
pub(crate) fn put(connection: &Connection, entry: &AddressBookRow) -> rusqlite::Result<()> {
    connection
        .prepare_cached("INSERT OR REPLACE INTO address_book (uid, name, note) VALUES (?1, ?2, ?3)")?
        .execute(params![entry.uid, entry.name, entry.note])?;
    Ok(())
}

/// Removes the entry of an id, if there is one.
pub(crate) fn remove(connection: &Connection, uid: &str) -> rusqlite::Result<()> {
    connection
        .prepare_cached("DELETE FROM address_book WHERE uid = ?1")?
        .execute([uid])?;
    Ok(())
}
