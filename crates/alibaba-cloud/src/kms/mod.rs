//! Key Management Service, version 2016-01-20: the keys of encrypted disks.

mod alias;
mod list_aliases;

pub use alias::Alias;
pub use list_aliases::{AliasPage, ListAliases};

/// The `Version` parameter.
pub const VERSION: &str = "2016-01-20";
