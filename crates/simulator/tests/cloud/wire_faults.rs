//! Faults that need a wire: what a client sees of a connection or a body that goes wrong.

use std::io::{ErrorKind, Read as _, Write as _};
use std::net::{SocketAddr, TcpStream};
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use simulator::{OpenQuestions, signature};
use tokio::net::TcpListener;

use crate::client::{Client, encode};

struct Wire {
    client: Client,
    address: SocketAddr,
}

/// What came back: the head, the body, and how it ended.
struct Heard {
    head: String,
    body: Vec<u8>,
    error: Option<ErrorKind>,
}

impl Heard {
    fn promised(&self) -> usize {
        let line = self
            .head
            .lines()
            .find(|line| line.starts_with("content-length:"))
            .unwrap();
        line.trim_start_matches("content-length:").trim().parse().unwrap()
    }
}

impl Wire {
    async fn new() -> Self {
        let client = Client::small();
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        tokio::spawn(client.simulator.clone().serve(listener, std::future::pending()));
        Self { client, address }
    }

    /// The next request meets this fault, and it alone.
    async fn next(&self, fault: Value) -> std::io::Result<Heard> {
        let rules = json!([{ "action": "DescribeRegions", "times": 1, "fault": fault }]);
        let answer = self
            .send("/_simulator/faults", "application/json", rules.to_string())
            .await
            .unwrap();
        assert!(
            answer.head.starts_with("HTTP/1.1 200"),
            "{}",
            String::from_utf8_lossy(&answer.body)
        );
        self.ask().await
    }

    async fn ask(&self) -> std::io::Result<Heard> {
        let mut parameters = self.client.parameters("DescribeRegions", &[]);
        let text = signature::string_to_sign("POST", &parameters);
        let signature = signature::sign(&self.client.key.access_key_secret, &text);
        parameters.insert("Signature".to_owned(), signature);
        self.send("/", "application/x-www-form-urlencoded", encode(&parameters))
            .await
    }

