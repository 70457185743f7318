//! Sends any bytes as requests: as they are, and signed, so that the action itself has to read them.
//!
//! `cargo +nightly fuzz run request fuzz/corpus/request tests/data/requests`
//! (the seeds are also read by the ordinary tests, in `tests/cloud/hostile_requests.rs`).
#![no_main]

#[path = "../../tests/cloud/any_request.rs"]
mod any_request;
#[path = "../../tests/cloud/client.rs"]
#[allow(dead_code)]
mod client;

use std::cell::RefCell;

use client::Client;
use libfuzzer_sys::fuzz_target;

/// Inputs after which the cloud is made anew: what was signed may have changed it.
const LIFETIME: u32 = 64;

thread_local! {
    static CLOUD: RefCell<Option<(Client, u32)>> = const { RefCell::new(None) };
}

fuzz_target!(|input: &[u8]| {
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    CLOUD.with_borrow_mut(|cloud| {
        let (client, age) = cloud.get_or_insert_with(|| (Client::small(), 0));
        runtime.block_on(any_request::is_answered(client, input));
        *age += 1;
        if *age == LIFETIME {
            *cloud = None;
        }
    });
});
