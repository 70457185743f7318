//! What the rows of a view must pass.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::inventory::{FlagField, NumberField, TimeField, WordField};

/// A test that the rows of a view pass. It names a field that the kind has.
#[derive(Clone, Debug, Deserialize, Eq, Hash, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase", rename_all_fields = "camelCase", tag = "test")]
#[ts(export)]
pub enum Filter {
    /// The field holds one of the words.
    Words {
        /// The field.
        field: WordField,
        /// The words; an empty one stands for rows that have none.
        any_of: Vec<String>,
    },
    /// The field holds a number within bounds that count in.
    Number {
        /// The field.
        field: NumberField,
        /// Lowest, GiB or milliseconds since the epoch.
        #[ts(type = "number | null")]
        from: Option<i64>,
        /// Highest, GiB or milliseconds since the epoch.
        #[ts(type = "number | null")]
        to: Option<i64>,
    },
    /// The time is near: in the last days for the time of creation, in the next days or past for the others.
    Within {
        /// The field.
        field: TimeField,
        /// How many days.
        days: u32,
    },
    /// The field is true, or is not.
    Flag {
        /// The field.
        field: FlagField,
        /// What it must be.
        is: bool,
    },
    /// The row has a tag.
    Tag {
        /// Tag key.
        key: String,
        /// Tag value; `null` means any.
        value: Option<String>,
    },
}
