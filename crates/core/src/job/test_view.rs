//! What the window is shown of a test launch: the agent of its instance, and its release.

use serde::Serialize;
use ts_rs::TS;

use crate::Problem;
use crate::image::TestRelease;

/// What is seen of a test instance from outside.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct AgentReport {
    /// `InstanceId`.
    pub instance_id: String,
    /// `InstanceType`; empty before it was seen.
    pub instance_type: String,
    /// `ZoneId`; empty before it was seen.
    pub zone_id: String,
    /// `Status`, last seen; empty before it was seen.
    pub status: String,
    /// When it was first seen running, milliseconds since the epoch.
    #[ts(type = "number | null")]
    pub running_at: Option<i64>,
    /// What is known of the agent.
    pub agent: AgentState,
}

/// What is known of the Cloud Assistant Agent in an instance.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase", tag = "state")]
#[ts(export)]
pub enum AgentState {
    /// Not heard of yet.
    #[serde(rename_all = "camelCase")]
    Waiting {
        /// How long it is waited for since the instance runs, minutes.
        minutes: u32,
    },
    /// It answers.
    #[serde(rename_all = "camelCase")]
    Seen {
        /// `LastHeartbeatTime`, milliseconds since the epoch.
        #[ts(type = "number")]
        at: i64,
        /// `CloudAssistantVersion`; empty when not told.
        version: String,
    },
    /// The instance runs, and nothing was heard of the agent.
    #[serde(rename_all = "camelCase")]
    NotSeen {
        /// How long it was waited for since the instance runs, minutes.
        minutes: u32,
    },
    /// The instance runs, and DescribeCloudAssistantStatus was refused.
    #[serde(rename_all = "camelCase")]
    NotAsked {
        /// Why.
        problem: Problem,
    },
}

/// When instances are released.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct ReleaseReport {
    /// After what.
    pub after: TestRelease,
    /// When it is due, milliseconds since the epoch; `null` before the instance runs, and for a release after a confirmation.
    #[ts(type = "number | null")]
    pub due_at: Option<i64>,
    /// When a person confirmed it, milliseconds since the epoch.
    #[ts(type = "number | null")]
    pub confirmed_at: Option<i64>,
}
