//! What is told of new instances before they are asked for.

use serde::Serialize;
use ts_rs::TS;

use crate::image::RequestParameter;
use crate::{Finding, Problem};

/// What the rules and the cloud say of a draft.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct LaunchCheck {
    /// Errors, warnings and notes.
    pub findings: Vec<Finding>,
    /// Settings that differ from those of `like`.
    pub differences: Vec<LaunchDifference>,
    /// The names, at most the first three and the last.
    pub names: Vec<String>,
    /// The very request of the first call, without secrets.
    pub request: Vec<RequestParameter>,
    /// How many calls of RunInstances it takes: one for each 100.
    pub calls: u32,
}

/// A setting that is not as the instance it is to be identical to.
#[derive(Clone, Debug, Eq, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct LaunchDifference {
    /// The field of the draft: `instanceType`, `disks.1.sizeGib`, ...
    pub field: String,
    /// Of `like`.
    pub theirs: String,
    /// Of the draft.
    pub ours: String,
}

/// What the cloud says of a draft just before it is sent.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct LaunchReview {
    /// Checks of the cloud, in the order in which they were made.
    pub checks: Vec<CloudCheck>,
    /// The price of all instances; `null` when it is not known.
    pub price: Option<LaunchPrice>,
    /// Why the price is not known.
    pub price_problem: Option<Problem>,
    /// When the cloud was asked, milliseconds since the epoch.
    #[ts(type = "number")]
    pub asked_at: i64,
}

/// One check of the cloud.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct CloudCheck {
    /// What was checked.
    pub code: CloudCheckCode,
    /// How it came out.
    pub state: CloudCheckState,
    /// Values for the sentence.
    pub params: std::collections::BTreeMap<String, String>,
    /// Why it failed, or could not be made.
    pub problem: Option<Problem>,
    /// `RequestId` of the answer.
    pub request_id: Option<String>,
}

/// What the cloud was asked.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub enum CloudCheckCode {
    /// Whether the image is available; params: `status`.
    Image,
    /// Whether the image supports the type; params: `type`.
    ImageType,
    /// Whether the zone has the type in stock; params: `stock` (`inStock`, `low`, `soldOut`, `notSold`), `zone`, `type`.
    Stock,
    /// Whether the vSwitch has addresses enough; params: `needed`, `free`.
    Addresses,
    /// Whether the names are free in the region; params: `taken`, the first of those that are not, and `count` of them.
    Names,
    /// The vCPUs that the account may still use; params: `free`, `needed`.
    Quota,
    /// The dry run of RunInstances, for one instance. Not made with a password that is refused here.
    DryRun,
}

/// How a check came out.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub enum CloudCheckState {
    /// As it must be.
    Passed,
    /// It can be sent, and may not give what is wanted.
    Warning,
    /// It would be refused.
    Failed,
    /// It could not be asked.
    Unknown,
}

/// What instances cost.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct LaunchPrice {
    /// `CNY` or `USD`.
    pub currency: String,
    /// For all instances, for an hour when paid as they are used, for the whole period of a subscription.
    pub total: f64,
    /// Parts of it as the cloud names them (`instanceType`, `systemDisk`, `dataDisk`, `bandwidth`), for all instances.
    pub parts: Vec<PricePart>,
    /// `Hour`; `Month` or `Year` for a subscription; empty for what is to be paid once.
    pub unit: String,
    /// Of how many units.
    pub period: u32,
}

/// A part of a price.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct PricePart {
    /// `Resource`: `instanceType`, `systemDisk`, ...
    pub resource: String,
    /// What is paid for it.
    pub price: f64,
}
