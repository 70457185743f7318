//! DescribeNetworkInterfaces: here every instance has its primary interface and no other.

use serde_json::json;

use super::instance_row::{interface_id, mac_address};
use crate::call::{Answer, Call, to_second};
use crate::paging::{self, Limits};
use crate::refusal::Refusal;
use crate::tags::{self, TagFilter};

const LIMITS: Limits = Limits {
    listing: "DescribeNetworkInterfaces",
    default_results: 10,
    most_results: 500,
    clamps_results: true,
    has_numbers: true,
};

pub(super) fn answer(call: &mut Call<'_>) -> Answer {
    let region_id = call.region_id()?;
    let parameters = call.parameters;
    let kind = call.one_of("Type", &["Primary", "Secondary"], || Refusal::invalid("Type"))?;
    let ids = parameters.list("NetworkInterfaceId")?;
    let addresses = parameters.list("PrivateIpAddress")?;
    let has_ipv6 = !parameters.list("Ipv6Address")?.is_empty();
    let is_managed = parameters.boolean("ServiceManaged")? == Some(true);
    let tags = TagFilter::read(parameters).map_err(|_| Refusal::invalid("Tag"))?;
    let is = |name: &str, value: &str| parameters.get(name).is_none_or(|asked| asked == value);
    let rows = call.cloud.instances.iter().filter(|row| {
        row.region_id == region_id
            && kind != Some("Secondary")
            // Nothing here has such an address, a name, or a service that manages it.
            && !has_ipv6
            && !is_managed
            && is("NetworkInterfaceName", "")
            && is("InstanceId", &row.instance_id)
            && is("VpcId", &row.vpc_id)
            && is("VSwitchId", &row.vswitch_id)
            && is("PrimaryIpAddress", &row.private_ip)
            && is("ResourceGroupId", &row.resource_group_id)
            && is("Status", "InUse")
            && parameters
                .get("SecurityGroupId")
                .is_none_or(|asked| row.security_group_ids.iter().any(|id| id == asked))
            && (ids.is_empty() || ids.contains(&interface_id(row)))
            && (addresses.is_empty() || addresses.contains(&row.private_ip))
            && tags.accepts(&row.tags)
    });
    let (rows, mut fields) = paging::page(parameters, rows.collect(), LIMITS)?;
    let owner = call.cloud.account_id.as_str();
    let rows: Vec<_> = rows
        .into_iter()
        .map(|row| {
            let public = row.settings.public_ip.as_deref().unwrap_or_default();
            json!({
                "NetworkInterfaceId": interface_id(row),
                "NetworkInterfaceName": "",
                "Description": "",
                "InstanceId": row.instance_id,
                "Type": "Primary",
                "Status": "InUse",
                "NetworkInterfaceTrafficMode": "Standard",
                "CreationTime": to_second(row.created),
                "VpcId": row.vpc_id,
                "VSwitchId": row.vswitch_id,
                "ZoneId": row.zone_id,
                "PrivateIpAddress": row.private_ip,
                "MacAddress": mac_address(row),
                "QueueNumber": row.cpu.min(8),
                "OwnerId": owner,
                "ResourceGroupId": row.resource_group_id,
                "ServiceManaged": false,
                "DeleteOnRelease": true,
                "SourceDestCheck": false,
                "SecurityGroupIds": { "SecurityGroupId": row.security_group_ids },
                "PrivateIpSets": { "PrivateIpSet": [{
                    "PrivateIpAddress": row.private_ip,
                    "Primary": true,
                    "AssociatedPublicIp": { "PublicIpAddress": public },
                }] },
                "Ipv6Sets": { "Ipv6Set": [] },
                "AssociatedPublicIp": { "PublicIpAddress": public },
                "Tags": tags::render(&row.tags),
            })
        })
        .collect();
    fields.insert("NetworkInterfaceSets", json!({ "NetworkInterfaceSet": rows }));
    Ok(fields)
}
