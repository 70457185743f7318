//! Table `accounts` of `state.db`: what is known of an account except its key.

use rusqlite::{Connection, OptionalExtension, Row, named_params};

/// `saving`: the secret may or may not be in the keyring yet. `connected`: it was read back from it. `removing`: it may be gone.
/// The next start clears a row that is still in between, with its secret.
///
/// `unused_secret_id` names a keyring item that is being written or is to be deleted, so that no item is ever without a row.
pub(crate) const CREATE: &str = "
CREATE TABLE accounts (
    id TEXT PRIMARY KEY,
    request_id TEXT NOT NULL UNIQUE,
    state TEXT NOT NULL CHECK (state IN ('saving', 'connected', 'removing')),
    kind TEXT NOT NULL CHECK (kind IN ('access_key', 'practice')),
    alias TEXT NOT NULL,
    alias_key TEXT NOT NULL,
    color INTEGER NOT NULL,
    environment TEXT NOT NULL CHECK (environment IN ('test', 'staging', 'production')),
    locked INTEGER NOT NULL DEFAULT 0,
    access_key_hint TEXT NOT NULL,
    uid TEXT NOT NULL,
    arn TEXT NOT NULL,
    endpoint TEXT,
    secret_id TEXT,
    unused_secret_id TEXT,
    created_at INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX accounts_alias ON accounts (alias_key) WHERE state <> 'saving';";

/// An account as it is stored.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct AccountRow {
    pub(crate) id: String,
    pub(crate) request_id: String,
    pub(crate) kind: Kind,
    pub(crate) alias: String,
    pub(crate) color: u8,
    pub(crate) environment: Environment,
    pub(crate) locked: bool,
    pub(crate) access_key_hint: String,
    /// Empty until the first verification.
    pub(crate) uid: String,
    /// Empty until the first verification.
    pub(crate) arn: String,
    pub(crate) endpoint: Option<String>,
    /// The keyring item of the key; `None` for a kind without one.
    pub(crate) secret_id: Option<String>,
    pub(crate) created_at: i64,
}

/// Where the credentials of an account come from.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Kind {
    AccessKey,
    Practice,
}

/// What an account is used for.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Environment {
    Test,
    Staging,
    Production,
}

impl Kind {
    fn word(self) -> &'static str {
        match self {
            Self::AccessKey => "access_key",
            Self::Practice => "practice",
        }
    }
}

impl Environment {
    /// The word in the columns of this table and of `journal`.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Test => "test",
            Self::Staging => "staging",
            Self::Production => "production",
        }
    }

    /// An unknown word reads as the environment in which most care is taken.
    pub(crate) fn from_word(word: &str) -> Self {
        match word {
            "test" => Self::Test,
            "staging" => Self::Staging,
            _ => Self::Production,
        }
    }
}

const COLUMNS: &str = "id, request_id, kind, alias, color, environment, locked, access_key_hint, uid, arn, endpoint, secret_id, created_at";

fn read(row: &Row<'_>) -> rusqlite::Result<AccountRow> {
    Ok(AccountRow {
        id: row.get(0)?,
        request_id: row.get(1)?,
        kind: match row.get_ref(2)?.as_str()? {
            "practice" => Kind::Practice,
            _ => Kind::AccessKey,
        },
        alias: row.get(3)?,
        color: row.get(4)?,
        environment: Environment::from_word(row.get_ref(5)?.as_str()?),
        locked: row.get(6)?,
        access_key_hint: row.get(7)?,
        uid: row.get(8)?,
        arn: row.get(9)?,
        endpoint: row.get(10)?,
        secret_id: row.get(11)?,
        created_at: row.get(12)?,
    })
}

/// What an alias is compared by.
pub(crate) fn alias_key(alias: &str) -> String {
    alias.to_lowercase()
}

/// Connected accounts in the order of their connecting, the practice account last.
pub(crate) fn connected(connection: &Connection) -> rusqlite::Result<Vec<AccountRow>> {
    let sql =
        format!("SELECT {COLUMNS} FROM accounts WHERE state = 'connected' ORDER BY kind = 'practice', created_at, id");
    connection.prepare_cached(&sql)?.query_map([], read)?.collect()
}

