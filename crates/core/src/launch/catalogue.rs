//! What can be chosen in a region. Source: FACTS-INSTANCES 26, pre-checks; DescribeAvailableResource.

use std::collections::{BTreeMap, HashMap, HashSet};

use alibaba_cloud::ecs::{
    AvailableZone, DescribeAvailableResource, DescribeImageSupportInstanceTypes, DescribeKeyPairs,
    DescribeSecurityGroups, InstanceType,
};
use alibaba_cloud::vpc::{DescribeVSwitches, DescribeVpcs};
use alibaba_cloud::{Action, Listing};
use futures_util::TryStreamExt;

use super::launches::Launches;
use super::{
    HiddenReason, HiddenTypes, LaunchChoices, LaunchDraft, NotAsked, SecurityGroupChoice, Stock, TypeChoice,
    VSwitchChoice, VpcChoice, ZoneChoice, ZoneStock,
};
use crate::Problem;
use crate::cloud::{AccountClient, CallError};

/// Above so many GiB a vCPU, the figure is in MiB: DescribeImageSupportInstanceTypes has been seen to count so.
const MOST_GIB_A_CPU: f64 = 100.0;

impl Launches {
    /// Types, zones, networks and key pairs for the image and billing method of a draft.
    ///
    /// # Errors
    /// The codes of the account's client. What else could not be asked is part of the answer.
    pub(crate) async fn choices(&self, draft: &LaunchDraft) -> Result<LaunchChoices, Problem> {
        let client = self.client(draft).await?;
        let mut supporting = DescribeImageSupportInstanceTypes::new(&draft.region_id, &draft.image_id);
        supporting.action_type = Some("CreateEcs".to_owned());
        let supported = async {
            let reply = client.call(&supporting).await;
            reply.map(|reply| reply.body.instance_types)
        };
        Ok(self
            .choices_of::<DescribeImageSupportInstanceTypes>(&client, draft, supported)
            .await)
    }

    /// The same, of the types that `supported` brings, which asks for them with `A`.
    pub(super) async fn choices_of<A: Action>(
        &self,
        client: &AccountClient,
        draft: &LaunchDraft,
        supported: impl Future<Output = Result<Vec<InstanceType>, CallError>>,
    ) -> LaunchChoices {
        let region_id = draft.region_id.as_str();
        let stock = stock_question(draft, None);
        let (supported, stock, vpcs, switches, groups, pairs) = tokio::join!(
            supported,
            client.call(&stock),
            rows(client, DescribeVpcs::new(region_id)),
            rows(client, DescribeVSwitches::new(region_id)),
            rows(client, DescribeSecurityGroups::new(region_id)),
            rows(client, DescribeKeyPairs::new(region_id)),
        );
        let mut choices = LaunchChoices {
            asked_at: self.now(),
            ..LaunchChoices::default()
        };
        let mut not_asked = Vec::new();
        let supported = answer::<A, _>(supported, &mut not_asked);
        let zones = stock.map(|reply| reply.body.available_zones);
        let zones = answer::<DescribeAvailableResource, _>(zones, &mut not_asked);
        let vpcs = answer::<DescribeVpcs, _>(vpcs, &mut not_asked).unwrap_or_default();
        let switches = answer::<DescribeVSwitches, _>(switches, &mut not_asked).unwrap_or_default();
        let groups = answer::<DescribeSecurityGroups, _>(groups, &mut not_asked).unwrap_or_default();
        let pairs = answer::<DescribeKeyPairs, _>(pairs, &mut not_asked).unwrap_or_default();
        let stock = zones.as_deref().map(stock_by_type).unwrap_or_default();
        if let Some(supported) = supported {
            (choices.types, choices.hidden) = types(supported, stock, &draft.instance_type);
        }
        let zone_ids = zones.iter().flatten().map(|zone| zone.zone_id.clone());
        choices.zones = zone_ids
            .map(|id| ZoneChoice {
                v_switches: count(
                    switches
                        .iter()
                        .filter(|switch| switch.zone_id.as_deref() == Some(id.as_str())),
                ),
                id,
            })
            .collect();
        choices.zones.sort_by(|one, other| one.id.cmp(&other.id));
        choices.vpcs = vpcs
            .into_iter()
            .map(|vpc| VpcChoice {
                id: vpc.vpc_id,
                name: vpc.vpc_name.unwrap_or_default(),
                cidr: vpc.cidr_block.unwrap_or_default(),
            })
            .collect();
        choices.v_switches = switches
            .into_iter()
            .map(|switch| VSwitchChoice {
                id: switch.v_switch_id,
                name: switch.v_switch_name.unwrap_or_default(),
                vpc_id: switch.vpc_id.unwrap_or_default(),
                zone_id: switch.zone_id.unwrap_or_default(),
                cidr: switch.cidr_block.unwrap_or_default(),
                free_addresses: switch.available_ip_address_count,
            })
            .collect();
        choices.security_groups = groups
            .into_iter()
            .filter(|group| group.service_managed != Some(true))
            .map(|group| SecurityGroupChoice {
                id: group.security_group_id,
                name: group.security_group_name.unwrap_or_default(),
                vpc_id: group.vpc_id.unwrap_or_default(),
            })
            .collect();
        choices.key_pairs = pairs.into_iter().map(|pair| pair.key_pair_name).collect();
        choices.not_asked = not_asked;
        choices
    }
}

