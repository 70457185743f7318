//! DescribeVSwitches: filters, paging, and how a switch is shown.

use jiff::Timestamp;
use serde_json::json;

use crate::call::{Answer, Call, to_second};
use crate::cloud::VSwitch;
use crate::paging::{self, Row};

impl Row for &VSwitch {
    fn position(&self) -> (Timestamp, &str) {
        (self.created, &self.vswitch_id)
    }
}

pub(super) fn answer(call: &mut Call<'_>) -> Answer {
    let home = call.home_region()?;
    let parameters = call.parameters;
    let is_default = parameters.boolean("IsDefault")?;
    let is_ipv6 = parameters.boolean("EnableIpv6")?;
    let owner_id = parameters.integer("VSwitchOwnerId")?;
    let is_untagged = super::is_untagged(parameters)?;
    call.stop_if_dry_run()?;
    let is = |name: &str, value: &str| parameters.get(name).is_none_or(|asked| asked == value);
    let rows = call.cloud.vswitches.iter().filter(|row| {
        home.is_none_or(|home| home == row.region_id)
            && is_default != Some(true)
            && is_ipv6 != Some(true)
            && is_untagged
            // There are no route tables here.
            && parameters.get("RouteTableId").is_none()
            && owner_id.is_none_or(|owner_id| call.cloud.account_id.parse() == Ok(owner_id))
            && is("VpcId", &row.vpc_id)
            && is("VSwitchId", &row.vswitch_id)
            && is("ZoneId", &row.zone_id)
            && is("VSwitchName", &row.name)
            && is("ResourceGroupId", &row.resource_group_id)
    });
    let (rows, mut fields) = paging::numbered_page_of(parameters, rows.collect(), 50)?;
    let rows: Vec<_> = rows
        .into_iter()
        .map(|row| {
            let used = call.cloud.instances.iter();
            let used = used.filter(|instance| instance.vswitch_id == row.vswitch_id).count();
            json!({
                "VSwitchId": row.vswitch_id,
                "VSwitchName": row.name,
                "VpcId": row.vpc_id,
                "ZoneId": row.zone_id,
                "Status": "Available",
                "IsDefault": false,
                "CidrBlock": format!("172.16.{}.0/24", row.net),
                "AvailableIpAddressCount": 252_usize.saturating_sub(used),
                "CreationTime": to_second(row.created),
                "Description": "",
                "ResourceGroupId": row.resource_group_id,
                "Tags": { "Tag": [] },
            })
        })
        .collect();
    fields.insert("VSwitches", json!({ "VSwitch": rows }));
    Ok(fields)
}
