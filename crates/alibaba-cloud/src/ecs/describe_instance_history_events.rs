//! What has happened to instances in the last 30 days.

use super::{InstanceEvent, TagFilter};
use crate::declare::{action, page};

action! {
    /// Lists system events, such as why an instance vanished. Source: metadata of ECS, DescribeInstanceHistoryEvents.
    pub struct DescribeInstanceHistoryEvents: Ecs(region_id), Read, 30 seconds -> InstanceEventPage {
        /// The region.
        region_id: String = "RegionId",
        /// `instance`, `ddh` or `managedhost`; `instance` when absent.
        resource_type: Option<String> = "ResourceType",
        /// Events of this instance.
        instance_id: Option<String> = "InstanceId",
        /// Events of these instances or hosts; at most 100.
        resource_ids: Vec<String> = "ResourceId" repeated,
        /// At most 100 event ids.
        event_ids: Vec<String> = "EventId" repeated,
        /// Events in one of these states, such as `Executed`; at most 10.
        event_cycle_statuses: Vec<String> = "InstanceEventCycleStatus" repeated,
        /// Events of one of these types, such as `SystemFailure.Delete`; at most 30.
        event_types: Vec<String> = "InstanceEventType" repeated,
        /// Events planned from then on, as `yyyy-MM-ddTHH:mm:ssZ`.
        not_before_start: Option<String> = "NotBefore.Start",
        /// Events planned until then, as `yyyy-MM-ddTHH:mm:ssZ`.
        not_before_end: Option<String> = "NotBefore.End",
        /// Events told of from then on, as `yyyy-MM-ddTHH:mm:ssZ`.
        event_publish_time_start: Option<String> = "EventPublishTime.Start",
        /// Events told of until then, as `yyyy-MM-ddTHH:mm:ssZ`.
        event_publish_time_end: Option<String> = "EventPublishTime.End",
        /// Events of resources of this resource group.
        resource_group_id: Option<String> = "ResourceGroupId",
        /// Events of resources with all of these tags.
        tags: Vec<TagFilter> = "Tag",
        /// Where the listing goes on.
        next_token: Option<String> = "NextToken" token(100),
    }
    /// All events of a region.
    new(region_id: String);
}

page! {
    /// One page of events.
    #[derive(Eq)]
    pub struct InstanceEventPage of DescribeInstanceHistoryEvents by next_token {
        /// The rows, in the cloud's order.
        instance_events: Vec<InstanceEvent> = "InstanceSystemEventSet" / "InstanceSystemEventType", id event_id,
    }
}
