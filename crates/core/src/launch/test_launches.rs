//! Test launches: which types fit an image that is not made yet, what is proposed, and what it costs.
//! Source: DescribeInstanceTypes, DescribeAvailableResource, FACTS-INSTANCES 26.

use alibaba_cloud::ecs::{
    AvailableZone, DescribeAvailableResource, DescribeInstanceTypes, DescribePrice, InstanceType,
};

use super::catalogue::{answer, rows, stock, stock_question};
use super::launches::Launches;
use super::{
    HostNames, LaunchChoices, LaunchDisk, LaunchDraft, NoProposal, NotAsked, SecurityGroupChoice, SignIn, Stock,
    TestDiskCategory, TestLaunchOffer, TestLaunchStart, TypeChoice, VSwitchChoice, price,
};
use crate::Problem;
use crate::cloud::AccountClient;
use crate::image::{ImageDraft, TestLaunch, TestPrice};
use crate::inventory::{InstanceDetail, ResourceKey};

/// Disk categories, the cheapest first, with the lowest performance level of those that have some.
const CATEGORIES: [(&str, &str); 5] = [
    ("cloud_efficiency", ""),
    ("cloud_essd_entry", ""),
    ("cloud_essd", "PL0"),
    ("cloud_auto", ""),
    ("cloud_ssd", ""),
];
/// The least memory that an operating system starts with, GiB.
const LEAST_MEMORY_GIB: f64 = 1.0;
const LEAST_MEMORY_WINDOWS_GIB: f64 = 2.0;
/// The least capacity of a system disk, GiB.
const LEAST_SYSTEM_GIB: u32 = 20;
/// Types of the smallest size whose prices are compared.
const MOST_COMPARED: usize = 10;
/// Characters of an instance name, at most.
const MOST_NAME_CHARACTERS: usize = 128;
const NAME_SUFFIX: &str = "-test";

/// What an image needs of a type, as far as it is known before it is made.
struct Needs {
    /// `X86` or `ARM`.
    architecture: String,
    memory_gib: f64,
    disks: u32,
}

impl Needs {
    fn are_met(&self, kind: &InstanceType) -> bool {
        let is_architecture = kind
            .cpu_architecture
            .as_deref()
            .is_none_or(|own| own == self.architecture);
        let has_local_disks = kind.local_storage_amount.unwrap_or(0) > 0;
        let has_gpu = kind.gpu_amount.unwrap_or(0) > 0;
        is_architecture
            && !has_local_disks
            && !has_gpu
            && kind.memory_size.is_some_and(|memory| memory >= self.memory_gib)
            && kind.disk_quantity.is_none_or(|most| most >= self.disks)
    }
}

/// The instance of a test launch of a draft, as a launch. Its image is not known yet.
pub(crate) fn test_draft(draft: &ImageDraft, test: &TestLaunch) -> LaunchDraft {
    let disk = |device: String, system: bool, gib: u32| LaunchDisk {
        device,
        system,
        of_image: true,
        image_gib: gib,
        category: test.disk_category.clone(),
        performance_level: test.performance_level.clone(),
        size_gib: if system { gib.max(LEAST_SYSTEM_GIB) } else { gib },
        delete_with_instance: true,
        ..LaunchDisk::default()
    };
    // Devices are as in the request that makes the image.
    let sizes = std::iter::once(draft.system_size_gib).chain(draft.data_disks.iter().map(|disk| disk.size_gib));
    let disks = sizes
        .zip('a'..='z')
        .map(|(gib, letter)| disk(format!("/dev/xvd{letter}"), letter == 'a', gib));
    let kept = MOST_NAME_CHARACTERS - NAME_SUFFIX.len();
    let name: String = draft.name.chars().take(kept).collect();
    LaunchDraft {
        account_id: draft.account_id.clone(),
        region_id: draft.region_id.clone(),
        count: 1,
        at_least: 1,
        instance_type: test.instance_type.clone(),
        zone_id: test.zone_id.clone(),
        v_switch_id: test.v_switch_id.clone(),
        security_group_ids: vec![test.security_group_id.clone()],
        charge_type: "PostPaid".to_owned(),
        disks: disks.collect(),
        sign_in: SignIn::ImagePassword,
        name_prefix: name + NAME_SUFFIX,
        name_first: 1,
        name_digits: 0,
        host_names: HostNames::ByCloud,
        tags: draft.tags.clone(),
        resource_group_id: draft.resource_group_id.clone(),
        ..LaunchDraft::default()
    }
}

