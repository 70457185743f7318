//! The plan of faults: which request meets which fault. Carrying a fault out is in `simulator`.

use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize};

use crate::randomness::Randomness;

/// What goes wrong.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", rename_all_fields = "camelCase", deny_unknown_fields)]
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
    /// Carried out, then answered with this error in the usual envelope. A refusal stays as it is.
    HttpErrorAfterEffect {
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
        retry_after_ms: u64,
    },
    /// Answered with this status and this body, whatever was asked; nothing is carried out.
    HttpBody {
        /// HTTP status.
        status: u16,
        /// What stands in the body.
        content: Content,
        /// `x-acs-retry-after`, in milliseconds.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        retry_after_ms: Option<u64>,
        /// `Location`, for a status that redirects.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        location: Option<String>,
    },
    /// Carried out, but an image that it begins is CreateFailed in the end.
    ImageFails,
    /// Carried out, but an image that it begins is UnAvailable in the end.
    ImageUnavailable {
        /// What its `Description` says then; the account's own words when there is none.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        reason: Option<String>,
    },
    /// The port takes no connection for this many real milliseconds, beginning with this request, which is reset unread.
    /// In process this one request is refused.
    Refuse {
        /// How long the port is closed.
        ms: u64,
    },
    /// The connection is reset; nothing is carried out.
    ResetBeforeEffect,
    /// Carried out, then the connection is reset.
    ResetAfterEffect,
    /// Carried out; the header promises the whole body, half of it comes, then the connection closes.
    Truncated,
    /// Carried out; the body comes in pieces with a pause after each.
    Trickle {
        /// Length of a piece.
        bytes: usize,
        /// The pause, in real milliseconds.
        ms: u64,
    },
    /// Answered 200 with a small gzip body that unpacks to this size; nothing is carried out.
    Bomb {
        /// Unpacked size in MiB, 1,024 at most.
        #[serde(deserialize_with = "bomb_size")]
        mebibytes: u64,
    },
    /// A Describe or List action shows what there is as it stood this long ago, without what was made since.
    Stale {
        /// How old the answer is.
        seconds: u64,
    },
    /// The page of a listing has no rows and no NextToken; its TotalCount stays.
    EmptyListing,
    /// The first rows of the page come again at its end.
    DuplicateItems {
        /// How many rows are repeated.
        count: usize,
    },
    /// The answer's NextToken is the one that was sent, so that the walk never ends.
    TokenCycle,
    /// Another user deletes these snapshots and images before the request is handled; an empty list means those that the request names.
    ExternalDeletion {
        /// Ids of snapshots and images.
        #[serde(default)]
        deletes: Vec<String>,
    },
    /// Another fault, by chance.
    Sometimes {
        /// From 0 (never) to 1 (always).
        probability: f64,
        /// Where the chance comes from: the same seed strikes the same requests.
        #[serde(default)]
        seed: u64,
        /// What goes wrong then.
        fault: Box<Fault>,
    },
}

/// The body of an answer that no ECS wrote, or that it wrote in its other forms.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", rename_all_fields = "camelCase", deny_unknown_fields)]
pub enum Content {
    /// The error envelope as JSON.
    Json {
        /// Provider code.
        code: String,
        /// Provider message.
        message: String,
    },
    /// The error envelope as XML, whatever Format was asked for.
    Xml {
        /// Provider code.
        code: String,
        /// Provider message.
        message: String,
    },
    /// A page for people, as proxies and portals give.
    Html,
    /// Nothing at all.
    Empty,
    /// This text as `application/json`, be it JSON or not.
    Raw {
        /// The text.
        text: String,
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
                struck = happens(&rule.fault, *count);
            }
        }
        struck
    }
}

/// The fault itself, or what chance makes of it for the n-th matching request.
fn happens(fault: &Fault, count: u64) -> Option<Fault> {
    let Fault::Sometimes {
        probability,
        seed,
        fault,
    } = fault
    else {
        return Some(fault.clone());
    };
    let mut randomness = Randomness::new(seed.wrapping_mul(0x9E37_79B9).wrapping_add(count));
    // Ten thousandths are fine enough, and exact in floating point.
    let drawn = f64::from(u32::try_from(randomness.below(10_000)).unwrap_or_default()) / 10_000.0;
    (drawn < *probability).then(|| happens(fault, count)).flatten()
}

/// A larger one than this shows nothing more, and takes long to make.
fn bomb_size<'de, D: Deserializer<'de>>(deserializer: D) -> Result<u64, D::Error> {
    let mebibytes = u64::deserialize(deserializer)?;
    if mebibytes > 1_024 {
        return Err(D::Error::custom("a bomb has 1,024 MiB at most"));
    }
    Ok(mebibytes)
}
