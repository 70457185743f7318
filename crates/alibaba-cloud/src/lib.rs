//! A client of Alibaba Cloud's RPC API: signing, transport, retry, paging and typed actions.
//!
//! Not here: accounts, storage, keyring, decisions about resending a write, sentences for people.

mod action;
mod backoff;
mod backslash_escape;
mod character_reference;
mod client;
mod clock;
mod credentials;
mod declare;
mod done;
mod endpoint;
mod envelope;
mod error;
mod exchange_event;
mod failure;
mod fields;
mod https;
mod json;
mod paging;
mod parameters;
mod priority;
mod recorded_request;
mod redaction;
mod request;
mod retry;
mod runtime;
mod signed_request;
mod throttle;
mod transport;

pub mod ecs;
pub mod kms;
pub mod resource_manager;
pub mod signature;
pub mod sts;
pub mod vpc;

pub use action::{Action, Idempotency, Product};
pub use backoff::Backoff;
pub use client::{Client, Decode, MaySend, Reply, decode};
pub use credentials::Credentials;
pub use done::Done;
pub use endpoint::{CustomEndpoint, EndpointError, EndpointRule};
pub use error::{AccessDenied, Error, Unreadable};
pub use failure::FailureKind;
pub use futures_util::future::BoxFuture;
pub use https::{
    Authority, AuthorityError, EffectiveProxy, HttpsTransport, MAX_BODY_BYTES, Network, NetworkSettings, OwnProxy,
    ProxyAddress, ProxyAddressError, ProxyChoice,
};
pub use json::JsonObject;
pub use paging::{Listing, all_pages};
pub use parameters::Parameters;
pub use priority::Priority;
pub use recorded_request::RecordedRequest;
pub use request::Request;
pub use runtime::{Runtime, SystemRuntime};
pub use signature::{SignatureCheck, SignatureVersion};
pub use signed_request::RequestMethod;
pub use throttle::{Throttle, ThrottleKey, ThrottleUsage};
pub use transport::{ProxyFault, Transport, TransportError, TransportRequest, TransportResponse};