pub(crate) fn get(connection: &Connection, id: &str) -> rusqlite::Result<Option<AccountRow>> {
    let sql = format!("SELECT {COLUMNS} FROM accounts WHERE id = ?1 AND state = 'connected'");
    connection.prepare_cached(&sql)?.query_row([id], read).optional()
}

/// Whether there is a row of the account in any state.
pub(crate) fn exists(connection: &Connection, id: &str) -> rusqlite::Result<bool> {
    connection
        .prepare_cached("SELECT 1 FROM accounts WHERE id = ?1")?
        .exists([id])
}

/// The account that a request made, and whether it is connected.
pub(crate) fn by_request(connection: &Connection, request_id: &str) -> rusqlite::Result<Option<(AccountRow, bool)>> {
    let sql = format!("SELECT {COLUMNS}, state = 'connected' FROM accounts WHERE request_id = ?1");
    connection
        .prepare_cached(&sql)?
        .query_row([request_id], |row| Ok((read(row)?, row.get(13)?)))
        .optional()
}

/// Whether an account other than `except` has this alias. One that is being removed may come back.
pub(crate) fn is_alias_taken(connection: &Connection, alias: &str, except: &str) -> rusqlite::Result<bool> {
    connection
        .prepare_cached("SELECT 1 FROM accounts WHERE alias_key = ?1 AND state <> 'saving' AND id <> ?2")?
        .exists([alias_key(alias).as_str(), except])
}

/// The alias of the account with this UID. The practice account is not one of the cloud's.
pub(crate) fn alias_of_uid(connection: &Connection, uid: &str) -> rusqlite::Result<Option<String>> {
    connection
        .prepare_cached("SELECT alias FROM accounts WHERE uid = ?1 AND state <> 'saving' AND kind <> 'practice'")?
        .query_row([uid], |row| row.get(0))
        .optional()
}

/// Writes the row as `saving`.
pub(crate) fn begin(connection: &Connection, row: &AccountRow) -> rusqlite::Result<()> {
    let sql = format!(
        "INSERT OR REPLACE INTO accounts ({COLUMNS}, alias_key, state) VALUES (:id, :request_id, :kind, :alias, :color,
         :environment, :locked, :access_key_hint, :uid, :arn, :endpoint, :secret_id, :created_at, :alias_key, 'saving')"
    );
    connection.prepare_cached(&sql)?.execute(named_params! {
        ":id": row.id,
        ":request_id": row.request_id,
        ":kind": row.kind.word(),
        ":alias": row.alias,
        ":color": row.color,
        ":environment": row.environment.word(),
        ":locked": row.locked,
        ":access_key_hint": row.access_key_hint,
        ":uid": row.uid,
        ":arn": row.arn,
        ":endpoint": row.endpoint,
        ":secret_id": row.secret_id,
        ":created_at": row.created_at,
        ":alias_key": alias_key(&row.alias),
    })?;
    Ok(())
}

pub(crate) fn set_connected(connection: &Connection, id: &str) -> rusqlite::Result<()> {
    connection
        .prepare_cached("UPDATE accounts SET state = 'connected' WHERE id = ?1")?
        .execute([id])?;
    Ok(())
}

/// Marks a connected account as on its way out; `false` when there is none.
pub(crate) fn set_removing(connection: &Connection, id: &str) -> rusqlite::Result<bool> {
    let sql = "UPDATE accounts SET state = 'removing' WHERE id = ?1 AND state = 'connected'";
    Ok(connection.prepare_cached(sql)?.execute([id])? == 1)
}

