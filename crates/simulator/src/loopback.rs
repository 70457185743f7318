//! The simulator on a loopback socket, with its control routes under `/_simulator`.

use std::future::Future;
use std::io;
use std::time::Duration;

use axum::body::Body;
use axum::extract::{ConnectInfo, State};
use axum::middleware::{self, Next};
use axum::routing::{get, post};
use axum::{Router, extract::Request};
use bytes::Bytes;
use http::{HeaderMap, Response, header};
use http_body_util::{BodyExt as _, LengthLimitError, Limited};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use tokio::net::TcpListener;

use crate::breakable_listener::{BreakableListener, Breaker, End};
use crate::delivery::{Delivery, DeliveryMode};
use crate::envelope::plain;
use crate::faults::FaultRule;
use crate::limits::Limits;
use crate::open_questions::OpenQuestions;
use crate::simulator::Simulator;
use crate::supply::Supply;

/// Much larger than any request of the API.
const MOST_BODY_BYTES: usize = 1 << 20;

impl Simulator {
    /// Serves HTTP on this listener until `shutdown` resolves. The control routes exist only here:
    /// `GET /_simulator/ledger` (a list of [`LedgerEntry`](crate::LedgerEntry)), `GET /_simulator/resources` (a list of
    /// [`ResourceRecord`](crate::ResourceRecord)), `GET /_simulator/state`, `POST /_simulator/advance` `{"seconds": n}`,
    /// `POST /_simulator/reset` `{"seed": n}`,
    /// `POST /_simulator/faults` (a list of [`FaultRule`], replacing the plan), `POST /_simulator/limits` ([`Limits`]),
    /// `POST /_simulator/open-questions` ([`OpenQuestions`]), `POST /_simulator/supply` ([`Supply`]), `POST /_simulator/other-accounts` `{"accountIds": [..] | null}` and `POST /_simulator/delete-snapshot`
    /// `{"regionId", "snapshotId"}`.
    ///
    /// # Errors
    /// `InvalidInput` when the listener is not bound to a loopback address; else what the socket reports.
    pub async fn serve(
        self,
        listener: TcpListener,
        shutdown: impl Future<Output = ()> + Send + 'static,
    ) -> io::Result<()> {
        if !listener.local_addr()?.ip().is_loopback() {
            return Err(io::Error::new(
                io::ErrorKind::InvalidInput,
                "the simulator serves loopback addresses only",
            ));
        }
        let control = Router::new()
            .route("/_simulator/ledger", get(ledger))
            .route("/_simulator/resources", get(resources))
            .route("/_simulator/state", get(state))
            .route("/_simulator/reset", post(reset))
            .route("/_simulator/advance", post(advance))
            .route("/_simulator/faults", post(faults))
            .route("/_simulator/limits", post(limits))
            .route("/_simulator/open-questions", post(open_questions))
            .route("/_simulator/supply", post(supply))
            .route("/_simulator/other-accounts", post(other_accounts))
            .route("/_simulator/delete-snapshot", post(delete_snapshot))
            .route_layer(middleware::from_fn(of_this_machine));
        let router = control.fallback(api).with_state(self);
        let router = router.into_make_service_with_connect_info::<Breaker>();
        axum::serve(BreakableListener::new(listener)?, router)
            .with_graceful_shutdown(shutdown)
            .await
    }
}

/// Refuses web pages. A browser lets them send requests to this machine, directly or under a host name that resolves to it.
async fn of_this_machine(request: Request, next: Next) -> Response<Body> {
    if is_of_this_machine(request.headers()) {
        next.run(request).await
    } else {
        reply(403, &json!({ "error": "for programs of this machine only" }))
    }
}

fn is_of_this_machine(headers: &HeaderMap) -> bool {
    let host = headers.get(header::HOST).and_then(|host| host.to_str().ok());
    let host = host.unwrap_or_default();
    let name = host.rsplit_once(':').map_or(host, |(name, _)| name);
    !headers.contains_key(header::ORIGIN) && ["127.0.0.1", "[::1]", "localhost"].contains(&name)
}

async fn api(
    State(simulator): State<Simulator>,
    ConnectInfo(breaker): ConnectInfo<Breaker>,
    request: Request,
) -> Response<Body> {
    let (parts, body) = request.into_parts();
    let body = match Limited::new(body, MOST_BODY_BYTES).collect().await {
        Ok(body) => body,
        Err(error) if error.is::<LengthLimitError>() => {
            return plain(413, "text/plain", "the request body is too large").map(Body::from);
        }
        Err(_) => return plain(400, "text/plain", "the request body ended early").map(Body::from),
    };
    let request = http::Request::from_parts(parts, body.to_bytes());
    let Delivery { response, mode } = simulator.carry_out(&request);
    match mode {
        DeliveryMode::Whole => response.map(Body::from),
        DeliveryMode::Late { ms } => {
            tokio::time::sleep(Duration::from_millis(ms)).await;
            response.map(Body::from)
        }
        DeliveryMode::InPieces { bytes, ms } => response.map(|body| Body::from_stream(pieces(body, bytes, ms, false))),
        // The header promises more than there is: the connection breaks behind the last byte.
        DeliveryMode::CutShort => response.map(|body| Body::from_stream(pieces(body, usize::MAX, 0, true))),
        DeliveryMode::Closed => breaker.end(End::Closed),
        DeliveryMode::Reset => breaker.end(End::Reset),
        DeliveryMode::Refused { ms } => {
            breaker.refuse(Duration::from_millis(ms));
            breaker.end(End::Reset)
        }
    }
}

