//! Changes name, password, security groups and other attributes of an instance.

use secrecy::SecretString;

use super::{CpuOptions, PrivateDnsNameOptions};
use crate::Done;
use crate::declare::action;

action! {
    /// Changes what is given and leaves the rest. Source: metadata of ECS, ModifyInstanceAttribute.
    pub struct ModifyInstanceAttribute: Ecs(region_id), Once, 30 seconds -> Done {
        /// The region of the instance; it selects the host and is no parameter.
        region_id: String,
        /// The instance.
        instance_id: String = "InstanceId",
        /// The new password; in effect after a restart.
        password: Option<SecretString> = "Password" secret,
        /// The new host name; in effect after a restart.
        host_name: Option<String> = "HostName",
        /// The new name.
        instance_name: Option<String> = "InstanceName",
        /// The new description.
        description: Option<String> = "Description",
        /// The new user data, in Base64; shown from now on, and not run.
        user_data: Option<SecretString> = "UserData" secret,
        /// `Standard` or `Unlimited`, of a burstable type.
        credit_specification: Option<String> = "CreditSpecification",
        /// Whether it is protected against release.
        deletion_protection: Option<bool> = "DeletionProtection",
        /// How many queues the primary interface has; the instance must be stopped.
        network_interface_queue_number: Option<u32> = "NetworkInterfaceQueueNumber",
        /// The security groups; they replace all that it has.
        security_group_ids: Vec<String> = "SecurityGroupIds" repeated,
        /// Whether larger packets (jumbo frames) are sent.
        enable_jumbo_frame: Option<bool> = "EnableJumboFrame",
        /// Whether the traffic within the VPC is encrypted.
        enable_network_encryption: Option<bool> = "EnableNetworkEncryption",
        /// The vCPUs, where they are not those of the instance type.
        cpu_options: CpuOptions = "CpuOptions",
        /// Which names the private DNS knows the instance by.
        private_dns_name_options: PrivateDnsNameOptions = "PrivateDnsNameOptions",
    }
    /// No change yet.
    new(region_id: String, instance_id: String);
}
