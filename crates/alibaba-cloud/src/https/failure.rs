//! Why there is no answer, out of the errors of the HTTP library.

use std::error::Error;
use std::io;

use super::trust::Untrusted;
use crate::{ProxyFault, TransportError};

const MAX_REASON_CHARS: usize = 300;

/// What the error of a request to `host` means; `proxy` is the one that it was to go through.
pub(super) fn explain(error: &reqwest::Error, host: &str, proxy: Option<String>) -> TransportError {
    let host = host.to_owned();
    let reason = innermost(error);
    let causes = causes(error);
    let says = |word| causes.iter().any(|cause| cause.to_string().contains(word));
    let tls = causes.iter().find_map(|cause| cause.downcast_ref::<rustls::Error>());
    if error.is_builder() {
        TransportError::Refused { reason }
    } else if !error.is_connect() {
        if error.is_timeout() {
            TransportError::Timeout
        } else {
            TransportError::Interrupted
        }
    } else if let Some(tls) = tls {
        let untrusted = Untrusted::of(tls);
        TransportError::Tls {
            host,
            reason: untrusted.map_or(reason, |untrusted| cut(&untrusted.reason)),
            issuer: untrusted.and_then(|untrusted| untrusted.issuer.clone()),
        }
    } else if let Some(proxy) = proxy {
        // The types of these errors are private to the HTTP library.
        let fault = if says("proxy authorization required") || says("credentials not accepted") || says("user/pass") {
            ProxyFault::Password
        } else if says("tunnel error: unsuccessful")
            || (says("SOCKS error") && !says("io error") && !says("underlying") && !says("parsing"))
        {
            ProxyFault::Refused
        } else {
            ProxyFault::Unreachable
        };
        TransportError::Proxy {
            host,
            proxy,
            fault,
            reason,
        }
    } else {
        TransportError::Connect { host, reason }
    }
}

pub(super) fn set_up(error: &reqwest::Error) -> TransportError {
    TransportError::SetUp {
        reason: innermost(error),
    }
}

/// The causes of an error, from the outermost to the innermost. The outermost error itself is left out: it names the URL.
fn causes(error: &reqwest::Error) -> Vec<&(dyn Error + 'static)> {
    let mut causes = Vec::new();
    let mut next = error.source();
    while let Some(cause) = next {
        causes.push(cause);
        // An error of input and output passes over what it wraps.
        let wrapped = cause.downcast_ref().and_then(io::Error::get_ref);
        next = wrapped.map_or_else(|| cause.source(), |wrapped| Some(wrapped));
    }
    causes
}

fn innermost(error: &reqwest::Error) -> String {
    let innermost = causes(error).pop();
    innermost.map_or_else(|| "unknown reason".to_owned(), |cause| cut(&cause.to_string()))
}

fn cut(reason: &str) -> String {
    reason.chars().take(MAX_REASON_CHARS).collect()
}
