//! Proxies that a person has set: one that wants a password, one that looks into TLS, one that answers 404, and those that do not work.

#[allow(dead_code, missing_docs, reason = "shared with the tests of the whole application")]
#[path = "../../../../tests/src/proxy.rs"]
mod proxy;

use std::time::Duration;

use alibaba_cloud::{
    Authority, AuthorityError, HttpsTransport, Network as _, NetworkSettings, OwnProxy, ProxyAddress, ProxyChoice,
    ProxyFault, Transport as _, TransportError, TransportRequest, TransportResponse,
};
use bytes::Bytes;
use proxy::{AUTHORITY, ProxyBehaviour, ProxyServer};
use secrecy::SecretString;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpListener;

const HOST: &str = "ecs.cn-hangzhou.aliyuncs.com";
const COMPANY: ProxyBehaviour = ProxyBehaviour {
    password: Some(("ann", "CANARY:pässword/@%41")),
    not_found: false,
    forbidden: false,
};

/// A server that answers each request after a while.
async fn server(delay: Duration) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            tokio::spawn(async move {
                let mut head = [0; 4_096];
                while stream.read(&mut head).await.unwrap_or(0) > 0 {
                    tokio::time::sleep(delay).await;
                    let answer = b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}";
                    let _ = stream.write_all(answer).await;
                }
            });
        }
    });
    address
}

fn settings(proxy: &str, login: Option<(&str, &str)>, authorities: &str) -> NetworkSettings {
    let login = login.map(|(user, password)| (user.to_owned(), SecretString::from(password)));
    NetworkSettings {
        proxy: ProxyChoice::Own(OwnProxy {
            address: ProxyAddress::parse(proxy).unwrap(),
            login,
        }),
        authorities: if authorities.is_empty() {
            Vec::new()
        } else {
            Authority::read(authorities.as_bytes()).unwrap()
        },
    }
}

async fn ask(transport: &HttpsTransport, url: &str) -> Result<TransportResponse, TransportError> {
    let asked = transport.send(TransportRequest {
        url: url.to_owned(),
        method: http::Method::POST,
        headers: Vec::new(),
        body: Bytes::from_static(b"Action=X"),
        read_timeout: Duration::from_secs(20),
    });
    let answer = asked.await;
    assert!(!format!("{answer:?} {transport:?}").contains("CANARY"));
    answer
}

async fn ask_ecs(transport: &HttpsTransport) -> Result<TransportResponse, TransportError> {
    ask(transport, &format!("https://{HOST}/")).await
}

