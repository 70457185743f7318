//! One account's way to call any action: sign, send, classify, decode, and send a read again.

use std::fmt;
use std::sync::{Arc, PoisonError, RwLock};
use std::time::Duration;

use jiff::SignedDuration;
use tokio::time::Instant;

use crate::clock::ClockOffset;
use crate::endpoint::Endpoints;
use crate::exchange_event::Exchange;
use crate::failure::waits_for_resource;
use crate::retry::{self, RetryBudget};
use crate::signed_request::{self, SignedSecrets, Signing};
use crate::throttle::Limiter;
use crate::{
    Action, Credentials, EndpointError, EndpointRule, Error, FailureKind, Idempotency, JsonObject, Priority, Product,
    Request, RequestMethod, Runtime, SignatureVersion, Throttle, ThrottleKey, Transport, TransportError,
    TransportRequest, TransportResponse, Unreadable, envelope,
};

/// A successful reply.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reply<T> {
    /// The provider's RequestId; empty when it sent none.
    pub request_id: String,
    /// The decoded reply.
    pub body: T,
}

/// Reads a successful reply: [`Action::decode`], or what a caller wants of it.
pub type Decode<T> = fn(&JsonObject<'_>) -> Result<T, Unreadable>;

/// Calls the API with one set of credentials. A clone shares everything.
#[derive(Clone)]
pub struct Client {
    shared: Arc<Shared>,
    throttle: Throttle,
    max_wait: Duration,
    priority: Priority,
    credentials: Arc<Credentials>,
    signature: SignatureVersion,
    method: RequestMethod,
    may_send: Option<MaySend>,
}

/// Whether a request may still be sent. It is asked before each sending, after all waiting.
pub type MaySend = Arc<dyn Fn() -> bool + Send + Sync>;

struct Shared {
    transport: Arc<dyn Transport>,
    endpoints: RwLock<Endpoints>,
    runtime: Arc<dyn Runtime>,
    clock: ClockOffset,
    retry_budget: RetryBudget,
}

impl Client {
    /// A client for one account.
    pub fn new(
        transport: Arc<dyn Transport>,
        credentials: Credentials,
        endpoints: EndpointRule,
        runtime: Arc<dyn Runtime>,
    ) -> Self {
        Self {
            shared: Arc::new(Shared {
                transport,
                endpoints: RwLock::new(Endpoints::new(endpoints)),
                runtime,
                clock: ClockOffset::default(),
                retry_budget: RetryBudget::default(),
            }),
            throttle: Throttle::default(),
            max_wait: Throttle::MAX_WAIT,
            priority: Priority::default(),
            credentials: Arc::new(credentials),
            signature: SignatureVersion::default(),
            method: RequestMethod::default(),
            may_send: None,
        }
    }

    /// The same client with another signature.
    #[must_use]
    pub fn with_signature(self, signature: SignatureVersion) -> Self {
        Self { signature, ..self }
    }

    /// The same account with other credentials, such as renewed temporary ones. What was learned stays:
    /// the clock, the hosts and the throttling.
    #[must_use]
    pub fn with_credentials(self, credentials: Credentials) -> Self {
        let credentials = Arc::new(credentials);
        Self { credentials, ..self }
    }

    /// The same client with a throttle that other clients of the same account of the cloud share.
    #[must_use]
    pub fn with_throttle(self, throttle: Throttle) -> Self {
        Self { throttle, ..self }
    }

    /// The same client with another limit of the time that a call waits while its action is throttled; [`Throttle::MAX_WAIT`]
    /// unless set. With [`Duration::ZERO`] it fails at once, with the time to wait in [`Error::retry_after`].
    #[must_use]
    pub fn with_max_wait(self, max_wait: Duration) -> Self {
        Self { max_wait, ..self }
    }

    /// The same client with another priority.
    #[must_use]
    pub fn with_priority(self, priority: Priority) -> Self {
        Self { priority, ..self }
    }

    /// The same client, which asks before each sending whether it may still be sent, and otherwise fails with
    /// [`Error::Withdrawn`]. A call can wait for a long time before its request is sent.
    #[must_use]
    pub fn with_may_send(self, may_send: MaySend) -> Self {
        let may_send = Some(may_send);
        Self { may_send, ..self }
    }

    /// The same client with another HTTP method.
    #[must_use]
    pub fn with_method(self, method: RequestMethod) -> Self {
        Self { method, ..self }
    }

    /// How far the cloud's clock is ahead of this machine's; zero until the cloud has refused a timestamp.
    #[must_use]
    pub fn clock_offset(&self) -> SignedDuration {
        self.shared.clock.get()
    }

    /// How far the cloud's clock is ahead of this machine's by its last reply; `None` before the first reply with a `Date`. Unlike
    /// [`Client::clock_offset`] it also knows of differences that the cloud accepts.
    #[must_use]
    pub fn measured_clock_offset(&self) -> Option<SignedDuration> {
        self.shared.clock.measured()
    }

    /// What is throttled now; see [`Throttle::throttled`].
    #[must_use]
    pub fn throttled(&self) -> Vec<ThrottleKey> {
        self.throttle.throttled()
    }

    /// Remembers the ECS host of a region, as DescribeRegions returns it. A custom endpoint still goes before it.
    ///
    /// # Errors
    /// When the host is not one of the cloud's for ECS in this region, or the region id is none.
    pub fn learn_region_endpoint(&self, region_id: &str, region_endpoint: &str) -> Result<(), EndpointError> {
        let endpoints = &self.shared.endpoints;
        let mut endpoints = endpoints.write().unwrap_or_else(PoisonError::into_inner);
        endpoints.learn(region_id, region_endpoint)
    }

    /// Calls an action. A read that fails for a passing reason is sent again, at most three times, each time signed afresh.
    /// A throttled read waits and is sent again; see [`Client::with_max_wait`]. Any action is sent once more when the cloud refuses
    /// the time of day and sends its own.
    ///
    /// A write with a ClientToken is sent again, under the same token, only when no connection could be made: then it has certainly
    /// had no effect. In every other case the caller decides, who knows what to look for first: see [`Error::outcome_unknown`].
    /// A write that is throttled fails at once, and the next one waits until it may be sent.
    ///
    /// # Errors
    /// See [`Error`].
    pub async fn call<A: Action>(&self, action: &A) -> Result<Reply<A::Response>, Error> {
        self.send(&action.request(), A::decode).await
    }

    /// Sends a request that is there as data, such as a recorded one, by the rules of [`Client::call`]; `decode` reads the reply.
    ///
    /// # Errors
    /// See [`Error`].
    pub async fn send<T: Send>(&self, request: &Request, decode: Decode<T>) -> Result<Reply<T>, Error> {
        let shared = &self.shared;
        let mut deadline = Instant::now() + self.max_wait;
        let mut was_throttled = false;
        let mut attempt = 0;
        let mut retries = 0;
        let mut clock_corrected = false;
        loop {
            let offset_before = self.clock_offset();
            let permit = self.limiter(request).acquire(self.priority, deadline).await?;
            if self.may_send.as_ref().is_some_and(|may_send| !may_send()) {
                return Err(Error::Withdrawn);
            }
            attempt += 1;
            let outcome = self.send_once(request, attempt, decode).await;
            let is_of_resource = outcome.as_ref().is_err_and(|error| waits_for_resource(request, error));
            permit.finish(&outcome, is_of_resource, shared.runtime.jitter());
            let error = match outcome {
                Ok(reply) => {
                    shared.retry_budget.restore(retries);
                    return Ok(reply);
                }
                Err(error) => error,
            };
            let is_clock_learned = error.kind() == FailureKind::Clock && self.clock_offset() != offset_before;
            if is_clock_learned && !error.outcome_unknown() && !std::mem::replace(&mut clock_corrected, true) {
                continue;
            }
            let may_go_again = match request.idempotency {
                Idempotency::Read => true,
                Idempotency::WithClientToken => matches!(error, Error::Dispatch(TransportError::Connect { .. })),
                Idempotency::Once => false,
            };
            if !may_go_again {
                return Err(error);
            }
            match error.kind() {
                FailureKind::Throttled if !std::mem::replace(&mut was_throttled, true) => {
                    deadline = Instant::now() + self.max_wait;
                    continue;
                }
                FailureKind::Throttled if Instant::now() < deadline => continue,
                _ => {}
            }
            let Some(delay) = retry::delay(&error, retries, shared.runtime.jitter()) else {
                return Err(error);
            };
            if !shared.retry_budget.spend() {
                return Err(error);
            }
            retries += 1;
            tokio::time::sleep(delay).await;
        }
    }

    /// The host, and port if it has one, that a call goes to; empty when there is no such host. For messages about what could not be reached.
    #[must_use]
    pub fn host(&self, product: Product, region_id: Option<&str>) -> String {
        let endpoints = self.shared.endpoints.read().unwrap_or_else(PoisonError::into_inner);
        let origin = endpoints.origin(product, region_id).unwrap_or_default();
        let host = origin.split_once("://").map_or("", |(_, host)| host);
        host.to_owned()
    }

    fn limiter(&self, request: &Request) -> Arc<Limiter> {
        self.throttle.limiter(ThrottleKey {
            product: request.product,
            action: request.action.to_string(),
            region_id: request.region_id.clone(),
        })
    }

    /// Sends the request once, and writes the log event of it.
    async fn send_once<T>(&self, request: &Request, attempt: u32, decode: Decode<T>) -> Result<Reply<T>, Error> {
        let start = Instant::now();
        let (status, outcome) = match self.exchange(request).await {
            Ok((response, signed_secrets)) => {
                let decoded = self.decode(&response, &signed_secrets, decode);
                (Some(response.status), decoded)
            }
            Err(error) => (None, Err(error)),
        };
        let duration = start.elapsed();
        let exchange = Exchange {
            request,
            attempt,
            status,
            duration,
        };
        exchange.record(outcome.as_ref().map(|reply| reply.request_id.as_str()));
        outcome
    }

    async fn exchange(&self, request: &Request) -> Result<(TransportResponse, SignedSecrets), Error> {
        let (signed, signed_secrets) = self.sign(request)?;
        let response = self.shared.transport.send(signed).await;
        let response = response.map_err(|error| match error {
            TransportError::Timeout => Error::Timeout,
            TransportError::TooLarge => unreadable(0, None, Unreadable::TooLarge),
            other => Error::Dispatch(other),
        })?;
        Ok((response, signed_secrets))
    }

    /// Reads the answer, and learns the cloud's time from it.
    fn decode<T>(
        &self,
        response: &TransportResponse,
        signed_secrets: &SignedSecrets,
        decode: Decode<T>,
    ) -> Result<Reply<T>, Error> {
        let decoded = decode_signed(response, &self.credentials, signed_secrets, decode);
        let local = self.shared.runtime.now();
        match &decoded {
            Ok(_) => self.shared.clock.measure(response.header("date"), local),
            Err(error) if error.kind() == FailureKind::Clock => {
                self.shared.clock.learn(response.header("date"), local);
            }
            Err(_) => {}
        }
        decoded
    }

    fn sign(&self, request: &Request) -> Result<(TransportRequest, SignedSecrets), Error> {
        let shared = &self.shared;
        let origin = {
            let endpoints = shared.endpoints.read();
            let endpoints = endpoints.unwrap_or_else(PoisonError::into_inner);
            endpoints.origin(request.product, request.region_id.as_deref())?
        };
        let signing = Signing {
            credentials: &self.credentials,
            version: self.signature,
            method: self.method,
            now: shared.clock.correct(shared.runtime.now()),
            nonce: &shared.runtime.nonce(),
        };
        Ok(signed_request::sign(request, &origin, &signing))
    }
}

/// Reads an answer as a client with these credentials does, without a request. A refused signature cannot be checked.
///
/// # Errors
/// See [`Error`].
pub fn decode<A: Action>(response: &TransportResponse, credentials: &Credentials) -> Result<Reply<A::Response>, Error> {
    decode_signed(response, credentials, &SignedSecrets::default(), A::decode)
}

fn decode_signed<T>(
    response: &TransportResponse,
    credentials: &Credentials,
    signed_secrets: &SignedSecrets,
    decode: Decode<T>,
) -> Result<Reply<T>, Error> {
    let (request_id, reply) = envelope::open(response, credentials, signed_secrets)?;
    let decoded = match reply.object() {
        Some(object) => decode(&object),
        None => Err(Unreadable::NotAnObject),
    };
    match decoded {
        Ok(body) => Ok(Reply { request_id, body }),
        Err(reason) => {
            let request_id = Some(request_id).filter(|id| !id.is_empty());
            Err(unreadable(response.status, request_id, reason))
        }
    }
}

fn unreadable(status: u16, request_id: Option<String>, reason: Unreadable) -> Error {
    Error::Unreadable {
        status,
        request_id,
        retry_after: None,
        reason,
    }
}

impl fmt::Debug for Client {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Client")
            .field("credentials", &self.credentials)
            .finish_non_exhaustive()
    }
}
