//! How an answer reaches the client, and how a fault changes it.

use bytes::Bytes;
use http::{HeaderValue, Response, header};

use crate::envelope::{self, Envelope, Format};
use crate::faults::{Content, Fault};
use crate::incoming::Incoming;
use crate::refusal::Refusal;
use crate::{gzip, page_faults};

/// An answer and how it reaches the client.
pub(crate) struct Delivery {
    pub(crate) response: Response<Bytes>,
    pub(crate) mode: DeliveryMode,
}

/// How an answer reaches the client. Times are real milliseconds.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum DeliveryMode {
    Whole,
    Late {
        ms: u64,
    },
    InPieces {
        bytes: usize,
        ms: u64,
    },
    /// The body ends before the length the header promises.
    CutShort,
    Closed,
    Reset,
    Refused {
        ms: u64,
    },
}

/// Applies the fault to the answer.
pub(crate) fn apply_fault(
    response: Response<Bytes>,
    fault: Option<&Fault>,
    incoming: &Incoming,
    envelope: &Envelope,
) -> Delivery {
    let is_success = response.status().is_success();
    let (response, mode) = match fault {
        Some(Fault::HtmlBody) => (html(200, "Sign in to the network"), DeliveryMode::Whole),
        Some(Fault::HttpBody {
            status,
            content,
            retry_after_ms,
            location,
        }) => {
            let mut response = other_body(*status, content, envelope);
            let headers = response.headers_mut();
            if let Some(delay) = retry_after_ms {
                headers.insert("x-acs-retry-after", HeaderValue::from(*delay));
            }
            if let Some(location) = location.as_deref().and_then(|to| HeaderValue::from_str(to).ok()) {
                headers.insert(header::LOCATION, location);
            }
            (response, DeliveryMode::Whole)
        }
        Some(Fault::Bomb { mebibytes }) => {
            let bomb = envelope::plain(200, "application/json", gzip::bomb(*mebibytes));
            (as_gzip(bomb), DeliveryMode::Whole)
        }
        Some(Fault::MalformedBody) if is_success => (response.map(half), DeliveryMode::Whole),
        Some(Fault::Truncated) => {
            let length = HeaderValue::from(response.body().len());
            let mut response = response.map(half);
            response.headers_mut().insert(header::CONTENT_LENGTH, length);
            (response, DeliveryMode::CutShort)
        }
        Some(Fault::DuplicateItems { count }) if is_success => (
            response.map(|body| page_faults::repeat(&body, *count)),
            DeliveryMode::Whole,
        ),
        Some(Fault::EmptyListing) if is_success => {
            (response.map(|body| page_faults::empty(&body)), DeliveryMode::Whole)
        }
        Some(Fault::TokenCycle) if is_success => {
            let sent = incoming.parameters.get("NextToken");
            let body = |body: Bytes| sent.map_or_else(|| body.clone(), |token| page_faults::cycle(&body, token));
            (response.map(body), DeliveryMode::Whole)
        }
        Some(Fault::Latency { ms }) => (response, DeliveryMode::Late { ms: *ms }),
        Some(Fault::Trickle { bytes, ms }) => (response, DeliveryMode::InPieces { bytes: *bytes, ms: *ms }),
        Some(Fault::DropBeforeEffect | Fault::DropAfterEffect) => (response, DeliveryMode::Closed),
        Some(Fault::ResetBeforeEffect | Fault::ResetAfterEffect) => (response, DeliveryMode::Reset),
        Some(Fault::Refuse { ms }) => (response, DeliveryMode::Refused { ms: *ms }),
        _ => (response, DeliveryMode::Whole),
    };
    Delivery { response, mode }
}

impl Delivery {
    /// Packed, unless it is already, or its length on the wire is part of a fault.
    pub(crate) fn packed(self) -> Self {
        let Self { response, mode } = self;
        if mode == DeliveryMode::CutShort || response.headers().contains_key(header::CONTENT_ENCODING) {
            return Self { response, mode };
        }
        let response = as_gzip(response.map(|body| gzip::pack(&body).into()));
        Self { response, mode }
    }
}

/// The response, whose body is packed.
fn as_gzip(mut response: Response<Bytes>) -> Response<Bytes> {
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static("gzip"));
    response
}

fn other_body(status: u16, content: &Content, envelope: &Envelope) -> Response<Bytes> {
    let error = |format, code: &str, message: &str| {
        let envelope = Envelope {
            format,
            ..envelope.clone()
        };
        envelope.refusal(&Refusal::new(status, code, message))
    };
    match content {
        Content::Json { code, message } => error(Format::Json, code, message),
        Content::Xml { code, message } => error(Format::Xml, code, message),
        Content::Html => html(status, "The page cannot be shown"),
        Content::Empty => envelope::plain(status, "application/json", Bytes::new()),
        Content::Raw { text } => envelope::plain(status, "application/json", text.clone()),
    }
}

fn html(status: u16, title: &str) -> Response<Bytes> {
    let page = format!("<!DOCTYPE html><html><head><title>{title}</title></head></html>");
    envelope::plain(status, "text/html", page)
}

fn half(body: Bytes) -> Bytes {
    body.slice(..body.len() / 2)
}
