//! The address book: accounts that images are shared with, each with a name. They are accounts of others: those that are connected here
//! have their names already.

mod book;
mod entry;
mod export;
mod import;
mod rules;
#[cfg(test)]
mod tests;

pub(crate) use book::AddressBook;

pub use entry::{AddressBookEntry, AddressBookFile, AddressBookLine};
pub use export::{AddressBookExported, AddressBookHeadings};
