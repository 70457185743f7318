//! One simulated cloud, and a client that is connected to it: in process or over loopback.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use alibaba_cloud::{
    Action, BoxFuture, Client, Credentials, CustomEndpoint, EndpointRule, Error, HttpsTransport, RequestMethod,
    Runtime, SignatureVersion, Transport, TransportError, TransportRequest, TransportResponse,
};
use bytes::Bytes;
use jiff::{SignedDuration, Timestamp};
use simulator::{ManualClock, Scenario, Simulator};
use tokio::net::TcpListener;
use tower::ServiceExt as _;

pub const HANGZHOU: &str = "cn-hangzhou";
pub const SHANGHAI: &str = "cn-shanghai";
pub const SHENZHEN: &str = "cn-shenzhen";
/// Where the company has nothing yet.
pub const SINGAPORE: &str = "ap-southeast-1";

/// How requests reach the simulator, and how they are signed.
#[derive(Clone, Copy)]
pub struct Connection {
    over_loopback: bool,
    signature: SignatureVersion,
    method: RequestMethod,
}

impl Connection {
    /// The simulator as a service in the same process; version 1.0 in the body.
    pub const IN_PROCESS: Self = Self {
        over_loopback: false,
        signature: SignatureVersion::Rpc1,
        method: RequestMethod::Post,
    };
    /// HTTP by the client's own transport; version 1.0 in the body.
    pub const LOOPBACK: Self = Self {
        over_loopback: true,
        ..Self::IN_PROCESS
    };
    /// The same with ACS3 and everything in the query.
    pub const LOOPBACK_ACS3: Self = Self {
        signature: SignatureVersion::Acs3,
        method: RequestMethod::Get,
        ..Self::LOOPBACK
    };

    pub fn is_over_loopback(self) -> bool {
        self.over_loopback
    }
}

/// A cloud whose time only the test moves.
pub struct Cloud {
    pub simulator: Simulator,
    pub client: Client,
    connection: Connection,
    clock: Arc<ManualClock>,
    transport: Arc<dyn Transport>,
    endpoint: CustomEndpoint,
}

impl Cloud {
    pub async fn of(connection: Connection, scenario: Scenario) -> Self {
        let clock = Arc::new(ManualClock::new(scenario.epoch()));
        let simulator = Simulator::new(scenario, clock.clone());
        let (transport, address): (Arc<dyn Transport>, _) = if connection.over_loopback {
            let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
            let address = listener.local_addr().unwrap().to_string();
            // Ends with the runtime of the test.
            tokio::spawn(simulator.clone().serve(listener, std::future::pending()));
            (Arc::new(HttpsTransport::new().unwrap()), address)
        } else {
            (Arc::new(InProcess(simulator.clone())), "127.0.0.1:7780".to_owned())
        };
        let endpoint = CustomEndpoint::parse(&format!("http://{address}")).unwrap();
        let key = simulator.keys().remove(0);
        let credentials = Credentials::new(key.access_key_id, key.access_key_secret);
        let client = client(
            connection,
            transport.clone(),
            credentials,
            endpoint.clone(),
            TestRuntime::default(),
        );
        Self {
            simulator,
            client,
            connection,
            clock,
            transport,
            endpoint,
        }
    }

    /// The small company, the same for every test.
    pub async fn small(connection: Connection) -> Self {
        Self::of(connection, Scenario::small(7, epoch())).await
    }

    /// Another client of the same cloud, over the same connection.
    pub fn another_client(&self, credentials: Credentials, runtime: TestRuntime) -> Client {
        client(
            self.connection,
            self.transport.clone(),
            credentials,
            self.endpoint.clone(),
            runtime,
        )
    }

    /// The reply to a call that must succeed.
    pub async fn call<A: Action>(&self, action: &A) -> A::Response {
        match self.client.call(action).await {
            Ok(reply) => {
                assert!(!reply.request_id.is_empty(), "{} without a RequestId", A::NAME);
                reply.body
            }
            Err(error) => panic!("{}: {error}", A::NAME),
        }
    }

    /// Calls an action that must be refused with this code.
    pub async fn refused<A: Action>(&self, code: &str, action: &A) -> Error {
        match self.client.call(action).await {
            Ok(_) => panic!("{} was not refused with {code}", A::NAME),
            Err(error) => {
                assert_eq!(error.code(), Some(code), "{}: {error}", A::NAME);
                error
            }
        }
    }

    pub fn advance(&self, seconds: u64) {
        self.clock.advance(Duration::from_secs(seconds));
    }

    /// How often an action arrived.
    pub fn arrivals(&self, action: &str) -> usize {
        let ledger = self.simulator.ledger();
        ledger.iter().filter(|entry| entry.action == action).count()
    }
}

/// The moment every scenario counts back from.
pub fn epoch() -> Timestamp {
    "2026-11-23T10:00:00Z".parse().unwrap()
}

fn client(
    connection: Connection,
    transport: Arc<dyn Transport>,
    credentials: Credentials,
    endpoint: CustomEndpoint,
    runtime: TestRuntime,
) -> Client {
    Client::new(
        transport,
        credentials,
        EndpointRule::Custom(endpoint),
        Arc::new(runtime),
    )
    .with_signature(connection.signature)
    .with_method(connection.method)
}

/// The real time, or that much beside it; a nonce of its own for every request, or always the same. Retries do not wait.
#[derive(Default)]
pub struct TestRuntime {
    pub clock_error: SignedDuration,
    pub nonce: Option<&'static str>,
}

impl Runtime for TestRuntime {
    fn now(&self) -> Timestamp {
        Timestamp::now().checked_add(self.clock_error).unwrap()
    }

    fn nonce(&self) -> String {
        static NEXT: AtomicU64 = AtomicU64::new(0);
        let fresh = || format!("nonce-{}", NEXT.fetch_add(1, Ordering::Relaxed));
        self.nonce.map_or_else(fresh, str::to_owned)
    }

    fn jitter(&self) -> f64 {
        0.0
    }
}

/// The simulator as the client's transport.
pub struct InProcess(pub Simulator);

impl Transport for InProcess {
    fn send(&self, request: TransportRequest) -> BoxFuture<'_, Result<TransportResponse, TransportError>> {
        Box::pin(async move {
            let request = into_http(&request).expect("a request of the client can be sent");
            let response = self.0.clone().oneshot(request).await;
            let (parts, body) = response.map_err(|_| TransportError::Interrupted)?.into_parts();
            let text = |value: &http::HeaderValue| value.to_str().unwrap().to_owned();
            let headers = parts
                .headers
                .iter()
                .map(|(name, value)| (name.to_string(), text(value)));
            Ok(TransportResponse {
                status: parts.status.as_u16(),
                headers: headers.collect(),
                body,
            })
        })
    }
}

/// The request as it arrives; none when HTTP has no way to carry it.
pub fn into_http(request: &TransportRequest) -> Option<http::Request<Bytes>> {
    let mut arriving = http::Request::builder()
        .method(request.method.clone())
        .uri(&request.url);
    for (name, value) in &request.headers {
        arriving = arriving.header(name, value);
    }
    arriving.body(request.body.clone()).ok()
}
