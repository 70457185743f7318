//! SQLite, one file per table. No other module contains SQL.
//!
//! Two databases: `state.db` (accounts, chosen regions, jobs, the journal: what must survive) and `cache.db` (the inventory: what the cloud can
//! tell again).

pub(crate) mod accounts;
pub(crate) mod address_book;
pub(crate) mod attempts;
mod database;
pub(crate) mod drafts;
mod error;
mod folder;
pub(crate) mod job_events;
pub(crate) mod jobs;
pub(crate) mod journal;
mod json;
pub(crate) mod preferences;
pub(crate) mod recipes;
pub(crate) mod regions;
pub(crate) mod saved_views;
pub(crate) mod steps;
mod words;

mod cache;
mod checkpoints;
pub(crate) mod rows;
pub(crate) mod shards;
mod state;
mod worker;

pub(crate) use cache::Cache;
pub(crate) use database::Database;
pub(crate) use error::StoreError;
pub(crate) use state::open_state;