fn fault(answer: Result<TransportResponse, TransportError>) -> ProxyFault {
    match answer {
        Err(TransportError::Proxy { host, fault, .. }) if host == HOST => fault,
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn a_proxy_with_a_password_and_an_authority_of_its_own_is_gone_through_once_it_is_set() {
    let proxy = ProxyServer::start(&server(Duration::ZERO).await, COMPANY);
    let transport = HttpsTransport::new().unwrap();
    let login = COMPANY.password;
    let address = proxy.address();

    transport.set(settings(&address, None, ""));
    assert_eq!(fault(ask_ecs(&transport).await), ProxyFault::Password);
    transport.set(settings(&address, Some(("ann", "CANARY")), ""));
    // A password that was refused is not sent again.
    for _ in 0..3 {
        assert_eq!(fault(ask_ecs(&transport).await), ProxyFault::Password);
    }
    assert_eq!(proxy.met().refused, 2);
    assert!(proxy.met().hosts.is_empty());

    transport.set(settings(&address, login, ""));
    let untrusted = ask_ecs(&transport).await.unwrap_err();
    let TransportError::Tls { host, issuer, reason } = untrusted else {
        panic!("{untrusted:?}");
    };
    assert_eq!((host.as_str(), issuer.as_deref()), (HOST, Some(AUTHORITY)));
    assert!(reason.contains("UnknownIssuer"), "{reason}");

    transport.set(settings(&address, login, proxy.authority_pem()));
    assert_eq!(ask_ecs(&transport).await.unwrap().body, "{}");
    assert_eq!(proxy.met().hosts.last().map(String::as_str), Some(HOST));
}

#[tokio::test]
async fn fr09_a_proxy_that_answers_404_gives_an_answer_that_is_not_one_of_the_cloud() {
    let behaviour = ProxyBehaviour {
        not_found: true,
        ..ProxyBehaviour::default()
    };
    let proxy = ProxyServer::start("http://127.0.0.1:1", behaviour);
    let transport = HttpsTransport::new().unwrap();
    transport.set(settings(&proxy.address(), None, proxy.authority_pem()));
    let answer = ask_ecs(&transport).await.unwrap();
    assert_eq!(answer.status, 404);
    assert!(answer.header("x-acs-request-id").is_none());
}

#[tokio::test]
async fn a_proxy_that_does_not_let_through_is_told_from_one_that_is_not_there() {
    let behaviour = ProxyBehaviour {
        forbidden: true,
        ..ProxyBehaviour::default()
    };
    let forbidding = ProxyServer::start("http://127.0.0.1:1", behaviour);
    let transport = HttpsTransport::new().unwrap();
    transport.set(settings(&forbidding.address(), None, ""));
    assert_eq!(fault(ask_ecs(&transport).await), ProxyFault::Refused);
    for scheme in ["http", "socks5", "socks5h"] {
        transport.set(settings(&format!("{scheme}://127.0.0.1:1"), None, ""));
        assert_eq!(fault(ask_ecs(&transport).await), ProxyFault::Unreachable, "{scheme}");
    }
    let silent = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = silent.local_addr().unwrap().to_string();
    tokio::spawn(async move { while silent.accept().await.is_ok() {} });
    transport.set(settings(&address, None, ""));
    assert_eq!(fault(ask_ecs(&transport).await), ProxyFault::Unreachable);
}

#[tokio::test]
async fn this_machine_is_never_asked_through_a_proxy() {
    let transport = HttpsTransport::new().unwrap();
    transport.set(settings("http://127.0.0.1:1", None, ""));
    let answer = ask(&transport, &server(Duration::ZERO).await).await;
    assert_eq!(answer.unwrap().body, "{}");
}

#[tokio::test]
async fn a_running_request_goes_on_when_the_proxy_is_changed() {
    let proxy = ProxyServer::start(&server(Duration::from_millis(500)).await, ProxyBehaviour::default());
    let transport = HttpsTransport::new().unwrap();
    transport.set(settings(&proxy.address(), None, proxy.authority_pem()));
    let running = {
        let transport = transport.clone();
        tokio::spawn(async move { ask_ecs(&transport).await })
    };
    while proxy.met().hosts.is_empty() {
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    transport.set(settings("http://127.0.0.1:1", None, ""));
    assert_eq!(fault(ask_ecs(&transport).await), ProxyFault::Unreachable);
    assert_eq!(running.await.unwrap().unwrap().body, "{}");
}

#[tokio::test]
async fn a_socks_proxy_gets_user_name_and_password_and_its_refusal_of_them_is_told() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("socks5h://{}", listener.local_addr().unwrap());
    let received = tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await.unwrap();
        let mut received = Vec::new();
        for answer in [[5, 2], [1, 1]] {
            stream.read_buf(&mut received).await.unwrap();
            stream.write_all(&answer).await.unwrap();
        }
        received
    });
    let transport = HttpsTransport::new().unwrap();
    transport.set(settings(&address, Some(("ann", "CANARY/@é%41")), ""));
    assert_eq!(fault(ask_ecs(&transport).await), ProxyFault::Password);
    let login = ["\u{1}\u{3}ann", "\u{d}CANARY/@é%41"].concat();
    assert!(received.await.unwrap().ends_with(login.as_bytes()));
}

#[test]
fn only_certificates_of_authorities_are_taken() {
    let proxy = ProxyServer::start("http://127.0.0.1:1", ProxyBehaviour::default());
    let read = Authority::read(proxy.authority_pem().as_bytes()).unwrap();
    assert_eq!((read.len(), read[0].subject()), (1, AUTHORITY));
    assert_eq!(Authority::read(read[0].der()), Ok(read.clone()));
    assert_eq!(read[0].fingerprint().len(), 64);
    let until = read[0].not_after();
    assert!(read[0].is_valid_at(until) && !read[0].is_valid_at(until + 1));

    let key = rcgen::KeyPair::generate().unwrap();
    let leaf = rcgen::CertificateParams::new(vec![HOST.to_owned()]).unwrap();
    let leaf = leaf.self_signed(&key).unwrap().pem();
    assert_eq!(Authority::read(leaf.as_bytes()), Err(AuthorityError::NotAuthority));
    let both = format!("{}{leaf}", proxy.authority_pem());
    assert_eq!(Authority::read(both.as_bytes()), Err(AuthorityError::NotAuthority));
    let key = key.serialize_pem();
    for not_one in [b"".as_slice(), b"hello", key.as_bytes()] {
        assert_eq!(Authority::read(not_one), Err(AuthorityError::NotCertificate));
    }
}
