//! Every decision Darkroom takes: accounts and their secrets, the inventory of snapshots, image jobs, and the store under them.
//!
//! [`Darkroom`] is the whole of it for the shell. No window, no sentences for people and no simulator live here. Errors leave as
//! [`Problem`], codes and parameters that the window turns into words.

pub mod account;
pub mod address_book;
mod change;
mod cloud;
mod cloud_problem;
mod darkroom;
pub mod deletion;
mod finding;
pub mod image;
pub mod instance;
pub mod inventory;
pub mod job;
pub mod launch;
mod lock;
mod milliseconds;
mod password;
pub mod preferences;
mod problem;
pub mod proof;
pub mod recipe;
mod store;
mod support;
pub mod view;
mod wake;

pub use change::Change;
pub use cloud::{
    JournalAccount, JournalCount, JournalEntry, JournalFilter, JournalLine, JournalOutcome, JournalPage,
    JournalParameter, JournalValues,
};
pub use darkroom::{Darkroom, Practice, Settings};
pub use finding::{Finding, FindingCode, Severity};
pub use password::Password;
pub use problem::{Problem, ProblemCode, Provider};
pub use support::Program;
