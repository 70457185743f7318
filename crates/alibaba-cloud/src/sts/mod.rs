//! Security Token Service, version 2015-04-01.

mod get_caller_identity;

pub use get_caller_identity::{CallerIdentity, GetCallerIdentity};

/// The `Version` parameter.
pub const VERSION: &str = "2015-04-01";
