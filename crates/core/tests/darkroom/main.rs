//! Darkroom without its window: accounts, inventory, drafts and jobs against the simulator and scripted answers.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod account;
mod account_edit;
mod account_keys;
mod account_removal;
mod canary;
mod change;
mod disk_rules;
mod export_targets;
mod exports;
mod facts;
mod harness;
mod image_owner;
mod inventory;
mod jobs;
mod kept_drafts;
mod keyring_jobs;
#[cfg(unix)]
mod kill;
mod killed;
#[cfg(unix)]
mod kinds;
mod late_results;
mod launch;
mod moments;
mod not_listed;
mod odd_listings;
mod open_questions;
mod power;
mod prompt;
mod proposal;
mod reconcile;
mod replace;
mod resource_groups;
mod review;
mod rules;
mod snapshot_orders;
mod step_case;
mod step_machine;
mod steps;
mod store;
mod then_rules;
mod unfinished;
mod view_handles;
mod views;
mod watching;
