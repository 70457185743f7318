//! What kind of failure each code is, and whether a write may have taken effect.

use alibaba_cloud::ecs::{CreateImage, ImageSource};
use alibaba_cloud::{Error, FailureKind, ProxyFault, TransportError};

use crate::script::{Answer, Script, answer, answer_with, error_answer};

async fn failed_write(answer: Answer) -> Error {
    let source = ImageSource::Snapshot {
        snapshot_id: "s-1".to_owned(),
    };
    let action = CreateImage::new("cn-hangzhou", source, "token");
    let sendings = match &answer {
        // Nothing was delivered, so sending it again can do no harm.
        Err(TransportError::Connect { .. }) => 4,
        _ => 1,
    };
    let script = Script::new(std::iter::repeat_n(answer, sendings));
    let error = script.client().call(&action).await.unwrap_err();
    assert_eq!(script.sent().len(), sendings);
    error
}

#[tokio::test]
async fn codes_have_their_kind_and_a_write_that_has_one_is_not_sent_again() {
    use FailureKind::{Auth, ClientFault, Clock, InProgress, NoStock, Permission, ServerFault, Throttled, Transient};
    let table = [
        (400, "Throttling", Throttled, false),
        (400, "Throttling.User", Throttled, false),
        (503, "Throttling.Api", Throttled, false),
        (400, "Rejected.Throttling", Throttled, false),
        (429, "Whatever", Throttled, false),
        (404, "InvalidAccessKeyId.NotFound", Auth, false),
        (400, "InvalidAccessKeyId.Inactive", Auth, false),
        (403, "Forbidden.AccessKeyDisabled", Auth, false),
        (400, "IncompleteSignature", Auth, false),
        (400, "SignatureDoesNotMatch", Auth, false),
        (400, "InvalidSecurityToken.Expired", Auth, false),
        (400, "MissingSecurityToken", Auth, false),
        (400, "InvalidTimeStamp.Expired", Clock, false),
        (400, "IllegalTimestamp", Clock, false),
        (403, "Forbidden.RAM", Permission, false),
        (403, "NoPermission", Permission, false),
        (403, "Forbbiden", Permission, false),
        (403, "PermissionDenied.Scope", Permission, false),
        (403, "InvalidAction.Unauthorized", Permission, false),
        (403, "OperationDenied.NotAuthorized", Permission, false),
        (403, "Forbidden.RiskControl", Permission, false),
        (403, "RegionUnauthorized", Permission, false),
        (403, "AuthenticationFail.ApiPassword", Auth, false),
        (404, "Forbidden.KeyNotFound", ClientFault, false),
        (400, "Forbidden.VpcNotFound", ClientFault, false),
        (403, "Mayi.InternalError", ServerFault, true),
        (429, "Throttling.Resource", NoStock, false),
        (403, "OperationDenied.NoStock", NoStock, false),
        (400, "Zone.NotOnSale", NoStock, false),
        (403, "Zone.NotOpen", NoStock, false),
        (400, "ResourceNotAvailable", NoStock, false),
        (400, "SignatureNonceUsed", Transient, true),
        (500, "InternalError", ServerFault, true),
        (503, "ServiceUnavailable", ServerFault, true),
        (503, "ServiceUnavailable.RegionMaintaining", ServerFault, true),
        (400, "UnknownError", ServerFault, true),
        (500, "Strange", ServerFault, true),
        (408, "RequestTimeout", Transient, true),
        (403, "IdempotentProcessing", InProgress, false),
        (403, "LastTokenProcessing", InProgress, false),
        (409, "OperationConflict", InProgress, false),
        (400, "InvalidImageName.Duplicated", ClientFault, false),
        (404, "InvalidSnapshotId.NotFound", ClientFault, false),
        (403, "QuotaExceed.Image", ClientFault, false),
        (400, "DryRunOperation", ClientFault, false),
    ];
    for (status, code, kind, outcome_unknown) in table {
        let error = failed_write(error_answer(status, code)).await;
        assert_eq!(error.kind(), kind, "{code}");
        assert_eq!(error.outcome_unknown(), outcome_unknown, "{code}");
        assert_eq!(error.code(), Some(code));
        assert_eq!(error.request_id(), Some("R"));
    }
}

#[tokio::test]
async fn a_write_without_a_readable_answer_may_have_taken_effect() {
    let unknown = [
        Err(TransportError::Timeout),
        Err(TransportError::Interrupted),
        Err(TransportError::TooLarge),
        answer(200, "<html>"),
        answer(200, r#"{"RequestId":"R"}"#),
        answer(502, ""),
        answer(400, "{}"),
        answer(408, "<html>"),
    ];
    for answer in unknown {
        let error = failed_write(answer).await;
        assert!(error.outcome_unknown(), "{error:?}");
    }
    let one_too_many = failed_write(answer(429, "<html>")).await;
    assert!(!one_too_many.outcome_unknown() && one_too_many.kind() == FailureKind::Throttled);
}

#[tokio::test(start_paused = true)]
async fn a_write_that_never_left_has_no_effect() {
    let host = || "ecs.aliyuncs.com".to_owned();
    let reason = String::new;
    let unsent = [
        TransportError::Connect {
            host: host(),
            reason: reason(),
        },
        TransportError::Tls {
            host: host(),
            reason: reason(),
            issuer: None,
        },
        TransportError::Proxy {
            host: host(),
            proxy: String::new(),
            fault: ProxyFault::Refused,
            reason: reason(),
        },
        TransportError::Refused { reason: reason() },
    ];
    for error in unsent {
        let error = failed_write(Err(error)).await;
        assert!(!error.outcome_unknown(), "{error:?}");
    }
}

#[tokio::test]
async fn only_a_sane_wait_is_believed() {
    let body = r#"{"Code":"Throttling","Message":"m","RequestId":"R"}"#;
    let table = [
        ("1500", Some(1_500)),
        ("120000", Some(120_000)),
        ("120001", None),
        ("0", None),
        ("-5", None),
        ("soon", None),
        ("99999999999999999999", None),
    ];
    for (header, millis) in table {
        let headers = [("x-acs-retry-after", header)];
        let error = failed_write(answer_with(400, &headers, body)).await;
        let expected = millis.map(std::time::Duration::from_millis);
        assert_eq!(error.retry_after(), expected, "{header}");
    }
}

#[tokio::test]
async fn a_check_that_passed_is_told_from_one_that_did_not() {
    for (code, passed) in [
        ("DryRunOperation", true),
        ("DRYRUN.SUCCESS", true),
        ("DryRun.InvalidAmount", false),
        ("Forbidden.RAM", false),
    ] {
        let error = failed_write(error_answer(400, code)).await;
        assert_eq!(error.is_dry_run_passed(), passed, "{code}");
        assert!(!error.outcome_unknown());
    }
}
