//! The proxy and the certificates that are set, with the real transport and proxies on this machine.

#[allow(dead_code, reason = "shared with the tests of the whole application")]
#[path = "../../../../tests/src/proxy.rs"]
mod proxy;

use std::io::{Read as _, Write as _};
use std::net::TcpListener;
use std::sync::Arc;

use alibaba_cloud::{HttpsTransport, SystemRuntime};
use darkroom_core::account::SecretError;
use darkroom_core::preferences::ProxyForm;
use darkroom_core::{Darkroom, Problem, ProblemCode, Settings};
use proxy::{AUTHORITY, ProxyBehaviour, ProxyServer};

use crate::harness::Harness;
use crate::preferences::{own, password};

const HOST: &str = "ecs.cn-hangzhou.aliyuncs.com";

fn block_on<T>(future: impl Future<Output = T>) -> T {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build();
    runtime.unwrap().block_on(future)
}

fn open(harness: &Harness) -> Darkroom {
    let settings = Settings {
        transport: Arc::new(HttpsTransport::new().unwrap()),
        runtime: Arc::new(SystemRuntime),
        ..harness.settings()
    };
    Darkroom::open(settings).unwrap()
}

/// A server that refuses as ECS does.
fn ecs() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    std::thread::spawn(move || {
        while let Ok((mut stream, _)) = listener.accept() {
            // All of it: a server that closes with something unread breaks its own answer off.
            let (mut request, mut chunk) = (Vec::new(), [0; 4_096]);
            while !request.ends_with(b"Version=2014-05-26") {
                match stream.read(&mut chunk) {
                    Ok(0) | Err(_) => break,
                    Ok(count) => request.extend_from_slice(&chunk[..count]),
                }
            }
            if !request.is_empty() {
                let body = r#"{"RequestId":"R","HostId":"ecs","Code":"MissingParameter","Message":"no key"}"#;
                let length = body.len();
                let _ = write!(
                    stream,
                    "HTTP/1.1 400 Bad Request\r\ncontent-length: {length}\r\n\r\n{body}"
                );
            }
        }
    });
    address
}

fn told(problem: Problem) -> (ProblemCode, Option<String>) {
    assert!(!format!("{problem:?}").contains("CANARY"), "{problem:?}");
    (problem.code, problem.params.get("proxy").cloned())
}

