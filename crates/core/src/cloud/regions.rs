//! Learning the regions of an account from DescribeRegions.

use std::collections::HashMap;

use alibaba_cloud::Product;
use alibaba_cloud::ecs::{self, DescribeRegions, RegionList};

use super::{Cloud, Priority};
use crate::account::AccountRegion;
use crate::store::regions::{self, RegionRow};
use crate::{Problem, ProblemCode};

/// A region goes, with the choice, when complete replies have lacked it for so long, milliseconds. One reply proves nothing.
const MISSING_FOR: i64 = 24 * 60 * 60 * 1_000;

impl Cloud {
    /// Regions of an account; asked of the cloud only when none are known.
    ///
    /// # Errors
    /// `NotFound`, `StoreFailed`; the codes of [`Cloud::client`] and the cloud's when they are asked for.
    pub(crate) async fn regions(&self, account_id: &str) -> Result<Vec<AccountRegion>, Problem> {
        let known = self.shared.accounts.known_regions(account_id).await?;
        if !known.is_empty() {
            return Ok(known);
        }
        self.learn_regions(account_id, Priority::User).await?;
        self.shared.accounts.known_regions(account_id).await
    }

    /// Asks DescribeRegions and keeps the answer. All regions of a new account are chosen; a region that the cloud opens later is
    /// chosen when all others are.
    ///
    /// # Errors
    /// The codes of [`Cloud::client`], the cloud's codes, `StoreFailed`.
    pub(crate) async fn learn_regions(&self, account_id: &str, priority: Priority) -> Result<(), Problem> {
        let client = self.client(account_id, priority).await?;
        let reply = client.call(&in_language("en-US")).await?;
        // Without the names in the second language the English ones are shown.
        let chinese = client.call(&in_language("zh-CN")).await.map(|reply| reply.body.regions);
        let chinese = names(chinese.unwrap_or_default());
        // No account is without regions: such a reply must not take away the rows and the choice.
        if reply.body.regions.is_empty() {
            return Err(Problem::new(ProblemCode::NotEcsReply)
                .with("action", "ecs:DescribeRegions")
                .with("host", client.host(Product::Ecs, None)));
        }
        for region in &reply.body.regions {
            if let Some(endpoint) = &region.region_endpoint {
                let _ = client.learn_region_endpoint(&region.region_id, endpoint);
            }
        }
        let id = account_id.to_owned();
        let now = self.shared.runtime.now().as_millisecond();
        let written = self.shared.accounts.state().write(move |transaction| {
            let known = regions::of_account(transaction, &id)?;
            let rows = merge(&known, reply.body, &chinese, now);
            if rows != known {
                regions::replace(transaction, &id, &rows)?;
            }
            Ok(rows != known)
        });
        if written.await? {
            self.shared.accounts.notify();
        }
        Ok(())
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

fn merge(known: &[RegionRow], list: RegionList, chinese: &HashMap<String, String>, now: i64) -> Vec<RegionRow> {
    let is_complete = list.skipped == 0;
    let before: HashMap<&str, &RegionRow> = known.iter().map(|row| (row.region_id.as_str(), row)).collect();
    let all_chosen = known.iter().all(|row| row.chosen);
    let named = list.regions.into_iter().map(|region| {
        let old = before.get(region.region_id.as_str());
        let local_name = region.local_name.unwrap_or_else(|| region.region_id.clone());
        let translated = chinese.get(&region.region_id);
        RegionRow {
            local_name_zh: translated
                .or(old.map(|old| &old.local_name_zh))
                .unwrap_or(&local_name)
                .clone(),
            local_name,
            endpoint: region.region_endpoint,
            chosen: old.map_or(all_chosen, |old| old.chosen),
            missing_since: None,
            region_id: region.region_id,
        }
    });
    let mut rows: Vec<RegionRow> = named.collect();
    let missing = known
        .iter()
        .filter(|old| rows.iter().all(|row| row.region_id != old.region_id))
        .filter_map(|old| still_known(old, is_complete, now));
    let missing: Vec<RegionRow> = missing.collect();
    rows.extend(missing);
    rows
}

/// A region that a reply lacks; `None` when it has been missing long enough.
fn still_known(old: &RegionRow, is_complete: bool, now: i64) -> Option<RegionRow> {
    let missing_since = match old.missing_since {
        _ if !is_complete => old.missing_since,
        // The clock was set back since.
        Some(since) if since > now => Some(now),
        Some(since) if now - since >= MISSING_FOR => return None,
        Some(since) => Some(since),
        None => Some(now),
    };
    Some(RegionRow {
        missing_since,
        ..old.clone()
    })
}
