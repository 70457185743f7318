//! One account's way to call any action: sign, send, classify, decode, and send a read again.

use std::fmt;
use std::sync::{Arc, PoisonError, RwLock};

use jiff::SignedDuration;

use crate::clock::ClockOffset;
use crate::endpoint::Endpoints;
use crate::request::{self, Signed, Signing};
use crate::{
    Action, Ambient, Credentials, EndpointError, EndpointRule, Error, FailureKind, Idempotency, RequestMethod,
    SignatureVersion, Transport, TransportError, Unreadable, envelope, retry,
};

/// A successful reply.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reply<T> {
    /// The provider's RequestId; empty when it sent none.
    pub request_id: String,
    /// The decoded reply.
    pub body: T,
}

/// Calls the API with one set of credentials. A clone shares everything.
#[derive(Clone)]
pub struct Client {
    shared: Arc<Shared>,
    signature: SignatureVersion,
    method: RequestMethod,
}

struct Shared {
    transport: Arc<dyn Transport>,
    credentials: Credentials,
    endpoints: RwLock<Endpoints>,
    ambient: Arc<dyn Ambient>,
    clock: ClockOffset,
}

impl Client {
    /// A client for one account.
    pub fn new(
        transport: Arc<dyn Transport>,
        credentials: Credentials,
        endpoints: EndpointRule,
        ambient: Arc<dyn Ambient>,
    ) -> Self {
        Self {
            shared: Arc::new(Shared {
                transport,
                credentials,
                endpoints: RwLock::new(Endpoints::new(endpoints)),
                ambient,
                clock: ClockOffset::default(),
            }),
            signature: SignatureVersion::default(),
            method: RequestMethod::default(),
        }
    }

    /// The same client with another signature.
    #[must_use]
    pub fn with_signature(self, signature: SignatureVersion) -> Self {
        Self { signature, ..self }
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

    /// Remembers the ECS host of a region, as DescribeRegions tells it. A custom endpoint still goes before it.
    ///
    /// # Errors
    /// When the host is not one of the cloud's, or the region id is none.
    pub fn learn_region_endpoint(&self, region_id: &str, region_endpoint: &str) -> Result<(), EndpointError> {
        let endpoints = &self.shared.endpoints;
        let mut endpoints = endpoints.write().unwrap_or_else(PoisonError::into_inner);
        endpoints.learn(region_id, region_endpoint)
    }

    /// Calls an action. A read that fails for a passing reason is sent again, at most three times, each time signed afresh,
    /// and once more when the cloud refuses the time of day and tells its own;
    /// a write is sent once, and resending it is the caller's decision.
    ///
    /// # Errors
    /// See [`Error`].
    pub async fn call<A: Action>(&self, action: &A) -> Result<Reply<A::Response>, Error> {
        let mut retries = 0;
        let mut clock_corrected = false;
        loop {
            let offset_before = self.clock_offset();
            let error = match self.call_once(action).await {
                Ok(reply) => return Ok(reply),
                Err(error) => error,
            };
            if A::IDEMPOTENCY != Idempotency::Read {
                return Err(error);
            }
            if error.kind() == FailureKind::Clock
                && self.clock_offset() != offset_before
                && !std::mem::replace(&mut clock_corrected, true)
            {
                continue;
            }
            let Some(delay) = retry::delay(&error, retries, self.shared.ambient.jitter()) else {
                return Err(error);
            };
            retries += 1;
            tokio::time::sleep(delay).await;
        }
    }

    async fn call_once<A: Action>(&self, action: &A) -> Result<Reply<A::Response>, Error> {
        let Signed {
            request,
            string_to_sign,
        } = self.sign(action)?;
        let response = self.shared.transport.send(request).await;
        let response = response.map_err(|error| match error {
            TransportError::Timeout => Error::Timeout,
            TransportError::TooLarge => unreadable(0, None, Unreadable::TooLarge),
            other => Error::Dispatch(other),
        })?;
        let opened = envelope::open(&response, &self.shared.credentials, &string_to_sign);
        if opened.as_ref().is_err_and(|error| error.kind() == FailureKind::Clock) {
            let local = self.shared.ambient.now();
            self.shared.clock.learn(response.header("date"), local);
        }
        let (request_id, reply) = opened?;
        match A::decode(&reply) {
            Ok(body) => Ok(Reply { request_id, body }),
            Err(reason) => {
                let request_id = Some(request_id).filter(|id| !id.is_empty());
                Err(unreadable(response.status, request_id, reason))
            }
        }
    }

    fn sign<A: Action>(&self, action: &A) -> Result<Signed, Error> {
        let shared = &self.shared;
        let origin = {
            let endpoints = shared.endpoints.read();
            let endpoints = endpoints.unwrap_or_else(PoisonError::into_inner);
            endpoints.origin(A::PRODUCT, action.region_id())?
        };
        let signing = Signing {
            credentials: &shared.credentials,
            version: self.signature,
            method: self.method,
            now: shared.clock.correct(shared.ambient.now()),
            nonce: &shared.ambient.nonce(),
        };
        Ok(request::sign(action, &origin, &signing))
    }
}

fn unreadable(status: u16, request_id: Option<String>, reason: Unreadable) -> Error {
    Error::Unreadable {
        status,
        request_id,
        reason,
    }
}

impl fmt::Debug for Client {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Client")
            .field("credentials", &self.shared.credentials)
            .finish_non_exhaustive()
    }
}
