//! Starting, stopping and rebooting instances.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::inventory::ResourceKey;

/// What to do with the power of instances.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct PowerOrder {
    /// Which, of one account; a step for each region and 100 instances.
    pub instances: Vec<ResourceKey>,
    /// What.
    pub action: PowerAction,
    /// Of a stop: whether they go on to be charged and keep their place and public address (`StoppedMode=KeepCharging`); otherwise
    /// the economical mode (`StopCharging`), where starting may fail with no stock and the public address may change.
    pub keep_charging: bool,
    /// Of a stop or reboot: like pulling the plug (`ForceStop`); what is not written is lost.
    pub force: bool,
}

/// What to do with the power of instances.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub enum PowerAction {
    /// `StartInstances`.
    Start,
    /// `StopInstances`.
    Stop,
    /// `RebootInstances`.
    Reboot,
}
