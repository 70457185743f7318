//! What a ClientToken was used for. What follows from it is in `client_token`.

use std::collections::BTreeMap;

use jiff::Timestamp;

use crate::fields::Fields;
use crate::refusal::Refusal;

#[derive(Debug, Clone)]
pub(crate) struct TokenUse {
    pub(crate) at: Timestamp,
    pub(crate) action: String,
    pub(crate) parameters: BTreeMap<String, String>,
    /// What tells the secrets apart that came with it; unknown when a diary brought it back, which keeps no secret.
    pub(crate) secrets: Option<BTreeMap<&'static str, String>>,
    pub(crate) answer: Result<Fields, Refusal>,
}
