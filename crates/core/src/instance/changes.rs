//! Changes over the inventory and the cloud: what the page starts from, what is checked, and what it costs.

use alibaba_cloud::ecs::{
    DescribeInstanceModificationPrice, DescribeInstanceTypes, DescribePrice, DescribeResourcesModification, Disk,
    PricedDisk,
};

use super::change::{ChangeDisk, ChangeDraft, ChangeStart, ChangeType};
use super::replace_rules::ReplaceFacts;
use super::{OrderFacts, change_rules, reading};
use crate::cloud::{AccountClient, Cloud, Priority};
use crate::inventory::{Inventory, ResourceKey};
use crate::launch::{LaunchPrice, Stock, price_of, stock_by_type};
use crate::{Problem, ProblemCode};

/// Types of one question.
const TYPES: usize = 10;

/// Changes. A clone shares everything.
#[derive(Clone)]
pub(crate) struct Changes {
    cloud: Cloud,
    inventory: Inventory,
}

/// What the cloud has told for a draft.
pub(crate) struct ChangeTold {
    /// `None` when the cloud does not list the instance.
    pub(crate) facts: Option<ReplaceFacts>,
    /// Types that it can become, with their stock.
    pub(crate) types: Result<Vec<(String, Stock)>, Problem>,
}

/// What a change costs.
pub(crate) struct ChangePrices {
    pub(crate) now: Option<LaunchPrice>,
    pub(crate) then: Option<LaunchPrice>,
    pub(crate) problem: Option<Problem>,
}

impl Changes {
    pub(crate) fn new(cloud: Cloud, inventory: Inventory) -> Self {
        Self { cloud, inventory }
    }

    /// What the page starts from.
    ///
    /// # Errors
    /// `NotFound`, the codes of the account's client and of the cloud, the cache's codes.
    pub(crate) async fn open(&self, key: &ResourceKey) -> Result<ChangeStart, Problem> {
        let mut draft = ChangeDraft {
            account_id: key.account_id.clone(),
            region_id: key.region_id.clone(),
            instance_id: key.id.clone(),
            ..ChangeDraft::default()
        };
        let told = self.ask(&draft).await?;
        let not_found = || Problem::new(ProblemCode::NotFound).with("instanceId", &key.id);
        let facts = told.facts.ok_or_else(not_found)?;
        draft.start_after = facts.instance.status.as_deref() == Some("Running");
        let known = self.inventory.known_instance(key).await?;
        let mut order = OrderFacts::from(crate::inventory::KnownInstance {
            row: known.row,
            disks: facts.disks.clone(),
        });
        order.instance.status = facts.instance.status.clone().unwrap_or_default();
        let disks = order.disks.into_iter().zip(&facts.disks);
        let disks = disks.map(|(shown, disk)| ChangeDisk {
            max_size_gib: change_rules::max_size_gib(disk, &shown.category),
            disk: shown,
            categories: change_rules::categories(disk),
            levels: change_rules::levels(disk),
            grows_while_running: change_rules::grows_while_running(disk),
        });
        let disks = disks.collect();
        let (types, types_not_asked) = match told.types {
            Ok(types) => (self.described(key, types).await?, None),
            Err(problem) => (Vec::new(), Some(problem)),
        };
        Ok(ChangeStart {
            subscription: change_rules::is_subscription(facts.instance.instance_charge_type.as_deref()),
            types,
            types_not_asked,
            disks,
            bandwidth_out: facts.instance.internet_max_bandwidth_out.unwrap_or(0),
            max_bandwidth_out: change_rules::max_bandwidth_out(&facts),
            internet_charge_type: facts.instance.internet_charge_type.clone().unwrap_or_default(),
            has_eip: facts.instance.eip_address.is_some(),
            instance: order.instance,
            draft,
        })
    }

    /// What the cloud tells for a draft.
    ///
    /// # Errors
    /// The codes of the account's client and of the cloud.
    pub(crate) async fn ask(&self, draft: &ChangeDraft) -> Result<ChangeTold, Problem> {
        let client = self.cloud.client(&draft.account_id, Priority::User).await?;
        let ids = std::slice::from_ref(&draft.instance_id);
        let mut candidates = DescribeResourcesModification::new(&draft.region_id, &draft.instance_id, "InstanceType");
        candidates.conditions = vec!["DiskCategory".to_owned()];
        let (known, types) = tokio::join!(reading::facts(&client, &draft.region_id, ids), client.call(&candidates));
        let facts = known?.remove(&draft.instance_id);
        let zone_id = facts.as_ref().and_then(|facts| facts.instance.zone_id.clone());
        let types = types.map(|reply| {
            let by_type = stock_by_type(&reply.body.available_zones).into_iter();
            let in_zone = by_type.filter_map(|(kind, zones)| {
                let here = zone_id.as_ref().and_then(|zone| zones.get(zone));
                here.copied().map(|stock| (kind, stock))
            });
            let mut types: Vec<(String, Stock)> = in_zone.collect();
            types.sort_by(|left, right| left.0.cmp(&right.0));
            types
        });
        Ok(ChangeTold {
            facts,
            types: types.map_err(Problem::from),
        })
    }

