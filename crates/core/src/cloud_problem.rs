//! From the client's errors to the codes the window has words for. Codes: API metadata of ECS, error lists of the actions.

use alibaba_cloud::{Error, FailureKind, ProxyFault, SignatureCheck, TransportError};

use crate::{Problem, ProblemCode, Provider};

impl From<&Error> for Problem {
    /// `params.host` is set when the error knows it; callers that know better add it, and `action`, with [`Problem::with_default`].
    fn from(error: &Error) -> Self {
        match error {
            Error::Construction(reason) => Self::new(ProblemCode::EndpointRefused).with("reason", reason.to_string()),
            Error::Throttled { last_refusal, .. } => Self::from(&**last_refusal),
            // Only a lock that was set while the request waited withdraws one.
            Error::Withdrawn => Self::new(ProblemCode::AccountLocked),
            Error::Timeout => Self::new(ProblemCode::Timeout),
            Error::Dispatch(reason) => dispatch(reason),
            Error::Unreadable { status, reason, .. } => {
                let code = match error.kind() {
                    FailureKind::Throttled => ProblemCode::Throttled,
                    FailureKind::ServerFault => ProblemCode::ProviderFault,
                    _ => ProblemCode::NotEcsReply,
                };
                Self::new(code)
                    .with("status", status.to_string())
                    .with("reason", reason.to_string())
            }
            Error::Service {
                code,
                message,
                request_id,
                ..
            } => service(error, code, message, request_id.as_deref()),
        }
    }
}

impl From<Error> for Problem {
    fn from(error: Error) -> Self {
        Self::from(&error)
    }
}

fn dispatch(reason: &TransportError) -> Problem {
    let code = match reason {
        // The code that the preferences have put there.
        TransportError::NoLogin { reason } => {
            let code = serde_json::from_value(reason.as_str().into());
            code.unwrap_or(ProblemCode::ProxyPasswordRefused)
        }
        TransportError::Timeout => ProblemCode::Timeout,
        TransportError::TooLarge => ProblemCode::NotEcsReply,
        TransportError::Refused { .. } => ProblemCode::EndpointRefused,
        TransportError::Tls { issuer: Some(_), .. } => ProblemCode::CertificateUntrusted,
        TransportError::Proxy { fault, .. } => match fault {
            ProxyFault::Unreachable => ProblemCode::ProxyUnreachable,
            ProxyFault::Password => ProblemCode::ProxyPasswordRefused,
            ProxyFault::Refused => ProblemCode::ProxyRefused,
        },
        TransportError::Connect { .. }
        | TransportError::Tls { .. }
        | TransportError::Interrupted
        | TransportError::SetUp { .. } => ProblemCode::EndpointUnreachable,
    };
    let problem = Problem::new(code).with("reason", reason.to_string());
    match reason {
        TransportError::Connect { host, .. } | TransportError::Tls { host, issuer: None, .. } => {
            problem.with("host", host)
        }
        TransportError::Tls {
            host,
            issuer: Some(issuer),
            ..
        } => problem.with("host", host).with("issuer", issuer),
        TransportError::Proxy { host, proxy, .. } => problem.with("host", host).with("proxy", proxy),
        _ => problem,
    }
}

fn service(error: &Error, code: &str, message: &str, request_id: Option<&str>) -> Problem {
    let mut problem = match common_parameter(code, message) {
        Some(parameter) => Problem::new(ProblemCode::RequestAltered).with("parameter", parameter),
        None => Problem::new(service_code(error, code)),
    };
    if let Some(action) = error.access_denied().and_then(|detail| detail.auth_action.as_deref()) {
        problem = problem.with("action", action);
    }
    if problem.code == ProblemCode::ShareAccountRefused
        && let Some(account) = account_id(message)
    {
        problem = problem.with("shareAccountId", account);
    }
    problem.provider = Some(Box::new(Provider {
        code: code.to_owned(),
        message: message.to_owned(),
        request_id: request_id.unwrap_or_default().to_owned(),
    }));
    problem
}

/// The account id in a message: account ids are the only numbers of so many digits.
fn account_id(message: &str) -> Option<&str> {
    let mut numbers = message.split(|character: char| !character.is_ascii_digit());
    numbers.find(|number| (12..=20).contains(&number.len()))
}

/// The common parameter that the cloud misses. Every request has them all when it is sent.
fn common_parameter(code: &str, message: &str) -> Option<&'static str> {
    const COMMON: [&str; 9] = [
        "AccessKeyId",
        "Action",
        "Format",
        "Signature",
        "SignatureMethod",
        "SignatureNonce",
        "SignatureVersion",
        "Timestamp",
        "Version",
    ];
    if code != "MissingParameter" && !code.starts_with("MissingParameter.") {
        return None;
    }
    let mut words = message.split(|character: char| !character.is_ascii_alphanumeric());
    let in_code = code.strip_prefix("MissingParameter.");
    let named = |word: &str| COMMON.into_iter().find(|name| *name == word);
    in_code.and_then(named).or_else(|| words.find_map(named))
}

