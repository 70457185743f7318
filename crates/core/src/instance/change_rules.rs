//! The rules of changing an instance. Pure: facts in, findings out. Source: FACTS-INSTANCES 23 and 35 to 41; error lists of
//! ModifyInstanceSpec, ModifyPrepayInstanceSpec, ResizeDisk, ModifyDiskSpec and ModifyInstanceNetworkSpec.

use alibaba_cloud::ecs::Disk;

use super::change::{ChangeDraft, DiskChange};
use super::replace_rules::ReplaceFacts;
use crate::finding::{Finding, FindingCode, Severity};
use crate::launch::Stock;

/// Categories from the lowest to the highest: a disk only goes upwards.
const CATEGORIES: [&str; 5] = [
    "cloud_efficiency",
    "cloud_essd_entry",
    "cloud_ssd",
    "cloud_auto",
    "cloud_essd",
];
/// Levels of an ESSD with the least size of each, GiB.
const LEVELS: [(&str, u32); 4] = [("PL0", 1), ("PL1", 20), ("PL2", 461), ("PL3", 1261)];
/// Largest system disk, GiB.
const MAX_SYSTEM_GIB: u32 = 2048;

pub(crate) fn is_subscription(charge_type: Option<&str>) -> bool {
    charge_type == Some("PrePaid")
}

/// Most outbound bandwidth, Mbit/s.
pub(crate) fn max_bandwidth_out(facts: &ReplaceFacts) -> u32 {
    let by_bandwidth = facts.instance.internet_charge_type.as_deref() == Some("PayByBandwidth");
    if by_bandwidth && is_subscription(facts.instance.instance_charge_type.as_deref()) {
        200
    } else {
        100
    }
}

/// Largest size of a disk, GiB.
pub(crate) fn max_size_gib(disk: &Disk, category: &str) -> u32 {
    match (disk.disk_type.as_deref(), category) {
        (Some("system"), _) => MAX_SYSTEM_GIB,
        (_, "cloud") => 2_000,
        (_, "cloud_essd" | "cloud_auto") => 65_536,
        _ => 32_768,
    }
}

/// Categories that a disk can become, its own first.
pub(crate) fn categories(disk: &Disk) -> Vec<String> {
    let own = disk.category.clone().unwrap_or_default();
    let place = CATEGORIES.iter().position(|category| *category == own);
    let above = place.map_or(&[][..], |place| &CATEGORIES[place + 1..]);
    // Entry disks belong to types of their own.
    let above = above.iter().filter(|category| **category != "cloud_essd_entry");
    std::iter::once(own)
        .chain(above.map(|category| (*category).to_owned()))
        .collect()
}

/// Levels that a disk can become as an ESSD.
pub(crate) fn levels(disk: &Disk) -> Vec<String> {
    let own = disk.performance_level.as_deref();
    let is_essd = disk.category.as_deref() == Some("cloud_essd");
    let is_subscription = is_subscription(disk.disk_charge_type.as_deref());
    let place = LEVELS
        .iter()
        .position(|(level, _)| Some(*level) == own)
        .filter(|_| is_essd);
    let can_become = |(index, (level, _)): &(usize, &(&str, u32))| match place {
        None => true,
        Some(place) if *index >= place => true,
        // Down by pay-as-you-go alone, and not to PL0.
        Some(_) => !is_subscription && *level != "PL0",
    };
    let levels = LEVELS.iter().enumerate().filter(can_become);
    levels.map(|(_, (level, _))| (*level).to_owned()).collect()
}

/// Whether a disk grows while its instance runs.
pub(crate) fn grows_while_running(disk: &Disk) -> bool {
    let category = disk.category.as_deref().unwrap_or_default();
    matches!(category, "cloud_efficiency" | "cloud_ssd")
        || category.starts_with("cloud_essd")
        || category == "cloud_auto"
}

