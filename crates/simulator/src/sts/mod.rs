//! Product `Sts`, version 2015-04-01: one file an action.

mod get_caller_identity;

use crate::call::{Answer, Call};

pub(crate) fn action(name: &str) -> Option<fn(&mut Call<'_>) -> Answer> {
    (name == "GetCallerIdentity").then_some(get_caller_identity::answer)
}
