//! The practice cloud in process: the core's requests are handed to the simulator without touching the network.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use alibaba_cloud::{BoxFuture, Credentials, Transport, TransportError, TransportRequest, TransportResponse};
use darkroom_core::Practice;
use simulator::{Scenario, Simulator, WallClock};
use tokio::sync::OnceCell;
use tower::ServiceExt as _;

/// The practice cloud is the same small company for everybody.
const SEED: u64 = 7;
/// Images take seconds, not the twenty minutes of the real cloud.
const PACE: f64 = 60.0;

/// The connection to the practice cloud. It starts with the first request, and keeps its call log in `data_dir`.
pub fn practice(data_dir: &Path) -> Practice {
    // The keys follow from the seed alone, so that nothing is written before somebody opens the practice cloud.
    let keys = in_memory(std::time::UNIX_EPOCH).keys();
    let credentials = keys
        .into_iter()
        .next()
        .map(|key| Credentials::new(key.access_key_id, key.access_key_secret));
    Practice {
        transport: Arc::new(InProcess {
            call_log: data_dir.join("practice-cloud.jsonl"),
            simulator: OnceCell::new(),
        }),
        credentials: credentials.unwrap_or_else(|| Credentials::new(String::new(), String::new())),
    }
}

struct InProcess {
    call_log: PathBuf,
    simulator: OnceCell<Simulator>,
}

impl InProcess {
    async fn simulator(&self) -> Simulator {
        let open = || async {
            let call_log = self.call_log.clone();
            // Reading a long call log takes a while.
            let opened = tokio::task::spawn_blocking(move || Simulator::with_call_log(&call_log, SEED, PACE)).await;
            opened.ok().and_then(Result::ok).unwrap_or_else(|| {
                tracing::warn!(
                    "the call log of the practice cloud cannot be used; the practice cloud lasts until the program ends"
                );
                in_memory(std::time::SystemTime::now())
            })
        };
        self.simulator.get_or_init(open).await.clone()
    }
}

fn in_memory(epoch: std::time::SystemTime) -> Simulator {
    let scenario = Scenario::small(SEED, epoch.try_into().unwrap_or_default()).with_pace(PACE);
    Simulator::new(scenario, Arc::new(WallClock::default()))
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
                .await
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
