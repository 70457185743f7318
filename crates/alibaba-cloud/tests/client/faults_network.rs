//! Faults N1 to N13: what networks do; N14, an address that is dead, is beside the real transport. The real transport against a raw loopback server where bytes matter.

use std::sync::Arc;
use std::time::Duration;

use alibaba_cloud::ecs::{CreateImage, DescribeSnapshots, ImageSource};
use alibaba_cloud::{
    Client, CustomEndpoint, EndpointRule, Error, FailureKind, HttpsTransport, ProxyFault, TransportError, Unreadable,
    all_pages,
};
use futures_util::TryStreamExt as _;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio::time::timeout;

use crate::script::{Answer, Script, StandingClock, answer, credentials};

const PAGE: &str = r#"{"RequestId":"R","Snapshots":{"Snapshot":[{"SnapshotId":"s-1"}]}}"#;
const GOOD: &str = "HTTP/1.1 200 OK\r\ncontent-length: 65\r\n\r\n{\"RequestId\":\"R\",\"Snapshots\":{\"Snapshot\":[{\"SnapshotId\":\"s-1\"}]}}";

fn unreachable() -> TransportError {
    TransportError::Connect {
        host: "ecs.cn-hangzhou.aliyuncs.com".to_owned(),
        reason: "failed to lookup address information".to_owned(),
    }
}

fn create() -> CreateImage {
    let snapshot_id = "s-1".to_owned();
    CreateImage::new("cn-hangzhou", ImageSource::Snapshot { snapshot_id }, "token-1")
}

async fn read(client: &Client) -> Result<usize, Error> {
    let action = DescribeSnapshots::new("cn-hangzhou");
    client.call(&action).await.map(|reply| reply.body.snapshots.len())
}

async fn scripted(answers: impl IntoIterator<Item = Answer>) -> (Result<usize, Error>, Arc<Script>) {
    let script = Script::new(answers);
    (read(&script.client()).await, script)
}

