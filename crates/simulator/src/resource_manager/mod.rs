//! Product `ResourceManager`, version 2020-03-31: one file per action.

mod list_resource_groups;

use crate::call::{Answer, Call};

pub(crate) fn action(name: &str) -> Option<fn(&mut Call<'_>) -> Answer> {
    (name == "ListResourceGroups").then_some(list_resource_groups::answer)
}
