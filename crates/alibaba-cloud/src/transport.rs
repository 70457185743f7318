//! The one seam between the client and the network: a request in, a response out.

use std::fmt;
use std::time::Duration;

use bytes::Bytes;
use futures_util::future::BoxFuture;

use crate::Network;

/// Carries a signed request to the cloud and brings the answer back.
pub trait Transport: Send + Sync {
    /// Sends the request once. An answer with any HTTP status is a response, not an error.
    fn send(&self, request: TransportRequest) -> BoxFuture<'_, Result<TransportResponse, TransportError>>;

    /// Its way to the network, where it can be set.
    fn network(&self) -> Option<&dyn Network> {
        None
    }
}

/// A signed request.
#[derive(Clone)]
pub struct TransportRequest {
    /// `scheme://host[:port]/`, with a query where the signature version or the method wants one.
    /// Printed without it: a query may carry a key id.
    pub url: String,
    /// The HTTP method, which is part of the signature.
    pub method: http::Method,
    /// Header names and values; never printed, for one may be the signature.
    pub headers: Vec<(String, String)>,
    /// The request body.
    pub body: Bytes,
    /// The longest silence accepted while waiting for the answer.
    pub read_timeout: Duration,
}

impl fmt::Debug for TransportRequest {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("TransportRequest")
            .field("url", &self.url.split('?').next().unwrap_or_default())
            .field("method", &self.method)
            .field("body_bytes", &self.body.len())
            .field("read_timeout", &self.read_timeout)
            .finish_non_exhaustive()
    }
}

/// An answer, whatever its status.
#[derive(Clone)]
pub struct TransportResponse {
    /// The HTTP status.
    pub status: u16,
    /// Header names and values; never printed.
    pub headers: Vec<(String, String)>,
    /// The body after decompression; never printed, for it may be new credentials.
    pub body: Bytes,
}

impl fmt::Debug for TransportResponse {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("TransportResponse")
            .field("status", &self.status)
            .field("body_bytes", &self.body.len())
            .finish_non_exhaustive()
    }
}

impl TransportResponse {
    /// The first value of a header, by its name in any case.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        let found = self.headers.iter().find(|(key, _)| key.eq_ignore_ascii_case(name));
        found.map(|(_, value)| value.as_str())
    }
}

/// Why there is no answer. Never carries a URL, a header or a key.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TransportError {
    /// The request was sent and no answer came in time.
    #[error("no answer in time")]
    Timeout,
    /// No connection could be made; nothing was sent.
    #[error("cannot connect to {host}: {reason}")]
    Connect {
        /// The host that was tried.
        host: String,
        /// What went wrong, in the words of the system.
        reason: String,
    },
    /// The host's certificate was not accepted; nothing was sent.
    #[error("cannot trust {host}: {reason}")]
    Tls {
        /// The host that was tried.
        host: String,
        /// What went wrong, in the words of the TLS library.
        reason: String,
        /// Who has issued the certificate, when there was one that can be read. Hostile text, cut.
        issuer: Option<String>,
    },
    /// There is no connection through the proxy; nothing was sent.
    #[error("no connection to {host} through {proxy}: {reason}")]
    Proxy {
        /// The host that was to be reached.
        host: String,
        /// The proxy, without user name and password.
        proxy: String,
        /// What it did.
        fault: ProxyFault,
        /// What went wrong.
        reason: String,
    },
    /// The connection broke after the request may have been sent, or the answer stopped short.
    #[error("the connection broke before the answer was complete")]
    Interrupted,
    /// The answer is larger than is accepted.
    #[error("the answer is too large")]
    TooLarge,
    /// The request cannot be sent as it stands (plain HTTP to another machine, or a malformed address); nothing was sent.
    #[error("the request was refused before sending: {reason}")]
    Refused {
        /// What is wrong with it.
        reason: String,
    },
    /// The password of the proxy is not to be had now; nothing was sent.
    #[error("no password for the proxy: {reason}")]
    NoLogin {
        /// Why, in the words of who keeps it.
        reason: String,
    },
    /// The TLS or proxy set-up of this machine cannot be used.
    #[error("cannot set up HTTPS: {reason}")]
    SetUp {
        /// What went wrong.
        reason: String,
    },
}

/// What a proxy did in place of connecting.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ProxyFault {
    /// It cannot be reached, or does not speak as a proxy does.
    Unreachable,
    /// It wants another user name or password.
    Password,
    /// It does not connect to this host.
    Refused,
}

impl TransportError {
    /// Whether the request may have reached the host.
    #[must_use]
    pub fn was_sent(&self) -> bool {
        matches!(self, Self::Timeout | Self::Interrupted | Self::TooLarge)
    }
}
