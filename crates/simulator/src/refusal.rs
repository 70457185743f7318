//! A refusal: HTTP status, provider code and message. Which rule refuses is decided where the rule stands.

use serde_json::{Map, Value};

#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Refusal {
    pub(crate) status: u16,
    pub(crate) code: String,
    pub(crate) message: String,
    /// `AccessDeniedDetail` of a permission error.
    pub(crate) access_denied_detail: Option<Map<String, Value>>,
    /// `x-acs-retry-after` of a throttled reply, in milliseconds.
    pub(crate) retry_after_ms: Option<u64>,
}

impl Refusal {
    pub(crate) fn new(status: u16, code: &str, message: impl Into<String>) -> Self {
        Self {
            status,
            code: code.to_owned(),
            message: message.into(),
            access_denied_detail: None,
            retry_after_ms: None,
        }
    }

    /// A common parameter of the gateway is absent.
    pub(crate) fn missing_common(name: &str) -> Self {
        Self::new(
            400,
            &format!("Missing{name}"),
            format!("{name} is mandatory for this action."),
        )
    }

    /// Too many requests.
    pub(crate) fn throttled() -> Self {
        Self::new(400, "Throttling.User", "Request was denied due to user flow control.")
    }

    /// The request does not say how it is signed, or leaves out of the signature what must be in it.
    pub(crate) fn incomplete_signature() -> Self {
        let message = "The request signature does not conform to Aliyun standards.";
        Self::new(400, "IncompleteSignature", message)
    }

    /// A business parameter is absent.
    pub(crate) fn missing(name: &str) -> Self {
        let message =
            format!("The input parameter \"{name}\" that is mandatory for processing this request is not supplied.");
        Self::new(400, "MissingParameter", message)
    }

    /// A business parameter cannot be read.
    pub(crate) fn invalid(name: &str) -> Self {
        Self::new(
            400,
            "InvalidParameter",
            format!("The specified parameter \"{name}\" is not valid."),
        )
    }
}