fn service_code(error: &Error, code: &str) -> ProblemCode {
    match code {
        "InvalidAccessKeyId.NotFound" | "InvalidAccessKeyId" => ProblemCode::UnknownAccessKeyId,
        "InvalidAccessKeyId.Inactive" | "Forbidden.AccessKeyDisabled" => ProblemCode::InactiveAccessKey,
        // Another secret would not help: what was signed is not what arrived.
        "SignatureDoesNotMatch" if error.signature_check() == Some(SignatureCheck::SigningFault) => {
            ProblemCode::Refused
        }
        "SignatureDoesNotMatch" | "IncompleteSignature" => ProblemCode::WrongSecret,
        "QuotaExceed.Image" => ProblemCode::ImageQuota,
        "InvalidImageName.Duplicated" => ProblemCode::ImageNameTaken,
        "InvalidSnapshotId.NotFound" => ProblemCode::SnapshotGone,
        "InvalidSnapshotId.NotReady" | "SnapshotNotReady" => ProblemCode::SnapshotNotReady,
        "OperationDenied.ImageCopyConflict" | "OperationDenied.ImageCopying" => ProblemCode::ImageCopyConflict,
        // The second is spelt so by the cloud, and means the own account.
        "InvalidAccount.NotFound" | "InvalidAccount.Forbbiden" => ProblemCode::ShareAccountRefused,
        "InvalidTagKey.Malformed" | "InvalidTagValue.Malformed" => ProblemCode::TagKeyRefused,
        "OperationDenied.NoStock" | "Invalid.PrivatePoolOptions.NoStock" => ProblemCode::NoStock,
        "IncorrectInstanceStatus"
        | "IncorrectInstanceStatus.Initializing"
        | "InstanceNotReady"
        | "InvalidInstanceStatus.NotStopped"
        | "InvalidInstanceStatus.NotRunning"
        | "InvalidStatus.NotStopped"
        | "InvalidOperation.OnlineModificationUnsupported" => ProblemCode::WrongInstanceStatus,
        "IncorrectVSwitchStatus"
        | "OperationDenied.CreatingConflict"
        | "LastOrderProcessing"
        | "LastRequestProcessing"
        | "LastTokenProcessing"
        | "InvalidStatus.Upgrading"
        | "InvalidStatus.DiskNotReady"
        | "DiskInCoolingPeriod"
        | "ModifyingDiskCategoryLimitExceed" => ProblemCode::CloudBusy,
        "InvalidOperation.RebootingRequired"
        | "InstanceSpecModification.NotEffective"
        | "OperationDenied.DiskExpansionUnfinished" => ProblemCode::RestartNeeded,
        "Downgrade.NotSupported" | "InstanceDowngrade.QuotaExceed" => ProblemCode::DowngradeRefused,
        "InvalidInstance.EipNotSupport"
        | "InvalidOperation.EipNotSupport"
        | "InvalidOperation.InstanceWithEipNotSupport" => ProblemCode::BandwidthOfEip,
        "OperationDenied.UnpaidOrder" | "InvalidInstance.UnpaidOrder" => ProblemCode::UnpaidOrder,
        "InstanceExpiredOrInArrears" | "InstanceExpired" | "DiskInArrears" => ProblemCode::ExpiredOrInArrears,
        "IncorrectDiskStatus" | "IncorrectDiskStatus.InReplication" => ProblemCode::WrongDiskStatus,
        "ChargeTypeViolation" | "InvalidBillingMethod.ValueNotSupported" | "InvalidAction.NotSupport" => {
            ProblemCode::NotForInstance
        }
        "InvalidOperation.DeletionProtection" => ProblemCode::DeletionProtected,
        "DeploymentSet.NotFound" => ProblemCode::DeploymentSetGone,
        "InvalidPayMethod" | "RealNameAuthenticationError" => ProblemCode::AccountCannotOrder,
        "IncorrectDiskStatus.CreatingSnapshot"
        | "IncorrectDiskStatus.TooManyCreatingSnapshots"
        | "DISK_HAS_CREATING_SNAPSHOT"
        | "DiskCreatingSnapshot" => ProblemCode::SnapshotRunning,
        "InvalidAccountStatus.NotEnoughBalance"
        | "InsufficientBalance"
        | "InsufficientBalance.AgentCredit"
        | "Account.Arrearage" => ProblemCode::NotEnoughBalance,
        // A block of the whole account, which no RAM policy can lift.
        "Forbidden.RiskControl" => ProblemCode::Refused,
        _ => match error.kind() {
            FailureKind::Clock => ProblemCode::ClockSkew,
            FailureKind::Permission => ProblemCode::AccessDenied,
            FailureKind::Throttled => ProblemCode::Throttled,
            FailureKind::ServerFault => ProblemCode::ProviderFault,
            _ => ProblemCode::Refused,
        },
    }
}

