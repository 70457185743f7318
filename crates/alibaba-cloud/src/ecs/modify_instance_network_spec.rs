//! Changes the bandwidth of an instance.

use super::ChangeOrder;
use crate::declare::action;

action! {
    /// Changes the bandwidth at once; from above 0 to 0 the public address is lost. Source: metadata of ECS, ModifyInstanceNetworkSpec.
    pub struct ModifyInstanceNetworkSpec: Ecs(region_id), WithClientToken, 50 seconds -> ChangeOrder {
        /// The region of the instance; it selects the host and is no parameter.
        region_id: String,
        /// The instance.
        instance_id: String = "InstanceId",
        /// At most 64 ASCII characters; the same for every repetition of one intended change.
        client_token: String = "ClientToken",
        /// The new outbound bandwidth, in Mbit/s.
        internet_max_bandwidth_out: Option<u32> = "InternetMaxBandwidthOut",
        /// The new inbound bandwidth, in Mbit/s.
        internet_max_bandwidth_in: Option<u32> = "InternetMaxBandwidthIn",
        /// `PayByBandwidth` or `PayByTraffic`: the new way to pay.
        network_charge_type: Option<String> = "NetworkChargeType",
        /// Whether a pay-as-you-go instance without a public address gets one.
        allocate_public_ip: bool = "AllocatePublicIp",
        /// When a temporary upgrade begins, as `yyyy-MM-ddTHH:mmZ`.
        start_time: Option<String> = "StartTime",
        /// When a temporary upgrade ends, as `yyyy-MM-ddTHHZ`.
        end_time: Option<String> = "EndTime",
        /// Whether the order is paid at once; it is when absent.
        auto_pay: Option<bool> = "AutoPay",
    }
    /// No change yet.
    new(region_id: String, instance_id: String, client_token: String);
}
