//! What a person has set for the whole program: how often the inventory is read, what is hidden, the proxy and the certificates, and how
//! much of the cloud's limits is left for other tools. Language and theme belong to the window.

mod budget;
mod certificate;
mod connection;
mod kept;
mod network;
mod proxy;
mod storage;

pub use budget::BudgetRow;
pub use certificate::Certificate;
pub use connection::ConnectionTest;
pub(crate) use kept::{KeptPreferences, PreferencesConfig};
pub(crate) use network::SetTransport;
pub use proxy::{Proxy, ProxyForm, ProxyMode};
pub(crate) use storage::size;
pub use storage::{FolderKind, PartVersion, StorageInfo};

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Everything that is set, and what follows from it.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct Preferences {
    /// While the window is visible, the inventory is read again after so many minutes: 1, 2, 5, 15 or 60.
    pub refresh_minutes: u32,
    /// Patterns of the names of snapshots that are not listed, separated by commas; `*` stands for any text. Empty hides nothing.
    pub hidden_snapshot_names: String,
    /// How many of the snapshots that are known have such a name.
    pub hidden_snapshots: u32,
    /// Of what the desktop is told.
    pub notifications: NotificationChoice,
    /// Percent of the learned limits that is left for other tools: 0, 10, 20, 30, 50 or 70.
    pub budget_share: u32,
    /// The way to the network.
    pub proxy: Proxy,
    /// Certificates that are trusted beside those of the system, in the order of their adding.
    pub certificates: Vec<Certificate>,
}

/// Of what the desktop is told.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Deserialize, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct NotificationChoice {
    /// A job is done.
    pub done: bool,
    /// A job has failed.
    pub failed: bool,
    /// A job waits for a person.
    pub needs_you: bool,
    /// Also while the window is in front.
    pub in_front: bool,
}

impl Default for NotificationChoice {
    fn default() -> Self {
        Self {
            done: true,
            failed: true,
            needs_you: true,
            in_front: false,
        }
    }
}

/// Another value for one of the preferences.
#[derive(Clone, Debug, Deserialize, PartialEq, TS)]
#[serde(rename_all = "camelCase", tag = "kind", content = "value")]
#[ts(export)]
pub enum PreferenceChange {
    /// See [`Preferences::refresh_minutes`].
    RefreshMinutes(u32),
    /// See [`Preferences::hidden_snapshot_names`].
    HiddenSnapshotNames(String),
    /// See [`Preferences::notifications`].
    Notifications(NotificationChoice),
    /// See [`Preferences::budget_share`].
    BudgetShare(u32),
}