    async fn send(&self, path: &str, content_type: &str, body: String) -> std::io::Result<Heard> {
        let request = format!(
            "POST {path} HTTP/1.1\r\nhost: {}\r\nconnection: close\r\naccept-encoding: gzip\r\ncontent-type: {content_type}\r\n\
             content-length: {}\r\n\r\n{body}",
            self.address,
            body.len()
        );
        let address = self.address;
        let exchange = tokio::task::spawn_blocking(move || {
            let mut stream = TcpStream::connect(address)?;
            stream.write_all(request.as_bytes())?;
            let mut all = Vec::new();
            let error = stream.read_to_end(&mut all).err().map(|error| error.kind());
            let split = all.windows(4).position(|window| window == b"\r\n\r\n");
            let at = split.unwrap_or(all.len());
            Ok(Heard {
                head: String::from_utf8_lossy(&all[..at]).into_owned(),
                body: all.get(at + 4..).unwrap_or_default().to_vec(),
                error,
            })
        });
        exchange.await.unwrap()
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_reset_is_a_reset_and_not_a_close() {
    let wire = Wire::new().await;
    for fault in ["resetBeforeEffect", "resetAfterEffect"] {
        let received = wire.next(json!(fault)).await.unwrap();
        assert_eq!(
            (received.head.as_str(), received.error),
            ("", Some(ErrorKind::ConnectionReset)),
            "{fault}"
        );
    }
    let outcomes: Vec<_> = wire
        .client
        .simulator
        .ledger()
        .iter()
        .map(|entry| entry.outcome.http_status)
        .collect();
    assert_eq!(outcomes, [None, Some(200)], "the second was carried out");
    assert!(wire.ask().await.unwrap().head.starts_with("HTTP/1.1 200"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nobody_listens_for_a_while_and_then_somebody_does() {
    let wire = Wire::new().await;
    let received = wire.next(json!({ "refuse": { "ms": 2_000 } })).await.unwrap();
    assert_eq!(received.head, "");
    let deadline = Instant::now() + Duration::from_secs(20);
    let mut was_refused = false;
    loop {
        match wire.ask().await {
            Err(error) if error.kind() == ErrorKind::ConnectionRefused => was_refused = true,
            Ok(received) if received.head.starts_with("HTTP/1.1 200") => break,
            _ => {}
        }
        assert!(Instant::now() < deadline, "it does not listen again");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    assert!(was_refused);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_truncated_body_is_shorter_than_its_header_says() {
    let wire = Wire::new().await;
    let received = wire.next(json!("truncated")).await.unwrap();
    assert!(received.head.starts_with("HTTP/1.1 200"), "{}", received.head);
    assert!(!received.body.is_empty() && received.body.len() < received.promised());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_trickled_body_is_whole_but_late() {
    let wire = Wire::new().await;
    let whole = wire.ask().await.unwrap().body.len();
    let began = Instant::now();
    let received = wire
        .next(json!({ "trickle": { "bytes": 200, "ms": 20 } }))
        .await
        .unwrap();
    let pieces = u64::try_from(whole.div_ceil(200)).unwrap();
    assert!(began.elapsed() >= Duration::from_millis(20 * pieces), "{pieces} pieces");
    assert!(String::from_utf8_lossy(&received.body).contains("cn-hangzhou"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_bomb_is_small_on_the_wire_and_true_gzip() {
    let wire = Wire::new().await;
    let received = wire.next(json!({ "bomb": { "mebibytes": 8 } })).await.unwrap();
    assert!(received.head.contains("content-encoding: gzip"), "{}", received.head);
    assert!(received.body.len() < 64 * 1_024, "{}", received.body.len());
    assert_eq!(received.body[..3], [0x1F, 0x8B, 8]);
    let unpacked = unpacked(&received.body);
    assert!(unpacked.len().abs_diff(8 << 20) < 1_024, "{}", unpacked.len());
    assert!(serde_json::from_slice::<Value>(&unpacked).unwrap()["padding"].is_string());
}

/// Also checks the sum at its end.
fn unpacked(body: &[u8]) -> Vec<u8> {
    let mut unpacked = Vec::new();
    flate2::read::GzDecoder::new(body).read_to_end(&mut unpacked).unwrap();
    unpacked
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_bomb_has_a_largest_size() {
    let wire = Wire::new().await;
    for (mebibytes, status) in [(1_024, 200), (1_025, 400)] {
        let rules = json!([{ "action": "DescribeRegions", "fault": { "bomb": { "mebibytes": mebibytes } } }]);
        let set = wire.send("/_simulator/faults", "application/json", rules.to_string());
        let head = set.await.unwrap().head;
        assert!(head.starts_with(&format!("HTTP/1.1 {status}")), "{head}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_answer_is_packed_for_who_accepts_it_when_the_service_does_so() {
    let wire = Wire::new().await;
    let plain = wire.ask().await.unwrap();
    assert!(!plain.head.contains("content-encoding"), "{}", plain.head);
    wire.client.simulator.set_open_questions(OpenQuestions {
        answers_are_packed: true,
        ..OpenQuestions::default()
    });
    let packed = wire.ask().await.unwrap();
    assert!(packed.head.contains("content-encoding: gzip"), "{}", packed.head);
    assert!(packed.body.len() < plain.body.len() / 2);
    let answers = [plain.body, unpacked(&packed.body)].map(|body| {
        let body: Value = serde_json::from_slice(&body).unwrap();
        body["Regions"].clone()
    });
    assert_eq!(answers[0], answers[1]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn limits_and_open_questions_are_set_over_the_wire() {
    let wire = Wire::new().await;
    let limits = json!({ "byAction": { "DescribeRegions": 1 } }).to_string();
    let set = wire
        .send("/_simulator/limits", "application/json", limits)
        .await
        .unwrap();
    assert!(set.head.starts_with("HTTP/1.1 200"));
    let questions = json!({ "retryAfterInSeconds": true }).to_string();
    let set = wire
        .send("/_simulator/open-questions", "application/json", questions)
        .await
        .unwrap();
    assert!(set.head.starts_with("HTTP/1.1 200"));
    assert!(wire.ask().await.unwrap().head.starts_with("HTTP/1.1 200"));
    let throttled = wire.ask().await.unwrap();
    assert!(throttled.head.starts_with("HTTP/1.1 400"), "{}", throttled.head);
    let mut lines = throttled.head.lines();
    assert!(lines.any(|line| line == "x-acs-retry-after: 60"), "{}", throttled.head);
    let wrong = wire
        .send("/_simulator/limits", "application/json", "{\"typo\":1}".to_owned())
        .await
        .unwrap();
    assert!(wrong.head.starts_with("HTTP/1.1 400"));
}
