//! Certificates and proxies: the real transport in a process of its own, whose trusted roots and proxy the tests choose.

use std::net::SocketAddr;
use std::process::Command;
use std::sync::Arc;
use std::time::Duration;

use alibaba_cloud::{HttpsTransport, Transport as _, TransportRequest};
use bytes::Bytes;
use rcgen::{BasicConstraints, CertificateParams, DnType, IsCa, Issuer, KeyPair, date_time_ymd};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpListener;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::pki_types::PrivatePkcs8KeyDer;
use tokio_rustls::rustls::{ServerConfig, crypto};

const URL: &str = "DARKROOM_TEST_URL";
const OUTCOME: &str = "outcome: ";
const ANSWER: &[u8] = b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\nconnection: close\r\n\r\n{}";

/// The process: sends one request and says what came of it.
#[tokio::test]
#[allow(clippy::print_stdout, reason = "the parent process reads it")]
async fn the_process_that_sends() {
    let Ok(url) = std::env::var(URL) else { return };
    let request = TransportRequest {
        url,
        method: http::Method::POST,
        headers: Vec::new(),
        body: Bytes::from_static(b"Signature=CANARY"),
        read_timeout: Duration::from_secs(20),
    };
    let outcome = HttpsTransport::new().unwrap().send(request).await;
    println!("{OUTCOME}{outcome:?}");
}

/// What came of a request to `url`, by a process with these variables more.
async fn outcome(url: String, variables: Vec<(&'static str, String)>) -> String {
    let run = move || {
        Command::new(std::env::current_exe().unwrap())
            .args(["trust::the_process_that_sends", "--exact", "--nocapture"])
            .env_remove("NO_PROXY")
            .env_remove("no_proxy")
            .env_remove("SSL_CERT_DIR")
            .env(URL, url)
            .envs(variables)
            .output()
            .unwrap()
    };
    let output = tokio::task::spawn_blocking(run).await.unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(!text.contains("CANARY"), "{text}");
    let mut lines = text.lines();
    let line = lines.find_map(|line| line.split_once(OUTCOME));
    line.unwrap_or_else(|| panic!("no outcome in {text}")).1.to_owned()
}

/// A root, and what it signs.
struct Authority {
    issuer: Issuer<'static, KeyPair>,
    root_pem: String,
}

impl Authority {
    fn new(name: &str) -> Self {
        let mut parameters = CertificateParams::new(Vec::new()).unwrap();
        parameters.distinguished_name.push(DnType::CommonName, name);
        parameters.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        let key = KeyPair::generate().unwrap();
        let root_pem = parameters.self_signed(&key).unwrap().pem();
        let issuer = Issuer::new(parameters, key);
        Self { issuer, root_pem }
    }

    /// A server with a certificate for this name that is valid until the end of this year. It answers clients that trust the certificate.
    async fn serve(&self, name: &str, last_year: i32) -> SocketAddr {
        let mut parameters = CertificateParams::new(vec![name.to_owned()]).unwrap();
        parameters.not_after = date_time_ymd(last_year, 12, 31);
        let key = KeyPair::generate().unwrap();
        let certificate = parameters.signed_by(&key, &self.issuer).unwrap();
        let key = PrivatePkcs8KeyDer::from(key.serialize_der());
        let config = ServerConfig::builder_with_provider(Arc::new(crypto::aws_lc_rs::default_provider()))
            .with_safe_default_protocol_versions()
            .unwrap()
            .with_no_client_auth()
            .with_single_cert(vec![certificate.der().clone()], key.into())
            .unwrap();
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        tokio::spawn(async move {
            let (stream, _) = listener.accept().await.unwrap();
            // Who does not trust it hangs up.
            if let Ok(mut stream) = TlsAcceptor::from(Arc::new(config)).accept(stream).await {
                let mut head = [0; 4_096];
                assert_ne!(stream.read(&mut head).await.unwrap(), 0);
                stream.write_all(ANSWER).await.unwrap();
                stream.shutdown().await.unwrap();
            }
        });
        address
    }
}

/// What comes of a request to a server of this authority by a process that trusts `trusted`.
async fn outcome_of(server: SocketAddr, trusted: &Authority) -> String {
    let roots = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(roots.path(), &trusted.root_pem).unwrap();
    let dead_proxy = "http://127.0.0.1:1".to_owned();
    let variables = vec![
        ("SSL_CERT_FILE", roots.path().to_str().unwrap().to_owned()),
        // This machine is never asked through a proxy.
        ("HTTPS_PROXY", dead_proxy),
    ];
    outcome(format!("https://{server}/"), variables).await
}

#[cfg(target_os = "linux")]
#[tokio::test]
async fn n2_only_a_certificate_of_a_trusted_root_for_this_host_and_day_is_accepted() {
    let (ours, other) = (Authority::new("ours"), Authority::new("other"));
    let good = outcome_of(ours.serve("127.0.0.1", 4_000).await, &ours).await;
    assert!(good.starts_with("Ok(") && good.contains("status: 200"), "{good}");

    let refused = [
        (
            outcome_of(ours.serve("127.0.0.1", 4_000).await, &other).await,
            "UnknownIssuer",
        ),
        (outcome_of(ours.serve("127.0.0.1", 2_020).await, &ours).await, "expired"),
        (
            outcome_of(ours.serve("ecs.example.com", 4_000).await, &ours).await,
            "not valid for",
        ),
    ];
    for (outcome, reason) in refused {
        let is_expected = outcome.starts_with("Err(Tls { host: \"127.0.0.1\"") && outcome.contains(reason);
        assert!(is_expected, "{reason}: {outcome}");
    }
}

#[cfg(target_os = "linux")]
#[tokio::test]
async fn without_trusted_roots_this_machine_is_still_asked_and_the_cloud_is_not() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}/", listener.local_addr().unwrap());
    tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await.unwrap();
        assert_ne!(stream.read(&mut [0; 4_096]).await.unwrap(), 0);
        stream.write_all(ANSWER).await.unwrap();
    });
    let no_roots = || vec![("SSL_CERT_FILE", "/nonexistent".to_owned())];
    let practice = outcome(url, no_roots()).await;
    assert!(practice.contains("status: 200"), "{practice}");
    let cloud = outcome("https://ecs.cn-hangzhou.aliyuncs.com/".to_owned(), no_roots()).await;
    assert!(cloud.starts_with("Err(SetUp {"), "{cloud}");
}

