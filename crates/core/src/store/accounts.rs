//! Table `accounts` of `state.db`: what is known of an account but its key.

use rusqlite::{Connection, OptionalExtension, Row, named_params};

use crate::account::Environment;

/// `saving`: the secret may or may not be in the keyring yet. `connected`: it was read back from it. `removing`: it may be gone.
/// A row in between is a leftover of a crash and is cleared at the next start, with its secret.
pub(crate) const CREATE: &str = "
CREATE TABLE accounts (
    id TEXT PRIMARY KEY,
    request_id TEXT NOT NULL UNIQUE,
    state TEXT NOT NULL CHECK (state IN ('saving', 'connected', 'removing')),
    alias TEXT NOT NULL,
    alias_key TEXT NOT NULL,
    color INTEGER NOT NULL,
    environment TEXT NOT NULL,
    access_key_hint TEXT NOT NULL,
    uid TEXT NOT NULL,
    arn TEXT NOT NULL,
    endpoint TEXT,
    created_at INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX accounts_alias ON accounts (alias_key) WHERE state = 'connected';";

/// An account as it is stored.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct AccountRow {
    pub(crate) id: String,
    pub(crate) request_id: String,
    pub(crate) alias: String,
    pub(crate) color: u8,
    pub(crate) environment: Environment,
    pub(crate) access_key_hint: String,
    pub(crate) uid: String,
    pub(crate) arn: String,
    pub(crate) endpoint: Option<String>,
    pub(crate) created_at: i64,
}

const COLUMNS: &str = "id, request_id, alias, color, environment, access_key_hint, uid, arn, endpoint, created_at";

fn read(row: &Row<'_>) -> rusqlite::Result<AccountRow> {
    Ok(AccountRow {
        id: row.get(0)?,
        request_id: row.get(1)?,
        alias: row.get(2)?,
        color: row.get(3)?,
        environment: match row.get_ref(4)?.as_str()? {
            "production" => Environment::Production,
            "staging" => Environment::Staging,
            _ => Environment::Test,
        },
        access_key_hint: row.get(5)?,
        uid: row.get(6)?,
        arn: row.get(7)?,
        endpoint: row.get(8)?,
        created_at: row.get(9)?,
    })
}

fn environment_word(environment: Environment) -> &'static str {
    match environment {
        Environment::Test => "test",
        Environment::Staging => "staging",
        Environment::Production => "production",
    }
}

/// What an alias is compared by.
pub(crate) fn alias_key(alias: &str) -> String {
    alias.to_lowercase()
}

pub(crate) fn connected(connection: &Connection) -> rusqlite::Result<Vec<AccountRow>> {
    let sql = format!("SELECT {COLUMNS} FROM accounts WHERE state = 'connected' ORDER BY created_at, id");
    connection.prepare_cached(&sql)?.query_map([], read)?.collect()
}

pub(crate) fn get(connection: &Connection, id: &str) -> rusqlite::Result<Option<AccountRow>> {
    let sql = format!("SELECT {COLUMNS} FROM accounts WHERE id = ?1 AND state = 'connected'");
    connection.prepare_cached(&sql)?.query_row([id], read).optional()
}

/// The account a request made, and whether it was brought to its end.
pub(crate) fn by_request(connection: &Connection, request_id: &str) -> rusqlite::Result<Option<(AccountRow, bool)>> {
    let sql = format!("SELECT {COLUMNS}, state = 'connected' FROM accounts WHERE request_id = ?1");
    connection
        .prepare_cached(&sql)?
        .query_row([request_id], |row| Ok((read(row)?, row.get(10)?)))
        .optional()
}

pub(crate) fn is_alias_taken(connection: &Connection, alias: &str) -> rusqlite::Result<bool> {
    connection
        .prepare_cached("SELECT 1 FROM accounts WHERE alias_key = ?1 AND state = 'connected'")?
        .exists([alias_key(alias)])
}

/// Writes the row as `saving`.
pub(crate) fn begin(connection: &Connection, row: &AccountRow) -> rusqlite::Result<()> {
    let sql = format!(
        "INSERT OR REPLACE INTO accounts ({COLUMNS}, alias_key, state) VALUES (:id, :request_id, :alias, :color, :environment,
         :access_key_hint, :uid, :arn, :endpoint, :created_at, :alias_key, 'saving')"
    );
    connection.prepare_cached(&sql)?.execute(named_params! {
        ":id": row.id,
        ":request_id": row.request_id,
        ":alias": row.alias,
        ":color": row.color,
        ":environment": environment_word(row.environment),
        ":access_key_hint": row.access_key_hint,
        ":uid": row.uid,
        ":arn": row.arn,
        ":endpoint": row.endpoint,
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

pub(crate) fn remove(connection: &Connection, id: &str) -> rusqlite::Result<()> {
    connection
        .prepare_cached("DELETE FROM accounts WHERE id = ?1")?
        .execute([id])?;
    Ok(())
}

/// Ids of accounts a crash or an unanswered prompt left between two states.
pub(crate) fn leftovers(connection: &Connection) -> rusqlite::Result<Vec<String>> {
    connection
        .prepare_cached("SELECT id FROM accounts WHERE state <> 'connected'")?
        .query_map([], |row| row.get(0))?
        .collect()
}