/// The body in pieces with a pause after each; cut short, it ends with an error in place of its other half.
fn pieces(
    body: Bytes,
    size: usize,
    ms: u64,
    is_cut: bool,
) -> impl futures_util::Stream<Item = io::Result<Bytes>> + Send + 'static {
    futures_util::stream::unfold((body, false), move |(mut body, is_over)| async move {
        if body.is_empty() {
            // What is written already goes out while this waits its turn.
            tokio::task::yield_now().await;
            let broken = Err(io::ErrorKind::ConnectionAborted.into());
            return (is_cut && !is_over).then_some((broken, (body, true)));
        }
        let piece = body.split_to(size.clamp(1, body.len()));
        tokio::time::sleep(Duration::from_millis(ms)).await;
        Some((Ok(piece), (body, false)))
    })
}

async fn ledger(State(simulator): State<Simulator>) -> Response<Body> {
    reply(200, &json!(simulator.ledger()))
}

async fn resources(State(simulator): State<Simulator>) -> Response<Body> {
    reply(200, &json!(simulator.resources()))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Reset {
    seed: u64,
}

async fn reset(State(simulator): State<Simulator>, body: Bytes) -> Response<Body> {
    match read::<Reset>(&body) {
        Ok(Reset { seed }) => {
            simulator.reset(seed);
            reply(200, &simulator.summary())
        }
        Err(response) => *response,
    }
}

async fn state(State(simulator): State<Simulator>) -> Response<Body> {
    reply(200, &simulator.summary())
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Advance {
    seconds: u64,
}

async fn advance(State(simulator): State<Simulator>, body: Bytes) -> Response<Body> {
    match read::<Advance>(&body) {
        Ok(Advance { seconds }) if simulator.advance(Duration::from_secs(seconds)) => reply(200, &simulator.summary()),
        Ok(_) => reply(409, &json!({ "error": "this clock cannot be moved" })),
        Err(response) => *response,
    }
}

async fn faults(State(simulator): State<Simulator>, body: Bytes) -> Response<Body> {
    match read::<Vec<FaultRule>>(&body) {
        Ok(rules) => {
            let count = rules.len();
            simulator.set_faults(rules);
            reply(200, &json!({ "rules": count }))
        }
        Err(response) => *response,
    }
}

async fn limits(State(simulator): State<Simulator>, body: Bytes) -> Response<Body> {
    match read::<Limits>(&body) {
        Ok(limits) => {
            let answer = reply(200, &json!(limits));
            simulator.set_limits(limits);
            answer
        }
        Err(response) => *response,
    }
}

async fn open_questions(State(simulator): State<Simulator>, body: Bytes) -> Response<Body> {
    match read::<OpenQuestions>(&body) {
        Ok(answers) => {
            simulator.set_open_questions(answers);
            reply(200, &json!(answers))
        }
        Err(response) => *response,
    }
}

async fn supply(State(simulator): State<Simulator>, body: Bytes) -> Response<Body> {
    match read::<Supply>(&body) {
        Ok(supply) => {
            let answer = reply(200, &json!(supply));
            simulator.set_supply(supply);
            answer
        }
        Err(response) => *response,
    }
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct OtherAccounts {
    account_ids: Option<Vec<String>>,
}

async fn other_accounts(State(simulator): State<Simulator>, body: Bytes) -> Response<Body> {
    match read::<OtherAccounts>(&body) {
        Ok(OtherAccounts { account_ids }) => {
            let answer = reply(200, &json!({ "accountIds": account_ids }));
            simulator.set_other_accounts(account_ids);
            answer
        }
        Err(response) => *response,
    }
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct DeleteSnapshot {
    region_id: String,
    snapshot_id: String,
}

async fn delete_snapshot(State(simulator): State<Simulator>, body: Bytes) -> Response<Body> {
    match read::<DeleteSnapshot>(&body) {
        Ok(asked) => match simulator.delete_snapshot(&asked.region_id, &asked.snapshot_id) {
            Ok(()) => reply(200, &json!({ "deleted": true })),
            Err(refused) => reply(
                refused.status,
                &json!({ "code": refused.code, "message": refused.message }),
            ),
        },
        Err(response) => *response,
    }
}

fn read<T: DeserializeOwned>(body: &[u8]) -> Result<T, Box<Response<Body>>> {
    serde_json::from_slice(body).map_err(|error| Box::new(reply(400, &json!({ "error": error.to_string() }))))
}

fn reply(status: u16, value: &Value) -> Response<Body> {
    plain(status, "application/json", value.to_string()).map(Body::from)
}
