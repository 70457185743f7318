//! One page of the instances of a region.

use super::{Instance, TagFilter};
use crate::declare::{action, page};

action! {
    /// Lists instances. Source: metadata of ECS, DescribeInstances.
    pub struct DescribeInstances: Ecs(region_id), Read, 30 seconds -> InstancePage {
        /// The region.
        region_id: String = "RegionId",
        /// At most 100 instance ids; all instances when empty.
        instance_ids: Vec<String> = "InstanceIds" json,
        /// Instances of this name; `*` stands for any text.
        instance_name: Option<String> = "InstanceName",
        /// `Pending`, `Running`, `Starting`, `Stopping` or `Stopped`.
        status: Option<String> = "Status",
        /// Instances made from this image.
        image_id: Option<String> = "ImageId",
        /// Instances of this type.
        instance_type: Option<String> = "InstanceType",
        /// `PrePaid` or `PostPaid`.
        instance_charge_type: Option<String> = "InstanceChargeType",
        /// Instances of this zone.
        zone_id: Option<String> = "ZoneId",
        /// Instances of this VPC.
        vpc_id: Option<String> = "VpcId",
        /// Instances of this vSwitch.
        v_switch_id: Option<String> = "VSwitchId",
        /// Instances of this security group.
        security_group_id: Option<String> = "SecurityGroupId",
        /// Instances with this key pair.
        key_pair_name: Option<String> = "KeyPairName",
        /// Instances of this resource group; caps the listing at 1,000.
        resource_group_id: Option<String> = "ResourceGroupId",
        /// Instances with all of these tags; caps the listing at 1,000.
        tags: Vec<TagFilter> = "Tag",
        /// Fields that are left out otherwise: `META_OPTIONS`, `CPU_OPTIONS_TOPOLOGY_TYPE`, `NETWORK_PRIMARY_ENI_IP` or `DDH_CLUSTER`.
        additional_attributes: Vec<String> = "AdditionalAttributes" repeated,
        /// Only checks the request; a pass is answered with the error `DryRunOperation`.
        dry_run: bool = "DryRun",
        /// Where the listing goes on.
        next_token: Option<String> = "NextToken" token(100),
    }
    /// All instances of a region.
    new(region_id: String);
}

page! {
    /// One page of instances.
    #[derive(Eq)]
    pub struct InstancePage of DescribeInstances by next_token {
        /// The rows, in the cloud's order.
        instances: Vec<Instance> = "Instances" / "Instance", id instance_id,
    }
}
