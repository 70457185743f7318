//! Security Token Service, version 2015-04-01.

mod assume_role;
mod get_caller_identity;

pub use assume_role::{AssumeRole, AssumedRole};
pub use get_caller_identity::{CallerIdentity, GetCallerIdentity};

/// The `Version` parameter.
pub const VERSION: &str = "2015-04-01";
