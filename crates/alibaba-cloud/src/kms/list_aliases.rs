//! One page of the key aliases of a region.

use std::time::Duration;

use super::Alias;
use crate::fields;
use crate::paging::{self, Listing};
use crate::{Action, Idempotency, JsonObject, Parameters, Product, Unreadable};

const PAGE_SIZE: u32 = 100;

/// Lists the aliases of KMS keys. Source: metadata of KMS, ListAliases.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListAliases {
    /// The region; it selects the host and is no parameter.
    pub region_id: String,
    /// The page, from 1.
    pub page_number: u32,
}

/// One page of aliases.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AliasPage {
    /// The rows, in the cloud's order.
    pub aliases: Vec<Alias>,
    /// Rows that could not be read.
    pub skipped: usize,
    /// How many rows a full page has, as the cloud understood it.
    pub page_size: Option<u32>,
}

impl ListAliases {
    /// All aliases of a region.
    pub fn new(region_id: impl Into<String>) -> Self {
        Self {
            region_id: region_id.into(),
            page_number: 1,
        }
    }
}

impl Action for ListAliases {
    type Response = AliasPage;

    const NAME: &'static str = "ListAliases";
    const VERSION: &'static str = super::VERSION;
    const PRODUCT: Product = Product::Kms;
    const IDEMPOTENCY: Idempotency = Idempotency::Read;
    const READ_TIMEOUT: Duration = Duration::from_secs(15);

    fn region_id(&self) -> Option<&str> {
        Some(&self.region_id)
    }

    fn parameters(&self) -> Parameters {
        let mut parameters = Parameters::new();
        parameters.set("PageNumber", self.page_number.to_string());
        parameters.set("PageSize", PAGE_SIZE.to_string());
        parameters
    }

    fn decode(reply: &JsonObject) -> Result<AliasPage, Unreadable> {
        let (aliases, skipped) = fields::rows(reply, "Aliases", "Alias", Alias::read)?;
        Ok(AliasPage {
            aliases,
            skipped,
            page_size: reply.number("PageSize"),
        })
    }
}

impl Listing for ListAliases {
    fn turn(&mut self, page: &AliasPage) -> bool {
        self.page_number = self.page_number.saturating_add(1);
        paging::is_full(Self::row_count(page), page.page_size, PAGE_SIZE)
    }

    fn row_count(page: &AliasPage) -> usize {
        page.aliases.len() + page.skipped
    }

    fn row_ids(page: &AliasPage) -> Vec<&str> {
        page.aliases.iter().map(|row| row.alias_name.as_str()).collect()
    }
}