impl Launches {
    /// What a test launch of a drafted image starts from.
    ///
    /// # Errors
    /// The codes of the account's client, the cache's codes. What else could not be asked is part of the answer.
    pub(crate) async fn test_open(&self, draft: &ImageDraft) -> Result<TestLaunchStart, Problem> {
        let source = self.test_source(draft).await?;
        let launch = test_draft(draft, &TestLaunch::default());
        let client = self.client(&launch).await?;
        let mut architecture = None;
        let supported = async {
            let question = DescribeInstanceTypes {
                region_id: Some(draft.region_id.clone()),
                ..DescribeInstanceTypes::default()
            };
            let mut types = rows(&client, question).await?;
            let of_source = source.as_ref().map(|source| source.row.instance_type.as_str());
            let known = types
                .iter()
                .find(|kind| Some(kind.instance_type_id.as_str()) == of_source);
            architecture = known.and_then(|kind| kind.cpu_architecture.clone());
            let needs = Needs {
                architecture: architecture.clone().unwrap_or_else(|| "X86".to_owned()),
                memory_gib: match is_windows(source.as_ref()) {
                    true => LEAST_MEMORY_WINDOWS_GIB,
                    false => LEAST_MEMORY_GIB,
                },
                disks: u32::try_from(draft.data_disks.len() + 1).unwrap_or(u32::MAX),
            };
            types.retain(|kind| needs.are_met(kind));
            Ok(types)
        };
        let mut choices = self
            .choices_of::<DescribeInstanceTypes>(&client, &launch, supported)
            .await;
        choices.types.sort_by(smaller);
        let proposal = self.propose(&client, draft, &mut choices, source.as_ref()).await?;
        let (proposal, no_proposal) = match proposal {
            Ok(proposal) => (Some(proposal), None),
            Err(reason) => (None, Some(reason)),
        };
        Ok(TestLaunchStart {
            choices,
            proposal,
            no_proposal,
            architecture: architecture.map(|name| if name == "ARM" { "arm64" } else { "x86_64" }.to_owned()),
        })
    }

    /// What the cloud offers for the test launch of a draft: disk categories, and its price.
    ///
    /// # Errors
    /// The codes of the account's client. What else could not be asked is part of the answer.
    pub(crate) async fn test_offer(&self, draft: &ImageDraft) -> Result<TestLaunchOffer, Problem> {
        let test = draft.test_launch.clone().unwrap_or_default();
        let launch = test_draft(draft, &test);
        let client = self.client(&launch).await?;
        let mut not_asked = Vec::new();
        let categories = categories(&client, &launch, &mut not_asked).await;
        let (price, price_problem) = match hourly(&client, &launch).await {
            Ok(price) => (Some(price), None),
            Err(problem) => (None, Some(problem)),
        };
        Ok(TestLaunchOffer {
            categories,
            price,
            price_problem,
            not_asked,
        })
    }

    /// The instance whose system disk the image is made of, as far as it is known.
    async fn test_source(&self, draft: &ImageDraft) -> Result<Option<InstanceDetail>, Problem> {
        let key = |id: &str| ResourceKey {
            account_id: draft.account_id.clone(),
            region_id: draft.region_id.clone(),
            id: id.to_owned(),
        };
        let snapshot = self.inventory.snapshot(&key(&draft.system_snapshot_id)).await?;
        let Some(instance_id) = snapshot.and_then(|known| known.row.instance_id) else {
            return Ok(None);
        };
        // One that is gone says nothing, and hinders nothing.
        Ok(self.inventory.instance_detail(&key(&instance_id)).await.ok())
    }

