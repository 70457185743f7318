//! One page of the key aliases of a region.

use super::Alias;
use crate::declare::{action, page};

action! {
    /// Lists the aliases of KMS keys. Source: metadata of KMS, ListAliases.
    pub struct ListAliases: Kms(region_id), Read, 15 seconds -> AliasPage {
        /// The region; it selects the host and is no parameter.
        region_id: String,
        /// The page, from 1.
        page_number: u32 = "PageNumber" numbered(100),
    }
    /// All aliases of a region.
    new(region_id: String) {
        page_number: 1,
    };
}

page! {
    /// One page of aliases.
    #[derive(Eq)]
    pub struct AliasPage of ListAliases by page_number {
        /// The rows, in the cloud's order.
        aliases: Vec<Alias> = "Aliases" / "Alias", id alias_name,
    }
}
