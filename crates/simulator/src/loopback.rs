//! The simulator on a loopback socket, with its control routes under `/_simulator`.

use std::future::Future;
use std::io;
use std::net::SocketAddr;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Poll};
use std::time::Duration;

use axum::body::Body;
use axum::extract::{ConnectInfo, State, connect_info::Connected};
use axum::routing::{get, post};
use axum::serve::{IncomingStream, Listener};
use axum::{Router, extract::Request};
use bytes::Bytes;
use http::Response;
use http_body_util::BodyExt as _;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::{TcpListener, TcpStream};

use crate::envelope::plain;
use crate::faults::FaultRule;
use crate::simulator::{Disconnected, Simulator};

impl Simulator {
    /// Serves HTTP on this listener until `shutdown` resolves. The control routes exist only here:
    /// `GET /_simulator/ledger`, `GET /_simulator/state`, `POST /_simulator/advance` `{"seconds": n}`,
    /// `POST /_simulator/faults` (a list of [`FaultRule`], replacing the plan) and
    /// `POST /_simulator/delete-snapshot` `{"regionId", "snapshotId"}`.
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
        let router = Router::new()
            .route("/_simulator/ledger", get(ledger))
            .route("/_simulator/state", get(state))
            .route("/_simulator/advance", post(advance))
            .route("/_simulator/faults", post(faults))
            .route("/_simulator/delete-snapshot", post(delete_snapshot))
            .fallback(api)
            .with_state(self);
        let router = router.into_make_service_with_connect_info::<Breaker>();
        axum::serve(Breakable(listener), router)
            .with_graceful_shutdown(shutdown)
            .await
    }
}

async fn api(
    State(simulator): State<Simulator>,
    ConnectInfo(breaker): ConnectInfo<Breaker>,
    request: Request,
) -> Response<Body> {
    let (parts, body) = request.into_parts();
    let Ok(body) = body.collect().await else {
        return plain(400, "text/plain", "the request body ended early").map(Body::from);
    };
    match simulator
        .exchange(http::Request::from_parts(parts, body.to_bytes()))
        .await
    {
        Ok(response) => response.map(Body::from),
        Err(Disconnected::NoResponse) => {
            breaker.0.store(true, Ordering::Release);
            // Never reaches the client: the connection refuses to write from here on.
            Response::new(Body::empty())
        }
    }
}

async fn ledger(State(simulator): State<Simulator>) -> Response<Body> {
    reply(200, &json!(simulator.ledger()))
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

/// A listener whose connections can be broken from inside a request.
struct Breakable(TcpListener);

impl Listener for Breakable {
    type Io = BreakableStream;
    type Addr = SocketAddr;

    async fn accept(&mut self) -> (Self::Io, Self::Addr) {
        let (stream, address) = Listener::accept(&mut self.0).await;
        (
            BreakableStream {
                stream,
                broken: Arc::default(),
            },
            address,
        )
    }

    fn local_addr(&self) -> io::Result<Self::Addr> {
        self.0.local_addr()
    }
}

/// The switch that breaks one connection.
#[derive(Clone)]
struct Breaker(Arc<AtomicBool>);

impl Connected<IncomingStream<'_, Breakable>> for Breaker {
    fn connect_info(stream: IncomingStream<'_, Breakable>) -> Self {
        Self(Arc::clone(&stream.io().broken))
    }
}

struct BreakableStream {
    stream: TcpStream,
    broken: Arc<AtomicBool>,
}

impl BreakableStream {
    fn check(&self) -> io::Result<()> {
        if self.broken.load(Ordering::Acquire) {
            Err(io::ErrorKind::ConnectionReset.into())
        } else {
            Ok(())
        }
    }
}

impl AsyncRead for BreakableStream {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_read(context, buffer)
    }
}

impl AsyncWrite for BreakableStream {
    fn poll_write(mut self: Pin<&mut Self>, context: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        self.check()?;
        Pin::new(&mut self.stream).poll_write(context, bytes)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        slices: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        self.check()?;
        Pin::new(&mut self.stream).poll_write_vectored(context, slices)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        self.check()?;
        Pin::new(&mut self.stream).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(context)
    }
}
