//! The simulated cloud as a transport, and a scripted one.

use std::sync::atomic::{AtomicBool, Ordering};

use alibaba_cloud::{BoxFuture, Transport, TransportError, TransportRequest, TransportResponse};
use bytes::Bytes;
use http::Uri;
use simulator::Simulator;
use tower::Service;

/// Carries requests to a simulator in this process.
pub struct SimulatedTransport {
    simulator: Simulator,
    offline: AtomicBool,
}

impl SimulatedTransport {
    pub fn new(simulator: Simulator) -> Self {
        Self {
            simulator,
            offline: AtomicBool::new(false),
        }
    }

    /// With `true`, no host can be reached.
    pub fn set_offline(&self, offline: bool) {
        self.offline.store(offline, Ordering::SeqCst);
    }
}

impl Transport for SimulatedTransport {
    fn send(&self, request: TransportRequest) -> BoxFuture<'_, Result<TransportResponse, TransportError>> {
        Box::pin(async move {
            if self.offline.load(Ordering::SeqCst) {
                let url: Uri = request.url.parse().unwrap();
                return Err(TransportError::Connect {
                    host: url.host().unwrap().to_owned(),
                    reason: "connection refused".to_owned(),
                });
            }
            deliver(&self.simulator, request).await
        })
    }
}

/// The simulator's answer to a request.
pub async fn deliver(simulator: &Simulator, request: TransportRequest) -> Result<TransportResponse, TransportError> {
    let mut outgoing = http::Request::builder().method(request.method).uri(&request.url);
    for (name, value) in &request.headers {
        outgoing = outgoing.header(name, value);
    }
    let answer = simulator.clone().call(outgoing.body(request.body).unwrap()).await;
    let answer = answer.map_err(|_| TransportError::Interrupted)?;
    Ok(TransportResponse {
        status: answer.status().as_u16(),
        headers: answer
            .headers()
            .iter()
            .map(|(name, value)| (name.to_string(), value.to_str().unwrap().to_owned()))
            .collect(),
        body: answer.into_body(),
    })
}

/// Answers every action with what a function says.
pub struct ScriptedTransport(pub Box<Script>);

/// Status and body for the parameters of a request.
pub type Script = dyn Fn(&Parameters) -> (u16, String) + Send + Sync;

/// Parameters of a scripted request.
pub struct Parameters(Vec<(String, String)>);

impl Parameters {
    pub fn get(&self, name: &str) -> &str {
        self.0
            .iter()
            .find(|(key, _)| key == name)
            .map_or("", |(_, value)| value)
    }
}

impl Transport for ScriptedTransport {
    fn send(&self, request: TransportRequest) -> BoxFuture<'_, Result<TransportResponse, TransportError>> {
        let text = String::from_utf8(request.body.to_vec()).unwrap();
        let pairs = text.split('&').map(|pair| {
            let (name, value) = pair.split_once('=').unwrap();
            (name.to_owned(), value.to_owned())
        });
        let (status, body) = (self.0)(&Parameters(pairs.collect()));
        Box::pin(async move {
            Ok(TransportResponse {
                status,
                headers: Vec::new(),
                body: Bytes::from(body),
            })
        })
    }
}
