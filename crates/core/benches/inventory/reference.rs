//! The same rows in plain SQLite, and what it takes to ask it the same.

use std::path::Path;
use std::time::{Duration, Instant};

use rusqlite::{Connection, params};

use super::rows::{REGIONS, region, snapshot, snapshot_json};

/// A table of the snapshots with an index on the time of their creation.
pub struct Reference {
    connection: Connection,
    /// Rows that have been made.
    pub accomplished: usize,
}

impl Reference {
    pub fn new(folder: &Path, rows: usize) -> Self {
        let mut connection = open(&folder.join("reference.db"));
        connection
            .execute_batch(
                "CREATE TABLE snapshots (id INTEGER PRIMARY KEY, snapshot_id TEXT, name TEXT, status TEXT, disk_type TEXT,
                    size INTEGER, created_at INTEGER, search TEXT, raw TEXT);",
            )
            .unwrap();
        let transaction = connection.transaction().unwrap();
        let mut accomplished = 0;
        {
            let mut insert = transaction
                .prepare("INSERT INTO snapshots VALUES (NULL, ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)")
                .unwrap();
            for number in 0..rows {
                let row = snapshot(number);
                accomplished += usize::from(row.status == "accomplished");
                let search = [&row.id, &row.name, &row.description, &row.disk_id].map(|text| text.to_lowercase());
                let raw = snapshot_json(number, &region(number % REGIONS));
                insert
                    .execute(params![
                        row.id,
                        row.name.to_lowercase(),
                        row.status,
                        row.disk_type,
                        row.size as i64,
                        row.created_at,
                        search.join("\n"),
                        raw
                    ])
                    .unwrap();
            }
        }
        transaction.commit().unwrap();
        connection
            .execute_batch("CREATE INDEX by_time ON snapshots (created_at DESC); ANALYZE;")
            .unwrap();
        Self {
            connection,
            accomplished,
        }
    }

    /// The last hundred rows of a filtered list in the order of the index.
    pub fn window(&self) -> Duration {
        let sql = "SELECT * FROM snapshots WHERE status = 'accomplished' ORDER BY created_at DESC LIMIT 100 OFFSET ?1";
        let mut query = self.connection.prepare_cached(sql).unwrap();
        let began = Instant::now();
        let read = |row: &rusqlite::Row<'_>| row.get::<_, String>("raw");
        let rows = query
            .query_map([self.accomplished.saturating_sub(100) as i64], read)
            .unwrap();
        assert_eq!(rows.map(Result::unwrap).count(), self.accomplished.min(100));
        began.elapsed()
    }

    /// Every row that holds a text. The time it takes, and how many there are.
    pub fn search(&self, text: &str) -> (Duration, usize) {
        let mut query = self
            .connection
            .prepare_cached("SELECT id FROM snapshots WHERE search LIKE ?1")
            .unwrap();
        let began = Instant::now();
        let rows = query
            .query_map([format!("%{text}%")], |row| row.get::<_, i64>(0))
            .unwrap();
        let found = rows.map(Result::unwrap).count();
        (began.elapsed(), found)
    }

    /// Every row in the order of a column without an index.
    pub fn sort(&self, column: &str) -> Duration {
        let mut query = self
            .connection
            .prepare_cached(&format!("SELECT id FROM snapshots ORDER BY {column}"))
            .unwrap();
        let began = Instant::now();
        assert!(
            query
                .query_map([], |row| row.get::<_, i64>(0))
                .unwrap()
                .all(|id| id.is_ok())
        );
        began.elapsed()
    }
}

/// What it takes to put the rows as they came into a table without any index, in one transaction. Making them does not count.
pub fn inserts(folder: &Path, rows: usize) -> Duration {
    let mut connection = open(&folder.join("inserts.db"));
    connection
        .execute_batch(
            "CREATE TABLE rows (id INTEGER PRIMARY KEY, region TEXT, resource_id TEXT, request_id TEXT, raw TEXT);",
        )
        .unwrap();
    let mut taken = Duration::ZERO;
    let began = Instant::now();
    let transaction = connection.transaction().unwrap();
    taken += began.elapsed();
    {
        let mut insert = transaction
            .prepare("INSERT INTO rows VALUES (NULL, ?1, ?2, ?3, ?4)")
            .unwrap();
        for from in (0..rows).step_by(1_000) {
            let some: Vec<(String, String, String)> = (from..(from + 1_000).min(rows))
                .map(|number| {
                    let region_id = region(number % REGIONS);
                    let raw = snapshot_json(number, &region_id);
                    (region_id, snapshot(number).id, raw)
                })
                .collect();
            let began = Instant::now();
            for (region_id, id, raw) in &some {
                insert.execute(params![region_id, id, "R", raw]).unwrap();
            }
            taken += began.elapsed();
        }
    }
    let began = Instant::now();
    transaction.commit().unwrap();
    taken + began.elapsed()
}

fn open(path: &Path) -> Connection {
    let connection = Connection::open(path).unwrap();
    connection
        .pragma_update_and_check(None, "journal_mode", "wal", |_| Ok(()))
        .unwrap();
    connection.pragma_update(None, "synchronous", "normal").unwrap();
    connection
}
