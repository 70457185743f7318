//! The way to the cloud of one account: what the rest of the core calls actions with.

use std::time::Duration;

use alibaba_cloud::{
    Action, Decode, EndpointError, Error, Idempotency, Listing, Product, Reply, Request, Throttle, ThrottleKey,
    all_pages,
};
use futures_util::stream::{self, BoxStream, StreamExt, TryStreamExt};
use jiff::{SignedDuration, Timestamp};

use super::verification::Verified;
use super::{CallError, Cloud, Priority};
use crate::{Problem, ProblemCode};

/// What a write belongs to, for the journal.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct WriteContext {
    /// The job, when it is a step of one.
    pub(crate) job_id: Option<i64>,
    /// The position of the step in its job.
    pub(crate) position: Option<u32>,
    /// The name or id of what is written.
    pub(crate) target: String,
}

/// Calls actions for one account. It goes on with new credentials when those of the account change.
#[derive(Clone)]
pub(crate) struct AccountClient {
    cloud: Cloud,
    account_id: String,
    priority: Priority,
    max_wait: Duration,
    verified: Verified,
}

impl AccountClient {
    pub(super) fn new(cloud: Cloud, account_id: &str, priority: Priority, verified: Verified) -> Self {
        Self {
            cloud,
            account_id: account_id.to_owned(),
            priority,
            max_wait: Throttle::MAX_WAIT,
            verified,
        }
    }

    /// The same client with another limit of the time that a call waits while its action is throttled. With [`Duration::ZERO`] it
    /// fails at once, with the time to wait in [`Error::retry_after`].
    pub(crate) fn with_max_wait(self, max_wait: Duration) -> Self {
        Self { max_wait, ..self }
    }

    /// Calls an action.
    ///
    /// # Errors
    /// `AccountLocked` for a write of an account that is locked, or was locked before the write was sent; the codes of
    /// [`Cloud::client`] when the credentials have changed; the cloud's codes.
    pub(crate) async fn call<A: Action>(&self, action: &A) -> Result<Reply<A::Response>, CallError> {
        self.send(&action.request(), A::decode, WriteContext::default()).await
    }

    /// Sends a request that is data, such as a recorded one.
    ///
    /// # Errors
    /// As [`AccountClient::call`], and `StoreFailed` when a write cannot be written down: then it is not sent.
    pub(crate) async fn send<T: Send>(
        &self,
        request: &Request,
        decode: Decode<T>,
        context: WriteContext,
    ) -> Result<Reply<T>, CallError> {
        let verified = self.current().await?;
        if request.idempotency == Idempotency::Read {
            let sent = verified.client.send(request, decode).await;
            return sent.map_err(|error| self.failed(error, request, &verified));
        }
        let write = self.cloud.begin_write(&self.account_id, request, context).await?;
        let client = verified.client.clone().with_may_send(write.may_send);
        let sent = client.send(request, decode).await;
        let answer = match &sent {
            Ok(reply) => Ok(reply.request_id.as_str()),
            Err(error) => Err(error),
        };
        self.cloud.end_write(write.entry, answer).await;
        if matches!(&sent, Err(Error::Withdrawn)) {
            return Err(self.cloud.withdrawn(&self.account_id, request).await.into());
        }
        sent.map_err(|error| self.failed(error, request, &verified))
    }

    /// Every page of a listing, until the first error.
    pub(crate) fn pages<A: Listing + 'static>(
        &self,
        action: A,
    ) -> BoxStream<'static, Result<Reply<A::Response>, CallError>> {
        let client = self.clone();
        let begun = async move {
            let request = action.request();
            if request.idempotency != Idempotency::Read {
                return Err(CallError::from(Problem::new(ProblemCode::Internal)));
            }
            let verified = client.current().await?;
            let pages = all_pages(&verified.client, action);
            Ok(pages.map_err(move |error| client.failed(error, &request, &verified)))
        };
        stream::once(begun).try_flatten().boxed()
    }

    /// The time of this computer.
    pub(crate) fn now(&self) -> Timestamp {
        self.cloud.now()
    }

    /// How far the cloud's clock is ahead of this computer's by its last reply; `None` when no reply had the time.
    pub(crate) fn measured_clock_offset(&self) -> Option<SignedDuration> {
        self.verified.client.measured_clock_offset()
    }

    /// How far the cloud's clock is ahead of this computer's, as far as is known.
    pub(crate) fn clock_offset(&self) -> SignedDuration {
        let client = &self.verified.client;
        client.measured_clock_offset().unwrap_or_else(|| client.clock_offset())
    }

    /// The host that calls of a product in a region go to, for a problem about an unusable reply.
    pub(crate) fn host(&self, product: Product, region_id: Option<&str>) -> String {
        self.verified.client.host(product, region_id)
    }

    /// Remembers the ECS host of a region from DescribeRegions.
    ///
    /// # Errors
    /// When the host is not one of the cloud's.
    pub(crate) fn learn_region_endpoint(&self, region_id: &str, endpoint: &str) -> Result<(), EndpointError> {
        self.verified.client.learn_region_endpoint(region_id, endpoint)
    }

    /// The actions that the cloud throttles for this account now.
    pub(crate) fn throttled(&self) -> Vec<ThrottleKey> {
        self.verified.client.throttled()
    }

    /// The verified client with the account's current key.
    async fn current(&self) -> Result<Verified, Problem> {
        let mut verified = self.cloud.verified(&self.account_id, self.priority).await?;
        let client = verified.client.with_priority(self.priority);
        verified.client = client.with_max_wait(self.max_wait);
        Ok(verified)
    }

    fn failed(&self, error: Error, request: &Request, used: &Verified) -> CallError {
        self.cloud.note_failure(&self.account_id, used, &error);
        CallError::new(error, request, &used.client)
    }
}
