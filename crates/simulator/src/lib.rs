//! A fake ECS that behaves, delays and refuses like the real one.
//!
//! [`Simulator`] takes raw HTTP requests of the RPC API (`Ecs` 2014-05-26, `Sts` 2015-04-01, `Vpc` 2016-04-28,
//! `ResourceManager` 2020-03-31, `Kms` 2016-01-20), verifies their signatures (version 1.0 with HMAC-SHA1, or
//! ACS3-HMAC-SHA256) with its own code and answers with its own JSON or XML. It is mounted in process as a
//! [`tower::Service`], or on loopback with [`Simulator::serve`], which adds the control routes under `/_simulator`.
//!
//! State machines (image and snapshot progress) follow an injectable [`Clock`]; authentication follows the real wall
//! clock, unless that clock says otherwise. Everything that was done to the simulator stands in its [ledger](LedgerEntry); faults are a plan of
//! [`FaultRule`]s. Data comes from a [`Scenario`]: the same seed and epoch give the same data, byte for byte.
//!
//! This crate depends on no other crate of the workspace, so that one misunderstanding of the protocol cannot hide in
//! both the client and its counterpart.

// An instance as one `json!` literal has more fields than the default limit expands.
#![recursion_limit = "256"]

mod access_key;
mod authentication;
mod breakable_listener;
mod call;
mod call_log;
mod client_token;
mod clock;
mod cloud;
mod delivery;
mod ecs;
mod envelope;
mod exchange;
mod faults;
mod fields;
mod gzip;
mod incoming;
mod instance_questions;
mod kms;
mod ledger;
mod limits;
mod loopback;
mod open_questions;
mod page_faults;
mod paging;
mod parameters;
mod pattern;
mod product;
mod randomness;
mod refusal;
mod region_refusal;
mod resource_manager;
mod resource_record;
mod scenario;
mod sessions;
pub mod signature;
pub mod signature_v3;
mod simulator;
mod sts;
mod supply;
mod tags;
mod unsimulated;
mod vpc;

pub use access_key::AccessKey;
pub use clock::{Clock, ManualClock, SharedClock, WallClock};
pub use cloud::Region;
pub use faults::{Content, Fault, FaultRule};
pub use instance_questions::{
    DefaultDataCategory, DeviceNaming, Drift, DriftedAttribute, InstanceQuestions, Launched, Partial, Permission,
    ResizeOnline, StopMode, UnknownDevice,
};
pub use ledger::{Effect, LedgerEntry, Outcome};
pub use limits::Limits;
pub use open_questions::OpenQuestions;
pub use resource_record::{Change, Creation, ResourceKind, ResourceRecord};
pub use scenario::Scenario;
pub use simulator::{DeleteRefused, Disconnected, Simulator};
pub use supply::{Stock, Supply};