/// Changes what is not the key of a connected account; `false` when there is none.
pub(crate) fn update(connection: &Connection, row: &AccountRow) -> rusqlite::Result<bool> {
    let sql = "UPDATE accounts SET alias = :alias, alias_key = :alias_key, color = :color, environment = :environment,
               endpoint = :endpoint WHERE id = :id AND state = 'connected'";
    let changed = connection.prepare_cached(sql)?.execute(named_params! {
        ":id": row.id,
        ":alias": row.alias,
        ":alias_key": alias_key(&row.alias),
        ":color": row.color,
        ":environment": row.environment.word(),
        ":endpoint": row.endpoint,
    })?;
    Ok(changed == 1)
}

/// `false` when there is no such account.
pub(crate) fn set_locked(connection: &Connection, id: &str, locked: bool) -> rusqlite::Result<bool> {
    let sql = "UPDATE accounts SET locked = ?2 WHERE id = ?1 AND state = 'connected'";
    Ok(connection.prepare_cached(sql)?.execute((id, locked))? == 1)
}

/// Keeps the identity that the first verification found.
pub(crate) fn set_identity(connection: &Connection, id: &str, uid: &str, arn: &str) -> rusqlite::Result<()> {
    connection
        .prepare_cached("UPDATE accounts SET uid = ?2, arn = ?3 WHERE id = ?1")?
        .execute([id, uid, arn])?;
    Ok(())
}

/// The keyring items of an account: the one that is not in use, then the one in use.
pub(crate) fn secret_ids(connection: &Connection, id: &str) -> rusqlite::Result<Vec<String>> {
    let ids: Option<(Option<String>, Option<String>)> = connection
        .prepare_cached("SELECT secret_id, unused_secret_id FROM accounts WHERE id = ?1")?
        .query_row([id], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    let (secret_id, unused) = ids.unwrap_or_default();
    Ok(unused.into_iter().chain(secret_id).collect())
}

/// The keyring item of an account that is not in use.
pub(crate) fn unused_secret(connection: &Connection, id: &str) -> rusqlite::Result<Option<String>> {
    let found = connection
        .prepare_cached("SELECT unused_secret_id FROM accounts WHERE id = ?1")?
        .query_row([id], |row| row.get(0))
        .optional()?;
    Ok(found.flatten())
}

/// Notes that a keyring item is being written or is to be deleted, or that there is none such; `false` when the account is not
/// connected.
pub(crate) fn set_unused_secret(connection: &Connection, id: &str, secret_id: Option<&str>) -> rusqlite::Result<bool> {
    let sql = "UPDATE accounts SET unused_secret_id = ?2 WHERE id = ?1 AND state = 'connected'";
    Ok(connection.prepare_cached(sql)?.execute((id, secret_id))? == 1)
}

/// Puts the written item in the place of the one in use, which becomes the unused one; `false` when the account is not connected.
pub(crate) fn swap_secret(
    connection: &Connection,
    id: &str,
    secret_id: &str,
    access_key_hint: &str,
    arn: &str,
) -> rusqlite::Result<bool> {
    let sql = "UPDATE accounts SET unused_secret_id = secret_id, secret_id = ?2, access_key_hint = ?3, arn = ?4
               WHERE id = ?1 AND state = 'connected'";
    Ok(connection
        .prepare_cached(sql)?
        .execute([id, secret_id, access_key_hint, arn])?
        == 1)
}

pub(crate) fn remove(connection: &Connection, id: &str) -> rusqlite::Result<()> {
    connection
        .prepare_cached("DELETE FROM accounts WHERE id = ?1")?
        .execute([id])?;
    Ok(())
}

/// Ids of accounts that a crash or an unanswered prompt left between two states.
pub(crate) fn unfinished(connection: &Connection) -> rusqlite::Result<Vec<String>> {
    connection
        .prepare_cached("SELECT id FROM accounts WHERE state <> 'connected'")?
        .query_map([], |row| row.get(0))?
        .collect()
}

/// Ids of connected accounts with a keyring item that is not in use.
pub(crate) fn with_unused_secret(connection: &Connection) -> rusqlite::Result<Vec<String>> {
    connection
        .prepare_cached("SELECT id FROM accounts WHERE state = 'connected' AND unused_secret_id IS NOT NULL")?
        .query_map([], |row| row.get(0))?
        .collect()
}
