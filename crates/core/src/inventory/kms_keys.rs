//! The KMS keys of a region that have a name. Keys without an alias, and whether a key is enabled, the cloud does not tell here.

use alibaba_cloud::kms::ListAliases;
use futures_util::TryStreamExt;
use serde::Serialize;
use ts_rs::TS;

use super::Inventory;
use crate::Problem;
use crate::cloud::Priority;

/// What every alias begins with.
const PREFIX: &str = "alias/";
/// Aliases of the keys that belong to the cloud's own services. Source: Service key.
const OF_SERVICES: &str = "acs/";

/// A KMS key with a name.
#[derive(Clone, Debug, Eq, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct KmsKey {
    /// `KeyId`, as a request names it.
    pub id: String,
    /// `AliasName` without `alias/`.
    pub alias: String,
}

impl Inventory {
    /// The keys of a region that have an alias, by alias, without those of services. A key with several aliases is there with each.
    ///
    /// # Errors
    /// The codes of the account's client and of the cloud.
    pub(crate) async fn kms_keys(&self, account_id: &str, region_id: &str) -> Result<Vec<KmsKey>, Problem> {
        let client = self.shared.cloud.client(account_id, Priority::User).await?;
        let mut pages = client.pages(ListAliases::new(region_id));
        let mut keys = Vec::new();
        while let Some(page) = pages.try_next().await? {
            keys.extend(page.body.aliases.into_iter().filter_map(|row| {
                let alias = row.alias_name.strip_prefix(PREFIX).unwrap_or(&row.alias_name);
                // An endpoint that was typed answers for its own region, whichever is asked for.
                let region = row.alias_arn.as_deref().and_then(|arn| arn.split(':').nth(2));
                let is_wanted = !alias.starts_with(OF_SERVICES) && region.is_none_or(|region| region == region_id);
                let id = row.key_id.filter(|_| is_wanted)?;
                Some(KmsKey {
                    id,
                    alias: alias.to_owned(),
                })
            }));
        }
        keys.sort_by(|a, b| a.alias.cmp(&b.alias));
        Ok(keys)
    }
}
