//! The simulator on a socket: control routes and dropped connections.

use std::io::{Read as _, Write as _};
use std::net::TcpStream;

use serde_json::{Value, json};
use simulator::signature;
use tokio::net::TcpListener;
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

use crate::client::{Client, HANGZHOU, encode};

struct Served {
    client: Client,
    address: std::net::SocketAddr,
    stop: oneshot::Sender<()>,
    task: JoinHandle<std::io::Result<()>>,
}

async fn serve() -> Served {
    let client = Client::small();
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let (stop, stopped) = oneshot::channel::<()>();
    let shutdown = async move {
        let _ = stopped.await;
    };
    let task = tokio::spawn(client.simulator.clone().serve(listener, shutdown));
    Served {
        client,
        address,
        stop,
        task,
    }
}

impl Served {
    /// Everything the server sent before it closed the connection.
    async fn raw(&self, method: &str, path: &str, content_type: &str, body: &str) -> String {
        let head = format!(
            "{method} {path} HTTP/1.1\r\nhost: {}\r\nconnection: close\r\ncontent-type: {content_type}\r\ncontent-length: {}\r\n\r\n",
            self.address,
            body.len()
        );
        self.send(format!("{head}{body}")).await
    }

    async fn send(&self, request: String) -> String {
        let address = self.address;
        let exchange = tokio::task::spawn_blocking(move || {
            let mut stream = TcpStream::connect(address).unwrap();
            // A client that is refused early cannot send its whole body.
            let _ = stream.write_all(request.as_bytes());
            let mut answer = String::new();
            // A reset shows as an error after whatever came before it.
            let _ = stream.read_to_string(&mut answer);
            answer
        });
        exchange.await.unwrap()
    }

    async fn control(&self, path: &str, body: Option<Value>) -> (String, Value) {
        let method = if body.is_some() { "POST" } else { "GET" };
        let body = body.map(|body| body.to_string()).unwrap_or_default();
        let answer = self.raw(method, path, "application/json", &body).await;
        let (head, body) = answer.split_once("\r\n\r\n").unwrap();
        (
            head.lines().next().unwrap().to_owned(),
            serde_json::from_str(body).unwrap_or(Value::Null),
        )
    }

    async fn api(&self, action: &str, own: &[(&str, &str)]) -> String {
        let mut parameters = self.client.parameters(action, own);
        let text = signature::string_to_sign("POST", &parameters);
        parameters.insert(
            "Signature".to_owned(),
            signature::sign(&self.client.key.access_key_secret, &text),
        );
        self.raw("POST", "/", "application/x-www-form-urlencoded", &encode(&parameters))
            .await
    }
}

#[tokio::test]
async fn it_answers_and_is_controlled_over_http_until_it_is_told_to_stop() {
    let served = serve().await;
    let answer = served.api("DescribeSnapshots", &[("RegionId", HANGZHOU)]).await;
    assert!(answer.starts_with("HTTP/1.1 200 OK"), "{answer}");

    let (status, ledger) = served.control("/_simulator/ledger", None).await;
    assert_eq!(status, "HTTP/1.1 200 OK");
    assert_eq!(ledger[0]["action"], "DescribeSnapshots");

    let (_, state) = served
        .control("/_simulator/advance", Some(json!({ "seconds": 60 })))
        .await;
    assert_eq!(state["now"], "2026-11-23T10:01:00Z");

    let snapshot = served.client.id_of(HANGZHOU, "app-node-base-v12").await;
    let asked = json!({ "regionId": HANGZHOU, "snapshotId": snapshot });
    let (status, _) = served.control("/_simulator/delete-snapshot", Some(asked.clone())).await;
    assert_eq!(status, "HTTP/1.1 200 OK");
    let (status, body) = served.control("/_simulator/delete-snapshot", Some(asked)).await;
    assert_eq!(
        (status.as_str(), &body["code"]),
        ("HTTP/1.1 404 Not Found", &json!("InvalidSnapshotId.NotFound"))
    );

    let (_, resources) = served.control("/_simulator/resources", None).await;
    assert_eq!(resources[0]["changes"][0]["effect"]["effect"], "snapshotDeleted");
    let accounts = json!({ "accountIds": ["1800000000000001"] });
    let (status, _) = served.control("/_simulator/other-accounts", Some(accounts)).await;
    assert_eq!(status, "HTTP/1.1 200 OK");
    let (_, state) = served.control("/_simulator/reset", Some(json!({ "seed": 5 }))).await;
    assert_eq!(state["now"], "2026-11-23T10:01:00Z");
    let (_, ledger) = served.control("/_simulator/ledger", None).await;
    assert_eq!(ledger, json!([]));

    let (status, _) = served
        .control("/_simulator/faults", Some(json!([{ "action": "X", "fault": "typo" }])))
        .await;
    assert_eq!(status, "HTTP/1.1 400 Bad Request");

    served.stop.send(()).unwrap();
    served.task.await.unwrap().unwrap();
}

#[tokio::test]
async fn a_dropped_connection_closes_without_a_byte() {
    let served = serve().await;
    for fault in ["dropBeforeEffect", "dropAfterEffect"] {
        let rules = json!([{ "action": "DescribeRegions", "times": 1, "fault": fault }]);
        assert_eq!(
            served.control("/_simulator/faults", Some(rules)).await.0,
            "HTTP/1.1 200 OK"
        );
        assert_eq!(served.api("DescribeRegions", &[]).await, "", "{fault}");
        assert!(
            served.api("DescribeRegions", &[]).await.starts_with("HTTP/1.1 200 OK"),
            "{fault}"
        );
    }
}

#[tokio::test]
async fn no_web_page_controls_it_and_no_request_is_endless() {
    let served = serve().await;
    for (headers, status) in [
        (format!("host: {}", served.address), "200 OK"),
        ("host: localhost:1".to_owned(), "200 OK"),
        (
            format!("host: {}\r\norigin: https://example.com", served.address),
            "403 Forbidden",
        ),
        ("host: rebound.example.com".to_owned(), "403 Forbidden"),
    ] {
        let request = format!("GET /_simulator/ledger HTTP/1.1\r\n{headers}\r\nconnection: close\r\n\r\n");
        let answer = served.send(request).await;
        assert!(answer.starts_with(&format!("HTTP/1.1 {status}")), "{headers}: {answer}");
    }
    let body = "&a=b".repeat(300_000);
    let answer = served
        .raw("POST", "/", "application/x-www-form-urlencoded", &body)
        .await;
    assert!(answer.starts_with("HTTP/1.1 413"), "{answer}");
    assert!(served.client.simulator.ledger().is_empty());
}

#[tokio::test]
async fn control_routes_do_not_exist_in_process() {
    let client = Client::small();
    let request = http::Request::get("/_simulator/ledger")
        .body(bytes::Bytes::new())
        .unwrap();
    assert_eq!(client.simulator.handle(request).await.status(), 400);
}

#[tokio::test]
async fn it_refuses_to_listen_beyond_loopback() {
    let listener = TcpListener::bind("0.0.0.0:0").await.unwrap();
    let error = Client::small().simulator.serve(listener, async {}).await.unwrap_err();
    assert_eq!(error.kind(), std::io::ErrorKind::InvalidInput);
}