    /// The smallest type in stock in a zone with a vSwitch, and the network of the source instance where it is there.
    async fn propose(
        &self,
        client: &AccountClient,
        draft: &ImageDraft,
        choices: &mut LaunchChoices,
        source: Option<&InstanceDetail>,
    ) -> Result<Result<TestLaunch, NoProposal>, Problem> {
        let switches = switches(choices, source);
        if choices.types.is_empty() && !choices.not_asked.is_empty() {
            return Ok(Err(NoProposal::NotAsked));
        }
        if switches.is_empty() {
            let why = match choices.v_switches.is_empty() && !choices.not_asked.is_empty() {
                true => NoProposal::NotAsked,
                false => NoProposal::NoVSwitch,
            };
            return Ok(Err(why));
        }
        let networks: Vec<(VSwitchChoice, SecurityGroupChoice)> = switches
            .into_iter()
            .filter_map(|switch| Some((switch.clone(), group(choices, switch, source)?.clone())))
            .collect();
        if networks.is_empty() {
            return Ok(Err(NoProposal::NoSecurityGroup));
        }
        let network_of = |kind: &TypeChoice| {
            let is_sold = |zone_id: &str| {
                let mut zones = kind.stock.iter();
                zones.any(|zone| zone.zone_id == zone_id && zone.stock == Stock::InStock)
            };
            networks.iter().find(|(switch, _)| is_sold(&switch.zone_id)).cloned()
        };
        let fitting: Vec<(&TypeChoice, _)> = choices
            .types
            .iter()
            .filter_map(|kind| Some((kind, network_of(kind)?)))
            .collect();
        let Some((smallest, _)) = fitting.first() else {
            return Ok(Err(NoProposal::NoStock));
        };
        let is_as_small = |kind: &TypeChoice| smaller(kind, smallest).is_eq();
        let equals: Vec<_> = fitting
            .iter()
            .take_while(|(kind, _)| is_as_small(kind))
            .take(MOST_COMPARED)
            .collect();
        let mut best: Option<(f64, TestLaunch)> = None;
        let mut not_asked = Vec::new();
        for (kind, (switch, group)) in equals {
            let mut test = TestLaunch {
                zone_id: switch.zone_id.clone(),
                v_switch_id: switch.id.clone(),
                security_group_id: group.id.clone(),
                instance_type: kind.id.clone(),
                ..TestLaunch::default()
            };
            let sold = categories(client, &test_draft(draft, &test), &mut not_asked).await;
            if let Some(cheapest) = sold.into_iter().next() {
                test.disk_category = cheapest.category;
                test.performance_level = cheapest.performance_level;
            }
            test.price = hourly(client, &test_draft(draft, &test)).await.ok();
            let hourly = test.price.as_ref().map_or(f64::INFINITY, |price| price.hourly);
            if best.as_ref().is_none_or(|(least, _)| hourly < *least) {
                best = Some((hourly, test));
            }
        }
        choices.not_asked.extend(not_asked.into_iter().take(1));
        Ok(best.map(|(_, test)| test).ok_or(NoProposal::NoStock))
    }
}

/// By vCPUs, then by memory.
fn smaller(one: &TypeChoice, other: &TypeChoice) -> std::cmp::Ordering {
    one.cpu
        .cmp(&other.cpu)
        .then(one.memory_gib.total_cmp(&other.memory_gib))
}

fn is_windows(source: Option<&InstanceDetail>) -> bool {
    let os = source.map(|source| source.row.os.to_ascii_lowercase());
    os.is_some_and(|os| os.contains("windows"))
}

