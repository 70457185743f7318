//! The client through its public API: scripted answers, and a raw loopback server for the real transport.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod bodies;
mod clock;
mod endpoints;
mod exchange_events;
mod failures;
mod faults_clock;
mod faults_network;
mod faults_server;
mod full;
mod https;
mod instance_samples;
mod odd_bodies;
mod paging;
mod parameters;
mod recorded_request;
mod retry;
mod rows_from_json;
mod samples;
mod script;
mod secrets;
mod signature;
mod signature_check;
mod signed_requests;
mod throttling;
mod trust;
