//! The renewal of a subscription as DescribeInstanceAutoRenewAttribute returns it.

use crate::declare::row;

row! {
    /// Whether and for how long a subscription renews itself.
    #[derive(Default, Eq)]
    pub struct InstanceAutoRenewal from fields {
        /// The instance.
        instance_id: String = fields.text("InstanceId")?,
        /// `AutoRenewal`, `Normal` or `NotRenewal`; verbatim.
        renewal_status: Option<String> = fields.text("RenewalStatus"),
        /// Whether it renews itself.
        auto_renew_enabled: Option<bool> = fields.flag("AutoRenewEnabled"),
        /// For how many of `period_unit`.
        duration: Option<u32> = fields.number("Duration"),
        /// `Week` or `Month`, also in small letters; verbatim.
        period_unit: Option<String> = fields.text("PeriodUnit"),
        /// Whether all subscriptions renew on the same day of the month.
        enable_expected_renew_day: Option<bool> = fields.flag("EnableExpectedRenewDay"),
    }
}
