//! The plan of faults: which request meets which fault. Carrying a fault out is in `simulator`.

use serde::{Deserialize, Serialize};

/// What goes wrong.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub enum Fault {
    /// Answered with this error in the usual envelope; nothing is carried out.
    HttpError {
        /// HTTP status.
        status: u16,
        /// Provider code.
        code: String,
        /// Provider message.
        message: String,
    },
    /// Carried out, but the 200 answer is JSON cut off in the middle.
    MalformedBody,
    /// Answered 200 with an HTML page, as a captive portal does; nothing is carried out.
    HtmlBody,
    /// The connection closes without an answer; nothing is carried out.
    DropBeforeEffect,
    /// Carried out, then the connection closes without an answer.
    DropAfterEffect,
    /// Carried out at once, answered after this many real milliseconds.
    Latency {
        /// Delay of the answer in milliseconds.
        ms: u64,
    },
    /// Refused with `Throttling.User` and `x-acs-retry-after`; nothing is carried out.
    Throttle {
        /// Value of the header, in milliseconds.
        #[serde(rename = "retryAfterMs")]
        retry_after_ms: u64,
    },
}

/// A fault and the requests it strikes. Requests are counted from the moment the plan was set.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct FaultRule {
    /// The action struck; `*` for every action.
    pub action: String,
    /// Only requests with this `RegionId`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub region_id: Option<String>,
    /// Strikes from the n-th matching request on, 1 for the first; alone it strikes that one request only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub nth: Option<u64>,
    /// How many requests are struck; without `nth` and `times`, all of them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub times: Option<u64>,
    /// What goes wrong.
    pub fault: Fault,
}

impl FaultRule {
    fn matches(&self, action: &str, region_id: Option<&str>) -> bool {
        (self.action == "*" || self.action == action)
            && self.region_id.as_deref().is_none_or(|wanted| Some(wanted) == region_id)
    }

    fn strikes(&self, count: u64) -> bool {
        let first = self.nth.unwrap_or(1);
        let times = self.times.unwrap_or(if self.nth.is_some() { 1 } else { u64::MAX });
        count >= first && count - first < times
    }
}

#[derive(Debug, Default)]
pub(crate) struct FaultPlan(Vec<(FaultRule, u64)>);

impl FaultPlan {
    pub(crate) fn new(rules: Vec<FaultRule>) -> Self {
        Self(rules.into_iter().map(|rule| (rule, 0)).collect())
    }

    /// Counts the request with every rule that matches it; the first rule whose turn it is wins.
    pub(crate) fn strike(&mut self, action: &str, region_id: Option<&str>) -> Option<Fault> {
        let mut struck = None;
        for (rule, count) in self.0.iter_mut().filter(|(rule, _)| rule.matches(action, region_id)) {
            *count += 1;
            if struck.is_none() && rule.strikes(*count) {
                struck = Some(rule.fault.clone());
            }
        }
        struck
    }
}
