//! DescribeVpcs: filters, paging, and how a network is shown.

use jiff::Timestamp;
use serde_json::json;

use crate::call::{Answer, Call, to_second};
use crate::cloud::Vpc;
use crate::paging::{self, Row};

impl Row for &Vpc {
    fn position(&self) -> (Timestamp, &str) {
        (self.created, &self.vpc_id)
    }
}

pub(super) fn answer(call: &mut Call<'_>) -> Answer {
    let region_id = call.region_id()?;
    let parameters = call.parameters;
    let ids: Option<Vec<&str>> = parameters.get("VpcId").map(|ids| ids.split(',').collect());
    let is_default = parameters.boolean("IsDefault")?;
    let is_untagged = super::is_untagged(parameters)?;
    call.stop_if_dry_run()?;
    let is = |name: &str, value: &str| parameters.get(name).is_none_or(|asked| asked == value);
    let rows = call.cloud.vpcs.iter().filter(|row| {
        row.region_id == region_id
            && ids.as_ref().is_none_or(|ids| ids.contains(&row.vpc_id.as_str()))
            && is_default != Some(true)
            && is_untagged
            && is("VpcName", &row.name)
            && is("ResourceGroupId", &row.resource_group_id)
    });
    let (rows, mut fields) = paging::numbered_page_of(parameters, rows.collect(), 50)?;
    let rows: Vec<_> = rows
        .into_iter()
        .map(|row| {
            let switches = call.cloud.vswitches.iter().filter(|switch| switch.vpc_id == row.vpc_id);
            let switches: Vec<_> = switches.map(|switch| switch.vswitch_id.as_str()).collect();
            json!({
                "VpcId": row.vpc_id,
                "VpcName": row.name,
                "RegionId": region_id,
                "Status": "Available",
                "IsDefault": false,
                "CidrBlock": row.cidr_block,
                "CreationTime": to_second(row.created),
                "Description": "",
                "ResourceGroupId": row.resource_group_id,
                "VSwitchIds": { "VSwitchId": switches },
                "SecondaryCidrBlocks": { "SecondaryCidrBlock": [] },
                "Tags": { "Tag": [] },
            })
        })
        .collect();
    fields.insert("Vpcs", json!({ "Vpc": rows }));
    Ok(fields)
}
