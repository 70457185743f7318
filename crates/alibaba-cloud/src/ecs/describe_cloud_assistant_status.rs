//! Whether the Cloud Assistant runs inside instances.

use super::CloudAssistantStatus;
use crate::declare::{action, page};

action! {
    /// Asks whether the Cloud Assistant Agent runs: the proof that the operating system is up.
    /// Source: metadata of ECS, DescribeCloudAssistantStatus.
    pub struct DescribeCloudAssistantStatus: Ecs(region_id), Read, 26 seconds -> CloudAssistantStatusPage {
        /// The region.
        region_id: String = "RegionId",
        /// 1 to 100 instances.
        instance_ids: Vec<String> = "InstanceId" repeated,
        /// `Windows`, `Linux` or `FreeBSD`.
        os_type: Option<String> = "OSType",
        /// Where the listing goes on.
        next_token: Option<String> = "NextToken" token(50),
    }
    /// The state in some instances.
    new(region_id: String, instance_ids: Vec<String>);
}

page! {
    /// One page of states.
    #[derive(Eq)]
    pub struct CloudAssistantStatusPage of DescribeCloudAssistantStatus by next_token {
        /// The rows, in the cloud's order.
        cloud_assistant_statuses: Vec<CloudAssistantStatus> =
            "InstanceCloudAssistantStatusSet" / "InstanceCloudAssistantStatus", id instance_id,
    }
}
