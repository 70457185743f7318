//! The request that a ClientToken belongs to. The rules are in `client_token`.

use std::collections::BTreeMap;

use jiff::Timestamp;

use crate::fields::Fields;
use crate::refusal::Refusal;

#[derive(Debug, Clone)]
pub(crate) struct TokenUse {
    pub(crate) at: Timestamp,
    pub(crate) action: String,
    pub(crate) parameters: BTreeMap<String, String>,
    /// Digests of the secrets that came with it; none after a replay, because the call log keeps no secrets.
    pub(crate) secrets: Option<BTreeMap<&'static str, String>>,
    pub(crate) answer: Result<Fields, Refusal>,
}
