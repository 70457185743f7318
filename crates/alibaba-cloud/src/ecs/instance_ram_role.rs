//! The RAM role of an instance as DescribeInstanceRamRole returns it.

use crate::declare::row;

row! {
    /// The RAM role of an instance.
    #[derive(Default, Eq)]
    pub struct InstanceRamRole from fields {
        /// The instance.
        instance_id: String = fields.text("InstanceId")?,
        /// The role; absent when it has none.
        ram_role_name: Option<String> = fields.text("RamRoleName"),
    }
}