/// A refusal, for tests.
#[cfg(test)]
pub(crate) fn refusal(code: &str, message: &str) -> Error {
    Error::Service {
        code: code.to_owned(),
        message: message.to_owned(),
        request_id: None,
        status: 403,
        retry_after: None,
        access_denied: None,
        signature_check: None,
    }
}

#[cfg(test)]
mod tests {
    use alibaba_cloud::Unreadable;

    use super::*;

    fn refused(code: &str, message: &str, signature_check: Option<SignatureCheck>) -> Problem {
        Problem::from(Error::Service {
            code: code.to_owned(),
            message: message.to_owned(),
            request_id: None,
            status: 400,
            retry_after: None,
            access_denied: None,
            signature_check,
        })
    }

    #[test]
    fn another_secret_is_asked_for_only_where_it_would_help() {
        let code = |check| refused("SignatureDoesNotMatch", "", check).code;
        assert_eq!(code(Some(SignatureCheck::WrongSecret)), ProblemCode::WrongSecret);
        assert_eq!(code(None), ProblemCode::WrongSecret);
        assert_eq!(code(Some(SignatureCheck::SigningFault)), ProblemCode::Refused);
    }

    #[test]
    fn refusals_with_words_of_their_own_have_their_own_code() {
        let table = [
            ("InvalidAccountStatus.NotEnoughBalance", ProblemCode::NotEnoughBalance),
            ("Account.Arrearage", ProblemCode::NotEnoughBalance),
            ("InsufficientBalance", ProblemCode::NotEnoughBalance),
            ("InvalidTagKey.Malformed", ProblemCode::TagKeyRefused),
            ("InvalidTagValue.Malformed", ProblemCode::TagKeyRefused),
            ("OperationDenied.ImageCopyConflict", ProblemCode::ImageCopyConflict),
            ("OperationDenied.ImageCopying", ProblemCode::ImageCopyConflict),
            ("InvalidAccount.NotFound", ProblemCode::ShareAccountRefused),
            ("InvalidAccount.Forbbiden", ProblemCode::ShareAccountRefused),
            ("InvalidSnapshotId.NotReady", ProblemCode::SnapshotNotReady),
            ("SnapshotNotReady", ProblemCode::SnapshotNotReady),
        ];
        for (code, expected) in table {
            let problem = refused(code, "m", None);
            assert_eq!(problem.code, expected, "{code}");
            assert_eq!(problem.provider.map(|provider| provider.code).as_deref(), Some(code));
        }
    }

    #[test]
    fn a_refused_account_to_share_with_is_named() {
        let message = "The specified account 1234567890123456 in parameter \"AddAccount.n\" or \"RemoveAccount.n\" does not exist.";
        let problem = refused("InvalidAccount.NotFound", message, None);
        assert_eq!(
            problem.params.get("shareAccountId").map(String::as_str),
            Some("1234567890123456")
        );
        let unnamed = refused("InvalidAccount.NotFound", "The specified account does not exist.", None);
        assert!(!unnamed.params.contains_key("shareAccountId"));
    }

    #[test]
    fn a_missing_common_parameter_means_that_something_altered_the_request() {
        let not_supplied = |name: &str| {
            format!("The input parameter \"{name}\" that is mandatory for processing this request is not supplied.")
        };
        for name in ["Timestamp", "SignatureNonce", "Version", "Signature"] {
            let problem = refused("MissingParameter", &not_supplied(name), None);
            assert_eq!(problem.code, ProblemCode::RequestAltered, "{name}");
            assert_eq!(problem.params.get("parameter").map(String::as_str), Some(name));
        }
        let own = refused("MissingParameter", &not_supplied("ImageId"), None);
        assert_eq!(own.code, ProblemCode::Refused);
        let other = refused("InvalidParameter", &not_supplied("Timestamp"), None);
        assert_eq!(other.code, ProblemCode::Refused);
    }

    /// Field case FR09: an intercepting proxy answers every request so.
    #[test]
    fn a_404_without_an_answer_of_the_api_never_means_that_something_is_gone() {
        for reason in [Unreadable::NotJson, Unreadable::NoCode, Unreadable::NotAnObject] {
            let problem = Problem::from(Error::Unreadable {
                status: 404,
                request_id: None,
                retry_after: None,
                reason,
            });
            assert_eq!(problem.code, ProblemCode::NotEcsReply);
        }
    }
}
