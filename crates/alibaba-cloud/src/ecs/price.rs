//! A price as DescribePrice tells it. Amounts are kept as the text of the number the cloud sent.

use crate::JsonObject;

/// What something costs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Price {
    /// The currency of all amounts, such as `CNY`.
    pub currency: Option<String>,
    /// Before discounts.
    pub original_price: Option<String>,
    /// The discount.
    pub discount_price: Option<String>,
    /// What is to be paid.
    pub trade_price: Option<String>,
    /// The parts of the price.
    pub details: Vec<PriceDetail>,
}

/// One part of a price.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PriceDetail {
    /// `instanceType`, `systemDisk`, `dataDisk`, `bandwidth`, `image`, ...; verbatim.
    pub resource: String,
    /// Before discounts.
    pub original_price: Option<String>,
    /// The discount.
    pub discount_price: Option<String>,
    /// What is to be paid.
    pub trade_price: Option<String>,
}

impl Price {
    pub(super) fn read(fields: JsonObject<'_>) -> Option<Self> {
        Some(Self {
            currency: fields.text("Currency"),
            original_price: fields.text("OriginalPrice"),
            discount_price: fields.text("DiscountPrice"),
            trade_price: fields.text("TradePrice"),
            details: fields.rows("DetailInfos", "DetailInfo", PriceDetail::read),
        })
    }
}

impl PriceDetail {
    pub(super) fn read(fields: JsonObject<'_>) -> Option<Self> {
        Some(Self {
            resource: fields.text("Resource")?,
            original_price: fields.text("OriginalPrice"),
            discount_price: fields.text("DiscountPrice"),
            trade_price: fields.text("TradePrice"),
        })
    }
}