    /// Types with what they have; without it when the cloud cannot be asked.
    async fn described(&self, key: &ResourceKey, types: Vec<(String, Stock)>) -> Result<Vec<ChangeType>, Problem> {
        let client = self.cloud.client(&key.account_id, Priority::User).await?;
        let mut known = Vec::new();
        for batch in types.chunks(TYPES) {
            let action = DescribeInstanceTypes {
                region_id: Some(key.region_id.clone()),
                instance_types: batch.iter().map(|(kind, _)| kind.clone()).collect(),
                ..DescribeInstanceTypes::default()
            };
            let Ok(reply) = client.call(&action).await else {
                break;
            };
            known.extend(reply.body.instance_types);
        }
        let described = types.into_iter().map(|(kind, stock)| {
            let found = known.iter().find(|known| known.instance_type_id == kind);
            ChangeType {
                cpu: found.and_then(|found| found.cpu_core_count),
                memory_gib: found.and_then(|found| found.memory_size),
                instance_type: kind,
                stock,
            }
        });
        Ok(described.collect())
    }

    /// What a change costs. That it is not known is an answer too.
    ///
    /// # Errors
    /// The codes of the account's client.
    pub(crate) async fn prices(&self, draft: &ChangeDraft, facts: &ReplaceFacts) -> Result<ChangePrices, Problem> {
        let client = self.cloud.client(&draft.account_id, Priority::User).await?;
        if change_rules::is_subscription(facts.instance.instance_charge_type.as_deref()) {
            return Ok(due(&client, draft, facts).await);
        }
        let now = question(&ChangeDraft::default(), facts, &draft.region_id);
        let then = question(draft, facts, &draft.region_id);
        let (now, then) = tokio::join!(client.call(&now), client.call(&then));
        let problem = now
            .as_ref()
            .err()
            .or(then.as_ref().err())
            .map(|failure| failure.problem.clone());
        Ok(ChangePrices {
            now: now.ok().map(|reply| price_of(&reply.body, ("Hour", 1))),
            then: then.ok().map(|reply| price_of(&reply.body, ("Hour", 1))),
            problem,
        })
    }
}

/// What is to be paid for a change of a subscription until it ends.
async fn due(client: &AccountClient, draft: &ChangeDraft, facts: &ReplaceFacts) -> ChangePrices {
    let mut action = DescribeInstanceModificationPrice::new(&draft.region_id, &draft.instance_id);
    action.instance_type = draft
        .instance_type
        .clone()
        .filter(|_| change_rules::changes_type(draft, facts));
    action.internet_max_bandwidth_out = draft
        .bandwidth_out
        .filter(|_| change_rules::changes_bandwidth(draft, facts));
    let answer = client.call(&action).await;
    ChangePrices {
        now: None,
        problem: answer.as_ref().err().map(|failure| failure.problem.clone()),
        then: answer.ok().map(|reply| price_of(&reply.body, ("", 1))),
    }
}

/// The question for the price of an instance as it is after a draft.
fn question(draft: &ChangeDraft, facts: &ReplaceFacts, region_id: &str) -> DescribePrice {
    let instance = &facts.instance;
    let mut action = DescribePrice::new(region_id);
    action.image_id.clone_from(&instance.image_id);
    action.instance_type = draft.instance_type.clone().or_else(|| instance.instance_type.clone());
    action.zone_id.clone_from(&instance.zone_id);
    action.price_unit = Some("Hour".to_owned());
    action.period = Some(1);
    let bandwidth = draft.bandwidth_out.or(instance.internet_max_bandwidth_out).unwrap_or(0);
    if bandwidth > 0 {
        action.internet_charge_type.clone_from(&instance.internet_charge_type);
        action.internet_max_bandwidth_out = Some(bandwidth);
    }
    for disk in &facts.disks {
        let priced = priced(disk, draft);
        if disk.disk_type.as_deref() == Some("system") {
            action.system_disk = priced;
        } else {
            action.data_disks.push(priced);
        }
    }
    action
}

fn priced(disk: &Disk, draft: &ChangeDraft) -> PricedDisk {
    let change = draft.disks.iter().find(|change| change.disk_id == disk.disk_id);
    let change = change.cloned().unwrap_or_default();
    let level = change_rules::level_after(disk, &change).map(str::to_owned);
    PricedDisk {
        category: change.category.or_else(|| disk.category.clone()),
        size: change.size_gib.or(disk.size),
        performance_level: level,
    }
}
