//! DescribeSecurityGroups: filters, paging, and how a group is shown.

use jiff::Timestamp;
use serde_json::json;

use crate::call::{Answer, Call, to_second};
use crate::cloud::SecurityGroup;
use crate::paging::{self, Limits, Row};
use crate::pattern;
use crate::refusal::Refusal;
use crate::tags::{self, TagFilter};

const LIMITS: Limits = Limits {
    listing: "DescribeSecurityGroups",
    default_results: 10,
    most_results: 100,
    clamps_results: false,
    has_numbers: true,
};

impl Row for &SecurityGroup {
    fn position(&self) -> (Timestamp, &str) {
        (self.created, &self.security_group_id)
    }
}

pub(super) fn answer(call: &mut Call<'_>) -> Answer {
    let region_id = call.region_id()?;
    let parameters = call.parameters;
    let ids = parameters.json_list("SecurityGroupIds")?;
    if ids.as_ref().is_some_and(|ids| ids.len() > 100) {
        return Err(Refusal::invalid("SecurityGroupIds"));
    }
    let network = call.one_of("NetworkType", &["vpc", "classic"], || Refusal::invalid("NetworkType"))?;
    let kind = call.one_of("SecurityGroupType", &["normal", "enterprise"], || {
        let message = "The specified SecurityGroupType is not valid.";
        Refusal::new(400, "InvalidParameter.SecurityGroupType", message)
    })?;
    let tags = TagFilter::read(parameters).map_err(|_| Refusal::invalid("Tag"))?;
    call.stop_if_dry_run()?;
    let is = |name: &str, value: &str| parameters.get(name).is_none_or(|asked| asked == value);
    let rows = call.cloud.security_groups.iter().filter(|row| {
        // There are only ordinary groups of networks.
        row.region_id == region_id
            && network != Some("classic")
            && kind != Some("enterprise")
            && ids.as_ref().is_none_or(|ids| ids.contains(&row.security_group_id))
            && is("SecurityGroupId", &row.security_group_id)
            && is("VpcId", &row.vpc_id)
            && is("ResourceGroupId", &row.resource_group_id)
            && parameters
                .get("SecurityGroupName")
                .is_none_or(|asked| pattern::matches(asked, &row.name))
            && tags.accepts(&row.tags)
    });
    let (rows, mut fields) = paging::page(parameters, rows.collect(), LIMITS)?;
    let instances = &call.cloud.instances;
    let rows: Vec<_> = rows
        .into_iter()
        .map(|row| {
            let members = instances
                .iter()
                .filter(|instance| instance.security_group_ids.contains(&row.security_group_id));
            json!({
                "SecurityGroupId": row.security_group_id,
                "SecurityGroupName": row.name,
                "SecurityGroupType": "normal",
                "Description": "",
                "VpcId": row.vpc_id,
                "CreationTime": to_second(row.created),
                "EcsCount": members.count(),
                "ResourceGroupId": row.resource_group_id,
                "ServiceManaged": false,
                "Tags": tags::render(&row.tags),
            })
        })
        .collect();
    fields.insert("RegionId", region_id);
    fields.insert("SecurityGroups", json!({ "SecurityGroup": rows }));
    Ok(fields)
}
