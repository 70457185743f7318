//! Accounts that images are shared with, by name.

use jiff::tz::TimeZone;

use super::Darkroom;
use crate::Problem;
use crate::address_book::{AddressBookEntry, AddressBookExported, AddressBookFile, AddressBookHeadings};
use crate::finding::Finding;
use crate::view::{ExportFormat, ExportTarget};

impl Darkroom {
    /// The address book, by name.
    ///
    /// # Errors
    /// `StoreFailed`.
    pub async fn address_book_list(&self) -> Result<Vec<AddressBookEntry>, Problem> {
        self.address_book.list().await
    }

    /// What the rules say of an entry, at `uid`, `name` or `note`. `replaces` is the id of the entry in whose place it is to stand.
    ///
    /// # Errors
    /// `StoreFailed`.
    pub async fn address_book_check(
        &self,
        entry: AddressBookEntry,
        replaces: Option<String>,
    ) -> Result<Vec<Finding>, Problem> {
        self.address_book.check(&entry, replaces.as_deref()).await
    }

    /// Puts an entry into the address book, in place of that with the id `replaces`. Repeated it does nothing more.
    ///
    /// # Errors
    /// `DraftInvalid` at the field, `NotFound` when there is nothing to replace, `StoreFailed`.
    pub async fn address_book_save(
        &self,
        entry: AddressBookEntry,
        replaces: Option<String>,
    ) -> Result<Vec<AddressBookEntry>, Problem> {
        self.address_book.save(&entry, replaces).await
    }

    /// Removes an entry of the address book. Nothing is unshared. Repeated it does nothing more.
    ///
    /// # Errors
    /// `StoreFailed`.
    pub async fn address_book_remove(&self, uid: String) -> Result<Vec<AddressBookEntry>, Problem> {
        self.address_book.remove(uid).await
    }

    /// What a CSV file for the address book holds, and what is wrong in it. Changes nothing.
    ///
    /// # Errors
    /// `AddressFileRefused`, `StoreFailed`.
    pub async fn address_book_read(&self, file: String, content: Vec<u8>) -> Result<AddressBookFile, Problem> {
        self.address_book.read(file, content).await
    }

    /// Puts entries into the address book, all of them or none; those with the same ids are replaced. Repeated it does nothing more.
    ///
    /// # Errors
    /// `DraftInvalid`, `StoreFailed`.
    pub async fn address_book_import(&self, entries: Vec<AddressBookEntry>) -> Result<Vec<AddressBookEntry>, Problem> {
        self.address_book.import(entries).await
    }

    /// The name that is proposed for a file of the address book.
    #[must_use]
    pub fn address_book_file_name(&self) -> String {
        let today = self.runtime.now().to_zoned(TimeZone::system()).date();
        format!("address-book-{today}.{}", ExportFormat::Csv.extension())
    }

    /// Writes the address book to a CSV file.
    ///
    /// # Errors
    /// `ExportFailed`, `StoreFailed`.
    pub async fn address_book_export(
        &self,
        headings: AddressBookHeadings,
        target: Box<dyn ExportTarget>,
    ) -> Result<AddressBookExported, Problem> {
        self.address_book.export(&headings, target).await
    }
}