#[tokio::test]
async fn a_server_that_speaks_no_tls_is_not_trusted() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("https://{}/", listener.local_addr().unwrap());
    tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await.unwrap();
        stream.write_all(ANSWER).await.unwrap();
        // Kept open until the client has seen it.
        let _ = stream.read_to_end(&mut Vec::new()).await;
    });
    let outcome = outcome(url, Vec::new()).await;
    assert!(outcome.starts_with("Err(Tls {"), "{outcome}");
}

#[tokio::test]
async fn n12_a_proxy_that_refuses_is_told_and_hears_nothing_of_the_request() {
    for refusal in ["407 Proxy Authentication Required", "502 Bad Gateway"] {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let proxy = format!("http://user:CANARY@{}", listener.local_addr().unwrap());
        let received = tokio::spawn(async move {
            let (mut stream, _) = listener.accept().await.unwrap();
            let mut received = Vec::new();
            while !received.ends_with(b"\r\n\r\n") {
                received.push(stream.read_u8().await.unwrap());
            }
            let answer = format!("HTTP/1.1 {refusal}\r\ncontent-length: 0\r\n\r\n");
            stream.write_all(answer.as_bytes()).await.unwrap();
            stream.read_to_end(&mut received).await.unwrap();
            String::from_utf8(received).unwrap()
        });
        let url = "https://ecs.cn-hangzhou.aliyuncs.com/".to_owned();
        let outcome = outcome(url, vec![("HTTPS_PROXY", proxy)]).await;
        let is_expected = outcome.starts_with("Err(Proxy { host: \"ecs.cn-hangzhou.aliyuncs.com\"");
        assert!(is_expected, "{refusal}: {outcome}");
        let received = received.await.unwrap();
        assert!(
            received.starts_with("CONNECT ecs.cn-hangzhou.aliyuncs.com:443 HTTP/1.1\r\n"),
            "{received}"
        );
        assert!(!received.contains("CANARY"), "{received}");
    }
}

/// A SOCKS proxy that answers each message with the next of these, then hangs up; what it received.
async fn socks(answers: &'static [&'static [u8]]) -> (String, tokio::task::JoinHandle<Vec<u8>>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let proxy = format!("socks5h://user:CANARY@{}", listener.local_addr().unwrap());
    let received = tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await.unwrap();
        let mut received = Vec::new();
        for answer in answers {
            stream.read_buf(&mut received).await.unwrap();
            stream.write_all(answer).await.unwrap();
        }
        received
    });
    (proxy, received)
}

#[tokio::test]
async fn n12_a_socks_proxy_is_spoken_to_as_one_and_its_refusal_told() {
    // Knows no way to log in that we know; refuses the password; takes it, and may not connect to the host.
    let proxies: [&[&[u8]]; 3] = [
        &[&[5, 0xFF]],
        &[&[5, 2], &[1, 1]],
        &[&[5, 2], &[1, 0], &[5, 2, 0, 1, 0, 0, 0, 0, 0, 0]],
    ];
    for answers in proxies {
        let (proxy, received) = socks(answers).await;
        let url = "https://ecs.cn-hangzhou.aliyuncs.com/".to_owned();
        let outcome = outcome(url, vec![("HTTPS_PROXY", proxy)]).await;
        assert!(
            outcome.starts_with("Err(Proxy { host: \"ecs.cn-hangzhou.aliyuncs.com\""),
            "{answers:?}: {outcome}"
        );
        let received = received.await.unwrap();
        assert!(received.starts_with(&[5]), "{received:?}");
        let named = received.windows(28).any(|part| part == b"ecs.cn-hangzhou.aliyuncs.com");
        assert_eq!(named, answers.len() == 3, "{received:?}");
    }
}
