//! DescribeInstanceAttribute: one instance, with what DescribeInstances does not say.

use serde_json::json;

use super::instance_row;
use crate::call::{Answer, Call, fields};

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
    let instance = super::any_instance(call)?;
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
