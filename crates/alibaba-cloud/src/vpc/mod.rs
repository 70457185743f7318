//! Virtual Private Cloud, version 2016-04-28: where instances are connected.

mod describe_v_switches;
mod describe_vpcs;
mod v_switch;
#[allow(clippy::module_inception, reason = "the product and its noun have one name")]
mod vpc;

pub use describe_v_switches::{DescribeVSwitches, VSwitchPage};
pub use describe_vpcs::{DescribeVpcs, VpcPage};
pub use v_switch::VSwitch;
pub use vpc::Vpc;

/// The `Version` parameter.
pub const VERSION: &str = "2016-04-28";
