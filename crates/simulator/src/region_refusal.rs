//! What an action answers to a region that was left out or does not exist: each has its own words.
//!
//! Source: the error list of each action.

use crate::refusal::Refusal;

pub(crate) fn missing(action: &str) -> Refusal {
    let (status, code, message) = match action {
        "DescribeDisks" => (400, "MissingParamter.RegionId", "The regionId should not be null."),
        "DescribeSecurityGroups" => (
            400,
            "MissingParameter.RegionId",
            "The input parameter RegionId that is mandatory for processing this request is not supplied.",
        ),
        "ListTagResources" | "TagResources" | "UntagResources" => (
            404,
            "MissingParameter.RegionId",
            "The parameter - RegionId should not be null.",
        ),
        "CancelTask" | "DescribeTaskAttribute" | "DescribeTasks" | "ExportImage" => (
            400,
            "MissingParameter",
            "An input parameter \"RegionId\" that is mandatory for processing the request is not supplied.",
        ),
        _ => return Refusal::missing("RegionId"),
    };
    Refusal::new(status, code, message)
}

pub(crate) fn unknown(action: &str) -> Refusal {
    let not_found = "InvalidRegionId.NotFound";
    let (status, code, message) = match action {
        "CancelTask" | "DescribeTaskAttribute" | "DescribeTasks" | "ExportImage" => {
            (400, not_found, "The specified RegionId does not exist.")
        }
        "DescribeAvailableResource" | "DescribePrice" | "DescribeSnapshotGroups" | "RunInstances" => {
            (404, not_found, "The RegionId provided does not exist in our records.")
        }
        "DescribeDisks" => (
            400,
            "InvalidRegion.NotFound",
            "The specified parameter RegionId is not valid.",
        ),
        "DescribeImageFromFamily" => (404, not_found, "The RegionId provided does not exist."),
        "DescribeSnapshotLinks" => (400, "InvalidRegionId", "The specified regionId is invalid."),
        "DescribeSnapshotsUsage" => (403, "InvalidParam.RegionId", "The specified region is not exist."),
        "ReplaceSystemDisk" => (403, "InvalidRegionId.NotExists", "The region not exists."),
        _ => (404, not_found, "The specified RegionId does not exist."),
    };
    Refusal::new(status, code, message)
}
