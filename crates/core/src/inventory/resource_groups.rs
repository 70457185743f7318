//! Resource groups of an account: those that the cloud names, and those that rows are in.

use std::collections::BTreeMap;

use alibaba_cloud::resource_manager::ListResourceGroups;
use futures_util::TryStreamExt;
use serde::Serialize;
use ts_rs::TS;

use super::{Inventory, RowKind, WordField};
use crate::Problem;
use crate::cloud::Priority;

/// A resource group.
#[derive(Clone, Debug, Eq, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct ResourceGroup {
    /// `ResourceGroupId`.
    pub id: String,
    /// `DisplayName`; `null` when the cloud has not told it.
    pub name: Option<String>,
}

/// The resource groups of an account.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct ResourceGroupList {
    /// By name, those without one last, by id.
    pub groups: Vec<ResourceGroup>,
    /// Why the cloud could not be asked; then the groups are those of the known rows alone.
    pub problem: Option<Problem>,
}

impl Inventory {
    /// The resource groups that the cloud lists and those of the known rows.
    ///
    /// # Errors
    /// The cache's codes. That the cloud cannot be asked is part of the answer.
    pub(crate) async fn resource_groups(&self, account_id: &str) -> Result<ResourceGroupList, Problem> {
        let mut names: BTreeMap<String, Option<String>> = BTreeMap::new();
        for id in self.groups_of_rows(account_id).await? {
            names.insert(id, None);
        }
        let problem = match self.named_groups(account_id).await {
            Ok(named) => {
                names.extend(named);
                None
            }
            Err(problem) => Some(problem),
        };
        let mut groups: Vec<ResourceGroup> = names.into_iter().map(|(id, name)| ResourceGroup { id, name }).collect();
        groups.sort_by_cached_key(|group| {
            (
                group.name.is_none(),
                group.name.as_ref().map(|name| name.to_lowercase()),
            )
        });
        Ok(ResourceGroupList { groups, problem })
    }

    async fn named_groups(&self, account_id: &str) -> Result<Vec<(String, Option<String>)>, Problem> {
        let client = self.shared.cloud.client(account_id, Priority::User).await?;
        let mut pages = client.pages(ListResourceGroups::new());
        let mut named = Vec::new();
        while let Some(page) = pages.try_next().await? {
            let groups = page.body.resource_groups.into_iter();
            named.extend(groups.map(|group| (group.id, group.display_name.or(group.name))));
        }
        Ok(named)
    }

    async fn groups_of_rows(&self, account_id: &str) -> Result<Vec<String>, Problem> {
        self.loaded().await?;
        let (inventory, account_id) = (self.clone(), account_id.to_owned());
        // It goes through all rows.
        let found = tokio::task::spawn_blocking(move || {
            let indexes = inventory.indexes();
            let of_kind = |kind| {
                let column = indexes.columns(kind).word(WordField::ResourceGroup)?;
                Some(indexes.read(kind, |index, _| index.words_of_account(&account_id, column)))
            };
            RowKind::ALL
                .into_iter()
                .filter_map(of_kind)
                .flatten()
                .filter(|id| !id.is_empty())
                .collect()
        });
        Ok(found.await.unwrap_or_default())
    }
}
