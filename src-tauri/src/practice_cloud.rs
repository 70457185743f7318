//! The practice cloud in process: the core's requests are handed to the simulator without touching the network.

use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use alibaba_cloud::{BoxFuture, Credentials, Transport, TransportError, TransportRequest, TransportResponse};
use darkroom_core::Practice;
use simulator::{Scenario, Simulator, WallClock};
use tower::ServiceExt as _;

/// Everybody's practice cloud is the same small company.
const SEED: u64 = 7;
/// Images take seconds, not the twenty minutes of the real cloud.
const PACE: f64 = 60.0;

/// The connection to the practice cloud. It starts with the first request, and keeps its call log in `data_dir`.
pub fn practice(data_dir: &Path) -> Practice {
    // Keys follow from the seed alone, so no file is written before the practice account is used.
    let keys = Simulator::new(
        Scenario::small(SEED, std::time::UNIX_EPOCH.try_into().unwrap_or_default()),
        Arc::new(WallClock::default()),
    )
    .keys();
    let credentials = keys
        .into_iter()
        .next()
        .map(|key| Credentials::new(key.access_key_id, key.access_key_secret));
    Practice {
        transport: Arc::new(InProcess {
            call_log: data_dir.join("practice-cloud.jsonl"),
            simulator: OnceLock::new(),
        }),
        credentials: credentials.unwrap_or_else(|| Credentials::new(String::new(), String::new())),
    }
}

struct InProcess {
    call_log: PathBuf,
    simulator: OnceLock<Simulator>,
}

impl InProcess {
    fn simulator(&self) -> Simulator {
        let open = || {
            Simulator::with_call_log(&self.call_log, SEED, PACE).unwrap_or_else(|_| {
                // Without a call log the practice cloud lasts as long as the window.
                let scenario = Scenario::small(SEED, std::time::SystemTime::now().try_into().unwrap_or_default());
                Simulator::new(scenario.with_pace(PACE), Arc::new(WallClock::default()))
            })
        };
        self.simulator.get_or_init(open).clone()
    }
}

impl Transport for InProcess {
    fn send(&self, request: TransportRequest) -> BoxFuture<'_, Result<TransportResponse, TransportError>> {
        Box::pin(async move {
            let mut outgoing = http::Request::builder().method(request.method).uri(request.url);
            for (name, value) in request.headers {
                outgoing = outgoing.header(name, value);
            }
            let outgoing = outgoing.body(request.body).map_err(|_| TransportError::Interrupted)?;
            let reply = self
                .simulator()
                .oneshot(outgoing)
                .await
                .map_err(|_| TransportError::Interrupted)?;
            let headers = reply
                .headers()
                .iter()
                .filter_map(|(name, value)| value.to_str().ok().map(|value| (name.to_string(), value.to_owned())));
            Ok(TransportResponse {
                status: reply.status().as_u16(),
                headers: headers.collect(),
                body: reply.into_body(),
            })
        })
    }
}
