//! Classification of failures by code and status. Whether to try again is decided from it, elsewhere.

use crate::ecs::ModifyInstanceSpec;
use crate::{Action, Error, Request, TransportError, Unreadable};

/// What kind of failure an error is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum FailureKind {
    /// The network or a passing condition; the same request may succeed now.
    Transient,
    /// Too many requests in this minute, for this account, region and action.
    Throttled,
    /// The credentials are wrong, disabled, expired or mixed up.
    Auth,
    /// The credentials are good and lack a permission, or the account is blocked.
    Permission,
    /// The clock of this machine differs too much from the cloud's.
    Clock,
    /// An earlier request with the same ClientToken, or on the same resource, is still at work.
    InProgress,
    /// Sold out, or not sold: in this zone, of this instance type or of this disk category.
    NoStock,
    /// The request itself is at fault.
    ClientFault,
    /// The cloud failed.
    ServerFault,
    /// The machine at the other end cannot be trusted, or does not speak the API.
    NotTheCloud,
}

impl FailureKind {
    /// What kind of failure a code is that a reply gives for one of its items, such as
    /// [`InstanceResponse::code`](crate::ecs::InstanceResponse::code).
    #[must_use]
    pub fn of_code(code: &str) -> Self {
        service_kind(code, 400)
    }
}

pub(crate) fn kind(error: &Error) -> FailureKind {
    match error {
        Error::Construction(_) | Error::Withdrawn => FailureKind::ClientFault,
        Error::Throttled { .. } => FailureKind::Throttled,
        Error::Timeout => FailureKind::Transient,
        Error::Dispatch(error) => dispatch_kind(error),
        Error::Unreadable { status, reason, .. } => unreadable_kind(*status, reason),
        Error::Service { code, status, .. } => service_kind(code, *status),
    }
}

fn dispatch_kind(error: &TransportError) -> FailureKind {
    match error {
        TransportError::Timeout | TransportError::Connect { .. } | TransportError::Interrupted => {
            FailureKind::Transient
        }
        TransportError::Tls { .. }
        | TransportError::Proxy { .. }
        | TransportError::NoLogin { .. }
        | TransportError::TooLarge => FailureKind::NotTheCloud,
        TransportError::Refused { .. } | TransportError::SetUp { .. } => FailureKind::ClientFault,
    }
}

fn unreadable_kind(status: u16, reason: &Unreadable) -> FailureKind {
    match (status, reason) {
        (408, _) => FailureKind::Transient,
        (429, _) => FailureKind::Throttled,
        (500.., _) => FailureKind::ServerFault,
        _ => FailureKind::NotTheCloud,
    }
}

/// Codes of launches, starts and changes. `Throttling.Resource` is one by name only: RunInstances alone has it, for an instance type
/// that is not to be had here, and waiting does not help.
const NO_STOCK: [&str; 5] = [
    "OperationDenied.NoStock",
    "ResourceNotAvailable",
    "Throttling.Resource",
    "Zone.NotOnSale",
    "Zone.NotOpen",
];

/// Whether the cloud takes no further change of one resource for a while, and those of others all the same: ModifyInstanceSpec takes one
/// change of an instance in five minutes. Source: error list of ModifyInstanceSpec (400 `Throttling`, "try again after 5 minutes").
pub(crate) fn waits_for_resource(request: &Request, error: &Error) -> bool {
    let is_interval = matches!(error, Error::Service { code, status: 400, .. } if code == "Throttling");
    is_interval && request.action == ModifyInstanceSpec::NAME
}

// Codes and their meaning: API metadata errors of the ECS product, RPC common errors.
fn service_kind(code: &str, status: u16) -> FailureKind {
    if NO_STOCK.contains(&code) {
        return FailureKind::NoStock;
    }
    if status == 429 || code.contains("Throttling") {
        return FailureKind::Throttled;
    }
    // A server or proxy gave up waiting, and does not say how far the request had come.
    if status == 408 {
        return FailureKind::Transient;
    }
    match code {
        "SignatureNonceUsed" => FailureKind::Transient,
        "IncompleteSignature" | "SignatureDoesNotMatch" | "MissingSecurityToken" | "Forbidden.AccessKeyDisabled" => {
            FailureKind::Auth
        }
        "IllegalTimestamp" => FailureKind::Clock,
        "IdempotentProcessing" | "LastTokenProcessing" | "OperationConflict" | "InvalidOperation.Conflict" => {
            FailureKind::InProgress
        }
        "InternalError" | "UnknownError" => FailureKind::ServerFault,
        "Forbbiden" | "RealNameAuthenticationError" | "RegionUnauthorized" | "InvalidUser.PassRoleForbidden" => {
            FailureKind::Permission
        }
        // Under the same word, but about something that is not there.
        _ if code.ends_with("NotFound") && !code.starts_with("InvalidAccessKeyId") => FailureKind::ClientFault,
        _ if code.ends_with(".InternalError") => FailureKind::ServerFault,
        _ if is_or_under(code, "AuthenticationFail") => FailureKind::Auth,
        _ if is_or_under(code, "InvalidAccessKeyId") || is_or_under(code, "InvalidSecurityToken") => FailureKind::Auth,
        _ if is_or_under(code, "InvalidTimeStamp") => FailureKind::Clock,
        _ if is_or_under(code, "ServiceUnavailable") => FailureKind::ServerFault,
        _ if [
            "Forbidden",
            "NoPermission",
            "PermissionDenied",
            "Unauthorized",
            "SecurityRisk",
        ]
        .iter()
        .any(|family| is_or_under(code, family)) =>
        {
            FailureKind::Permission
        }
        _ if code.ends_with(".Unauthorized") || code.ends_with(".NotAuthorized") => FailureKind::Permission,
        _ if status >= 500 => FailureKind::ServerFault,
        _ => FailureKind::ClientFault,
    }
}

fn is_or_under(code: &str, family: &str) -> bool {
    let rest = code.strip_prefix(family);
    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
}

pub(crate) fn outcome_unknown(error: &Error) -> bool {
    match error {
        Error::Construction(_) | Error::Throttled { .. } | Error::Withdrawn => false,
        // A request over the limit is rejected before it does anything.
        Error::Unreadable { status: 429, .. } => false,
        Error::Timeout | Error::Unreadable { .. } => true,
        Error::Dispatch(error) => error.was_sent(),
        // A success that names a code says two things at once.
        Error::Service { status: 200..300, .. } => true,
        // A used nonce says that a copy of this very request has arrived before.
        Error::Service { code, status, .. } => match service_kind(code, *status) {
            FailureKind::Throttled => false,
            FailureKind::ServerFault | FailureKind::Transient => true,
            _ => *status >= 500,
        },
    }
}
