//! The regions of an account that are known, and which of them are chosen. Learning them from the cloud is in `cloud`.

use super::{AccountRegion, Accounts};
use crate::Problem;
use crate::store::regions::{self, RegionRow};

impl Accounts {
    /// Regions of an account that are known; empty before they were learned.
    ///
    /// # Errors
    /// `NotFound`, `StoreFailed`.
    pub(crate) async fn known_regions(&self, account_id: &str) -> Result<Vec<AccountRegion>, Problem> {
        self.row(account_id).await?;
        let rows = self.region_rows(account_id).await?;
        Ok(rows.into_iter().map(AccountRegion::from).collect())
    }

    /// Region ids that are listed.
    ///
    /// # Errors
    /// `StoreFailed`.
    pub(crate) async fn chosen_regions(&self, account_id: &str) -> Result<Vec<String>, Problem> {
        let rows = self.region_rows(account_id).await?;
        let chosen = rows.into_iter().filter(|row| row.chosen);
        Ok(chosen.map(|row| row.region_id).collect())
    }

    /// Chooses the regions to list.
    ///
    /// # Errors
    /// `NotFound`, `StoreFailed`.
    pub(crate) async fn choose_regions(&self, account_id: &str, region_ids: Vec<String>) -> Result<(), Problem> {
        self.row(account_id).await?;
        let id = account_id.to_owned();
        self.shared
            .state
            .write(move |transaction| regions::choose(transaction, &id, &region_ids))
            .await?;
        self.notify();
        Ok(())
    }

    /// Regions of an account as they are stored.
    ///
    /// # Errors
    /// `StoreFailed`.
    pub(crate) async fn region_rows(&self, account_id: &str) -> Result<Vec<RegionRow>, Problem> {
        let id = account_id.to_owned();
        let read = self
            .shared
            .state
            .read(move |connection| regions::of_account(connection, &id));
        Ok(read.await?)
    }
}

impl From<RegionRow> for AccountRegion {
    fn from(row: RegionRow) -> Self {
        Self {
            region_id: row.region_id,
            local_name: row.local_name,
            local_name_zh: row.local_name_zh,
            chosen: row.chosen,
        }
    }
}
