//! AccessKeys of the simulated account and what each may do. Checking a signature is in `authentication`.

use std::fmt;

use crate::pattern;

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
    /// RAM actions (`ecs:CreateImage`, `ecs:Describe*`) this identity may not call, whatever else allows them.
    pub denied_actions: Vec<String>,
    /// RAM actions this identity may call; none means all. `*` stands for any text.
    pub allowed_actions: Option<Vec<String>>,
    /// Regions in which a policy denies this identity every action.
    pub denied_regions: Vec<String>,
    /// What a session policy narrows the allowed actions to.
    pub(crate) session_actions: Option<Vec<String>>,
    pub(crate) user_id: String,
}

/// Why a policy says no.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Denial {
    /// No statement allows it.
    Implicit,
    /// A statement denies it.
    Explicit,
}

impl AccessKey {
    /// Whether a policy is in the way of this action in this region.
    pub(crate) fn denial(&self, ram_action: &str, region_id: Option<&str>) -> Option<Denial> {
        let any = |list: &[String]| list.iter().any(|listed| pattern::matches(listed, ram_action));
        let in_denied_region = region_id.is_some_and(|asked| self.denied_regions.iter().any(|denied| denied == asked));
        if any(&self.denied_actions) || in_denied_region {
            return Some(Denial::Explicit);
        }
        // Who one is may always be asked.
        if ram_action == "sts:GetCallerIdentity" {
            return None;
        }
        let allows = |list: &Option<Vec<String>>| list.as_ref().is_none_or(|list| any(list));
        (!allows(&self.allowed_actions) || !allows(&self.session_actions)).then_some(Denial::Implicit)
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
            .field("allowed_actions", &self.allowed_actions)
            .finish_non_exhaustive()
    }
}
