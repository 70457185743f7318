//! The small company as a RAM user with gaps sees it: snapshots and images, but not everywhere, and little else.

use jiff::Timestamp;

use super::small;
use crate::cloud::Cloud;

/// What the policies of the user allow.
const ALLOWED: [&str; 8] = [
    "ecs:DescribeRegions",
    "ecs:DescribeSnapshots",
    "ecs:DescribeImages",
    "ecs:DescribeImage*",
    "ecs:DescribeInstances",
    "ecs:CreateImage",
    "ecs:ListTagResources",
    "sts:GetCallerIdentity",
];

pub(super) fn cloud(seed: u64, epoch: Timestamp, image_quota: usize) -> Cloud {
    let mut cloud = small::cloud(seed, epoch, image_quota);
    if let Some(key) = cloud.keys.first_mut() {
        key.arn = format!("acs:ram::{}:user/contractor", key.account_id);
        key.allowed_actions = Some(ALLOWED.map(str::to_owned).to_vec());
        key.denied_regions = vec!["cn-shenzhen".to_owned()];
    }
    cloud
}
