//! The gate: the only way from the core to the cloud. Every call gets verified credentials here; every write is checked against the
//! read-only lock and written down in the journal; every failure leaves with its action and host.
//!
//! No other module of the core may use `alibaba_cloud::Client`.

mod account_client;
mod call_error;
mod connect;
mod credentials;
mod gate;
mod identity;
mod journal;
mod journal_entry;
mod key_replacement;
mod regions;
#[cfg(test)]
#[allow(clippy::unwrap_used)]
pub(crate) mod tests;
mod verification;

pub(crate) use alibaba_cloud::Priority;

pub(crate) use account_client::{AccountClient, WriteContext};
pub(crate) use call_error::{CallError, ram_action, ram_action_of};
pub(crate) use gate::{Cloud, CloudConfig};
pub use journal_entry::{
    JournalAccount, JournalCount, JournalEntry, JournalFilter, JournalLine, JournalOutcome, JournalPage,
    JournalParameter, JournalValues,
};
