//! One authenticated call while it is being carried out.

use jiff::Timestamp;
use serde_json::{Map, Value};

use crate::access_key::AccessKey;
use crate::cloud::Cloud;
use crate::ledger::Effect;
use crate::parameters::Parameters;
use crate::refusal::Refusal;

/// Fields of a successful answer, without RequestId.
pub(crate) type Answer = Result<Map<String, Value>, Refusal>;

pub(crate) struct Call<'a> {
    pub(crate) parameters: &'a Parameters,
    pub(crate) key: &'a AccessKey,
    pub(crate) cloud: &'a mut Cloud,
    pub(crate) effects: &'a mut Vec<Effect>,
    /// By the simulator's clock.
    pub(crate) now: Timestamp,
}

impl Call<'_> {
    /// The region asked for, which must exist.
    pub(crate) fn region_id(&self) -> Result<&'static str, Refusal> {
        let asked = self
            .parameters
            .get("RegionId")
            .ok_or_else(|| Refusal::missing("RegionId"))?;
        self.cloud.region(asked).map(|region| region.region_id).ok_or_else(|| {
            Refusal::new(
                404,
                "InvalidRegionId.NotFound",
                "The specified RegionId does not exist.",
            )
        })
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

/// The object of a `json!` literal.
pub(crate) fn fields(value: Value) -> Map<String, Value> {
    match value {
        Value::Object(fields) => fields,
        _ => Map::new(),
    }
}

/// `2026-11-23T02:00:04Z`.
pub(crate) fn to_second(at: Timestamp) -> String {
    at.strftime("%Y-%m-%dT%H:%M:%SZ").to_string()
}

/// `2026-11-23T02:00Z`, the coarser form DescribeInstances uses.
pub(crate) fn to_minute(at: Timestamp) -> String {
    at.strftime("%Y-%m-%dT%H:%MZ").to_string()
}
