//! Verifying credentials once for all callers, and again when they have changed or were refused.

use std::time::Duration;

use alibaba_cloud::ecs::{DescribeImages, DescribeRegions};
use alibaba_cloud::{Credentials, TransportError};
use futures_util::future::join_all;

use super::{ACCOUNT, Gate};
use crate::ProblemCode;
use crate::cloud::Priority;
use crate::store::accounts::Kind;

const REFUSED_KEY: &str = r#"{"RequestId":"R-2","Code":"InvalidAccessKeyId.NotFound","Message":"not found"}"#;

fn refuse_connections(gate: &Gate) {
    gate.server.fail(
        "GetCallerIdentity",
        TransportError::Connect {
            host: "sts.aliyuncs.com".to_owned(),
            reason: "connection refused".to_owned(),
        },
    );
}

#[tokio::test(start_paused = true)]
async fn callers_at_the_same_time_share_one_attempt_and_its_failure() {
    let gate = Gate::open().await;
    gate.server.answer("GetCallerIdentity", 403, REFUSED_KEY);
    let callers = (0..20).map(|_| gate.cloud.client(ACCOUNT, Priority::Background));
    for result in join_all(callers).await {
        assert_eq!(result.err().unwrap().code, ProblemCode::UnknownAccessKeyId);
    }
    assert_eq!(gate.server.verifications(), 1);
}

#[tokio::test(start_paused = true)]
async fn background_work_does_not_repeat_a_failure_for_two_seconds_but_a_person_may() {
    let gate = Gate::open().await;
    refuse_connections(&gate);
    let ask = async |priority| {
        gate.cloud
            .client(ACCOUNT, priority)
            .await
            .err()
            .map(|problem| problem.code)
    };
    let unreachable = Some(ProblemCode::EndpointUnreachable);
    assert_eq!(ask(Priority::Background).await, unreachable);
    let before = gate.server.verifications();
    for _ in 0..5 {
        assert_eq!(ask(Priority::Background).await, unreachable);
    }
    assert_eq!(gate.server.verifications(), before);

    gate.server.heal("GetCallerIdentity");
    assert_eq!(ask(Priority::User).await, None);
    assert_eq!(ask(Priority::Background).await, None);
    assert_eq!(gate.server.verifications(), before + 1);
}

#[tokio::test(start_paused = true)]
async fn a_failure_is_forgotten_after_two_seconds() {
    let gate = Gate::open().await;
    refuse_connections(&gate);
    assert!(gate.cloud.client(ACCOUNT, Priority::Background).await.is_err());
    gate.server.heal("GetCallerIdentity");
    tokio::time::advance(Duration::from_secs(2)).await;
    assert!(gate.cloud.client(ACCOUNT, Priority::Background).await.is_ok());
}

#[tokio::test]
async fn credentials_that_the_cloud_refuses_are_fetched_and_verified_anew() {
    let gate = Gate::open().await;
    let client = gate.cloud.client(ACCOUNT, Priority::Background).await.unwrap();
    client.call(&DescribeImages::new("cn-hangzhou")).await.unwrap_err();
    assert_eq!(
        gate.server.verifications(),
        1,
        "an unreadable reply says nothing about the key"
    );

    gate.server.answer("DescribeImages", 404, REFUSED_KEY);
    let error = client.call(&DescribeImages::new("cn-hangzhou")).await.unwrap_err();
    assert_eq!(error.problem.code, ProblemCode::UnknownAccessKeyId);
    gate.server
        .answer("DescribeImages", 200, r#"{"RequestId":"R","Images":{"Image":[]}}"#);
    client.call(&DescribeImages::new("cn-hangzhou")).await.unwrap();
    assert_eq!(gate.server.verifications(), 2);
}

#[tokio::test]
async fn a_failed_call_names_its_action_and_host() {
    let gate = Gate::open().await;
    let client = gate.cloud.client(ACCOUNT, Priority::User).await.unwrap();
    gate.server.answer("DescribeRegions", 200, "<html>");
    let error = client.call(&DescribeRegions::default()).await.unwrap_err();
    assert_eq!(error.problem.code, ProblemCode::NotEcsReply);
    assert_eq!(error.problem.params["action"], "ecs:DescribeRegions");
    assert_eq!(error.problem.params["host"], "ecs.aliyuncs.com");
    let problem = gate.cloud.learn_regions(ACCOUNT, Priority::User).await.unwrap_err();
    assert_eq!(problem.params["host"], "ecs.aliyuncs.com");
}

#[tokio::test]
async fn the_practice_account_learns_its_identity_at_its_first_use() {
    let gate = Gate::open().await;
    assert_eq!(gate.accounts.get(ACCOUNT).await.unwrap().uid, "");
    gate.cloud.client(ACCOUNT, Priority::User).await.unwrap();
    let account = gate.accounts.get(ACCOUNT).await.unwrap();
    assert_eq!(
        (account.uid.as_str(), account.arn.as_str()),
        ("1934", "acs:ram::1934:user/ops")
    );

    let stranger = r#"{"RequestId":"R","AccountId":"2222","Arn":"acs:ram::2222:root"}"#;
    gate.server.answer("GetCallerIdentity", 200, stranger);
    gate.accounts.credentials_changed(ACCOUNT);
    let problem = gate.cloud.client(ACCOUNT, Priority::User).await.err().unwrap();
    assert_eq!(problem.code, ProblemCode::AccountMismatch);
    assert_eq!(
        (problem.params["uid"].as_str(), problem.params["found"].as_str()),
        ("1934", "2222")
    );
}

#[tokio::test]
async fn a_removed_account_leaves_no_client_in_memory() {
    let gate = Gate::open().await;
    gate.cloud.client(ACCOUNT, Priority::Background).await.unwrap();
    assert!(gate.cloud.verifications().contains_key(ACCOUNT));
    gate.cloud.remove_account(ACCOUNT).await.unwrap();
    assert!(gate.cloud.verifications().is_empty());
}

/// As two roles of one account of the cloud, or a key before and after it was replaced.
#[tokio::test]
async fn clients_of_one_uid_share_what_is_known_of_its_throttling_and_others_do_not() {
    let gate = Gate::open().await;
    let throttled = r#"{"RequestId":"R-4","Code":"Throttling.User","Message":"slow down"}"#;
    gate.server.answer("DescribeRegions", 400, throttled);
    let client = |kind, uid| {
        let client = gate
            .cloud
            .new_client(Credentials::new("LTAI5tSomeKeyOfTheCloud0", "secret"), None);
        client.with_throttle(gate.cloud.throttle(kind, uid))
    };
    let first = client(Kind::AccessKey, "1934").with_max_wait(Duration::ZERO);
    first.call(&DescribeRegions::default()).await.unwrap_err();
    assert_eq!(first.throttled().len(), 1);
    assert_eq!(client(Kind::AccessKey, "1934").throttled(), first.throttled());
    assert_eq!(client(Kind::AccessKey, "2077").throttled(), []);
    assert_eq!(client(Kind::Practice, "1934").throttled(), []);
}
