//! Product `Vpc`, version 2016-04-28: one file per action.

mod describe_vpcs;
mod describe_vswitches;

use crate::call::{Answer, Call};
use crate::parameters::Parameters;
use crate::refusal::Refusal;
use crate::tags::TagFilter;

pub(crate) fn action(name: &str) -> Option<fn(&mut Call<'_>) -> Answer> {
    Some(match name {
        "DescribeVSwitches" => describe_vswitches::answer,
        "DescribeVpcs" => describe_vpcs::answer,
        _ => return None,
    })
}

/// Whether no tag is asked for. Nothing of this product carries tags here.
fn is_untagged(parameters: &Parameters) -> Result<bool, Refusal> {
    let filter = TagFilter::read(parameters);
    let filter = filter.map_err(|_| Refusal::new(400, "InvalidTagKey", "The tag keys are not valid."))?;
    Ok(filter.is_empty())
}
