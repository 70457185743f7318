//! Table `drafts` of `state.db`: images that were begun and not created yet, by the system-disk snapshot. Holds no secret.

use rusqlite::{Connection, OptionalExtension, Transaction, params};

use super::accounts;

/// `id` grows with each writing, so that it says which draft was written last.
pub(crate) const CREATE: &str = "
CREATE TABLE drafts (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    account_id TEXT NOT NULL,
    region_id TEXT NOT NULL,
    snapshot_id TEXT NOT NULL,
    record TEXT NOT NULL,
    UNIQUE (account_id, region_id, snapshot_id)
) STRICT;";

/// The snapshot that a draft is of.
#[derive(Clone, Debug)]
pub(crate) struct DraftKey {
    pub(crate) account_id: String,
    pub(crate) region_id: String,
    pub(crate) snapshot_id: String,
}

/// Keeps a draft, and the `most` written last of all. `false` when there is no such account: then nothing is kept.
pub(crate) fn put(transaction: &Transaction<'_>, key: &DraftKey, record: &str, most: u32) -> rusqlite::Result<bool> {
    if !accounts::exists(transaction, &key.account_id)? {
        return Ok(false);
    }
    transaction
        .prepare_cached(
            "INSERT OR REPLACE INTO drafts (account_id, region_id, snapshot_id, record) VALUES (?1, ?2, ?3, ?4)",
        )?
        .execute(params![key.account_id, key.region_id, key.snapshot_id, record])?;
    transaction
        .prepare_cached("DELETE FROM drafts WHERE id NOT IN (SELECT id FROM drafts ORDER BY id DESC LIMIT ?1)")?
        .execute([most])?;
    Ok(true)
}

/// The record of a draft.
pub(crate) fn find(connection: &Connection, key: &DraftKey) -> rusqlite::Result<Option<String>> {
    connection
        .prepare_cached("SELECT record FROM drafts WHERE account_id = ?1 AND region_id = ?2 AND snapshot_id = ?3")?
        .query_row([&key.account_id, &key.region_id, &key.snapshot_id], |row| row.get(0))
        .optional()
}

/// Forgets a draft, if there is one.
pub(crate) fn remove(connection: &Connection, key: &DraftKey) -> rusqlite::Result<()> {
    connection
        .prepare_cached("DELETE FROM drafts WHERE account_id = ?1 AND region_id = ?2 AND snapshot_id = ?3")?
        .execute([&key.account_id, &key.region_id, &key.snapshot_id])?;
    Ok(())
}

/// Forgets the drafts of an account.
pub(crate) fn remove_account(connection: &Connection, account_id: &str) -> rusqlite::Result<()> {
    connection
        .prepare_cached("DELETE FROM drafts WHERE account_id = ?1")?
        .execute([account_id])?;
    Ok(())
}
