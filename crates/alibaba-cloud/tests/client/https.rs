//! The real transport against a raw loopback server.

use std::time::Duration;

use alibaba_cloud::{
    HttpsTransport, MAX_BODY_BYTES, Transport as _, TransportError, TransportRequest, TransportResponse,
};
use bytes::Bytes;
use futures_util::FutureExt as _;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};

const HEAD: &str = "HTTP/1.1 200 OK\r\nx-acs-request-id: R\r\n";

fn request(url: String, read_timeout: Duration) -> TransportRequest {
    let content_type = ("content-type", "application/x-www-form-urlencoded");
    TransportRequest {
        url,
        method: http::Method::POST,
        headers: vec![(content_type.0.to_owned(), content_type.1.to_owned())],
        body: Bytes::from_static(b"Action=X&AccessKeyId=CANARY"),
        read_timeout,
    }
}

/// Reads one whole request and gives its text.
async fn read_request(stream: &mut TcpStream) -> String {
    let mut text = Vec::new();
    let mut chunk = [0; 4_096];
    while !text.ends_with(b"CANARY") {
        let count = stream.read(&mut chunk).await.unwrap();
        assert_ne!(count, 0);
        text.extend_from_slice(&chunk[..count]);
    }
    String::from_utf8(text).unwrap()
}

/// Sends one request to a server that does `serve` with the connection once the request is read.
async fn exchange<F: Future<Output = ()> + Send>(
    read_timeout: Duration,
    serve: impl FnOnce(TcpStream, String) -> F + Send + 'static,
) -> Result<TransportResponse, TransportError> {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}/", listener.local_addr().unwrap());
    tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await.unwrap();
        let request = read_request(&mut stream).await;
        serve(stream, request).await;
    });
    let transport = HttpsTransport::new().unwrap();
    transport.send(request(url, read_timeout)).await
}

const TIMEOUT: Duration = Duration::from_secs(20);

#[tokio::test]
async fn a_request_arrives_as_it_is_and_its_answer_comes_back() {
    let answer = exchange(TIMEOUT, async |mut stream: TcpStream, request: String| {
        assert!(request.starts_with("POST / HTTP/1.1\r\n"));
        let head = request.to_ascii_lowercase();
        assert!(head.contains("content-type: application/x-www-form-urlencoded\r\n"));
        assert!(head.contains("user-agent: darkroom/"));
        assert!(!head.contains("referer"));
        let body = format!("{HEAD}content-length: 2\r\n\r\n{{}}");
        stream.write_all(body.as_bytes()).await.unwrap();
    })
    .await
    .unwrap();
    assert_eq!(answer.status, 200);
    assert_eq!(answer.body, "{}");
    assert_eq!(answer.header("X-ACS-Request-Id"), Some("R"));
}

#[tokio::test]
async fn a_query_and_a_host_arrive_byte_by_byte_as_they_were_signed() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let query = "A=%20%2A~%27%E5%BF%AB%2F..%2F&B=x%2By&Empty=&a.1.b=%22%5B%5D%22&z=%25";
    let sent = TransportRequest {
        url: format!("http://{address}/?{query}"),
        method: http::Method::GET,
        headers: vec![("host".to_owned(), address.to_string())],
        body: Bytes::new(),
        read_timeout: TIMEOUT,
    };
    let server = tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await.unwrap();
        let mut text = Vec::new();
        while !text.ends_with(b"\r\n\r\n") {
            text.push(stream.read_u8().await.unwrap());
        }
        let answer = format!("{HEAD}content-length: 0\r\n\r\n");
        stream.write_all(answer.as_bytes()).await.unwrap();
        String::from_utf8(text).unwrap()
    });
    HttpsTransport::new().unwrap().send(sent).await.unwrap();
    let arrived = server.await.unwrap();
    assert!(arrived.starts_with(&format!("GET /?{query} HTTP/1.1\r\n")), "{arrived}");
    let hosts = arrived
        .lines()
        .filter(|line| line.to_ascii_lowercase().starts_with("host:"));
    let hosts: Vec<_> = hosts.map(|line| line[5..].trim().to_owned()).collect();
    assert_eq!(hosts, [address.to_string()]);
}

#[tokio::test]
async fn an_error_status_is_an_answer_and_a_redirect_is_not_followed() {
    let answer = exchange(TIMEOUT, async |mut stream: TcpStream, _| {
        let head = "HTTP/1.1 307 Temporary Redirect\r\nlocation: http://127.0.0.1:1/\r\n";
        let answer = format!("{head}content-length: 0\r\n\r\n");
        stream.write_all(answer.as_bytes()).await.unwrap();
    })
    .await
    .unwrap();
    assert_eq!(answer.status, 307);
}

#[tokio::test]
async fn a_body_over_the_limit_is_refused_while_it_arrives() {
    let error = exchange(TIMEOUT, async |mut stream: TcpStream, _| {
        let head = format!("{HEAD}transfer-encoding: chunked\r\n\r\n");
        stream.write_all(head.as_bytes()).await.unwrap();
        let chunk = [b"10000\r\n".as_slice(), &[b' '; 0x1_0000], b"\r\n"].concat();
        // Endless, until the client hangs up.
        while stream.write_all(&chunk).await.is_ok() {}
    })
    .await;
    assert_eq!(error.unwrap_err(), TransportError::TooLarge);
}

