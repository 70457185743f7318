//! From the client's errors to the codes the window has words for. Codes: API metadata of ECS, error lists of the actions.

use alibaba_cloud::{Error, FailureKind, SignatureCheck, TransportError};

use crate::{Problem, ProblemCode, Provider};

impl From<&Error> for Problem {
    /// `params.host` is set when the error knows it; callers that know better add it, and `action`, with [`Problem::with_default`].
    fn from(error: &Error) -> Self {
        match error {
            Error::Construction(reason) => Self::new(ProblemCode::EndpointRefused).with("reason", reason.to_string()),
            Error::Throttled { last_refusal, .. } => Self::from(&**last_refusal),
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
        TransportError::Timeout => ProblemCode::Timeout,
        TransportError::TooLarge => ProblemCode::NotEcsReply,
        TransportError::Refused { .. } => ProblemCode::EndpointRefused,
        TransportError::Connect { .. }
        | TransportError::Tls { .. }
        | TransportError::Proxy { .. }
        | TransportError::Interrupted
        | TransportError::SetUp { .. } => ProblemCode::EndpointUnreachable,
    };
    let problem = Problem::new(code).with("reason", reason.to_string());
    match reason {
        TransportError::Connect { host, .. }
        | TransportError::Tls { host, .. }
        | TransportError::Proxy { host, .. } => problem.with("host", host),
        _ => problem,
    }
}

fn service(error: &Error, code: &str, message: &str, request_id: Option<&str>) -> Problem {
    let mut problem = Problem::new(service_code(error, code));
    if let Some(action) = error.access_denied().and_then(|detail| detail.auth_action.as_deref()) {
        problem = problem.with("action", action);
    }
    problem.provider = Some(Box::new(Provider {
        code: code.to_owned(),
        message: message.to_owned(),
        request_id: request_id.unwrap_or_default().to_owned(),
    }));
    problem
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
        // Blocks of the whole account, which no RAM policy can lift.
        "Forbidden.RiskControl" | "RealNameAuthenticationError" => ProblemCode::Refused,
        _ => match error.kind() {
            FailureKind::Clock => ProblemCode::ClockSkew,
            FailureKind::Permission => ProblemCode::AccessDenied,
            FailureKind::Throttled => ProblemCode::Throttled,
            FailureKind::ServerFault => ProblemCode::ProviderFault,
            _ => ProblemCode::Refused,
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn another_secret_is_asked_for_only_where_it_would_help() {
        let refused = |signature_check| {
            let error = Error::Service {
                code: "SignatureDoesNotMatch".to_owned(),
                message: String::new(),
                request_id: None,
                status: 400,
                retry_after: None,
                access_denied: None,
                signature_check,
            };
            Problem::from(error).code
        };
        assert_eq!(refused(Some(SignatureCheck::WrongSecret)), ProblemCode::WrongSecret);
        assert_eq!(refused(None), ProblemCode::WrongSecret);
        assert_eq!(refused(Some(SignatureCheck::SigningFault)), ProblemCode::Refused);
    }
}
