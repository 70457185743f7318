//! AccessKeys of the simulated account and what each may do. Checking a signature is in `authentication`.

use std::fmt;

/// One AccessKey of the scenario. The values are derived from the seed and open nothing outside the simulator.
#[derive(Clone)]
pub struct AccessKey {
    /// AccessKey id, 24 characters.
    pub access_key_id: String,
    /// AccessKey secret, 30 characters.
    pub access_key_secret: String,
    /// Id of the Alibaba Cloud account the key belongs to, 16 digits.
    pub account_id: String,
    /// `acs:ram::<account>:user/<name>`.
    pub arn: String,
    /// `Account`, `RAMUser` or `AssumedRoleUser`, as in GetCallerIdentity.
    pub identity_type: String,
    /// False for a key that was disabled: it is refused with `InvalidAccessKeyId.Inactive`.
    pub active: bool,
    /// RAM actions (`ecs:CreateImage`) this identity may not call.
    pub denied_actions: Vec<String>,
    pub(crate) user_id: String,
}

impl AccessKey {
    pub(crate) fn allows(&self, ram_action: &str) -> bool {
        !self.denied_actions.iter().any(|denied| denied == ram_action)
    }

    pub(crate) fn user_name(&self) -> &str {
        self.arn.rsplit('/').next().unwrap_or_default()
    }
}

impl fmt::Debug for AccessKey {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("AccessKey")
            .field("access_key_id", &self.access_key_id)
            .field("arn", &self.arn)
            .field("active", &self.active)
            .field("denied_actions", &self.denied_actions)
            .finish_non_exhaustive()
    }
}
