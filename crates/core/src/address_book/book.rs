//! The address book over the store.

use tokio::sync::broadcast;

use super::rules::Known;
use super::{AddressBookEntry, AddressBookExported, AddressBookFile, AddressBookHeadings, export, import};
use crate::account::Accounts;
use crate::finding::{Finding, Severity};
use crate::store::Database;
use crate::store::address_book::{self as store, AddressBookRow};
use crate::view::ExportTarget;
use crate::{Change, Problem, ProblemCode};

/// The address book. A clone shares everything.
#[derive(Clone)]
pub(crate) struct AddressBook {
    state: Database,
    accounts: Accounts,
    changes: broadcast::Sender<Change>,
}

impl AddressBook {
    pub(crate) fn new(state: Database, accounts: Accounts, changes: broadcast::Sender<Change>) -> Self {
        Self {
            state,
            accounts,
            changes,
        }
    }

    /// All entries, by name.
    ///
    /// # Errors
    /// `StoreFailed`.
    pub(crate) async fn list(&self) -> Result<Vec<AddressBookEntry>, Problem> {
        let rows = self.state.read(store::all).await?;
        Ok(rows.into_iter().map(Into::into).collect())
    }

    /// What the rules say of an entry that is to stand in the book, in place of that with the id `replaces`.
    ///
    /// # Errors
    /// `StoreFailed`.
    pub(crate) async fn check(
        &self,
        entry: &AddressBookEntry,
        replaces: Option<&str>,
    ) -> Result<Vec<Finding>, Problem> {
        Ok(self.known().await?.check(&entry.normalized(), replaces))
    }

    /// Puts an entry into the book, in place of that with the id `replaces`. What is there already as it is stays so.
    ///
    /// # Errors
    /// `DraftInvalid` at the field, `NotFound` when there is nothing to replace, `StoreFailed`.
    pub(crate) async fn save(
        &self,
        entry: &AddressBookEntry,
        replaces: Option<String>,
    ) -> Result<Vec<AddressBookEntry>, Problem> {
        let entry = entry.normalized();
        let known = self.known().await?;
        let replaced = replaces.as_ref().and_then(|uid| known.book.get(uid));
        let is_there = known.book.get(&entry.uid) == Some(&entry);
        if is_there && replaced.is_none_or(|replaced| replaced.uid == entry.uid) {
            return self.list().await;
        }
        if replaces.is_some() && replaced.is_none() {
            return Err(Problem::new(ProblemCode::NotFound));
        }
        refuse_errors(&known.check(&entry, replaces.as_deref()))?;
        let row = AddressBookRow::from(entry);
        let written = self.state.write(move |transaction| {
            // Another one with its id may have come meanwhile.
            if replaces.as_deref() != Some(&row.uid) && store::find(transaction, &row.uid)?.is_some() {
                return Ok(false);
            }
            if let Some(replaced) = &replaces {
                store::remove(transaction, replaced)?;
            }
            store::put(transaction, &row)?;
            Ok(true)
        });
        if !written.await? {
            return Err(Problem::new(ProblemCode::DraftInvalid).at("uid").with("count", "1"));
        }
        self.changed().await
    }

    /// Removes the entry of an id, if there is one.
    ///
    /// # Errors
    /// `StoreFailed`.
    pub(crate) async fn remove(&self, uid: String) -> Result<Vec<AddressBookEntry>, Problem> {
        let removed = self.state.write(move |transaction| store::remove(transaction, &uid));
        removed.await?;
        self.changed().await
    }

    /// What a file holds, line by line. Changes nothing.
    ///
    /// # Errors
    /// `AddressFileRefused`, `StoreFailed`.
    pub(crate) async fn read(&self, file: String, content: Vec<u8>) -> Result<AddressBookFile, Problem> {
        let known = self.known().await?;
        // It may have many thousand lines.
        let read = tokio::task::spawn_blocking(move || import::read(file, &content, &known));
        read.await.map_err(|_| Problem::new(ProblemCode::Internal))?
    }

    /// Puts entries into the book, all of them or none; those with the same ids are replaced.
    ///
    /// # Errors
    /// `DraftInvalid`, `StoreFailed`.
    pub(crate) async fn import(&self, entries: Vec<AddressBookEntry>) -> Result<Vec<AddressBookEntry>, Problem> {
        let known = self.known().await?;
        let entries: Vec<_> = entries.iter().map(AddressBookEntry::normalized).collect();
        let findings = entries.iter().flat_map(|entry| known.check(entry, Some(&entry.uid)));
        refuse_errors(&findings.collect::<Vec<_>>())?;
        let written = self.state.write(move |transaction| {
            let mut entries = entries.into_iter();
            entries.try_for_each(|entry| store::put(transaction, &entry.into()))
        });
        written.await?;
        self.changed().await
    }

    /// Writes the book to a file that [`AddressBook::read`] reads.
    ///
    /// # Errors
    /// `ExportFailed` with `reason` and `file`, `StoreFailed`.
    pub(crate) async fn export(
        &self,
        headings: &AddressBookHeadings,
        target: Box<dyn ExportTarget>,
    ) -> Result<AddressBookExported, Problem> {
        export::write(&self.list().await?, headings, target).await
    }

    async fn known(&self) -> Result<Known, Problem> {
        Ok(Known::new(self.accounts.list().await?, self.list().await?))
    }

    async fn changed(&self) -> Result<Vec<AddressBookEntry>, Problem> {
        let _ = self.changes.send(Change::AddressBook);
        self.list().await
    }
}

fn refuse_errors(findings: &[Finding]) -> Result<(), Problem> {
    let errors: Vec<_> = findings
        .iter()
        .filter(|finding| finding.severity == Severity::Error)
        .collect();
    match errors.first() {
        None => Ok(()),
        Some(first) => {
            let problem = Problem::new(ProblemCode::DraftInvalid).at(&first.field);
            Err(problem.with("count", errors.len().to_string()))
        }
    }
}
