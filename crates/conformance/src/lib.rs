//! Tests and benchmarks of the client against the simulator, and of both against the vendor's SDK. Neither crate may depend on
//! the other.
//!
//! Not here: tests of one of them alone, and anything the product ships.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::print_stdout)]

pub mod measure;
pub mod standalone;