#[tokio::test]
async fn s11_a_bomb_is_stopped_because_the_limit_counts_the_body_after_decompression() {
    let error = exchange(TIMEOUT, async |mut stream: TcpStream, request: String| {
        let request = request.to_ascii_lowercase();
        assert!(request.contains("accept-encoding: gzip\r\n"));
        let body = include_bytes!("../data/nine_mebibytes_of_spaces.gz");
        let length = body.len();
        let head = format!("{HEAD}content-encoding: gzip\r\ncontent-length: {length}\r\n\r\n");
        stream.write_all(head.as_bytes()).await.unwrap();
        stream.write_all(body).await.unwrap();
    })
    .await;
    assert_eq!(error.unwrap_err(), TransportError::TooLarge);
}

#[tokio::test]
async fn a_body_of_exactly_the_limit_is_accepted() {
    let answer = exchange(TIMEOUT, async |mut stream: TcpStream, _| {
        let head = format!("{HEAD}content-length: {MAX_BODY_BYTES}\r\n\r\n");
        stream.write_all(head.as_bytes()).await.unwrap();
        stream.write_all(&vec![b' '; MAX_BODY_BYTES]).await.unwrap();
    })
    .await;
    assert_eq!(answer.unwrap().body.len(), MAX_BODY_BYTES);
}

#[tokio::test]
async fn a_body_that_stops_short_is_no_answer() {
    let error = exchange(TIMEOUT, async |mut stream: TcpStream, _| {
        let answer = format!("{HEAD}content-length: 100\r\n\r\n{{\"Snapshots\":");
        stream.write_all(answer.as_bytes()).await.unwrap();
    })
    .await;
    assert_eq!(error.unwrap_err(), TransportError::Interrupted);
}

#[tokio::test]
async fn a_connection_that_breaks_after_the_request_is_told_apart_from_one_never_made() {
    let broken = exchange(TIMEOUT, async |stream: TcpStream, _| {
        // A zero linger makes the close a reset.
        socket_reset(stream);
    })
    .await;
    assert_eq!(broken.unwrap_err(), TransportError::Interrupted);

    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}/", listener.local_addr().unwrap());
    drop(listener);
    let transport = HttpsTransport::new().unwrap();
    let error = transport.send(request(url, TIMEOUT)).await.unwrap_err();
    assert!(
        matches!(&error, TransportError::Connect { host, .. } if host == "127.0.0.1"),
        "{error:?}"
    );
    assert!(!format!("{error:?} {error}").contains("CANARY"));
}

fn socket_reset(stream: TcpStream) {
    stream.set_zero_linger().unwrap();
    drop(stream);
}

#[tokio::test]
async fn silence_is_a_timeout_before_and_inside_the_body() {
    let brief = Duration::from_millis(200);
    let silent = exchange(brief, async |stream: TcpStream, _| {
        std::future::pending::<()>().await;
        drop(stream);
    })
    .await;
    assert_eq!(silent.unwrap_err(), TransportError::Timeout);
    let stalled = exchange(brief, async |mut stream: TcpStream, _| {
        let head = format!("{HEAD}content-length: 100\r\n\r\n{{");
        stream.write_all(head.as_bytes()).await.unwrap();
        std::future::pending::<()>().await;
    })
    .await;
    assert_eq!(stalled.unwrap_err(), TransportError::Timeout);
}

#[tokio::test]
async fn a_body_that_trickles_without_end_is_a_timeout() {
    let error = exchange(Duration::from_millis(200), async |mut stream: TcpStream, _| {
        let head = format!("{HEAD}content-length: 1000000\r\n\r\n");
        stream.write_all(head.as_bytes()).await.unwrap();
        let mut beat = tokio::time::interval(Duration::from_millis(20));
        while stream.write_all(b" ").await.is_ok() {
            beat.tick().await;
        }
    })
    .await;
    assert_eq!(error.unwrap_err(), TransportError::Timeout);
}

#[tokio::test]
async fn plain_http_to_another_machine_never_leaves() {
    let transport = HttpsTransport::new().unwrap();
    let url = "http://ecs.example.invalid/".to_owned();
    let error = transport.send(request(url, TIMEOUT)).await.unwrap_err();
    assert!(matches!(error, TransportError::Refused { .. }), "{error:?}");
}

#[test]
fn the_platforms_roots_are_read_off_the_async_workers() {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .max_blocking_threads(1)
        .build()
        .unwrap();
    runtime.block_on(async {
        let (release, released) = std::sync::mpsc::channel::<()>();
        let occupied = tokio::task::spawn_blocking(move || released.recv());
        let transport = HttpsTransport::new().unwrap();
        // This machine, by an address that does not count as loopback. Nobody listens there.
        let mut sending = transport.send(request("https://0.0.0.0:1/".to_owned(), TIMEOUT));
        for _ in 0..2_000 {
            assert!((&mut sending).now_or_never().is_none(), "waits for the other thread");
            tokio::task::yield_now().await;
        }
        release.send(()).unwrap();
        occupied.await.unwrap().unwrap();
        sending.await.unwrap_err();
    });
}
