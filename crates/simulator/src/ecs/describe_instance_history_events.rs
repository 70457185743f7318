//! DescribeInstanceHistoryEvents: system events of the last thirty days, of instances that may be gone.

use jiff::{SignedDuration, Timestamp};
use serde_json::json;

use crate::call::{Answer, Call, to_second};
use crate::cloud::{SystemEvent, Tags};
use crate::paging::{self, Limits, Row};
use crate::refusal::Refusal;
use crate::tags::TagFilter;

const LIMITS: Limits = Limits {
    listing: "DescribeInstanceHistoryEvents",
    default_results: 10,
    most_results: 100,
    clamps_results: true,
    has_numbers: true,
};
const KEPT: SignedDuration = SignedDuration::from_hours(24 * 30);

impl Row for &SystemEvent {
    fn position(&self) -> (Timestamp, &str) {
        (self.at, &self.event_id)
    }
}

pub(super) fn answer(call: &mut Call<'_>) -> Answer {
    let region_id = call.region_id()?;
    let parameters = call.parameters;
    let ids = parameters.list("EventId")?;
    let kinds = parameters.list("InstanceEventType")?;
    let resources = parameters.list("ResourceId")?;
    let cycles = parameters.list("InstanceEventCycleStatus")?;
    let tags = TagFilter::read(parameters).map_err(|_| Refusal::new(403, "InvalidParameter", "Invalid tag."))?;
    let no_tags = Tags::new();
    let is = |name: &str, value: &str| parameters.get(name).is_none_or(|asked| asked == value);
    let rows = call.cloud.events.iter().filter(|row| {
        row.region_id == region_id
            && call.now.duration_since(row.at) < KEPT
            && is("InstanceId", &row.instance_id)
            && is("EventType", row.name)
            && is("EventCycleStatus", "Executed")
            && (ids.is_empty() || ids.contains(&row.event_id))
            && (kinds.is_empty() || kinds.iter().any(|kind| kind == row.name))
            && (cycles.is_empty() || cycles.iter().any(|cycle| cycle == "Executed"))
            && is("ResourceType", "instance")
            && is("ResourceGroupId", &row.resource_group_id)
            && tags.accepts(
                call.cloud
                    .instance(region_id, &row.instance_id)
                    .map_or(&no_tags, |instance| &instance.tags),
            )
            && (resources.is_empty() || resources.contains(&row.instance_id))
    });
    let (rows, mut fields) = paging::page(parameters, rows.collect(), LIMITS)?;
    let rows: Vec<_> = rows
        .into_iter()
        .map(|row| {
            json!({
                "EventId": row.event_id,
                "InstanceId": row.instance_id,
                "ResourceType": "instance",
                "EventType": { "Name": row.name, "Code": row.code },
                "EventCycleStatus": { "Name": "Executed", "Code": 0 },
                "EventPublishTime": to_second(row.at),
                "EventFinishTime": to_second(row.at),
                "NotBefore": to_second(row.at),
                "ImpactLevel": "100",
                "Reason": row.reason,
                "ExtendedAttribute": {},
            })
        })
        .collect();
    fields.insert("InstanceSystemEventSet", json!({ "InstanceSystemEventType": rows }));
    Ok(fields)
}
