//! A price as DescribePrice returns it. Amounts are kept as the text of the number the cloud sent.

use crate::declare::row;

row! {
    /// What something costs.
    #[derive(Default, Eq)]
    pub struct Price from fields {
        /// The currency of all amounts, such as `CNY`.
        currency: Option<String> = fields.text("Currency"),
        /// Before discounts.
        original_price: Option<String> = fields.text("OriginalPrice"),
        /// The discount.
        discount_price: Option<String> = fields.text("DiscountPrice"),
        /// What is to be paid.
        trade_price: Option<String> = fields.text("TradePrice"),
        /// The parts of the price.
        details: Vec<PriceDetail> = fields.rows("DetailInfos", "DetailInfo", PriceDetail::read),
    }
}

row! {
    /// One part of a price.
    #[derive(Default, Eq)]
    pub struct PriceDetail from fields {
        /// `instanceType`, `systemDisk`, `dataDisk`, `bandwidth`, `image`, ...; verbatim.
        resource: String = fields.text("Resource")?,
        /// Before discounts.
        original_price: Option<String> = fields.text("OriginalPrice"),
        /// The discount.
        discount_price: Option<String> = fields.text("DiscountPrice"),
        /// What is to be paid.
        trade_price: Option<String> = fields.text("TradePrice"),
    }
}
