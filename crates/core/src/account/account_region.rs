//! A region as DescribeRegions names it, and whether it is chosen.

use serde::Serialize;
use ts_rs::TS;

/// A region of an account.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct AccountRegion {
    /// `RegionId`, for example `cn-hangzhou`.
    pub region_id: String,
    /// `LocalName` as asked with AcceptLanguage en-US.
    pub local_name: String,
    /// `LocalName` as asked with AcceptLanguage zh-CN.
    pub local_name_zh: String,
    /// Whether its snapshots are listed.
    pub chosen: bool,
}
