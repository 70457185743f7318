//! The log event of one exchange with the cloud. It never has a parameter, a header, an address or a message of the cloud.

use std::time::Duration;

use crate::{Error, Request};

/// One request that was sent, and what came of it.
pub(crate) struct Exchange<'a> {
    pub(crate) request: &'a Request,
    /// From 1.
    pub(crate) attempt: u32,
    /// The HTTP status, when there was an answer.
    pub(crate) status: Option<u16>,
    pub(crate) duration: Duration,
}

impl Exchange<'_> {
    /// Writes the event; `outcome` is the request id, or why there is no reply.
    pub(crate) fn record(&self, outcome: Result<&str, &Error>) {
        let action = &*self.request.action;
        let region = self.request.region_id.as_deref().unwrap_or_default();
        let (attempt, status) = (self.attempt, self.status);
        let duration_ms = u64::try_from(self.duration.as_millis()).unwrap_or(u64::MAX);
        match outcome {
            Ok(request_id) => {
                tracing::debug!(action, region, attempt, status, request_id, duration_ms, "exchange");
            }
            Err(error) => {
                let kind = format!("{:?}", error.kind());
                let (code, request_id) = (error.code(), error.request_id());
                tracing::info!(
                    action,
                    region,
                    attempt,
                    status,
                    kind,
                    code,
                    request_id,
                    duration_ms,
                    "exchange failed"
                );
            }
        }
    }
}
