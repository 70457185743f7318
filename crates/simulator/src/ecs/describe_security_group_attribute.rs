//! DescribeSecurityGroupAttribute: the rules of a group.

use serde_json::{Value, json};

use crate::call::{Answer, Call, fields, to_second};
use crate::refusal::Refusal;

/// Rules every group has here: port, and what it is for.
const INGRESS: [(&str, &str); 3] = [("22/22", "SSH"), ("80/80", "HTTP"), ("443/443", "HTTPS")];

pub(super) fn answer(call: &mut Call<'_>) -> Answer {
    let region_id = call.region_id()?;
    let group_id = call.required("SecurityGroupId")?;
    let direction = call.one_of("Direction", &["ingress", "egress", "all"], || {
        Refusal::new(400, "InvalidParamter", "Invalid Parameter.")
    })?;
    let mut groups = call.cloud.security_groups.iter();
    let group = groups
        .find(|row| row.region_id == region_id && row.security_group_id == group_id)
        .ok_or_else(|| {
            let message = "The specified SecurityGroupId does not exist.";
            Refusal::new(404, "InvalidSecurityGroupId.NotFound", message)
        })?;
    let rules = INGRESS.iter().enumerate().map(|(place, (ports, purpose))| {
        json!({
            "SecurityGroupRuleId": format!("{}{place}", group_id.replacen("sg-", "sgr-", 1)),
            "Direction": "ingress",
            "IpProtocol": "TCP",
            "PortRange": ports,
            "SourceCidrIp": "172.16.0.0/12",
            "Policy": "Accept",
            "Priority": "1",
            "NicType": "intranet",
            "Description": purpose,
            "CreateTime": to_second(group.created),
        })
    });
    let rules: Vec<Value> = rules.filter(|_| direction != Some("egress")).collect();
    Ok(fields(json!({
        "RegionId": region_id,
        "SecurityGroupId": group_id,
        "SecurityGroupName": group.name,
        "Description": "",
        "VpcId": group.vpc_id,
        "InnerAccessPolicy": "Accept",
        "Permissions": { "Permission": rules },
        "NextToken": "",
    })))
}