/// What a raw server does with the connections made to it, one after the other.
#[derive(Clone, Copy)]
enum Deed {
    /// Resets before anything is read.
    ResetAtOnce,
    /// Reads the request, then resets.
    ResetAfterRequest,
    /// Answers these bytes and closes.
    Send(&'static str),
    /// Answers these bytes and keeps the connection until the client's next request, then closes it unanswered.
    SendThenDrop(&'static str),
    /// Answers these bytes and one more each 20 ms, without end.
    Trickle(&'static str),
}

async fn read_request(stream: &mut TcpStream) {
    let mut text = Vec::new();
    let mut chunk = [0; 4_096];
    while !String::from_utf8_lossy(&text).contains("Signature=") {
        match stream.read(&mut chunk).await {
            Ok(count) if count > 0 => text.extend_from_slice(&chunk[..count]),
            _ => return,
        }
    }
}

/// A client of a server that does the deeds in turn; the last one for ever.
async fn client_of(deeds: &'static [Deed]) -> Client {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    tokio::spawn(async move {
        for number in 0.. {
            let (mut stream, _) = listener.accept().await.unwrap();
            let deed = deeds[number.min(deeds.len() - 1)];
            tokio::spawn(async move {
                match deed {
                    Deed::ResetAtOnce => stream.set_zero_linger().unwrap(),
                    Deed::ResetAfterRequest => {
                        read_request(&mut stream).await;
                        stream.set_zero_linger().unwrap();
                    }
                    Deed::Send(bytes) => {
                        read_request(&mut stream).await;
                        drop(stream.write_all(bytes.as_bytes()).await);
                        drop(stream.shutdown().await);
                    }
                    Deed::SendThenDrop(bytes) => {
                        read_request(&mut stream).await;
                        stream.write_all(bytes.as_bytes()).await.unwrap();
                        read_request(&mut stream).await;
                    }
                    Deed::Trickle(bytes) => {
                        read_request(&mut stream).await;
                        stream.write_all(bytes.as_bytes()).await.unwrap();
                        let mut beat = tokio::time::interval(Duration::from_millis(20));
                        while stream.write_all(b" ").await.is_ok() {
                            beat.tick().await;
                        }
                    }
                }
            });
        }
    });
    let endpoint = CustomEndpoint::parse(&format!("http://127.0.0.1:{port}")).unwrap();
    let transport = Arc::new(HttpsTransport::new().unwrap());
    let runtime = Arc::new(StandingClock::default());
    Client::new(transport, credentials(), EndpointRule::Custom(endpoint), runtime)
}

#[tokio::test(start_paused = true)]
async fn n1_offline_is_told_as_such_and_ends_without_a_new_client() {
    let script = Script::new((0..4).map(|_| Err(unreachable())).chain([answer(200, PAGE)]));
    let client = script.client();
    let error = read(&client).await.unwrap_err();
    assert_eq!(error.kind(), FailureKind::Transient);
    assert!(error.to_string().contains("ecs.cn-hangzhou.aliyuncs.com"));
    assert_eq!(read(&client).await.unwrap(), 1);
}

#[tokio::test(start_paused = true)]
async fn n2_an_untrusted_host_is_named_and_not_asked_again() {
    let (outcome, script) = scripted([Err(TransportError::Tls {
        host: "ecs.cn-hangzhou.aliyuncs.com".to_owned(),
        reason: "certificate expired".to_owned(),
        issuer: None,
    })])
    .await;
    let error = outcome.unwrap_err();
    assert_eq!(error.kind(), FailureKind::NotTheCloud);
    assert!(error.to_string().contains("ecs.cn-hangzhou.aliyuncs.com"));
    assert_eq!(script.sent().len(), 1);
}

#[tokio::test]
async fn n3_a_reset_before_the_request_is_survived() {
    let client = client_of(&[Deed::ResetAtOnce, Deed::Send(GOOD)]).await;
    assert_eq!(read(&client).await.unwrap(), 1);
    let (outcome, script) = scripted([Err(unreachable()), answer(200, PAGE)]).await;
    assert_eq!(outcome.unwrap(), 1);
    let forms = script.forms();
    assert_ne!(forms[0]["SignatureNonce"], forms[1]["SignatureNonce"]);
}

#[tokio::test]
async fn n4_n5_a_lost_reply_is_asked_for_again_but_a_create_is_left_open() {
    const DEEDS: &[Deed] = &[Deed::ResetAfterRequest, Deed::Send(GOOD)];
    assert_eq!(read(&client_of(DEEDS).await).await.unwrap(), 1);
    let error = client_of(DEEDS).await.call(&create()).await.unwrap_err();
    assert!(error.outcome_unknown(), "{error:?}");
    assert_eq!(error, Error::Dispatch(TransportError::Interrupted));
}

#[tokio::test(start_paused = true)]
async fn n6_a_reply_that_comes_too_late_leaves_a_create_open() {
    let script = Script::new([Err(TransportError::Timeout)]);
    let error = script.client().call(&create()).await.unwrap_err();
    assert!(error.outcome_unknown());
    // The slowest official client waits 36 seconds for this one.
    assert!(script.sent()[0].read_timeout >= Duration::from_secs(36));
}

#[tokio::test]
async fn n7_a_kept_connection_that_the_server_has_dropped_is_not_noticed() {
    let client = client_of(&[Deed::SendThenDrop(GOOD), Deed::Send(GOOD)]).await;
    assert_eq!(read(&client).await.unwrap(), 1);
    assert_eq!(read(&client).await.unwrap(), 1);
}

#[tokio::test(start_paused = true)]
async fn n8_a_page_cut_off_is_fetched_again_whole() {
    for length in 1..PAGE.len() {
        let (outcome, script) = scripted([answer(200, &PAGE[..length]), answer(200, PAGE)]).await;
        assert_eq!(outcome.unwrap(), 1);
        assert_eq!(script.sent().len(), 2);
    }
}

#[tokio::test]
async fn n8_a_connection_cut_inside_the_body_is_no_page() {
    const SHORT: &str = "HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n{\"RequestId\":\"R\"}";
    const CHUNK: &str = "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n11\r\n{\"RequestId\":\"R\"}\r\n";
    for deeds in [
        &[Deed::Send(SHORT), Deed::Send(GOOD)],
        &[Deed::Send(CHUNK), Deed::Send(GOOD)],
    ] {
        assert_eq!(read(&client_of(deeds).await).await.unwrap(), 1);
    }
}

#[tokio::test]
async fn n9_a_trickling_answer_can_be_left() {
    const HEAD: &str = "HTTP/1.1 200 OK\r\ncontent-length: 100000\r\n\r\n{";
    let client = client_of(&[Deed::Trickle(HEAD), Deed::Send(GOOD)]).await;
    assert!(timeout(Duration::from_millis(200), read(&client)).await.is_err());
    assert_eq!(read(&client).await.unwrap(), 1);
}

#[tokio::test(start_paused = true)]
async fn n10_a_redirect_is_refused() {
    for status in [301, 302, 303, 307, 308] {
        let (outcome, script) = scripted([answer(status, "")]).await;
        let error = outcome.unwrap_err();
        assert!(matches!(
            error,
            Error::Unreadable {
                reason: Unreadable::Redirect,
                ..
            }
        ));
        assert_eq!(script.sent().len(), 1);
    }
}

#[tokio::test(start_paused = true)]
async fn n11_a_log_in_page_is_not_the_cloud_and_no_empty_listing() {
    let portal = || answer(200, "<!doctype html><html><title>Sign in to the network</title></html>");
    let (outcome, _) = scripted((0..4).map(|_| portal())).await;
    assert_eq!(outcome.unwrap_err().kind(), FailureKind::NotTheCloud);
}

#[tokio::test(start_paused = true)]
async fn n12_a_proxy_that_refuses_is_told_and_nothing_was_sent() {
    let refusal = TransportError::Proxy {
        host: "ecs.cn-hangzhou.aliyuncs.com".to_owned(),
        proxy: "http://10.0.0.1:3128".to_owned(),
        fault: ProxyFault::Password,
        reason: "proxy authentication required".to_owned(),
    };
    let script = Script::new([Err(refusal)]);
    let error = script.client().call(&create()).await.unwrap_err();
    assert!(!error.outcome_unknown());
    assert!(error.to_string().contains("proxy"));
}

#[tokio::test(start_paused = true)]
async fn n13_a_listing_goes_on_after_the_network_changed() {
    let page = |id: &str, token: &str| {
        let row = serde_json::json!({"SnapshotId": id});
        let body = serde_json::json!({"RequestId": "R", "NextToken": token, "Snapshots": {"Snapshot": [row]}});
        answer(200, body.to_string())
    };
    let script = Script::new([
        page("s-1", "t-1"),
        Err(TransportError::Interrupted),
        Err(unreachable()),
        page("s-2", ""),
    ]);
    let client = script.client();
    let pages = all_pages(&client, DescribeSnapshots::new("cn-hangzhou"));
    let pages: Vec<_> = pages.try_collect().await.unwrap();
    assert_eq!(pages.len(), 2);
    assert!(script.forms()[1..].iter().all(|form| form["NextToken"] == "t-1"));
}
