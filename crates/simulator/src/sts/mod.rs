//! Product `Sts`, version 2015-04-01: one file per action.

mod assume_role;
mod get_caller_identity;

use crate::call::{Answer, Call};

pub(crate) fn action(name: &str) -> Option<fn(&mut Call<'_>) -> Answer> {
    Some(match name {
        "AssumeRole" => assume_role::answer,
        "GetCallerIdentity" => get_caller_identity::answer,
        _ => return None,
    })
}
