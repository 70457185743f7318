//! What the provider has for sale: stock by zone and type, the account's quota, and its balance.

use serde::{Deserialize, Serialize};

/// What limits launches. By default nothing does.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct Supply {
    /// Instances that are left; what no entry is about is there in plenty.
    pub stock: Vec<Stock>,
    /// vCPUs of pay-as-you-go instances the account may have in a region (403 `QuotaExceed.ElasticQuota`).
    pub vcpu_quota: Option<u64>,
    /// Whether the account cannot pay (403 `InvalidAccountStatus.NotEnoughBalance`).
    pub is_out_of_money: bool,
}

/// How many instances are left. Launches use them up.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Stock {
    /// `cn-hangzhou-h`.
    pub zone_id: String,
    /// `ecs.g7.large`; every type without it.
    #[serde(default)]
    pub instance_type: Option<String>,
    /// Instances that are left.
    pub left: u64,
}

impl Stock {
    fn is_about(&self, zone_id: &str, instance_type: &str) -> bool {
        self.zone_id == zone_id && self.instance_type.as_deref().is_none_or(|kind| kind == instance_type)
    }
}

impl Supply {
    /// How many instances of a type are left in a zone; none when there is no limit.
    pub(crate) fn left(&self, zone_id: &str, instance_type: &str) -> Option<u64> {
        let about = self.stock.iter().filter(|row| row.is_about(zone_id, instance_type));
        about.map(|row| row.left).min()
    }

    /// Uses up so many instances.
    pub(crate) fn take(&mut self, zone_id: &str, instance_type: &str, amount: u64) {
        for row in self.stock.iter_mut().filter(|row| row.is_about(zone_id, instance_type)) {
            row.left = row.left.saturating_sub(amount);
        }
    }

    /// `StatusCategory` of a type in a zone: `WithStock`, `ClosedWithStock` when little is left, `WithoutStock`.
    pub(crate) fn stock_word(&self, zone_id: &str, instance_type: &str) -> &'static str {
        match self.left(zone_id, instance_type) {
            Some(0) => "WithoutStock",
            Some(1..=4) => "ClosedWithStock",
            _ => "WithStock",
        }
    }
}
