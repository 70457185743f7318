//! Where things are kept.

use std::fs;
use std::path::Path;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::account::KeyringState;

/// Where things are kept, and how much.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct StorageInfo {
    /// Whether secrets can be kept.
    pub keyring: KeyringState,
    /// Name of the keyring's program; `null` when the platform does not tell.
    pub keyring_name: Option<String>,
    /// Secrets of ours in the keyring, as far as is known.
    pub kept_secrets: u32,
    /// Folder of accounts and jobs.
    pub data_folder: String,
    /// Size of the files there.
    #[ts(type = "number")]
    pub data_bytes: u64,
    /// Folder of the inventory.
    pub cache_folder: String,
    /// Size of the files there.
    #[ts(type = "number")]
    pub cache_bytes: u64,
    /// Folder of the log files; empty when none are written.
    pub log_folder: String,
    /// Size of the files there.
    #[ts(type = "number")]
    pub log_bytes: u64,
    /// The application, its web view, the system.
    pub versions: Vec<PartVersion>,
}

/// The version of a part of the program.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct PartVersion {
    /// Its name.
    pub name: String,
    /// Its version.
    pub version: String,
}

/// A folder of the program.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub enum FolderKind {
    /// Of accounts and jobs.
    Data,
    /// Of the inventory.
    Cache,
    /// Of the log files.
    Log,
}

/// Size of all files below a folder, in bytes. What cannot be read counts nothing.
pub(crate) fn size(folder: &Path) -> u64 {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let sizes = entries.map(|entry| match entry.metadata() {
        Ok(metadata) if metadata.is_dir() => size(&entry.path()),
        Ok(metadata) => metadata.len(),
        Err(_) => 0,
    });
    sizes.sum()
}
