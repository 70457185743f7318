//! Product `Vpc`, version 2016-04-28: one file an action.

mod describe_vpcs;
mod describe_vswitches;

use crate::call::{Answer, Call};

pub(crate) fn action(name: &str) -> Option<fn(&mut Call<'_>) -> Answer> {
    Some(match name {
        "DescribeVSwitches" => describe_vswitches::answer,
        "DescribeVpcs" => describe_vpcs::answer,
        _ => return None,
    })
}