/// The level that a disk has after a change; `None` when it is no ESSD then.
pub(crate) fn level_after<'a>(disk: &'a Disk, change: &'a DiskChange) -> Option<&'a str> {
    let category = change.category.as_deref().or(disk.category.as_deref());
    let own = disk.performance_level.as_deref();
    (category == Some("cloud_essd")).then(|| change.performance_level.as_deref().or(own).unwrap_or("PL1"))
}

/// Whether category or level of a disk become others.
pub(crate) fn changes_spec(disk: &Disk, change: &DiskChange) -> bool {
    let is_other = |wanted: &Option<String>, own: &Option<String>| wanted.is_some() && wanted != own;
    is_other(&change.category, &disk.category)
        || (level_after(disk, change).is_some() && is_other(&change.performance_level, &disk.performance_level))
}

/// Whether a disk grows.
pub(crate) fn grows(disk: &Disk, change: &DiskChange) -> bool {
    change.size_gib.is_some() && change.size_gib != disk.size
}

/// Whether the type becomes another.
pub(crate) fn changes_type(draft: &ChangeDraft, facts: &ReplaceFacts) -> bool {
    draft.instance_type.is_some() && draft.instance_type != facts.instance.instance_type
}

/// Whether the bandwidth becomes another.
pub(crate) fn changes_bandwidth(draft: &ChangeDraft, facts: &ReplaceFacts) -> bool {
    let now = facts.instance.internet_max_bandwidth_out.unwrap_or(0);
    draft.bandwidth_out.is_some_and(|wanted| wanted != now)
}

/// Everything the rules have to say of a draft: errors first, then warnings, then notes. `types` are those that the instance can
/// become; `None` when the cloud could not be asked.
pub(crate) fn check(
    draft: &ChangeDraft,
    facts: Option<&ReplaceFacts>,
    types: Option<&[(String, Stock)]>,
) -> Vec<Finding> {
    let Some(facts) = facts else {
        return vec![error("instanceId", FindingCode::InstanceGone)];
    };
    let mut findings = Vec::new();
    let locks = facts.instance.lock_reasons.iter();
    findings.extend(locks.map(|reason| error("instanceId", FindingCode::InstanceLocked).with("reason", reason)));
    let status = facts.instance.status.as_deref().unwrap_or_default();
    match status {
        "Running" => {}
        "Stopped" if facts.instance.stopped_mode.as_deref() == Some("StopCharging") && changes_type(draft, facts) => {
            findings.push(error("instanceId", FindingCode::InstanceEconomical));
        }
        "Stopped" => {}
        _ => findings.push(error("instanceId", FindingCode::InstanceNotAtRest).with("status", status)),
    }
    let mut changes = changes_type(draft, facts) || changes_bandwidth(draft, facts);
    for (index, change) in draft.disks.iter().enumerate() {
        let known = facts.disks.iter().find(|disk| disk.disk_id == change.disk_id);
        let Some(disk) = known else {
            findings.push(error(&format!("disks.{index}"), FindingCode::DiskGone).with("diskId", &change.disk_id));
            continue;
        };
        changes |= grows(disk, change) || changes_spec(disk, change);
        findings.extend(of_disk(index, disk, change));
    }
    if !changes {
        findings.push(error("", FindingCode::NothingChanges));
    }
    let wanted = draft.instance_type.as_ref().filter(|_| changes_type(draft, facts));
    findings.extend(wanted.and_then(|wanted| reachable(wanted, types)));
    if wanted.is_some() {
        findings.extend(fixed_type(facts).map(|code| error("instanceType", code)));
    }
    findings.extend(bandwidth(draft, facts));
    findings.sort_by_key(|finding| match finding.severity {
        Severity::Error => 0,
        Severity::Warning => 1,
        Severity::Note => 2,
    });
    findings
}

