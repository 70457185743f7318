//! The client and the simulator held against each other, and against the vendor's own SDK: what neither may know of the other is
//! tested and measured here.
//!
//! Not here: tests of one of them alone, and anything the product ships.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::print_stdout)]

pub mod measure;
pub mod standalone;
