//! DescribeInstanceAttribute: one instance, with what DescribeInstances does not say.

use serde_json::json;

use super::instance_row;
use crate::call::{Answer, Call, fields};
use crate::refusal::Refusal;

/// The fields that are the same in DescribeInstances.
const SHARED: [&str; 27] = [
    "InstanceId",
    "InstanceName",
    "HostName",
    "Description",
    "RegionId",
    "ZoneId",
    "Status",
    "InstanceType",
    "Cpu",
    "Memory",
    "ImageId",
    "CreationTime",
    "ExpiredTime",
    "InstanceChargeType",
    "InternetChargeType",
    "InternetMaxBandwidthOut",
    "InternetMaxBandwidthIn",
    "InstanceNetworkType",
    "StoppedMode",
    "CreditSpecification",
    "SerialNumber",
    "SecurityGroupIds",
    "PublicIpAddress",
    "InnerIpAddress",
    "EipAddress",
    "VpcAttributes",
    "OperationLocks",
];

pub(super) fn answer(call: &mut Call<'_>) -> Answer {
    let instance_id = call.required("InstanceId")?;
    let home = call.home_region()?;
    let mut instances = call.cloud.instances.iter();
    let instance = instances
        .find(|row| row.instance_id == instance_id && home.is_none_or(|home| home == row.region_id))
        .ok_or_else(|| {
            let message = "The specified InstanceId does not exist.";
            Refusal::new(404, "InvalidInstanceId.NotFound", message)
        })?;
    let row = instance_row::render(instance, call.now, &[]);
    let mut answer = fields(json!({
        "IoOptimized": "true",
        "VlanId": "",
        "EnableJumboFrame": instance.settings.jumbo_frames,
        "NetworkOptions": { "EnableJumboFrame": instance.settings.jumbo_frames },
        "EnableNetworkEncryption": false,
    }));
    for name in SHARED {
        answer.insert(name, row[name].clone());
    }
    Ok(answer)
}