/// What is against a type.
fn reachable(wanted: &str, types: Option<&[(String, Stock)]>) -> Option<Finding> {
    let Some(types) = types else {
        let code = FindingCode::TypesNotAsked;
        return Some(Finding::new(Severity::Warning, "instanceType", code));
    };
    let code = match types.iter().find(|(kind, _)| kind == wanted) {
        None => FindingCode::TypeNotReachable,
        Some((_, Stock::SoldOut)) => FindingCode::TypeSoldOut,
        Some(_) => return None,
    };
    Some(error("instanceType", code).with("instanceType", wanted))
}

/// Why the type of an instance cannot be changed at all. Source: FACTS-INSTANCES 35.
fn fixed_type(facts: &ReplaceFacts) -> Option<FindingCode> {
    let instance = &facts.instance;
    let is_spot = instance
        .spot_strategy
        .as_deref()
        .is_some_and(|word| !matches!(word, "" | "NoSpot"));
    let has_host = instance.dedicated_host_id.as_deref().is_some_and(|id| !id.is_empty());
    if is_subscription(instance.instance_charge_type.as_deref()) {
        None
    } else if is_spot {
        Some(FindingCode::SpotType)
    } else {
        has_host.then_some(FindingCode::DedicatedHostType)
    }
}

fn of_disk(index: usize, disk: &Disk, change: &DiskChange) -> Vec<Finding> {
    let field = |name: &str| format!("disks.{index}.{name}");
    let mut findings = Vec::new();
    let category = change
        .category
        .as_deref()
        .or(disk.category.as_deref())
        .unwrap_or_default();
    let size = change.size_gib.or(disk.size).unwrap_or(0);
    let now = disk.size.unwrap_or(0);
    if size < now {
        findings.push(error(&field("sizeGib"), FindingCode::SizeTooSmall).with("min", now));
    }
    let max = max_size_gib(disk, category).max(now);
    if size > max {
        findings.push(error(&field("sizeGib"), FindingCode::SizeTooLarge).with("max", max));
    }
    if !categories(disk).iter().any(|other| other == category) {
        findings.push(error(&field("category"), FindingCode::CategoryNotReachable).with("category", category));
    }
    if let Some(level) = level_after(disk, change) {
        let least = LEVELS
            .iter()
            .find(|(other, _)| *other == level)
            .map(|(_, least)| *least);
        if !levels(disk).iter().any(|other| other == level) {
            findings.push(error(&field("performanceLevel"), FindingCode::LevelNotReachable).with("level", level));
        } else if let Some(least) = least.filter(|least| size < *least) {
            findings.push(error(&field("sizeGib"), FindingCode::SizeTooSmall).with("min", least));
        }
    }
    if grows(disk, change) {
        findings.push(Finding::new(
            Severity::Note,
            &field("sizeGib"),
            FindingCode::FileSystemStays,
        ));
    }
    findings
}

fn bandwidth(draft: &ChangeDraft, facts: &ReplaceFacts) -> Vec<Finding> {
    let Some(wanted) = draft.bandwidth_out.filter(|_| changes_bandwidth(draft, facts)) else {
        return Vec::new();
    };
    let max = max_bandwidth_out(facts);
    let now = facts.instance.internet_max_bandwidth_out.unwrap_or(0);
    let mut findings = Vec::new();
    if facts.instance.eip_address.is_some() {
        findings.push(error("bandwidthOut", FindingCode::BandwidthOfEip));
    }
    if wanted > max {
        findings.push(error("bandwidthOut", FindingCode::NumberTooLarge).with("max", max));
    }
    let warning = |code| Finding::new(Severity::Warning, "bandwidthOut", code);
    if wanted == 0 {
        findings.push(warning(FindingCode::AddressReleased));
    } else if now == 0 {
        findings.push(warning(FindingCode::PublicAddress).with("bandwidth", wanted));
    }
    findings
}

fn error(field: &str, code: FindingCode) -> Finding {
    Finding::new(Severity::Error, field, code)
}
