//! A transport that answers from a script and remembers what was sent, and a clock that stands still.

use std::collections::{BTreeMap, VecDeque};
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex};

use alibaba_cloud::{
    BoxFuture, Client, Credentials, EndpointRule, Runtime, Transport, TransportError, TransportRequest,
    TransportResponse,
};
use percent_encoding::percent_decode_str;

pub type Answer = Result<TransportResponse, TransportError>;

pub const KEY_ID: &str = "LTAI5tCANARYKEYID";
pub const SECRET: &str = "CANARY-access-key-secret";
/// As real ones, it has characters that are encoded in a URL.
pub const TOKEN: &str = "CANARY-security+token/a==";

pub struct Script {
    answers: Mutex<VecDeque<Answer>>,
    sent: Mutex<Vec<TransportRequest>>,
}

impl Script {
    pub fn new(answers: impl IntoIterator<Item = Answer>) -> Arc<Self> {
        Arc::new(Self {
            answers: Mutex::new(answers.into_iter().collect()),
            sent: Mutex::default(),
        })
    }

    pub fn client(self: &Arc<Self>) -> Client {
        self.client_with(credentials(), EndpointRule::Public)
    }

    pub fn client_with(self: &Arc<Self>, credentials: Credentials, rule: EndpointRule) -> Client {
        Client::new(self.clone(), credentials, rule, Arc::new(StandingClock::default()))
    }

    pub fn client_at(self: &Arc<Self>, clock: &Arc<SetClock>) -> Client {
        Client::new(self.clone(), credentials(), EndpointRule::Public, clock.clone())
    }

    pub fn sent(&self) -> Vec<TransportRequest> {
        self.sent.lock().unwrap().clone()
    }

    /// The decoded form of each request.
    pub fn forms(&self) -> Vec<BTreeMap<String, String>> {
        self.sent().iter().map(form).collect()
    }
}

impl Transport for Script {
    fn send(&self, request: TransportRequest) -> BoxFuture<'_, Answer> {
        self.sent.lock().unwrap().push(request);
        let answer = self.answers.lock().unwrap().pop_front();
        let answer = answer.expect("more requests than the script has answers");
        Box::pin(async move { answer })
    }
}

#[derive(Default)]
pub struct StandingClock {
    nonces: AtomicU32,
}

impl Runtime for StandingClock {
    fn now(&self) -> jiff::Timestamp {
        "2026-01-02T03:04:05.678Z".parse().unwrap()
    }

    fn nonce(&self) -> String {
        format!("nonce-{}", self.nonces.fetch_add(1, Ordering::Relaxed))
    }

    fn jitter(&self) -> f64 {
        1.0
    }
}

/// A clock that shows what it is told to.
pub struct SetClock {
    now: Mutex<jiff::Timestamp>,
    nonces: StandingClock,
}

impl SetClock {
    pub fn at(now: &str) -> Arc<Self> {
        Arc::new(Self {
            now: Mutex::new(now.parse().unwrap()),
            nonces: StandingClock::default(),
        })
    }

    pub fn set(&self, now: &str) {
        *self.now.lock().unwrap() = now.parse().unwrap();
    }
}

impl Runtime for SetClock {
    fn now(&self) -> jiff::Timestamp {
        *self.now.lock().unwrap()
    }

    fn nonce(&self) -> String {
        self.nonces.nonce()
    }

    fn jitter(&self) -> f64 {
        1.0
    }
}

pub fn credentials() -> Credentials {
    Credentials::new(KEY_ID, SECRET).with_security_token(TOKEN)
}

pub fn answer(status: u16, body: impl Into<String>) -> Answer {
    answer_with(status, &[], body)
}

pub fn answer_with(status: u16, headers: &[(&str, &str)], body: impl Into<String>) -> Answer {
    let owned = |(name, value): &(&str, &str)| ((*name).to_owned(), (*value).to_owned());
    Ok(TransportResponse {
        status,
        headers: headers.iter().map(owned).collect(),
        body: body.into().into(),
    })
}

pub fn error_answer(status: u16, code: &str) -> Answer {
    let body = serde_json::json!({"Code": code, "Message": "m", "RequestId": "R"});
    answer(status, body.to_string())
}

pub fn form(request: &TransportRequest) -> BTreeMap<String, String> {
    let body = std::str::from_utf8(&request.body).unwrap();
    let decode = |text: &str| percent_decode_str(text).decode_utf8().unwrap().into_owned();
    let pairs = body.split('&').map(|pair| pair.split_once('=').unwrap());
    pairs.map(|(name, value)| (decode(name), decode(value))).collect()
}

pub const NO_REGIONS: &str = r#"{"RequestId":"R","Regions":{"Region":[]}}"#;