/// vSwitches with a free address: that of the source instance first, then those of its VPC and zone.
fn switches<'a>(choices: &'a LaunchChoices, source: Option<&InstanceDetail>) -> Vec<&'a VSwitchChoice> {
    let mut switches: Vec<&VSwitchChoice> = choices
        .v_switches
        .iter()
        .filter(|switch| switch.free_addresses != Some(0) && !switch.zone_id.is_empty())
        .collect();
    switches.sort_by_key(|switch| {
        let is = |own: Option<&str>, other: &str| own == Some(other);
        (
            !is(source.and_then(|source| source.v_switch_id.as_deref()), &switch.id),
            !is(source.and_then(|source| source.vpc_id.as_deref()), &switch.vpc_id),
            !is(source.map(|source| source.row.zone_id.as_str()), &switch.zone_id),
        )
    });
    switches
}

/// A security group of the VPC of a vSwitch: one of the source instance first.
fn group<'a>(
    choices: &'a LaunchChoices,
    switch: &VSwitchChoice,
    source: Option<&InstanceDetail>,
) -> Option<&'a SecurityGroupChoice> {
    let of_vpc = || {
        choices
            .security_groups
            .iter()
            .filter(|group| group.vpc_id == switch.vpc_id)
    };
    let of_source =
        |group: &&SecurityGroupChoice| source.is_some_and(|source| source.security_group_ids.contains(&group.id));
    of_vpc().find(of_source).or_else(|| of_vpc().next())
}

/// Disk categories that the zone of a launch sells with its type, the cheapest first: for all of its disks.
async fn categories(
    client: &AccountClient,
    launch: &LaunchDraft,
    not_asked: &mut Vec<NotAsked>,
) -> Vec<TestDiskCategory> {
    let mut sold: Option<Vec<String>> = None;
    for system in [true, false] {
        let sizes: Vec<u32> = launch
            .disks
            .iter()
            .filter(|disk| disk.system == system)
            .map(|disk| disk.size_gib)
            .collect();
        if sizes.is_empty() {
            continue;
        }
        let question = DescribeAvailableResource {
            destination_resource: if system { "SystemDisk" } else { "DataDisk" }.to_owned(),
            resource_type: Some("instance".to_owned()),
            zone_id: Some(launch.zone_id.clone()),
            ..stock_question(launch, Some(launch.instance_type.clone()))
        };
        let zones = client.call(&question).await.map(|reply| reply.body.available_zones);
        let Some(zones) = answer::<DescribeAvailableResource, _>(zones, not_asked) else {
            return Vec::new();
        };
        let these = sold_in(&zones, &launch.zone_id, &sizes);
        sold = Some(match sold {
            None => these,
            Some(others) => others.into_iter().filter(|category| these.contains(category)).collect(),
        });
    }
    let sold = sold.unwrap_or_default();
    let known = CATEGORIES
        .into_iter()
        .filter(|(category, _)| sold.iter().any(|own| own == category));
    let known = known.map(|(category, level)| TestDiskCategory {
        category: category.to_owned(),
        performance_level: level.to_owned(),
    });
    known.collect()
}

/// Categories that a zone sells in these sizes.
fn sold_in(zones: &[AvailableZone], zone_id: &str, sizes: &[u32]) -> Vec<String> {
    let zones = zones.iter().filter(|zone| zone.zone_id == zone_id);
    let choices = zones
        .flat_map(|zone| &zone.available_resources)
        .flat_map(|resource| &resource.supported_resources);
    let sold = choices.filter(|choice| {
        let takes =
            |size: &u32| choice.min.is_none_or(|least| *size >= least) && choice.max.is_none_or(|most| *size <= most);
        stock(choice.status.as_deref(), choice.status_category.as_deref()) != Stock::SoldOut && sizes.iter().all(takes)
    });
    sold.map(|choice| choice.value.clone()).collect()
}

/// What the instance of a launch costs for an hour.
async fn hourly(client: &AccountClient, launch: &LaunchDraft) -> Result<TestPrice, Problem> {
    let question: DescribePrice = price::question(launch);
    let reply = client.call(&question).await?;
    let told = price::of_draft(launch, &reply.body);
    Ok(TestPrice {
        hourly: told.total,
        currency: told.currency,
    })
}
