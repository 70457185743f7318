//! Requests that are refused before their action is carried out.

use alibaba_cloud::ecs::{DescribeRegions, DescribeSnapshots, StopInstances};
use alibaba_cloud::{Credentials, FailureKind, SignatureCheck};
use jiff::SignedDuration;

use crate::cloud::{Cloud, Connection, HANGZHOU, TestRuntime};

fn credentials(cloud: &Cloud) -> Credentials {
    let key = cloud.simulator.keys().remove(0);
    Credentials::new(key.access_key_id, key.access_key_secret)
}

pub async fn wrong_secret(connection: Connection) {
    let cloud = Cloud::small(connection).await;
    let mistyped = Credentials::new(credentials(&cloud).access_key_id, "Practice0000000000000000000000");
    let client = cloud.another_client(mistyped, TestRuntime::default());
    let error = client.call(&DescribeSnapshots::new(HANGZHOU)).await.unwrap_err();
    assert_eq!(error.code(), Some("SignatureDoesNotMatch"));
    assert_eq!(error.kind(), FailureKind::Auth);
    // Both signed the same text: it is the secret.
    assert_eq!(error.signature_check(), Some(SignatureCheck::WrongSecret));
    assert_eq!(cloud.arrivals("DescribeSnapshots"), 1, "and is not tried again");
}

pub async fn stale_timestamp(connection: Connection) {
    let cloud = Cloud::small(connection).await;
    let slow = TestRuntime {
        clock_error: SignedDuration::from_mins(-40),
        nonce: None,
    };
    let client = cloud.another_client(credentials(&cloud), slow);
    // The refusal had no effect and carried the right time: even a write is sent again, once, and is judged by what it asks for.
    let stop = StopInstances::new(HANGZHOU, vec!["i-nobody".to_owned()]);
    let error = client.call(&stop).await.unwrap_err();
    assert_eq!(error.code(), Some("InvalidInstanceIds.NotFound"));
    assert_eq!(cloud.arrivals("StopInstances"), 2);
    let beside = client.clock_offset() - SignedDuration::from_mins(40);
    assert!(beside.abs() < SignedDuration::from_mins(1), "{beside}");
    client.call(&DescribeRegions::default()).await.unwrap();
    assert_eq!(cloud.arrivals("DescribeRegions"), 1);
}

pub async fn reused_nonce(connection: Connection) {
    let cloud = Cloud::small(connection).await;
    let repeating = TestRuntime {
        nonce: Some("the-same-nonce-twice"),
        ..TestRuntime::default()
    };
    let client = cloud.another_client(credentials(&cloud), repeating);
    client.call(&DescribeSnapshots::new(HANGZHOU)).await.unwrap();
    let error = client.call(&DescribeSnapshots::new(HANGZHOU)).await.unwrap_err();
    assert_eq!(error.code(), Some("SignatureNonceUsed"));
    assert!(error.outcome_unknown(), "somebody was here before");
}
