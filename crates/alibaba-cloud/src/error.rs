//! The ways in which a call fails. What to do about one is decided elsewhere (`failure`, `retry`, the caller).

use std::time::Duration;

use crate::signature::SignatureCheck;
use crate::{EndpointError, FailureKind, TransportError, failure};

/// Why a call has no result. Never carries a key id, a secret, a signature or a token.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// The request could not be made; nothing was sent.
    #[error("cannot make the request: {0}")]
    Construction(#[from] EndpointError),

    /// An earlier request was throttled, and the throttling does not end in the time that this one may wait. Nothing was sent.
    #[error("still throttled: {last_refusal}")]
    Throttled {
        /// The last refusal of a request of this action in this region.
        last_refusal: Box<Error>,
        /// The time until the next request may be sent.
        retry_after: Duration,
    },

    /// The request was not allowed to be sent any more when its turn came. Nothing was sent, or nothing that had an effect.
    #[error("withdrawn before it was sent")]
    Withdrawn,

    /// The request was sent and no answer came in time.
    #[error("no answer in time")]
    Timeout,

    /// The request could not be delivered, or the connection broke.
    #[error("{0}")]
    Dispatch(TransportError),

    /// An answer came that is not an answer of the API.
    #[error("unreadable answer (HTTP {status}): {reason}")]
    Unreadable {
        /// The HTTP status; 0 when the answer was given up before it was known.
        status: u16,
        /// The request id, when a header has it.
        request_id: Option<String>,
        /// How long the provider asks to wait (`x-acs-retry-after`), when it is sane.
        retry_after: Option<Duration>,
        /// What is wrong with the answer.
        reason: Unreadable,
    },

    /// The API answered with an error.
    #[error("{code} (HTTP {status}): {message}")]
    Service {
        /// The provider's `Code`, verbatim.
        code: String,
        /// The provider's `Message`: hostile text, capped in length, without echoed signatures.
        message: String,
        /// The provider's `RequestId`.
        request_id: Option<String>,
        /// The HTTP status.
        status: u16,
        /// How long the provider asks to wait (`x-acs-retry-after`), when it is sane.
        retry_after: Option<Duration>,
        /// Which RAM permission is missing, when the provider says so.
        access_denied: Option<Box<AccessDenied>>,
        /// What a refused signature turned out to be, when the provider says what it signed.
        signature_check: Option<SignatureCheck>,
    },
}

/// The `AccessDeniedDetail` of a permission error.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AccessDenied {
    /// The RAM action that was refused (`AuthAction`).
    pub auth_action: Option<String>,
    /// The kind of identity (`AuthPrincipalType`).
    pub principal_type: Option<String>,
    /// The name of the identity (`AuthPrincipalDisplayName`).
    pub principal_display_name: Option<String>,
    /// The account of the identity (`AuthPrincipalOwnerId`).
    pub principal_owner_id: Option<String>,
    /// The kind of policy that refused (`PolicyType`).
    pub policy_type: Option<String>,
    /// `ImplicitDeny` or `ExplicitDeny` (`NoPermissionType`).
    pub no_permission_type: Option<String>,
}

/// What makes an answer unreadable.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unreadable {
    /// The body is not JSON (a login page, XML, or cut off).
    #[error("the body is not JSON")]
    NotJson,
    /// The body is JSON, but no object.
    #[error("the body is not a JSON object")]
    NotAnObject,
    /// An error status without an error code in the body.
    #[error("an error without a code")]
    NoCode,
    /// A redirect, which the API never sends.
    #[error("a redirect")]
    Redirect,
    /// The body is larger than is accepted.
    #[error("the body is too large")]
    TooLarge,
    /// The field that makes the reply an answer to the action is missing or of another kind.
    #[error("no usable {0}")]
    Field(&'static str),
    /// The same NextToken, or the same page, came twice in one listing.
    #[error("the listing repeats itself")]
    RepeatedPage,
    /// The listing went on with page after page of nothing.
    #[error("the listing goes on without rows")]
    EmptyPages,
    /// The listing went on for more pages than any account has.
    #[error("the listing does not end")]
    EndlessListing,
}

impl Error {
    /// What kind of failure it is; the basis of a decision to try again.
    #[must_use]
    pub fn kind(&self) -> FailureKind {
        failure::kind(self)
    }

    /// The provider's `Code`.
    #[must_use]
    pub fn code(&self) -> Option<&str> {
        match self {
            Self::Service { code, .. } => Some(code),
            Self::Throttled { last_refusal, .. } => last_refusal.code(),
            _ => None,
        }
    }

    /// The provider's `Message`: hostile text.
    #[must_use]
    pub fn provider_message(&self) -> Option<&str> {
        match self {
            Self::Service { message, .. } => Some(message),
            Self::Throttled { last_refusal, .. } => last_refusal.provider_message(),
            _ => None,
        }
    }

    /// The provider's `RequestId`.
    #[must_use]
    pub fn request_id(&self) -> Option<&str> {
        match self {
            Self::Service { request_id, .. } | Self::Unreadable { request_id, .. } => request_id.as_deref(),
            Self::Throttled { last_refusal, .. } => last_refusal.request_id(),
            _ => None,
        }
    }

    /// How long to wait before trying again, when that is known.
    #[must_use]
    pub fn retry_after(&self) -> Option<Duration> {
        match self {
            Self::Service { retry_after, .. } | Self::Unreadable { retry_after, .. } => *retry_after,
            Self::Throttled { retry_after, .. } => Some(*retry_after),
            _ => None,
        }
    }

    /// The RAM permission that is missing, when the provider says so.
    #[must_use]
    pub fn access_denied(&self) -> Option<&AccessDenied> {
        match self {
            Self::Service { access_denied, .. } => access_denied.as_deref(),
            _ => None,
        }
    }

    /// What a refused signature turned out to be, when the provider says what it signed.
    #[must_use]
    pub fn signature_check(&self) -> Option<SignatureCheck> {
        match self {
            Self::Service { signature_check, .. } => *signature_check,
            _ => None,
        }
    }

    /// Whether it is the answer to a request that was only to be checked, and that would have been carried out.
    #[must_use]
    pub fn is_dry_run_passed(&self) -> bool {
        matches!(self, Self::Service { code, .. } if code == "DryRunOperation" || code == "DRYRUN.SUCCESS")
    }

    /// Whether a request of this call may have reached the cloud. It certainly has not when no connection could be made.
    #[must_use]
    pub fn was_sent(&self) -> bool {
        match self {
            Self::Construction(_) | Self::Throttled { .. } | Self::Withdrawn => false,
            Self::Dispatch(error) => error.was_sent(),
            Self::Timeout | Self::Unreadable { .. } | Self::Service { .. } => true,
        }
    }

    /// Whether a write may have taken effect although it has no result.
    #[must_use]
    pub fn outcome_unknown(&self) -> bool {
        failure::outcome_unknown(self)
    }
}
