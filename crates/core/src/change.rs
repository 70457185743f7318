//! What the window is told when something changed. It asks again; nothing but ids travels here.

use serde::Serialize;
use ts_rs::TS;

use crate::inventory::RowKind;

/// Something changed. A page that shows it asks again.
#[derive(Clone, Debug, Eq, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase", tag = "kind")]
#[ts(export)]
pub enum Change {
    /// The listener missed some changes and asks for everything again.
    Everything,
    /// An account came, went or changed its state.
    Accounts,
    /// Rows of the inventory changed.
    #[serde(rename_all = "camelCase")]
    Inventory {
        /// Their kind.
        rows: RowKind,
        /// Their revision now.
        #[ts(type = "number")]
        revision: u64,
    },
    /// A shard changed its state, or more rows were read.
    Sync,
    /// Something was set in the preferences.
    Preferences,
    /// An entry of the address book came, went or changed.
    AddressBook,
    /// An export went on or ended.
    #[serde(rename_all = "camelCase")]
    Export {
        /// Its number.
        id: u32,
    },
    /// A write was begun or answered.
    Journal,
    /// A job changed.
    #[serde(rename_all = "camelCase")]
    Job {
        /// Its number.
        #[ts(type = "number")]
        id: i64,
    },
}
