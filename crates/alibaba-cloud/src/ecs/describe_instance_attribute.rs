//! One instance, with what DescribeInstances does not tell.

use super::Instance;
use crate::declare::{action, reply};
use crate::{JsonObject, Unreadable};

action! {
    /// Asks for the attributes of one instance. Source: metadata of ECS, DescribeInstanceAttribute.
    pub struct DescribeInstanceAttribute: Ecs(region_id), Read, 50 seconds -> InstanceAttribute {
        /// The region of the instance; it selects the host and is no parameter.
        region_id: String,
        /// The instance.
        instance_id: String = "InstanceId",
    }
    /// The attributes of one instance.
    new(region_id: String, instance_id: String);
}

reply! {
    /// The attributes of one instance.
    #[derive(Eq)]
    pub struct InstanceAttribute from reply {
        /// The instance as DescribeInstances lists it; some of its fields are absent.
        instance: Instance = Instance::read(reply).ok_or(Unreadable::Field("InstanceId"))?,
        /// Whether larger packets (jumbo frames) are sent.
        enable_jumbo_frame: Option<bool> = network_flag(reply, "EnableJumboFrame"),
        /// Whether the traffic within the VPC is encrypted.
        enable_network_encryption: Option<bool> = network_flag(reply, "EnableNetworkEncryption"),
        /// How the bandwidth is divided between network and storage.
        bandwidth_weighting: Option<String> = reply.text_in("NetworkOptions", "BandwidthWeighting"),
    }
}

/// Newer regions have it in an object, older ones plainly.
fn network_flag(reply: JsonObject<'_>, name: &str) -> Option<bool> {
    let newer = reply.object("NetworkOptions").and_then(|options| options.flag(name));
    newer.or_else(|| reply.flag(name))
}
