//! The user data of an instance.

use secrecy::SecretString;

use crate::declare::{FromReply, action};
use crate::{JsonObject, Unreadable};

action! {
    /// Asks for the user data of an instance. Source: metadata of ECS, DescribeUserData.
    pub struct DescribeUserData: Ecs(region_id), Read, 20 seconds -> UserData {
        /// The region.
        region_id: String = "RegionId",
        /// The instance.
        instance_id: String = "InstanceId",
    }
    /// The user data of an instance.
    new(region_id: String, instance_id: String);
}

/// The user data of an instance. It may hold passwords, so it is neither printed nor stored.
#[derive(Clone, Debug)]
pub struct UserData {
    /// The instance.
    pub instance_id: String,
    /// The user data, in Base64; absent when there is none.
    pub user_data: Option<SecretString>,
}

impl FromReply for UserData {
    fn from_reply(reply: JsonObject<'_>) -> Result<Self, Unreadable> {
        Ok(Self {
            instance_id: reply.required("InstanceId")?,
            user_data: reply.text("UserData").map(SecretString::from),
        })
    }
}
