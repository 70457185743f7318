//! One authenticated call while it is being carried out.

use jiff::Timestamp;
use jiff::fmt::temporal::DateTimePrinter;

use crate::access_key::AccessKey;
use crate::cloud::Cloud;
use crate::fields::Fields;
pub(crate) use crate::fields::fields;
use crate::ledger::Effect;
use crate::parameters::Parameters;
use crate::refusal::Refusal;
use crate::region_refusal;
use crate::sessions::Sessions;

/// What came of a call.
pub(crate) type Answer = Result<Fields, Refusal>;

pub(crate) struct Call<'a> {
    pub(crate) action: &'a str,
    /// The region of the host name the request was sent to, if that names one.
    pub(crate) host_region: Option<&'a str>,
    pub(crate) parameters: &'a Parameters,
    pub(crate) key: &'a AccessKey,
    /// Place of the key, or of the key that assumed the role.
    pub(crate) origin: usize,
    pub(crate) sessions: &'a mut Sessions,
    pub(crate) cloud: &'a mut Cloud,
    pub(crate) effects: &'a mut Vec<Effect>,
    /// By the simulator's clock.
    pub(crate) now: Timestamp,
}

impl Call<'_> {
    /// The region asked for, which must exist.
    pub(crate) fn region_id(&self) -> Result<&'static str, Refusal> {
        let asked = self.parameters.get("RegionId");
        let asked = asked.ok_or_else(|| region_refusal::missing(self.action))?;
        let region = self.cloud.region(asked);
        let region = region.ok_or_else(|| region_refusal::unknown(self.action))?;
        Ok(region.region_id)
    }

    /// The region a request is about that need not say so: by parameter, else by host name, else unknown.
    pub(crate) fn home_region(&self) -> Result<Option<&'static str>, Refusal> {
        if self.parameters.get("RegionId").is_some() {
            return self.region_id().map(Some);
        }
        let host_region = self.host_region.and_then(|host_region| self.cloud.region(host_region));
        Ok(host_region.map(|region| region.region_id))
    }

    /// The value of a parameter the action cannot do without.
    pub(crate) fn required(&self, name: &str) -> Result<&str, Refusal> {
        self.parameters.get(name).ok_or_else(|| Refusal::missing(name))
    }

    /// The resource group asked for, which must exist, or the default group.
    pub(crate) fn resource_group_id(&self) -> Result<String, Refusal> {
        let groups = &self.cloud.resource_groups;
        match self.parameters.get("ResourceGroupId") {
            None => Ok(groups.first().map(|group| group.id.clone()).unwrap_or_default()),
            Some(asked) if groups.iter().any(|group| group.id == asked) => Ok(asked.to_owned()),
            Some(_) => {
                let message = "The ResourceGroup provided does not exist in our records.";
                Err(Refusal::new(404, "InvalidResourceGroup.NotFound", message))
            }
        }
    }

    /// The present in whole seconds, as the API shows it and as page tokens order by.
    pub(crate) fn this_second(&self) -> Timestamp {
        whole_second(self.now)
    }

    /// The value of a filter parameter, which must be one of `allowed` (compared without case).
    pub(crate) fn one_of(
        &self,
        name: &str,
        allowed: &[&'static str],
        refusal: impl FnOnce() -> Refusal,
    ) -> Result<Option<&'static str>, Refusal> {
        let Some(value) = self.parameters.get(name) else {
            return Ok(None);
        };
        let known = allowed
            .iter()
            .find(|allowed| allowed.eq_ignore_ascii_case(value))
            .copied();
        known.map(Some).ok_or_else(refusal)
    }

    /// Refuses with the answer of a dry run that passed, when `DryRun=true` was sent.
    pub(crate) fn stop_if_dry_run(&self) -> Result<(), Refusal> {
        if self.parameters.boolean("DryRun")? == Some(true) {
            let message = "Request validation has been passed with DryRun flag set.";
            return Err(Refusal::new(400, "DryRunOperation", message));
        }
        Ok(())
    }
}

/// Without the fraction: that is all the API shows.
fn whole_second(at: Timestamp) -> Timestamp {
    Timestamp::from_second(at.as_second()).unwrap_or(at)
}

/// `2026-11-23T02:00:04Z`.
pub(crate) fn to_second(at: Timestamp) -> String {
    // Several times as fast as a format string, and there are two in every row.
    DateTimePrinter::new().timestamp_to_string(&whole_second(at))
}

/// `2026-11-23T02:00Z`, the coarser form DescribeInstances uses.
pub(crate) fn to_minute(at: Timestamp) -> String {
    at.strftime("%Y-%m-%dT%H:%MZ").to_string()
}
