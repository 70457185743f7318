//! Product `Kms`, version 2016-01-20: one file per action.

mod list_aliases;

use crate::call::{Answer, Call};

pub(crate) fn action(name: &str) -> Option<fn(&mut Call<'_>) -> Answer> {
    (name == "ListAliases").then_some(list_aliases::answer)
}
