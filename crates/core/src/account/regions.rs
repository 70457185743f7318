//! The regions of an account: learned from the cloud, chosen by the administrator.

use std::collections::HashMap;

use alibaba_cloud::ecs::{self, DescribeRegions, RegionList};

use super::{AccountRegion, Accounts};
use crate::store::regions::{self, RegionRow};
use crate::{Problem, ProblemCode};

impl Accounts {
    /// Regions of an account; asked of the cloud only when none are known.
    pub(crate) async fn regions(&self, account_id: &str) -> Result<Vec<AccountRegion>, Problem> {
        self.get(account_id).await?;
        let id = account_id.to_owned();
        let mut rows = self
            .shared
            .state
            .read(move |connection| regions::of_account(connection, &id))
            .await?;
        if rows.is_empty() {
            rows = self.learn_regions(account_id).await?;
        }
        let shown = rows.into_iter().map(|row| AccountRegion {
            region_id: row.region_id,
            local_name: row.local_name,
            local_name_zh: row.local_name_zh,
            chosen: row.chosen,
        });
        Ok(shown.collect())
    }

    /// Region ids that are listed.
    pub(crate) async fn chosen_regions(&self, account_id: &str) -> Result<Vec<String>, Problem> {
        let id = account_id.to_owned();
        let rows = self
            .shared
            .state
            .read(move |connection| regions::of_account(connection, &id))
            .await?;
        Ok(rows
            .into_iter()
            .filter(|row| row.chosen)
            .map(|row| row.region_id)
            .collect())
    }

    pub(crate) async fn choose_regions(&self, account_id: &str, region_ids: Vec<String>) -> Result<(), Problem> {
        self.get(account_id).await?;
        let id = account_id.to_owned();
        self.shared
            .state
            .write(move |transaction| regions::choose(transaction, &id, &region_ids))
            .await?;
        self.changed();
        Ok(())
    }

    /// Asks DescribeRegions and keeps the answer. All regions of a new account are chosen; a region the cloud opens later is chosen
    /// when all others are.
    pub(crate) async fn learn_regions(&self, account_id: &str) -> Result<Vec<RegionRow>, Problem> {
        let client = self.client(account_id).await?;
        let reply = client
            .call(&in_language("en-US"))
            .await
            .map_err(|error| Problem::from(error).with_default("action", "ecs:DescribeRegions"))?;
        // Names in a second language are no reason to list nothing: without them the English ones stand in.
        let chinese = client.call(&in_language("zh-CN")).await.map(|reply| reply.body.regions);
        let chinese = names(chinese.unwrap_or_default());
        // No account is without regions: such a reply must not take away the rows and the choice.
        if reply.body.regions.is_empty() {
            return Err(Problem::new(ProblemCode::NotEcsReply).with("action", "ecs:DescribeRegions"));
        }
        for region in &reply.body.regions {
            if let Some(endpoint) = &region.region_endpoint {
                let _ = client.learn_region_endpoint(&region.region_id, endpoint);
            }
        }
        let id = account_id.to_owned();
        let (rows, is_news) = self
            .shared
            .state
            .write(move |transaction| {
                let known = regions::of_account(transaction, &id)?;
                let rows = merge(&known, reply.body, &chinese);
                if rows != known {
                    regions::replace(transaction, &id, &rows)?;
                }
                Ok((rows.clone(), rows != known))
            })
            .await?;
        if is_news {
            self.changed();
        }
        Ok(rows)
    }
}

fn in_language(language: &str) -> DescribeRegions {
    DescribeRegions {
        accept_language: Some(language.to_owned()),
    }
}

/// LocalName by RegionId.
fn names(regions: Vec<ecs::Region>) -> HashMap<String, String> {
    let named = regions
        .into_iter()
        .filter_map(|region| Some((region.region_id, region.local_name?)));
    named.collect()
}

fn merge(known: &[RegionRow], list: RegionList, chinese: &HashMap<String, String>) -> Vec<RegionRow> {
    let chosen: HashMap<&str, bool> = known.iter().map(|row| (row.region_id.as_str(), row.chosen)).collect();
    let all_chosen = known.iter().all(|row| row.chosen);
    let rows = list.regions.into_iter().map(|region| {
        let local_name = region.local_name.unwrap_or_else(|| region.region_id.clone());
        RegionRow {
            local_name_zh: chinese.get(&region.region_id).unwrap_or(&local_name).clone(),
            local_name,
            endpoint: region.region_endpoint,
            chosen: chosen.get(region.region_id.as_str()).copied().unwrap_or(all_chosen),
            region_id: region.region_id,
        }
    });
    rows.collect()
}