/// The question for stock by zone, for the billing method and disks of a draft.
pub(super) fn stock_question(draft: &LaunchDraft, instance_type: Option<String>) -> DescribeAvailableResource {
    let mut action = DescribeAvailableResource::new(&draft.region_id, "InstanceType");
    action.instance_charge_type = Some(draft.charge_type.clone()).filter(|charge| !charge.is_empty());
    action.io_optimized = Some("optimized".to_owned());
    action.network_category = Some("vpc".to_owned());
    action.instance_type = instance_type;
    action
}

/// The answer; when there is none, that it could not be asked is noted.
pub(super) fn answer<A: Action, T>(answer: Result<T, CallError>, not_asked: &mut Vec<NotAsked>) -> Option<T> {
    match answer {
        Ok(rows) => Some(rows),
        Err(failure) => {
            not_asked.push(NotAsked {
                action: A::NAME.to_owned(),
                problem: failure.problem,
            });
            None
        }
    }
}

/// All rows of a listing.
pub(super) async fn rows<A: Listing + 'static>(client: &AccountClient, action: A) -> Result<Vec<A::Row>, CallError> {
    let mut pages = client.pages(action);
    let mut rows = Vec::new();
    while let Some(page) = pages.try_next().await? {
        rows.extend(A::into_rows(page.body));
    }
    Ok(rows)
}

/// Stock of each type in each zone that sells it.
pub(crate) fn stock_by_type(zones: &[AvailableZone]) -> HashMap<String, BTreeMap<String, Stock>> {
    let mut by_type: HashMap<String, BTreeMap<String, Stock>> = HashMap::new();
    for zone in zones {
        let resources = zone.available_resources.iter();
        let types = resources.filter(|resource| resource.resource_type == "InstanceType");
        for choice in types.flat_map(|resource| &resource.supported_resources) {
            let stock = stock(choice.status.as_deref(), choice.status_category.as_deref());
            let zones = by_type.entry(choice.value.clone()).or_default();
            zones.insert(zone.zone_id.clone(), stock);
        }
    }
    by_type
}

/// How much there is, in the words of the cloud.
pub(super) fn stock(status: Option<&str>, category: Option<&str>) -> Stock {
    match (category, status) {
        (Some("WithStock"), _) => Stock::InStock,
        (Some("ClosedWithStock"), _) => Stock::Low,
        (Some("WithoutStock" | "ClosedWithoutStock"), _) | (None, Some("SoldOut")) => Stock::SoldOut,
        (_, Some("SoldOut")) => Stock::SoldOut,
        // An unknown word of a type that is available.
        _ => Stock::InStock,
    }
}

/// Types that the image supports and a zone sells, the nearest to `like` first, and how many are left out.
fn types(
    supported: Vec<InstanceType>,
    mut stock: HashMap<String, BTreeMap<String, Stock>>,
    like: &str,
) -> (Vec<TypeChoice>, Vec<HiddenTypes>) {
    let ids: HashSet<&str> = supported.iter().map(|kind| kind.instance_type_id.as_str()).collect();
    let not_for_image = count(stock.keys().filter(|id| !ids.contains(id.as_str())));
    let size = |kind: &InstanceType| {
        let cpu = kind.cpu_core_count.unwrap_or(0);
        (cpu, memory_gib(kind.memory_size.unwrap_or(0.0), cpu))
    };
    let wanted = supported.iter().find(|kind| kind.instance_type_id == like).map(&size);
    let family = |id: &str| id.rsplit_once('.').map(|(family, _)| family.to_owned());
    let like_family = family(like);
    let all = supported.len();
    let mut choices: Vec<TypeChoice> = supported
        .iter()
        .filter_map(|kind| {
            let zones = stock.remove(&kind.instance_type_id)?;
            let (cpu, memory_gib) = size(kind);
            Some(TypeChoice {
                id: kind.instance_type_id.clone(),
                cpu,
                memory_gib,
                stock: zones
                    .into_iter()
                    .map(|(zone_id, stock)| ZoneStock { zone_id, stock })
                    .collect(),
            })
        })
        .collect();
    let distance = |choice: &TypeChoice| match wanted {
        Some((cpu, memory)) => {
            let apart = |one: f64, other: f64| (one.max(0.1) / other.max(0.1)).log2().abs();
            apart(f64::from(choice.cpu), f64::from(cpu)) + apart(choice.memory_gib, memory)
        }
        None => f64::from(choice.cpu) + choice.memory_gib / 1_000.0,
    };
    choices.sort_by(|one, other| {
        let key = |choice: &TypeChoice| (choice.id != like, distance(choice), family(&choice.id) != like_family);
        let (one_key, other_key) = (key(one), key(other));
        one_key
            .0
            .cmp(&other_key.0)
            .then(one_key.1.total_cmp(&other_key.1))
            .then(one_key.2.cmp(&other_key.2))
            .then(one.id.cmp(&other.id))
    });
    let not_sold = u32::try_from(all - choices.len()).unwrap_or(u32::MAX);
    let hidden = [
        (HiddenReason::NotForImage, not_for_image),
        (HiddenReason::NotSold, not_sold),
    ];
    let hidden = hidden.into_iter().filter(|(_, count)| *count > 0);
    let hidden = hidden.map(|(reason, count)| HiddenTypes { reason, count }).collect();
    (choices, hidden)
}

fn memory_gib(memory: f64, cpu: u32) -> f64 {
    if memory > MOST_GIB_A_CPU * f64::from(cpu.max(1)) {
        memory / 1_024.0
    } else {
        memory
    }
}

fn count<T>(rows: impl Iterator<Item = T>) -> u32 {
    u32::try_from(rows.count()).unwrap_or(u32::MAX)
}
