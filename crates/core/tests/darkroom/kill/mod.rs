//! Runs of the program that are killed and started again until their job is done; then the ledger of the cloud is judged.
//!
//! The program is a child process that dies by SIGKILL. The cloud is a simulator on loopback in a process of its own, or in a thread
//! of the test. Both live in virtual time: it is the child's, and the cloud's clock follows it.

pub mod boundary;
pub mod campaign;
pub mod child;
pub mod cloud;
mod crossing;
pub mod faults;
pub mod inspect;
pub mod judge;
mod of_existing_images;
mod of_instances;
pub mod plan;
mod start;

pub use campaign::{Campaign, Tally};
pub use cloud::KillCloud;
