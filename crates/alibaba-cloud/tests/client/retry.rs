//! Which requests are sent again, when, and how they differ.

use std::collections::HashSet;
use std::time::Duration;

use alibaba_cloud::TransportError;
use alibaba_cloud::ecs::{CreateImage, DescribeRegions, ImageSource, ModifyImageAttribute};
use tokio::time::Instant;

use crate::script::{Answer, NO_REGIONS, Script, answer, answer_with, error_answer};

fn success() -> Answer {
    answer(200, NO_REGIONS)
}

#[tokio::test(start_paused = true)]
async fn a_throttled_read_succeeds_later_with_a_fresh_nonce_and_signature() {
    let throttled = || error_answer(400, "Throttling.User");
    let script = Script::new([throttled(), throttled(), success()]);
    let start = Instant::now();
    let reply = script.client().call(&DescribeRegions::default()).await;
    assert!(reply.is_ok());
    // 500 ms and 1 s, with a jitter of one.
    assert_eq!(start.elapsed().as_millis() / 10, 150);
    let forms = script.forms();
    assert_eq!(forms.len(), 3);
    for (index, form) in forms.iter().enumerate() {
        assert_eq!(form["SignatureNonce"], format!("nonce-{index}"));
    }
    assert_ne!(forms[0]["Signature"], forms[1]["Signature"]);
}

#[tokio::test(start_paused = true)]
async fn the_cloud_says_how_long_to_wait() {
    let body = r#"{"Code":"Throttling","Message":"m","RequestId":"R"}"#;
    let headers = [("x-acs-retry-after", "90000")];
    let script = Script::new([answer_with(400, &headers, body), success()]);
    let start = Instant::now();
    script.client().call(&DescribeRegions::default()).await.unwrap();
    assert_eq!(start.elapsed().as_secs(), 90);
}

#[tokio::test(start_paused = true)]
async fn a_passing_failure_is_tried_again_three_times_and_no_more() {
    let unreachable = || TransportError::Connect {
        host: "h".to_owned(),
        reason: String::new(),
    };
    let passing: [fn() -> Answer; 6] = [
        || Err(TransportError::Timeout),
        || Err(TransportError::Interrupted),
        || error_answer(500, "InternalError"),
        || error_answer(400, "SignatureNonceUsed"),
        || answer(503, ""),
        || answer(200, r#"{"Regions":"#),
    ];
    for failure in passing {
        let script = Script::new(std::iter::repeat_with(failure).take(4));
        let start = Instant::now();
        let reply = script.client().call(&DescribeRegions::default()).await;
        assert!(reply.is_err());
        assert_eq!(script.sent().len(), 4);
        assert!(start.elapsed() < Duration::from_secs(1));
    }
    let script = Script::new([Err(unreachable()), success()]);
    assert!(script.client().call(&DescribeRegions::default()).await.is_ok());
}

#[tokio::test(start_paused = true)]
async fn a_write_that_could_not_be_delivered_is_sent_again_only_under_a_token() {
    let unreachable = || {
        Err(TransportError::Connect {
            host: "h".to_owned(),
            reason: String::new(),
        })
    };
    let snapshot_id = "s-1".to_owned();
    let create = CreateImage::new("cn-hangzhou", ImageSource::Snapshot { snapshot_id }, "token-1");
    let created = answer(200, r#"{"RequestId":"R","ImageId":"m-1"}"#);
    let script = Script::new([unreachable(), unreachable(), unreachable(), created]);
    script.client().call(&create).await.unwrap();
    let forms = script.forms();
    assert!(forms.iter().all(|form| form["ClientToken"] == "token-1"));
    let nonces: HashSet<_> = forms.iter().map(|form| &form["SignatureNonce"]).collect();
    assert_eq!(nonces.len(), 4);

    let script = Script::new((0..4).map(|_| unreachable()));
    assert!(script.client().call(&create).await.is_err());
    assert_eq!(script.sent().len(), 4);

    let script = Script::new([unreachable()]);
    let modify = ModifyImageAttribute::new("cn-hangzhou", "m-1");
    assert!(script.client().call(&modify).await.is_err());
}

#[tokio::test(start_paused = true)]
async fn a_failure_that_will_not_pass_is_not_tried_again() {
    let lasting = [
        error_answer(404, "InvalidAccessKeyId.NotFound"),
        error_answer(400, "SignatureDoesNotMatch"),
        error_answer(403, "Forbidden.RAM"),
        error_answer(400, "InvalidSecurityToken.Expired"),
        error_answer(400, "InvalidParameter"),
        error_answer(400, "InvalidTimeStamp.Expired"),
        answer(302, ""),
        answer(200, "[]"),
        Err(TransportError::TooLarge),
        Err(TransportError::Tls {
            host: "h".to_owned(),
            reason: String::new(),
            issuer: None,
        }),
    ];
    for failure in lasting {
        let script = Script::new([failure]);
        assert!(script.client().call(&DescribeRegions::default()).await.is_err());
        assert_eq!(script.sent().len(), 1);
    }
}