#[test]
fn a_proxy_with_a_password_and_its_own_authority_is_set_step_by_step_and_used_after_a_restart() {
    let harness = Harness::new();
    let behaviour = ProxyBehaviour {
        password: Some(("ann", "CANARY-right")),
        ..ProxyBehaviour::default()
    };
    let proxy = ProxyServer::start(&ecs(), behaviour);
    let (address, by) = (proxy.address(), Some(proxy.address()));
    block_on(async {
        let darkroom = open(&harness);
        let test = async |typed: Option<&str>| {
            let form = own(&address, "ann");
            darkroom.connection_test(Some(form), typed.map(password)).await
        };
        // A trial changes nothing.
        let refused = test(Some("CANARY-wrong")).await.unwrap_err();
        assert_eq!(told(refused), (ProblemCode::ProxyPasswordRefused, by.clone()));
        let untrusted = test(Some("CANARY-right")).await.unwrap_err();
        assert_eq!(untrusted.params.get("issuer").map(String::as_str), Some(AUTHORITY));
        assert_eq!(told(untrusted), (ProblemCode::CertificateUntrusted, by.clone()));
        assert_eq!(harness.secrets.len(), 0);

        let certificate = proxy.authority_pem().as_bytes().to_vec();
        for _ in 0..2 {
            let added = darkroom.certificate_add("company.pem".to_owned(), certificate.clone());
            let added = added.await.unwrap().certificates;
            assert_eq!((added.len(), added[0].subject.as_str()), (1, AUTHORITY));
        }
        let set = darkroom.proxy_set(own(&address, "ann"), Some(password("CANARY-right")), false);
        let set = set.await.unwrap().proxy;
        assert_eq!(
            (set.effective, set.effective_from, set.has_password),
            (by.clone(), None, true)
        );
        // The password that is kept counts for a form of the same proxy and user.
        assert_eq!(test(None).await.unwrap().proxy, by);
    });
    block_on(async {
        let darkroom = open(&harness);
        // Without the keyring nothing is sent, and a dismissed prompt comes again when a person asks.
        let (met, key) = (proxy.met(), harness.key());
        harness.secrets.fail(Some(SecretError::Dismissed));
        let locked = darkroom.connection_test(None, None).await.unwrap_err();
        assert_eq!(locked.code, ProblemCode::KeyringLocked);
        let form = darkroom
            .account_test(crate::harness::form("prod", &key))
            .await
            .unwrap_err();
        assert_eq!(form.code, ProblemCode::KeyringLocked);
        assert_eq!(
            (proxy.met().hosts.len(), proxy.met().refused),
            (met.hosts.len(), met.refused)
        );
        harness.secrets.fail(None);
        let tested = darkroom.connection_test(None, None).await.unwrap();
        assert_eq!((tested.host.as_str(), &tested.proxy), (HOST, &by));
        assert_eq!(proxy.met().hosts.last().map(String::as_str), Some(HOST));
        // The same while another choice is set.
        darkroom.proxy_set(ProxyForm::default(), None, false).await.unwrap();
        let trial = darkroom
            .connection_test(Some(own(&address, "ann")), None)
            .await
            .unwrap();
        assert_eq!(trial.proxy, by);
        darkroom.proxy_set(own(&address, "ann"), None, false).await.unwrap();
        let set = darkroom.preferences_get().await.unwrap();
        let id = set.certificates[0].id.clone();
        assert!(!format!("{set:?}").contains("CANARY"));
        let left = darkroom.certificate_remove(id.clone()).await.unwrap();
        assert!(left.certificates.is_empty());
        assert_eq!(
            darkroom.certificate_remove(id).await.unwrap_err().code,
            ProblemCode::NotFound
        );
        let untrusted = darkroom.connection_test(None, None).await.unwrap_err();
        assert_eq!(told(untrusted), (ProblemCode::CertificateUntrusted, by));
    });
    for (path, bytes) in harness.files() {
        let is_there = bytes.windows(6).any(|window| window == b"CANARY");
        assert!(!is_there, "{path}");
    }
}

#[test]
fn fr09_a_proxy_that_answers_404_to_everything_is_told_for_what_it_is() {
    let harness = Harness::new();
    let behaviour = ProxyBehaviour {
        not_found: true,
        ..ProxyBehaviour::default()
    };
    let proxy = ProxyServer::start("http://127.0.0.1:1", behaviour);
    block_on(async {
        let darkroom = open(&harness);
        let certificate = proxy.authority_pem().as_bytes().to_vec();
        darkroom
            .certificate_add("company.pem".to_owned(), certificate)
            .await
            .unwrap();
        darkroom
            .proxy_set(own(&proxy.address(), ""), None, false)
            .await
            .unwrap();
        let problem = darkroom.connection_test(None, None).await.unwrap_err();
        let params = problem.params.clone();
        assert_eq!((params["status"].as_str(), params["host"].as_str()), ("404", HOST));
        assert_eq!(told(problem), (ProblemCode::NotEcsReply, Some(proxy.address())));
    });
}

#[test]
fn a_proxy_that_is_not_there_is_told_and_keeps_nobody_from_the_practice_cloud() {
    let harness = Harness::new();
    block_on(async {
        let darkroom = open(&harness);
        darkroom.proxy_set(own("127.0.0.1:1", ""), None, false).await.unwrap();
        let problem = darkroom.connection_test(None, None).await.unwrap_err();
        let address = "http://127.0.0.1:1".to_owned();
        assert_eq!(told(problem), (ProblemCode::ProxyUnreachable, Some(address)));
        let practice = darkroom.practice_open().await.unwrap();
        assert!(!darkroom.region_list(practice.id).await.unwrap().is_empty());
        let not_one = darkroom
            .certificate_add("notes.txt".to_owned(), b"hello".to_vec())
            .await
            .unwrap_err();
        assert_eq!(not_one.code, ProblemCode::CertificateRefused);
    });
}
