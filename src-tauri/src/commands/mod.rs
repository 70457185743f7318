//! The commands the window may call, one module per noun. They call the core and decide nothing.

pub mod account;
pub mod export;
pub mod image;
pub mod instance;
pub mod job;
pub mod launch;
pub mod practice;
pub mod proof;
pub mod region;
pub mod resource_group;
pub mod snapshot;
pub mod step;
pub mod support;
pub mod sync;
pub mod view;
