//! The simulator as its callers know it: signed requests in process and over loopback, its program, and the official SDK.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod any_request;
mod authentication;
mod binary;
mod client;
mod conduct;
mod conformance;
mod create_image;
mod describe;
mod diary;
mod faults;
mod filters;
mod hostile_requests;
mod image_copies;
mod images;
mod instances;
mod loopback;
mod other_scenarios;
mod scenario;
mod sessions;
mod signature;
mod signature_v3;
mod snapshots;
mod tags;
mod wire_faults;
