//! One page of the key pairs of a region.

use std::time::Duration;

use super::tag::set_tag_filters;
use super::{KeyPair, TagFilter};
use crate::fields;
use crate::paging::{self, Listing};
use crate::{Action, Idempotency, JsonObject, Parameters, Product, Unreadable};

const PAGE_SIZE: u32 = 50;

/// Lists key pairs. Source: metadata of ECS, DescribeKeyPairs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DescribeKeyPairs {
    /// The region.
    pub region_id: String,
    /// Key pairs of this name; `*` stands for any text.
    pub key_pair_name: Option<String>,
    /// The key pair of this fingerprint.
    pub key_pair_finger_print: Option<String>,
    /// Key pairs of this resource group.
    pub resource_group_id: Option<String>,
    /// Key pairs with all of these tags.
    pub tags: Vec<TagFilter>,
    /// The page, from 1.
    pub page_number: u32,
}

/// One page of key pairs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct KeyPairPage {
    /// The rows, in the cloud's order.
    pub key_pairs: Vec<KeyPair>,
    /// Rows that could not be read.
    pub skipped: usize,
    /// How many rows a full page has, as the cloud understood it.
    pub page_size: Option<u32>,
}

impl DescribeKeyPairs {
    /// All key pairs of a region.
    pub fn new(region_id: impl Into<String>) -> Self {
        Self {
            region_id: region_id.into(),
            page_number: 1,
            key_pair_name: None,
            key_pair_finger_print: None,
            resource_group_id: None,
            tags: Vec::new(),
        }
    }
}

impl Action for DescribeKeyPairs {
    type Response = KeyPairPage;

    const NAME: &'static str = "DescribeKeyPairs";
    const VERSION: &'static str = super::VERSION;
    const PRODUCT: Product = Product::Ecs;
    const IDEMPOTENCY: Idempotency = Idempotency::Read;
    const READ_TIMEOUT: Duration = Duration::from_secs(15);

    fn region_id(&self) -> Option<&str> {
        Some(&self.region_id)
    }

    fn parameters(&self) -> Parameters {
        let mut parameters = Parameters::new();
        parameters.set("RegionId", &self.region_id);
        parameters.set_optional("KeyPairName", self.key_pair_name.as_deref());
        parameters.set_optional("KeyPairFingerPrint", self.key_pair_finger_print.as_deref());
        parameters.set_optional("ResourceGroupId", self.resource_group_id.as_deref());
        set_tag_filters(&mut parameters, &self.tags);
        parameters.set("PageNumber", self.page_number.to_string());
        parameters.set("PageSize", PAGE_SIZE.to_string());
        parameters
    }

    fn decode(reply: &JsonObject) -> Result<KeyPairPage, Unreadable> {
        let (key_pairs, skipped) = fields::rows(reply, "KeyPairs", "KeyPair", KeyPair::read)?;
        Ok(KeyPairPage {
            key_pairs,
            skipped,
            page_size: reply.number("PageSize"),
        })
    }
}

impl Listing for DescribeKeyPairs {
    fn turn(&mut self, page: &KeyPairPage) -> bool {
        self.page_number = self.page_number.saturating_add(1);
        paging::is_full(Self::row_count(page), page.page_size, PAGE_SIZE)
    }

    fn row_count(page: &KeyPairPage) -> usize {
        page.key_pairs.len() + page.skipped
    }

    fn row_ids(page: &KeyPairPage) -> Vec<&str> {
        page.key_pairs.iter().map(|row| row.key_pair_name.as_str()).collect()
    }
}
